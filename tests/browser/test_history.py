"""Looking back: a past session is completed and corrected, and one done without the phone is entered."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from evenstride.catalog import load
from tests.browser.account import Account
from tests.browser.conftest import Lend, MakeAccount
from tests.browser.phone import LentPhone
from tests.browser.runner import Runner
from tests.browser.server import Server
from tests.training.virtual_runner import Body, Life

pytestmark = pytest.mark.browser

DAYS = 9
"""Of a virtual runner's training: two sessions or three."""


def current(account: Account, kind: str) -> dict[str, Any]:
    """The newest version of every record of a kind that is not taken back, as the server has it."""
    newest: dict[str, dict[str, Any]] = {}
    for row in sorted(account.rows(), key=lambda row: str(row["hlc"])):
        if row["kind"] == kind:
            newest[row["record"]] = row
    return {record: row["body"] for record, row in newest.items() if row["body"] is not None}


def sets_shown(phone: LentPhone) -> int:
    return phone.page.locator("main button.line:not(.empty-set)").count()


def day(after_today: int) -> str:
    return (datetime.now() + timedelta(days=after_today)).strftime("%Y-%m-%d")  # noqa: DTZ005 # the phone's day


def test_a_session_without_the_phone_is_kept_with_its_first_set_and_corrected_later(
    lend: Lend, account: Account
) -> None:
    phone = lend()
    runner = Runner(phone)
    runner.signs_in(account.code)
    phone.open("/progress")
    phone.tap("History")
    runner.sees("Your sessions appear here once you have trained.")
    phone.tap("Add a session done without the phone")
    runner.sees("A session without the phone")
    phone.page.get_by_label("Began at").fill("00:01")
    phone.page.get_by_label("Day").fill(day(1))
    runner.sees("That has not happened yet.")
    phone.page.get_by_label("Day").fill(day(0))
    empty = phone.page.locator("main button.empty-set")
    empty.first.wait_for()
    asked = empty.count()

    empty.first.tap()
    phone.tap("All clean · log")
    runner.waits_for(lambda: sets_shown(phone) == 1, "the set is not shown")
    assert empty.count() == asked - 1
    runner.waits_for(lambda: len(current(account, "set_logged")) == 1, "the set is not backed up")
    ((record, made),) = current(account, "set_logged").items()
    assert set(made["checks"].values()) == {2}
    ((session, started),) = current(account, "session_started").items()
    assert (started["performed_on"], made["session"]) == (day(0), session)
    assert [one["session"] for one in current(account, "session_finished").values()] == [session]

    phone.page.locator("main button.line").first.tap()
    phone.tap("Knee: wobbly")
    phone.tap("Save")
    runner.sees("Changed.")
    knee = {"knee_alignment": 1}
    runner.waits_for(
        lambda: current(account, "set_logged") == {record: made | {"checks": made["checks"] | knee}},
        "the change is not backed up, or more than the knee has changed",
    )
    empty.first.tap()
    phone.tap("Close")
    assert sets_shown(phone) == 1


def test_a_correction_changes_the_verdict_and_a_removed_session_comes_back_by_undo(
    lend: Lend, club: Server, make_account: MakeAccount
) -> None:
    life = Life(Body("steady", seed=3), load())
    life.live(DAYS)
    account = make_account(club, life.log.entries)
    phone = lend()
    runner = Runner(phone)
    runner.signs_in(account.code)
    before = current(account, "set_logged"), current(account, "session_started")
    phone.open("/history")
    runner.sees("newest first")
    links = phone.page.locator("a.history-line")
    assert links.count() == len(before[1])

    links.first.tap()
    phone.tap("What came of it")
    runner.sees("Done.")
    verdicts = phone.text()
    phone.page.go_back()
    runner.waits_for(lambda: sets_shown(phone) > 0, "no set is shown")
    of_one_exercise = phone.page.locator("main section.card").first.locator("button.line:not(.empty-set)")
    corrected = of_one_exercise.all()
    for line in corrected:
        line.tap()
        phone.page.locator("dialog .check-marks").first.get_by_role("button").last.tap()
        phone.tap("Save")
        phone.page.locator("dialog").wait_for(state="detached")
    phone.tap("What came of it")
    runner.waits_for(lambda: phone.text() != verdicts, "the verdicts stay as they were")
    phone.page.go_back()

    def changes() -> list[str]:
        return [
            record for record, body in current(account, "set_logged").items() if body != before[0][record]
        ]

    runner.waits_for(lambda: len(changes()) == len(corrected), "not every correction is backed up")
    changed = current(account, "set_logged")
    phone.tap("Remove this session")
    runner.sees("The session is removed.")
    runner.waits_for(lambda: links.count() == len(before[1]) - 1, "it is still listed")
    phone.tap("Undo")
    runner.waits_for(lambda: links.count() == len(before[1]), "it has not come back")
    runner.waits_for(
        lambda: current(account, "session_started") == before[1], "the server has not got it back"
    )
    runner.waits_for(lambda: current(account, "set_logged") == changed, "a set has not come back")
