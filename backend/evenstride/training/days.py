"""Which days of a plan week hold which type of session (TRAINING.md 5.2 and 5.3).

First the one-leg days: the set of days that holds the most sessions, then costs least, then comes first,
among the sets that keep every hard rule. Then two-leg days on what is left, then light ones. A set is judged
as a whole week, past included, and never by the day of asking; so tomorrow finds the same set the best.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from evenstride.training.catalog import Range, ScheduleRules, SessionType
from evenstride.training.hours import (
    MIN_PER_DAY,
    MIN_PER_HOUR,
    PROPOSED_MIN,
    Bars,
    Opening,
    Rule,
    Run,
    broken,
    day_of,
    first_from,
    least_bent,
    openings,
)
from evenstride.training.units import weekday

DAYS_PER_WEEK = 7

# What a soft rule costs where it is not kept; below zero is a bonus. Design choices.
UNCHOSEN_COST = 1000
P5_COST = 60
P1_COST = 40
P3_COST = 30
P2_COST = -20
LONG_DAY_COST = 5
"""The hours left after a long run are few and tired."""
GAP_COST = 2
"""Of a squared gap in days: even gaps cost least."""


class Wish(NamedTuple):
    """The runner's weekdays, 1 for Monday (none: did not say), and how many days the level asks for."""

    weekdays: tuple[int, ...]
    unilateral_days: Range
    bilateral_days: Range


class Reason(NamedTuple):
    """A key of the words table and what its sentence names."""

    code: str
    facts: tuple[tuple[str, int | str], ...] = ()


class Standing(NamedTuple):
    """A session the others make room for: performed, or moved by hand to where it is.

    It counts in the week of `counts_on`: the day it was moved from, if it was moved.
    """

    at_min: int
    type: SessionType
    jumps: bool
    counts_on: int


class Ask(NamedTuple):
    """How many sessions a week holds at most; of one-leg and two-leg ones also at least."""

    unilateral: int
    unilateral_least: int
    bilateral: int
    bilateral_least: int
    sessions: int


class Ground(NamedTuple):
    """All that is settled before a day is chosen. `uneven` are the heavy bars and H3 around what stands."""

    rules: ScheduleRules
    from_day: int
    wish: Wish
    rest_min: int
    runs: dict[int, list[Run]]
    uneven: Bars
    heavy: Bars
    light: Bars
    race_days: tuple[int, ...]
    off_days: Collection[int]
    left_days: frozenset[int]
    standing: tuple[Standing, ...]


class Pick(NamedTuple):
    day: int
    type: SessionType
    why: tuple[Reason, ...]


Free = dict[int, tuple[Opening, ...]]


def plan_week(first: int, before: Sequence[Pick], ready_min: int, ground: Ground) -> tuple[list[Pick], int]:
    """The sessions to come in the plan week of seven days from `first`, and when the next may start.

    `ready_min` is the first minute a one-leg session may start at, after those picked `before`.
    """
    ask = asked(ground.wish)
    counted = [one for one in ground.standing if 0 <= one.counts_on - first < DAYS_PER_WEEK]
    free = {day: openings(day, ground.uneven.get(day, ())) for day in _days(first)}
    uneven = _uneven_days(first, before, counted, ready_min, free, ask, ground)
    wanting = ask.unilateral - _count(counted, "unilateral") - len(uneven)
    short = wanting > 0 and _reachable(first, ready_min, ask, ground) < ask.unilateral
    fewer = (Reason("fewer", (("n", ask.unilateral - wanting),)),) if short else ()
    picks = [
        Pick(day, "unilateral", (_uneven_reason(day, uneven, ready_min, free, ground), *fewer))
        for day in uneven
    ]
    picks += _even_days(first, [*before, *picks], counted, ask, ground)
    instead = wanting > 0 if ground.wish.weekdays else short
    picks += _light_days(first, [*before, *picks], counted, instead, ask, ground)
    ready = _chain(uneven, ready_min, free, ground)
    return sorted(picks), ready_min if ready is None else ready


def asked(wish: Wish) -> Ask:
    """Without weekdays the least the level asks for; else as much of its range as the days hold."""
    uneven_low, uneven_high = wish.unilateral_days
    even_low, even_high = wish.bilateral_days
    days = len(wish.weekdays)
    if not days:
        return Ask(uneven_low, uneven_low, even_low, even_low, uneven_low + even_low)
    uneven = min(days, max(uneven_low, min(uneven_high, days - even_low)))
    even = min(even_high, days - uneven)
    return Ask(uneven, min(uneven, uneven_low), even, min(even, even_low), days)


def days_to_race(day: int, ground: Ground) -> int | None:
    """Days to the race whose race week, the seven days up to it, a day lies in."""
    return next((race - day for race in ground.race_days if 0 < race - day < DAYS_PER_WEEK), None)


def _days(first: int) -> range:
    return range(first, first + DAYS_PER_WEEK)


def _count(counted: Iterable[Standing], kind: SessionType) -> int:
    return sum(one.type == kind for one in counted)


