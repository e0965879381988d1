"""The same path in WebKit, the nearest thing to an iPhone that runs here: offline, killed, synced."""

from pathlib import Path

import pytest

from tests.browser.runner import Runner
from tests.browser.server import Server
from tests.browser.webkit_phone import WebKitPhone, XScreen

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
