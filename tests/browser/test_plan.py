"""The plan: doors with what they need, a day moved with the rule it bends named, time away, a race, a run."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from evenstride.catalog import load
from tests.browser.past import account_with
from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import Server
from tests.browser.webkit_phone import WebKitPhone, XScreen
from tests.training.virtual_runner import Body, Life

pytestmark = pytest.mark.browser

DAYS = 24
"""Of training, up to Thursday 29 January 2026, in week 4 of the plan."""
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC) + timedelta(days=DAYS)

SLOW = Body(
    "slow to balance",
    seed=1,
    ability=9.0,
    run_week=((2, "hard", "07:00"), (4, "easy", "07:00"), (6, "hard", "08:00"), (7, "long", "08:00")),
)
"""Saturday's hard run and Sunday's long one leave Saturday no hour that keeps every rule."""

MEASURED = (
    ("sl_stand_eyes_open", "left", [2900, 2750, 2810]),
    ("sl_stand_eyes_open", "right", [2500, 2800, 2690]),
    ("lateral_step_down", "left", [2, 2, 2]),
    ("lateral_step_down", "right", [3, 3, 3]),
)
"""A week ago: on one leg not quite 30 s."""

MOVED_DAYS = """
Object.fromEntries([...document.querySelectorAll(".plan-day")].map((day) => [
  day.querySelector(".plan-date b").textContent,
  [...day.querySelectorAll(".plan-session, .plan-run, .plan-away")].map((one) => one.innerText).join(" | ")]))
