"""The shorthand of `tests/vectors/gate.json`, written out as a log.

Day 0 is Monday 2026-01-05. A set is `[reps or seconds, rir, {k, p, b, q}, pain, stopped?]`: k knee_alignment,
p neutral_pelvis, b smooth_breath, q quiet_landing. `L`, `R` and `B` are the sets of a leg, or of both
together; legs alternate, left first. The TypeScript tests read the same shorthand.
"""

from typing import Any

from evenstride.training.catalog import Catalog
from evenstride.training.entries import Entry, Refusal, judge
from evenstride.training.units import MS_PER_DAY, day_number, local_date

DAY_0 = day_number("2026-01-05")
ITEM_OF = {"k": "knee_alignment", "p": "neutral_pelvis", "b": "smooth_breath", "q": "quiet_landing"}
SIDE_OF = {"L": "left", "R": "right", "B": "both"}
DEFAULT_PLAN_DAY = -35
"""Week 6 on day 0. With the prelude phase 2 is open, and no lighter week comes for two weeks."""

PRELUDE_DAYS = (-34, -31, -27, -24, -20, -17, -13, -10)
PRELUDE_EXERCISES = (
    "assisted_squat",
    "hip_hinge_drill",
    "low_step_down",
    "calf_raise_two_leg",
    "single_leg_stand",
)
"""What opens the door of phase 2 without moving any ladder: clean, but never at the top."""

SET_MS = 120_000
MORNING_HOUR_MS = 10 * 3_600_000


class LogWriter:
    """Numbers entries in the order in which they are written."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def record(self) -> str:
        return f"00000000-0000-7000-8000-{len(self.entries) + 1:012x}"

    def write(self, kind: str, body: dict[str, Any] | None, record: str | None = None) -> str:
        """Appends an entry that must be a valid one; its record."""
        number = len(self.entries) + 1
        own = self.record()
        raw = {
            "id": own,
            "record": record or own,
            "kind": kind,
            "v": 1,
            "hlc": f"{number:012x}-0000-0000000000000001",
            "body": body,
        }
        entry = judge(raw)
        assert not isinstance(entry, Refusal), (entry, raw)
        self.entries.append(entry)
        return entry.record


def log_of(given: dict[str, Any], catalog: Catalog) -> list[Entry]:
    """The log a vector's `given` stands for."""
    log = LogWriter()
    for key, value in given.get("settings", {}).items():
        log.write("setting_changed", {"key": key, "value": value}, f"setting:{key}")
    plan = log.write(
        "plan_started",
        {
            "program": "base",
            "started_on": local_date(DAY_0 + given.get("plan_day", DEFAULT_PLAN_DAY)),
            "experience": given.get("experience", "beginner"),
        },
    )
    if "plan_day" not in given:
        _write_prelude(log, plan, catalog)
    for chosen in given.get("chosen", []):
        log.write("rung_chosen", _choice(chosen, catalog))
    for video in given.get("videos", []):
        _write_video(log, video, catalog)
    for measured in given.get("tests", []):
        _write_test(log, measured)
    for session in given.get("sessions", []):
        _write_session(log, {**given, **session}, plan, catalog)
    for flag in given.get("red_flags", []):
        log.write(
            "red_flag_changed",
            {"flag": flag["flag"], "open": flag["open"], "changed_on": local_date(DAY_0 + flag["day"])},
        )
    return log.entries


def _write_prelude(log: LogWriter, plan: str, catalog: Catalog) -> None:
    for day in PRELUDE_DAYS:
        for exercise_id in PRELUDE_EXERCISES:
            exercise = catalog.exercise_by_id[exercise_id]
            low = 15 if exercise.dose.seconds else (exercise.dose.reps or (1, 1))[0]
            one = [low, 3, {"k": 2, "p": 2, "b": 2}, 0]
            legs = {"B": [one, one]} if exercise.sides == "both" else {"L": [one, one], "R": [one, one]}
            told = {"day": day, "exercise": exercise_id, "stage": exercise.stages[0], "morning": 0, **legs}
            _write_session(log, {"template": "phase_1_A", **told}, plan, catalog)
    for test, trials in (("lateral_step_down", [1]), ("sl_stand_eyes_open", [3000])):
        _write_test(log, {"test": test, "day": PRELUDE_DAYS[-1], "L": trials, "R": trials})


def _choice(chosen: dict[str, Any], catalog: Catalog) -> dict[str, Any]:
    return {
        "ladder": catalog.exercise_by_id[chosen["exercise"]].ladder,
        "exercise": chosen["exercise"],
        "stage": chosen["stage"],
        "microstep": chosen.get("microstep", 0),
        "chosen_at": (DAY_0 + chosen["day"]) * MS_PER_DAY + chosen.get("hour", 1) * 3_600_000,
        "by": chosen.get("by", "runner"),
        "why": None,
    }


