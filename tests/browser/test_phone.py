"""The harness itself: a phone that hears nothing would let every other test pass."""

import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.phone import IPHONE, PATIENCE_S, PIXEL, Phone
from tests.browser.webkit_phone import WebKitPhone, XScreen

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>A page</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="img-src 'none'">
<script>
  const diary = new Promise((ready) => {
    const opened = indexedDB.open("diary", 1);
    opened.onupgradeneeded = () => opened.result.createObjectStore("lines");
    opened.onsuccess = () => ready(opened.result);
  });
  const write = async (text) => {
    const act = (await diary).transaction("lines", "readwrite", { durability: "strict" });
    act.objectStore("lines").put(text, "last");
    await new Promise((stored) => { act.oncomplete = stored; });
  };
  const read = async () => {
    const asked = (await diary).transaction("lines").objectStore("lines").get("last");
    await new Promise((found) => { asked.onsuccess = found; });
    return asked.result ?? null;
  };
</script>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """The test's output stays the test's."""


@pytest.fixture
def origin(tmp_path: Path) -> Iterator[str]:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(PAGE)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.fixture
def tiny(playwright: Playwright, tmp_path: Path, origin: str) -> Iterator[Phone]:
    phone = Phone(playwright, tmp_path / "profile", origin)
    yield phone
    phone.switch_off()


def test_what_was_stored_durably_is_there_after_the_browser_was_killed(tiny: Phone) -> None:
    tiny.open()
    tiny.page.evaluate("write('eight clean ones')")

    tiny.kill()
    tiny.open()

    assert tiny.page.evaluate("read()") == "eight clean ones"


def test_webkit_too_keeps_what_was_stored_when_all_of_it_is_killed(
    tmp_path: Path, origin: str, screen: XScreen
) -> None:
    """In a phone of an iPhone's size."""
    phone = WebKitPhone(tmp_path / "profile", origin, screen)
    try:
        phone.open()
        assert phone.look("[innerWidth, innerHeight, devicePixelRatio]") == list(IPHONE)
        assert phone.look("[screen.width, screen.height]") == list(IPHONE[:2])
        phone.driver.execute_async_script("write('eight clean ones').then(arguments[0])")

        phone.kill()
        phone.open()

        assert phone.driver.execute_async_script("read().then(arguments[0])") == "eight clean ones"
    finally:
        phone.switch_off()


def test_a_pixel_is_as_large_as_one_and_can_be_touched(tiny: Phone) -> None:
    tiny.open()

    seen = tiny.page.evaluate("[innerWidth, innerHeight, devicePixelRatio, navigator.maxTouchPoints > 0]")

    assert seen == [*PIXEL, True]


@pytest.mark.parametrize(
    ("deed", "heard"),
    [
        ("fetch('http://elsewhere.invalid/').catch(() => 0)", "a request left the origin"),
        ("console.error('something broke')", "something broke"),
        ("setTimeout(() => { throw new Error('nobody caught this') })", "nobody caught this"),
        ("document.body.append(Object.assign(new Image(), { src: '/dot.svg' }))", "content security policy"),
        ("fetch('/missing.json').then(() => 0)", "404"),
    ],
)
def test_what_a_clean_app_never_does_is_heard(tiny: Phone, deed: str, heard: str) -> None:
    tiny.open()
    tiny.complaints.clear()  # the page has no icon, and says so

    tiny.page.evaluate(f"(async () => {{ {deed} }})()")
    deadline = time.monotonic() + PATIENCE_S
    while not any(heard in complaint for complaint in tiny.complaints):
        assert time.monotonic() < deadline, tiny.complaints
        tiny.page.wait_for_timeout(50)
