"""Every key to an account, from the first to the last: passkeys, name and password, recovery code.

Chromium's virtual authenticator stands where a phone's own would be. What a password manager does between two
phones, these tests do by hand: they carry the passkey over.
"""

import sqlite3
from contextlib import closing
from typing import Any, Self

import pytest

from tests.browser.account import Account
from tests.browser.conftest import Lend, MakeAccount
from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import Server

pytestmark = pytest.mark.browser

PASSWORD = "sore calves on a cold tuesday"
SETTINGS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Keyring:
    """The virtual authenticator of a phone's page."""

    def __init__(self, phone: Phone) -> None:
        self._session = phone.context.new_cdp_session(phone.page)
        self._session.send("WebAuthn.enable")
        added = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": SETTINGS})
        self._mine = {"authenticatorId": added["authenticatorId"]}

    def passkeys(self) -> list[dict[str, Any]]:
        held: list[dict[str, Any]] = self._session.send("WebAuthn.getCredentials", self._mine)["credentials"]
        return held

    def takes(self, other: Self) -> None:
        """As a password manager brings passkeys to another phone."""
        for passkey in other.passkeys():
            self._session.send("WebAuthn.addCredential", {**self._mine, "credential": passkey})

    def forgets(self) -> None:
        self._session.send("WebAuthn.clearCredentials", self._mine)

    def knows_its_holder(self, does: bool) -> None:
        """Whether the face is the right one."""
        self._session.send("WebAuthn.setUserVerified", {**self._mine, "isUserVerified": does})


def opens_account_page(runner: Runner) -> None:
    runner.goes_to("/account", "Keys, devices and data")
    runner.waits_for(lambda: "Asking the server" not in runner.phone.text(), "the account was not read")


def new_account(runner: Runner) -> str:
    """Made in one tap; the sheet with the code stays open. The code."""
    runner.goes_to("/you", "Back up and sync")
    runner.phone.tap("Create an account")
    runner.sees("Your recovery code", "Easier next time")
    return str(runner.phone.look("document.querySelector('dialog code').innerText"))


def keeps_the_code(runner: Runner) -> None:
    runner.phone.tap("I have kept the code")
    runner.phone.tap("Done")
    runner.sees("Backed up", "Last contact")


def signs_out(runner: Runner) -> None:
    runner.phone.tap("Sign out")
    runner.sees("Your log lives on this phone only.")


def opens_the_sign_in(runner: Runner) -> None:
    runner.goes_to("/you", "Back up and sync")
    runner.phone.tap("I have an account")
    runner.sees("Sign in on this device")


def test_a_passkey_made_beside_the_code_opens_the_same_log_on_another_phone(lend: Lend) -> None:
    phone = lend()
    phone.open()
    keyring = Keyring(phone)
    runner = Runner(phone)
    runner.sets_up()
    new_account(runner)
    phone.tap("Add a passkey")
    runner.sees("The passkey opens your account now.")
    assert len(keyring.passkeys()) == 1
    keeps_the_code(runner)

    other = lend()
    other.open()
    theirs = Keyring(other)
    theirs.takes(keyring)
    newcomer = Runner(other)
    opens_the_sign_in(newcomer)
    other.tap("Use a passkey")
    newcomer.sees("Backed up", "Last contact")
    other.tap("Today")
    newcomer.sees("Strength today")
    opens_account_page(newcomer)
    newcomer.sees("Chrome on", "Added")


def test_passkeys_are_named_and_removed_and_the_last_one_asks_for_the_code(lend: Lend) -> None:
    phone = lend()
    phone.open()
    keyring = Keyring(phone)
    runner = Runner(phone)
    new_account(runner)
    keeps_the_code(runner)
    opens_account_page(runner)
    runner.sees("There is none yet.")
    phone.tap("Add a passkey")
    runner.sees("Add another passkey")

    phone.tap("Add another passkey")
    runner.sees("This device has a passkey for your account already.")
    assert len(keyring.passkeys()) == 1
    first = keyring.passkeys()
    keyring.forgets()
    phone.tap("Add another passkey")
    runner.waits_for(lambda: phone.text().count("Added ") == 2, "no second passkey")

    phone.tap("Rename")
    phone.type_into("Name", "Key on my desk")
    phone.tap("Save")
    runner.sees("Key on my desk")
    phone.tap("Remove Key on my desk")
    runner.sees("Remove this passkey?", "“Key on my desk”")
    assert "last passkey" not in phone.text()
    phone.tap("Remove the passkey")
    runner.waits_for(lambda: "Key on my desk" not in phone.text(), "it is still there")

    phone.tap("Remove")
    runner.sees("It is your last passkey.")
    assert phone.look("document.querySelector('dialog .danger').disabled")
    phone.tap("I have my recovery code")
    phone.tap("Remove the passkey")
    runner.sees("There is none yet.")
    assert len(first) == len(keyring.passkeys()) == 1

    other = lend()
    other.open()
    Keyring(other).takes(keyring)
    other.will_hear("401 (Unauthorized)")
    late = Runner(other)
    opens_the_sign_in(late)
    other.tap("Use a passkey")
    late.sees("This passkey opens no account here.")


