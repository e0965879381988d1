"""The shorthand of `doors.json`, `gaps.json` and `jumps.json`, written out as weeks of training.

Day 0, a Monday, is the plan's first day. `like` names a case whose `given` holds where this one is silent.
`trained`: days of a clean session of the five core ladders, at the bottom of the range; `squat` says which
squat, `weak` on which day the left leg lost every item of an exercise, `pain` and `mornings` how it felt
(null: the morning was never answered). `kept`: clean sessions of one exercise alone, at the bottom of its
range. `jumped`: days and sets of ten two-leg hops. `hops`: sessions of hop tolerance. `drills`: running
drills, their repeats and pain. The TypeScript tests read the same shorthand.
"""

from collections.abc import Iterator
from typing import Any

from evenstride.training.catalog import Catalog, Exercise
from evenstride.training.entries import Entry
from evenstride.training.units import MS_PER_DAY, local_date
from tests.training.vector_log import DAY_0, LogWriter

HOUR_MS = 3_600_000
CORE = (
    ("single_leg_stand", "seconds"),
    ("kickstand_rdl", "reps"),
    ("step_up", "reps"),
    ("balanced_calf_raise", "reps"),
)
SQUAT = ["single_leg_box_squat", "reps", 8]
CLEAN = 2
LOST = 0


def given_of(case: dict[str, Any], cases: list[dict[str, Any]]) -> dict[str, Any]:
    """What is given, with what it is like underneath."""
    given: dict[str, Any] = case["given"]
    if "like" not in given:
        return given
    like = next(one for one in cases if one["name"] == given["like"])
    return {**given_of(like, cases), **given}


def weeks_of(given: dict[str, Any], catalog: Catalog) -> list[Entry]:
    """The log a vector's `given` stands for."""
    log = LogWriter()
    for key, value in given.get("settings", {}).items():
        log.write("setting_changed", {"key": key, "value": value}, f"setting:{key}")
    if "screening" in given:
        log.write("screening_answered", {"answered_on": local_date(DAY_0), **given["screening"]})
    plan = {"program": "base", "started_on": local_date(DAY_0), "experience": "beginner"}
    log.write("plan_started", {**plan, "experience": given.get("experience", "beginner")})
    for day in given.get("trained", []):
        _write_session(log, day, 17, "phase_1_A", _core_sets(day, given, catalog), _felt(day, given))
    for day in given.get("kept", {}).get("days", []):
        sets = _pairs(given["kept"]["exercise"], given["kept"]["stage"], None, catalog)
        load_g = given["kept"].get("load_g", 0)
        _write_session(log, day, 12, "phase_2_A", [{**one, "load_g": load_g} for one in sets], {"morning": 0})
    for day, count, felt in given.get("jumped", []):
        one = _set("pogo_two_leg", "contacts", "both", 10, catalog, felt.get("pain", 0))
        _write_session(log, day, 18, "phase_3_A", [one] * count, {"morning": 0, **felt})
    for hops in given.get("hops", []):
        _write_session(log, hops["day"], 19, "hop_tolerance", list(_hop_sets(hops, catalog)), hops)
    for day in given.get("hills", []):
        one = _set("uphill_strides", "", "both", 4, catalog, 0)
        _write_session(log, day, 20, "phase_4_A", [one], {"morning": 0})
    for day, exercise_id, reps, pain in given.get("drills", []):
        one = _set(exercise_id, "", "both", reps, catalog, pain)
        _write_session(log, day, 7, "run_drill", [one], {"morning": 0})
    for day, test, left, right in given.get("measured", []):
        _write_test(log, day, test, {"left": left, "right": right})
    for day, exercise_id, *sides in given.get("videos", []):
        _write_video(log, day, catalog.exercise_by_id[exercise_id], sides)
    for day, flag, is_open in given.get("red_flags", []):
        body = {"flag": flag, "open": is_open, "changed_on": local_date(DAY_0 + day)}
        log.write("red_flag_changed", body)
    return log.entries


def _core_sets(day: int, given: dict[str, Any], catalog: Catalog) -> list[dict[str, Any]]:
    squat, stage, amount = given.get("squat", SQUAT)
    sets = _pairs(squat, stage, amount, catalog)
    for exercise, stage in CORE:
        sets += _pairs(exercise, stage, None, catalog)
    weak = [exercise for at, exercise in given.get("weak", []) if at == day]
    for one in sets:
        if one["exercise"] in weak and one["side"] != "right":
            one["checks"] = dict.fromkeys(one["checks"], LOST)
    sets[0]["pain"] = max((pain for at, pain in given.get("pain", []) if at == day), default=0)
    return sets


