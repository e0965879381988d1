"""The first minute: what the runner answers shows at once in the week it leads to."""

import time

import pytest

from tests.browser.runner import THUMB_S, Runner, Screen

pytestmark = pytest.mark.browser

STILL_S = 1

WEEK = "[...document.querySelectorAll('.week .day')].map((day) => day.getAttribute('aria-label'))"


def week(phone: Screen) -> list[str]:
    shown: list[str] = phone.look(WEEK)
    return shown


def settled_week(phone: Screen) -> list[str]:
    """Once it stands still: it is drawn a moment after an answer is."""
    before: list[str] = []
    while (shown := week(phone)) != before:
        before = shown
        time.sleep(STILL_S)
    return shown


def sessions(phone: Screen) -> int:
    return sum("strength" in day.lower() for day in week(phone))


def test_every_answer_shows_in_the_first_week_and_the_plan_starts_as_it_was_shown(each_phone: Screen) -> None:
    phone = each_phone
    phone.open()
    runner = Runner(phone)
    runner.sees("Strong on each leg")
    phone.tap("Set up")
    phone.tap("No to all of these")
    runner.sees("How used are you", "Your first week")
    assert len(week(phone)) == 7
    assert sessions(phone) == 2
    phone.tap("New to it")
    phone.tap("Next")
    runner.sees("Which days do you run?")
    assert not any("run" in day.lower() for day in week(phone))
    phone.tap("Mon")
    runner.waits_for(
        lambda: any("Easy" in day and "Monday" in day for day in week(phone)), "no run on Monday"
    )
    phone.tap("Mon")
    runner.waits_for(lambda: any("Hard" in day and "Monday" in day for day in week(phone)), "no hard run")
    phone.tap("Next")
    runner.sees("Which days suit strength?")
    before = week(phone)
    for day in ("Wed", "Fri", "Sun"):
        phone.tap(day)
        time.sleep(THUMB_S)
    runner.waits_for(lambda: week(phone) != before, "the week stays as it was")
    phone.tap("Next")
    phone.tap("Skip")
    runner.sees("Before you start", "Your first week")
    promised = settled_week(phone)
    phone.tap("Start my plan")
    runner.sees("The week")
    assert week(phone) == promised
