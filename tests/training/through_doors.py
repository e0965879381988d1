"""Histories of runners who come to the doors, through most of them, and back after days away.

Sessions are clean more often than not, and what the doors measure lies about what they ask, so that each
criterion is met here and just missed there. Nothing here asks the rules what to do.
"""

import random
from typing import Any

from evenstride.training.catalog import Catalog
from evenstride.training.units import MS_PER_DAY, local_date
from tests.training.runners import (
    CLIMBER,
    HOUR_MS,
    STUMBLER,
    WOBBLER,
    Log,
    Mood,
    Place,
    Raw,
    Runner,
    begin,
    rungs,
    write_between,
    write_session,
)

CORE = ("balance", "squat", "hinge", "step", "calf")
GAPS_DAYS = (9, 10, 16, 17, 27, 28, 29, 83, 84, 90)
SQUATS = (("single_leg_box_squat", "rom"), ("single_leg_box_squat", "reps"), ("single_leg_squat", "reps"))
ABOUT = {
    "lateral_step_down": (0, 1, 1, 1, 2, 3, 4),
    "sl_stand_eyes_open": (2_999, 3_000, 3_000, 4_500),
    "sl_calf_raise": (14, 15, 20, 24, 25, 26, 30),
    "sl_hop_distance": (120, 130, 134, 150, 150, 151),
    "sl_sit_to_stand_30s": (8, 12, 14),
    "sl_bridge": (15, 24, 30),
}
FIT = {
    "lateral_step_down": 1,
    "sl_stand_eyes_open": 3_000,
    "sl_calf_raise": 26,
    "sl_hop_distance": 150,
    "sl_sit_to_stand_30s": 14,
    "sl_bridge": 24,
}
DRILLS = (
    "uphill_strides",
    "uphill_strides",
    "hill_repeats",
    "race_pace_drill",
    "controlled_treadmill_sprint",
)
GEAR = (
    "support",
    "step",
    "box",
    "bench",
    "wall",
    "mat",
    "dumbbell",
    "kettlebell",
    "band",
    "hill",
    "treadmill",
)
ANSWERS = ("pregnant_or_recent_birth", "surgery_12_months", "bone_stress_injury_12_months", "heart")


