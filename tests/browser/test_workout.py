"""The workout by taps and by the clock: what a set costs, what counts and sounds, what outlives a kill."""

import contextlib
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import TimeoutError

from tests.browser.account import Account
from tests.browser.conftest import Lend
from tests.browser.phone import LentPhone, Phone
from tests.browser.runner import GUARD_S, THUMB_S, Runner, Screen
from tests.browser.server import Server
from tests.browser.webkit_phone import WebKitPhone, XScreen

pytestmark = pytest.mark.browser

LISTENS = """
window.heard = [];
window.taps = 0;
window.said = [];
window.buttons = {};
document.addEventListener("pointerup", (event) => { if (event.isTrusted) window.taps += 1; }, true);
const start = AudioScheduledSourceNode.prototype.start;
AudioScheduledSourceNode.prototype.start = function (when) {
  window.heard.push({ hz: this.frequency.value, at: when });
  return start.call(this, when);
};
const stop = AudioScheduledSourceNode.prototype.stop;
AudioScheduledSourceNode.prototype.stop = function (when) {
  // Without a time of its own it is taken back.
  if (when === undefined) window.heard.pop();
  return stop.call(this, when);
};
SpeechSynthesis.prototype.speak = function (words) { if (words.text) window.said.push(words.text); };
const handle = MediaSession.prototype.setActionHandler;
MediaSession.prototype.setActionHandler = function (name, does) {
  window.buttons[name] = does;
  return handle.call(this, name, does);
};
"""
"""What the browser is asked for, kept: sounds and when they are due, words, what a headset's buttons call."""

LOWER_HZ, LIFT_HZ, COUNT_HZ = 392, 784, 660

STEPPER = "document.querySelector('.amount output b').innerText"
COUNT = "document.querySelector('.count')?.innerText ?? ''"
RING = "document.querySelector('[role=timer] .ring-number')?.innerText ?? ''"
CHOSEN = "document.querySelectorAll('.checks [aria-pressed=true], .checks :checked').length"
FLICK_S = 0.08
SLOW_S = 10
"""A busy machine draws the seconds of a rest late."""

BEFORE_WEBKITS_DISK_S = 1.5
"""WebKit gathers what a page remembers of itself for half a second."""

TAPS_TWICE_AT_ONCE = "[0, 0].forEach(() => document.querySelector('.go').click())"

PRESSES_AS_THE_TURN_CHANGES = """
new MutationObserver((_changes, watch) => {
  watch.disconnect();
  window.cameUp = document.querySelector(".which p").innerText.replace(/\\s+/g, " ").trim();
  const pressed = document.querySelector("%s");
  if (navigator.maxTouchPoints > 0) {
    const touches = [new Touch({ identifier: 1, target: pressed })];
    const changes = { cancelable: true, bubbles: true, changedTouches: touches };
    pressed.dispatchEvent(new TouchEvent("touchstart", { ...changes, touches }));
    pressed.dispatchEvent(new TouchEvent("touchend", changes));
  }
  pressed.click();
}).observe(document.querySelector(".which-set"), { characterData: true, childList: true, subtree: true })
"""
"""Before the frame with the next turn is drawn."""

BEFORE_THE_DISK_S = 10
"""Chromium brings what a page remembers of itself to the disk within five seconds; a busy one, later."""


