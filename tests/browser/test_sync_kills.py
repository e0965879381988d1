"""Browsers killed in the middle: of a write, of a request, of reading a long log.

EVENSTRIDE_BROWSER_KILLS says how often.
"""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.account import Account
from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import Server
from tests.browser.webkit_phone import WebKitPhone, XScreen
from tests.made import runs

pytestmark = pytest.mark.browser

KILLS = int(os.environ.get("EVENSTRIDE_BROWSER_KILLS", "3"))
WEBKIT_KILLS = max(1, KILLS - 1)
WRITE_S = 0.3
READ_S = 1.2
MANY_ROWS = 6000
READ_WITHIN_S = 300

PENDING_SETS = """
new Promise((resolve, reject) => {
  const opened = indexedDB.open("evenstride-ACCOUNT");
  opened.onerror = () => reject(opened.error);
  opened.onsuccess = () => {
    const pending = opened.result.transaction("pending").objectStore("pending").getAll();
    pending.onsuccess = () => {
      opened.result.close();
      resolve(pending.result.filter(({ kind }) => kind === "set_logged").map(({ record }) => record));
    };
  };
})
"""
"""The sets that are on this phone's disk and, as far as it knows, not on the server."""


def test_every_set_shown_as_saved_is_there_after_kills_in_the_middle_of_writing_and_of_sending(
    phone_of: Callable[[str], Phone], account: Account, chance: random.Random
) -> None:
    """SURVIVE 16: each is there once, and reaches the server once."""
    phone = phone_of("phone")
    runner = Runner(phone)
    runner.trains_with(account.code)
    phone.works_offline_from_now_on()
    runner.waits_for(lambda: "session_started" in account.kinds(), "the workout is not on the server")
    phone.switch_off()  # only then the browser surely keeps the cookie
    phone.switch_on()
    phone.context.set_offline(True)
    runner.comes_back_to_the_workout()

    def here() -> list[str]:
        found: list[str] = phone.look(PENDING_SETS.replace("ACCOUNT", account.id))
        return found

    def kept() -> int:
        """Here or, since Chromium sends in the background as soon as it starts, on the server already; or on
        both, where the network went before the phone had heard so."""
        return len({*here(), *account.sets()})

    def all_is_shown() -> bool:
        return runner.stored() == len(here())

    stored = 0
    for _ in range(KILLS):
        runner.waits_for(all_is_shown, "the screen and the disk do not agree")
        shown = runner.stored()
        saved = logs_until_it_dies(runner, phone, chance.uniform(0, WRITE_S)) - shown
        phone.switch_on()
        phone.context.set_offline(True)
        runner.comes_back_to_the_workout()
        assert stored + saved <= kept() <= stored + 1
        stored = kept()
    runner.waits_for(all_is_shown, "the screen and the disk do not agree")
    runner.logs_a_set()
    runner.waits_for(lambda: kept() == stored + 1, "the last set is not stored")

    phone.context.route("**/api/sync", lambda _route: None)
    with phone.page.expect_request("**/api/sync"):
        phone.context.set_offline(False)
    phone.kill()
    phone.open()
    runner.waits_for(lambda: len(account.sets()) == stored + 1, "not every set reached the server")
    assert len(set(account.sets())) == stored + 1


def test_webkit_keeps_every_set_shown_as_saved_through_kills_in_the_middle_of_writing(
    tmp_path: Path, club: Server, account: Account, screen: XScreen, chance: random.Random
) -> None:
    """SURVIVE 16, nearest to an iPhone."""
    phone = WebKitPhone(tmp_path / "webkit", club.origin, screen)
    try:
        runner = Runner(phone)
        runner.trains_with(account.code)
        phone.switch_off()
        runner.comes_back_to_the_workout()
        stored = 0
        for _ in range(WEBKIT_KILLS):
            saved = logs_until_it_dies(runner, phone, chance.uniform(0, WRITE_S))
            runner.comes_back_to_the_workout()
            runner.waits_for(lambda: runner.stored() == 0, "it was not sent")
            assert stored + saved <= len(account.sets()) <= stored + 1
            stored = len(account.sets())
        assert len(set(account.sets())) == stored
    finally:
        phone.switch_off()


def test_a_long_log_is_read_whole_however_often_the_browser_is_killed_between_its_pages(
    phone_of: Callable[[str], Phone], account: Account, chance: random.Random
) -> None:
    """SURVIVE 4: between a page and its place nothing is skipped and nothing is doubled."""
    phone = phone_of("reader")
    runner = Runner(phone)
    runner.signs_in(account.code)
    phone.switch_off()  # only then the browser surely keeps the cookie
    account.takes(runs(MANY_ROWS))

    def opens_and_reads() -> None:
        phone.open("/you")
        time.sleep(2 * READ_S)

    for _ in range(KILLS):
        phone.switch_on()
        phone.dies_during(opens_and_reads, chance.uniform(0.2, READ_S))

    deadline = time.monotonic() + READ_WITHIN_S
    while len(phone.exports()) < len(account.rows()):
        assert time.monotonic() < deadline, "it has not read all of it"
    assert [entry["id"] for entry in phone.exports()] == [row["id"] for row in account.rows()]


def logs_until_it_dies(runner: Runner, phone: Phone | WebKitPhone, after_s: float) -> int:
    """Logs a set and is killed on the way; how many sets the screen had shown as stored by then."""
    runner.makes_ready_to_log()
    button = runner.log_button()
    saved = runner.stored()

    def log() -> None:
        nonlocal saved
        phone.tap(button)
        while True:
            saved = runner.stored()

    phone.dies_during(log, after_s)
    return saved
