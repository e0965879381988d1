"""Several accounts on one phone, and guests who become runners with one."""

import random
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from tests.browser.account import Account, ready_to_train
from tests.browser.conftest import Lend, MakeAccount
from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import Server

pytestmark = pytest.mark.browser

KILLS = 3
SIGN_IN_S = 0.5


def test_what_one_runner_leaves_waiting_never_goes_to_the_next_and_goes_home_in_the_end(
    lend: Lend, account: Account, club: Server, make_account: MakeAccount
) -> None:
    """SURVIVE 28: A queues, signs out, B signs in on the same phone."""
    other = make_account(club, ready_to_train())
    phone = lend()
    runner = Runner(phone)
    runner.trains_with(account.code)
    runner.waits_for(lambda: "session_started" in account.kinds(), "the workout is not on the server")

    def refuse(route: Route) -> None:
        route.abort("connectionreset")

    phone.context.route("**/api/sync", refuse)
    runner.logs_a_set()
    runner.logs_a_set()
    runner.knows_it_is_stored()
    runner.goes_to("/you", "2 entries wait")
    phone.tap("Sign out")
    runner.sees("Your log lives on this phone only.")
    phone.context.unroute("**/api/sync", refuse)

    runner.comes_in_with(other.code)
    phone.tap("Today")
    runner.sees("Strength today")
    runner.starts()
    runner.logs_a_set()
    runner.waits_for(lambda: len(other.sets()) == 1, "B's set is not on the server")
    runner.syncs()
    assert (len(account.sets()), len(other.sets())) == (0, 1)

    phone.tap("Sign out")
    runner.sees("Your log lives on this phone only.")
    runner.comes_in_with(account.code)
    runner.sees("Everything is backed up.")
    assert (len(account.sets()), len(set(account.sets()))) == (2, 2)
    assert len(other.sets()) == 1
    assert not set(account.sets()) & set(other.sets())


def test_a_guests_log_goes_to_the_account_once_however_often_the_sign_in_is_killed(
    phone_of: Callable[[str], Phone], club: Server, make_account: MakeAccount, chance: random.Random
) -> None:
    """SURVIVE 29: the claim is interrupted at random moments and repeated."""
    account = make_account(club)
    phone = phone_of("guest")
    phone.will_hear("401 (Unauthorized)")  # Chromium forgets a cookie of the last seconds when it is killed
    guest = Runner(phone)
    guest.sets_up()
    guest.starts()
    for _ in range(3):
        guest.logs_a_set()
    guest.knows_it_is_stored()

    for _ in range(KILLS):
        guest.goes_to("/you", "Back up and sync")
        if phone.shows_pressable("I have an account"):
            guest.shows_the_code(account.code)
        elif phone.shows_pressable("Sign in"):
            phone.tap("Sign in")
            phone.type_into("Recovery code", account.code)
        phone.dies_during(lambda: presses_on(phone), chance.uniform(0, SIGN_IN_S))

    guest.comes_back_in_with(account.code)
    assert len(account.sets()) == len(set(account.sets())) == 3
    kept = [entry["id"] for entry in phone.exports()]
    assert sorted(kept) == sorted(row["id"] for row in account.rows())


def presses_on(phone: Phone) -> None:
    phone.tap("Sign in" if phone.shows_pressable("Sign in") else "Sync now")
    time.sleep(SIGN_IN_S)