class AnyLifter(Runner, ABC):
    """A runner in the middle of a workout, whose clock stands still until it is moved."""

    def __init__(self, phone: Screen, account: Account) -> None:
        super().__init__(phone)
        self.account = account
        self.now = datetime.now(UTC)

    @abstractmethod
    def switches_on(self) -> None:
        """A phone that listens."""

    @abstractmethod
    def stands_at(self, now: datetime) -> None:
        """The phone's clock."""

    @abstractmethod
    def swipes_the_app_away(self) -> None:
        """The page is gone at once."""

    def begins(self) -> None:
        self.switches_on()
        self.trains_with(self.account.code)

    def begins_with_reps(self) -> None:
        """Comes to the first exercise whose repetitions are counted, rested."""
        self.begins()
        while not self.phone.shows_pressable("Guide the tempo"):
            self.logs_a_set()
            self.ends_the_rest()

    def ends_the_rest(self) -> None:
        if self.phone.shows_pressable("End the rest now"):
            with contextlib.suppress(TimeoutError):  # by itself it may have ended sooner
                self.phone.tap("End the rest now")
            self.waits_for(lambda: self.phone.look(RING) == "", "the rest goes on")

    def rests_s(self) -> int:
        """Seconds on the ring, once there is one; the clock stands still."""
        self.waits_for(lambda: self.rest_left_s() > 0, "nobody rests")
        return self.rest_left_s()

    def stops_the_clock(self) -> None:
        # Not before what was logged: a rest that is over would begin again.
        self.now = datetime.now(UTC)
        self.goes_on(0)

    def goes_on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.stands_at(self.now)

    def shows(self, expression: str, wanted: str) -> None:
        self.waits_for(
            lambda: self.phone.look(expression) == wanted,
            f"{expression} is {self.phone.look(expression)!r}, not {wanted!r}",
        )

    def taps_while(self, deed: Callable[[], object]) -> int:
        before = self.phone.look("window.taps")
        deed()
        taken: int = self.phone.look("window.taps") - before
        return taken

    def last_set(self) -> dict[str, Any]:
        """As the account has it."""
        self.waits_for(lambda: len(self.account.sets()) >= self.sets_logged, "not every set has arrived")
        rows = [row for row in self.account.rows() if row["kind"] == "set_logged" and row["body"]]
        body: dict[str, Any] = max(rows, key=lambda row: row["body"]["performed_at"])["body"]
        return body


class Lifter(AnyLifter):
    """With a Pixel."""

    def __init__(self, phone: Phone, account: Account) -> None:
        super().__init__(phone, account)
        self.phone: Phone = phone

    def switches_on(self) -> None:
        self.phone.switch_on()
        self.phone.context.add_init_script(LISTENS)

    def stands_at(self, now: datetime) -> None:
        self.phone.context.clock.set_fixed_time(now)

    def touches(self, *points: tuple[float, float]) -> None:
        """A thumb comes down at the first point, goes from one to the next and is lifted at the last."""
        touch = self.phone.context.new_cdp_session(self.phone.page)
        for number, (x, y) in enumerate(points):
            kind = "touchMove" if number else "touchStart"
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
            time.sleep(FLICK_S)
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def swipes_the_app_away(self) -> None:
        """The browser stays."""
        old = self.phone.page
        self.phone.context.new_page()
        old.close()


class WebKitLifter(AnyLifter):
    """With an iPhone."""

    def __init__(self, phone: WebKitPhone, account: Account) -> None:
        super().__init__(phone, account)
        self.phone: WebKitPhone = phone

    def switches_on(self) -> None:
        self.phone.begun_by.append(LISTENS)

    def stands_at(self, now: datetime) -> None:
        self.phone.stands_at(now)

    def swipes_the_app_away(self) -> None:
        """All of the browser is killed, once it has stored what was logged."""
        self.waits_for(lambda: len(self.account.sets()) == self.sets_logged, "not every set has arrived")
        time.sleep(BEFORE_WEBKITS_DISK_S)
        self.phone.kill()

    def taps_while(self, deed: Callable[[], object]) -> int:
        self.phone.with_a_finger = True
        taken = super().taps_while(deed)
        self.phone.with_a_finger = False
        return taken


@pytest.fixture
def lifter(lend: Lend, account: Account) -> Lifter:
    return Lifter(lend(), account)


@pytest.fixture
def each_lifter(each_phone: LentPhone | WebKitPhone, account: Account) -> AnyLifter:
    """With a Pixel, and then with an iPhone."""
    if isinstance(each_phone, WebKitPhone):
        return WebKitLifter(each_phone, account)
    return Lifter(each_phone, account)


