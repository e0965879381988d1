"""Longer ways through the app that a second phone takes too: many screens, one start of the browser."""

import json
from typing import Any

import pytest

from tests.browser.account import Account
from tests.browser.runner import Runner, Screen
from tests.browser.server import Server
from tests.browser.test_data import HEVY
from tests.browser.test_german import GERMAN_FILE, KEPT
from tests.browser.test_history import current
from tests.browser.test_workout import skips_the_rest
from tests.browser.webkit_phone import WebKitPhone, XScreen

pytestmark = pytest.mark.browser

PAIN = 4
"""From here on the app says what to ease."""

FIRST_SET = "document.querySelector('dialog button.line, main button.line:not(.empty-set)')"
FIRST_EMPTY_SET = "document.querySelector('main button.empty-set')"
FIRST_SESSION = "document.querySelector('a.history-line')"
SOUNDS = """
[...document.querySelectorAll("label.tick b")].find((it) => it.innerText === "Sounds")
  ?.closest("label").control.checked
"""


class Lifter(Runner):
    """Knows what the server has, so that nothing has to be read while it passes by."""

    def __init__(self, phone: Screen, account: Account) -> None:
        super().__init__(phone)
        self.account = account

    def presses(self, element: str) -> None:
        """For what is called by what is in it."""
        self.waits_for(lambda: self.phone.look(f"{element} !== null"), f"there is no {element}")
        self.phone.look(f"{element}.click()")

    def has_sets(self, sets: int) -> dict[str, Any]:
        """Returns when the account has so many; the newest."""
        self.waits_for(lambda: len(current(self.account, "set_logged")) == sets, f"not {sets} sets")
        newest: dict[str, Any] = max(
            current(self.account, "set_logged").values(), key=lambda body: str(body["performed_at"])
        )
        return newest

    def stopped(self) -> set[str]:
        """What ended the sets, as the server knows."""
        return {body["stopped"] for body in current(self.account, "set_logged").values()}

    def changes_the_first_set(self) -> None:
        """Its sheet or its screen is open. No other set changes with it."""
        before = current(self.account, "set_logged")
        self.presses(FIRST_SET)
        self.phone.tap("Pelvis: wobbly")
        self.phone.tap("Save")

        def changed() -> dict[str, Any]:
            after = current(self.account, "set_logged")
            return {record: body for record, body in after.items() if body != before[record]}

        self.waits_for(lambda: changed() != {}, "the change is not backed up")
        (record,) = changed()
        wobbly = before[record]["checks"] | {"neutral_pelvis": 1}
        assert changed()[record] == before[record] | {"checks": wobbly}


def test_a_workout_is_eased_for_pain_mended_ended_looked_back_at_and_entered_anew(
    each_phone: Screen, account: Account
) -> None:
    phone = each_phone
    runner = Lifter(phone, account)
    runner.trains_with(account.code)
    runner.logs_a_set(pelvis="lost")
    assert runner.has_sets(1)["checks"]["neutral_pelvis"] == 0
    skips_the_rest(runner, phone)

    phone.tap("Pain")
    phone.tap(str(PAIN))
    phone.tap("knee")
    runner.sees("Make it easier now", "It must be back to usual tomorrow morning.")
    phone.tap(f"Keep {PAIN}")
    runner.logs_a_set()
    assert runner.has_sets(2)["pain"] == PAIN
    skips_the_rest(runner, phone)

    turn = runner.turn()
    runner.logs_a_set()
    runner.has_sets(3)
    phone.tap("Undo the last set")
    runner.waits_for(lambda: runner.turn() == turn, "its turn did not come back")
    runner.has_sets(2)

    phone.tap("More")
    phone.tap("Skip this exercise")
    phone.tap("No time today")
    runner.waits_for(lambda: runner.turn() != turn, "it was not skipped")
    runner.waits_for(lambda: runner.stopped() == {"done", "time"}, "the last set does not say why it was")
    phone.tap("More")
    phone.tap("Leave it open")
    runner.sees("A workout is open")
    phone.tap("Continue the workout")
    runner.ends_early()
    phone.tap("To Today")
    runner.sees("Done for today")

    runner.goes_to("/history", "newest first")
    runner.presses(FIRST_SESSION)
    runner.sees("What came of it")
    runner.changes_the_first_set()
    phone.tap("Remove this session")
    runner.waits_for(lambda: current(account, "session_started") == {}, "it is still on the server")

    runner.goes_to("/history/add", "A session without the phone")
    runner.presses(FIRST_EMPTY_SET)
    phone.tap("All clean · log")
    runner.sees("What came of it")
    assert set(runner.has_sets(1)["checks"].values()) == {2}
    (session,) = current(account, "session_started")
    assert session in current(account, "session_finished")


def test_webkit_keeps_settings_german_and_a_file_of_another_app_through_a_kill_without_a_server(
    server: Server, screen: XScreen, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("iphone")
    phone = WebKitPhone(folder / "webkit", server.origin, screen)
    try:
        runner = Runner(phone)
        runner.sets_up()
        phone.works_offline_from_now_on()
        runner.goes_to("/you", "Back up and sync")
        server.stop()
        phone.tap("Sound and signals")
        runner.waits_for(lambda: phone.look(SOUNDS) is True, "sounds are not on")
        phone.tap("Sounds")
        runner.waits_for(lambda: phone.look(SOUNDS) is False, "sounds stay on")

        runner.goes_to("/account", "Bring in an earlier log")
        before = entries(phone)
        hevy = folder / "hevy.csv"
        hevy.write_text(HEVY)
        phone.takes_in(hevy)
        runner.sees("2 sessions with 3 sets fit")
        assert entries(phone) == before
        phone.tap("Import 3 sets")
        runner.sees("3 sets imported")
        after = entries(phone)
        assert len(after) == len(before) + 2 + 3 + 2
        assert "side_plank" in phone.saves("Sets as a table")

        phone.kill()
        runner.goes_to("/account", "Bring in an earlier log")
        assert entries(phone) == after
        runner.goes_to("/history", "newest first")
        runner.sees("from another app", "Friday, 3 January")
        runner.goes_to("/you", "Back up and sync")
        phone.tap("Sound and signals")
        runner.waits_for(lambda: phone.look(SOUNDS) is False, "sounds are on again")
        server.start()
        phone.tap("Language · Sprache")
        phone.tap("Deutsch")
        runner.sees("Sichern und abgleichen")
        runner.waits_for(
            lambda: len([path for path in phone.awaits(KEPT) if GERMAN_FILE.match(path)]) == 2,
            "German is not kept",
        )
        server.stop()
        runner.goes_to("/", "Heute ist Kraft dran")
        assert phone.look("document.documentElement.lang") == "de"
    finally:
        phone.switch_off()


def entries(phone: WebKitPhone) -> list[dict[str, Any]]:
    """What the runner can save, by the phone's own file."""
    saved: list[dict[str, Any]] = json.loads(phone.saves("Save everything"))["entries"]
    return saved
