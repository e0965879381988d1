"""Logs for the laws: realistic histories, what both twins answer to them, and small changes to them.

A log is drawn as the seed of a history, so a failure names the seed and `histories.history` shows it again.
"""

import json
import os
import random
from collections.abc import Iterable
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from evenstride import training
from evenstride.catalog import load
from evenstride.training.answers import Leg
from evenstride.training.catalog import Exercise
from evenstride.training.entries import Entry, judge
from evenstride.training.evidence import LEGS
from evenstride.training.fold import DAY_FIELD, LATEST_ZONE_MIN, TrainingState
from evenstride.training.replay import Replayed
from evenstride.training.route import Position, is_timed, microstep_max, set_range, smallest_step_g
from evenstride.training.units import MS_PER_DAY, day_number, local_date
from tests.training.histories import FIRST_DAY, entries_of, history
from tests.training.through_doors import through_doors

CATALOG = load()
THOROUGH = int(os.environ.get("EVENSTRIDE_LAWS", "1"))
"""`EVENSTRIDE_LAWS=50` asks every law so many times the usual number of logs."""
CLEAN_RESERVE = 3
LAST_STAMP = "ffffffffff"
"""The first ten digits of a stamp later than any that a history writes."""
FAR_PAST, FAR_FUTURE = "0001-01-01", "9999-12-31"


class Told:
    """A log, the day asked, and the seed that tells the history again. No data class: it prints short."""

    def __init__(self, seed: int, on: int, entries: Iterable[Entry]) -> None:
        self.seed, self.on, self.entries = seed, on, list(entries)

    def __repr__(self) -> str:
        return f"told({self.seed}) with {len(self.entries)} entries, asked on {local_date(self.on)}"

    def asked_on(self, day: int) -> "Told":
        return Told(self.seed, day, self.entries)

    def with_entries(self, entries: Iterable[Entry]) -> "Told":
        return Told(self.seed, self.on, entries)


def told(seed: int) -> Told:
    """The history of a seed; every fifth comes through the doors, which is slow but meets jumps."""
    if seed % 5 == 4:
        rng = random.Random(seed)
        raws, start, end = through_doors(rng, FIRST_DAY, CATALOG)
        return Told(seed, rng.choice((rng.randint(start, end), end, end)), entries_of(raws))
    one = history(seed, CATALOG)
    return Told(seed, one.on, entries_of(one.entries))


SEEDS = st.integers(0, 10**9)
LOGS = SEEDS.map(told)
DOOR_LOGS = SEEDS.map(lambda seed: told(seed * 5 + 4))
"""Histories of runners who come to the doors."""


def of_logs(examples: int, *, shrink: bool = True) -> settings:
    """So many examples, each of which may take its time."""
    phases = [phase for phase in Phase if shrink or phase not in (Phase.shrink, Phase.explain)]
    return settings(
        max_examples=examples * THOROUGH,
        deadline=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )


def folded(one: Told) -> Replayed:
    return training.fold(one.entries, CATALOG, one.on)


def everything(one: Told) -> str:
    """All that can be asked of a log, as text; and what could not be used."""
    replayed = folded(one)
    answers = {
        "progress": training.progress(replayed, CATALOG),
        "symmetry": training.symmetry(replayed, CATALOG),
        "today": training.today(replayed, CATALOG),
        "plan": training.plan(replayed, CATALOG, one.on - 7, one.on + 27),
        "sessions": training.sessions(replayed, CATALOG, day_number(FAR_PAST), day_number(FAR_FUTURE)),
        "settings": replayed.state.settings,
        "left_out": replayed.state.left_out,
        "choices": [choice.record for choice in replayed.state.choices],
        "runs": replayed.state.runs,
        "moves": replayed.state.moves,
    }
    return json.dumps(answers, sort_keys=True)