def test_a_last_key_that_another_device_made_last_is_guarded_by_the_server(
    lend: Lend, club: Server, make_account: MakeAccount
) -> None:
    account = make_account(club)
    phone = lend()
    runner = Runner(phone)
    runner.signs_in(account.code)
    keyring = Keyring(phone)
    opens_account_page(runner)
    phone.tap("Add a passkey")
    runner.sees("Add another passkey")
    keyring.forgets()
    phone.tap("Add another passkey")
    runner.waits_for(lambda: phone.text().count("Added ") == 2, "no second passkey")
    phone.tap("Rename")
    phone.type_into("Name", "The one that stays")
    phone.tap("Save")
    runner.sees("The one that stays")
    account.keeps_only("The one that stays")
    phone.will_hear("409 (Conflict)")
    phone.tap("Remove The one that stays")
    assert "It is your last passkey." not in phone.text()
    phone.tap("Remove the passkey")
    runner.sees("It is your last passkey.")
    assert [one["label"] for one in account.passkeys()] == ["The one that stays"]


@pytest.mark.parametrize("where", ["adding", "signing in"])
def test_a_prompt_that_is_closed_is_told_in_words_and_can_be_shown_again(lend: Lend, where: str) -> None:
    phone = lend()
    phone.open()
    keyring = Keyring(phone)
    runner = Runner(phone)
    new_account(runner)
    if where == "signing in":
        phone.tap("Add a passkey")
        runner.waits_for(lambda: len(keyring.passkeys()) == 1, "no passkey")
        keeps_the_code(runner)
        signs_out(runner)
        opens_the_sign_in(runner)
    way = "Add a passkey" if where == "adding" else "Use a passkey"
    keyring.knows_its_holder(False)
    phone.tap(way)
    runner.sees("No passkey was used")
    keyring.knows_its_holder(True)
    phone.tap(way)
    runner.waits_for(lambda: "No passkey was used" not in phone.text(), "the words stay")
    runner.waits_for(lambda: len(keyring.passkeys()) == 1, "no passkey")


def test_a_browser_without_passkeys_says_so_and_shows_the_other_ways(lend: Lend) -> None:
    phone = lend()
    phone.switch_on()
    phone.context.add_init_script("delete window.PublicKeyCredential")
    runner = Runner(phone)
    phone.open()
    opens_the_sign_in(runner)
    assert "Use a passkey" not in phone.text()
    runner.sees("Recovery code", "Join with a code from my other phone")
    phone.tap("Close")
    phone.tap("Create an account")
    runner.sees("Your recovery code")
    assert "Easier next time" not in phone.text()
    keeps_the_code(runner)
    opens_account_page(runner)
    runner.sees("This browser has no passkeys")


def test_a_name_and_a_password_open_the_log_and_too_many_wrong_ones_have_to_wait(
    server: Server, lend: Lend
) -> None:
    phone = lend(server)
    phone.open()
    runner = Runner(phone)
    runner.backs_up()
    opens_account_page(runner)
    phone.tap("Set a name and a password")
    phone.type_into("Name", "Ada")
    phone.type_into("Password", "short")
    phone.will_hear("422 (Unprocessable")
    phone.tap("Save")
    runner.waits_for(lambda: phone.look(FIELD_ERRORS) != [], "no word beside the field")
    phone.type_into("Password", PASSWORD)
    phone.tap("Save")
    runner.sees("You can sign in as Ada.")

    other = lend(server)
    other.open()
    newcomer = Runner(other)
    other.will_hear("401 (Unauthorized)")
    other.will_hear("429 (Too Many")
    opens_the_sign_in(newcomer)
    other.tap("Name and password")
    other.type_into("Name", "ada")
    other.type_into("Password", PASSWORD)
    other.tap("Sign in")
    newcomer.sees("Backed up", "Last contact")
    signs_out(newcomer)
    opens_the_sign_in(newcomer)
    other.tap("Name and password")
    other.type_into("Name", "Ada")
    for attempt in range(5):
        other.type_into("Password", f"wrong {attempt}")
        other.tap("Sign in")
        newcomer.sees("The name or the password is wrong.")
        newcomer.waits_for(lambda: other.look(SUBMIT) == ["Sign in", False], "still asking")
    other.type_into("Password", PASSWORD)
    other.tap("Sign in")
    newcomer.sees("Too many tries.", "Try again in 1", " minutes.")
    assert other.look(SUBMIT) == ["Sign in", True]

    phone.tap("Remove name and password")
    runner.sees("Only the recovery code does then.")
    phone.tap("Remove name and password")
    runner.sees("Set a name and a password")


