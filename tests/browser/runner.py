"""What a runner does with a phone, whichever browser is in it: by what can be read and pressed."""

import re
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

PATIENCE_S = 60
GUARD_S = 0.5
THUMB_S = 0.3
LONGEST_SESSION_SETS = 80

TURN = (
    "[...document.querySelectorAll('main.workout .which p, main.workout h1')].map((each) => each.innerText)"
)

CHOSEN = "document.querySelectorAll('input:checked').length"

LADDERS = """
Object.fromEntries([...document.querySelectorAll('main a[href^="/progress/"]')].map(
  (card) => [card.getAttribute("href").split("/").at(-1), card.innerText]))
"""

GUARDED = "document.querySelectorAll('.go[aria-disabled=true]').length"

UNDER_THE_BUTTON = """
(() => {
  window.scrollTo(0, 0);
  const foot = document.querySelector(".pad .foot");
  if (!foot || document.querySelector("dialog[open]")) return [];
  const top = Math.min(...[...foot.children].map((one) => one.getBoundingClientRect().top));
  const needed = [...document.querySelectorAll(".pad .stepper button, .pad .same, .pad .mark")];
  return needed
    .map((one) => [one, one.getBoundingClientRect().bottom])
    .filter(([, bottom]) => bottom > top + 0.5)
    .map(([one, bottom]) => {
      const name = one.getAttribute("aria-label") ?? one.innerText;
      return `"${name}" ends ${(bottom - top).toFixed(0)} px under the button`;
    });
})()
"""
"""What a set is logged with, in part under the button that stays at the thumb."""


class Shown(NamedTuple):
    """What a runner reads where the training has led: Today, and each ladder's card on Progress."""

    today: str
    ladders: dict[str, str]


class Screen(Protocol):
    """A phone as a thumb and two eyes know it."""

    def open(self, path: str = "/") -> None:
        """Loads the page at `path`."""

    def tap(self, name: str) -> None:
        """Presses what has this accessible name, or one that starts with it."""

    def type_into(self, name: str, text: str) -> None:
        """Writes into the field with this label."""

    def shows_pressable(self, name: str) -> bool:
        """Whether `tap` would find something now."""

    def text(self) -> str:
        """What a reader sees now."""

    def look(self, expression: str) -> Any:
        """The value of a JavaScript expression on the page."""


