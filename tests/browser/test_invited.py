"""On a phone: an invitation, what happened to the keys, and a browser that takes no text for a script."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Lend
from tests.browser.phone import LentPhone
from tests.browser.runner import Runner
from tests.browser.server import Server

SIZES = {"390": (390, 844), "320": (320, 640)}


@pytest.fixture
def by_invitation(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "server", EVENSTRIDE_REGISTRATION="invite")
    server.start()
    yield server
    server.kill()


def pictured(phone: LentPhone, name: str) -> None:
    """Kept where EVENSTRIDE_PICTURES says, for people to look at."""
    folder = os.environ.get("EVENSTRIDE_PICTURES")
    for size, (width, height) in SIZES.items() if folder else ():
        phone.page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            phone.page.emulate_media(color_scheme=scheme)
            phone.page.screenshot(path=f"{folder}/{name}-{size}-{scheme}.png", full_page=True)


def test_an_invitation_is_asked_for_typed_wrong_and_then_right(by_invitation: Server, lend: Lend) -> None:
    phone = lend(by_invitation)
    phone.switch_on()
    phone.will_hear("403")
    runner = Runner(phone)
    phone.open("/you")
    phone.tap("Create an account")
    runner.sees("On this server a new account needs an invitation")
    phone.type_into("Invitation", "00000-00000")
    phone.tap("Create an account")
    runner.sees("This invitation is unknown, used or too old")
    pictured(phone, "invitation")
    code = re.findall(r"^Code: (\S+)$", by_invitation.says("invite"), re.MULTILINE)[0]
    phone.type_into("Invitation", code.lower())
    phone.tap("Create an account")
    runner.sees("Your recovery code")


def test_an_invitations_link_fills_it_in_and_the_keys_history_begins(
    by_invitation: Server, lend: Lend
) -> None:
    phone = lend(by_invitation)
    phone.switch_on()
    runner = Runner(phone)
    link = re.findall(r"^Link: (\S+)$", by_invitation.says("invite"), re.MULTILINE)[0]
    phone.open(link.removeprefix(by_invitation.origin))
    phone.tap("Create an account")
    runner.sees("Your recovery code")
    code = phone.look("document.querySelector('.code code').textContent")
    phone.open("/account")
    runner.sees("What happened lately", "Account created", "Chrome on Linux", "127.0.0.1")
    for _ in range(6):
        answer = phone.look(
            "fetch('/api/session', {method: 'POST', headers: {'content-type': 'application/json'},"
            f" body: JSON.stringify({{recovery_code: '{code}'}})}}).then(({{status}}) => status)"
        )
        assert answer == 200
    phone.tap("Look again")
    runner.sees("Signed in with the recovery code", "Show all 7")
    assert "Account created" not in phone.text()
    pictured(phone, "activity")
    phone.tap("Show all 7")
    runner.sees("Account created")


def test_no_text_becomes_a_script_or_markup(lend: Lend) -> None:
    phone = lend()
    phone.switch_on()
    for complaint in ("content security policy", "TrustedHTML", "TrustedScript", "Trusted", "trusted-types"):
        phone.will_hear(complaint)
    phone.open("/")
    for deed in (
        "document.createElement('div').innerHTML = '<b>x</b>'",
        "document.createElement('script').src = '/x.js'",
        "navigator.serviceWorker.register('/other.js')",
        "trustedTypes.createPolicy('another', {})",
    ):
        tried = f"try {{ await ({deed}); return 'done' }} catch (error) {{ return error.name }}"
        assert phone.look(f"(async () => {{ {tried} }})()") == "TypeError", deed
