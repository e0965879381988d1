"""Which session goes on which day at which hour, around the runs (TRAINING.md 5.1 to 5.4, ruling 21).

Plan weeks are filled one after another; what was done and what the runner moved stands, everything else
makes room. Then hours: none where any would do, else one that keeps every hard rule. Asked again tomorrow,
with today's session done at the hour shown, the days to come are the same.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from evenstride.training.catalog import Catalog, ScheduleRules, SessionType
from evenstride.training.days import (
    DAYS_PER_WEEK,
    Ground,
    Pick,
    Reason,
    Standing,
    Wish,
    days_to_race,
    plan_week,
)
from evenstride.training.hours import (
    MIN_PER_DAY,
    MIN_PER_HOUR,
    Bar,
    Rule,
    Run,
    broken,
    by_day,
    day_of,
    heavy_bars,
    least_bent,
    light_bars,
    openings,
    proposed,
    rest_bar,
    within,
)
from evenstride.training.units import weekday

WEEKS_BEYOND = 2
"""Weeks planned past the last day asked: hours 48 h apart can lean on one another that far."""

RUNS_BEYOND_DAYS = 3
"""A session looks so far ahead for a race."""


class Done(NamedTuple):
    """A session that was performed. Jumps may come in any type."""

    start_min: int
    type: SessionType
    jumps: bool


class Move(NamedTuple):
    """The runner's own word: the session of one day on another day."""

    from_day: int
    to_day: int
    type: SessionType


class Placed(NamedTuple):
    """`at_min` is None where every minute of the day keeps every hard rule. `half`: half the sets (P5).

    `bent` names the hard rules a session breaks; only one that the runner moved breaks any.
    """

    day: int
    type: SessionType
    jumps: bool
    at_min: int | None
    half: bool
    why: tuple[Reason, ...]
    bent: tuple[Rule, ...]


def span(on: int, start_day: int, last_day: int) -> tuple[int, int]:
    """The first and the last day of which `arrange` wants every run, logged or planned."""
    first, last = _weeks(on, start_day, last_day)
    return first - 1, last + DAYS_PER_WEEK - 1 + RUNS_BEYOND_DAYS


def arrange(
    first_day: int,
    last_day: int,
    on: int,
    start_day: int,
    runs: Sequence[Run],
    done: Sequence[Done],
    moves: Sequence[Move],
    off_days: Collection[int],
    wish: Wish,
    jumps: bool,
    catalog: Catalog,
) -> list[Placed]:
    """The sessions still to come from `first_day` to `last_day`, in order of days; none before `on`.

    `done` is in order of time, all before the end of `on`. `jumps`: one-leg sessions hold jumps.
    """
    rules = catalog.rules.schedule
    first, last = _weeks(on, start_day, last_day)
    settled = _settled(moves)
    performed = _performed(done, settled, first)
    moved = _moved(settled, max(on, start_day), runs, performed, off_days, jumps, rules)
    ground = _ground(max(on, start_day), runs, [*performed, *moved], settled, off_days, wish, jumps, rules)
    picks: list[Pick] = []
    ready_min = 0
    for week in range(first, last + 1, DAYS_PER_WEEK):
        chosen, ready_min = plan_week(week, picks, ready_min, ground)
        picks.extend(chosen)
    last_uneven = next((day_of(one.start_min) for one in reversed(done) if one.type == "unilateral"), None)
    placed = _placed(picks, moved, last_uneven, ground, jumps)
    return [one for one in placed if max(first_day, on) <= one.day <= last_day]


def assessment_days(
    days: Sequence[int],
    runs: Sequence[Run],
    heavy_days: Collection[int],
    off_days: Collection[int],
    catalog: Catalog,
    from_day: int = 0,
) -> list[int]:
    """A day for the due tests in each week: far from hard runs, then with rested legs, then early.

    Of the days of a week only those as far from hard runs as the best of them will do, without a long run if
    there are such, and of those only the ones from `from_day` on. `days` are ascending; days in a row are one
    week. `heavy_days` are those with a one-leg or two-leg session, done or planned.
    """
    apart_min = catalog.test_day.after_hard_run_h * MIN_PER_HOUR
    hard = [run.start_min for run in runs if run.type in ("hard", "race")]

    def short(day: int) -> int:
        quarters = within(openings(day, ()), day * MIN_PER_DAY, (day + 1) * MIN_PER_DAY)
        near = [start for start in hard if abs(start - day * MIN_PER_DAY) <= apart_min + MIN_PER_DAY]
        clear = max(min((abs(at - start) for start in near), default=apart_min) for at in quarters)
        return max(0, apart_min - clear)

    key_days = {day_of(run.start_min) for run in runs if run.type in catalog.rules.schedule.key_runs}
    weeks: dict[int, list[tuple[tuple[int, bool], int]]] = {}
    for place, day in enumerate(days):
        if day not in off_days:
            weeks.setdefault(day - place, []).append(((short(day), day in key_days), day))
    chosen = []
    for week in weeks.values():
        least = min(week)[0]
        usable = [day for strain, day in week if strain == least and day >= from_day]
        if usable:
            chosen.append(min(usable, key=lambda day: (day - 1 in heavy_days, day in heavy_days, day)))
    return chosen


