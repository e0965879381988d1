"""Both legs measured on the phone: noise stays noise, and what is confirmed moves the next session."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from evenstride.catalog import load
from evenstride.training.entries import Entry
from tests.browser.phone import Phone
from tests.browser.runner import CHOSEN, Runner
from tests.browser.server import Server
from tests.browser.webkit_phone import WebKitPhone, XScreen
from tests.training.vector_log import DAY_0, log_of

pytestmark = pytest.mark.browser

BEFORE_LIGHTER_WEEK = timedelta(days=20)
"""The fourth week of a plan is a lighter one and holds the tests, on the day that suits them best."""

FILM = "/test/treadmill_stride_video"
FILM_CHECKS = ("Level pelvis", "Knee line", "Push-off behind the body", "Quiet foot")

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
MOST_DAYS = 8


class Days:
    """The phone's clock, which stands still until it is moved."""

    def __init__(self, phone: Phone, now: datetime | None = None) -> None:
        phone.switch_on()
        self._phone = phone
        self._now = now or datetime.now(UTC)
        self.go_on()

    def go_on(self, by: timedelta = timedelta()) -> None:
        self._now += by
        self._phone.context.clock.set_fixed_time(self._now)


class Measurer(Runner):
    """A runner who measures."""

    def waits_for_the_day(self, days: Days, shows: str) -> None:
        """Looks at Today every morning until it shows this."""
        for _ in range(MOST_DAYS):
            self.goes_to("/", "The week")
            if shows in self.phone.text():
                return
            days.go_on(A_DAY)
        raise AssertionError(f"no day shows {shows!r}")

    def measures(self, leg: str, value: str) -> None:
        """One result for the leg whose turn it is, typed and saved."""
        self.sees(f"{leg.capitalize()} leg", "Enter a result first")
        self.phone.type_into("Result in reps", value)
        self.phone.tap(f"Save {leg} leg")
        self.sees(f"{leg.capitalize()} leg: {value} reps. Saved.")

    def changes_the_last_right_leg(self) -> None:
        """Opens the newest of the earlier right legs, which did 20 calf raises."""
        self.goes_to("/test/sl_calf_raise", "Earlier days")
        self.phone.tap("Earlier days")
        self.phone.tap("Right leg: 20 reps. Change")
        self.sees("Leave it as it was")

    def counts_strides(self, leg: str, *faults: int) -> None:
        """In how many strides each check of the film showed a fault, without using its clock."""
        for check, seen in zip(FILM_CHECKS, faults, strict=True):
            self.phone.tap(f"{check}, {leg} leg: {seen}")

    def does_not_see(self, *texts: str) -> None:
        shown = self.phone.text()
        assert not [text for text in texts if text in shown], shown


@pytest.fixture
def measurer(phone: Phone) -> Measurer:
    return Measurer(phone)


def test_noise_is_no_finding_and_what_two_days_confirm_goes_first_in_the_next_session(
    phone: Phone, measurer: Measurer, server: Server
) -> None:
    days = Days(phone)
    measurer.sets_up()
    phone.works_offline_from_now_on()
    server.stop()

    days.go_on(BEFORE_LIGHTER_WEEK)
    measurer.waits_for_the_day(days, "4 tests are due")
    phone.tap("To the tests")
    measurer.sees("Due now", "Part of this lighter week.")
    phone.tap("Single-leg calf raise")
    measurer.measures("left", "27")
    measurer.sees("Rest, then the other leg")
    measurer.measures("right", "24")
    measurer.sees("Left 27, right 24 reps. Up to 6 reps apart is test noise, so this is no difference.")

    measurer.goes_to("/symmetry", "Left and right")
    measurer.sees("0 %", "no difference", "Nothing. The starting leg alternates, and both do equal work.")
    measurer.does_not_see("Your right leg", "catching up", "seen once")

    measurer.goes_to("/test/sl_sit_to_stand_30s", "Left leg first today")
    measurer.measures("left", "19")
    measurer.measures("right", "13")
    measurer.sees("seen once. One more test on another day would tell")
    measurer.goes_to("/symmetry", "seen once")
    measurer.does_not_see("Your right leg", "catching up")

    days.go_on(A_WEEK)
    measurer.goes_to("/tests", "Seen once. Today it can be confirmed.")
    phone.tap("Single-leg sit-to-stand, 30 s")
    measurer.sees("How to do it")
    phone.tap("How to do it")
    measurer.sees("Right leg first today")
    measurer.measures("right", "13")
    measurer.measures("left", "19")
    measurer.sees("Your right leg has some catching up to do: 32 % behind, seen twice.")
    confirmed = (
        "Your right leg is catching up in 1 of 2 tests.",
        "Right leg first in every one-leg exercise.",
        "One extra set on squat as soon as you train it on one leg.",
        "Step 2 of 3",
    )
    measurer.goes_to("/symmetry", "What this changes in your plan")
    measurer.sees(*confirmed)

    measurer.waits_for_the_day(days, "Strength today")
    measurer.starts()
    turn = measurer.turn()
    assert turn is not None
    assert turn[1].startswith("right leg")
    measurer.logs_a_set()
    turn = measurer.turn()
    assert turn is not None
    assert turn[1].startswith("left leg")


