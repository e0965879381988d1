"""Two tabs of one browser on one log."""

import pytest

from tests.browser.account import Account
from tests.browser.conftest import Lend
from tests.browser.phone import WITHOUT_LOCKS
from tests.browser.runner import Runner

pytestmark = pytest.mark.browser

A_FILE = "/manifest.webmanifest"
LOGS = ["evenstride", "evenstride-guest"]
HOLDS_OPEN = """
async ([names, version]) => {
  const open = (name) => new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, version);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    setTimeout(() => reject(new Error("the other tab holds on")), 60_000);
  });
  window.held = await Promise.all(names.map(open));
}
"""
"""Another build of the app, as far as its databases go: it opens them and hears of no other's wishes."""


def test_two_tabs_log_and_sync_side_by_side_and_one_has_no_locks(lend: Lend, account: Account) -> None:
    """SURVIVE 13 and 35: each tab sees the other's sets, and the server has every set once."""
    phone = lend()
    here = Runner(phone)
    here.trains_with(account.code)
    tab = phone.another_tab(WITHOUT_LOCKS)
    there = Runner(tab)
    there.comes_back_to_the_workout()
    assert tab.look("'locks' in navigator") is False

    for writer, reader in [(here, there), (there, here)] * 2:
        writer.logs_a_set()
        reader.waits_for(lambda one=writer, other=reader: other.turn() == one.turn(), "the other tab's set")  # type: ignore[misc]
    here.waits_for(lambda: len(account.sets()) == 4, "not all sets reached the server")
    here.waits_for(lambda: "only here" not in phone.text(), "it still says that it is only here")
    assert len(set(account.sets())) == 4


def test_an_old_tab_that_does_not_let_go_is_named_and_the_app_opens_when_it_is_closed(lend: Lend) -> None:
    """SURVIVE 35: an older build holds the log open; never an endless spinner, and no reload."""
    phone = lend()
    phone.will_hear("favicon.ico")  # a bare file has no page to name its icon
    phone.open(A_FILE)
    phone.page.evaluate(HOLDS_OPEN, [LOGS, 1])
    tab = phone.another_tab()
    tab.open()
    tab.look("window.untouched = true")
    runner = Runner(tab)
    runner.sees("Another tab still holds an older version of your log open.")

    phone.look("held.forEach((db) => db.close())")

    runner.sees("Strong on each leg")
    assert tab.look("window.untouched")


def test_a_tab_steps_aside_for_a_newer_version_and_says_so_and_its_sets_are_safe(lend: Lend) -> None:
    """SURVIVE 35: a newer build opens in another tab in the middle of a workout."""
    phone = lend()
    phone.will_hear("favicon.ico")
    runner = Runner(phone)
    runner.sets_up()
    runner.starts()
    runner.logs_a_set()
    runner.knows_it_is_stored()
    tab = phone.another_tab()
    tab.open(A_FILE)

    tab.page.evaluate(HOLDS_OPEN, [LOGS, 1000])

    runner.sees("A newer version of Evenstride is open in another tab. This one has stepped aside.")
    assert tab.page.evaluate(
        "held[1].transaction('pending').objectStore('pending').count() instanceof IDBRequest"
    )
    phone.page.reload()
    runner.sees("Your log was written by a newer version of Evenstride than this one.")
