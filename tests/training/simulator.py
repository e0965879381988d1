"""Kinds of runners who follow `today` for 26 weeks, what must hold on every day, and how far they come.

The laws are counted again from the log and the plan's answers alone, never asked of the rules.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from multiprocessing import Pool
from random import Random
from statistics import median_low
from typing import Any, NamedTuple

from evenstride import training
from evenstride.catalog import load
from evenstride.training.answers import Progress, Today
from evenstride.training.catalog import Catalog
from evenstride.training.units import day_number, weekday
from tests.training.vector_log import DAY_0
from tests.training.virtual_runner import EQUIPMENT, Body, Life

WEEKS = 26
DAYS_PER_WEEK = 7
MIN_PER_DAY = 1440
HOUR = 60
STUCK_DAYS = 56
STUCK_SESSIONS = 6
"""A ladder trained so often in those weeks without moving must say what keeps it."""
GATES = ("phase_2", "plyo_gate", "phase_4")
GOING_ON = {"HOLD_BUILD.step", "HOLD_BUILD.again"}
"""What promises a next step, and so may not be all that is said for eight weeks."""

WEIGHTS = ("dumbbell", "kettlebell", "barbell", "band")
KINDS: tuple[Body, ...] = (
    Body("steady", 0, ability=14.0, attendance=0.97),
    Body("seasoned", 0, ability=16.0, attendance=0.97, experience="seasoned", filmed=True),
    Body("seasoned three days", 0, ability=15.0, experience="seasoned", strength_weekdays=(1, 3, 5)),
    Body("new to it", 0, ability=9.0, attendance=0.92),
    Body("older", 0, ability=11.0, attendance=0.95, sex="m", birth_year=1958, gain_a_set=0.1),
    Body("lagging leg", 0, ability=14.0, attendance=0.95, lag=5.0),
    Body("hurt in week 6", 0, ability=14.0, attendance=0.95, injured_on=38),
    Body("comes to three of four", 0, ability=14.0, attendance=0.75),
    Body("comes to six of ten", 0, ability=14.0, attendance=0.6),
    Body("two weeks away", 0, ability=14.0, attendance=0.95, away=(30, 44)),
    Body("two weeks away, told", 0, ability=14.0, attendance=0.95, away=(14, 28), told_away=True),
    Body("five weeks away", 0, ability=14.0, attendance=0.95, away=(60, 95)),
    Body("thirteen weeks away", 0, ability=14.0, attendance=0.95, away=(35, 126)),
    Body(
        "no weights",
        0,
        ability=14.0,
        attendance=0.95,
        equipment=tuple(one for one in EQUIPMENT if one not in WEIGHTS),
    ),
    Body("a low step only", 0, ability=14.0, attendance=0.95, equipment=("step", "wall")),
    Body("nothing at all", 0, ability=14.0, attendance=0.95, equipment=()),
    Body("sore from jumps", 0, ability=14.0, attendance=0.95, sore_jumps=0.5),
)
SENSIBLE_JUMPS_WEEK, SENSIBLE_PHASE_4_WEEK = 10, 16
"""By when the median healthy runner who comes jumps, and runs drills."""
HEALTHY = ("steady", "seasoned", "seasoned three days")


def born(kind: Body, seed: int) -> Body:
    """One runner of a kind: no two are equally able."""
    rng = Random(f"{kind.name} {seed}")
    return replace(kind, seed=seed, ability=kind.ability + rng.uniform(-1.5, 1.5))


class Stay(NamedTuple):
    """Where a ladder has been, since when, and how often it was trained there."""

    place: tuple[Any, ...]
    since: int
    sessions: int
    said: frozenset[str]
    """Codes of the verdicts shown there."""


@dataclass
class WatchedLife(Life):
    """A life that is looked at on every day; `wrongs` holds what no day may show."""

    wrongs: list[str] = field(default_factory=list)
    stays: dict[str, Stay] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    """Ladder → the sentence that explained its longest stay."""

    def watch(self, day: int, replayed: training.Replayed, shown: Today, progress: Progress) -> None:
        self._check_doors(day, progress)
        self._check_next(day, shown, progress)
        self._check_stays(day, replayed, progress)
        if day % DAYS_PER_WEEK == 0:
            self._check_plan(day, replayed)

    def _wrong(self, day: int, what: str) -> None:
        self.wrongs.append(f"{self.body.name} {self.body.seed} day {day}: {what}")

    def _check_doors(self, day: int, progress: Progress) -> None:
        closed = [gate for gate in progress["gates"] if not gate["open"]]
        if closed and not closed[0]["failed"]:
            self._wrong(day, f"{closed[0]['id']} is closed and does not say why")
        texts = {
            gate.id: {one.id: one.text for one in gate.criteria}
            for gate in (self.catalog.gates.phase_2, self.catalog.gates.plyo_gate, self.catalog.gates.phase_4)
        }
        for gate in closed:
            for criterion in gate["failed"]:
                if not texts[gate["id"]].get(criterion):
                    self._wrong(day, f"{gate['id']} asks for {criterion} without a sentence")

    def _check_next(self, day: int, shown: Today, progress: Progress) -> None:
        if shown["next"] is None:
            return
        opened = {gate["id"] for gate in progress["gates"] if gate["open"]}
        owned = set(self.body.equipment)
        for item in shown["next"]["items"]:
            exercise = self.catalog.exercise_by_id[item["exercise"]]
            if exercise.category == "plyometric" and "plyo_gate" not in opened:
                self._wrong(day, f"{exercise.id} before the jump door")
            if exercise.category == "run" and "phase_4" not in opened:
                self._wrong(day, f"{exercise.id} before the door of phase 4")
            if not set(exercise.requires) <= owned or (
                exercise.requires_any and not set(exercise.requires_any) & owned
            ):
                self._wrong(day, f"{exercise.id} without what it needs")

    def _check_stays(self, day: int, replayed: training.Replayed, progress: Progress) -> None:
        trained = {
            ladder for one in replayed.state.sessions if one.day == DAY_0 + day - 1 for ladder in one.sets
        }
        for one in progress["ladders"]:
            at = replayed.tracks[one["ladder"]].position
            stay = self.stays.get(one["ladder"])
            if stay is None or stay.place != tuple(at):
                self.stays[one["ladder"]] = Stay(tuple(at), day, 0, frozenset())
                continue
            ruling, verdict = replayed.tracks[one["ladder"]].ruling, one["verdict"]
            said = {f"{ruling.code}.{ruling.why}"} if ruling else set()
            sessions = stay.sessions + (one["ladder"] in trained)
            stay = stay._replace(sessions=sessions, said=stay.said | said)
            self.stays[one["ladder"]] = stay
            if day - stay.since < STUCK_DAYS or stay.sessions < STUCK_SESSIONS:
                continue
            if ruling is None or verdict is None or not verdict["reason"]:
                self._wrong(day, f"{one['ladder']} stands still and nothing says why")
            elif stay.said <= GOING_ON:
                self._wrong(day, f"{one['ladder']} stands still and promises a step: {verdict['reason']}")
            else:
                self.told[one["ladder"]] = verdict["reason"]

    def _check_plan(self, day: int, replayed: training.Replayed) -> None:
        """H1 to H5 of four planned weeks, at the hours they are planned at."""
        plan = training.plan(replayed, self.catalog, DAY_0 + day, DAY_0 + day + 27)
        sessions, runs = [], []
        for one in plan["days"]:
            first_min = day_number(one["on"]) * MIN_PER_DAY
            runs += [(first_min + _minutes(run["at"]), run["type"]) for run in one["runs"]]
            sessions += [
                (first_min + _minutes(planned["at"] or "12:00"), planned["type"], planned["template"])
                for planned in one["sessions"]
            ]
            if one["bent_rules"]:
                self._wrong(day, f"the plan bends {one['bent_rules']} on {one['on']}")
        for wrong in broken_rules(sessions, runs):
            self._wrong(day, f"planned: {wrong}")

    def check_end(self) -> None:
        """What the whole log must show: hours kept, and no step up with a leg that was not good."""
        performed = [
            (at_ms // 60_000, self.catalog.template_by_id[template].type, template)
            for _day, at_ms, template, _jumps in self.sessions
        ]
        keys = [
            (at_ms // 60_000, "hard")
            for (_day, at_ms, template, _jumps), key in zip(self.sessions, self.keys, strict=True)
            if template == "run_drill" and key
        ]
        runs = keys + [
            ((DAY_0 + day) * MIN_PER_DAY + _minutes(at), kind)
            for day in range(WEEKS * DAYS_PER_WEEK + 2)
            for wanted, kind, at in self.body.run_week
            if wanted == weekday(DAY_0 + day)
        ]
        for wrong in broken_rules(performed, runs):
            self._wrong(-1, f"done: {wrong}")
        end = DAY_0 + WEEKS * DAYS_PER_WEEK
        replayed = training.fold(self.log.entries, self.catalog, end)
        for session in training.sessions(replayed, self.catalog, DAY_0, end):
            for ladder in session["ladders"]:
                verdict = ladder["verdict"]
                if verdict and verdict["decision"] == "advance" and not _both_good(ladder["sets"]):
                    self._wrong(day_number(session["performed_on"]) - DAY_0, f"{ladder['ladder']} advanced")


def broken_rules(sessions: Sequence[tuple[int, str, str]], runs: Sequence[tuple[int, str]]) -> list[str]:
    """Hard rules broken by (minute, type, template) sessions around (minute, type) runs, counted plainly."""
    wrong = []
    lifted = [one for one in sessions if one[2] != "run_drill"]
    for at, kind, _template in lifted:
        for start, run in runs:
            if kind != "light" and run in ("hard", "long", "race") and 0 <= start - at < 24 * HOUR:
                wrong.append(f"H1 {kind} {start - at} min before {run}")
            if (
                run in ("hard", "race")
                and start // MIN_PER_DAY == at // MIN_PER_DAY
                and at < start + 6 * HOUR
            ):
                wrong.append(f"H2 {kind} {at - start} min after {run}")
            if run == "race" and 0 <= start - at < 72 * HOUR:
                wrong.append(f"H4 {kind} {start - at} min before the race")
            if run == "long" and 0 <= at - start < 6 * HOUR:
                wrong.append(f"H5 {kind} {at - start} min after the long run")
    uneven = sorted(at for at, kind, _template in lifted if kind == "unilateral")
    wrong += [f"H3 {b - a} min" for a, b in pairwise(uneven) if b - a < 48 * HOUR]
    return wrong


def _minutes(at: str) -> int:
    return int(at[:2]) * HOUR + int(at[3:])


def _both_good(sets: Sequence[Any]) -> bool:
    """Good on each leg that trained: no poor set, and at most every third one fair."""
    by_leg: dict[str, list[str]] = defaultdict(list)
    for one in sets:
        by_leg[one["side"]].append(one["set_class"])
    return all(
        "poor" not in classes and classes.count("fair") <= len(classes) // 3 for classes in by_leg.values()
    )


class Lived(NamedTuple):
    """What came of one life: the week each door opened (None: never), and what went wrong."""

    kind: str
    seed: int
    weeks: dict[str, int | None]
    waiting: dict[str, list[str]]
    told: dict[str, str]
    wrongs: list[str]


def live(kind: Body, seed: int, catalog: Catalog) -> Lived:
    life = WatchedLife(born(kind, seed), catalog)
    life.live(WEEKS * DAYS_PER_WEEK)
    life.check_end()
    weeks = {gate: life.opened[gate] // DAYS_PER_WEEK + 1 if gate in life.opened else None for gate in GATES}
    waiting = {gate: failed for gate, failed in life.last_failed.items() if gate not in life.opened}
    return Lived(kind.name, seed, weeks, waiting, life.told, life.wrongs)


def live_all(wanted: Sequence[tuple[int, int]]) -> list[Lived]:
    """The lives of (number of the kind, seed), on all cores."""
    with Pool() as pool:
        return pool.starmap(_live_one, wanted, chunksize=1)


def _live_one(number: int, seed: int) -> Lived:
    return live(KINDS[number], seed, load())


def distribution(lives: Sequence[Lived]) -> str:
    """A table of the week each door opened in: least, median and most of each kind; `-` is never."""
    lines = [f"{'kind':24} {'lives':>5}  {'phase 2':>12}  {'jumps':>12}  {'phase 4':>12}"]
    for kind in dict.fromkeys(one.kind for one in lives):
        of_kind = [one for one in lives if one.kind == kind]
        cells = [_spread([one.weeks[gate] for one in of_kind]) for gate in GATES]
        lines.append(f"{kind:24} {len(of_kind):5}  " + "  ".join(f"{cell:>12}" for cell in cells))
    return "\n".join(lines)


def median_week(lives: Sequence[Lived], gate: str) -> int:
    """Never is later than any week."""
    return median_low(one.weeks[gate] or WEEKS + 1 for one in lives)


def _spread(weeks: Sequence[int | None]) -> str:
    ordered = sorted(week or WEEKS + 1 for week in weeks)
    shown = (ordered[0], median_low(ordered), ordered[-1])
    return " / ".join("-" if week > WEEKS else str(week) for week in shown)


def describe(lives: Sequence[Lived]) -> str:
    """What those still wait for who did not come through every door."""
    lines = []
    for one in lives:
        for gate, failed in one.waiting.items():
            if failed:
                lines.append(f"{one.kind} {one.seed}: {gate} waits for {', '.join(failed)}")
    return "\n".join(lines)
