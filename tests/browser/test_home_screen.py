"""The icon on the home screen: where it leads, what it shows, and how it gets there."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.account import Account
from tests.browser.conftest import Lend
from tests.browser.phone import SCREEN, LentPhone
from tests.browser.runner import Runner
from tests.browser.server import Server

pytestmark = pytest.mark.browser

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)

MARKS_ON_THE_ICON = """
window.marks = [];
navigator.setAppBadge = async () => void window.marks.push("due");
navigator.clearAppBadge = async () => void window.marks.push("nothing");
"""

THE_BROWSER_OFFERS_TO_INSTALL = """
window.asked = 0;
const offer = new Event("beforeinstallprompt", { cancelable: true });
offer.prompt = async () => { window.asked += 1; return { outcome: "accepted" }; };
dispatchEvent(offer);
"""

SHORTCUTS = """
fetch(document.querySelector("link[rel=manifest]").href).then((answer) => answer.json())
  .then(({ shortcuts }) => Object.fromEntries(shortcuts.map(({ name, url }) => [name, url])))
"""


@pytest.fixture
def phone(lend: Lend) -> LentPhone:
    return lend()


@pytest.fixture
def runner(phone: LentPhone, account: Account) -> Runner:
    """Signed in, on a day that trains."""
    runner = Runner(phone)
    runner.signs_in(account.code)
    phone.tap("Today")
    runner.sees("Strength today")
    return runner


def test_the_icon_leads_straight_into_the_workout_that_is_under_way(phone: LentPhone, runner: Runner) -> None:
    runner.starts()
    runner.logs_a_set()
    turn = runner.turn()
    phone.open()
    runner.waits_for(lambda: runner.turn() == turn, "it did not open where it was")
    phone.page.go_back()
    assert "A workout is open" not in phone.text()


def test_whoever_left_the_workout_on_purpose_finds_it_waiting_on_today(
    phone: LentPhone, runner: Runner
) -> None:
    runner.starts()
    phone.tap("More")
    phone.tap("Leave it open")
    runner.sees("A workout is open")
    phone.open()
    runner.sees("A workout is open")
    phone.tap("Continue the workout")
    runner.waits_for(lambda: runner.turn() is not None, "it did not go on")
    phone.open()
    runner.waits_for(lambda: runner.turn() is not None, "coming back was not noticed")


def test_a_workout_without_a_set_for_hours_is_asked_about(phone: LentPhone, runner: Runner) -> None:
    noon = datetime.now().astimezone().replace(hour=12)
    phone.page.clock.set_fixed_time(noon)
    runner.starts()
    phone.page.clock.set_fixed_time(noon + timedelta(hours=2))
    phone.open()
    runner.waits_for(lambda: runner.turn() is not None, "two hours are no reason to ask")
    phone.page.clock.set_fixed_time(noon + timedelta(hours=4))
    phone.open()
    runner.sees("A workout is open")


def test_each_shortcut_does_what_it_says(phone: LentPhone, runner: Runner, account: Account) -> None:
    shortcuts = phone.look(SHORTCUTS)
    assert set(shortcuts) == {"Start today's session", "Log a run"}
    phone.open(shortcuts["Log a run"])
    runner.sees("Log the run")
    phone.tap("Close")

    phone.open(shortcuts["Start today's session"])
    runner.sees("Warm up")
    phone.tap("Skip the warm-up")
    runner.logs_a_set()
    turn = runner.turn()
    # Pressed once more: there is one session, and it goes on.
    phone.open(shortcuts["Start today's session"])
    runner.waits_for(lambda: runner.turn() == turn, "it did not go on")
    runner.waits_for(lambda: len(account.sets()) == 1, "the set did not arrive")
    assert [row["kind"] for row in account.rows()].count("session_started") == 1


def test_the_icon_is_marked_while_a_session_waits(phone: LentPhone, account: Account) -> None:
    phone.switch_on()
    phone.page.add_init_script(MARKS_ON_THE_ICON)
    runner = Runner(phone)
    runner.signs_in(account.code)
    runner.waits_for(lambda: phone.look("window.marks.at(-1)") == "due", "today's session is not marked")
    phone.tap("Today")
    runner.starts()
    runner.logs_a_set()
    assert phone.look("window.marks.at(-1)") == "due"
    runner.ends_early()
    runner.waits_for(lambda: phone.look("window.marks.at(-1)") == "nothing", "the mark stays")


def test_installing_is_offered_after_the_first_session_and_once(phone: LentPhone, runner: Runner) -> None:
    phone.look(f"(() => {{ {THE_BROWSER_OFFERS_TO_INSTALL} }})()")
    assert not phone.shows_pressable("Install")
    runner.starts()
    runner.logs_a_set()
    runner.ends_early()
    runner.sees("Keep it on your home screen")
    phone.tap("Install")
    runner.waits_for(lambda: "Keep it on your home screen" not in phone.text(), "it is offered again")
    assert phone.look("window.asked") == 1


@pytest.fixture
def iphone(browser: Browser, club: Server) -> Callable[[str], str]:
    """What an iPhone's Safari shows of an address on its first visit."""

    def shows(path: str) -> str:
        context = browser.new_context(**SCREEN, user_agent=IPHONE)
        page = context.new_page()
        page.goto(club.origin + path)
        page.get_by_role("heading", level=1).wait_for()
        text = page.locator("main").inner_text()
        context.close()
        return text

    return shows


def test_an_iphone_is_told_how_before_its_first_answer(
    iphone: Callable[[str], str], phone: LentPhone, club: Server
) -> None:
    assert "Add to Home Screen" in iphone("/")
    phone.open()
    Runner(phone).sees("Set up")
    assert "Home Screen" not in phone.text()
