"""Adding a phone, signing one out, and the end of an account, on two phones at once."""

import contextlib
import sqlite3
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from zxingcpp import read_barcode

from tests.browser.account import Account, ready_to_train
from tests.browser.conftest import Lend, MakeAccount
from tests.browser.phone import LentPhone
from tests.browser.runner import Runner
from tests.browser.server import Server
from tests.browser.webkit_phone import WebKitPhone, XScreen

pytestmark = pytest.mark.browser

CODE_SHOWN = "document.querySelector('.pairing-code code')?.innerText"
TEN_MINUTES_S = 600


class Owner(Runner):
    """A runner whose phone can be looked into."""

    phone: LentPhone


def shows_a_code(phone: LentPhone) -> str:
    """From anywhere: the code that the phone of a signed-in runner shows for another."""
    phone.open("/account")
    Runner(phone).sees("This device, in use now")
    phone.tap("Add a phone")
    return str(phone.waits_for(CODE_SHOWN))


def types_the_code(phone: LentPhone | WebKitPhone, code: str) -> None:
    phone.type_into("The code", code)
    phone.tap("See whose log it is")


def read_by_camera(phone: LentPhone) -> str:
    """What a reader of square codes makes of the phone's screen."""
    phone.page.locator(".square-code").scroll_into_view_if_needed()
    seen = read_barcode(Image.open(BytesIO(phone.page.screenshot())))
    assert seen
    return seen.text


def signed_in(lend: Lend, account: Account) -> Owner:
    runner = Owner(lend())
    runner.signs_in(account.code)
    return runner


def entries_on(phone: LentPhone) -> set[str]:
    return {entry["id"] for entry in phone.exports()}


def lists(phone: LentPhone) -> int:
    """How many devices the account screen lists; the list of what happened names devices, too."""
    listed: list[str] = phone.text().splitlines()
    return listed.count("Chrome on Linux")


def test_a_guest_with_a_set_joins_by_a_typed_code_and_the_set_arrives_on_the_first_phone(
    lend: Lend, account: Account
) -> None:
    """SURVIVE 29: what the guest logged goes along, once."""
    first = signed_in(lend, account)
    code = shows_a_code(first.phone)

    other = lend()
    guest = Runner(other)
    guest.sets_up()
    guest.starts()
    guest.logs_a_set()
    guest.knows_it_is_stored()
    guest.goes_to("/join", "Join your log")
    types_the_code(other, code.lower().replace("-", " "))
    guest.sees("You are about to join", account.id[:8], "Chrome on Linux", "1 set already on this phone")
    assert account.sets() == []
    other.tap("Join this log")
    guest.waits_for(lambda: len(account.sets()) == 1, "the guest's set is not on the server")

    first.sees("Chrome on Linux has joined")
    first.phone.tap("Done")
    first.waits_for(lambda: lists(first.phone) == 2, "the list does not show both")
    (logged,) = account.sets()
    assert logged in {entry["record"] for entry in first.phone.exports()}
    assert entries_on(other) == {row["id"] for row in account.rows()}


def test_the_link_of_the_square_code_works_on_a_phone_that_has_never_seen_the_app(
    lend: Lend, account: Account
) -> None:
    first = signed_in(lend, account).phone
    code = shows_a_code(first)
    assert read_by_camera(first) == f"{first.origin}/join#{code}"
    asked: list[str] = []
    other = lend()
    other.switch_on()
    other.page.on("request", lambda request: asked.append(request.url))
    other.open(f"/join#{code}")
    fresh = Runner(other)
    fresh.sees("You are about to join", "Nothing is logged on this phone yet.")
    assert other.look("location.pathname + location.hash") == "/join"
    assert not [url for url in asked if code in url.partition("#")[0]]
    other.tap("Join this log")
    fresh.sees("Strength today")


def test_a_new_runners_first_screen_leads_to_joining(lend: Lend, account: Account) -> None:
    phone = lend()
    phone.open()
    phone.tap("I already train on another phone")
    runner = Runner(phone)
    runner.sees("Join your log")
    types_the_code(phone, account.pairing_code())
    runner.sees("You are about to join")
    phone.tap("That is not my log")
    runner.sees("The code")
    types_the_code(phone, account.pairing_code())
    phone.tap("Join this log")
    runner.sees("Strength today")