def rep_s(lifter: AnyLifter) -> int:
    """Seconds of one repetition, as the screen says them: "3 s down · 1 s up"."""
    told: str = lifter.phone.look("document.querySelector('.what p').innerText")
    return sum(int(word) for word in told.replace("\n", " ").split() if word.isdigit()) - int(
        lifter.phone.look(STEPPER)
    )


def test_a_clean_set_is_one_tap_a_fault_costs_one_more_and_two_at_once_are_one(
    each_lifter: AnyLifter,
) -> None:
    lifter = each_lifter
    lifter.begins_with_reps()
    assert lifter.taps_while(lifter.logs_a_set) == 1
    assert set(lifter.last_set()["checks"].values()) == {2}
    lifter.ends_the_rest()
    lifter.waits_for(lambda: lifter.phone.look(CHOSEN) == 0, "the marks of the set before are still there")
    assert lifter.taps_while(lambda: lifter.logs_a_set(knee="wobbly")) <= 3
    checks = lifter.last_set()["checks"]
    assert checks.pop("knee_alignment") == 1
    assert set(checks.values()) == {2}

    lifter.ends_the_rest()
    before = lifter.turn()
    lifter.makes_ready_to_log()
    lifter.phone.look(TAPS_TWICE_AT_ONCE)
    lifter.waits_for(lambda: lifter.turn() != before, "the set is not logged")
    lifter.sets_logged += 1
    lifter.last_set()
    assert len(lifter.account.sets()) == lifter.sets_logged


def test_a_thumb_that_scrolls_from_the_button_logs_nothing_and_a_short_one_does(lifter: Lifter) -> None:
    lifter.begins_with_reps()
    before, logged = lifter.turn(), lifter.sets_logged
    lifter.makes_ready_to_log()
    lifter.phone.page.set_viewport_size({"width": 320, "height": 480})
    box = lifter.phone.page.locator(".go").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lifter.touches((x, y), (x, y - 30), (x, y - 90))
    lifter.waits_for(lambda: lifter.phone.look("window.scrollY") > 0, "the page does not scroll")
    lifter.touches((x, y), (x + 40, y))
    time.sleep(GUARD_S + THUMB_S)
    assert lifter.turn() == before
    lifter.touches((x, y))
    lifter.waits_for(lambda: lifter.turn() != before, "the set is not logged")
    lifter.sets_logged += 1
    lifter.last_set()
    assert len(lifter.account.sets()) == logged + 1


def test_pressed_as_the_turn_changes_a_sheet_stays_open_and_the_button_is_not_taken_for_the_other_leg(
    each_lifter: AnyLifter,
) -> None:
    lifter = each_lifter
    lifter.begins_with_reps()
    lifter.phone.look(PRESSES_AS_THE_TURN_CHANGES % ".go")
    lifter.logs_a_set()
    time.sleep(GUARD_S)
    assert (lifter.turn() or ("", ""))[1] == lifter.phone.look("window.cameUp")

    lifter.ends_the_rest()
    lifter.phone.look(PRESSES_AS_THE_TURN_CHANGES % "[aria-label=More]")
    lifter.logs_a_set()
    time.sleep(GUARD_S)  # what would close it comes after the frame
    assert lifter.phone.shows_pressable("End the workout now")


