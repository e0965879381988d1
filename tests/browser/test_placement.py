"""Around the workout: where the ladders begin, the hops before jumps, what went wrong, what was left open."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from evenstride.catalog import load
from evenstride.training.answers import Today
from evenstride.training.entries import Entry
from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import Server
from tests.browser.webkit_phone import WebKitPhone, XScreen
from tests.training.vector_log import DAY_0
from tests.training.virtual_runner import Body, Life

pytestmark = pytest.mark.browser

TRIES_BEFORE_THE_KILL = 6
STRONG = Body("strong", seed=1, ability=18)
LAGGING = Body("lagging", seed=3, ability=14, lag=8)
LOOKED_FOR_DAYS = 90
ENTRIES_A_SYNC = 200


def test_a_runner_finds_the_rungs_through_a_kill_and_trains_from_there(phone: Phone, server: Server) -> None:
    runner = Runner(phone)
    runner.answers_the_first_questions()
    phone.works_offline_from_now_on()
    server.stop()
    runner.finds_rungs()
    assert runner.turn() == ("Single-leg stand", "left leg rung 1 of 2")
    for _ in range(TRIES_BEFORE_THE_KILL):
        runner.logs_a_set()
    runner.knows_it_is_stored()
    left_at = runner.turn()
    assert left_at == ("Assisted single-leg squat", "right leg rung 2 of 3")
    phone.kill()

    runner.comes_back_to_the_workout(by="Go on")
    assert runner.turn() == left_at
    runner.logs_a_set(knee="lost")
    assert runner.turn() == ("Hip-hinge drill (two legs)", "both legs rung 1 of 3")
    phone.tap("Skip this ladder")
    phone.tap("It does not feel right")
    runner.logs_the_rest()
    runner.sees("Where you start", "the knee slipped on your right leg", "Not tried, so it stays where it is")
    phone.tap("Start from here")
    runner.sees("Your rungs are set.")

    server.start()
    runner.backs_up()
    progress = phone.context.request.get(f"{server.origin}/api/progress").json()
    places = {ladder["ladder"]: ladder["exercise"] for ladder in progress["ladders"]}
    assert places["balance"] == "single_leg_stand_eyes_closed"
    assert places["squat"] == "assisted_squat"
    assert places["hinge"] == "hip_hinge_drill"
    assert (places["step"], places["calf"]) == ("step_up", "balanced_calf_raise")
    runner.goes_to("/progress", "Phase 1")
    assert "Step-up" in runner.what_the_ladders_say()["step"]
    runner.goes_to("/", "The week")
    assert "Find my rungs" not in phone.text()


def test_a_placement_begun_by_mistake_leaves_nothing_behind(phone: Phone) -> None:
    runner = Runner(phone)
    runner.sets_up()
    runner.finds_rungs()
    phone.tap("More")
    phone.tap("Stop finding rungs")
    phone.tap("Leave it for another time")
    runner.sees("Strength today", "Find your rungs")


def test_the_hops_before_jumps_go_on_another_time_and_the_morning_decides(
    phone: Phone, server: Server
) -> None:
    day = first_day(STRONG, asks_for_hops)
    runner = arrives_with(phone, server, STRONG, day)
    runner.sees("Ready to try hops?")
    phone.tap("Do the hops")
    phone.tap("Skip the warm-up")
    runner.waits_for(lambda: runner.turn() is not None, "no hops were asked for")
    runner.logs_a_set()
    assert runner.turn() == ("Two-leg pogo hops", "both legs set 2 of 2")
    phone.switch_off()

    stands_at(phone, day, 12, 10)
    runner.comes_back_to_the_workout(by="Go on")
    assert runner.turn() == ("Two-leg pogo hops", "both legs set 2 of 2")
    runner.logs_the_rest()
    phone.tap("Finish")
    runner.sees("All quiet", "Tomorrow morning decides")

    runner.goes_to("/progress", "Doors")
    missing = int(phone.text().split("Jumps\n")[-1].split()[0])
    stands_at(phone, day + 1, 9)
    runner.goes_to("/", "This answer decides whether the hops count")
    phone.tap("As usual")
    runner.sees("Noted.")
    runner.goes_to("/progress", "Doors")
    runner.sees(f"Jumps\n{missing - 1} thing")


def test_the_lagging_leg_leads_and_has_a_set_of_its_own(phone: Phone, server: Server) -> None:
    day = first_day(LAGGING, trains_one_leg_more)
    runner = arrives_with(phone, server, LAGGING, day)
    phone.tap("Start")
    phone.tap("Skip the warm-up")
    runner.waits_for(lambda: runner.turn() is not None, "no workout began")
    # What is told beside the first set comes a moment after it.
    runner.sees("The right leg leads.")
    seen: list[tuple[str, str, str]] = []
    while turn := runner.turn():
        told = phone.look("document.querySelector('.what .changed')?.innerText ?? ''")
        seen.append((*turn, told))
        if told.startswith("Copy"):
            phone.tap("One second more" if phone.shows_pressable("One second more") else "One rep more")
            assert runner.turn() == turn
        runner.logs_a_set()
    legs = [(leg, told) for _exercise, leg, told in seen if "both" not in leg]
    assert [leg.split(" of ")[0] for leg, _told in legs[:2]] == ["right leg set 1", "left leg set 1"]
    assert [told for _leg, told in legs[:2]] == ["The right leg leads.", "Copy the right leg, no more."]
    told = {told for _leg, told in legs}
    assert {"One more, right leg only.", "Only the right leg."} <= told
    phone.tap("Finish")
    runner.sees("Done.")
    stored = phone.context.request
    runner.waits_for(lambda: "Backed up" in phone.text(), "it was not backed up")
    on = day_text(day)
    (session,) = stored.get(f"{server.origin}/api/sessions?from={on}&to={on}").json()["sessions"]
    for ladder in session["ladders"]:
        by_no = {
            (one["exercise"], one["set_no"], one["side"]): one["reps"] or one["seconds"]
            for one in ladder["sets"]
        }
        for (exercise, number, side), amount in by_no.items():
            if side == "left":
                assert amount <= by_no[exercise, number, "right"], (exercise, number)


def test_a_warning_sign_ends_the_workout_and_waits_until_it_is_cleared(phone: Phone) -> None:
    runner = Runner(phone)
    runner.sets_up()
    runner.starts()
    runner.logs_a_set()
    phone.tap("Pain")
    phone.tap("Something worse?")
    phone.tap("A knee or ankle giving way")
    runner.sees("On hold", "A knee or ankle giving way", "Sessions stay closed")
    assert not phone.shows_pressable("Continue the workout")
    phone.tap("It is gone")
    runner.sees("Cleared. Your plan goes on.")
    phone.tap("Undo")
    runner.sees("On hold")
    phone.tap("It is gone")
    runner.sees("What is in it")
    phone.tap("Something feels wrong?")
    phone.tap("Chest pain or pressure")
    runner.sees("On hold", "Chest pain or pressure")


def test_a_workout_left_open_overnight_is_closed_with_one_tap(phone: Phone) -> None:
    phone.switch_on()
    stands_at(phone, 1, 12)
    runner = Runner(phone)
    runner.answers_the_first_questions()
    phone.tap("Start my plan")
    runner.sees("The week")
    runner.starts_on_any_day()
    runner.logs_a_set()
    runner.logs_a_set()
    runner.knows_it_is_stored()

    stands_at(phone, 2, 9)
    runner.goes_to("/", "Tuesday's workout was left open")
    runner.sees("2 sets in it")
    phone.tap("Out of time")
    runner.sees("Closed.")
    runner.waits_for(lambda: "left open" not in phone.text(), "it was asked again")


def test_a_rest_ends_when_the_runner_says_so(phone: Phone) -> None:
    runner = Runner(phone)
    runner.sets_up()
    runner.starts()
    runner.logs_a_set()
    runner.waits_for(lambda: runner.rest_left_s() > 0, "nobody rests")
    phone.tap("End the rest now")
    runner.waits_for(lambda: runner.rest_left_s() == 0, "the rest goes on")


def test_a_harder_rung_by_choice_is_where_the_ladder_goes_on(phone: Phone) -> None:
    runner = Runner(phone)
    runner.sets_up()
    runner.goes_to("/progress/step", "Step")
    phone.tap("Easier, harder, or stay")
    runner.sees("the two clean sessions start again there")
    phone.tap("Step-up")
    runner.sees("Harder: Step-up")
    runner.goes_to("/progress", "Phase 1")
    assert "Step-up" in runner.what_the_ladders_say()["step"]


def test_webkit_finds_the_rungs_through_a_kill(tmp_path: Path, server: Server, screen: XScreen) -> None:
    phone = WebKitPhone(tmp_path / "webkit", server.origin, screen)
    try:
        runner = Runner(phone)
        runner.answers_the_first_questions()
        runner.finds_rungs()
        for _ in range(3):
            runner.logs_a_set()
        runner.knows_it_is_stored()
        left_at = runner.turn()
        phone.kill()
        runner.comes_back_to_the_workout(by="Go on")
        assert runner.turn() == left_at
        phone.tap("More")
        phone.tap("Stop finding rungs")
        phone.tap("Show where I start")
        runner.sees("Where you start")
        phone.tap("Start from here")
        runner.sees("Your rungs are set.")
    finally:
        phone.switch_off()


def asks_for_hops(today: Today) -> bool:
    return any(due["kind"] == "hop_tolerance" for due in today["due"])


def trains_one_leg_more(today: Today) -> bool:
    """With an extra set, and with work for one leg alone, on the very day."""
    following = today["next"]
    if following is None or following["on"] != today["on"]:
        return False
    fewer = [
        min(item["sets_left"], item["sets_right"])
        for item in following["items"]
        if item["sets_left"] != item["sets_right"]
    ]
    return 0 in fewer and max(fewer) > 0


def first_day(body: Body, is_it: Callable[[Today], bool]) -> int:
    """The first day on which this runner is shown such a Today."""
    life = Life(body, load())
    life.live(LOOKED_FOR_DAYS)
    return next(day for day, today in life.shown if is_it(today))


def arrives_with(phone: Phone, server: Server, body: Body, day: int) -> Runner:
    """A runner who has trained up to the evening of `day` and signs in on this phone."""
    life = Life(body, load())
    life.live(day)
    code = keeps(server, life.log.entries)
    phone.switch_on()
    stands_at(phone, day, 12)
    runner = Runner(phone)
    runner.signs_in(code)
    runner.goes_to("/", "The week")
    return runner


def keeps(server: Server, entries: list[Entry]) -> str:
    """Stores the entries in a new account; its recovery code."""
    with httpx.Client(base_url=server.origin, headers={"Origin": server.origin}, timeout=60) as browser:
        account = browser.post("/api/accounts", json={}).raise_for_status().json()
        raws = [one._asdict() for one in entries]
        for first in range(0, len(raws), ENTRIES_A_SYNC):
            request = {
                "proto": 1,
                "req_id": str(uuid.uuid4()),
                "account": account["account"],
                "device": "00000000000000a1",
                "build": "test",
                "epoch": None,
                "cursor": 0,
                "chain": None,
                "entries": raws[first : first + ENTRIES_A_SYNC],
            }
            answer = browser.post("/api/sync", json=request).raise_for_status().json()
            assert {one["status"] for one in answer["results"]} == {"accepted"}
    return str(account["recovery_code"])


def stands_at(phone: Phone, day: int, hour: int, minute: int = 0) -> None:
    """Sets the phone's clock; day 0 is the first day of the made logs."""
    if phone._context is None:
        phone.switch_on()
    at = datetime.fromtimestamp(0, UTC) + timedelta(days=DAY_0 + day, hours=hour, minutes=minute)
    phone.page.clock.set_fixed_time(at)


def day_text(day: int) -> str:
    return (datetime.fromtimestamp(0, UTC) + timedelta(days=DAY_0 + day)).date().isoformat()