def test_a_phone_that_is_signed_in_is_told_so_and_never_mixes_two_logs(
    lend: Lend, club: Server, account: Account, make_account: MakeAccount
) -> None:
    """SURVIVE 28."""
    other = make_account(club, ready_to_train())
    runner = signed_in(lend, account)
    runner.phone.open(f"/join#{account.pairing_code()}")
    runner.sees("This phone is part of this log already.")
    assert not runner.phone.shows_pressable("Join this log")

    runner.phone.tap("Done")
    runner.sees("Strength today")
    runner.starts()
    runner.logs_a_set()
    runner.waits_for(lambda: len(account.sets()) == 1, "the set is not on the server")
    runner.phone.open(f"/join#{other.pairing_code()}")
    runner.sees("You are about to join", other.id[:8], "Two logs are never mixed")
    assert not runner.phone.shows_pressable("Join this log")
    runner.phone.tap(f"Sign out of log {account.id[:8]}")
    runner.sees("Nothing is logged on this phone yet.")
    runner.phone.tap("Join this log")
    runner.sees("Strength today")
    runner.syncs()
    assert (len(account.sets()), other.sets()) == (1, [])


def test_five_wrong_codes_and_the_wait_is_shown(lend: Lend, server: Server) -> None:
    phone = lend(server)
    phone.will_hear("401 (Unauthorized)")
    phone.will_hear("429 (Too Many Requests)")
    runner = Runner(phone)
    runner.goes_to("/join", "Join your log")
    for at in range(5):
        types_the_code(phone, f"0000-000{at}")
        runner.sees("No code reads like this.")
    types_the_code(phone, "0000-0005")
    # Ten at first; five tries on a slow phone take their time.
    runner.sees("Too many tries.", "Try again in ", " minutes.")
    assert phone.page.get_by_role("button", name="See whose log it is").is_disabled()


def test_a_code_that_is_used_or_over_says_which(lend: Lend, club: Server, account: Account) -> None:
    phone = lend()
    phone.will_hear("401 (Unauthorized)")
    runner = Runner(phone)
    runner.goes_to("/join", "Join your log")
    over = account.pairing_code()
    with contextlib.closing(sqlite3.connect(club.database)) as database, database:
        database.execute(
            "UPDATE pairing SET expires_at = expires_at - 600000 WHERE account = ?", [account.id]
        )
    types_the_code(phone, over)
    runner.sees("This code is over")
    used = account.pairing_code()
    signed = lend()
    signed.open(f"/join#{used}")
    Runner(signed).sees("You are about to join")
    types_the_code(phone, used)
    runner.sees("You are about to join")
    signed.tap("Join this log")
    Runner(signed).sees("Strength today")
    phone.tap("Join this log")
    runner.sees("This code has been used.")
    assert phone.page.get_by_label("The code").input_value() == used


def test_the_time_left_is_counted_by_the_wall_clock_and_a_new_code_is_a_tap_away(
    lend: Lend, account: Account
) -> None:
    runner = signed_in(lend, account)
    code = shows_a_code(runner.phone)
    runner.sees("Good for 9:")
    runner.phone.page.clock.set_fixed_time((time.time() + TEN_MINUTES_S) * 1000)
    runner.sees("This code is over.")
    runner.phone.tap("Make a new code")
    assert runner.phone.waits_for(CODE_SHOWN) != code
    runner.sees("Good for 10:00")


def test_closing_the_sheet_takes_the_code_back(lend: Lend, account: Account) -> None:
    runner = signed_in(lend, account)
    code = shows_a_code(runner.phone)
    with runner.phone.page.expect_response(lambda answer: answer.request.method == "DELETE"):
        runner.phone.tap("Close")
    other = lend()
    other.will_hear("401 (Unauthorized)")
    other.open(f"/join#{code}")
    Runner(other).sees("No code reads like this.")


def test_a_device_signed_out_by_another_hears_it_and_keeps_its_data(lend: Lend, account: Account) -> None:
    """SURVIVE 30."""
    lost, kept = signed_in(lend, account), signed_in(lend, account)
    lost.phone.will_hear("401 (Unauthorized)")
    lost.sees("Everything is backed up.")
    before = {row["id"] for row in account.rows()}
    kept.goes_to("/account", "This device, in use now")
    button = kept.phone.page.get_by_role("button")  # the list of what happened has none
    others = kept.phone.page.locator("li", has_text="Chrome on Linux", has_not_text="this device", has=button)
    others.get_by_role("button").tap()
    kept.sees("It keeps every set that is on it")
    kept.phone.tap("Sign out Chrome on Linux")
    kept.waits_for(lambda: others.count() == 0, "it is still in the list")
    lost.sees("You are signed out on the server.")
    lost.phone.tap("Today")
    lost.sees("Strength today")
    lost.starts()
    lost.logs_a_set()
    lost.knows_it_is_stored()
    assert before < entries_on(lost.phone)