def test_the_guide_counts_what_it_has_led_and_rates_nothing(lifter: Lifter) -> None:
    lifter.begins_with_reps()
    lifter.stops_the_clock()
    each_s, reps = rep_s(lifter), int(lifter.phone.look(STEPPER))
    lifter.phone.look("window.heard.length = 0")
    lifter.phone.tap("Guide the tempo")
    lifter.waits_for(lambda: "Get ready" in lifter.phone.look(COUNT), "no count began")

    lifter.phone.waits_for(f"window.heard.filter(({{ hz }}) => hz === {LOWER_HZ}).length === {reps}")
    beats = lifter.phone.look("window.heard")
    starts = [beat["at"] for beat in beats if beat["hz"] == LOWER_HZ]
    assert len(starts) == reps
    assert [beat["hz"] for beat in beats[:3]] == [COUNT_HZ] * 3
    assert starts == pytest.approx([starts[0] + rep * each_s for rep in range(reps)], abs=1e-6)
    assert starts[0] == pytest.approx(beats[1]["at"] + 2, abs=1e-6)

    lifter.goes_on(3 + 2 * each_s + 0.5)
    lifter.shows(STEPPER, "2")
    lifter.waits_for(lambda: f"3 of {reps}" in lifter.phone.look(COUNT), "the count is not on")
    assert lifter.phone.look(CHOSEN) == 0
    lifter.logs_a_set()
    assert lifter.last_set()["reps"] == 2


def test_a_guided_set_ends_by_itself_and_the_next_begins_with_the_end_of_the_rest(lifter: Lifter) -> None:
    lifter.begins_with_reps()
    lifter.stops_the_clock()
    each_s, reps = rep_s(lifter), int(lifter.phone.look(STEPPER))
    lifter.phone.tap("Guide the tempo")
    lifter.waits_for(lambda: "Get ready" in lifter.phone.look(COUNT), "no count began")
    lifter.goes_on(3 + reps * each_s)
    lifter.shows(COUNT, "")
    lifter.shows(STEPPER, str(reps))
    lifter.logs_a_set()
    assert lifter.last_set()["reps"] == reps

    assert lifter.phone.look(COUNT) == ""
    lifter.phone.tap("End the rest now")
    lifter.waits_for(lambda: "Get ready" in lifter.phone.look(COUNT), "the next set was not guided")
    lifter.phone.tap("Stop guiding the tempo")
    lifter.logs_a_set()
    lifter.ends_the_rest()
    time.sleep(1)
    assert lifter.phone.look(COUNT) == ""


def test_a_pause_stands_still_through_a_killed_page_and_goes_on_where_it_was(lifter: Lifter) -> None:
    """What lifters ask for: elsewhere an app that was killed has forgotten the session."""
    lifter.begins_with_reps()
    lifter.stops_the_clock()
    each_s, reps = rep_s(lifter), int(lifter.phone.look(STEPPER))
    lifter.phone.tap("Guide the tempo")
    lifter.waits_for(lambda: "Get ready" in lifter.phone.look(COUNT), "no count began")
    lifter.goes_on(3 + each_s + 0.5)
    lifter.shows(STEPPER, "1")
    lifter.phone.waits_for("navigator.mediaSession.playbackState === 'playing'")
    lifter.phone.look("window.buttons.pause()")
    lifter.waits_for(lambda: "paused" in lifter.phone.look(COUNT), "a headset's button did not pause it")

    lifter.swipes_the_app_away()
    lifter.goes_on(600)
    lifter.comes_back_to_the_workout()
    lifter.waits_for(lambda: "paused" in lifter.phone.look(COUNT), "it did not come back paused")
    lifter.phone.tap("Go on")
    lifter.waits_for(lambda: "Get ready" in lifter.phone.look(COUNT), "no count before it went on")
    lifter.goes_on(3 + (reps - 1) * each_s - 0.5)
    lifter.shows(STEPPER, str(reps - 1))
    lifter.goes_on(0.5)
    lifter.shows(COUNT, "")
    lifter.shows(STEPPER, str(reps))