def through_doors(rng: random.Random, start: int, catalog: Catalog) -> tuple[list[Raw], int, int]:
    """The log, its first day and its last."""
    log = Log(rng)
    mood: Mood = rng.choices((CLIMBER, WOBBLER, STUMBLER), (8, 1, 2))[0]
    plan = _write_beginning(log, start)
    who = Runner(log, mood, plan, rng.choice((-300, 0, 0, 60)), {}, catalog)
    jumps = [ladder.id for ladder in catalog.ladders if ladder.priority == "plyo"]
    others = [ladder.id for ladder in catalog.ladders if rungs(ladder.id, catalog)]
    for ladder in dict.fromkeys((*CORE, *rng.sample(others, 3))):
        begin(who, ladder, start)
    exercise, stage = rng.choice(SQUATS)
    who.places["squat"] = Place(exercise, stage, 0, 0)
    fit = rng.random() < 0.7
    day, weeks = start, rng.choice((2, 5, 9, 13, 17, 22))
    while day < start + 7 * weeks:
        if day >= start + 47 and rng.random() < 0.9:
            for ladder in jumps:
                if ladder not in who.places:
                    begin(who, ladder, day)
        wanted = [one for one in who.places if one in CORE or rng.random() < 0.7]
        phase = min(4, 1 + (day - start) // rng.choice((28, 28, 40)))
        if rng.random() < 0.95:
            write_session(who, day, wanted, f"phase_{phase}_{rng.choice('AB')}")
        if day >= start + 84 and rng.random() < 0.5:
            _write_drill(who, day + 1)
        if rng.random() < 0.3:
            _write_tests(who, day, fit)
        if rng.random() < (0.25 if 40 <= day - start <= 80 else 0.02):
            _write_hops(who, day)
        write_between(who, day)
        day += rng.choice(GAPS_DAYS) if rng.random() < 0.03 else rng.choice((2, 3, 3, 4))
    return log.entries, start, day


def _write_beginning(log: Log, start: int) -> str:
    rng = log.rng
    experience = rng.choice(("beginner", "seasoned"))
    settings: Raw = {
        "experience": experience,
        "strength_weekdays": rng.choice(([2, 5], [1, 3, 5], [2, 4, 5, 6], [])),
        "sex": rng.choice(("f", "m", "unspecified")),
        "birth_year": rng.choice((1940, 1958, 1971, 1986, 1991, 2006)),
        "run_week": [
            {"weekday": 2, "type": "hard", "at": "07:00"},
            {"weekday": rng.choice((4, 5)), "type": "easy", "at": "18:00"},
            {"weekday": 7, "type": "long", "at": "08:30"},
        ],
        "races": [{"on": local_date(start + rng.randrange(160)), "at": "10:00"} for _ in range(2)],
        "time_off": [
            {"from": local_date(start + from_day), "to": local_date(start + to_day), "why": "holiday"}
            for from_day, to_day in rng.sample(((60, 66), (8, 14), (10, 30), (-5, 2)), rng.randint(1, 3))
        ],
        "equipment": [one for one in GEAR if rng.random() < 0.85],
    }
    for key, value in settings.items():
        if rng.random() < 0.7:
            log.write("setting_changed", {"key": key, "value": value}, f"setting:{key}")
    if rng.random() < 0.4:
        answers = {one: rng.random() < 0.2 for one in ANSWERS}
        cleared = rng.random() < 0.9
        log.write(
            "screening_answered", {"answered_on": local_date(start), "answers": answers, "cleared": cleared}
        )
    body = {"program": "base", "started_on": local_date(start), "experience": experience}
    return log.write("plan_started", body)


def _write_tests(who: Runner, day: int, fit: bool) -> None:
    """The tests of the doors, each leg about what they ask, or just enough."""
    rng = who.rng
    for test, about in ABOUT.items():
        if rng.random() < 0.4:
            continue
        for side in ("left", "right"):
            body = {
                "test": test,
                "side": side,
                "performed_on": local_date(day),
                "performed_at": day * MS_PER_DAY + 9 * HOUR_MS,
                "trials": [
                    FIT[test] if fit and rng.random() < 0.97 else rng.choice(about)
                    for _ in range(rng.choice((1, 1, 3)))
                ],
                "pain": rng.choice((0, 0, 0, 3)),
                "note": None,
            }
            who.log.write("test_measured", body, at_ms=day * MS_PER_DAY)


def _write_drill(who: Runner, day: int) -> None:
    """A running drill of any kind, alone or with a set that hurt."""
    rng = who.rng
    at_ms = day * MS_PER_DAY + 7 * HOUR_MS
    told = {**_hop_session(day, at_ms, who), "template": "run_drill"}
    session = who.log.write("session_started", told, at_ms=at_ms)
    body = {
        "session": session,
        "ladder": "run_integration",
        "exercise": rng.choice(DRILLS),
        "stage": "contacts",
        "microstep": 0,
        "side": "both",
        "set_no": 1,
        "reps": rng.choice((2, 4, 6, 7, 8)),
        "seconds": None,
        "load_g": 0,
        "tempo": None,
        "checks": {"neutral_pelvis": 2, "smooth_breath": 2},
        "rir": None,
        "pain": rng.choices((0, 3, 6), (12, 2, 1))[0],
        "stopped": "done",
        "performed_at": at_ms + 1,
        "note": None,
    }
    who.log.write("set_logged", body, at_ms=at_ms)


def _write_hops(who: Runner, day: int) -> None:
    """A hop tolerance session that passes more often than not."""
    rng = who.rng
    at_ms = day * MS_PER_DAY + 10 * HOUR_MS
    session = who.log.write("session_started", _hop_session(day, at_ms, who), at_ms=at_ms)
    sets = [
        ("pogo_two_leg", "both"),
        ("pogo_two_leg", "both"),
        ("controlled_single_leg_hops", "left"),
        ("controlled_single_leg_hops", "right"),
    ]
    for number, (exercise, side) in enumerate(sets, 1):
        if rng.random() < 0.98:
            told = {"session": session, "side": side, "set_no": number, "performed_at": at_ms + number}
            who.log.write("set_logged", {**told, **_hops(rng, exercise)}, at_ms=at_ms)
    if rng.random() < 0.95:
        body = {
            "session": session,
            "checked_on": local_date(day + 1),
            "pain_change": rng.choice((0, 0, 0, 0, -1, 1)),
            "soreness": "none",
        }
        who.log.write("morning_checked", body, at_ms=at_ms)


def _hop_session(day: int, at_ms: int, who: Runner) -> Raw:
    return {
        "plan": who.plan,
        "template": "hop_tolerance",
        "performed_on": local_date(day),
        "started_at": at_ms,
        "utc_offset_min": who.offset_min,
        "deload": False,
        "sleep": None,
        "energy": None,
        "prescribed": [],
    }


def _hops(rng: random.Random, exercise: str) -> dict[str, Any]:
    clean = {"knee_alignment": 2, "neutral_pelvis": 2, "smooth_breath": 2}
    return {
        "ladder": "hops",
        "exercise": exercise,
        "stage": "contacts",
        "microstep": 0,
        "reps": 10 if rng.random() < 0.97 else 9,
        "seconds": None,
        "load_g": 0,
        "tempo": None,
        "checks": {**clean, "quiet_landing": 2 if rng.random() < 0.97 else 1},
        "rir": None,
        "pain": rng.choices((0, 2, 3), (20, 2, 1))[0],
        "stopped": "done",
        "note": None,
    }
