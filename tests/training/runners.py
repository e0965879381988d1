"""Runners who write a log: those who climb, those who stumble, and those who type anything."""

import random
from dataclasses import dataclass, field, replace
from typing import Any

from evenstride.training.catalog import ITEMS, Catalog, Exercise
from evenstride.training.route import is_timed, microstep_max, set_range, target
from evenstride.training.units import MS_PER_DAY, local_date

Raw = dict[str, Any]

HOUR_MS = 3_600_000
MINUTE_MS = 60_000
TEMPLATES = ("phase_1_A", "phase_1_B", "phase_2_A", "phase_2_B", "phase_3_A")
ODD_TEMPLATES = ("light", "bilateral", "placement", "hop_tolerance", "constructor", "no-such")
ODD_IDS = ("constructor", "__proto__", "toString", "no_such", "-")
PAINS = (0, 0, 0, 1, 2, 2, 3, 3, 4, 5, 6, 10)


@dataclass(frozen=True)
class Place:
    """Where a runner thinks a ladder stands; `tops` counts clean sessions at the top of the stage."""

    exercise: str
    stage: str
    microstep: int
    load_g: int
    tops: int = 0
    since: int = 0


@dataclass(frozen=True)
class Mood:
    """How a runner trains: each is the chance of the thing going as the rules like it."""

    clean: float
    painless: float
    complete: float
    tidy: float
    answers: float
    lost: float
    """The chance that what is not clean is lost."""


CLIMBER = Mood(clean=0.99, painless=0.995, complete=0.995, tidy=0.99, answers=0.5, lost=0.2)
WOBBLER = Mood(clean=0.6, painless=0.97, complete=0.98, tidy=0.97, answers=0.5, lost=0.02)
STUMBLER = Mood(clean=0.85, painless=0.93, complete=0.9, tidy=0.9, answers=0.7, lost=0.3)
CHAOS = Mood(clean=0.5, painless=0.6, complete=0.6, tidy=0.5, answers=0.6, lost=0.3)


@dataclass
class Log:
    """Raw entries in the order in which they were written."""

    rng: random.Random
    entries: list[Raw] = field(default_factory=list)

    def uuid(self) -> str:
        digits = f"{self.rng.getrandbits(128):032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def write(self, kind: str, body: Raw | None, record: str | None = None, at_ms: int = 0) -> str:
        """Appends a version of a record; its stamp is now and then that of another entry."""
        entry_id = self.uuid()
        tie = self.rng.random() < 0.05
        stamp = 1 if tie else max(0, at_ms) + len(self.entries)
        self.entries.append(
            {
                "id": entry_id,
                "record": record or entry_id,
                "kind": kind,
                "v": 1,
                "hlc": f"{min(stamp, 2**48 - 1):012x}-0000-{1 if tie else 2:016x}",
                "body": body,
            }
        )
        return record or entry_id


@dataclass(frozen=True)
class Runner:
    """Somebody who writes a log; `places` changes as the runner moves on."""

    log: Log
    mood: Mood
    plan: str
    offset_min: int
    places: dict[str, Place]
    catalog: Catalog

    @property
    def rng(self) -> random.Random:
        return self.log.rng

    def exercise(self, ladder: str) -> Exercise:
        return self.catalog.exercise_by_id[self.places[ladder].exercise]


def rungs(ladder: str, catalog: Catalog) -> list[Exercise]:
    """The ladder's exercises that are done in stages."""
    rungs = (catalog.exercise_by_id[rung] for rung in catalog.ladder_by_id[ladder].rungs)
    return [exercise for exercise in rungs if exercise.stages]


def begin(who: Runner, ladder: str, day: int) -> None:
    """Puts a ladder at the bottom, or where a placement says."""
    rng = who.rng
    exercise = rungs(ladder, who.catalog)[0]
    who.places[ladder] = _fresh(exercise, exercise.stages[0])
    if rng.random() < 0.5:
        exercise = rng.choice(rungs(ladder, who.catalog))
        _choose(who, _fresh(exercise, rng.choice((exercise.stages[0], *exercise.stages))), day)


def _fresh(exercise: Exercise, stage: str) -> Place:
    return Place(exercise.id, stage, 0, 2_500 if stage == "load" else 0)


def _choose(who: Runner, place: Place, day: int) -> None:
    rng = who.rng
    ladder = who.catalog.exercise_by_id[place.exercise].ladder
    who.places[ladder] = place
    at_ms = day * MS_PER_DAY + rng.randrange(24) * HOUR_MS
    who.log.write(
        "rung_chosen",
        {
            "ladder": ladder,
            "exercise": place.exercise,
            "stage": place.stage,
            "microstep": rng.choice((0, 0, 1, 3, 100)),
            "chosen_at": max(0, at_ms),
            "by": rng.choice(("placement", "runner", "coach")),
            "why": None,
        },
        at_ms=at_ms,
    )


