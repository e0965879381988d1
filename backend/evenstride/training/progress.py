"""What the log has come to: where each ladder stands and every session with its verdicts."""

from evenstride.training.answers import (
    GateProgress,
    LadderProgress,
    Progress,
    Session,
    SessionLadder,
    SessionSet,
    Verdict,
)
from evenstride.training.catalog import Catalog
from evenstride.training.doors import GATES, missing
from evenstride.training.fold import IMPORTED, LoggedSet, TrainingState
from evenstride.training.fold import Session as FoldedSession
from evenstride.training.gate import Ruling, Track, because_of
from evenstride.training.phases import plan_week
from evenstride.training.quality import set_class
from evenstride.training.replay import Replayed
from evenstride.training.units import local_date
from evenstride.training.words import reason, red_flag_reason


def progress(replayed: Replayed, catalog: Catalog) -> Progress:
    """Phase, doors and ladders on the day asked; empty lists before a plan is started."""
    state = replayed.state
    if state.plan is None:
        return {"phase": replayed.phase, "week": 0, "gates": [], "ladders": []}
    return {
        "phase": replayed.phase,
        "week": plan_week(state.plan, state.on),
        "gates": _gates(replayed, catalog),
        "ladders": [_ladder(track, state, catalog) for track in replayed.tracks.values()],
    }


def _gates(replayed: Replayed, catalog: Catalog) -> list[GateProgress]:
    """Every door in order; a closed one names what it still asks for."""
    doors, state = replayed.doors, replayed.state
    gates: list[GateProgress] = []
    for gate in GATES:
        opened = gate in doors.opened_on
        failed = [] if opened else list(missing(gate, doors, state, catalog, state.on))
        gates.append({"id": gate, "open": opened, "failed": failed})
    return gates


def _ladder(track: Track, state: TrainingState, catalog: Catalog) -> LadderProgress:
    at = track.position
    exercise = catalog.exercise_by_id[at.exercise]
    return {
        "ladder": track.ladder,
        "exercise": at.exercise,
        "stage": at.stage,
        "microstep": at.microstep,
        "phase_min": max(exercise.phase_min, catalog.stage_by_id[at.stage].phase_min),
        "streak": track.streak,
        "verdict": _closed(track, state, catalog) or _verdict(track.ruling, state, catalog),
    }


def closed_by(state: TrainingState) -> list[str]:
    """Ids of the entries that close the plan: open red flags, or a screening not cleared."""
    flags = [entry_id for entry_id, _flag in state.red_flags]
    if state.screening is not None and not state.screening[1]["cleared"]:
        flags.append(state.screening[0])
    return flags


def _closed(track: Track, state: TrainingState, catalog: Catalog) -> Verdict | None:
    because = closed_by(state)
    if not because:
        return None
    return {
        "decision": "stop",
        "code": "STOP_RED_FLAG",
        "leg": None,
        "item": None,
        "exercise": track.position.exercise,
        "stage": track.position.stage,
        "reason": red_flag_reason(catalog),
        "because": because,
    }


def _verdict(ruling: Ruling | None, state: TrainingState, catalog: Catalog) -> Verdict | None:
    if ruling is None:
        return None
    return {
        "decision": ruling.decision,
        "code": ruling.code,
        "leg": ruling.leg,
        "item": ruling.item,
        "exercise": ruling.position.exercise,
        "stage": ruling.position.stage,
        "reason": reason(ruling, state, catalog),
        "because": because_of(ruling),
    }


def sessions(replayed: Replayed, catalog: Catalog, first: int, last: int) -> list[Session]:
    """Sessions performed on the days first to last, in training order, those of other apps among them."""
    return [_session(one, replayed, catalog) for one in _every(replayed.state) if first <= one.day <= last]


def session(replayed: Replayed, catalog: Catalog, record: str) -> Session | None:
    """One session by its record; None when the log has none."""
    return next(
        (_session(one, replayed, catalog) for one in _every(replayed.state) if one.record == record), None
    )


def _every(state: TrainingState) -> list[FoldedSession]:
    if not state.imported:
        return state.sessions
    return sorted(
        [*state.sessions, *state.imported], key=lambda one: (one.day, one.body["started_at"], one.record)
    )


def _session(one: FoldedSession, replayed: Replayed, catalog: Catalog) -> Session:
    return {
        "session": one.record,
        "template": one.body["template"],
        "performed_on": local_date(one.day),
        "started_at": one.body["started_at"],
        "finished_at": one.finished["finished_at"] if one.finished else None,
        "ended": one.finished["ended"] if one.finished else None,
        "deload": one.body["deload"],
        "pain_change": one.morning["pain_change"] if one.morning else None,
        "ladders": [
            _session_ladder(one, ladder.id, replayed, catalog)
            for ladder in catalog.ladders
            if ladder.id in one.sets
        ],
    }


def _session_ladder(one: FoldedSession, ladder: str, replayed: Replayed, catalog: Catalog) -> SessionLadder:
    return {
        "ladder": ladder,
        "sets": [_set(logged, catalog, one.body["template"] == IMPORTED) for logged in one.sets[ladder]],
        "verdict": _verdict(replayed.rulings.get((one.record, ladder)), replayed.state, catalog),
    }


def _set(logged: LoggedSet, catalog: Catalog, is_imported: bool) -> SessionSet:
    body = logged.body
    exercise = catalog.exercise_by_id[body["exercise"]]
    return {
        "id": logged.id,
        "record": logged.record,
        "exercise": body["exercise"],
        "stage": body["stage"],
        "microstep": body["microstep"],
        "side": body["side"],
        "set_no": body["set_no"],
        "reps": body["reps"],
        "seconds": body["seconds"],
        "load_g": body["load_g"] or 0,
        "checks": {item: score for item, score in body["checks"].items() if item in exercise.checklist},  # type: ignore[misc] # extra fields a newer client wrote are not scores
        "rir": body["rir"],
        "pain": body["pain"],
        "stopped": body["stopped"],
        "performed_at": body["performed_at"],
        "set_class": None if is_imported else set_class(exercise, body["checks"], catalog.rules.quality),
    }
