"""A phone in the runner's hand: a real Chromium with a profile that survives being killed."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any, Literal, NamedTuple, get_args

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    Request,
    WebError,
)
from playwright.sync_api import Error as BrowserError


class Size(NamedTuple):
    """A phone's screen as a page sees it: its points, and how many dots of the glass make one of them."""

    width: int
    height: int
    dots_a_point: float


PIXEL = Size(412, 915, 2.625)
"""What Chromium's phones hold."""

IPHONE = Size(390, 844, 3)
"""What WebKit's hold."""

GONE_WITHIN_S = 60
PATIENCE_S = 60

FLAGS = [
    "--disable-quic",
    "--no-first-run",
    "--no-sandbox",  # continuous integration runs as root in a container
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]

SCREEN: Any = {
    "viewport": {"width": PIXEL.width, "height": PIXEL.height},
    "device_scale_factor": PIXEL.dots_a_point,
    "has_touch": True,
    "is_mobile": True,
    "locale": "en-GB",
}

WITHOUT_LOCKS = "delete Navigator.prototype.locks"

REPORT_POLICY_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`content security policy: ${event.effectiveDirective} refused ${event.blockedURI}`));
"""

SERVER_IS_AWAY = (
    "net::ERR_CONNECTION_REFUSED",
    "net::ERR_INTERNET_DISCONNECTED",
    "net::ERR_CONNECTION_RESET",
    # It went in the middle of an answer.
    "net::ERR_CONNECTION_CLOSED",
    "net::ERR_EMPTY_RESPONSE",
    "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
)


TYPED_INTO = "textarea, input:not([type=radio]):not([type=checkbox])"

OtherRole = Literal["link", "radio", "checkbox"]


class Phone:
    """A Pixel: its size, and touch. `complaints` holds what a clean app never causes:
    requests that leave the origin, console errors, uncaught exceptions, policy violations. `locale` is what
    it speaks when it is switched on."""

    def __init__(self, playwright: Playwright, profile: Path, origin: str) -> None:
        self.profile = profile
        self.origin = origin
        self.locale: str = SCREEN["locale"]
        self.complaints: list[str] = []
        self._expected = list(SERVER_IS_AWAY)
        self._playwright = playwright
        self._context: BrowserContext | None = None

    @property
    def context(self) -> BrowserContext:
        assert self._context, "the phone is off"
        return self._context

    @property
    def page(self) -> Page:
        if not self.context.pages:
            raise BrowserError("the browser is gone, and its pages with it")
        return self.context.pages[0]

    def switch_on(self, *, dark: bool = False) -> None:
        """Starts the browser on this phone's profile; it shows an empty page."""
        self._context = self._playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=find_chromium(self._playwright),
            args=FLAGS,
            **SCREEN | {"locale": self.locale},
            color_scheme="dark" if dark else "light",
        )
        self._watch(self._context)

    def open(self, path: str = "/") -> None:
        """Loads `path`; switches the phone on when it is off."""
        if self._context is None:
            self.switch_on()
        self.page.goto(self.origin + path)

    def will_hear(self, sign: str) -> None:
        """What has these words in it follows from what the test does, and is no complaint."""
        self._expected.append(sign)

    def another_tab(self, begun_by: str | None = None) -> "Tab":
        """An empty tab beside this one; `begun_by` is a script that runs before those of its pages."""
        page = self.context.new_page()
        if begun_by:
            page.add_init_script(begun_by)
        return Tab(self, page)

    def tap(self, name: str) -> None:
        """Presses what has this accessible name, or else the first that starts with it."""
        self._pressable(name).first.tap()

    def type_into(self, name: str, text: str) -> None:
        self.page.get_by_label(name).and_(self.page.locator(TYPED_INTO)).fill(text)

    def shows_pressable(self, name: str) -> bool:
        return self._pressable(name).count() > 0

    def text(self) -> str:
        """What a reader sees now."""
        return self.page.locator("body").inner_text()

    def look(self, expression: str) -> Any:
        """The value of a JavaScript expression on the page."""
        return self.page.evaluate(expression)

    def exports(self) -> list[dict[str, Any]]:
        """Every entry of the file that the runner can save."""
        self.open("/account")
        with self.page.expect_download() as download:
            self.tap("Save everything")
        entries: list[dict[str, Any]] = json.loads(download.value.path().read_text())["entries"]
        return entries

    def switch_off(self) -> None:
        """Ends the browser the polite way."""
        if self._context is not None:
            self._context.close()
            self._context = None

    def kill(self) -> None:
        """Ends the browser process at once, as a flat battery would. What was stored durably stays."""
        self.dies_during(lambda: None, 0)

    def dies_during(self, deed: Callable[[], object], after_s: float) -> None:
        """Kills the browser so long after the deed has begun; what the deed cannot end then is given up."""
        pid = self._browser_pid()
        battery = Timer(after_s, os.kill, [pid, signal.SIGKILL])
        battery.start()
        with contextlib.suppress(BrowserError):
            deed()
        battery.join()
        deadline = time.monotonic() + GONE_WITHIN_S
        while self._browser_pids():
            assert time.monotonic() < deadline, "a killed browser is still there"
            time.sleep(0.02)
        with contextlib.suppress(BrowserError):  # it is gone, which is what was wanted
            self.context.close()
        self._context = None

    def installability_errors(self) -> list[str]:
        """Why the browser would not offer to install the app; empty when it would."""
        session = self.context.new_cdp_session(self.page)
        found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        return [error["errorId"] for error in found]

    def works_offline_from_now_on(self) -> None:
        """Returns when the service worker serves this page."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.waits_for("navigator.serviceWorker.controller !== null")

    def waits_for(self, expression: str) -> Any:
        """The first true value of the expression. Asked from outside: the page itself evaluates no text."""
        deadline = time.monotonic() + PATIENCE_S
        while not (value := self.look(expression)):
            assert time.monotonic() < deadline, f"never true: {expression}"
            time.sleep(0.02)
        return value

    def _watch(self, context: BrowserContext) -> None:
        context.set_default_timeout(PATIENCE_S * 1000)
        context.add_init_script(REPORT_POLICY_VIOLATIONS)
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", self._on_uncaught)

    def _pressable(self, name: str) -> Locator:
        exact = self._called(name, exact=True)
        return exact if exact.count() else self._called(re.compile("^" + re.escape(name)), exact=False)

    def _called(self, name: str | re.Pattern[str], *, exact: bool) -> Locator:
        # Nothing beside an open sheet can be pressed. Asked anew with each try: a sheet may be about to open.
        within = self.page.locator("dialog[open], body:not(:has(dialog[open]))").last
        found = within.get_by_role("button", name=name, exact=exact)
        for role in get_args(OtherRole):
            found = found.or_(within.get_by_role(role, name=name, exact=exact))
        # What opens a fold has no role of its own.
        whole = re.compile(rf"^\s*{re.escape(name)}\s*$") if isinstance(name, str) else name
        return found.or_(within.locator("summary", has_text=whole))

    def _browser_pid(self) -> int:
        (pid,) = self._browser_pids()
        return pid

    def _browser_pids(self) -> list[int]:
        listing = subprocess.run(
            ["ps", "-axww", "-o", "pid=,stat=,command="], capture_output=True, text=True, check=True
        ).stdout
        rows = (line.split(maxsplit=2) for line in listing.splitlines())
        mark = f"--user-data-dir={self.profile}"
        return [
            int(pid)
            for pid, state, command in rows
            if mark in command.split() and "--type=" not in command and not state.startswith("Z")
        ]

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.origin + "/", "data:", "blob:")):
            self._complain(f"a request left the origin: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complain(f"console: {message.text} ({message.location.get('url', '')})")

    def _on_uncaught(self, error: WebError) -> None:
        self._complain(f"uncaught: {error.error}")

    def _complain(self, complaint: str) -> None:
        if not any(sign in complaint for sign in self._expected):
            self.complaints.append(complaint)


class LentPhone(Phone):
    """A phone whose browser belongs to other tests as well: there at once, and forgotten at the end."""

    def __init__(self, playwright: Playwright, browser: Browser, origin: str) -> None:
        super().__init__(playwright, Path(), origin)
        self._browser = browser

    def switch_on(self, *, dark: bool = False) -> None:
        theme: Any = {"locale": self.locale, "color_scheme": "dark" if dark else "light"}
        self._context = self._browser.new_context(**SCREEN | theme)
        self._watch(self._context)
        self._context.new_page()

    def dies_during(self, deed: Callable[[], object], after_s: float) -> None:
        raise AssertionError("a lent phone is not ours to kill")


class Tab(Phone):
    """One more tab in the browser of a phone, which hears its complaints."""

    def __init__(self, phone: Phone, page: Page) -> None:
        super().__init__(phone._playwright, phone.profile, phone.origin)
        self._context = phone.context
        self._page = page

    @property
    def page(self) -> Page:
        return self._page

    def close(self) -> None:
        self._page.close()


def find_chromium(playwright: Playwright) -> str:
    """The path of a Chromium to drive: $CHROMIUM, then the path, then Playwright's own download."""
    chosen = os.environ.get("CHROMIUM")
    candidates = [chosen] if chosen else ["chromium", "google-chrome", playwright.chromium.executable_path]
    for candidate in candidates:
        if found := shutil.which(candidate):
            return found
    raise AssertionError(
        f"No Chromium at {', '.join(candidates)}. Install it with `apt-get install chromium` "
        "or `.venv/bin/playwright install chromium`, or name one in $CHROMIUM."
    )