def _weeks(on: int, start_day: int, last_day: int) -> tuple[int, int]:
    """The first days of the first and the last plan week to fill."""
    first = max(on, start_day)
    last = max(first, last_day)
    beyond = WEEKS_BEYOND * DAYS_PER_WEEK
    return first - (first - start_day) % DAYS_PER_WEEK, last - (last - start_day) % DAYS_PER_WEEK + beyond


def _settled(moves: Sequence[Move]) -> list[Move]:
    """Moves without detours: on from B after A to B is A to C, and back home again is no move."""
    following = {(move.from_day, move.type): move.to_day for move in moves}
    reached = {(to_day, kind) for (_from, kind), to_day in following.items()}
    settled = []
    for (from_day, kind), to_day in following.items():
        if (from_day, kind) in reached:
            continue
        end, steps = to_day, 0
        while (end, kind) in following and steps < len(following):
            end, steps = following[end, kind], steps + 1
        settled.append(Move(from_day, end, kind))
    return settled


def _performed(done: Sequence[Done], moves: Iterable[Move], first: int) -> list[Standing]:
    """Sessions the weeks from `first` on still feel; a moved one counts where it came from."""
    home = {(move.to_day, move.type): move.from_day for move in moves}
    performed = []
    for one in done:
        day = day_of(one.start_min)
        if day >= first - DAYS_PER_WEEK:
            counts_on = home.get((day, one.type), day)
            performed.append(Standing(one.start_min, one.type, one.jumps, counts_on))
    return performed


def _moved(
    moves: Iterable[Move],
    from_day: int,
    runs: Sequence[Run],
    performed: Sequence[Standing],
    off_days: Collection[int],
    jumps: bool,
    rules: ScheduleRules,
) -> list[Standing]:
    """The moved sessions still to come, each at the hour of its new day that bends the fewest rules."""
    busy = {day_of(one.at_min) for one in performed}
    moved: list[Standing] = []
    for move in sorted(moves, key=lambda one: (one.to_day, one.from_day, one.type)):
        day = move.to_day
        if day < from_day or day in off_days or day in busy:
            continue
        near = [run for run in runs if abs(day_of(run.start_min) - day) <= RUNS_BEYOND_DAYS]
        at_min = least_bent(day, _bars(move.type, near, [*performed, *moved], jumps, rules), near)
        moved.append(Standing(at_min, move.type, jumps and move.type == "unilateral", move.from_day))
    return moved


def _bars(
    kind: SessionType, runs: Sequence[Run], others: Iterable[Standing], jumps: bool, rules: ScheduleRules
) -> list[Bar]:
    """Where a session of this type may not start."""
    if kind == "light":
        return light_bars(runs, rules)
    bars = heavy_bars(runs, rules)
    if kind == "unilateral":
        rests = [(one.at_min, _rest_min(one.type, one.jumps, jumps, rules)) for one in others]
        bars += [rest_bar(at_min, rest_min) for at_min, rest_min in rests if rest_min]
    return bars


def _rest_min(kind: SessionType, jumped: bool, jumps: bool, rules: ScheduleRules) -> int:
    """H3: how far a one-leg session keeps from a session of this kind; 0 where it need not."""
    unilateral_h = rules.between_unilateral_h if kind == "unilateral" else 0
    plyo_h = rules.between_plyo_h if jumped and jumps else 0
    return max(unilateral_h, plyo_h) * MIN_PER_HOUR


def _ground(
    from_day: int,
    runs: Sequence[Run],
    standing: Sequence[Standing],
    moves: Iterable[Move],
    off_days: Collection[int],
    wish: Wish,
    jumps: bool,
    rules: ScheduleRules,
) -> Ground:
    runs_on: dict[int, list[Run]] = {}
    for run in runs:
        runs_on.setdefault(day_of(run.start_min), []).append(run)
    return Ground(
        rules=rules,
        from_day=from_day,
        wish=wish,
        rest_min=_rest_min("unilateral", jumps, jumps, rules),
        runs=runs_on,
        uneven=by_day(_bars("unilateral", runs, standing, jumps, rules)),
        heavy=by_day(_bars("bilateral", runs, (), jumps, rules)),
        light=by_day(_bars("light", runs, (), jumps, rules)),
        race_days=tuple(day_of(run.start_min) for run in runs if run.type == "race"),
        off_days=off_days,
        left_days=frozenset(move.from_day for move in moves),
        standing=tuple(standing),
    )


