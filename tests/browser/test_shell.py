"""What surrounds the training: addresses with no network, new versions, a browser that stores nothing."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import ROOT, Server, copy_of_the_code
from tests.browser.test_german import German
from tests.browser.webkit_phone import WebKitPhone, XScreen

pytestmark = pytest.mark.browser

STATIC = Path("backend/evenstride/static")
HEADINGS = {
    "/": "Strength today",
    "/progress": "Progress",
    "/progress/squat": "Squat",
    "/you": "Back up and sync",
    "/backup": "Only on this phone",
    "/account": "Bring in an earlier log",
    "/plan": "Four weeks ahead",
    "/history": "Your sessions appear here once you have trained.",
    "/symmetry": "Two legs, no numbers yet",
    "/library": "All exercises",
    "/library/step_up": "Step-up",
    "/sources": "The list is on the server",
    "/nothing/here": "Nothing here",
}
IS_WAITING = "navigator.serviceWorker.getRegistration().then((each) => each.waiting !== null)"
CHANGED_WORDS = {
    "words.ts": ('"Done for today"', '"Done for today, says the second edition"'),
    "words/de/words.ts": ('"Heute ist Kraft dran"', '"Heute ist Kraft dran, sagt die zweite Ausgabe"'),
}

REFUSES_AT_ONCE = "throw new DOMException('The operation is insecure.', 'SecurityError')"
REFUSES_LATER = """
const asked = new EventTarget();
Object.defineProperty(asked, "error", { value: new DOMException("Internal error", "UnknownError") });
asked.addEventListener("error", (event) => asked.onerror?.(event));
setTimeout(() => asked.dispatchEvent(new Event("error")));
return asked;
"""


def test_every_address_opens_without_a_network_after_one_visit(
    each_phone_alone: Phone | WebKitPhone, server: Server
) -> None:
    phone = each_phone_alone
    runner = Runner(phone)
    runner.sets_up()
    phone.works_offline_from_now_on()
    server.stop()
    phone.kill()

    for path, heading in HEADINGS.items():
        runner.goes_to(path, heading)


@pytest.fixture(scope="module")
def second_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A later build of the app with other words on Today; the first edition's files are not in it."""
    code = copy_of_the_code(tmp_path_factory.mktemp("second"))
    build_second_edition(code)
    return code / STATIC


@pytest.fixture
def deployed(tmp_path: Path) -> Iterator[Server]:
    """A server on a copy of the program that a test may change."""
    server = Server(tmp_path / "deployed", copy_of_the_code(tmp_path / "code"))
    server.start()
    yield server
    server.kill()


def test_a_new_version_waits_for_the_end_of_the_workout_and_for_the_runner(
    phones: Callable[[str], Phone], deployed: Server, second_edition: Path
) -> None:
    """SURVIVE 36: deployed while the phone is offline in a workout, found when it is back online."""
    phone = phones("phone")
    phone.origin = deployed.origin
    runner = Runner(phone)
    runner.sets_up()
    phone.works_offline_from_now_on()
    runner.starts()
    runner.logs_a_set()
    phone.look("window.untouched = true")

    phone.context.set_offline(True)
    deploy(deployed, second_edition)
    runner.logs_a_set()
    phone.tap("More")
    phone.tap("Note for the next set")
    phone.tap("Save")
    phone.context.set_offline(False)
    phone.page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
    phone.waits_for(IS_WAITING)
    runner.ends_early()
    phone.tap("To Today")
    runner.sees("Done for today", "A new version is ready.")
    assert phone.look("window.untouched")

    phone.tap("Update now")
    runner.sees("Done for today, says the second edition")
    assert not phone.shows_pressable("Update now")


def test_webkit_takes_a_new_version_by_a_tap_once_the_workout_is_over(
    tmp_path: Path, deployed: Server, second_edition: Path, screen: XScreen
) -> None:
    """SURVIVE 36, nearest to an iPhone: what finds the new version is the app itself, opened anew."""
    phone = WebKitPhone(tmp_path / "webkit", deployed.origin, screen)
    try:
        runner = Runner(phone)
        runner.sets_up()
        phone.works_offline_from_now_on()
        runner.starts()
        runner.logs_a_set()
        runner.knows_it_is_stored()
        phone.kill()
        deploy(deployed, second_edition)
        runner.comes_back_to_the_workout()
        runner.waits_for(lambda: phone.awaits(IS_WAITING), "the new version was not found")
        runner.logs_a_set()
        assert not phone.shows_pressable("Update now")
        runner.ends_early()
        phone.tap("To Today")
        runner.sees("Done for today", "A new version is ready.")
        phone.tap("Update now")
        runner.sees("Done for today, says the second edition")
        assert not phone.shows_pressable("Update now")
    finally:
        phone.switch_off()


