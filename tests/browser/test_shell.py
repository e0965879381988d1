"""What surrounds the training: addresses with no network, new versions, a browser that stores nothing."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import ROOT, Server, copy_of_the_code

pytestmark = pytest.mark.browser

HEADINGS = {
    "/": "Strength today",
    "/progress": "Progress",
    "/progress/squat": "Squat",
    "/you": "Back up and sync",
    "/backup": "Only on this phone",
    "/nothing/here": "Nothing here",
}
TITLE, CHANGED_TITLE = '"Done for today"', '"Done for today, says the second edition"'

REFUSES_AT_ONCE = "throw new DOMException('The operation is insecure.', 'SecurityError')"
REFUSES_LATER = """
const asked = new EventTarget();
Object.defineProperty(asked, "error", { value: new DOMException("Internal error", "UnknownError") });
asked.addEventListener("error", (event) => asked.onerror?.(event));
setTimeout(() => asked.dispatchEvent(new Event("error")));
return asked;
"""


def test_every_address_opens_without_a_network_after_one_visit(phone: Phone, server: Server) -> None:
    runner = Runner(phone)
    runner.sets_up()
    phone.works_offline_from_now_on()
    server.stop()
    phone.kill()

    for path, heading in HEADINGS.items():
        runner.goes_to(path, heading)


def test_a_new_version_waits_for_the_end_of_the_workout_and_for_the_runner(
    phones: Callable[[str], Phone], tmp_path: Path
) -> None:
    code = copy_of_the_code(tmp_path / "code")
    server = Server(tmp_path / "deployed", code)
    server.start()
    phone = phones("phone")
    phone.origin = server.origin
    try:
        runner = Runner(phone)
        runner.sets_up()
        phone.works_offline_from_now_on()
        runner.starts()
        runner.logs_a_set()

        server.stop()
        build_second_edition(code)
        server.start()
        phone.look("window.untouched = true")
        phone.page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
        phone.waits_for("navigator.serviceWorker.getRegistration().then((each) => each.waiting !== null)")
        runner.logs_the_rest()
        assert phone.look("window.untouched")
        assert not phone.shows_pressable("Update now")
        runner.finishes()
        phone.tap("To Today")
        runner.sees("Done for today", "A new version is ready.")
        assert phone.look("window.untouched")

        phone.tap("Update now")
        runner.sees("Done for today, says the second edition")
        assert not phone.shows_pressable("Update now")
    finally:
        phone.switch_off()
        server.kill()


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


def build_second_edition(code: Path) -> None:
    """Builds the app anew with other words on Today; the first edition's files are gone from the server."""
    shutil.copytree(
        ROOT / "frontend",
        code / "frontend",
        ignore=shutil.ignore_patterns("node_modules", "build"),
    )
    (code / "frontend/node_modules").symlink_to(ROOT / "frontend/node_modules")
    words = code / "frontend/src/words.ts"
    assert TITLE in words.read_text()
    words.write_text(words.read_text().replace(TITLE, CHANGED_TITLE))
    subprocess.run(["npm", "run", "build"], cwd=code / "frontend", check=True, capture_output=True)