def write_session(who: Runner, day: int, ladders: list[str], template: str | None = None) -> None:
    """A session of the ladders, after which the runner moves on in each."""
    rng, mood = who.rng, who.mood
    at_ms = max(0, day * MS_PER_DAY + (rng.choice((6, 18)) * 60 - who.offset_min) * MINUTE_MS)
    odd = rng.random() > mood.tidy
    wanted = rng.choice((1, 2, 2, 3))
    told = [_prescribed(who, ladder, wanted) for ladder in ladders]
    session = who.log.write(
        "session_started",
        {
            "plan": rng.choice((who.plan, None)),
            "template": template or rng.choice(ODD_TEMPLATES if odd else TEMPLATES),
            "performed_on": local_date(day),
            "started_at": at_ms,
            "utc_offset_min": who.offset_min,
            "deload": rng.random() < 0.05,
            "sleep": rng.choice(("poor", "ok", None)),
            "energy": None,
            "prescribed": told if rng.random() < 0.9 else [],
        },
        at_ms=at_ms,
    )
    done_ms = at_ms
    for ladder in ladders:
        done_ms = _write_sets(who, session, ladder, done_ms, wanted)
        who.places[ladder] = _onward(who, who.places[ladder], day)
    _write_after(who, session, day, done_ms)


def _prescribed(who: Runner, ladder: str, sets: int) -> Raw:
    rng, mood = who.rng, who.mood
    place, exercise = who.places[ladder], who.exercise(ladder)
    timed = is_timed(exercise)
    low, high = set_range(exercise)
    if rng.random() > mood.tidy:
        low, high = rng.choice(((high, low), (0, 0), (low, high + 3), (1, 2)))
    return {
        "ladder": ladder,
        "exercise": place.exercise if rng.random() < mood.tidy else exercise.id[:5],
        "stage": place.stage if rng.random() < mood.tidy else exercise.stages[-1],
        "microstep": place.microstep,
        "sets": sets if rng.random() < mood.tidy else rng.choice((0, 1, 5)),
        "reps_low": None if timed else low,
        "reps_high": None if timed else high,
        "seconds_low": low if timed else None,
        "seconds_high": high if timed else None,
        "load_g": place.load_g,
        "tempo": exercise.dose.tempo,
        "first_side": "left" if exercise.sides == "per_leg" else "both",
    }


def _write_sets(who: Runner, session: str, ladder: str, from_ms: int, wanted: int) -> int:
    """Writes a ladder's sets; when the last one was done, in ms."""
    rng = who.rng
    place, exercise = who.places[ladder], who.exercise(ladder)
    low, high = set_range(exercise)
    aim = target(exercise, place.stage, place.microstep, low, high, who.catalog)
    if place.stage == "load":
        aim = high + rng.choice((0, 2, 4, 4))
    done_ms = from_ms
    sides = ["left", "right"] if exercise.sides == "per_leg" else ["both"]
    if rng.random() < 0.5:
        sides.reverse()
    for set_no in range(1, wanted + 1):
        for side in sides:
            if rng.random() > who.mood.complete:
                continue
            done_ms += rng.choice((0, 1, 90_000, 90_000, 90_000))
            told = {"session": session, "side": side, "set_no": set_no, "performed_at": done_ms}
            who.log.write("set_logged", {**told, **_set_done(who, ladder, aim)}, at_ms=done_ms)
    return done_ms


def _set_done(who: Runner, ladder: str, aim: int) -> Raw:
    rng, mood = who.rng, who.mood
    place, exercise = who.places[ladder], who.exercise(ladder)
    amount = aim if rng.random() < mood.clean else max(0, aim + rng.choice((-3, -1, 1, 2, 20)))
    timed = is_timed(exercise)
    return {
        "ladder": ladder,
        "exercise": place.exercise,
        "stage": place.stage,
        "microstep": place.microstep,
        "reps": None if timed else amount,
        "seconds": amount if timed else None,
        "load_g": place.load_g if rng.random() < 0.97 else rng.choice((None, 0, 400, 7_500)),
        "tempo": None,
        "checks": _checks(who, exercise),
        "rir": 3 if rng.random() < mood.clean else rng.choice((None, 0, 1, 2, 5)),
        "pain": 0 if rng.random() < mood.painless else rng.choice(PAINS),
        "stopped": "done" if rng.random() < mood.painless else rng.choice(("time", "quality", "pain")),
        "note": None,
    }


def _checks(who: Runner, exercise: Exercise) -> Raw:
    rng, mood = who.rng, who.mood
    checks: Raw = dict.fromkeys(exercise.checklist, 2)
    for item in exercise.checklist:
        if rng.random() > mood.clean:
            checks[item] = 0 if rng.random() < mood.lost else 1
            if rng.random() < 0.1:
                del checks[item]
    if rng.random() > mood.tidy:
        checks[rng.choice(ITEMS)] = rng.choice((0, 1, 2))
        checks[rng.choice(ODD_IDS)] = rng.choice((7, "text", None, [1]))
    return checks


