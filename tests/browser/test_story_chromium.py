"""The main job, end to end, in a real Chromium against the real server."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from evenstride.catalog import load
from tests.browser.phone import Phone
from tests.browser.runner import Runner, Shown
from tests.browser.server import Server

pytestmark = pytest.mark.browser

SETS_BEFORE_THE_KILL = 6


def test_a_runner_trains_offline_through_a_kill_and_finds_it_all_on_a_second_phone(
    phone: Phone, phones: Callable[[str], Phone], server: Server
) -> None:
    runner = Runner(phone)
    runner.sets_up()
    assert phone.installability_errors() == []
    phone.works_offline_from_now_on()

    server.stop()
    runner.starts()
    for _ in range(SETS_BEFORE_THE_KILL):
        runner.logs_a_set()
    runner.knows_it_is_stored()
    for _ in range(4):  # so that there is some left when a slow phone is on again
        phone.tap("15 seconds more rest")
    left_at, rest_left_s = runner.turn(), runner.rest_left_s()
    phone.kill()

    runner.comes_back_to_the_workout()
    assert runner.turn() == left_at
    assert 0 < runner.rest_left_s() < rest_left_s
    runner.logs_the_rest(slip=("Step-down from a low step", "left leg set 1"), faults={"knee": "lost"})
    runner.finishes()
    runner.sees(f"{runner.sets_logged} sets only on this phone")

    server.start()
    code = runner.backs_up()
    here = runner.what_is_shown()
    the_server_agrees(phone, server, here)

    other = Runner(phones("second phone"))
    other.signs_in(code)
    assert other.what_is_shown() == here


def the_server_agrees(phone: Phone, server: Server, shown: Shown) -> None:
    """Its own fold of the same log says, ladder by ladder, what the phone computed by itself."""
    on = date.today().isoformat()  # noqa: DTZ011 # the runner's own calendar
    progress: Any = phone.context.request.get(f"{server.origin}/api/progress?on={on}").json()
    today: Any = phone.context.request.get(f"{server.origin}/api/today?on={on}").json()
    names = {exercise.id: exercise.name for exercise in load().exercises}
    assert shown.ladders.keys() == {ladder["ladder"] for ladder in progress["ladders"]}
    for ladder in progress["ladders"]:
        card = shown.ladders[ladder["ladder"]]
        if ladder["phase_min"] > progress["phase"]:
            assert f"From phase {ladder['phase_min']}" in card
            continue
        assert names[ladder["exercise"]] in card
        assert f"{ladder['streak']} of 2 clean sessions" in card
        if ladder["verdict"]:
            assert ladder["verdict"]["reason"] in card
    slipped = next(ladder["verdict"] for ladder in progress["ladders"] if ladder["ladder"] == "step")
    assert (slipped["code"], slipped["leg"], slipped["item"]) == ("REG_KNEE", "left", "knee_alignment")
    assert today["next"]["why"] in shown.today
    for item in today["next"]["items"]:
        assert names[item["exercise"]] in shown.today
        assert f"{item['sets_left']} \u00d7 {item['target']}" in shown.today