def test_all_other_devices_are_signed_out_with_one_question(lend: Lend, account: Account) -> None:
    kept, *others = (signed_in(lend, account) for _ in range(3))
    for other in others:
        other.phone.will_hear("401 (Unauthorized)")
        other.sees("Everything is backed up.")
    kept.goes_to("/account", "This device, in use now")
    kept.phone.tap("Sign out the ")
    kept.sees("They keep every set that is on them")
    kept.phone.tap("Sign out the ")
    kept.sees("Only this device is signed in now.")
    kept.waits_for(lambda: lists(kept.phone) == 1, "others are still in the list")
    for other in others:
        other.sees("You are signed out on the server.")


def deletes_the_account(runner: Owner) -> None:
    runner.goes_to("/account", "This device, in use now")
    runner.phone.tap("Delete the account…")
    runner.sees("Gone from the server", "the log on this phone: you decide afterwards")
    assert runner.phone.page.get_by_role("button", name="Delete the account", exact=True).is_disabled()
    runner.phone.type_into("Type “delete” to go on", "Delete")
    runner.phone.tap("Delete the account")
    runner.sees("This account has been deleted")


def test_after_the_end_of_an_account_each_phone_keeps_its_log_until_its_runner_decides(
    lend: Lend, club: Server, account: Account, make_account: MakeAccount
) -> None:
    first, other = signed_in(lend, account), signed_in(lend, account)
    other.phone.tap("Today")
    other.sees("Strength today")
    held = {row["id"] for row in account.rows()}
    for runner in (first, other):
        runner.phone.will_hear("410 (Gone)")
        runner.phone.will_hear("401 (Unauthorized)")
    deletes_the_account(first)
    other.sees("The account was deleted. Your log is on this phone only.")
    for runner in (first, other):
        assert entries_on(runner.phone) == held

    first.goes_to("/backup", "This account has been deleted")
    first.phone.tap("Keep it as a guest's log")
    first.waits_for(lambda: "has been deleted" not in first.phone.text(), "the choice is not carried out")
    first.sees("Only on this phone")
    assert entries_on(first.phone) == held
    first.backs_up()
    assert entries_on(first.phone) == held

    other.goes_to("/account", "This account has been deleted")
    other.phone.tap("Remove it from this phone…")
    other.sees("the server has no copy")
    other.phone.tap("Close")
    assert entries_on(other.phone) == held
    other.goes_to("/account", "This account has been deleted")
    other.phone.tap("Remove it from this phone…")
    other.phone.tap("Remove it for good")
    other.sees("Removed.")
    assert entries_on(other.phone) == set()


def test_a_token_is_made_shown_once_and_removed(lend: Lend, account: Account) -> None:
    runner = signed_in(lend, account)
    phone = runner.phone
    runner.goes_to("/account", "For scripts: access tokens")
    phone.tap("For scripts: access tokens")
    runner.sees("There is none.")
    phone.type_into("What it is for", "my watch")
    phone.tap("Make a token")
    runner.sees("It is shown this once.", "evs_")
    phone.tap("Done")
    runner.sees("my watch", "never used")
    assert "evs_" not in phone.text()
    phone.tap("Remove my watch")
    runner.sees("Programs that use it are refused")
    phone.tap("Remove my watch")
    runner.sees("There is none.")


SEEN = """
(() => {
  const box = document.getElementById("%s")?.querySelector("h2, summary").getBoundingClientRect();
  return box !== undefined && scrollY > 0 && box.top >= 0 && box.bottom <= innerHeight;
})()
"""


def test_a_link_to_a_section_of_the_account_leads_to_it(lend: Lend, account: Account) -> None:
    runner = signed_in(lend, account)
    runner.goes_to("/you", "Save or import")
    runner.phone.tap("Save or import")
    runner.waits_for(lambda: runner.phone.look(SEEN % "data"), "the data is somewhere else")
    runner.phone.tap("Delete the account")
    runner.waits_for(lambda: runner.phone.look(SEEN % "delete"), "the end of the page is somewhere else")
    runner.phone.tap("Passkeys")
    runner.waits_for(lambda: runner.phone.look(SEEN % "passkeys"), "the keys are somewhere else")


def test_webkit_joins_by_a_typed_code(
    tmp_path: Path, server: Server, screen: XScreen, make_account: Callable[..., Account]
) -> None:
    account = make_account(server, ready_to_train())
    phone = WebKitPhone(tmp_path / "webkit", server.origin, screen)
    try:
        runner = Runner(phone)
        phone.open()
        phone.tap("I already train on another phone")
        runner.sees("Join your log")
        types_the_code(phone, account.pairing_code().lower())
        runner.sees("You are about to join", account.id[:8])
        phone.tap("Join this log")
        runner.sees("Strength today")
    finally:
        phone.switch_off()
