"""What is true of every arrangement, over random weeks (TRAINING.md 5.2, rulings 21).

The rules are written down here a second time, plainly, minute by minute, so that `hours` and `days` are not
judged by themselves.
"""

from itertools import pairwise
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from evenstride.catalog import load
from evenstride.training.catalog import SessionType
from evenstride.training.days import Wish
from evenstride.training.hours import MIN_PER_DAY, Run, RunType
from evenstride.training.units import weekday
from evenstride.training.week import Done, Move, Placed, arrange, assessment_days, span

CATALOG = load()
START_DAY = 20_458
"""Monday 2026-01-05."""
HOUR = 60
FAR_DAYS = 63


class Life(NamedTuple):
    """A runner's habits and one-off days; everything `arrange` asks except the day of asking."""

    runs: tuple[Run, ...]
    wish: Wish
    jumps: bool
    off_days: frozenset[int]


def _wishes() -> st.SearchStrategy[Wish]:
    levels = CATALOG.program.levels
    return st.builds(
        lambda level, days: Wish(tuple(sorted(days)), level.unilateral_days, level.bilateral_days),
        st.sampled_from([levels["beginner"], levels["seasoned"]]),
        st.frozensets(st.integers(1, 7)),
    )


KINDS: tuple[RunType, ...] = ("easy", "hard", "long")
PATTERN_RUNS = st.tuples(
    st.integers(1, 7),
    st.sampled_from([0, 5 * HOUR, 6 * HOUR + 1, 7 * HOUR, 12 * HOUR, 17 * HOUR + 59, 18 * HOUR, 1439]),
    st.sampled_from(KINDS),
)
RACES = st.tuples(st.integers(0, FAR_DAYS), st.integers(7 * HOUR, 20 * HOUR))


@st.composite
def lives(draw: st.DrawFn) -> Life:
    pattern: list[tuple[int, int, RunType]] = draw(st.lists(PATTERN_RUNS, max_size=6))
    races = draw(st.lists(RACES, max_size=2))
    raced = {START_DAY + day for day, _minute in races}
    days = range(START_DAY - 7, START_DAY + FAR_DAYS)
    runs = [
        Run(day * MIN_PER_DAY + minute, kind)
        for day in days
        for wanted, minute, kind in pattern
        if weekday(day) == wanted and day not in raced
    ]
    runs += [Run((START_DAY + day) * MIN_PER_DAY + minute, "race") for day, minute in races]
    off_days = draw(st.frozensets(st.integers(START_DAY, START_DAY + 20), max_size=5))
    return Life(tuple(sorted(runs)), draw(_wishes()), draw(st.booleans()), off_days)


DONE = st.builds(
    lambda day, minute, kind, jumps: Done((START_DAY + day) * MIN_PER_DAY + minute, kind, jumps),
    st.integers(0, 13),
    st.integers(0, 1439),
    st.sampled_from(["unilateral", "bilateral", "light"]),
    st.booleans(),
)
MOVES = st.builds(
    lambda from_day, by, kind: Move(START_DAY + from_day, START_DAY + from_day + by, kind),
    st.integers(0, 20),
    st.integers(-4, 4),
    st.sampled_from(["unilateral", "bilateral", "light"]),
)


