"""A phone whose storage fails: handles the browser kills, no room left, everything wiped."""

import json
from pathlib import Path

import pytest

from tests.browser.account import Account
from tests.browser.conftest import Lend
from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import Server
from tests.browser.webkit_phone import WebKitPhone, XScreen

pytestmark = pytest.mark.browser

KILLS_HANDLES = """
(() => {
  const transaction = IDBDatabase.prototype.transaction;
  const open = indexedDB.open;
  const fresh = new WeakSet();
  indexedDB.open = function (...asked) {
    const request = open.apply(this, asked);
    request.addEventListener("success", () => fresh.add(request.result));
    return request;
  };
  IDBDatabase.prototype.transaction = function (...asked) {
    if (fresh.has(this)) return transaction.apply(this, asked);
    window.deaths = (window.deaths ?? 0) + 1;
    DEATH
  };
})()
"""
"""Every handle that is open now is dead from now on; those opened later live."""

DEATHS = {
    "refused": "throw new DOMException('The database connection is closing.', 'InvalidStateError');",
    "lost": """
    const tx = transaction.apply(this, asked);
    const lost = new DOMException("Connection to Indexed Database server lost.", "UnknownError");
    Object.defineProperty(tx, "error", { get: () => lost });
    tx.abort();
    return tx;""",
    "closed by the browser": """
    this.close();
    this.dispatchEvent(new Event("close"));
    return transaction.apply(this, asked);""",
}

COUNTS_PERSIST = """
(() => {
  window.persistAsked = 0;
  const { persist } = StorageManager.prototype;
  StorageManager.prototype.persist = function () {
    window.persistAsked += 1;
    return persist.call(this);
  };
})()
"""

NO_ROOM = """
(() => {
  const full = () => new DOMException("No room left.", "QuotaExceededError");
  const { put } = IDBObjectStore.prototype;
  const { open } = indexedDB;
  IDBObjectStore.prototype.put = () => { throw full(); };
  indexedDB.open = () => {
    const asked = Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype);
    Object.defineProperty(asked, "error", { get: full });
    setTimeout(() => asked.dispatchEvent(new Event("error")));
    return asked;
  };
  window.makeRoom = () => {
    IDBObjectStore.prototype.put = put;
    indexedDB.open = open;
  };
})()
"""

SAVES_AGAIN = (
    "[...document.querySelectorAll('button')].find((one) => one.innerText === 'Save again')?.click()"
)
"""By itself the app may have been sooner."""


@pytest.mark.parametrize("death", DEATHS.values(), ids=DEATHS.keys())
def test_a_handle_that_died_in_the_background_is_opened_again_and_the_set_is_saved(
    lend: Lend, account: Account, death: str
) -> None:
    """SURVIVE 33: the first write after the background, with no reload."""
    phone = lend()
    runner = Runner(phone)
    runner.trains_with(account.code)
    phone.works_offline_from_now_on()
    phone.context.set_offline(True)
    runner.logs_a_set()
    phone.look("window.untouched = true")
    phone.page.evaluate(KILLS_HANDLES.replace("DEATH", death))

    runner.logs_a_set()

    runner.knows_it_is_stored()
    assert phone.look("window.deaths") > 0
    assert "not saved" not in phone.text()
    assert phone.look("window.untouched")
    phone.page.reload()
    runner.knows_it_is_stored()


@pytest.mark.parametrize("refused", ["put", "open"])
def test_sets_that_find_no_room_are_kept_shown_sent_and_stored_once_there_is_room(
    lend: Lend, account: Account, refused: str
) -> None:
    """SURVIVE 34: the red banner shows, the network is tried, and nothing is doubled."""
    phone = lend()
    runner = Runner(phone)
    runner.trains_with(account.code)
    runner.logs_a_set()
    runner.waits_for(lambda: len(account.sets()) == 1, "the first set is not on the server")
    runner.waits_for(lambda: "only here" not in phone.text(), "the phone does not know that it is")
    if refused == "open":
        phone.page.evaluate(KILLS_HANDLES.replace("DEATH", DEATHS["refused"]))
    phone.page.evaluate(NO_ROOM)

    runner.logs_a_set()
    runner.sees("1 set is not saved yet. Keep this page open.")
    runner.logs_a_set()
    runner.sees("2 sets are not saved yet.")
    runner.waits_for(lambda: len(account.sets()) == 3, "the network was not tried")

    phone.page.evaluate("makeRoom()")
    phone.look(SAVES_AGAIN)
    runner.waits_for(lambda: "not saved" not in phone.text(), "they are still not saved")
    phone.page.reload()
    runner.waits_for(lambda: "only here" not in phone.text(), "not backed up")
    assert len(account.sets()) == len(set(account.sets())) == 3


