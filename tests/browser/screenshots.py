"""Photographs every screen: `.venv/bin/python -m tests.browser.screenshots OUT_DIR [STORY ...]`.

Pictures are for people to look at; nothing is compared. Each moment is taken at 390 by 844 and 320 by 640
points, light and dark; a few also lying down, on a tablet, from right to left, with high contrast and with
text twice as large. STORY is the first part of one, as `welcome`; without any, all are walked.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.every_screen import STORIES, Runner, new_phone
from tests.browser.phone import FLAGS, find_chromium
from tests.browser.server import ROOT, Server

SIZES = {"390": (390, 844), "320": (320, 640)}
WIDER = {"landscape": (844, 390), "tablet": (820, 1180), "desk": (1180, 820)}


class Album:
    """Takes one moment in every size and theme."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def on(self, page: Page) -> "Album":
        return Album(page, self.folder)

    def take(self, name: str, *, whole: bool = False, extras: bool = False) -> None:
        for size, (width, height) in SIZES.items():
            self.page.set_viewport_size({"width": width, "height": height})
            for theme in ("light", "dark"):
                self.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
                self._save(f"{name}-{size}-{theme}", whole)
        self.page.emulate_media(color_scheme="light")
        if extras:
            self._take_extras(name)
        self.page.set_viewport_size({"width": 390, "height": 844})

    def _take_extras(self, name: str) -> None:
        for shape, (width, height) in WIDER.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self._save(f"{name}-{shape}", whole=False)
        self.page.set_viewport_size({"width": 390, "height": 844})
        self.page.emulate_media(contrast="more")
        self._save(f"{name}-contrast", whole=False)
        self.page.emulate_media(contrast="null", forced_colors="active")
        self._save(f"{name}-forced", whole=False)
        self.page.emulate_media(forced_colors="none")
        self.page.evaluate("document.documentElement.dir = 'rtl'")
        self._save(f"{name}-rtl", whole=False)
        self.page.evaluate("document.documentElement.dir = ''")
        self.page.evaluate("document.documentElement.style.fontSize = '200%'")
        self._save(f"{name}-text200", whole=True)
        self.page.evaluate("document.documentElement.style.fontSize = ''")

    def _save(self, name: str, whole: bool) -> None:
        self.page.wait_for_timeout(120)
        self.page.screenshot(path=self.folder / f"{name}.png", full_page=whole, animations="disabled")


def main(folder: Path, wanted: Sequence[str], code: Path) -> None:
    stories = [parts for parts in STORIES if not wanted or parts[0].__name__ in wanted]
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data), code, EVENSTRIDE_RATE_LIMITS="off")
        server.start()
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=FLAGS)
        try:
            for parts in stories:
                page = new_phone(browser)
                for part in parts:
                    part(Album(page, folder), Runner(page, server.origin))
                page.context.close()
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:], Path(os.environ.get("EVENSTRIDE_CODE") or ROOT))
