"""Real phones and a real server; every test gets its own of each, and clean hands are checked at the end."""

import os
import random
import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from evenstride.training.entries import Entry
from tests.browser.account import Account, ready_to_train
from tests.browser.phone import FLAGS, LentPhone, Phone, find_chromium
from tests.browser.server import Server
from tests.browser.webkit_phone import WebKitPhone, XScreen

Lend = Callable[..., LentPhone]
MakeAccount = Callable[..., Account]

RERUNS = int(os.environ.get("EVENSTRIDE_BROWSER_RERUNS", "0"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With `EVENSTRIDE_BROWSER_RERUNS` a browser test that fails is tried again, but for those that leave
    something to chance: another seed would hide what one has found."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent) and "chance" not in getattr(
            item, "fixturenames", ()
        ):
            item.add_marker(pytest.mark.flaky(reruns=RERUNS))


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
    yield from _handing_out(playwright, tmp_path, server)


def _handing_out(playwright: Playwright, tmp_path: Path, server: Server) -> Iterator[Callable[[str], Phone]]:
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


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all the lent phones of a module."""
    browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(params=["chromium", "webkit"])
def browser_name(request: pytest.FixtureRequest) -> str:
    """What is in the phone: Chromium in a Pixel, WebKit in an iPhone."""
    return str(request.param)


@pytest.fixture
def each_phone(
    browser_name: str, club: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[LentPhone | WebKitPhone]:
    """A Pixel, and then an iPhone, that knows the club's server."""
    if browser_name == "chromium":
        lend: Lend = request.getfixturevalue("lend")
        yield lend()
        return
    phone = WebKitPhone(tmp_path / "webkit", club.origin, request.getfixturevalue("screen"))
    yield phone
    phone.switch_off()


@pytest.fixture
def each_phone_alone(
    browser_name: str, server: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Phone | WebKitPhone]:
    """A Pixel, and then an iPhone, that may be killed and knows a server that may be stopped."""
    if browser_name == "chromium":
        yield request.getfixturevalue("phone")
        return
    phone = WebKitPhone(tmp_path / "webkit", server.origin, request.getfixturevalue("screen"))
    yield phone
    phone.switch_off()


@pytest.fixture(scope="package")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that tests share: each makes accounts of its own in it, and none stops it."""
    server = Server(tmp_path_factory.mktemp("club"), EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def lend(playwright: Playwright, browser: Browser, club: Server) -> Iterator[Lend]:
    """Hands out phones that know the club's server, or another. At the end none may have complained."""
    lent: list[LentPhone] = []

    def hand_out(server: Server = club) -> LentPhone:
        phone = LentPhone(playwright, browser, server.origin)
        lent.append(phone)
        return phone

    yield hand_out
    for phone in lent:
        phone.switch_off()
    complaints = [complaint for phone in lent for complaint in phone.complaints]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def make_account() -> Iterator[MakeAccount]:
    """Makes accounts as `Account.made` does, and lets go of them at the end."""
    made: list[Account] = []

    def make(server: Server, entries: Sequence[Entry] = ()) -> Account:
        made.append(Account.made(server.origin, entries))
        return made[-1]

    yield make
    for account in made:
        account.close()


@pytest.fixture
def account(club: Server, make_account: MakeAccount) -> Account:
    """The account of a runner who trains today."""
    return make_account(club, ready_to_train())


@pytest.fixture
def phone_of(playwright: Playwright, tmp_path: Path, club: Server) -> Iterator[Callable[[str], Phone]]:
    """Hands out phones by name that know the club's server and may be killed."""
    yield from _handing_out(playwright, tmp_path, club)


@pytest.fixture
def chance() -> random.Random:
    """What is left to chance, by a seed that is printed; EVENSTRIDE_SEED repeats it."""
    seed = int(os.environ.get("EVENSTRIDE_SEED") or secrets.randbelow(2**32))
    print(f"EVENSTRIDE_SEED={seed}")
    return random.Random(seed)