class Runner:
    """Goes through the app. `sets_logged` counts the sets of this runner's own taps."""

    def __init__(self, phone: Screen) -> None:
        self.phone = phone
        self.sets_logged = 0

    def sees(self, *texts: str) -> None:
        """Returns when all of `texts` are on the screen."""
        self.waits_for(
            lambda: all(text in self.phone.text() for text in texts), f"not all of {texts} are there"
        )

    def waits_for(self, happens: Callable[[], bool], complaint: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not happens():
            assert time.monotonic() < deadline, f"{complaint}:\n{self.phone.text()}"
            time.sleep(0.05)

    def goes_to(self, path: str, heading: str) -> None:
        self.phone.open(path)
        self.sees(heading)

    def sets_up(self) -> None:
        """From the first screen to a plan that trains today."""
        self.answers_the_first_questions()
        self.phone.tap("Start my plan")
        self.sees("Strength today")

    def answers_the_first_questions(self) -> None:
        """From the first screen to the choice of where the ladders begin."""
        self.phone.open()
        self.phone.tap("Set up")
        self.phone.tap("No to all of these")
        self.phone.tap("New to it")
        self.phone.tap("Next")
        self.sees("Which days do you run?")
        self.phone.tap("Skip")
        self.sees("Which days suit strength?")
        for day in self._training_days():
            self._chooses(day)
        self.phone.tap("Next")
        self.sees("What do you have?")
        self.phone.tap("Skip")
        self.sees("Where do your ladders begin?")

    def finds_rungs(self) -> None:
        """From the choice of where the ladders begin, or from Today, to the first try."""
        self.phone.tap("Find my rungs")
        self.phone.tap("Skip the warm-up")
        self.waits_for(lambda: self.turn() is not None, "no try was asked for")

    def starts(self) -> None:
        self.phone.tap("Start")
        self.phone.tap("Skip the warm-up")
        self.waits_for(lambda: self.turn() is not None, "no workout began")

    def starts_on_any_day(self) -> None:
        """Today's session, or on a day without one the next."""
        ways = ("Start", "Do it today anyway")
        self.waits_for(lambda: any(self.phone.shows_pressable(way) for way in ways), "there is no way in")
        self.phone.tap(next(way for way in ways if self.phone.shows_pressable(way)))
        self.phone.tap("Skip the warm-up")
        self.waits_for(lambda: self.turn() is not None, "no workout began")

    def turn(self) -> tuple[str, str] | None:
        """The exercise, and the leg and set, that the workout asks for now; None outside a workout."""
        which_and_exercise = self.phone.look(TURN)
        if len(which_and_exercise) != 2:
            return None
        which, exercise = which_and_exercise
        return exercise, " ".join(which.split())

    def logs_a_set(self, **faults: str) -> None:
        """One set as the screen proposes it, clean but for the faults: `knee="lost"`."""
        before = self.turn()
        self.makes_ready_to_log(**faults)
        self.phone.tap(self.log_button())
        self.waits_for(lambda: self.turn() != before, "the next turn did not come")
        self.sets_logged += 1

    def makes_ready_to_log(self, **faults: str) -> None:
        """All that comes before the tap that writes."""
        for item, score in faults.items():
            self.phone.tap(f"{item.capitalize()}: {score}")
        if self.phone.shows_pressable("One second more"):
            # Says how long it was held, so that nobody has to hold it here.
            self.phone.tap("One second more")
            self.phone.tap("One second less")
        # A second tap of the same gesture is not taken for the other leg.
        self.waits_for(lambda: self.phone.look(GUARDED) == 0, "the button is not ready")

    def knows_it_is_stored(self) -> None:
        """The count on the screen is read back from the phone's disk. For a phone that cannot send: one that
        can has sent them before anybody looks."""
        self.sees(f"{self.sets_logged} only here")

    def logs_the_rest(
        self, slip: tuple[str, str] = ("", ""), faults: Mapping[str, str] | None = None
    ) -> None:
        """Every set until the workout is over. `slip` is the exercise and leg that get `faults`."""
        for _ in range(LONGEST_SESSION_SETS):
            turn = self.turn()
            if turn is None:
                return
            slips = bool(faults) and turn[0].startswith(slip[0]) and turn[1].startswith(slip[1])
            self.logs_a_set(**(faults or {}) if slips else {})
        raise AssertionError("the session never ends")

    def comes_back_to_the_workout(self, by: str = "Continue the workout") -> None:
        """Opening the app is enough; whoever left the workout on purpose goes on with it by a tap."""
        self.phone.open()
        self.waits_for(
            lambda: self.turn() is not None or self.phone.shows_pressable(by), "the workout is not there"
        )
        if self.turn() is None:
            self.phone.tap(by)
        self.waits_for(lambda: self.turn() is not None, "the workout did not come back")

    def rest_left_s(self) -> int:
        """Seconds on the rest ring; 0 when nobody rests."""
        shown = self.phone.look("document.querySelector('[role=timer] .ring-number')?.innerText ?? '0:00'")
        minutes, seconds = shown.split(":")
        return int(minutes) * 60 + int(seconds)

    def finishes(self) -> None:
        self.sees("Cool down")
        self.phone.tap("6")
        self.phone.tap("Finish")
        self.sees("Done.")

    def ends_early(self) -> None:
        """Before the last set, for want of time."""
        self.phone.tap("More")
        self.phone.tap("End the workout now")
        self.phone.tap("Out of time")
        self.sees("Done.")

    def backs_up(self) -> str:
        """Makes an account; the recovery code."""
        self.goes_to("/you", "Back up and sync")
        self.phone.tap("Create an account")
        self.sees("Your recovery code")
        code = str(self.phone.look("document.querySelector('dialog code').innerText"))
        self.phone.tap("I have kept the code")
        self.phone.tap("Done")
        self.sees("Backed up", "Last contact")
        return code

    def signs_in(self, code: str) -> None:
        """On a phone that has not been set up."""
        self.phone.open()
        self.phone.tap("I have an account")
        self.sees("Back up and sync")
        self.comes_in_with(code)

    def comes_in_with(self, code: str) -> None:
        """As a guest, from "You"."""
        self.shows_the_code(code)
        self.phone.tap("Sign in")
        self.sees("Backed up", "Last contact")

    def shows_the_code(self, code: str) -> None:
        self.phone.tap("I have an account")
        self.phone.type_into("Recovery code", code)

    def comes_back_in_with(self, code: str) -> None:
        """As whom this phone left off: a guest, or a runner whose session is over, or signed in."""
        self.goes_to("/you", "Back up and sync")
        ways_in = ("Sign in", "I have an account")
        self.waits_for(
            lambda: (
                "Everything is backed up." in self.phone.text()
                or any(self.phone.shows_pressable(way) for way in ways_in)
            ),
            "neither in nor out",
        )
        if self.phone.shows_pressable("Sign in"):
            self.phone.tap("Sign in")
            self.phone.type_into("Recovery code", code)
            self.phone.tap("Sign in")
            self.waits_for(lambda: "signed out" not in self.phone.text(), "still signed out")
        elif self.phone.shows_pressable("I have an account"):
            self.comes_in_with(code)
        self.sees("Everything is backed up.")

    def stored(self) -> int:
        """Sets in this phone's database that the server has not confirmed, as the workout shows them."""
        shown = re.search(r"(\d+) only here", self.phone.text())
        return int(shown[1]) if shown else 0

    def joins_the_workout_with(self, code: str) -> None:
        """Signs in where a workout is open that was begun on another phone."""
        self.signs_in(code)
        self.phone.tap("Today")
        self.sees("A workout is open")
        self.phone.tap("Continue the workout")
        self.waits_for(lambda: "Warm up" in self.phone.text() or self.turn() is not None, "nothing opened")
        if self.turn() is None:
            self.phone.tap("Skip the warm-up")
            self.waits_for(lambda: self.turn() is not None, "the workout did not open")

    def trains_with(self, code: str) -> None:
        """Signs in where a plan trains today, and begins."""
        self.signs_in(code)
        self.phone.tap("Today")
        self.sees("Strength today")
        self.starts()

    def syncs(self) -> None:
        """By hand, until it is all there."""
        self.goes_to("/you", "Back up and sync")
        self.phone.tap("Sync now")
        self.sees("Everything is backed up.")

    def what_the_ladders_say(self) -> dict[str, str]:
        """Each ladder's card on Progress."""
        return dict(self.phone.look(LADDERS))

    def what_is_shown(self) -> Shown:
        self.goes_to("/", "Done for today")
        self.phone.tap("What is in it")
        today = self.phone.text()
        self.goes_to("/progress", "Phase 1")
        return Shown(today, self.what_the_ladders_say())

    def _chooses(self, name: str) -> None:
        """Taps one of several, sees that it was taken, and moves the thumb on."""
        before = self.phone.look(CHOSEN)
        self.phone.tap(name)
        self.waits_for(lambda: self.phone.look(CHOSEN) == before + 1, f"{name} was not chosen")
        time.sleep(THUMB_S)

    def _training_days(self) -> list[str]:
        today = date.today()  # noqa: DTZ011 # the runner's own calendar
        names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        return [names[today.weekday()], names[(today.weekday() + 3) % 7]]

    def log_button(self) -> str:
        last_set = re.search(r"(\S.*) and left in the tank:", self.phone.text())
        if last_set:
            return f"{last_set[0]} 2. Log"
        return next(
            name
            for name in ("All clean · log", "Rest was clean · log", "Log as marked")
            if self.phone.shows_pressable(name)
        )
