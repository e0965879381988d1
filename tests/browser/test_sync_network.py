"""What networks do to a phone: answers lost, other people's pages, sixty days without, two phones at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route

from tests.browser.account import Account, ready_to_train
from tests.browser.conftest import Lend, MakeAccount
from tests.browser.phone import WITHOUT_LOCKS, LentPhone
from tests.browser.runner import Runner
from tests.browser.server import Portal, Says, Server
from tests.browser.webkit_phone import WebKitPhone, XScreen

pytestmark = pytest.mark.browser

LOST_ANSWERS = 5
AWAY_DAYS = 60
NOT_OURS = "The network answered, but not our server."
PORTAL_WORDS: dict[Says, str] = {
    "page": NOT_OURS,
    "login elsewhere": "No connection at the last try.",
    "nothing": NOT_OURS,
}
LOOKS_LIKE = ("2026-11-21T10:00:00.000Z", "1/2", "0012", "1e5", "null")


def test_answers_lost_five_times_from_two_tabs_leave_one_row_for_each_set(
    lend: Lend, account: Account
) -> None:
    """SURVIVE 12 and 13: the server commits, the answer never arrives, and every try offers the same sets."""
    phone = lend()
    runner = Runner(phone)
    runner.trains_with(account.code)
    lost: list[int] = []
    is_heard = False

    def lose_the_answer(route: Route) -> None:
        if is_heard:
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
    while len(lost) < LOST_ANSWERS:
        for each in (phone, tab):
            each.tap("Sync now")
    # Not by their number: by itself the app tries again, too, and would be through before anybody looks.
    is_heard = True
    for each in (phone, tab):
        each.tap("Sync now")
        Runner(each).sees("Everything is backed up.")
    assert set(lost) == {200}
    assert len(account.sets()) == len(set(account.sets())) == 2


def test_two_phones_that_come_online_in_the_same_moment_both_drain(lend: Lend, account: Account) -> None:
    """SURVIVE 21: no reload, no tap; each gets the other's set."""
    one, two = lend(), lend()
    first, second = Runner(one), Runner(two)
    first.trains_with(account.code)
    first.waits_for(lambda: "session_started" in account.kinds(), "the workout is not on the server")
    second.joins_the_workout_with(account.code)
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
    first.waits_for(lambda: len(account.sets()) == 3, "not all sets are on the server")
    assert len(set(account.sets())) == 3
    first.waits_for(lambda: first.turn() == second.turn(), "the phones do not agree")


def test_sixty_days_offline_and_a_session_that_is_over_lose_nothing(
    lend: Lend, club: Server, make_account: MakeAccount
) -> None:
    """SURVIVE 18 and 30: logging goes on, one quiet line says so, and after the sign-in everything goes."""
    account = make_account(club, ready_to_train(for_days=AWAY_DAYS + 1))
    phone = lend()
    phone.switch_on()
    runner = Runner(phone)
    now = datetime.now(UTC)
    phone.page.clock.set_fixed_time(now - timedelta(days=AWAY_DAYS))
    runner.signs_in(account.code)
    phone.tap("Today")
    runner.sees("The week")
    phone.context.set_offline(True)
    runner.starts_on_any_day()
    runner.logs_a_set()
    runner.knows_it_is_stored()
    phone.context.clear_cookies()
    phone.will_hear("401 (Unauthorized)")
    phone.page.clock.set_fixed_time(now)
    phone.context.set_offline(False)
    runner.goes_to("/", "Signed out. Everything stays on this phone.")
    runner.starts()
    runner.logs_a_set()
    runner.sees("2 only here")

    runner.comes_back_in_with(account.code)
    assert len(account.sets()) == len(set(account.sets())) == 2


def test_text_that_looks_like_something_else_comes_back_as_it_went_in(lend: Lend, account: Account) -> None:
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
    runner.waits_for(lambda: len(account.sets()) == len(LOOKS_LIKE), "not all sets are on the server")
    assert notes_of(account.rows()) == list(LOOKS_LIKE)

    Runner(other).signs_in(account.code)
    assert notes_of(other.exports()) == list(LOOKS_LIKE)


def notes_of(entries: list[dict[str, Any]]) -> list[str]:
    sets = [entry["body"] for entry in entries if entry["kind"] == "set_logged"]
    return [body["note"] for body in sorted(sets, key=lambda body: body["performed_at"])]


@pytest.mark.parametrize("browser_name", ["chromium", "webkit"])
def test_a_hotels_login_page_takes_nothing_and_the_shell_still_opens(
    browser_name: str,
    server: Server,
    make_account: MakeAccount,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    """SURVIVE 17: 200 with a page, 302 to elsewhere, 200 with nothing, then the real server again."""
    account = make_account(server, ready_to_train())
    phone = any_phone(browser_name, server, request, tmp_path)
    try:
        runner = Runner(phone)
        runner.trains_with(account.code)
        phone.works_offline_from_now_on()
        server.stop()
        runner.logs_a_set()
        runner.knows_it_is_stored()
        portal = Portal(server.port)
        try:
            for says, words in PORTAL_WORDS.items():
                portal.says = says
                runner.goes_to("/you", "Back up and sync")
                phone.tap("Sync now")
                runner.sees(words, "for the next connection")
                runner.comes_back_to_the_workout()
                runner.sees("1 only here")
        finally:
            portal.close()
        server.start()
        runner.syncs()
        assert len(account.sets()) == 1
    finally:
        phone.switch_off()


def any_phone(
    name: str, server: Server, request: pytest.FixtureRequest, folder: Path
) -> LentPhone | WebKitPhone:
    """A phone with this browser."""
    if name == "webkit":
        screen: XScreen = request.getfixturevalue("screen")
        return WebKitPhone(folder / "webkit", server.origin, screen)
    phone: LentPhone = request.getfixturevalue("lend")(server)
    for sign in ("MIME type", "login.hotel.example", "connect-src refused"):
        phone.will_hear(sign)
    return phone