def _felt(day: int, given: dict[str, Any]) -> dict[str, Any]:
    return {"morning": next((change for at, change in given.get("mornings", []) if at == day), 0)}


def _pairs(exercise_id: str, stage: str, amount: int | None, catalog: Catalog) -> list[dict[str, Any]]:
    """Two sets of each leg, at the bottom of the range where no amount is told."""
    exercise = catalog.exercise_by_id[exercise_id]
    low = (exercise.dose.reps or exercise.dose.seconds or (0, 0))[0]
    legs = ("left", "right") if exercise.sides == "per_leg" else ("both",)
    return [_set(exercise_id, stage, leg, amount or low, catalog, 0) for _ in range(2) for leg in legs]


def _hop_sets(hops: dict[str, Any], catalog: Catalog) -> Iterator[dict[str, Any]]:
    pain, landing = hops.get("pain", 0), hops.get("landing", CLEAN)
    told = [("pogo_two_leg", "both", reps) for reps in hops.get("pogo", [10, 10])]
    told += [("controlled_single_leg_hops", leg, hops.get(leg, 10)) for leg in ("left", "right")]
    for exercise, side, reps in told:
        if reps:
            one = _set(exercise, "contacts", side, reps, catalog, pain)
            one["checks"]["quiet_landing"] = landing
            yield one


def _set(exercise_id: str, stage: str, side: str, amount: int, catalog: Catalog, pain: int) -> dict[str, Any]:
    exercise = catalog.exercise_by_id[exercise_id]
    timed = exercise.dose.seconds is not None
    return {
        "ladder": exercise.ladder,
        "exercise": exercise_id,
        "stage": stage or exercise.stages[0],
        "microstep": 0,
        "side": side,
        "reps": None if timed else amount,
        "seconds": amount if timed else None,
        "load_g": 0,
        "tempo": None,
        "checks": dict.fromkeys(exercise.checklist, CLEAN),
        "rir": 3,
        "pain": pain,
        "stopped": "done",
        "note": None,
    }


def _write_session(
    log: LogWriter, day: int, hour: int, template: str, sets: list[dict[str, Any]], felt: dict[str, Any]
) -> None:
    at_ms = (DAY_0 + day) * MS_PER_DAY + hour * HOUR_MS
    session = log.write(
        "session_started",
        {
            "plan": None,
            "template": template,
            "performed_on": local_date(DAY_0 + day),
            "started_at": at_ms,
            "utc_offset_min": 0,
            "deload": False,
            "sleep": None,
            "energy": None,
            "prescribed": [],
        },
    )
    for number, one in enumerate(sets, 1):
        at = {"session": session, "set_no": number, "performed_at": at_ms + number * 60_000}
        log.write("set_logged", {**one, **at})
    end = {"session": session, "finished_at": at_ms + HOUR_MS, "rpe": None, "ended": "complete", "note": None}
    log.write("session_finished", end)
    if felt.get("morning", 0) is not None:
        body = {
            "session": session,
            "checked_on": local_date(DAY_0 + day + 1),
            "pain_change": felt.get("morning", 0),
            "soreness": felt.get("soreness", "none"),
        }
        log.write("morning_checked", body)


def _write_test(log: LogWriter, day: int, test: str, trials: dict[str, list[int]]) -> None:
    for side, of_leg in trials.items():
        body = {
            "test": test,
            "side": side,
            "performed_on": local_date(DAY_0 + day),
            "performed_at": (DAY_0 + day) * MS_PER_DAY + 8 * HOUR_MS,
            "trials": of_leg,
            "pain": 0,
            "note": None,
        }
        log.write("test_measured", body)


def _write_video(log: LogWriter, day: int, exercise: Exercise, sides: list[str]) -> None:
    legs = ["left", "right"] if exercise.sides == "per_leg" else ["both"]
    for side in sides or legs:
        body = {
            "exercise": exercise.id,
            "side": side,
            "performed_on": local_date(DAY_0 + day),
            "checks": dict.fromkeys(exercise.checklist, CLEAN),
            "by": "self",
        }
        log.write("video_checked", body)
