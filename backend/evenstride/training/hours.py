"""Which hours of a day a session may start at, around runs and other sessions (TRAINING.md 5.2, ruling 21).

A moment is local minutes since 1970-01-01: day number x 1440 + minute of the day. A hard rule forbids
stretches of time, its bars; hours are counted start to start.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from evenstride.training.catalog import ScheduleRules

MIN_PER_HOUR = 60
MIN_PER_DAY = 1440

WAKING_MIN = (6 * MIN_PER_HOUR, 21 * MIN_PER_HOUR)
"""The first and the last start of a day that is ever proposed. Design choice."""

PROPOSED_MIN = 18 * MIN_PER_HOUR
"""An hour is proposed as near to six in the evening as the rules let it be. Design choice."""

STEP_MIN = 15
"""Hours are proposed at quarters. Design choice."""

CLASH_MIN = 90
"""A proposed hour keeps this far from the start of any run, if it can. Design choice."""

RunType = Literal["easy", "hard", "long", "race"]
Rule = Literal["H1", "H2", "H3", "H4", "H5"]
Opening = tuple[int, int]
"""The first and the last quarter at which a session may start, and every quarter between."""


class Run(NamedTuple):
    start_min: int
    type: RunType


class Bar(NamedTuple):
    """A start from `from_min` up to the minute before `until_min` breaks the rule."""

    rule: Rule
    from_min: int
    until_min: int


Bars = dict[int, list[Bar]]
"""Day → the bars that touch it; at a day that is missing every minute will do."""


def heavy_bars(runs: Iterable[Run], rules: ScheduleRules) -> list[Bar]:
    """Where runs keep heavy and moderate sessions away: H1, H2, H4 and H5."""
    before_min = rules.before_key_run_h * MIN_PER_HOUR
    h1 = [_before("H1", run, before_min) for run in runs if run.type in rules.key_runs]
    return h1 + light_bars(runs, rules)


def light_bars(runs: Iterable[Run], rules: ScheduleRules) -> list[Bar]:
    """Where runs keep even light sessions away: H2, H4 and H5. A race is a hard run, too."""
    bars = []
    for run in runs:
        if run.type in ("hard", "race"):
            midnight = day_of(run.start_min) * MIN_PER_DAY
            bars.append(Bar("H2", midnight, run.start_min + rules.after_hard_run_h * MIN_PER_HOUR))
        if run.type == "race":
            bars.append(_before("H4", run, rules.before_race_h * MIN_PER_HOUR))
        if run.type == "long":
            until_min = run.start_min + rules.after_long_run_h * MIN_PER_HOUR
            bars.append(Bar("H5", run.start_min, until_min))
    return bars


def _before(rule: Rule, run: Run, least_min: int) -> Bar:
    return Bar(rule, run.start_min - least_min + 1, run.start_min + 1)


def rest_bar(start_min: int, rest_min: int) -> Bar:
    """H3 on both sides of a session that stands at its hour."""
    return Bar("H3", start_min - rest_min + 1, start_min + rest_min)


def day_of(at_min: int) -> int:
    return at_min // MIN_PER_DAY


def by_day(bars: Iterable[Bar]) -> Bars:
    touched: Bars = {}
    for bar in bars:
        for day in range(day_of(bar.from_min), day_of(bar.until_min - 1) + 1):
            touched.setdefault(day, []).append(bar)
    return touched


def broken(at_min: int, bars: Iterable[Bar]) -> tuple[Rule, ...]:
    """The rules that a start at this minute breaks, in order of their ids."""
    return tuple(sorted({bar.rule for bar in bars if bar.from_min <= at_min < bar.until_min}))


def openings(day: int, bars: Sequence[Bar]) -> tuple[Opening, ...]:
    """What the bars leave of a waking day, in order."""
    at = day * MIN_PER_DAY + WAKING_MIN[0]
    last = day * MIN_PER_DAY + WAKING_MIN[1]
    free = []
    for bar in sorted(bars, key=lambda one: one.from_min):
        free.append((at, min(bar.from_min - 1, last)))
        at = max(at, bar.until_min)
    free.append((at, last))
    quarters = [(-(-low // STEP_MIN) * STEP_MIN, high // STEP_MIN * STEP_MIN) for low, high in free]
    return tuple((low, high) for low, high in quarters if low <= high)


def first_from(at_min: int, free: Sequence[Opening]) -> int | None:
    """The first open quarter that is not before a moment."""
    at = -(-at_min // STEP_MIN) * STEP_MIN
    return next((max(low, at) for low, high in free if at <= high), None)


def within(free: Sequence[Opening], low_min: int, high_min: int) -> list[int]:
    """Every open quarter between two moments, both included."""
    quarters: list[int] = []
    for low, high in free:
        start = first_from(max(low, low_min), [(low, high)])
        if start is not None:
            quarters.extend(range(start, min(high, high_min) + 1, STEP_MIN))
    return quarters


def proposed(quarters: Iterable[int], runs: Sequence[Run]) -> int:
    """The quarter to propose: clear of every run, then nearest to the evening, then the later one."""

    def strain(at_min: int) -> tuple[bool, int, int]:
        clash = any(abs(at_min - run.start_min) < CLASH_MIN for run in runs)
        return clash, abs(at_min % MIN_PER_DAY - PROPOSED_MIN), -at_min

    return min(quarters, key=strain)


def least_bent(day: int, bars: Sequence[Bar], runs: Sequence[Run]) -> int:
    """The waking quarter of a day that breaks the fewest rules; among those, the one to propose."""
    low, high = (day * MIN_PER_DAY + end for end in WAKING_MIN)
    quarters = range(low, high + 1, STEP_MIN)
    counts = [len(broken(at_min, bars)) for at_min in quarters]
    return proposed([at for at, n in zip(quarters, counts, strict=True) if n == min(counts)], runs)
