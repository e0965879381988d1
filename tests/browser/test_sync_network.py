"""What networks do to a phone: answers lost, other people's pages, sixty days without, two phones at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Route

from tests.browser.account import Account, ready_to_train
from tests.browser.phone import WITHOUT_LOCKS, LentPhone, Phone
from tests.browser.runner import Runner
from tests.browser.server import Server
from tests.browser.webkit_phone import WebKitPhone, XScreen

pytestmark = pytest.mark.browser

LOST_ANSWERS = 5
AWAY_DAYS = 60
LOOKS_LIKE = ("2026-11-21T10:00:00.000Z", "1/2", "0012", "1e5", "null")


def test_answers_lost_five_times_from_two_tabs_leave_one_row_for_each_set(
    lend: Callable[[], LentPhone], account: Account
) -> None:
    """SURVIVE 12 and 13: the server commits, the answer never arrives, and every try offers the same sets."""
    phone = lend()
    runner = Runner(phone)
    runner.trains_with(account.code)
    lost: list[int] = []

    def lose_the_answer(route: Route) -> None:
        if len(lost) >= LOST_ANSWERS:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort("connectionreset")

    phone.context.route("**/api/sync", lose_the_answer)
    runner.logs_a_set()
    runner.logs_a_set()
    runner.knows_it_is_stored()
    tab = phone.another_tab(WITHOUT_LOCKS)
    for each in (phone, tab):
        Runner(each).goes_to("/you", "wait for the next connection")
    for _ in range(LOST_ANSWERS):
        for each in (phone, tab):
            each.tap("Sync now")
    for each in (phone, tab):
        Runner(each).sees("Everything is backed up.")
    assert lost == [200] * LOST_ANSWERS
    assert len(account.sets()) == len(set(account.sets())) == 2


def test_two_phones_that_come_online_in_the_same_moment_both_drain(
    lend: Callable[[], LentPhone], account: Account
) -> None:
    """SURVIVE 21: no reload, no tap; each gets the other's set."""
    one, two = lend(), lend()
    first, second = Runner(one), Runner(two)
    first.trains_with(account.code)
    first.waits_for(lambda: len(account.rows()) > len(ready_to_train()), "the workout is not on the server")
    second.signs_in(account.code)
    two.tap("Today")
    second.sees("A workout is open")
    two.tap("Continue the workout")
    two.tap("Skip the warm-up")
    second.waits_for(lambda: second.turn() is not None, "the workout did not open")
    for phone in (one, two):
        phone.context.set_offline(True)
        phone.look("window.untouched = true")
    for runner in (first, second):
        runner.logs_a_set()
        runner.knows_it_is_stored()
    second.logs_a_set()

    for phone in (one, two):
        phone.context.set_offline(False)

    for runner in (first, second):
        runner.waits_for(lambda on=runner: "only here" not in on.phone.text(), "it did not drain")  # type: ignore[misc]
        assert runner.phone.look("window.untouched")
    assert len(account.sets()) == len(set(account.sets())) == 3
    first.waits_for(lambda: first.turn() == second.turn(), "the phones do not agree")


def test_sixty_days_offline_and_a_session_that_is_over_lose_nothing(
    lend: Callable[[], LentPhone], club: Server
) -> None:
    """SURVIVE 18 and 30: logging goes on, one quiet line says so, and after the sign-in everything goes."""
    account = Account.made(club.origin, ready_to_train(for_days=AWAY_DAYS + 1))
    phone = lend()
    phone.switch_on()
    runner = Runner(phone)
    now = datetime.now(UTC)
    phone.page.clock.set_fixed_time(now - timedelta(days=AWAY_DAYS))
    runner.signs_in(account.code)
    phone.tap("Today")
    runner.sees("The week")
    phone.context.set_offline(True)
    phone.tap("Start" if phone.shows_pressable("Start") else "Do it today anyway")
    phone.tap("Skip the warm-up")
    runner.waits_for(lambda: runner.turn() is not None, "no workout began")
    runner.logs_a_set()
    runner.knows_it_is_stored()
    phone.context.clear_cookies()
    phone.will_hear("401 (Unauthorized)")
    phone.page.clock.set_fixed_time(now)
    phone.context.set_offline(False)
    runner.waits_for(lambda: "1 only here" in phone.text(), "it forgot")
    runner.goes_to("/", "Signed out. Everything stays on this phone.")
    runner.starts()
    runner.logs_a_set()
    runner.sees("2 only here")

    runner.goes_to("/you", "You are signed out on the server.")
    phone.tap("Sign in")
    phone.type_into("Recovery code", account.code)
    phone.page.get_by_role("dialog").get_by_role("button", name="Sign in").tap()
    runner.sees("Everything is backed up.")
    assert len(account.sets()) == len(set(account.sets())) == 2
    account.close()


def test_text_that_looks_like_something_else_comes_back_as_it_went_in(
    lend: Callable[[], LentPhone], account: Account
) -> None:
    """SURVIVE 38: phone, server, another phone."""
    phone, other = lend(), lend()
    runner = Runner(phone)
    runner.trains_with(account.code)
    for text in LOOKS_LIKE:
        phone.tap("More")
        phone.tap("Note for the next set")
        phone.type_into("Note for the next set", text)
        phone.tap("Save")
        runner.logs_a_set()
    runner.syncs()
    assert notes_of(account.rows()) == list(LOOKS_LIKE)

    Runner(other).signs_in(account.code)
    assert notes_of(other.exports()) == list(LOOKS_LIKE)


def notes_of(entries: list[dict[str, Any]]) -> list[str]:
    sets = [entry["body"] for entry in entries if entry["kind"] == "set_logged"]
    return [body["note"] for body in sorted(sets, key=lambda body: body["performed_at"])]
