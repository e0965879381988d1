"""What other apps logged decides nothing: over random histories no answer changes with it."""

import random
from typing import Any

import pytest

from evenstride import training
from evenstride.catalog import load
from evenstride.explain import answers
from evenstride.training.entries import Entry
from evenstride.training.fold import IMPORTED
from evenstride.training.units import MS_PER_DAY, local_date
from tests.training.histories import entries_of, history
from tests.training.runners import Log

CATALOG = load()
SEEDS = range(60)


def import_into(log: Log, on: int) -> None:
    """Sessions of another app up to the day asked: flawless, painful, heavy, of jumps, of every ladder."""
    rng = log.rng
    for _ in range(rng.randrange(1, 12)):
        day = on - rng.choice((0, 0, 1, 1, 2, 3, 5, 9, 20, 60, 200))
        started_at = day * MS_PER_DAY + rng.randrange(MS_PER_DAY)
        session = log.write(
            "session_started",
            {
                "plan": None, "template": IMPORTED, "performed_on": local_date(day), "started_at": started_at,
                "utc_offset_min": rng.choice((-600, 0, 60)), "deload": False, "sleep": None, "energy": None,
                "prescribed": [],
            },
        )  # fmt: skip
        for n in range(rng.randrange(8)):
            log.write("set_logged", _a_set(rng, session, n, started_at))
        if rng.random() < 0.9:
            body = {
                "session": session, "finished_at": started_at + 60, "rpe": rng.choice((None, 1, 10)),
                "ended": "complete", "note": None,
            }  # fmt: skip
            log.write("session_finished", body)
        if rng.random() < 0.3:
            body = {
                "session": session, "checked_on": local_date(day + 1), "pain_change": 5, "soreness": "lasted",
            }  # fmt: skip
            log.write("morning_checked", body)


def _a_set(rng: random.Random, session: str, n: int, started_at: int) -> dict[str, Any]:
    exercise = rng.choice([one for one in CATALOG.exercises if one.stages])
    timed = exercise.dose.reps is None
    legs = ("left", "right", "both") if exercise.sides == "per_leg" else ("both",)
    return {
        "session": session, "ladder": exercise.ladder, "exercise": exercise.id,
        "stage": rng.choice(exercise.stages), "microstep": 0, "side": rng.choice(legs), "set_no": n + 1,
        "reps": None if timed else rng.randrange(40), "seconds": rng.randrange(90) if timed else None,
        "load_g": rng.choice((None, 0, 40_000)), "tempo": None,
        "checks": dict.fromkeys(exercise.checklist, rng.choice((0, 2))) if rng.random() < 0.5 else {},
        "rir": rng.choice((None, 0, 4)), "pain": rng.choice((0, 0, 9)), "stopped": "done",
        "performed_at": started_at + n, "note": None,
    }  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_what_other_apps_logged_changes_no_answer(seed: int) -> None:
    asked = history(seed, CATALOG)
    log = Log(random.Random(f"imported {seed}"))
    import_into(log, asked.on)
    mine = entries_of(asked.entries)
    theirs = entries_of(log.entries)
    assert len(theirs) == len(log.entries)
    everything = [*mine, *theirs]
    log.rng.shuffle(everything)
    with_them, without = answered(everything, asked.on), answered(mine, asked.on)
    shown = [one for one in with_them.pop("sessions") if one["template"] == IMPORTED]
    assert with_them == {name: answer for name, answer in without.items() if name != "sessions"}
    assert all(ladder["verdict"] is None for one in shown for ladder in one["ladders"])


def answered(entries: list[Entry], on: int) -> dict[str, Any]:
    replayed = training.fold(entries, CATALOG, on)
    far = training.sessions(replayed, CATALOG, 0, on)
    own = [one for one in far if one["template"] != IMPORTED]
    kept = {
        "own": own, "phase": replayed.phase, "tracks": replayed.tracks, "rulings": replayed.rulings,
    }  # fmt: skip
    return {**answers(entries, CATALOG, on), **kept, "sessions": far}


def test_the_sessions_of_other_apps_are_there_to_look_back_at() -> None:
    log = Log(random.Random(1))
    import_into(log, 20_500)
    sessions = answered(entries_of(log.entries), 20_500)["sessions"]
    assert {one["template"] for one in sessions} == {IMPORTED}
    sets = [logged for one in sessions for ladder in one["ladders"] for logged in ladder["sets"]]
    assert len(sets) > 5
    assert {logged["set_class"] for logged in sets} == {None}
