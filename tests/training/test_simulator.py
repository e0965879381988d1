"""26 weeks of runners who do what `today` says: hard rules kept on every day, and doors reached in time.

`EVENSTRIDE_LIVES=20` lives so many of each kind; `python -m benchmarks.simulate` does so outside the tests.
"""

import os

import pytest

from tests.training.simulator import (
    HEALTHY,
    KINDS,
    SENSIBLE_JUMPS_WEEK,
    SENSIBLE_PHASE_4_WEEK,
    Lived,
    broken_rules,
    describe,
    distribution,
    live_all,
    median_week,
)

SEEDS = int(os.environ.get("EVENSTRIDE_LIVES", "1"))


@pytest.fixture(scope="module")
def lives() -> list[Lived]:
    lived = live_all([(number, seed) for number in range(len(KINDS)) for seed in range(SEEDS)])
    print(distribution(lived))
    print(describe(lived))
    return lived


def test_no_day_breaks_a_rule(lives: list[Lived]) -> None:
    assert [wrong for one in lives for wrong in one.wrongs] == []


def test_healthy_runners_who_come_jump_and_drill_in_sensible_time(lives: list[Lived]) -> None:
    healthy = [one for one in lives if one.kind in HEALTHY]
    assert median_week(healthy, "plyo_gate") <= SENSIBLE_JUMPS_WEEK
    assert median_week(healthy, "phase_4") <= SENSIBLE_PHASE_4_WEEK


def test_a_lagging_leg_is_no_dead_end(lives: list[Lived]) -> None:
    lagging = [one for one in lives if one.kind == "lagging leg"]
    assert median_week(lagging, "phase_4") <= SENSIBLE_PHASE_4_WEEK + 4


def test_no_jumps_before_the_eighth_week_and_no_drills_before_the_thirteenth(lives: list[Lived]) -> None:
    assert all((one.weeks["plyo_gate"] or 8) >= 8 for one in lives)
    assert all((one.weeks["phase_4"] or 13) >= 13 for one in lives)


def test_every_door_still_closed_says_what_it_waits_for(lives: list[Lived]) -> None:
    for one in lives:
        if one.waiting:
            assert next(iter(one.waiting.values())), one


@pytest.mark.parametrize(
    ("sessions", "runs", "rule"),
    [
        ([(1000, "unilateral", "")], [(1000 + 1439, "hard")], "H1"),
        ([(600, "light", "")], [(300, "hard")], "H2"),
        ([(600, "unilateral", ""), (600 + 2879, "unilateral", "")], [], "H3"),
        ([(600, "light", "")], [(600 + 4319, "race")], "H4"),
        ([(600, "bilateral", "")], [(300, "long")], "H5"),
    ],
)
def test_the_watch_sees_each_hard_rule_broken(
    sessions: list[tuple[int, str, str]], runs: list[tuple[int, str]], rule: str
) -> None:
    assert any(wrong.startswith(rule) for wrong in broken_rules(sessions, runs))
    assert not broken_rules([(at + 10_000, kind, "") for at, kind, _ in sessions[:1]], runs)
