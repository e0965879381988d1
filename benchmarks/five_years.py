"""Five years of one runner's training: 26 000 entries, the same ones for the same seed and last day.

Three single-leg sessions and a two-leg one a week from the catalogue's own templates, four runs, morning
answers, tests and films in every fourth, lighter week, holidays, a broken foot, races, moved and missed days,
corrected and withdrawn sets, a slow climb up every ladder, and set after set with the checks a real runner
gives. The runner comes through every door of the plan, and after the foot through the last two again. It is
a log to measure with, not an example of good training.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from random import Random
from typing import Any

from evenstride.training.catalog import Catalog, Exercise, Ladder, Template
from evenstride.training.route import is_timed, microstep_max, set_range, target
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
HOP_WEEKDAY = 6
HOLIDAY_WEEKS = (30, 31)
"""Of every year."""
FOOT_WEEKS = range(140, 145)
"""Long enough to close the door to jumps."""
RACE_WEEKS = (20, 44)
MISSED_PCT = 6
MOVED_PCT = 2
CORRECTED_PCT = 2
WITHDRAWN_PCT = 1
WEEKS_PER_STAGE = 6
START = {"squat": "single_leg_box_squat", "hinge": "kickstand_rdl", "step": "step_up"}
"""Ladder → the rung a placement found; the others begin at the bottom."""
PHASES = ((4, 1), (12, 2), (20, 3), (145, 4), (149, 2), (157, 3))
"""Up to which week of the plan → the phase trained in; afterwards the fourth."""
HOP_TOLERANCE_WEEKS = (11, 147)
HOPS = (
    ("pogo_two_leg", "both"),
    ("pogo_two_leg", "both"),
    ("controlled_single_leg_hops", "left"),
    ("controlled_single_leg_hops", "right"),
)
MEASURED = {
    "sl_stand_eyes_open": (4_500, 0),
    "lateral_step_down": (0, 1),
    "sl_sit_to_stand_30s": (16, 2),
    "sl_calf_raise": (27, 2),
    "sl_hop_distance": (150, 6),
}
"""Test → what the better leg usually does, and how far below a trial may fall."""
RIGHT_LESS = {"sl_calf_raise": 2, "sl_hop_distance": 14}
"""What the right leg lacks of it."""

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
        self._routes = {ladder.id: self._route(ladder) for ladder in catalog.ladders}
        self._unanswered: str | None = None

    def _route(self, ladder: Ladder) -> list[tuple[Exercise, str]]:
        """Every stage of every rung, from where the runner begins."""
        rungs = ladder.rungs[ladder.rungs.index(START.get(ladder.id, ladder.rungs[0])) :]
        exercises = [self._catalog.exercise_by_id[rung] for rung in rungs]
        return [(exercise, stage) for exercise in exercises for stage in exercise.stages]

    def entries(self) -> Iterator[Json]:
        yield from self._beginning()
        day = self._first_day
        while True:
            yield from self._day(day)
            day += 1

    def _beginning(self) -> Iterator[Json]:
        first = local_date(self._first_day)
        races = [
            {"on": local_date(self._first_day + 7 * (52 * year + week) + 6), "at": "10:00"}
            for year in range(6)
            for week in RACE_WEEKS
        ]
        settings: Json = {
            "experience": "seasoned",
            "sex": "f",
            "birth_year": 1984,
            "races": races,
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
        for ladder, exercise in START.items():
            yield self._choice(ladder, exercise)

    def _choice(self, ladder: str, exercise: str) -> Json:
        place = {"stage": self._catalog.exercise_by_id[exercise].stages[0], "microstep": 0}
        told = {"chosen_at": self._now_ms, "by": "placement", "why": None}
        return self._entry("rung_chosen", {"ladder": ladder, "exercise": exercise, **place, **told})

    def _day(self, day: int) -> Iterator[Json]:
        week, on = (day - self._first_day) // 7, weekday(day)
        self._now_ms = day * MS_PER_DAY + 6 * HOUR_MS
        if self._unanswered:
            yield self._morning(day, self._unanswered)
            self._unanswered = None
        if week % 52 in HOLIDAY_WEEKS or week in FOOT_WEEKS:
            return
        if on == TWO_LEG_WEEKDAY and (week % 4 == 3 or week in HOP_TOLERANCE_WEEKS):
            yield from self._tests(day, week)
        if self._random.randrange(100) < MISSED_PCT:
            return
        if on in RUNS:
            yield self._run(day, *RUNS[on])
        self._now_ms = day * MS_PER_DAY + 18 * HOUR_MS
        phase = next((phase for up_to, phase in PHASES if week < up_to), 4)
        if on in LETTERS:
            if self._random.randrange(100) < MOVED_PCT:
                yield self._move(day, f"phase_{phase}_{LETTERS[on][week % 2]}")
            yield from self._session(day, week, f"phase_{phase}_{LETTERS[on][week % 2]}")
        elif on == TWO_LEG_WEEKDAY and week >= PHASES[0][0]:
            yield from self._session(day, week, "bilateral")
        elif on == HOP_WEEKDAY and week in HOP_TOLERANCE_WEEKS:
            yield from self._hop_tolerance(day)

    def _tests(self, day: int, week: int) -> Iterator[Json]:
        """Both legs, three trials each, and a film of the squat."""
        for test, (usual, spread) in MEASURED.items():
            for side in ("left", "right"):
                best = usual - (RIGHT_LESS.get(test, 0) if side == "right" else 0)
                trials = [max(0, best - self._random.randint(0, spread)) for _ in range(3)]
                body = {"test": test, "side": side, "performed_on": local_date(day), "trials": trials}
                told = {"performed_at": self._now_ms, "pain": 0, "note": None}
                yield self._entry("test_measured", body | told)
        squat, _stage, _microstep = self._place("squat", week)
        for side in ("left", "right"):
            film: Json = {"exercise": squat.id, "side": side, "performed_on": local_date(day)}
            yield self._entry(
                "video_checked", film | {"checks": dict.fromkeys(squat.checklist, 2), "by": "self"}
            )

    def _move(self, day: int, template: str) -> Json:
        """A session that had been planned for the day before."""
        days = {"from_on": local_date(day - 1), "to_on": local_date(day)}
        return self._entry("session_moved", {"template": template, **days, "why": None})

    def _hop_tolerance(self, day: int) -> Iterator[Json]:
        session = self._uuid()
        yield self._started(session, day, "hop_tolerance", False, [])
        for set_no, (exercise_id, side) in enumerate(HOPS, 1):
            exercise = self._catalog.exercise_by_id[exercise_id]
            done: Json = {"ladder": exercise.ladder, "exercise": exercise_id, "stage": exercise.stages[0]}
            done |= {"microstep": 0, "load_g": 0, "tempo": None, "reps": 10, "seconds": None, "rir": None}
            done |= {"checks": dict.fromkeys(exercise.checklist, 2), "pain": 0}
            self._now_ms += SET_MS
            yield self._logged(session, done, set_no, side)
        yield self._ended(session, 5)
        self._unanswered = session

    def _morning(self, day: int, session: str) -> Json:
        worse = self._random.randrange(100) < 3
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
        yield self._started(session, day, template.id, deload, doses)
        for dose in doses:
            yield from self._sets(session, dose)
        yield self._ended(session, self._random.choice((5, 6, 6, 7, 7, 8)))
        self._unanswered = session if self._random.randrange(100) < 80 else None

    def _started(self, session: str, day: int, template: str, deload: bool, doses: list[Json]) -> Json:
        body = {
            "plan": self._plan,
            "template": template,
            "performed_on": local_date(day),
            "started_at": self._now_ms,
            "utc_offset_min": 0,
            "deload": deload,
            "sleep": "ok",
            "energy": "ok",
            "prescribed": doses,
        }
        return self._entry("session_started", body, record=session)

    def _ended(self, session: str, rpe: int) -> Json:
        told = {"finished_at": self._now_ms, "ended": "complete", "rpe": rpe, "note": None}
        return self._entry("session_finished", {"session": session, **told})

    def _place(self, ladder: str, week: int) -> tuple[Exercise, str, int]:
        """Exercise, stage and micro-step: as far up the ladder as so many weeks carry."""
        route = self._routes[ladder]
        exercise, stage = route[min(week // WEEKS_PER_STAGE, len(route) - 1)]
        last = microstep_max(exercise, stage, *set_range(exercise), self._catalog)
        return exercise, stage, min(week % WEEKS_PER_STAGE, last)

    def _dose(self, ladder: str, week: int, template: Template, deload: bool) -> Json:
        """One line of the prescription."""
        exercise, stage, microstep = self._place(ladder, week)
        core = self._catalog.ladder_by_id[ladder].priority == "core"
        sets = template.sets if core else template.other_sets or template.sets
        low, high = set_range(exercise)
        timed = is_timed(exercise)
        return {
            "ladder": ladder,
            "exercise": exercise.id,
            "stage": stage,
            "microstep": microstep,
            "sets": max(1, (6 * sets + 5) // 10) if deload else sets,
            "reps_low": None if timed else low,
            "reps_high": None if timed else high,
            "seconds_low": low if timed else None,
            "seconds_high": high if timed else None,
            "load_g": 2_000 * (1 + week // 8) if stage == "load" else 0,
            "tempo": exercise.dose.tempo,
            "first_side": "left" if exercise.sides == "per_leg" else "both",
        }

    def _sets(self, session: str, dose: Json) -> Iterator[Json]:
        exercise = self._catalog.exercise_by_id[dose["exercise"]]
        aim = target(exercise, dose["stage"], dose["microstep"], *set_range(exercise), self._catalog)
        shared = {key: dose[key] for key in ("ladder", "exercise", "stage", "microstep", "load_g", "tempo")}
        shared |= {"reps": None, "seconds": aim} if is_timed(exercise) else {"reps": aim, "seconds": None}
        sides = ("left", "right") if dose["first_side"] == "left" else ("both",)
        for set_no in range(1, dose["sets"] + 1):
            for side in sides:
                self._now_ms += SET_MS + self._random.randrange(20_000)
                rir = self._random.choice((1, 2, 2, 3)) if set_no == dose["sets"] else None
                yield from self._set(
                    session, shared | {"rir": rir, **self._felt(exercise, side)}, set_no, side
                )

    def _felt(self, exercise: Exercise, side: str) -> Json:
        fault_pct = 9 if side == "right" else 5
        checks = {
            item: 2 if self._random.randrange(100) >= fault_pct else self._random.choice((1, 1, 1, 0))
            for item in exercise.checklist
        }
        return {"checks": checks, "pain": self._random.choice((0,) * 18 + (1, 2))}

    def _set(self, session: str, done: Json, set_no: int, side: str) -> Iterator[Json]:
        """The set; now and then with a correction after it, or withdrawn."""
        logged = self._logged(session, done, set_no, side)
        yield logged
        chance = self._random.randrange(100)
        if chance < WITHDRAWN_PCT:
            yield self._entry("set_logged", None, record=logged["record"])
        elif chance < WITHDRAWN_PCT + CORRECTED_PCT:
            yield self._entry("set_logged", logged["body"] | {"rir": 2}, record=logged["record"])

    def _logged(self, session: str, done: Json, set_no: int, side: str) -> Json:
        body = {"session": session, "side": side, "set_no": set_no, "stopped": "done", "note": None}
        return self._entry("set_logged", body | {"performed_at": self._now_ms} | done)

    def _entry(self, kind: str, body: Json | None, record: str | None = None) -> Json:
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