def _is_open(day: int, ground: Ground) -> bool:
    """Whether a session may still be planned here."""
    return day >= ground.from_day and _is_vacant(day, ground)


def _is_vacant(day: int, ground: Ground) -> bool:
    """Not away, no race, no session moved from here, none standing here."""
    return (
        day not in ground.off_days
        and day not in ground.left_days
        and day not in ground.race_days
        and all(day_of(one.at_min) != day for one in ground.standing)
    )


def _is_chosen(day: int, ground: Ground) -> bool:
    return weekday(day) in ground.wish.weekdays


def _suits(day: int, ground: Ground) -> bool:
    """A chosen day; a runner who did not say chooses every day that keeps P5."""
    return _is_chosen(day, ground) if ground.wish.weekdays else not _is_late(day, ground)


def _is_late(day: int, ground: Ground) -> bool:
    """P5: too near the race for a session in race week."""
    to_race = days_to_race(day, ground)
    return to_race is not None and to_race < ground.rules.race_week_days_before


def _has_race_room(days: Sequence[int], before: Iterable[Pick], ground: Ground) -> bool:
    """P5: whether race weeks hold no more sessions than they may, as far as these days are to blame."""
    for race in ground.race_days:
        ours = sum(0 < race - day < DAYS_PER_WEEK for day in days)
        if ours:
            others = [pick.day for pick in before] + [day_of(one.at_min) for one in ground.standing]
            taken = sum(0 < race - day < DAYS_PER_WEEK for day in others)
            if taken + ours > ground.rules.race_week_sessions:
                return False
    return True