FIELD_ERRORS = "[...document.querySelectorAll('.wrong')].map((one) => one.innerText)"
SUBMIT = """
(() => {
  const button = document.querySelector('dialog button[type=submit]');
  return [button?.innerText, button?.disabled];
})()
"""


def test_a_name_that_is_taken_is_told_beside_the_field(
    lend: Lend, club: Server, make_account: MakeAccount
) -> None:
    taken, account = make_account(club), make_account(club)
    taken.is_called("Grete", PASSWORD)
    phone = lend()
    runner = Runner(phone)
    runner.signs_in(account.code)
    opens_account_page(runner)
    phone.tap("Set a name and a password")
    phone.type_into("Name", "grete")
    phone.type_into("Password", PASSWORD)
    phone.will_hear("409 (Conflict)")
    phone.tap("Save")
    runner.waits_for(
        lambda: phone.look(FIELD_ERRORS) == ["Another account has this name."], "no word beside the field"
    )


def test_a_renewed_code_replaces_the_old_one_and_prints_alone(
    lend: Lend, club: Server, make_account: MakeAccount
) -> None:
    account = make_account(club)
    phone = lend()
    runner = Runner(phone)
    runner.signs_in(account.code)
    opens_account_page(runner)
    phone.tap("Make a new code")
    runner.sees("The old one opens nothing any more")
    phone.tap("Make a new code")
    runner.sees("Your recovery code")
    code = str(phone.look("document.querySelector('dialog code').innerText"))
    assert code != account.code

    phone.page.emulate_media(media="print")
    printed = phone.text()
    phone.page.emulate_media(media="screen")
    assert code in printed
    assert f"Account {account.id[:8]}" in printed
    assert "Lost your phone?" in printed
    for elsewhere in ("Passkeys", "Done", "Today", "I have kept the code"):
        assert elsewhere not in printed
    phone.tap("I have kept the code")
    phone.tap("Done")

    other = lend()
    newcomer = Runner(other)
    other.will_hear("401 (Unauthorized)")
    other.open("/you")
    newcomer.shows_the_code(account.code)
    other.tap("Sign in")
    newcomer.sees("That code is not known.")
    other.type_into("Recovery code", code)
    other.tap("Sign in")
    newcomer.sees("Backed up", "Last contact")


def test_without_a_network_the_keys_say_so_and_come_when_it_is_back(lend: Lend, account: Account) -> None:
    phone = lend()
    runner = Runner(phone)
    runner.signs_in(account.code)
    phone.context.route("**/api/account", lambda route: route.abort("connectionreset"))
    runner.goes_to("/account", "Keys, devices and data")
    runner.sees("No connection right now.")
    phone.context.unroute("**/api/account")
    phone.tap("Try again")
    runner.sees("There is none yet.")


def test_a_phone_that_showed_no_key_for_long_is_asked_for_the_password_before_keys_change(
    server: Server, lend: Lend
) -> None:
    phone = lend(server)
    phone.open()
    keyring = Keyring(phone)
    runner = Runner(phone)
    runner.backs_up()
    opens_account_page(runner)
    phone.tap("Set a name and a password")
    phone.type_into("Name", "Ada")
    phone.type_into("Password", PASSWORD)
    phone.tap("Save")
    runner.sees("You can sign in as Ada.")
    phone.will_hear("403 (Forbidden)")
    phone.will_hear("422 (Unprocessable")

    showed_no_key_for_long(server)
    phone.tap("Add a passkey")
    runner.sees("Your password now")
    phone.type_into("Your password now", "a wrong one")
    phone.tap("Add a passkey")
    runner.sees("That is not your password.")
    phone.type_into("Your password now", PASSWORD)
    phone.tap("Add a passkey")
    runner.sees("Add another passkey")
    assert len(keyring.passkeys()) == 1

    showed_no_key_for_long(server)
    phone.tap("Make a new code")
    runner.sees("The old one opens nothing any more")
    phone.tap("Make a new code")
    runner.sees("Your password now")
    phone.type_into("Your password now", PASSWORD)
    phone.tap("Make a new code")
    runner.sees("Your recovery code")
    keeps_it(phone)

    showed_no_key_for_long(server)
    phone.tap("Remove name and password")
    runner.sees("Remove name and password?")
    phone.tap("Remove name and password")
    runner.sees("Your password now")
    phone.type_into("Your password now", PASSWORD)
    phone.tap("Remove name and password")
    runner.sees("Set a name and a password")


def showed_no_key_for_long(server: Server) -> None:
    with closing(sqlite3.connect(server.database)) as database, database:
        database.execute("UPDATE sign_in SET proved_at = 0")


def keeps_it(phone: Phone) -> None:
    phone.tap("I have kept the code")
    phone.tap("Done")
