"""The nearest thing to an iPhone on Linux: WebKitGTK on a screen nobody looks at, killed for real."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from threading import Timer
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import (
    ElementNotInteractableException,
    StaleElementReferenceException,
    WebDriverException,
)
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from urllib3.exceptions import HTTPError

from tests.browser.phone import IPHONE

DOTS = round(IPHONE.dots_a_point)
"""GTK draws whole dots only, so a Pixel's fractions cannot be had here."""

BROWSER = Path(__file__).with_name("webkit_browser.py")
PATIENCE_S = 60
GONE_WITHIN_S = 10

FIND_PRESSABLE = """
const pressable = "button, a[href], label, summary";
const name = (element) => (element.getAttribute("aria-label") ?? element.innerText).trim();
const shown = (element) => element.getClientRects().length > 0 && !element.disabled;
const within = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
const all = [...within.querySelectorAll(pressable)].filter(shown);
const called = (fits) => all.find((element) => fits(name(element)));
return called((each) => each === arguments[0]) ?? called((each) => each.startsWith(arguments[0])) ?? null;
"""

FIND_FIELD = """
const isCalled = (label) => label.innerText.trim().startsWith(arguments[0]);
return [...document.querySelectorAll("label")].find(isCalled)?.querySelector("input, textarea") ?? null;
"""

STANDS_AT = """
globalThis.standsAt = NOW;
if (!globalThis.clockStands) {
  globalThis.clockStands = true;
  globalThis.Date = class extends Date {
    constructor(...told) {
      super(...(told.length > 0 ? told : [globalThis.standsAt]));
    }
    static now() {
      return globalThis.standsAt;
    }
  };
}
"""