def test_a_tab_whose_code_another_tab_has_replaced_says_so_and_goes_on_by_a_tap(
    phones: Callable[[str], Phone], deployed: Server, second_edition: Path
) -> None:
    """SURVIVE 36: the old tab's workout goes on; a screen whose code is gone everywhere is a tap away."""
    phone = phones("phone")
    phone.origin = deployed.origin
    phone.will_hear("404 (Not Found)")  # the old tab asks for code that is gone
    runner = Runner(phone)
    runner.sets_up()
    phone.works_offline_from_now_on()
    tab = phone.another_tab()
    beside = Runner(tab)
    beside.goes_to("/", "Strength today")
    deploy(deployed, second_edition)
    tab.page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
    beside.sees("A new version is ready.")
    tab.tap("Update now")
    beside.waits_for(lambda: "A new version is ready." not in tab.text(), "the update was not taken")

    runner.sees("A new version is ready.")
    runner.starts()
    runner.logs_a_set()
    runner.knows_it_is_stored()
    assert not phone.shows_pressable("Update now")
    phone.page.go_back()
    runner.sees("A workout is open")
    assert not phone.shows_pressable("Update now")
    phone.context.new_cdp_session(phone.page).send("Network.clearBrowserCache")
    phone.tap("Progress")
    runner.sees("This screen did not load", "Nothing you logged is lost.")
    phone.tap("Try again")
    runner.sees("Phase 1")
    runner.comes_back_to_the_workout()
    runner.knows_it_is_stored()


def test_a_new_version_brings_the_words_of_the_runners_language_before_it_takes_over(
    phones: Callable[[str], Phone], deployed: Server, second_edition: Path
) -> None:
    """Taken with no network and nothing in the browser's own cache: the worker has fetched it all."""
    phone = phones("phone")
    phone.locale = "de-DE"
    phone.origin = deployed.origin
    runner = German(phone)
    runner.sets_up()
    phone.works_offline_from_now_on()
    phone.waits_for(
        "caches.match('/language').then((noted) => noted?.text()).then((tongue) => tongue === 'de')"
    )
    deploy(deployed, second_edition)
    phone.page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
    runner.sees("Eine neue Version ist da.")
    phone.context.set_offline(True)
    phone.context.new_cdp_session(phone.page).send("Network.clearBrowserCache")

    phone.tap("Jetzt nehmen")

    runner.reads("Heute ist Kraft dran, sagt die zweite Ausgabe")


@pytest.mark.parametrize("refusal", [REFUSES_AT_ONCE, REFUSES_LATER], ids=["at once", "later"])
def test_a_browser_that_refuses_storage_gets_words_and_a_way_to_save_not_a_blank_page(
    phone: Phone, tmp_path: Path, refusal: str
) -> None:
    phone.switch_on()
    phone.context.add_init_script(f"indexedDB.open = () => {{ {refusal} }}")
    runner = Runner(phone)

    runner.goes_to("/", "Your log could not be opened")
    assert phone.shows_pressable("Try again")
    with phone.page.expect_download() as download:
        phone.tap("Save what is still in memory")

    saved = tmp_path / "saved.json"
    download.value.save_as(saved)
    log = json.loads(saved.read_text())
    assert (log["format"], log["v"], log["entries"]) == ("evenstride-log", 1, [])


def deploy(server: Server, static: Path) -> None:
    """The server comes back with another build of the app."""
    server.stop()
    shutil.rmtree(server.code / STATIC)
    shutil.copytree(static, server.code / STATIC)
    server.start()


def build_second_edition(code: Path) -> None:
    """Builds the app anew with other words on Today; the first edition's files are gone from the server."""
    shutil.copytree(
        ROOT / "frontend",
        code / "frontend",
        ignore=shutil.ignore_patterns("node_modules", "build"),
    )
    (code / "frontend/node_modules").symlink_to(ROOT / "frontend/node_modules")
    for file, (first, second) in CHANGED_WORDS.items():
        words = code / "frontend/src" / file
        assert first in words.read_text()
        words.write_text(words.read_text().replace(first, second))
    subprocess.run(["npm", "run", "build"], cwd=code / "frontend", check=True, capture_output=True)
