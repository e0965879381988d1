"""Five years of one runner's training: 26 000 entries, the same ones for the same seed and last day.

Three single-leg sessions and a two-leg one a week from the catalogue's own templates, four runs, morning
answers, a deload every fourth week, holidays, missed days, a slow climb up every ladder, and set after set
with the checks a real runner gives. It is a log to measure with, not an example of good training.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from random import Random
from typing import Any

from evenstride.training.catalog import Catalog, Exercise, Template
from evenstride.training.units import MS_PER_DAY, day_number, local_date, weekday

ENTRIES = 26_000
SEED = 5
FIRST_MONDAY = 4  # 5 January 1970
DEVICE = "5eed5eed5eed5eed"

HOUR_MS = 3_600_000
SET_MS = 75_000
RUNS = {1: ("easy", 7), 3: ("hard", 6), 5: ("easy", 7), 7: ("long", 9)}
"""Weekday → type and hour of the start."""
LETTERS = {1: "AB", 3: "BA", 5: "AB"}
"""Weekday → letter of the single-leg session in even and in odd weeks."""
TWO_LEG_WEEKDAY = 4
HOLIDAY_WEEKS = (30, 31)
MISSED_PCT = 6
WEEKS_PER_STAGE = 6
LAST_PHASE_WEEKS = ((4, 1), (7, 2), (12, 3))
"""Last week of the plan → its phase by the calendar; the fourth has no end."""

Json = dict[str, Any]


def five_years(catalog: Catalog, last_day: date, seed: int = SEED) -> list[Json]:
    """The entries, oldest first; the newest is at most six days older than `last_day`."""
    rehearsal = list(islice(Diary(catalog, FIRST_MONDAY, seed).entries(), ENTRIES))
    span_days = int(rehearsal[-1]["hlc"][:12], 16) // MS_PER_DAY - FIRST_MONDAY
    latest_start = day_number(last_day.isoformat()) - span_days
    return list(islice(Diary(catalog, latest_start - (weekday(latest_start) - 1), seed).entries(), ENTRIES))


class Diary:
    """Writes entries day after day, for as long as it is asked."""

    def __init__(self, catalog: Catalog, first_monday: int, seed: int) -> None:
        self._catalog = catalog
        self._first_day = first_monday
        self._random = Random(seed)
        self._now_ms = first_monday * MS_PER_DAY
        self._plan = self._uuid()
        self._routes = {
            ladder.id: [
                (catalog.exercise_by_id[rung], stage)
                for rung in ladder.rungs
                for stage in catalog.exercise_by_id[rung].stages
            ]
            for ladder in catalog.ladders
        }
        self._unanswered: str | None = None

    def entries(self) -> Iterator[Json]:
        yield from self._beginning()
        day = self._first_day
        while True:
            yield from self._day(day)
            day += 1

    def _beginning(self) -> Iterator[Json]:
        first = local_date(self._first_day)
        settings: Json = {
            "experience": "seasoned",
            "strength_weekdays": [*LETTERS, TWO_LEG_WEEKDAY],
            "run_week": [
                {"weekday": on, "type": kind, "at": f"{hour:02}:00"} for on, (kind, hour) in RUNS.items()
            ],
            "equipment": [equipment.id for equipment in self._catalog.equipment],
            "smallest_load_step_g": 2_000,
            "units": "kg",
        }
        for key, value in settings.items():
            yield self._entry("setting_changed", {"key": key, "value": value}, record=f"setting:{key}")
        answers = {question.id: False for question in self._catalog.safety.questions}
        yield self._entry("screening_answered", {"answered_on": first, "answers": answers, "cleared": True})
        plan = {"program": self._catalog.program.id, "started_on": first, "experience": "seasoned"}
        yield self._entry("plan_started", plan, record=self._plan)

    def _day(self, day: int) -> Iterator[Json]:
        week, on = (day - self._first_day) // 7, weekday(day)
        self._now_ms = day * MS_PER_DAY + 6 * HOUR_MS
        if self._unanswered:
            yield self._morning(day, self._unanswered)
            self._unanswered = None
        if week % 52 in HOLIDAY_WEEKS or self._random.randrange(100) < MISSED_PCT:
            return
        if on in RUNS:
            yield self._run(day, *RUNS[on])
        self._now_ms = day * MS_PER_DAY + 18 * HOUR_MS
        if on in LETTERS:
            phase = next((phase for last, phase in LAST_PHASE_WEEKS if week < last), 4)
            yield from self._session(day, week, f"phase_{phase}_{LETTERS[on][week % 2]}")
        elif on == TWO_LEG_WEEKDAY and week >= LAST_PHASE_WEEKS[0][0]:
            yield from self._session(day, week, "bilateral")

    def _morning(self, day: int, session: str) -> Json:
        worse = self._random.randrange(100) < 4
        body = {
            "session": session,
            "checked_on": local_date(day),
            "pain_change": 1 if worse else 0,
            "soreness": "muscle_only" if worse else "none",
        }
        return self._entry("morning_checked", body)

    def _run(self, day: int, kind: str, hour: int) -> Json:
        self._now_ms = day * MS_PER_DAY + hour * HOUR_MS
        minutes = {"easy": 40, "hard": 50, "long": 90}[kind] + self._random.randrange(-8, 9)
        body = {
            "performed_on": local_date(day),
            "started_at": self._now_ms,
            "type": kind,
            "duration_s": 60 * minutes,
            "distance_m": 180 * minutes,
        }
        return self._entry("run_logged", body)

    def _session(self, day: int, week: int, template_id: str) -> Iterator[Json]:
        template = self._catalog.template_by_id[template_id]
        session = self._uuid()
        deload = week % 4 == 3
        doses = [self._dose(ladder, week, template, deload) for ladder in template.slots]
        started: Json = {
            "plan": self._plan,
            "template": template.id,
            "performed_on": local_date(day),
            "started_at": self._now_ms,
            "utc_offset_min": 0,
            "deload": deload,
            "sleep": "ok",
            "energy": "ok",
            "prescribed": doses,
        }
        yield self._entry("session_started", started, record=session)
        for dose in doses:
            yield from self._sets(session, dose)
        ended = {"session": session, "finished_at": self._now_ms, "ended": "complete", "note": None}
        yield self._entry("session_finished", ended | {"rpe": self._random.choice((5, 6, 6, 7, 7, 8))})
        self._unanswered = session if self._random.randrange(100) < 80 else None

    def _dose(self, ladder: str, week: int, template: Template, deload: bool) -> Json:
        """One line of the prescription, as far up the ladder as so many weeks carry."""
        route = self._routes[ladder]
        exercise, stage = route[min(week // WEEKS_PER_STAGE, len(route) - 1)]
        core = self._catalog.ladder_by_id[ladder].priority == "core"
        sets = template.sets if core else template.other_sets or template.sets
        reps, seconds = exercise.dose.reps, exercise.dose.seconds if exercise.dose.reps is None else None
        return {
            "ladder": ladder,
            "exercise": exercise.id,
            "stage": stage,
            "microstep": self._microstep(exercise, stage, week),
            "sets": max(1, (6 * sets + 5) // 10) if deload else sets,
            "reps_low": reps[0] if reps else None,
            "reps_high": reps[1] if reps else None,
            "seconds_low": seconds[0] if seconds else None,
            "seconds_high": seconds[1] if seconds else None,
            "load_g": 2_000 * (1 + week // 8) if stage == "load" else 0,
            "tempo": exercise.dose.tempo,
            "first_side": "left" if exercise.sides == "per_leg" else "both",
        }

    def _microstep(self, exercise: Exercise, stage: str, week: int) -> int:
        return min(week % WEEKS_PER_STAGE // 2, len(exercise.microsteps.get(stage, "abc")) - 1)

    def _sets(self, session: str, dose: Json) -> Iterator[Json]:
        sides = ("left", "right") if dose["first_side"] == "left" else ("both",)
        for set_no in range(1, dose["sets"] + 1):
            for side in sides:
                self._now_ms += SET_MS + self._random.randrange(20_000)
                yield self._set(session, dose, set_no, side)

    def _set(self, session: str, dose: Json, set_no: int, side: str) -> Json:
        exercise = self._catalog.exercise_by_id[dose["exercise"]]
        fault_pct = 9 if side == "right" else 5
        shared = {key: dose[key] for key in ("ladder", "exercise", "stage", "microstep", "load_g", "tempo")}
        body = shared | {
            "session": session,
            "side": side,
            "set_no": set_no,
            "reps": dose["reps_high"],
            "seconds": dose["seconds_high"],
            "checks": {
                item: 2 if self._random.randrange(100) >= fault_pct else self._random.choice((1, 1, 1, 0))
                for item in exercise.checklist
            },
            "rir": self._random.choice((1, 2, 2, 3)) if set_no == dose["sets"] else None,
            "pain": self._random.choice((0,) * 18 + (1, 2)),
            "stopped": "done",
            "performed_at": self._now_ms,
            "note": None,
        }
        return self._entry("set_logged", body)

    def _entry(self, kind: str, body: Json, record: str | None = None) -> Json:
        self._now_ms += 1
        return {
            "id": self._uuid(),
            "record": record or self._uuid(),
            "kind": kind,
            "v": 1,
            "hlc": f"{self._now_ms:012x}-0000-{DEVICE}",
            "body": body,
        }

    def _uuid(self) -> str:
        """A version 7 UUID of this diary's own moment and chance."""
        tail = self._random.getrandbits(74)
        text = f"{self._now_ms:012x}7{tail >> 62:03x}{8 | tail >> 60 & 3:x}{tail & (1 << 60) - 1:015x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
