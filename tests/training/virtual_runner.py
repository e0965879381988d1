"""A runner who opens the app every day and does what `today` says, as well as body and diary allow.

Ability is per leg and ladder, in points; it grows with every set. A set is clean when ability meets the
difficulty of rung and stage, give or take chance. Nothing here looks inside the rules.
"""

import random
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from evenstride import training
from evenstride.training.answers import Progress, Today
from evenstride.training.assessments import placement_due
from evenstride.training.catalog import Catalog, Exercise
from evenstride.training.entries import SetLogged
from evenstride.training.fold import LoggedSet
from evenstride.training.placement import next_trial, placed_at, placed_ladders
from evenstride.training.units import MS_PER_DAY, local_date
from tests.training.vector_log import DAY_0, LogWriter

HOUR_MS = 3_600_000
SET_MS = 100_000
EQUIPMENT = ("support", "step", "box", "bench", "wall", "mat", "dumbbell", "kettlebell", "band", "hill")


class Trial(NamedTuple):
    """A set before it is in the log."""

    id: str
    record: str
    body: SetLogged


@dataclass(frozen=True)
class Body:
    """Who the runner is. Points: a rung is about 6 points harder than the one below."""

    name: str
    seed: int
    ability: float = 8.0
    gain_a_set: float = 0.12
    attendance: float = 0.92
    lag: float = 0.0
    """Points the right leg is behind."""
    injured_on: int | None = None
    injury_days: int = 10
    away: tuple[int, int] | None = None
    """Days without the app: first, and first back."""
    told_away: bool = False
    """Whether the absence is in the settings from the start."""
    equipment: tuple[str, ...] = EQUIPMENT
    sore_jumps: float = 0.0
    """How often a joint is sore after jumps."""
    filmed: bool = False
    """Films every core exercise once a week, asked or not."""
    experience: str = "beginner"
    sex: str = "f"
    birth_year: int = 1990
    run_week: tuple[tuple[int, str, str], ...] = (
        (2, "hard", "07:00"),
        (4, "easy", "07:00"),
        (7, "long", "08:00"),
    )
    strength_weekdays: tuple[int, ...] = (2, 5)
    effort: float = 1.0


def _is_key(item: Any) -> bool:
    """More than six repeats up a hill, or any block at race pace (TRAINING.md 4.8)."""
    hills = item["exercise"] == "hill_repeats" and item["target"] > 6
    return bool(hills or item["exercise"] == "race_pace_drill")