def test_a_killed_page_comes_back_to_the_same_second_of_a_rest_a_hold_and_a_guided_set(
    each_lifter: AnyLifter,
) -> None:
    """What lifters ask for: elsewhere an app that was killed has forgotten the session."""
    lifter = each_lifter
    lifter.begins()
    lifter.stops_the_clock()
    hold_s = int(lifter.phone.look(STEPPER))
    lifter.phone.tap(f"Start {hold_s} s")
    lifter.shows(RING, "3")
    lifter.swipes_the_app_away()
    lifter.goes_on(3 + 5)
    lifter.comes_back_to_the_workout()
    lifter.shows(RING, "5")
    lifter.swipes_the_app_away()
    lifter.goes_on(hold_s)
    lifter.comes_back_to_the_workout()
    lifter.waits_for(lambda: lifter.phone.shows_pressable("All clean"), "a hold that ended was not taken")
    assert int(lifter.phone.look(STEPPER)) == hold_s

    turn = lifter.turn()
    lifter.phone.tap("Knee: wobbly")
    lifter.waits_for(lambda: lifter.phone.look(CHOSEN) == 1, "the mark is not there")
    lifter.swipes_the_app_away()
    lifter.comes_back_to_the_workout()
    lifter.waits_for(lambda: lifter.phone.look(CHOSEN) == 1, "the mark is not there")
    assert lifter.turn() == turn
    lifter.logs_a_set()
    before = lifter.rests_s()
    lifter.phone.tap("15 seconds more rest")
    lifter.waits_for(lambda: lifter.rest_left_s() == before + 15, "the rest is no longer")
    lifter.swipes_the_app_away()
    lifter.goes_on(9)
    lifter.comes_back_to_the_workout()
    lifter.waits_for(lambda: lifter.rest_left_s() == before + 6, "the rest clock is not right")

    while not lifter.phone.shows_pressable("Guide the tempo"):
        lifter.logs_a_set()
        lifter.ends_the_rest()
    each_s = rep_s(lifter)
    lifter.phone.tap("Guide the tempo")
    lifter.waits_for(lambda: "Get ready" in lifter.phone.look(COUNT), "no count began")
    lifter.swipes_the_app_away()
    lifter.goes_on(3 + 3 * each_s + 0.5)
    lifter.comes_back_to_the_workout()
    lifter.shows(STEPPER, "3")
    lifter.swipes_the_app_away()
    lifter.goes_on(900)
    lifter.comes_back_to_the_workout()
    lifter.shows(COUNT, "")
    assert int(lifter.phone.look(STEPPER)) > 3, "what nobody did was counted"


def test_a_dead_battery_leaves_a_hold_and_a_rest_where_the_wall_clock_is(
    phone_of: Callable[[str], Phone], account: Account
) -> None:
    """What lifters ask for: elsewhere an app that was killed has forgotten the session."""
    phone = phone_of("phone")
    phone.will_hear("401")  # a browser that dies so soon may not have kept its cookie
    lifter = Lifter(phone, account)
    lifter.begins()
    lifter.stops_the_clock()
    lifter.phone.tap("Start")
    lifter.shows(RING, "3")
    time.sleep(BEFORE_THE_DISK_S)
    phone.kill()
    phone.switch_on()
    lifter.goes_on(3 + 4)
    lifter.comes_back_to_the_workout()
    lifter.shows(RING, "4")
    lifter.phone.tap("Stop")
    phone.context.set_offline(True)  # or the set may be sent before anybody sees that it is stored
    lifter.logs_a_set()
    left_s = lifter.rests_s()
    lifter.knows_it_is_stored()
    phone.kill()
    phone.switch_on()
    lifter.goes_on(4)
    lifter.comes_back_to_the_workout()
    lifter.waits_for(lambda: lifter.rest_left_s() == left_s - 4, "the rest clock is not right")


def test_both_legs_hold_for_as_long(lifter: Lifter) -> None:
    lifter.begins()
    lifter.stops_the_clock()
    lifter.phone.tap("Start")
    lifter.goes_on(3 + 7)
    lifter.shows(RING, "7")
    lifter.phone.tap("Stop")
    lifter.logs_a_set()
    lifter.ends_the_rest()
    lifter.waits_for(
        lambda: lifter.phone.shows_pressable("Start 7 s"), "the other leg holds for another time"
    )


