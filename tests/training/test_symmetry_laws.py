"""What holds for every log when left is compared with right."""

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from evenstride.catalog import load
from evenstride.training.answers import Leg, Symmetry
from evenstride.training.entries import Checks, SessionStarted, SetLogged
from evenstride.training.entries import TestMeasured as MeasuredBody
from evenstride.training.evidence import LEGS
from evenstride.training.fold import LoggedSet, Session, TrainingState
from evenstride.training.fold import Test as Measured
from evenstride.training.replay import Replayed, replay
from evenstride.training.symmetry import (
    Adjustment,
    Locks,
    LocksByDay,
    adjustments,
    sets_by_leg,
    standings,
    symmetry,
)
from evenstride.training.units import MS_PER_DAY, local_date
from tests.training.virtual_runner import Trial

CATALOG = load()
RULES = CATALOG.rules.asymmetry
COMPARED = [kind.id for kind in CATALOG.tests if kind.use_for_asymmetry]
PERCENT_NOISE = [kind.id for kind in CATALOG.tests if kind.use_for_asymmetry and kind.noise_pct]
OTHER: dict[Any, Any] = {"left": "right", "right": "left", "both": "both", None: None}
LAST_DAY = 150

TRIALS = st.lists(
    st.one_of(st.integers(0, 60), st.integers(0, 250), st.sampled_from((0, 1, 100_000))),
    min_size=1,
    max_size=3,
)