"""
"""Day of the month → what is on it, in the weeks that are unfolded; no two days share a number here."""


FIRST_CANDIDATE = "document.querySelector('dialog .candidate input')"


@pytest.fixture
def runner(phone: Phone, server: Server) -> Runner:
    """On the Plan, with three weeks behind them, and no server any more."""
    life = Life(SLOW, load())
    life.live(DAYS)
    for test, side, trials in MEASURED:
        life.log.write("test_measured", _measured(test, side, trials))
    code = account_with(server.origin, life.log.entries)
    phone.switch_on()
    phone.page.clock.set_fixed_time(NOON)
    runner = Runner(phone)
    runner.signs_in(code)
    phone.works_offline_from_now_on()
    server.stop()
    runner.goes_to("/plan", "Four weeks ahead")
    return runner


def _measured(test: str, side: str, trials: list[int]) -> dict[str, Any]:
    at = NOON - timedelta(days=7)
    return {
        "test": test,
        "side": side,
        "performed_on": at.date().isoformat(),
        "performed_at": round(at.timestamp() * 1000),
        "trials": trials,
        "pain": 0,
        "note": None,
    }


def _days(runner: Runner) -> dict[str, str]:
    found: dict[str, str] = runner.phone.look(MOVED_DAYS)
    return found


def test_a_door_shows_what_is_missing_with_numbers(runner: Runner) -> None:
    runner.sees(
        "Door: Light resistance", "3 of 6 still missing", "24 of 28 days", "4 of 5 ladders", "Mon 2 Feb"
    )
    runner.sees("Stand on one leg", "29 s", "28 s", "at least 30 s")
    links = runner.phone.look(
        "[...document.querySelectorAll('.next-door a')].map((link) => link.getAttribute('href'))"
    )
    assert links == ["/progress/hinge", "/test/sl_stand_eyes_open"]

    runner.phone.tap("Door: Jumps, ")

    runner.sees("24 of 49 days", "at least 22", "Trial hops", "Offered on Today")


def test_a_session_is_moved_with_its_bent_rule_named_first_and_taken_back(runner: Runner) -> None:
    assert _days(runner)["30"].startswith("Control, session B")
    assert _days(runner)["31"] == "Hard 08:00"
    runner.phone.tap("Fri 30")
    runner.sees("One of your strength days.")
    runner.phone.tap("Move to another day")
    runner.sees("Bends: a key run comes within 24 h", "Keeps every rule")

    runner.phone.tap("Sat 31 Jan")
    runner.sees("Nothing else changes.")
    runner.phone.tap("Move to Sat 31 Jan")
    runner.sees("Moved to Sat 31 Jan.", "bends a rule")
    assert _days(runner)["30"] == ""
    assert "moved" in _days(runner)["31"]

    runner.phone.tap("Undo")
    runner.waits_for(lambda: _days(runner)["31"] == "Hard 08:00", "the move was not taken back")
    assert _days(runner)["30"].startswith("Control, session B")


def test_a_moved_session_is_moved_on_and_goes_home(runner: Runner) -> None:
    _moves(runner, "Fri 30", "Sat 31 Jan")
    _moves(runner, "Sat 31", "Today 29", says="Thu 29 Jan")
    assert _days(runner)["31"] == "Hard 08:00"
    assert "moved" in _days(runner)["29"]

    runner.phone.tap("Today 29")
    runner.sees("You moved it here from Friday.")
    runner.phone.tap("Back to Friday")

    runner.sees("Back on Fri 30 Jan.")
    assert _days(runner)["29"] == "Easy 07:00"
    assert _days(runner)["30"].startswith("Control, session B")


def test_time_off_and_a_race_change_the_plan_at_once_and_survive_a_reload_offline(runner: Runner) -> None:
    phone = runner.phone
    assert isinstance(phone, Phone)

    phone.tap("Holiday")
    phone.type_into("First day off", "2026-02-02")
    phone.type_into("Last day off", "2026-02-06")
    runner.sees("What changes", "Tue 3 Feb: one-leg session leaves", "When you come back")
    phone.tap("Save")
    runner.sees("Holiday saved.")
    assert _days(runner)["3"] == "Hard 07:00 | Holiday"
    phone.tap("Undo")
    runner.waits_for(lambda: "Holiday" not in _days(runner)["3"], "the holiday was not taken back")

    phone.tap("I am sick")
    phone.type_into("First day off", "2026-02-02")
    phone.type_into("Last day off", "2026-02-03")
    phone.tap("With fever: add 2 days")
    phone.tap("Save")
    runner.sees("Mon 2 Feb to Thu 5 Feb · 4 days")

    phone.tap("Add a race")
    phone.type_into("Day", "2026-02-08")
    runner.sees("Fri 6 Feb: one-leg session leaves")
    phone.tap("Save")
    runner.sees("Race saved.", "Sun 8 Feb, 09:00 · in 10 days")
    assert _days(runner)["8"] == "Race 09:00"
    assert _days(runner)["6"] == ""

    phone.open("/plan")
    runner.sees("Sun 8 Feb, 09:00 · in 10 days", "Mon 2 Feb to Thu 5 Feb · 4 days")
    assert _days(runner)["8"] == "Race 09:00"

    phone.tap("Race Sun 8 Feb")
    phone.tap("Remove")
    runner.waits_for(lambda: _days(runner)["8"] == "Long 08:00", "the race is still there")


def test_a_run_is_logged_changed_and_taken_back(runner: Runner) -> None:
    runner.phone.tap("Log a run")
    runner.phone.tap("Hard")
    runner.phone.tap("Yesterday")
    runner.phone.tap("Five minutes more")
    runner.phone.tap("Log the run")
    runner.sees("Hard run on Wednesday logged.", "Hard · 07:00 · 50 min")

    runner.goes_to("/plan", "Hard · 07:00 · 50 min")
    runner.phone.tap("Wed 28 Jan")
    runner.sees("Edit the run")  # before that, "Today" is a tab
    runner.phone.tap("Today")
    runner.phone.tap("Save")
    runner.sees("Run changed.", "Thu 29 Jan")
    assert _days(runner)["29"] == "Hard 07:00"

    runner.phone.tap("Thu 29 Jan")
    runner.phone.tap("Take it back")
    runner.sees("Run taken back.", "No run logged yet.")
    assert _days(runner)["29"] == "Easy 07:00"


def test_five_tabs_fit_the_narrowest_phone(runner: Runner) -> None:
    phone = runner.phone
    assert isinstance(phone, Phone)
    phone.page.set_viewport_size({"width": 320, "height": 640})

    phone.look("""(() => { const list = document.querySelector(".tabs ul");
      while (list.children.length < 5) list.append(list.children[2].cloneNode(true)); })()""")

    assert phone.look("document.documentElement.scrollWidth") == 320
    assert phone.look("""[...document.querySelectorAll(".tabs a")].every(
      (tab) => tab.scrollWidth <= tab.clientWidth && tab.clientWidth >= 44)""")


def test_webkit_too_plans_a_race_and_moves_today_away(
    tmp_path: Path, server: Server, screen: XScreen
) -> None:
    phone = WebKitPhone(tmp_path / "webkit", server.origin, screen)
    try:
        runner = Runner(phone)
        runner.sets_up()
        phone.works_offline_from_now_on()
        server.stop()
        runner.goes_to("/plan", "Door: Light resistance")
        runner.sees("0 of 28 days")

        phone.look("document.querySelector('.plan-day.now').click()")
        phone.tap("Move to another day")
        runner.waits_for(lambda: phone.look(FIRST_CANDIDATE) is not None, "no other day is offered")
        phone.look(f"{FIRST_CANDIDATE}.click()")
        phone.tap("Move to ")
        runner.sees("Moved to ", "moved")
        phone.tap("Add a race")
        phone.tap("Save")
        runner.sees("Race saved.", "in 14 days")

        runner.goes_to("/plan", "in 14 days")
        runner.sees("moved")
    finally:
        phone.switch_off()


def _moves(runner: Runner, day: str, to: str, says: str | None = None) -> None:
    says = says or to
    runner.phone.tap(day)
    runner.phone.tap("Move to another day")
    runner.waits_for(lambda: runner.phone.shows_pressable(says), f"{says} cannot be chosen")
    runner.phone.tap(says)
    runner.phone.tap(f"Move to {says}")
    runner.sees(f"Moved to {says}.")