def test_a_mute_is_obeyed_at_once_and_what_is_still_to_come_sounds_after_it(lifter: Lifter) -> None:
    lifter.begins()
    lifter.logs_a_set()
    lifter.stops_the_clock()
    lifter.waits_for(lambda: lifter.phone.look("window.heard.length") > 0, "no end of the rest is planned")
    lifter.phone.tap("More")
    lifter.phone.tap("Sound and signals")
    lifter.phone.tap("Sounds")
    lifter.waits_for(lambda: lifter.phone.look("window.heard.length") == 0, "it is not quiet")
    lifter.phone.tap("Sounds")
    lifter.waits_for(lambda: lifter.phone.look("window.heard.length") > 0, "it stays quiet")
    lifter.phone.tap("Sounds")
    lifter.waits_for(lambda: lifter.phone.look("window.heard.length") == 0, "it is not quiet again")
    lifter.phone.tap("Close")
    lifter.logs_a_set()
    time.sleep(0.5)
    assert lifter.phone.look("window.heard.length") == 0
    lifter.phone.open("/you")
    lifter.sees("Sound and signals")
    lifter.phone.tap("Sound and signals")
    sounds = lifter.phone.page.get_by_role("checkbox", name="Sounds")
    lifter.waits_for(lambda: not sounds.is_checked(), "the mute was forgotten")


def test_words_are_said_once_they_are_wanted_and_never_before(lifter: Lifter) -> None:
    lifter.begins()
    lifter.logs_a_set()
    assert lifter.phone.look("window.said") == []
    lifter.phone.tap("More")
    lifter.phone.tap("Sound and signals")
    lifter.phone.tap("Spoken words")
    lifter.sees("Rest over. Right leg")
    lifter.phone.tap("Close")
    lifter.logs_a_set()
    lifter.ends_the_rest()
    lifter.logs_a_set()
    lifter.waits_for(
        lambda: any(said.startswith("Change side. right leg, 20 s") for said in lifter.phone.look("said")),
        "the change of side is not said",
    )


def test_a_notice_is_asked_for_by_its_switch_only_and_tells_the_end_of_a_rest_nobody_watches(
    lifter: Lifter,
) -> None:
    lifter.begins()
    lifter.phone.context.grant_permissions(["notifications"])
    lifter.phone.works_offline_from_now_on()
    shown = (
        "navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((n) => n.map((o) => o.title))"
    )
    lifter.phone.tap("More")
    lifter.phone.tap("Sound and signals")
    lifter.phone.tap("A notice when rest ends")
    lifter.phone.tap("Close")
    lifter.logs_a_set()
    lifter.ends_the_rest()
    lifter.logs_a_set()
    lifter.phone.look("void Object.defineProperty(document, 'hidden', { value: true })")
    for _ in range(10):
        if lifter.rest_left_s() <= 15:
            break
        with contextlib.suppress(TimeoutError):  # it may be over by now
            lifter.phone.tap("15 seconds less rest")
        time.sleep(0.3)
    lifter.waits_for(lambda: lifter.phone.look(shown) == ["Rest is over"], "nothing was shown")


def test_a_set_is_added_for_one_leg_and_taken_back(each_lifter: AnyLifter) -> None:
    lifter = each_lifter
    lifter.begins()
    lifter.phone.tap("More")
    lifter.phone.tap("One more set")
    lifter.phone.tap("right leg")
    lifter.sees("One more: ")
    asked = []
    exercise = (lifter.turn() or ("", ""))[0]
    while (turn := lifter.turn()) and turn[0] == exercise:
        asked.append(turn[1])
        lifter.logs_a_set(**({"knee": "wobbly"} if len(asked) == 1 else {}))
        lifter.ends_the_rest()
        if len(asked) == 2:
            lifter.sees("Last set: knee wobbly.")
    sets = len(asked) // 2
    assert asked[-1] == f"right leg set {sets + 1} of {sets + 1}"
    assert len(asked) == 2 * sets + 1
    lifter.phone.tap("Undo the last set")
    lifter.waits_for(lambda: lifter.turn() == (exercise, asked[-1]), "its turn did not come back")