def test_an_earlier_day_is_changed_and_the_change_is_undone(phone: Phone, measurer: Measurer) -> None:
    days = Days(phone)
    measurer.sets_up()
    for legs in (("left", "right"), ("right", "left")):
        measurer.goes_to("/test/sl_calf_raise", "Single-leg calf raise")
        for leg in legs:
            measurer.measures(leg, {"left": "30", "right": "20"}[leg])
        days.go_on(timedelta(days=7))
    measurer.goes_to("/symmetry", "Your right leg is catching up.")

    measurer.changes_the_last_right_leg()
    phone.type_into("Result in reps", "29")
    phone.tap("Save the change")
    measurer.sees("Changed.", "29 reps")
    phone.tap("Undo")
    measurer.waits_for(lambda: "29 reps" not in phone.text(), "the change is still there")
    measurer.goes_to("/symmetry", "Your right leg is catching up.")

    measurer.changes_the_last_right_leg()
    phone.tap("Take this one back")
    measurer.sees("Taken back.")
    measurer.goes_to("/symmetry", "seen once")
    measurer.does_not_see("Your right leg")


def test_a_saved_leg_is_taken_back_by_one_tap(phone: Phone, measurer: Measurer) -> None:
    measurer.sets_up()
    measurer.goes_to("/test/sl_calf_raise", "Left leg first today")
    measurer.measures("left", "27")
    measurer.sees("Right leg")
    phone.tap("Undo")
    measurer.sees("Left leg")
    measurer.goes_to("/symmetry", "Two legs, no numbers yet")


def test_one_leg_alone_is_kept_and_compared_with_nothing(phone: Phone, measurer: Measurer) -> None:
    measurer.sets_up()
    measurer.goes_to("/test/sl_calf_raise", "Left leg first today")
    measurer.measures("left", "27")
    phone.tap("Only this leg today")
    measurer.sees("Only the left leg today. One leg alone is compared with nothing")
    measurer.goes_to("/symmetry", "the left leg is measured. The right one is missing")


def test_the_clock_reads_the_wall_and_half_done_tries_outlive_the_page(
    phone: Phone, measurer: Measurer
) -> None:
    days = Days(phone)
    measurer.sets_up()
    measurer.goes_to("/test/sl_stand_eyes_open", "Start the clock for try 1")
    phone.tap("Start the clock for try 1")
    measurer.sees("Get in place")
    days.go_on(timedelta(seconds=15.4))
    measurer.sees("12.4")
    phone.tap("Stop")
    assert tries(phone) == ["12.4", "", ""]

    phone.open("/test/sl_stand_eyes_open")
    measurer.sees("Start the clock for try 2")
    assert tries(phone) == ["12.4", "", ""]
    phone.tap("Start the clock for try 2")
    days.go_on(timedelta(seconds=50))
    measurer.waits_for(lambda: tries(phone) == ["12.4", "45", ""], "the clock did not stop at the cap")
    phone.tap("Save left leg · 2 of 3 tries")
    measurer.sees("Left leg: 45 s. Saved.")


def test_a_stride_film_is_led_by_the_wall_clock_and_half_a_count_outlives_the_page(
    phone: Phone, measurer: Measurer
) -> None:
    days = Days(phone)
    measurer.sets_up()
    measurer.goes_to(FILM, "Film it by the clock")
    phone.tap("Start, phone behind you")
    measurer.sees("Run easy", "5:00", "Then: Filmed: easy")
    days.go_on(timedelta(seconds=303))
    measurer.goes_to(FILM, "Filmed: easy")
    measurer.sees("0:07", "Then: Now faster")
    days.go_on(timedelta(seconds=24))
    measurer.sees("Filmed: fast", "0:08")
    days.go_on(timedelta(minutes=10))
    measurer.goes_to(FILM, "Now put the phone beside you.")
    phone.tap("Start, phone beside you")
    measurer.sees("Run easy", "0:30")
    phone.tap("Skip ahead")
    measurer.sees("Filmed: easy", "0:10")
    phone.tap("Stop")
    measurer.sees("Start, phone beside you")

    measurer.counts_strides("left", 5, 0, 0, 0)
    measurer.goes_to(FILM, "Start, phone beside you")
    assert phone.look(CHOSEN) == 4
    measurer.counts_strides("right", 1, 0, 0, 0)
    phone.tap("Save both legs")
    measurer.sees("Worth a note on the left leg: Level pelvis 5/5; ")