def _write_after(who: Runner, session: str, day: int, done_ms: int) -> None:
    """How the session ended and how the morning was; now and then twice, or not at all."""
    rng, mood, log = who.rng, who.mood, who.log
    for _ in range(rng.choices((0, 1, 2), (5, 90, 5))[0]):
        ended = "complete" if rng.random() < mood.tidy else rng.choice(("time", "quality", "pain"))
        finished_at = done_ms + rng.choice((0, 0, MINUTE_MS))
        rpe = rng.choice((None, 5, 6, 6, 7, 10))
        body = {"session": session, "finished_at": finished_at, "rpe": rpe, "ended": ended, "note": None}
        log.write("session_finished", body, at_ms=done_ms)
    for _ in range(rng.choice((1, 1, 2)) if rng.random() < mood.answers else 0):
        soreness = ("none", "warmup_then_gone", "warmup_and_stays", "lasted", "muscle_only")
        body = {
            "session": session,
            "checked_on": local_date(day + rng.choice((1, 1, 1, 2))),
            "pain_change": rng.choice((0, 0, -1))
            if rng.random() < mood.painless
            else rng.choice((-10, 1, 10)),
            "soreness": "none" if rng.random() < mood.clean else rng.choice(soreness),
        }
        log.write("morning_checked", body, at_ms=done_ms)


def _onward(who: Runner, place: Place, day: int) -> Place:
    """Where such a runner trains next: micro-step by micro-step up, roughly as the rules would say."""
    rng = who.rng
    exercise = who.catalog.exercise_by_id[place.exercise]
    low, high = set_range(exercise)
    if rng.random() > who.mood.tidy:
        return rng.choice((place, _fresh(exercise, rng.choice(exercise.stages))))
    if place.microstep < microstep_max(exercise, place.stage, low, high, who.catalog):
        return replace(place, microstep=place.microstep + 1)
    if place.tops < 1 or (day - place.since < 6 and rng.random() < 0.7):
        return replace(place, tops=place.tops + 1)
    if place.stage == "load":
        return replace(place, load_g=place.load_g + 2_500, tops=0, since=day)
    later = exercise.stages[exercise.stages.index(place.stage) + 1 :]
    if later:
        return replace(_fresh(exercise, later[0]), since=day)
    ladder = rungs(exercise.ladder, who.catalog)
    above = ladder[min(len(ladder) - 1, ladder.index(exercise) + 1)]
    return replace(_fresh(above, above.stages[0]), since=day)


def write_between(who: Runner, day: int) -> None:
    """What a runner writes between two sessions."""
    rng, log = who.rng, who.log
    ladder = rng.choice(list(who.places))
    on = local_date(day)
    if rng.random() < 0.25:
        write_video(who, day, who.exercise(ladder))
    if rng.random() < 0.1:
        _write_test(who, day)
    if rng.random() < 0.08:
        exercise = rng.choice(rungs(ladder, who.catalog))
        _choose(who, _fresh(exercise, rng.choice(exercise.stages)), day)
    if rng.random() < 0.03:
        flag = rng.choice(who.catalog.safety.red_flags).id
        log.write("red_flag_changed", {"flag": flag, "open": rng.random() < 0.3, "changed_on": on})
    if rng.random() < 0.1:
        kind = rng.choice(("easy", "hard", "long", "race"))
        at_ms = max(0, day * MS_PER_DAY + rng.choice((0, 7, 18)) * HOUR_MS)
        body = {"performed_on": on, "started_at": at_ms, "type": kind}
        log.write("run_logged", body | {"duration_s": 1_800, "distance_m": rng.choice((None, 5_000))})
    if rng.random() < 0.05:
        template = rng.choice(("phase_1_A", "phase_2_B", "bilateral", "light", "no-such"))
        to_on = local_date(day + rng.choice((-2, 0, 1, 1, 2, 5)))
        log.write("session_moved", {"template": template, "from_on": on, "to_on": to_on, "why": None})


def write_video(who: Runner, day: int, exercise: Exercise) -> None:
    """A look at an exercise from outside, of one leg or both."""
    rng = who.rng
    for side in ("left", "right") if exercise.sides == "per_leg" else ("both",):
        if rng.random() > who.mood.answers + 0.4:
            continue
        who.log.write(
            "video_checked",
            {
                "exercise": exercise.id,
                "side": side,
                "performed_on": local_date(day),
                "checks": _checks(who, exercise),
                "by": rng.choice(("self", "coach", "camera")),
            },
        )


def _write_test(who: Runner, day: int) -> None:
    """A test of both legs, more often than not one that a rung asks for, at about what it asks."""
    rng = who.rng
    needs = [
        need for exercise in who.catalog.exercises for need in exercise.entry if need.at_least is not None
    ]
    need = rng.choice(needs)
    measured, about = need.test, need.at_least or 0
    if rng.random() < 0.3:
        measured, about = rng.choice(who.catalog.tests).id, 10
    for side in ("left", "right"):
        who.log.write(
            "test_measured",
            {
                "test": measured,
                "side": side,
                "performed_on": local_date(day),
                "performed_at": max(0, day * MS_PER_DAY),
                "trials": [max(0, about + rng.choice((-500, -1, 0, 0, 1))) for _ in range(rng.randint(1, 3))],
                "pain": rng.choice(PAINS),
                "note": None,
            },
        )