def test_calf_raises_are_counted_by_the_beat_or_by_taps(lifter: Lifter) -> None:
    lifter.phone.switch_on()
    lifter.phone.context.add_init_script(LISTENS)
    lifter.signs_in(lifter.account.code)
    lifter.goes_to("/test/sl_calf_raise", "Left leg first today")
    lifter.stops_the_clock()
    lifter.phone.look("window.heard.length = 0")
    lifter.phone.tap("Start 60 beats a minute")
    lifter.sees("Get in place")
    lifter.waits_for(lambda: lifter.phone.look("window.heard.length") > 60, "no beat is planned")
    beats = lifter.phone.look("window.heard")
    assert [beat["hz"] for beat in beats[3:7]] == [LIFT_HZ, LOWER_HZ, LIFT_HZ, LOWER_HZ]
    lifts = [beat["at"] for beat in beats if beat["hz"] == LIFT_HZ]
    assert lifts == pytest.approx([lifts[0] + 2 * rep for rep in range(len(lifts))], abs=1e-6)

    lifter.swipes_the_app_away()
    lifter.goes_on(3 + 45)
    lifter.goes_to("/test/sl_calf_raise", "The beat counts")
    lifter.sees("22")
    for _ in range(3):
        lifter.phone.tap("One rep")
    lifter.phone.tap("One rep less")
    lifter.phone.tap("Done")
    lifter.phone.tap("Save left leg")
    lifter.sees("Left leg: 2 reps. Saved.")


def test_practice_tries_are_ticked_before_those_that_count(lifter: Lifter) -> None:
    lifter.phone.switch_on()
    lifter.signs_in(lifter.account.code)
    lifter.goes_to("/test/y_reach_anterior", "Tick practice try 1 of 4")
    for at in range(1, 5):
        lifter.phone.tap(f"Tick practice try {at} of 4")
    lifter.waits_for(lambda: not lifter.phone.shows_pressable("Tick practice"), "it asks for a fifth")


def test_webkit_guides_a_set_rests_and_comes_back_from_a_kill_at_the_right_second(
    tmp_path: Path, club: Server, account: Account, screen: XScreen
) -> None:
    """The same, nearest to an iPhone."""
    phone = WebKitPhone(tmp_path / "webkit", club.origin, screen)
    try:
        runner = Runner(phone)
        runner.trains_with(account.code)
        while not phone.shows_pressable("Guide the tempo"):
            runner.logs_a_set()
            skips_the_rest(runner, phone)
        phone.tap("Guide the tempo")
        runner.waits_for(lambda: "1 of" in phone.look(COUNT), "the count did not begin")
        phone.tap("Pause")
        runner.waits_for(lambda: "paused" in phone.look(COUNT), "it does not pause")
        phone.tap("Go on")
        runner.waits_for(lambda: "Get ready" in phone.look(COUNT), "it does not go on")
        phone.tap("Stop guiding the tempo")
        runner.logs_a_set()
        runner.waits_for(lambda: len(account.sets()) == runner.sets_logged, "the set is not backed up")
        runner.sees("Backed up")
        left_s, at = runner.rest_left_s(), time.time()
        turn = runner.turn()
        phone.kill()
        runner.comes_back_to_the_workout()
        due_s = left_s - (time.time() - at)
        assert runner.turn() == turn
        assert due_s - SLOW_S <= runner.rest_left_s() <= due_s + 2
    finally:
        phone.switch_off()


def skips_the_rest(runner: Runner, phone: Screen) -> None:
    if phone.shows_pressable("End the rest now"):
        phone.tap("End the rest now")
        runner.waits_for(lambda: phone.look(RING) == "", "the rest goes on")
