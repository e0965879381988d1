"""Real phones and a real server; every test gets its own of each, and clean hands are checked at the end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.browser.phone import Phone
from tests.browser.server import Server
from tests.browser.webkit_phone import XScreen


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """One driver a module: Playwright keeps a running loop, and asynchronous tests elsewhere want none."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A running server with an empty database."""
    server = Server(tmp_path / "server")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def phones(playwright: Playwright, tmp_path: Path, server: Server) -> Iterator[Callable[[str], Phone]]:
    """Hands out phones by name, each with a fresh profile. At the end none of them may have complained."""
    handed_out: list[Phone] = []

    def hand_out(name: str) -> Phone:
        phone = Phone(playwright, tmp_path / name, server.origin)
        handed_out.append(phone)
        return phone

    yield hand_out
    for phone in handed_out:
        phone.switch_off()
    complaints = [complaint for phone in handed_out for complaint in phone.complaints]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def phone(phones: Callable[[str], Phone]) -> Phone:
    """The phone of the runner in this test."""
    return phones("phone")


@pytest.fixture(scope="module")
def screen() -> Iterator[XScreen]:
    """A screen for WebKit to draw on."""
    screen = XScreen()
    yield screen
    screen.close()