def rewritten(entry: Entry, body: dict[str, Any] | None, number: int) -> Entry:
    """A later version of an entry's record; it must be a valid one."""
    raw = {
        "id": f"ffffffff-ffff-4fff-8fff-{number:012x}",
        "record": entry.record,
        "kind": entry.kind,
        "v": 1,
        "hlc": f"{LAST_STAMP}{number:02x}-0000-ffffffffffffffff",
        "body": body,
    }
    judged = judge(raw)
    assert isinstance(judged, Entry), (judged, raw)
    return judged


def is_dated_after(entry: Entry, day: int) -> bool:
    field = DAY_FIELD.get(entry.kind)
    return field is not None and entry.body is not None and day_number(entry.body[field]) > day


def place_rank(at: Position) -> tuple[int, int, int, int]:
    """How far up a ladder a place is: rung, stage, load, micro-step."""
    exercise = CATALOG.exercise_by_id[at.exercise]
    return exercise.rung, exercise.stages.index(at.stage), at.load_g, at.microstep


def clean_session(replayed: Replayed, ladder: str, number: int = 1) -> list[Entry]:
    """A finished session of one ladder at the place shown, after all that was logged up to the day asked.

    Clean: every set on every leg, at the top of the range (in `load` four reps past it), all items 2,
    no pain, three reps in reserve.
    """
    state = replayed.state
    at = replayed.tracks[ladder].position
    exercise = CATALOG.exercise_by_id[at.exercise]
    instants = [state.on * MS_PER_DAY, *(one.body["chosen_at"] for one in state.choices)]
    for session in state.sessions:
        instants.append(session.body["started_at"])
        instants += [one.body["performed_at"] for sets in session.sets.values() for one in sets]
    started_at = max(instants) + 1
    start = _entry(
        number,
        "session_started",
        {
            "plan": None,
            "template": f"phase_{replayed.phase}_A",
            "performed_on": local_date(state.on),
            "started_at": started_at,
            "utc_offset_min": _offset_min(state),
            "deload": False,
            "sleep": None,
            "energy": None,
            "prescribed": [],
        },
    )
    entries = [start]
    for set_no in range(1, exercise.dose.sets[0] + 1):
        for leg in LEGS[exercise.sides]:
            number += 1
            body = {"session": start.record, "side": leg, "set_no": set_no, "performed_at": started_at}
            entries.append(_entry(number, "set_logged", {**body, **_clean_set(exercise, at, replayed)}))
    body = {"session": start.record, "finished_at": started_at, "rpe": None, "ended": "complete"}
    entries.append(_entry(number + 1, "session_finished", {**body, "note": None}))
    return entries


def _offset_min(state: TrainingState) -> int:
    """The runner's clock as it was, so that no choice falls on another day."""
    latest = max(state.sessions, key=lambda one: (one.body["started_at"], one.record), default=None)
    return LATEST_ZONE_MIN if latest is None else latest.body["utc_offset_min"]


def _clean_set(exercise: Exercise, at: Position, replayed: Replayed) -> dict[str, Any]:
    low, high = set_range(exercise)
    timed = is_timed(exercise)
    amount = high + (4 if at.stage == "load" else 0)
    return {
        "ladder": exercise.ladder,
        "exercise": exercise.id,
        "stage": at.stage,
        "microstep": microstep_max(exercise, at.stage, low, high, CATALOG),
        "reps": None if timed else amount,
        "seconds": amount if timed else None,
        "load_g": max(at.load_g, smallest_step_g(replayed.state)) if at.stage == "load" else at.load_g,
        "tempo": None,
        "checks": dict.fromkeys(exercise.checklist, 2),
        "rir": CLEAN_RESERVE,
        "pain": 0,
        "stopped": "done",
        "note": None,
    }


def _entry(number: int, kind: str, body: dict[str, Any]) -> Entry:
    own = f"eeeeeeee-eeee-4eee-8eee-{number:012x}"
    stamp = f"{LAST_STAMP}{number:02x}-0000-eeeeeeeeeeeeeeee"
    judged = judge({"id": own, "record": own, "kind": kind, "v": 1, "hlc": stamp, "body": body})
    assert isinstance(judged, Entry), (judged, body)
    return judged


def legs_of(exercise: Exercise) -> tuple[Leg, ...]:
    return LEGS[exercise.sides]
