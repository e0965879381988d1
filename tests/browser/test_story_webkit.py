"""The same path in WebKit, the nearest thing to an iPhone that runs here: offline, killed, synced."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evenstride.catalog import load
from tests.browser.runner import Runner
from tests.browser.server import Server
from tests.browser.test_placement import STRONG, asks_for_hops, first_day, keeps
from tests.browser.webkit_phone import WebKitPhone, XScreen
from tests.training.vector_log import DAY_0
from tests.training.virtual_runner import Life

pytestmark = pytest.mark.browser


def test_webkit_keeps_a_workout_through_a_kill_without_a_server_and_backs_it_up_afterwards(
    tmp_path: Path, server: Server, screen: XScreen
) -> None:
    phone = WebKitPhone(tmp_path / "webkit", server.origin, screen)
    try:
        runner = Runner(phone)
        runner.sets_up()
        phone.works_offline_from_now_on()

        server.stop()
        runner.starts()
        for _ in range(5):
            runner.logs_a_set()
        runner.knows_it_is_stored()
        left_at = runner.turn()
        phone.kill()

        runner.comes_back_to_the_workout()
        assert runner.turn() == left_at
        runner.logs_the_rest()
        runner.finishes()

        server.start()
        code = runner.backs_up()
        here = runner.what_is_shown()

        second = WebKitPhone(tmp_path / "second", server.origin, screen)
        phone.switch_off()
        phone = second
        other = Runner(second)
        other.signs_in(code)
        assert other.what_is_shown() == here
    finally:
        phone.switch_off()


def test_webkit_hops_through_a_kill_and_a_loud_landing_is_taken_back(
    tmp_path: Path, server: Server, screen: XScreen
) -> None:
    day = first_day(STRONG, asks_for_hops)
    life = Life(STRONG, load())
    life.live(day)
    phone = WebKitPhone(tmp_path / "webkit", server.origin, screen)
    phone.stands_at(datetime.fromtimestamp(0, UTC) + timedelta(days=DAY_0 + day, hours=12))
    try:
        runner = Runner(phone)
        runner.signs_in(keeps(server, life.log.entries))
        runner.goes_to("/", "Ready to try hops?")
        phone.works_offline_from_now_on()
        server.stop()
        phone.tap("Do the hops")
        phone.tap("Skip the warm-up")
        runner.waits_for(lambda: runner.turn() is not None, "no hops were asked for")
        runner.logs_a_set(landing="lost")
        phone.tap("Undo the last set")
        runner.waits_for(
            lambda: runner.turn() == ("Two-leg pogo hops", "both legs set 1 of 2"), "its turn is not back"
        )
        runner.logs_a_set()
        phone.kill()

        runner.comes_back_to_the_workout(by="Go on")
        assert runner.turn() == ("Two-leg pogo hops", "both legs set 2 of 2")
        runner.logs_the_rest()
        phone.tap("Finish")
        runner.sees("All quiet", "Tomorrow morning decides")
    finally:
        phone.switch_off()