def _checks(short: dict[str, int]) -> dict[str, int]:
    return {ITEM_OF[letter]: score for letter, score in short.items()}


def _write_video(log: LogWriter, video: dict[str, Any], catalog: Catalog) -> None:
    exercise = catalog.exercise_by_id[video["exercise"]]
    sides = video.get("sides") or (["left", "right"] if exercise.sides == "per_leg" else ["both"])
    for side in sides:
        log.write(
            "video_checked",
            {
                "exercise": exercise.id,
                "side": side,
                "performed_on": local_date(DAY_0 + video["day"]),
                "checks": _checks(video.get("checks", {"k": 2, "p": 2, "b": 2, "q": 2})),
                "by": "self",
            },
        )


def _write_test(log: LogWriter, measured: dict[str, Any]) -> None:
    for side, trials in (("left", measured["L"]), ("right", measured["R"])):
        day = DAY_0 + measured["day"]
        log.write(
            "test_measured",
            {
                "test": measured["test"],
                "side": side,
                "performed_on": local_date(day),
                "performed_at": day * MS_PER_DAY + MORNING_HOUR_MS,
                "trials": trials,
                "pain": measured.get("pain", 0),
                "note": None,
            },
        )


def _write_session(log: LogWriter, told: dict[str, Any], plan: str, catalog: Catalog) -> None:
    """`told` is the case with the session's own values over it."""
    day = DAY_0 + told["day"]
    started_at = day * MS_PER_DAY + MORNING_HOUR_MS
    session = log.write(
        "session_started",
        {
            "plan": plan,
            "template": told.get("template", "phase_2_A"),
            "performed_on": local_date(day),
            "started_at": started_at,
            "utc_offset_min": 0,
            "deload": told.get("deload", False),
            "sleep": None,
            "energy": None,
            "prescribed": _prescribed(told, catalog),
        },
    )
    finished_at = _write_sets(log, told, session, started_at, catalog)
    if told.get("ended", "complete") is not None:
        log.write(
            "session_finished",
            {
                "session": session,
                "finished_at": finished_at,
                "rpe": None,
                "ended": told.get("ended", "complete"),
                "note": None,
            },
        )
    if told.get("morning") is not None:
        log.write(
            "morning_checked",
            {
                "session": session,
                "checked_on": local_date(day + 1),
                "pain_change": told["morning"],
                "soreness": told.get("soreness", "none"),
            },
        )


def _prescribed(told: dict[str, Any], catalog: Catalog) -> list[dict[str, Any]]:
    prescribed = told.get("prescribed")
    if prescribed is None:
        return []
    exercise = catalog.exercise_by_id[told.get("prescribed_exercise", told["exercise"])]
    reps, seconds = prescribed.get("reps", [None, None]), prescribed.get("seconds", [None, None])
    return [
        {
            "ladder": exercise.ladder,
            "exercise": exercise.id,
            "stage": told.get("prescribed_stage", told["stage"]),
            "microstep": told.get("microstep", 0),
            "sets": prescribed["sets"],
            "reps_low": reps[0],
            "reps_high": reps[1],
            "seconds_low": seconds[0],
            "seconds_high": seconds[1],
            "load_g": told.get("load_g", 0),
            "tempo": "3010",
            "first_side": "left" if exercise.sides == "per_leg" else "both",
        }
    ]


def _write_sets(log: LogWriter, told: dict[str, Any], session: str, started_at: int, catalog: Catalog) -> int:
    """Writes the sets; when the last one was done, in ms."""
    exercise = catalog.exercise_by_id[told["exercise"]]
    timed = exercise.dose.seconds is not None
    performed_at = started_at
    rounds = max(len(told.get(letter, [])) for letter in SIDE_OF)
    for number in range(rounds):
        for letter, side in SIDE_OF.items():
            sets = told.get(letter, [])
            if number >= len(sets):
                continue
            amount, rir, checks, pain, *stopped = sets[number]
            performed_at += SET_MS
            log.write(
                "set_logged",
                {
                    "session": session,
                    "ladder": exercise.ladder,
                    "exercise": exercise.id,
                    "stage": told["stage"],
                    "microstep": told.get("microstep", 0),
                    "side": side,
                    "set_no": number + 1,
                    "reps": None if timed else amount,
                    "seconds": amount if timed else None,
                    "load_g": told.get("load_g", 0),
                    "tempo": None,
                    "checks": _checks(checks),
                    "rir": rir,
                    "pain": pain,
                    "stopped": stopped[0] if stopped else "done",
                    "performed_at": performed_at,
                    "note": None,
                },
            )
    return performed_at