@dataclass
class Life:
    """One runner's weeks: the log so far and what was seen on the way."""

    body: Body
    catalog: Catalog
    log: LogWriter = field(default_factory=LogWriter)
    ability: dict[tuple[str, str], float] = field(default_factory=dict)
    sessions: list[tuple[int, int, str, bool]] = field(default_factory=list)
    """(day, started_at ms, template, jumps)."""
    opened: dict[str, int] = field(default_factory=dict)
    keys: list[bool] = field(default_factory=list)
    """Of each session, whether it was a running drill that counts as a key run."""
    jumped: set[str] = field(default_factory=set)
    """Records of sessions with jumps."""
    shown: list[tuple[int, Today]] = field(default_factory=list)
    verdicts: dict[str, int] = field(default_factory=dict)
    last_failed: dict[str, list[str]] = field(default_factory=dict)
    replayed: Any = None

    def __post_init__(self) -> None:
        self.rng = random.Random(self.body.seed)

    def live(self, days: int) -> None:
        body = self.body
        for key, value in {
            "experience": body.experience,
            "strength_weekdays": list(body.strength_weekdays),
            "run_week": [{"weekday": w, "type": t, "at": at} for w, t, at in body.run_week],
            "equipment": list(body.equipment),
            "sex": body.sex,
            "birth_year": body.birth_year,
        }.items():
            self.log.write("setting_changed", {"key": key, "value": value}, f"setting:{key}")
        if body.away and body.told_away:
            away = {"from": local_date(DAY_0 + body.away[0]), "to": local_date(DAY_0 + body.away[1] - 1)}
            value = [{**away, "why": "holiday"}]
            self.log.write("setting_changed", {"key": "time_off", "value": value}, "setting:time_off")
        self.plan = self.log.write(
            "plan_started",
            {"program": "base", "started_on": local_date(DAY_0), "experience": body.experience},
        )
        for day in range(days):
            self._day(day)

    def watch(self, day: int, replayed: training.Replayed, shown: Today, progress: Progress) -> None:
        """For a law to look at every day as it is shown."""

    def _fold(self, day: int) -> Today:
        self.replayed = training.fold(self.log.entries, self.catalog, DAY_0 + day)
        return training.today(self.replayed, self.catalog)

    def _day(self, day: int) -> None:
        if self.body.away and self.body.away[0] <= day < self.body.away[1]:
            return
        shown = self._fold(day)
        self.shown.append((day, shown))
        self._answer(day, shown)
        if placement_due(self.replayed, self.catalog):
            self._place(day)
        if self.body.filmed and day % 7 == 3:
            self._film(day)
        shown = self._fold(day)
        progress = training.progress(self.replayed, self.catalog)
        self.watch(day, self.replayed, shown, progress)
        for gate in progress["gates"]:
            if gate["open"]:
                self.opened.setdefault(gate["id"], day)
            else:
                self.last_failed[gate["id"]] = gate["failed"]
        if self.rng.random() >= self.body.attendance:
            return
        for _ in range(2):  # a running drill and strength may share a day
            plan = shown["next"]
            if plan is None or plan["on"] != local_date(DAY_0 + day):
                return
            self._train(day, plan)
            shown = self._fold(day)

    def _answer(self, day: int, shown: Today) -> None:
        for due in shown["due"]:
            if due["kind"] == "morning_check":
                change = 1 if self._hurting(day) and self.rng.random() < 0.5 else 0
                self.log.write(
                    "morning_checked",
                    {
                        "session": due["session"],
                        "checked_on": local_date(DAY_0 + day),
                        "pain_change": change,
                        "soreness": self._soreness(due["session"] or ""),
                    },
                )
            elif due["kind"] == "video_check":
                self._film_one(day, due["exercise"] or "")
            elif due["kind"] == "test":
                self._measure(day, due["test"] or "")
            elif due["kind"] == "hop_tolerance":
                self._hop(day)

    def _soreness(self, session: str) -> str:
        """Only jumps leave a joint sore."""
        if session not in self.jumped or self.rng.random() >= self.body.sore_jumps:
            return "none"
        return self.rng.choices(
            ("warmup_then_gone", "lasted", "warmup_and_stays", "muscle_only"), (4, 3, 1, 4)
        )[0]

    def _film(self, day: int) -> None:
        for ladder in self.catalog.gates.phase_2.ladders:
            self._film_one(day, self.replayed.tracks[ladder].position.exercise)

    def _film_one(self, day: int, exercise_id: str) -> None:
        exercise = self.catalog.exercise_by_id[exercise_id]
        for side in ["left", "right"] if exercise.sides == "per_leg" else ["both"]:
            body = {
                "exercise": exercise.id,
                "side": side,
                "performed_on": local_date(DAY_0 + day),
                "checks": dict.fromkeys(exercise.checklist, 2),
                "by": "self",
            }
            self.log.write("video_checked", body)

    def _hurting(self, day: int) -> bool:
        start = self.body.injured_on
        return start is not None and start <= day < start + self.body.injury_days

    def _points(self, ladder: str, leg: str) -> float:
        base = self.body.ability - (self.body.lag if leg == "right" else 0.0)
        return self.ability.setdefault((ladder, leg), base)

    def _difficulty(self, exercise: Exercise, stage: str) -> float:
        step = exercise.stages.index(stage) if stage in exercise.stages else 0
        return 6.0 * (exercise.rung - 1) + 1.5 * step + (4.0 if exercise.skill == "high" else 2.0)

    def _set(self, exercise: Exercise, stage: str, leg: str, day: int) -> tuple[dict[str, int], int, int]:
        """(checks, rir, pain) of one set."""
        legs = ["left", "right"] if leg == "both" else [leg]
        spare = min(self._points(exercise.ladder, one) for one in legs) - self._difficulty(exercise, stage)
        clean = max(0.2, min(0.99, 0.93 + spare * 0.02))
        checks: dict[str, int] = {}
        for item in exercise.checklist:
            roll = self.rng.random()
            checks[item] = 2 if roll < clean else 1 if roll < clean + (1 - clean) * 0.85 else 0
        rir = max(0, min(5, round(2.6 + spare * 0.2 + self.rng.gauss(0, 0.5))))
        pain = self.rng.choice([0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
        if self._hurting(day) and leg in ("right", "both"):
            pain = self.rng.choice([3, 4, 4, 5, 6])
        for one in legs:
            self.ability[exercise.ladder, one] = self._points(exercise.ladder, one) + self.body.gain_a_set
        return checks, rir, pain

    def _start(
        self, day: int, at_ms: int, template: str, deload: bool, prescribed: list[dict[str, Any]]
    ) -> str:
        return self.log.write(
            "session_started",
            {
                "plan": self.plan,
                "template": template,
                "performed_on": local_date(DAY_0 + day),
                "started_at": at_ms,
                "utc_offset_min": 0,
                "deload": deload,
                "sleep": None,
                "energy": None,
                "prescribed": prescribed,
            },
        )

    def _finish(self, session: str, at_ms: int, ended: str = "complete") -> None:
        self.log.write(
            "session_finished",
            {"session": session, "finished_at": at_ms, "rpe": 6, "ended": ended, "note": None},
        )

    def _train(self, day: int, plan: Any) -> None:
        hour = self._hour(day)
        at_ms = (DAY_0 + day) * MS_PER_DAY + hour
        prescribed = [
            {
                "ladder": item["ladder"],
                "exercise": item["exercise"],
                "stage": item["stage"],
                "microstep": item["microstep"],
                "sets": min(item["sets_left"], item["sets_right"]),
                "reps_low": item["reps_low"],
                "reps_high": item["reps_high"],
                "seconds_low": item["seconds_low"],
                "seconds_high": item["seconds_high"],
                "load_g": item["load_g"],
                "tempo": item["tempo"],
                "first_side": item["first_side"],
            }
            for item in plan["items"]
        ]
        session = self._start(day, at_ms, plan["template"], plan["deload"], prescribed)
        jumps = any(item["contacts"] for item in plan["items"])
        self.sessions.append((day, at_ms, plan["template"], jumps))
        self.keys.append(any(_is_key(item) for item in plan["items"]))
        if jumps:
            self.jumped.add(session)
        for item in plan["items"]:
            at_ms = self._do(session, item, day, at_ms)
        self._finish(session, at_ms)

    def _hour(self, day: int) -> int:
        """The hour the plan asks for, else six in the evening."""
        days = training.plan(self.replayed, self.catalog, DAY_0 + day, DAY_0 + day)["days"]
        at = next((one["at"] for one in days[0]["sessions"]), None) if days else None
        hours, minutes = (int(part) for part in (at or "18:00").split(":"))
        return hours * HOUR_MS + minutes * 60_000

    def _do(self, session: str, item: Any, day: int, at_ms: int) -> int:
        exercise = self.catalog.exercise_by_id[item["exercise"]]
        legs = (
            {"both": item["sets_left"]}
            if exercise.sides == "both"
            else {"left": item["sets_left"], "right": item["sets_right"]}
        )
        stopped = False
        for number in range(1, max(legs.values()) + 1):
            for leg, wanted in legs.items():
                if number > wanted or stopped:
                    continue
                at_ms += SET_MS
                checks, rir, pain = self._set(exercise, item["stage"], leg, day)
                extra = (
                    4
                    if item["stage"] == "load"
                    and number == wanted
                    and rir >= 2
                    and item["target"] == item["reps_high"]
                    else 0
                )
                self.log.write(
                    "set_logged",
                    {
                        "session": session,
                        "ladder": item["ladder"],
                        "exercise": exercise.id,
                        "stage": item["stage"],
                        "microstep": item["microstep"],
                        "side": leg,
                        "set_no": number,
                        "reps": None if item["reps_low"] is None else item["target"] + extra,
                        "seconds": item["target"] if item["reps_low"] is None else None,
                        "load_g": item["load_g"],
                        "tempo": item["tempo"],
                        "checks": checks,
                        "rir": rir,
                        "pain": pain,
                        "stopped": "pain" if pain >= 6 else "done",
                        "performed_at": at_ms,
                        "note": None,
                    },
                )
                stopped = pain >= 6
        return at_ms

    def _measure(self, day: int, test: str) -> None:
        kind = self.catalog.test_by_id[test]
        at_ms = (DAY_0 + day) * MS_PER_DAY + 9 * HOUR_MS
        for leg in ("left", "right"):
            points = sum(self._points(ladder, leg) for ladder in ("squat", "step", "calf", "balance")) / 4
            value = {
                "sl_stand_eyes_open": min(45.0, 22 + points) * 100,
                "lateral_step_down": max(0.0, 3.2 - points / 6),
                "sl_calf_raise": 13 + self._points("calf", leg) * 0.75,
                "sl_sit_to_stand_30s": 2 + points * 0.6,
                "sl_hop_distance": 110 + points * 1.5,
            }.get(test, 20.0)
            trials = [
                max(0, round(value + self.rng.gauss(0, value * 0.02))) for _ in range(max(1, kind.trials))
            ]
            self.log.write(
                "test_measured",
                {
                    "test": test,
                    "side": leg,
                    "performed_on": local_date(DAY_0 + day),
                    "performed_at": at_ms,
                    "trials": trials,
                    "pain": 0,
                    "note": None,
                },
            )

    def _hop(self, day: int) -> None:
        at_ms = (DAY_0 + day) * MS_PER_DAY + 9 * HOUR_MS
        session = self._start(day, at_ms, "hop_tolerance", False, [])
        for number, (exercise, side) in enumerate(
            [
                ("pogo_two_leg", "both"),
                ("pogo_two_leg", "both"),
                ("controlled_single_leg_hops", "left"),
                ("controlled_single_leg_hops", "right"),
            ],
            1,
        ):
            at_ms += SET_MS
            self._trial_set(session, exercise, side, number, at_ms, day, 10)
        self._finish(session, at_ms)

    def _trial_set(
        self, session: str, exercise_id: str, side: str, number: int, at_ms: int, day: int, amount: int
    ) -> SetLogged:
        exercise = self.catalog.exercise_by_id[exercise_id]
        checks, rir, pain = self._set(exercise, exercise.stages[0], side, day)
        timed = exercise.dose.seconds is not None
        if exercise.category == "plyometric":
            checks["quiet_landing"] = 2
        body: Any = {
            "session": session,
            "ladder": exercise.ladder,
            "exercise": exercise.id,
            "stage": exercise.stages[0],
            "microstep": 0,
            "side": side,
            "set_no": number,
            "reps": None if timed else amount,
            "seconds": amount if timed else None,
            "load_g": 0,
            "tempo": None,
            "checks": checks,
            "rir": rir,
            "pain": pain,
            "stopped": "done",
            "performed_at": at_ms,
            "note": None,
        }
        self.log.write("set_logged", body)
        return body  # type: ignore[no-any-return] # built to the shape above

    def _place(self, day: int) -> None:
        at_ms = (DAY_0 + day) * MS_PER_DAY + 8 * HOUR_MS
        session = self._start(day, at_ms, "placement", False, [])
        for ladder in placed_ladders(self.catalog):
            done: list[LoggedSet] = []
            while trial := next_trial(ladder, done, self.catalog, self.replayed.state):
                exercise = self.catalog.exercise_by_id[trial.exercise]
                for side in ("left", "right") if exercise.sides == "per_leg" else ("both",):
                    at_ms += SET_MS
                    body = self._trial_set(
                        session, exercise.id, side, 1, at_ms, day, trial.reps or trial.seconds or 1
                    )
                    done.append(Trial(f"trial-{len(done)}", f"trial-{len(done)}", body))
            place = placed_at(ladder, done, self.catalog, self.replayed.state)
            self.log.write(
                "rung_chosen",
                {
                    "ladder": ladder,
                    "exercise": place,
                    "stage": self.catalog.exercise_by_id[place].stages[0],
                    "microstep": 0,
                    "chosen_at": at_ms,
                    "by": "placement",
                    "why": None,
                },
            )
        self._finish(session, at_ms)