def test_a_guests_set_survives_a_full_phone_and_a_reload_and_is_stored_later(
    lend: Lend, tmp_path: Path
) -> None:
    """SURVIVE 34: with no account; put refuses, then open. The emergency slot has the set."""
    phone = lend()
    runner = Runner(phone)
    runner.sets_up()
    runner.starts()
    phone.page.evaluate(NO_ROOM)
    runner.logs_a_set()
    runner.sees("1 set is not saved yet. Keep this page open.")
    phone.page.evaluate("makeRoom()")
    phone.tap("Save again")
    runner.waits_for(lambda: "not saved" not in phone.text(), "it is still not saved")
    phone.page.evaluate(NO_ROOM)
    runner.logs_a_set()
    runner.sees("1 set is not saved yet.")

    phone.page.go_back()
    runner.sees("A workout is open", "1 entry is not saved yet")

    tab = phone.another_tab(NO_ROOM)
    phone.page.close()
    there = Runner(tab)
    there.goes_to("/workout", "The phone has no room left for your log.")
    with tab.page.expect_download() as download:
        tab.tap("Save what is still in memory")
    saved = tmp_path / "saved.json"
    download.value.save_as(saved)
    assert [entry["kind"] for entry in json.loads(saved.read_text())["entries"]] == ["set_logged"]

    after = Runner(phone.another_tab())
    after.comes_back_to_the_workout()
    after.sees("2 only here")
    assert "not saved" not in after.phone.text()


def test_the_browser_is_asked_to_keep_the_log_with_the_first_set_and_not_before(
    lend: Lend, account: Account
) -> None:
    phone = lend()
    phone.switch_on()
    phone.page.add_init_script(COUNTS_PERSIST)
    runner = Runner(phone)
    runner.trains_with(account.code)
    assert phone.look("window.persistAsked") == 0
    phone.context.set_offline(True)
    runner.logs_a_set()
    runner.knows_it_is_stored()
    assert phone.waits_for("window.persistAsked") == 1
    runner.logs_a_set()
    runner.knows_it_is_stored()
    assert phone.look("window.persistAsked") == 1


def test_storage_wiped_while_the_app_is_open_comes_back_from_the_server(lend: Lend, account: Account) -> None:
    """SURVIVE 37: the browser throws the databases away under an open page; the next set finds a new one."""
    phone = lend()
    runner = Runner(phone)
    runner.trains_with(account.code)
    runner.logs_a_set()
    runner.waits_for(lambda: len(account.sets()) == 1, "the set is not on the server")
    wipe(phone, "indexeddb")

    runner.logs_a_set()

    runner.waits_for(lambda: len(account.sets()) == 2, "the set is not on the server")
    runner.comes_back_in_with(account.code)
    assert sorted(entry["id"] for entry in phone.exports()) == sorted(row["id"] for row in account.rows())


def test_everything_wiped_is_back_after_the_sign_in_and_a_guest_had_been_warned(
    lend: Lend, account: Account
) -> None:
    """SURVIVE 37."""
    phone = lend()
    guest = Runner(phone)
    guest.sets_up()
    guest.starts()
    guest.logs_a_set()
    guest.knows_it_is_stored()
    guest.goes_to("/plan", "1 set only on this phone")
    guest.goes_to("/you", "Your log lives on this phone only.")
    guest.sees("The browser may clear data of pages it thinks unused. A backup is the safe way.")
    guest.comes_in_with(account.code)
    guest.syncs()

    # Between the wipe and the end of the page it may ask once more, without its cookie.
    phone.will_hear("/api/sync")
    wipe(phone, "all")
    phone.page.close()
    tab = phone.another_tab()
    back = Runner(tab)
    back.signs_in(account.code)
    back.comes_back_to_the_workout()
    assert len(account.sets()) == 1
    assert sorted(entry["id"] for entry in tab.exports()) == sorted(row["id"] for row in account.rows())


def wipe(phone: Phone, what: str) -> None:
    session = phone.context.new_cdp_session(phone.page)
    session.send("Storage.clearDataForOrigin", {"origin": phone.origin, "storageTypes": what})


def test_webkit_opens_its_lost_database_again_and_saves_the_set(
    tmp_path: Path, club: Server, account: Account, screen: XScreen
) -> None:
    """SURVIVE 33, in the words Safari has for it."""
    phone = WebKitPhone(tmp_path / "webkit", club.origin, screen)
    try:
        runner = Runner(phone)
        runner.trains_with(account.code)
        phone.driver.execute_script(KILLS_HANDLES.replace("DEATH", DEATHS["lost"]))
        runner.logs_a_set()
        runner.waits_for(lambda: len(account.sets()) == 1, "the set was not saved")
        assert phone.look("window.deaths") > 0
        assert "not saved" not in phone.text()
    finally:
        phone.switch_off()