def _uneven_days(
    first: int,
    before: Sequence[Pick],
    counted: Sequence[Standing],
    ready_min: int,
    free: Free,
    ask: Ask,
    ground: Ground,
) -> tuple[int, ...]:
    """The best set of one-leg days still to come. Days not chosen are used only to reach the least."""
    have = _count(counted, "unilateral")
    stand = [day_of(one.at_min) for one in counted if one.type == "unilateral"]
    there = [day for day in stand if 0 <= day - first < DAYS_PER_WEEK]
    usable = [day for day in _days(first) if free[day] and _is_open(day, ground)]
    chosen = [day for day in usable if _suits(day, ground)]
    costs = {day: day_cost(day, ground) for day in usable}

    def stand_in(days: tuple[int, ...]) -> bool:
        strange = [day for day in days if day not in chosen]
        others = [_replaced(day, days, ready_min, free, ground) for day in strange]
        return None not in others and len(set(others)) == len(strange)

    def holds(days: tuple[int, ...]) -> bool:
        return (
            _chain(days, ready_min, free, ground) is not None
            and _has_race_room(days, before, ground)
            and stand_in(days)
        )

    def cost(days: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        strange = sum(UNCHOSEN_COST for day in days if day not in chosen)
        return sum(costs[day] for day in days) + strange + _gap_cost([*there, *days]), days

    for size in range(ask.unilateral - have, 0, -1):
        pool = usable if have + size <= ask.unilateral_least else chosen
        sets = [days for days in combinations(pool, size) if holds(days)]
        if sets:
            return min(sets, key=cost)
    return ()


def _chain(days: Sequence[int], ready_min: int, free: Free, ground: Ground) -> int | None:
    """When the next one-leg session may start at the earliest; None where H3 leaves a day no hour."""
    ready = ready_min
    for day in days:
        at_min = first_from(ready, free[day])
        if at_min is None:
            return None
        ready = at_min + ground.rest_min
    return ready


def _replaced(day: int, days: Sequence[int], ready_min: int, free: Free, ground: Ground) -> int | None:
    """The chosen day next to this one that this one may stand in for.

    The hard rules forbid it: no hour is left there, or none beside the chosen days that are used.
    """
    if _is_late(day, ground):
        return None
    for other in (day - 1, day + 1):
        wanted = other in free and _is_chosen(other, ground) and _is_vacant(other, ground)
        if not wanted or other in days:
            continue
        instead = sorted([other, *(one for one in days if _is_chosen(one, ground))])
        if not free[other] or _chain(instead, ready_min, free, ground) is None:
            return other
    return None


def _uneven_reason(day: int, days: Sequence[int], ready_min: int, free: Free, ground: Ground) -> Reason:
    if not ground.wish.weekdays:
        return Reason("free_day")
    other = None if _is_chosen(day, ground) else _replaced(day, days, ready_min, free, ground)
    if other is None:
        return Reason("chosen")
    rule = "H3" if free[other] else _barring(other, ground.uneven, ground)
    return Reason("neighbour", (("weekday", weekday(other)), ("rule", rule)))


def _barring(day: int, bars: Bars, ground: Ground) -> Rule:
    """The first rule in the way at the hour that would break the fewest."""
    here = bars[day]
    return broken(least_bent(day, here, ground.runs.get(day, ())), here)[0]


def day_cost(day: int, ground: Ground) -> int:
    """What the soft rules say of a heavy session on a day, whatever else the week holds."""
    evening = day * MIN_PER_DAY + PROPOSED_MIN
    soon_min = ground.rules.heavy_before_hard_h * MIN_PER_HOUR
    today = {run.type for run in ground.runs.get(day, ())}
    tomorrow = {run.type for run in ground.runs.get(day + 1, ())}
    ahead = range(day, day + soon_min // MIN_PER_DAY + 2)
    hard = (run for one in ahead for run in ground.runs.get(one, ()) if run.type in ("hard", "race"))
    cost = P1_COST if any(0 < run.start_min - evening < soon_min for run in hard) else 0
    cost += P3_COST if tomorrow & set(ground.rules.key_runs) else 0
    cost += P5_COST if _is_late(day, ground) else 0
    cost += LONG_DAY_COST if "long" in today else 0
    return cost + (P2_COST if "hard" in today else 0)


def _gap_cost(days: Collection[int]) -> int:
    """Least for days spread evenly over weeks that repeat."""
    ordered = sorted(set(days))
    around = [*ordered[1:], ordered[0] + DAYS_PER_WEEK]
    return GAP_COST * sum((after - day) ** 2 for day, after in zip(ordered, around, strict=True))


def _reachable(first: int, ready_min: int, ask: Ask, ground: Ground) -> int:
    """How many one-leg days the runs would leave to the week, were nothing done, missed or away."""
    free = {day: openings(day, ground.heavy.get(day, ())) for day in _days(first)}
    anywhere = not ground.wish.weekdays
    usable = [day for day in free if free[day] and (anywhere or _is_chosen(day, ground))]
    usable = [day for day in usable if day not in ground.race_days]
    sizes = range(ask.unilateral, 0, -1)
    sets = (days for size in sizes for days in combinations(usable, size))
    return next((len(days) for days in sets if _chain(days, ready_min, free, ground) is not None), 0)


def _even_days(
    first: int, before: Sequence[Pick], counted: Sequence[Standing], ask: Ask, ground: Ground
) -> list[Pick]:
    """P4: two-leg days on what one-leg days leave. Above the least, only where no soft rule minds."""
    left = _left_days(first, before, counted, ground)
    usable = [day for day in left if openings(day, ground.heavy.get(day, ()))]
    picks: list[Pick] = []
    have = _count(counted, "bilateral")
    room = _room(first, before, counted, ask)
    for cost, day in sorted((day_cost(day, ground), day) for day in usable):
        most = min(room, (ask.bilateral if cost <= 0 else ask.bilateral_least) - have)
        if len(picks) < most and _has_race_room([day], [*before, *picks], ground):
            why = Reason("chosen" if ground.wish.weekdays else "free_day")
            picks.append(Pick(day, "bilateral", (why,)))
    return picks


def _left_days(first: int, before: Sequence[Pick], counted: Sequence[Standing], ground: Ground) -> list[int]:
    """Days to come that suit, hold nothing, and have no other day standing in for them."""
    taken = {pick.day for pick in before}
    given_up = _given_up(first, before, counted, ground) if ground.wish.weekdays else set()
    return [
        day
        for day in _days(first)
        if day not in taken | given_up and _suits(day, ground) and _is_open(day, ground)
    ]


def _given_up(first: int, before: Sequence[Pick], counted: Sequence[Standing], ground: Ground) -> set[int]:
    """The days beside a one-leg session on a day not chosen, unless the runner moved it there."""
    done = [day_of(one.at_min) for one in counted if one.type == "unilateral" and _is_unmoved(one)]
    picked = [pick.day for pick in before if pick.type == "unilateral" and pick.day >= first]
    strange = [day for day in done + picked if not _is_chosen(day, ground)]
    return {day + side for day in strange for side in (-1, 1)}


def _is_unmoved(one: Standing) -> bool:
    return one.counts_on == day_of(one.at_min)


def _room(first: int, before: Sequence[Pick], counted: Sequence[Standing], ask: Ask) -> int:
    """How many sessions the week may still take."""
    return ask.sessions - len(counted) - sum(pick.day >= first for pick in before)


def _light_days(
    first: int,
    before: Sequence[Pick],
    counted: Sequence[Standing],
    instead: bool,
    ask: Ask,
    ground: Ground,
) -> list[Pick]:
    """Light sessions: on chosen days that are left, and one in place of a one-leg session H1 to H3 forbid."""
    room = _room(first, before, counted, ask)
    if not ground.wish.weekdays:
        room = min(room, 1 - _count(counted, "light")) if instead else 0
    picks: list[Pick] = []
    for day in _left_days(first, before, counted, ground):
        fits = openings(day, ground.light.get(day, ())) and _has_race_room([day], [*before, *picks], ground)
        if fits and len(picks) < room:
            picks.append(Pick(day, "light", (_light_reason(day, instead, ground),)))
    return picks


def _light_reason(day: int, instead: bool, ground: Ground) -> Reason:
    if not openings(day, ground.heavy.get(day, ())):
        return Reason("light_before", (("rule", _barring(day, ground.heavy, ground)),))
    return Reason("light_instead" if instead else "light_extra")