@st.composite
def measurements(draw: st.DrawFn, kinds: list[str] | None = None, most: int = 24) -> list[Measured]:
    """Measurements in training order; most days have both legs, some have one, or a leg twice."""
    tests: list[Measured] = []
    some = st.sampled_from(kinds or [kind.id for kind in CATALOG.tests])
    for _ in range(draw(st.integers(0, most // 2))):
        kind, day = draw(some), draw(st.one_of(st.integers(0, LAST_DAY), st.sampled_from((0, 5, 28, 33, 61))))
        sides = draw(
            st.sampled_from((("left", "right"), ("left", "right"), ("left",), ("right",), ("both",)))
        )
        for side in sides:
            tests.append(_measured(kind, day, side, draw(TRIALS), draw(st.integers(0, 10)), len(tests)))
    return _in_order(tests)


@st.composite
def weak_legs(draw: st.DrawFn) -> list[Measured]:
    """A runner whose worse leg is worse by much or by little for months: tiers go up and down."""
    kind = draw(st.sampled_from(("sl_calf_raise", "sl_hop_distance", "hop_6m_time")))
    tests: list[Measured] = []
    day = 0
    for _ in range(draw(st.integers(2, 10))):
        gap = draw(st.sampled_from((0, 4, 8, 11, 14, 15, 20, 30)))
        trials = [100, 100 - gap] if draw(st.integers(0, 9)) else [100 - gap, 100]
        for side, value in zip(("left", "right"), trials, strict=True):
            tests.append(_measured(kind, day, side, [value], draw(st.sampled_from((0, 2, 3))), len(tests)))
        day += draw(st.sampled_from((1, 4, 5, 14, 27, 28, 35)))
    return _in_order(tests)


def _measured(kind: str, day: int, side: Any, trials: list[int], pain: int, number: int) -> Measured:
    body: MeasuredBody = {
        "test": kind,
        "side": side,
        "performed_on": local_date(day),
        "performed_at": day * MS_PER_DAY + number,
        "trials": trials,
        "pain": pain,
        "note": None,
    }
    return Measured(f"test-{number:04}", f"test-{number:04}", day, body)


def _in_order(tests: list[Measured]) -> list[Measured]:
    return sorted(tests, key=lambda one: (one.day, one.body["performed_at"], one.record))


@st.composite
def workouts(draw: st.DrawFn) -> list[Session]:
    """Sessions of two ladders with uneven legs."""
    sessions: list[Session] = []
    for number in range(draw(st.integers(0, 7))):
        sets = [
            _logged(exercise, side, set_no, draw(st.sampled_from((10, 10, 12))), *_effort(draw, side))
            for exercise in draw(st.sets(st.sampled_from(("step_up", "single_leg_stand", "assisted_squat"))))
            for set_no in range(1, draw(st.integers(1, 2)) + 1)
            for side in draw(st.permutations(LEGS[CATALOG.exercise_by_id[exercise].sides]))
            if draw(st.integers(0, 9))
        ]
        template = draw(st.sampled_from(("phase_1_A", "phase_1_A", "light", "placement")))
        sessions.append(_session(number, sets, template, deload=draw(st.integers(0, 9)) == 0))
    return sessions


def _effort(draw: st.DrawFn, side: Leg) -> tuple[int | None, Checks]:
    """Reps in reserve and checks; the left leg is the weaker one."""
    score: Any = st.sampled_from((0, 1, 2, 2) if side == "left" else (1, 2, 2, 2))
    rir = draw(st.sampled_from((None, 1, 2, 3, 5) if side == "left" else (3, 4, 5)))
    return rir, {"knee_alignment": draw(score), "neutral_pelvis": draw(score), "smooth_breath": 2}


def _logged(
    exercise: str, side: Leg, set_no: int, amount: int, rir: int | None, checks: Checks, load_g: int = 0
) -> LoggedSet:
    kind = CATALOG.exercise_by_id[exercise]
    timed = kind.dose.seconds is not None
    body: SetLogged = {
        "session": "s",
        "ladder": kind.ladder,
        "exercise": exercise,
        "stage": kind.stages[0],
        "microstep": 0,
        "side": side,
        "set_no": set_no,
        "reps": None if timed else amount,
        "seconds": amount if timed else None,
        "load_g": load_g,
        "tempo": None,
        "checks": checks,
        "rir": rir,
        "pain": 0,
        "stopped": "done",
        "performed_at": set_no,
        "note": None,
    }
    return Trial(f"{exercise}-{side}-{set_no}", f"{exercise}-{side}-{set_no}", body)


def _session(
    number: int, sets: list[LoggedSet], template: str = "phase_1_A", *, deload: bool = False
) -> Session:
    body: SessionStarted = {
        "plan": None,
        "template": template,
        "performed_on": local_date(number),
        "started_at": number * MS_PER_DAY,
        "utc_offset_min": 0,
        "deload": deload,
        "sleep": None,
        "energy": None,
        "prescribed": [],
    }
    by_ladder: dict[str, list[LoggedSet]] = {}
    for logged in sets:
        by_ladder.setdefault(logged.body["ladder"], []).append(logged)
    return Session(f"s{number}", f"s{number}", number, body, by_ladder, None, None, None)


def _state(tests: list[Measured], on: int = LAST_DAY, sessions: list[Session] | None = None) -> TrainingState:
    tests_of: dict[tuple[str, str], list[Measured]] = {}
    for one in tests:
        tests_of.setdefault((one.body["test"], one.body["side"]), []).append(one)
    return TrainingState(on, {}, None, None, None, [], sessions or [], [], tests, tests_of, [], [], [])


def _replayed(state: TrainingState) -> Replayed:
    return replay(state, CATALOG)


def _symmetry(state: TrainingState) -> Symmetry:
    return symmetry(_replayed(state), CATALOG)


def _locks(tests: list[Measured]) -> Locks:
    return LocksByDay(tests, CATALOG).on(LAST_DAY)


LOGS = st.one_of(measurements(), measurements(COMPARED), weak_legs())


@given(LOGS, workouts())
def test_a_mirrored_runner_gets_the_mirrored_answer(tests: list[Measured], sessions: list[Session]) -> None:
    state = _state(tests, sessions=sessions)
    mirrored = _state([_mirrored_test(one) for one in tests], sessions=[_mirrored(one) for one in sessions])
    seen, other = _symmetry(state), _symmetry(mirrored)
    assert other["headline_pct"] == seen["headline_pct"]
    assert other["lagging"] == OTHER[seen["lagging"]]
    for here, there in zip(seen["tests"], other["tests"], strict=True):
        assert {**there, "left": there["right"], "right": there["left"]} == here
    for gap, mirror in zip(seen["control"], other["control"], strict=True):
        assert {
            **mirror,
            "leg": OTHER[mirror["leg"]],
            "left": mirror["right"],
            "right": mirror["left"],
        } == gap
    changes = adjustments(_replayed(state), CATALOG)
    for ladder, there_changes in adjustments(_replayed(mirrored), CATALOG).items():
        here_changes = changes[ladder]
        assert there_changes == here_changes._replace(
            leg=OTHER[here_changes.leg], accessory_leg=OTHER[here_changes.accessory_leg]
        )


def _mirrored_test(one: Measured) -> Measured:
    return one._replace(body={**one.body, "side": OTHER[one.body["side"]]})


def _mirrored(session: Session) -> Session:
    sets: dict[str, list[LoggedSet]] = {
        ladder: [
            Trial(one.id, one.record, {**one.body, "side": OTHER[one.body["side"]]}) for one in of_ladder
        ]
        for ladder, of_ladder in session.sets.items()
    }
    return Session(session.id, session.record, session.day, session.body, sets, None, None, None)


@given(LOGS)
def test_nobody_lags_without_a_real_difference_seen_twice(tests: list[Measured]) -> None:
    seen = _symmetry(_state(tests))
    for one in seen["tests"]:
        assert one["real"] or not one["confirmed"]
        assert one["confirmed"] or one["band"] == "none"
        assert one["band"] not in {"priority", "refer"} or one["tier"] >= 2
        assert one["band"] != "lagging" or one["tier"] >= 1
    lagging = [one for one in seen["tests"] if one["band"] in {"lagging", "priority", "refer"}]
    worse = {_worse_of(one["test"], tests) for one in lagging}
    assert seen["lagging"] == (worse.pop() if len(worse) == 1 else None)


def _worse_of(test: str, tests: list[Measured]) -> Leg | None:
    return standings(tests, CATALOG, LAST_DAY)[test].newest.worse


@given(st.sampled_from(COMPARED), TRIALS, TRIALS)
def test_real_means_above_the_noise_and_above_the_spread(
    test: str, left: list[int], right: list[int]
) -> None:
    kind = CATALOG.test_by_id[test]
    tests = [_measured(test, 0, "left", left, 0, 0), _measured(test, 0, "right", right, 0, 1)]
    higher = kind.better == "higher"
    pick = max if higher else min
    values = {
        leg: Fraction(pick(trials)) if kind.value == "best" else Fraction(sum(trials), len(trials))
        for leg, trials in (("left", left), ("right", right))
    }
    apart, larger = abs(values["left"] - values["right"]), max(values.values())
    noise = (
        Fraction(kind.noise_pct, 100) * sum(values.values()) / 2
        if kind.noise_pct is not None
        else Fraction(kind.noise_tenths or 0, 10)
    )
    worse = left if (values["left"] < values["right"]) == higher else right
    mean = Fraction(sum(worse), len(worse))
    variance = sum((trial - mean) ** 2 for trial in worse) / len(worse)
    spread_squared = variance / mean**2 if mean else Fraction(0)
    real = bool(apart > noise and (apart / larger) ** 2 > spread_squared)
    compared = standings(tests, CATALOG, 0)[test].newest
    assert compared.real is real
    assert Fraction(*compared.noise) == noise
    assert Fraction(compared.left, compared.parts) == values["left"]
    assert Fraction(compared.right, compared.parts) == values["right"]


@given(measurements(COMPARED))
def test_one_test_on_one_day_confirms_nothing(tests: list[Measured]) -> None:
    for test in COMPARED:
        first = next((one.day for one in tests if one.body["test"] == test), None)
        alone = [one for one in tests if one.body["test"] == test and one.day == first]
        seen = _symmetry(_state(alone))
        assert seen["lagging"] is None
        assert all(not one["confirmed"] and one["tier"] == 0 for one in seen["tests"])
        assert _locks(alone).exercises == frozenset()


@given(LOGS, st.integers(0, LAST_DAY))
def test_the_future_changes_nothing(tests: list[Measured], day: int) -> None:
    past = [one for one in tests if one.day <= day]
    assert standings(tests, CATALOG, day) == standings(past, CATALOG, day)


@given(measurements(PERCENT_NOISE), st.integers(1, 50))
def test_a_longer_tape_measure_changes_no_verdict(tests: list[Measured], times: int) -> None:
    longer = [
        one._replace(body={**one.body, "trials": [times * trial for trial in one.body["trials"]]})
        for one in tests
    ]
    seen, scaled = _symmetry(_state(tests)), _symmetry(_state(longer))
    assert scaled["headline_pct"] == seen["headline_pct"]
    assert scaled["lagging"] == seen["lagging"]
    for here, there in zip(seen["tests"], scaled["tests"], strict=True):
        values = {key: there[key] for key in ("left", "right", "difference", "noise")}
        assert {**here, **values} == there


@given(LOGS, st.data())
def test_a_measurement_repeated_later_that_day_is_the_one_that_counts(
    tests: list[Measured], data: st.DataObject
) -> None:
    if not tests:
        return
    at = data.draw(st.integers(0, len(tests) - 1))
    spoiled = tests[at]._replace(
        record="test-first", body={**tests[at].body, "trials": data.draw(TRIALS), "pain": 10}
    )
    spoiled = spoiled._replace(body={**spoiled.body, "performed_at": spoiled.day * MS_PER_DAY - 1})
    assert standings(_in_order([*tests, spoiled]), CATALOG, LAST_DAY) == standings(tests, CATALOG, LAST_DAY)


@given(LOGS)
def test_the_headline_lies_among_the_tests(tests: list[Measured]) -> None:
    seen = _symmetry(_state(tests, on=90))
    recent = {
        test
        for test, one in standings(tests, CATALOG, 90).items()
        if 90 - one.newest.day <= RULES.headline_days
    }
    counted = [
        one for one in seen["tests"] if one["test"] in recent and (one["confirmed"] or not one["real"])
    ]
    values = [one["asymmetry_pct"] if one["confirmed"] else 0 for one in counted]
    if not values:
        assert seen["headline_pct"] is None
        return
    headline = seen["headline_pct"]
    assert headline is not None
    assert min(values) <= headline <= max(values)
    assert 2 * sum(value <= headline for value in values) >= len(values)
    assert 2 * sum(value >= headline for value in values) >= len(values)


@given(weak_legs())
def test_a_tier_falls_one_step_at_a_time_and_only_on_test_days(tests: list[Measured]) -> None:
    kind = tests[0].body["test"]
    measured_on = {one.day for one in tests}
    before, leg = 0, None
    for day in sorted(measured_on | {day + 1 for day in measured_on}):
        standing = standings(tests, CATALOG, day)[kind]
        if standing.tier != before or standing.leg != leg:
            assert day in measured_on
        if standing.leg == leg or standing.leg is None:
            assert standing.tier >= before - 1
        assert (standing.tier == 0) == (standing.leg is None) == (standing.entered is None)
        assert standing.entered is None or standing.entered in measured_on
        before, leg = standing.tier, standing.leg


@given(LOGS, workouts(), st.integers(0, 12))
def test_extra_work_is_capped_and_never_jumps(
    tests: list[Measured], sessions: list[Session], sets: int
) -> None:
    for ladder, changes in adjustments(_replayed(_state(tests, sessions=sessions)), CATALOG).items():
        kind = CATALOG.ladder_by_id[ladder]
        exercise = CATALOG.exercise_by_id[kind.rungs[-1]]
        left, right = sets_by_leg(changes, exercise, sets, CATALOG)
        assert min(left, right) == sets
        assert 100 * (max(left, right) - sets) <= RULES.extra_sets_max_pct * sets
        if kind.priority == "plyo" or changes.frozen or changes.leg is None:
            assert (left, right) == (sets, sets)
        assert not changes.extra_sets or changes.tier == 2
        assert bool(changes.accessory) == (changes.accessory_leg is not None)


@given(LOGS)
def test_fifteen_percent_locks_the_hardest_jumps_and_less_does_not(tests: list[Measured]) -> None:
    newest = {test: one.newest for test, one in standings(tests, CATALOG, LAST_DAY).items()}
    far = [
        test
        for test, one in newest.items()
        if one.confirmed and not _locks(tests).is_even(test, RULES.lock_pct)
    ]
    assert _locks(tests).exercises == frozenset(RULES.locks if far else ())
    locked = [
        one for changes in adjustments(_replayed(_state(tests)), CATALOG).values() for one in changes.locked
    ]
    assert sorted(locked) == (sorted(RULES.locks) if far else [])


@given(LOGS, workouts())
@settings(max_examples=50)
def test_every_number_answered_is_whole(tests: list[Measured], sessions: list[Session]) -> None:
    seen = _symmetry(_state(tests, sessions=sessions))
    numbers = [value for one in (*seen["tests"], *seen["control"]) for value in one.values()]
    assert all(isinstance(value, int | str) for value in numbers)
    for one in seen["tests"]:
        assert 0 <= one["asymmetry_pct"] <= 100


def test_effort_is_compared_at_equal_weight_only() -> None:
    clean: Checks = {"knee_alignment": 2, "neutral_pelvis": 2, "smooth_breath": 2}

    def gaps(right_load_g: int) -> list[str]:
        legs = [
            _logged("step_up", "left", 1, 10, 1, clean, 5_000),
            _logged("step_up", "right", 1, 10, 4, clean, right_load_g),
        ]
        sessions = [_session(number, legs) for number in range(RULES.rir_sessions)]
        return [gap["kind"] for gap in _symmetry(_state([], sessions=sessions))["control"]]

    assert gaps(5_000) == ["rir_gap"]
    assert gaps(7_500) == []


def test_a_ladder_nobody_needs_is_left_alone() -> None:
    untouched = Adjustment(0, None, 0, (), None, frozen=False, locked=())
    assert set(adjustments(_replayed(_state([])), CATALOG).values()) == {untouched}