class XScreen:
    """An X server of this test's own."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        command = [
            program("Xvfb"),
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            f"{IPHONE.width * DOTS}x{IPHONE.height * DOTS}x24",
            "-nolisten",
            "tcp",
        ]
        self._process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            self.name = f":{answer.readline().strip()}"
        assert self.name != ":", "Xvfb gave no display"

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()


class WebKitPhone:
    """An iPhone's size; one profile; a driver and a browser for as long as it is on. `language` is what it
    speaks when it is switched on. It has no touch: GTK asks the machine for that, and there is none."""

    def __init__(self, profile: Path, origin: str, screen: XScreen) -> None:
        self.profile = profile
        self.origin = origin
        self.language = "en-GB"
        self.begun_by: list[str] = []
        """Scripts that run before those of each page, from the next time it is switched on."""
        self.with_a_finger = False
        """Whether taps hit the glass, where something may lie in the way, or the thing itself."""
        self._screen = screen
        self._service: webdriver.WebKitGTKService | None = None
        self._driver: webdriver.WebKitGTK | None = None
        self._clock = ""

    @property
    def is_on(self) -> bool:
        return self._driver is not None

    @property
    def driver(self) -> webdriver.WebKitGTK:
        assert self._driver, "the phone is off"
        return self._driver

    def open(self, path: str = "/") -> None:
        """Loads `path`; switches the phone on when it is off."""
        if self._driver is None:
            self._switch_on()
        self.driver.get(self.origin + path)

    def kill(self) -> None:
        """Ends window, page and storage processes at once, as a flat battery would."""
        self.dies_during(lambda: None, 0)

    def dies_during(self, deed: Callable[[], object], after_s: float) -> None:
        """Kills all of it so long after the deed has begun; what the deed cannot end then is given up."""
        assert self._service
        assert self._service.process
        doomed = descendants(self._service.process.pid)
        assert doomed, "there is no browser to kill"
        battery = Timer(after_s, kill_all, [doomed])
        battery.start()
        with contextlib.suppress(WebDriverException, HTTPError):
            deed()
        battery.join()
        deadline = time.monotonic() + GONE_WITHIN_S
        while descendants(self._service.process.pid):
            assert time.monotonic() < deadline, "a killed browser is still there"
            time.sleep(0.02)
        self.switch_off()

    def switch_off(self) -> None:
        if self._driver is not None:
            with contextlib.suppress(WebDriverException):  # a killed browser cannot say goodbye
                self._driver.quit()
            self._driver = None

    def stands_at(self, now: datetime) -> None:
        """Stops the clock there. A page that is loaded anew in a browser that was not switched off in
        between begins at the time at which it was switched on."""
        self._clock = STANDS_AT.replace("NOW", str(round(now.timestamp() * 1000)))
        if self.is_on:
            self.driver.execute_script(self._clock)

    def tap(self, name: str) -> None:
        """Presses what has this accessible name, or else the first that starts with it."""
        self._patiently(lambda: self._pressed(name), f"nothing to press is called {name!r}")

    def type_into(self, name: str, text: str) -> None:
        self._patiently(lambda: self._typed(name, text), f"no field to type into is called {name!r}")

    def shows_pressable(self, name: str) -> bool:
        return self._pressable(name) is not None

    def text(self) -> str:
        """What a reader sees now."""
        return str(self.look("document.body.innerText"))

    def look(self, expression: str) -> Any:
        """The value of a JavaScript expression on the page."""
        return self.driver.execute_script(f"return {expression.strip()}")

    def awaits(self, promise: str) -> Any:
        """What the promise comes to."""
        return self.driver.execute_async_script(f"({promise}).then(arguments[0])")

    def works_offline_from_now_on(self) -> None:
        """Returns when the service worker serves this page."""
        self.awaits("navigator.serviceWorker.ready.then(() => true)")
        # It claims the page a moment after it is ready.
        self._patiently(
            lambda: bool(self.look("navigator.serviceWorker.controller !== null")), "it serves no page"
        )

    def takes_in(self, file: Path) -> None:
        """Chooses it where the page asks for a file."""
        self.driver.find_element("css selector", "input[type=file]").send_keys(str(file))

    def saves(self, button: str) -> str:
        """What is in the file that a press on the button hands to the runner."""
        before = set(self._downloads.glob("*"))
        self.tap(button)
        deadline = time.monotonic() + PATIENCE_S
        while not (saved := set(self._downloads.glob("*")) - before):
            assert time.monotonic() < deadline, "no file was saved"
            time.sleep(0.05)
        return saved.pop().read_text()

    @property
    def _downloads(self) -> Path:
        """Where the browser moves a file once it has all of it."""
        return self.profile / "downloads"

    def _pressable(self, name: str) -> WebElement | None:
        return self._element(FIND_PRESSABLE, name)

    def _pressed(self, name: str) -> bool:
        found = self._pressable(name)
        if found and self.with_a_finger:
            found.click()
        else:
            self.driver.execute_script("arguments[0]?.click()", found)
        return found is not None

    def _typed(self, name: str, text: str) -> bool:
        field = self._element(FIND_FIELD, name)
        if field:
            field.send_keys(text)
        return field is not None

    def _element(self, script: str, name: str) -> WebElement | None:
        found = self.driver.execute_script(script, name)
        return found if isinstance(found, WebElement) else None

    def _patiently(self, attempt: Callable[[], bool], complaint: str) -> None:
        # What is drawn a moment later can be found before it can be used.
        passing = (ElementNotInteractableException, StaleElementReferenceException)
        WebDriverWait(self.driver, PATIENCE_S, 0.05, passing).until(lambda _driver: attempt(), complaint)

    def _switch_on(self) -> None:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(BROWSER)
        options.add_argument("--automation")
        environment = os.environ | {
            "DISPLAY": self._screen.name,
            "WK_PROFILE": str(self.profile),
            "WK_SIZE": f"{IPHONE.width}x{IPHONE.height}",
            "WK_LANGUAGE": self.language,
            "WK_BEGUN_BY": "\n".join((*self.begun_by, self._clock)),
            "GDK_SCALE": str(DOTS),
            "NO_AT_BRIDGE": "1",  # no accessibility bus to wait for
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        self._service = webdriver.WebKitGTKService(program("WebKitWebDriver"), env=environment)
        with warnings.catch_warnings():
            # selenium warns of how its own class calls its own class
            warnings.filterwarnings("ignore", "setting remote_server_addr", DeprecationWarning)
            self._driver = webdriver.WebKitGTK(options=options, service=self._service)
        self._driver.set_page_load_timeout(PATIENCE_S)


def kill_all(pids: Sequence[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):  # one may fall with another
            os.kill(pid, signal.SIGKILL)


def descendants(ancestor: int) -> list[int]:
    """The processes that `ancestor` started, and those they started, that have not ended."""
    listing = subprocess.run(["ps", "-axo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listing.stdout.splitlines()]
    children: dict[int, list[int]] = {}
    for pid, parent, state in rows:
        if not state.startswith("Z"):
            children.setdefault(int(parent), []).append(int(pid))
    found = children.get(ancestor, [])
    for child in found:
        found.extend(children.get(child, []))
    return found


def program(name: str) -> str:
    """Where the program is, or a sentence that says how to install it."""
    found = shutil.which(name)
    assert found, f"{name} is missing. Install what the browser tests need: sudo .ci/browsers"
    return found