def _ask(life: Life, on: int, last: int, done: list[Done], moves: tuple[Move, ...] = ()) -> list[Placed]:
    low, high = span(on, START_DAY, last)
    runs = [run for run in life.runs if low <= run.start_min // MIN_PER_DAY <= high]
    so_far = sorted(one for one in done if one.start_min // MIN_PER_DAY <= on)
    return arrange(
        on, last, on, START_DAY, runs, so_far, moves, life.off_days, life.wish, life.jumps, CATALOG
    )


def _run_rules_broken(at_min: int, kind: SessionType, runs: tuple[Run, ...]) -> set[str]:
    """H1, H2, H4 and H5 as one reads them."""
    day = at_min // MIN_PER_DAY
    rules = set()
    for run in runs:
        ahead = run.start_min - at_min
        same_day = run.start_min // MIN_PER_DAY == day
        if kind != "light" and run.type != "easy" and 0 <= ahead < 24 * HOUR:
            rules.add("H1")
        if run.type in ("hard", "race") and ((same_day and ahead > 0) or -6 * HOUR < ahead <= 0):
            rules.add("H2")
        if run.type == "race" and 0 <= ahead < 72 * HOUR:
            rules.add("H4")
        if run.type == "long" and -6 * HOUR < ahead <= 0:
            rules.add("H5")
    return rules


def _too_near(one: Placed, at_min: int, other: Done, apart_min: int = 48 * HOUR) -> bool:
    if abs(other.start_min - at_min) >= apart_min:
        return False
    both_one_leg = one.type == other.type == "unilateral"
    return both_one_leg or (one.jumps and other.jumps)


def _minutes(one: Placed) -> list[int]:
    """When it may be done: at its hour, or at any minute; the ends of the day and each hour stand for all."""
    if one.at_min is not None:
        return [one.at_min]
    midnight = one.day * MIN_PER_DAY
    return [*range(midnight, midnight + MIN_PER_DAY, HOUR), midnight + MIN_PER_DAY - 1]


def _as_done(one: Placed, at_min: int) -> Done:
    return Done(at_min, one.type, one.jumps)


def _rules_broken(one: Placed, at_min: int, life: Life, done: list[Done], others: list[Placed]) -> set[str]:
    rules = _run_rules_broken(at_min, one.type, life.runs)
    rivals = done + [_as_done(other, minute) for other in others for minute in _minutes(other)]
    return rules | ({"H3"} if any(_too_near(one, at_min, rival) for rival in rivals) else set())


@settings(max_examples=60, deadline=None)
@given(lives(), st.lists(DONE, max_size=4), st.integers(0, 13))
def test_no_hard_rule_is_ever_broken_at_any_hour_left_open(life: Life, past: list[Done], ahead: int) -> None:
    on = START_DAY + ahead
    done = [one for one in past if one.start_min // MIN_PER_DAY <= on]
    plan = _ask(life, on, on + 20, done)
    for one in plan:
        others = [other for other in plan if other is not one and abs(other.day - one.day) <= 3]
        for minute in _minutes(one):
            assert not _rules_broken(one, minute, life, done, others), (one, minute)


@settings(max_examples=50, deadline=None)
@given(lives(), st.lists(DONE, max_size=4), st.integers(0, 13))
def test_an_hour_is_named_exactly_where_some_minute_would_break_a_rule(
    life: Life, past: list[Done], ahead: int
) -> None:
    on = START_DAY + ahead
    done = [one for one in past if one.start_min // MIN_PER_DAY <= on]
    plan = _ask(life, on, on + 34, done)
    for one in plan[: len(plan) // 2]:
        free = [
            other._replace(at_min=None)
            for other in plan
            if other is not one and abs(other.day - one.day) <= 3
        ]
        midnight = one.day * MIN_PER_DAY
        every = range(midnight, midnight + MIN_PER_DAY)
        run_free = not any(_run_rules_broken(minute, one.type, life.runs) for minute in every)
        near = done + [_as_done(other, minute) for other in free for minute in _minutes(other)]
        rested = not any(_too_near(one, minute, rival) for minute in (every[0], every[-1]) for rival in near)
        assert (one.at_min is None) == (run_free and rested), one
        if one.at_min is not None:
            assert 6 * HOUR <= one.at_min - midnight <= 21 * HOUR


def _essence(plan: list[Placed]) -> list[tuple[int, str, int | None, bool]]:
    return [(one.day, one.type, one.at_min, one.half) for one in plan]


@settings(max_examples=60, deadline=None)
@given(lives(), st.data())
def test_asked_again_day_after_day_the_plan_stays_while_it_is_followed(
    life: Life, data: st.DataObject
) -> None:
    """Done at the hour shown, or at any waking hour where none was shown."""
    last = START_DAY + 27
    done: list[Done] = []
    plan = _ask(life, START_DAY, last, done)
    for on in range(START_DAY, START_DAY + 14):
        assert _essence(_ask(life, on, last, done)) == _essence([one for one in plan if one.day >= on])
        for one in plan:
            if one.day == on:
                minute = data.draw(st.integers(6 * HOUR, 21 * HOUR))
                at_min = on * MIN_PER_DAY + minute if one.at_min is None else one.at_min
                done.append(_as_done(one, at_min))
                assert _essence(_ask(life, on, last, done)) == _essence([p for p in plan if p.day > on])


@settings(max_examples=50, deadline=None)
@given(lives(), st.lists(DONE, max_size=4), st.lists(MOVES, max_size=2), st.integers(0, 13))
def test_how_far_one_looks_changes_nothing_nearer(
    life: Life, past: list[Done], moves: list[Move], ahead: int
) -> None:
    on = START_DAY + ahead
    wide = _ask(life, on, on + 27, past, tuple(moves))
    for last in (on, on + 3, on + 9):
        assert _ask(life, on, last, past, tuple(moves)) == [one for one in wide if one.day <= last]


@settings(max_examples=60, deadline=None)
@given(lives(), st.lists(DONE, max_size=3), MOVES, st.integers(0, 13))
def test_a_moved_day_names_exactly_the_rules_it_bends_and_no_hour_bends_fewer(
    life: Life, past: list[Done], move: Move, ahead: int
) -> None:
    on = START_DAY + ahead
    done = [one for one in past if one.start_min // MIN_PER_DAY <= on]
    plan = _ask(life, on, on + 27, done, (move,))
    moved = [one for one in plan if one.why[0].code == "moved"]
    busy = {one.start_min // MIN_PER_DAY for one in done}
    stays = move.to_day == move.from_day or move.to_day < on or move.to_day in busy | life.off_days
    assert len(moved) == (0 if stays else 1)
    for one in moved:
        assert (one.day, one.type) == (move.to_day, move.type)
        others = [other for other in plan if other is not one and abs(other.day - one.day) <= 3]
        for minute in _minutes(one):
            assert set(one.bent) == _rules_broken(one, minute, life, done, others)
        waking = range(one.day * MIN_PER_DAY + 6 * HOUR, one.day * MIN_PER_DAY + 21 * HOUR + 1, 15)
        assert len(one.bent) == min(len(_rules_broken(one, minute, life, done, [])) for minute in waking)
    assert all(not one.bent for one in plan if one not in moved)
    assert all(one.day != move.from_day for one in plan if one not in moved) or move.to_day == move.from_day


@settings(max_examples=60, deadline=None)
@given(lives(), st.integers(0, 13))
def test_a_whole_week_holds_what_the_level_and_the_runner_ask_and_never_more(life: Life, ahead: int) -> None:
    plan = _ask(life, START_DAY, START_DAY + 27, [])
    wish = life.wish
    raced = {run.start_min // MIN_PER_DAY for run in life.runs if run.type == "race"}
    for week in range(START_DAY, START_DAY + 28, 7):
        days = [one for one in plan if week <= one.day < week + 7]
        count = {kind: sum(one.type == kind for one in days) for kind in ("unilateral", "bilateral")}
        assert count["unilateral"] <= wish.unilateral_days[1]
        assert count["bilateral"] <= wish.bilateral_days[1]
        assert len(days) == len({one.day for one in days})
        if wish.weekdays:
            assert len(days) <= len(wish.weekdays)
            strangers = [one for one in days if weekday(one.day) not in wish.weekdays]
            assert all(one.type == "unilateral" and one.why[0].code == "neighbour" for one in strangers)
        assert not {one.day for one in days} & (life.off_days | raced)
    for race in raced:
        assert sum(0 < race - one.day < 7 for one in plan) <= 1
        assert all(one.half for one in plan if 0 < race - one.day < 7)


@given(lives(), st.lists(DONE, max_size=4), st.lists(MOVES, max_size=4), st.integers(-10, 30))
@settings(max_examples=60, deadline=None)
def test_whatever_was_done_and_moved_there_is_an_answer_and_always_the_same(
    life: Life, done: list[Done], moves: list[Move], ahead: int
) -> None:
    on = START_DAY + ahead
    plan = _ask(life, on, on + 13, done, tuple(moves))
    assert plan == _ask(life, on, on + 13, done, tuple(moves))
    assert all(one.day >= max(on, START_DAY) for one in plan)
    assert all(before.day <= after.day for before, after in pairwise(plan))


@given(lives(), st.frozensets(st.integers(START_DAY, START_DAY + 40)))
@settings(max_examples=50, deadline=None)
def test_tests_are_due_on_one_day_of_each_lighter_week_and_far_from_hard_runs_if_any_day_is(
    life: Life, heavy: frozenset[int]
) -> None:
    weeks = [range(START_DAY + 21, START_DAY + 28), range(START_DAY + 49, START_DAY + 56)]
    days = assessment_days([*weeks[0], *weeks[1]], life.runs, heavy, life.off_days, CATALOG)
    hard = [run.start_min for run in life.runs if run.type in ("hard", "race")]

    def is_far(day: int) -> bool:
        waking = range(day * MIN_PER_DAY + 6 * HOUR, day * MIN_PER_DAY + 21 * HOUR + 1, 15)
        return any(all(abs(at - start) >= 48 * HOUR for start in hard) for at in waking)

    assert len(days) == 2
    for day, week in zip(days, weeks, strict=True):
        assert day in week
        far = [one for one in week if is_far(one)]
        assert not far or day in far
        rested = [one for one in far if one - 1 not in heavy]
        assert not rested or day - 1 not in heavy