def _placed(
    picks: Sequence[Pick], moved: Sequence[Standing], last_uneven: int | None, ground: Ground, jumps: bool
) -> list[Placed]:
    """Every session with its hour and its reasons, in order of days."""
    uneven = [pick.day for pick in picks if pick.type == "unilateral"]
    hours = _uneven_hours(uneven, ground)
    placed = [_planned(pick, hours, ground, jumps) for pick in picks]
    placed += [_as_moved(one, uneven, ground, jumps) for one in moved]
    reasoned = []
    for one in sorted(placed, key=lambda one: (one.day, one.type)):
        if one.type == "unilateral":
            rested = (
                Reason("first") if last_uneven is None else Reason("rested", (("n", one.day - last_uneven),))
            )
            last_uneven = one.day
            reasoned.append(one._replace(why=(one.why[0], rested, *one.why[1:])))
        else:
            reasoned.append(one)
    return reasoned


def _uneven_hours(days: Sequence[int], ground: Ground) -> dict[int, int | None]:
    """Hours of the one-leg sessions, all of H3 kept between them; None where any minute would do."""
    free = {day: openings(day, ground.uneven.get(day, ())) for day in days}
    latest: dict[int, int] = {}
    until_min = (days[-1] + 1) * MIN_PER_DAY if days else 0
    for day in reversed(days):
        latest[day] = within(free[day], 0, until_min)[-1]
        until_min = latest[day] - ground.rest_min
    hours: dict[int, int | None] = {}
    ready_min = 0
    for day in days:
        quarters = within(free[day], ready_min, latest[day])
        at_min = proposed(quarters, ground.runs.get(day, ()))
        ready_min = at_min + ground.rest_min
        any_hour = day not in ground.uneven and not _is_linked(day, days, ground)
        hours[day] = None if any_hour else at_min
    return hours


def _is_linked(day: int, days: Iterable[int], ground: Ground) -> bool:
    """Whether some two minutes of this day and of another one-leg day are too near one another."""
    return any(
        other != day and abs(other - day) * MIN_PER_DAY - (MIN_PER_DAY - 1) < ground.rest_min
        for other in days
    )


def _planned(pick: Pick, hours: dict[int, int | None], ground: Ground, jumps: bool) -> Placed:
    day, kind = pick.day, pick.type
    bars = {"unilateral": ground.uneven, "bilateral": ground.heavy, "light": ground.light}[kind]
    here = bars.get(day, [])
    at_min: int | None = None
    if kind == "unilateral":
        at_min = hours[day]
    elif here:
        quarters = within(openings(day, here), 0, (day + 1) * MIN_PER_DAY)
        at_min = proposed(quarters, ground.runs.get(day, ()))
    linked = kind == "unilateral" and _is_linked(day, hours, ground)
    why = (*pick.why, *_around(day, kind, ground), *_hour_reasons(at_min, here, linked))
    half = days_to_race(day, ground) is not None
    return Placed(day, kind, jumps and kind == "unilateral", at_min, half, why, ())


def _as_moved(one: Standing, uneven: Sequence[int], ground: Ground, jumps: bool) -> Placed:
    """A moved session, with the rules it bends. Planned ones near it keep their distance to its hour."""
    day = day_of(one.at_min)
    others = [other for other in ground.standing if other is not one]
    near = [run for at in range(day - 1, day + RUNS_BEYOND_DAYS + 1) for run in ground.runs.get(at, ())]
    here = by_day(_bars(one.type, near, others, jumps, ground.rules)).get(day, [])
    linked = one.type == "unilateral" and _is_linked(day, uneven, ground)
    at_min = one.at_min if here or linked else None
    bent = broken(one.at_min, here)
    why = (
        Reason("moved", (("weekday", weekday(one.counts_on)),)),
        *_around(day, one.type, ground),
        *_hour_reasons(at_min, here, linked),
    )
    half = days_to_race(day, ground) is not None
    return Placed(day, one.type, one.jumps, at_min, half, why, bent)


def _around(day: int, kind: SessionType, ground: Ground) -> list[Reason]:
    """What the day's runs and a race to come say about a session there."""
    reasons = []
    runs = {run.type for run in ground.runs.get(day, ())}
    if kind == "bilateral":
        reasons.append(Reason("between"))
    if kind != "light" and "hard" in runs:
        reasons.append(Reason("hard_day"))
    elif kind != "light" and "easy" in runs:
        reasons.append(Reason("easy_day"))
    to_race = days_to_race(day, ground)
    if to_race is not None:
        reasons.append(Reason("race_week", (("n", to_race),)))
    return reasons


def _hour_reasons(at_min: int | None, here: Iterable[Bar], linked: bool) -> list[Reason]:
    """One reason for each rule that keeps the hour late or early enough."""
    if at_min is None:
        return []
    late = {bar.rule for bar in here if bar.until_min <= at_min and bar.rule in ("H2", "H3", "H5")}
    early = {bar.rule for bar in here if bar.from_min > at_min and bar.rule in ("H1", "H3", "H4")}
    between = {"H3"} if linked else set()
    return [Reason(f"hour.{rule}") for rule in sorted(late | early | between)]