def test_a_scored_test_asks_what_was_seen_and_says_the_points(phone: Phone, measurer: Measurer) -> None:
    measurer.sets_up()
    measurer.goes_to("/test/lateral_step_down", "What did you see?")
    assert phone.page.get_by_role("button", name="Enter a result first").is_disabled()
    phone.tap("The knee went inside the second toe")
    phone.tap("The knee went inside the foot")
    measurer.sees("2 points")
    phone.tap("Save left leg")
    measurer.sees("Left leg: 2 points. Saved.")
    phone.tap("Nothing, all clean")
    phone.tap("Save right leg")
    measurer.sees("Up to 2 points apart is test noise", "Left is in the middle, right is a good result.")


def test_a_test_that_jumps_is_closed_until_its_door_opens(phone: Phone, measurer: Measurer) -> None:
    measurer.sets_up()
    measurer.goes_to("/test/sl_hop_distance", "Waits for the door to jumps")
    measurer.does_not_see("Enter a result first", "Left leg\n")


def test_pain_of_four_says_stop(phone: Phone, measurer: Measurer) -> None:
    measurer.sets_up()
    measurer.goes_to("/test/sl_calf_raise", "Pain while testing: 0")
    phone.tap("Pain while testing: 0")
    phone.tap("3")
    measurer.does_not_see("Stop this test")
    phone.tap("4")
    measurer.sees("Stop this test")


CLEAN = [12, 3, {"k": 2, "p": 2, "b": 2}, 0]
WOBBLY = [12, 3, {"k": 1, "p": 2, "b": 2}, 0]
STEPS_AND_HOPS = {
    "exercise": "step_up",
    "stage": "reps",
    "prescribed": {"sets": 2, "reps": [10, 12]},
    "sessions": [{"day": day, "L": [CLEAN, CLEAN], "R": [WOBBLY, WOBBLY]} for day in (0, 3, 6, 9)],
}
HOPS = [
    {"day": day, "test": "sl_hop_distance", "L": [126, 126, 126], "R": [150, 150, 150]} for day in (0, 28)
]


@pytest.mark.parametrize(
    ("hops", "goes_first"),
    [
        ([], "So it goes first there: right leg, then the other copies."),
        (HOPS, "Your tests point to the left leg, and they speak first: it starts there."),
    ],
)
def test_a_gap_in_the_log_is_shown_with_the_leg_that_really_goes_first(
    phone: Phone, measurer: Measurer, server: Server, hops: list[dict[str, Any]], goes_first: str
) -> None:
    code = keeps(server, log_of(STEPS_AND_HOPS | {"tests": hops}, load()))
    Days(phone, datetime.fromtimestamp((DAY_0 + 30) * 86_400 + 43_200, UTC))
    measurer.signs_in(code)
    measurer.goes_to("/symmetry", "From your training log")
    measurer.sees("your right leg was less steady over the last 4 sessions.", "Left 0, right 1", goes_first)


def keeps(server: Server, entries: list[Entry]) -> str:
    """The recovery code of a new account on the server that holds these entries."""
    with httpx.Client(base_url=server.origin, headers={"Origin": server.origin}, timeout=60) as client:
        made = client.post("/api/accounts", json={}).json()
        for at in range(0, len(entries), 200):
            batch = [entry._asdict() for entry in entries[at : at + 200]]
            asked = {"proto": 1, "req_id": str(uuid4()), "account": made["account"], "device": "0" * 15 + "1"}
            asked |= {"build": "test", "epoch": None, "cursor": 0, "chain": None, "entries": batch}
            answer = client.post("/api/sync", json=asked).json()
            assert {one["status"] for one in answer["results"]} == {"accepted"}
        return str(made["recovery_code"])


@contextmanager
def webkit(profile: Path, server: Server, screen: XScreen) -> Iterator[WebKitPhone]:
    phone = WebKitPhone(profile, server.origin, screen)
    try:
        yield phone
    finally:
        phone.switch_off()


def test_webkit_measures_both_legs_and_draws_them(tmp_path: Path, server: Server, screen: XScreen) -> None:
    with webkit(tmp_path / "webkit", server, screen) as phone:
        measurer = Measurer(phone)
        measurer.sets_up()
        measurer.goes_to("/test/sl_calf_raise", "Left leg first today")
        measurer.measures("left", "27")
        measurer.measures("right", "24")
        measurer.sees("so this is no difference")
        measurer.goes_to("/symmetry", "no difference")
        assert phone.look("document.querySelectorAll('.back-to-back rect').length") > 0


def tries(phone: Phone) -> list[str]:
    fields = phone.page.locator(".leg-panel input[type=text]")
    return [field.input_value() for field in fields.all()]
