"""What should be measured, and when: tests, hop tolerance, placement (TRAINING.md 3.5, 4.2, 4.3)."""

from collections.abc import Iterator

from evenstride.training.catalog import Catalog
from evenstride.training.doors import GATES, calendar_near, missing, unseen_ladders
from evenstride.training.needs import BOTH_LEGS, newest
from evenstride.training.phases import is_deload
from evenstride.training.replay import Replayed

TESTS_FROM_PHASE = {
    1: ("sl_stand_eyes_open", "lateral_step_down", "sl_sit_to_stand_30s", "sl_calf_raise"),
    3: ("sl_hop_distance",),
}
"""What every reassessment holds, from a phase on. Design choice: what the doors ask and a squat test."""

TEST_OF = {
    "step_down": "lateral_step_down",
    "balance": "sl_stand_eyes_open",
    "calf": "sl_calf_raise",
    "squat": "sl_sit_to_stand_30s",
    "hop_asymmetry": "sl_hop_distance",
}
"""Criterion of a door → the test that can meet it."""

FRESH_DAYS = 14
"""A test younger than this is not asked for again in a lighter week. Design choice."""

RETRY_DAYS = 7
"""Days before a test that kept a door closed is offered again. Design choice: enough to get better."""

HOP_TOLERANCE_EARLY_DAYS = 7
"""The hop tolerance may be done in the week before jumps (TRAINING.md 4.3)."""

HOP_TOLERANCE_RETRY_DAYS = 3
"""Rest between two attempts: 48 hours and the morning answer. Design choice."""


def tests_wanted(replayed: Replayed, catalog: Catalog, day: int) -> list[str]:
    """Test ids to measure on a test day of this week, in the order of a test day."""
    wanted = set(_for_doors(replayed, catalog, day)) | set(_unconfirmed(replayed, catalog, day))
    if is_deload(replayed.state.plan, catalog, day):
        wanted |= set(regular_tests(replayed, catalog, day))
    return [test.id for test in catalog.tests if test.id in wanted]


def regular_tests(replayed: Replayed, catalog: Catalog, day: int) -> list[str]:
    """What a reassessment on a day holds, in the order of a test day; nothing that is still fresh."""
    wanted = {test for since, tests in TESTS_FROM_PHASE.items() if since <= replayed.phase for test in tests}
    return [
        test.id for test in catalog.tests if test.id in wanted and _older(replayed, test.id, day, FRESH_DAYS)
    ]


def _for_doors(replayed: Replayed, catalog: Catalog, day: int) -> Iterator[str]:
    """Tests that keep the next door closed, from a week before its day on."""
    doors, state = replayed.doors, replayed.state
    gate = next((one for one in GATES if one not in doors.opened_on), None)
    if gate is None or not calendar_near(gate, doors, state, catalog, day):
        return
    for criterion in missing(gate, doors, state, catalog, day):
        test = TEST_OF.get(criterion)
        if test is not None and _older(replayed, test, day, RETRY_DAYS):
            yield test


def _unconfirmed(replayed: Replayed, catalog: Catalog, day: int) -> Iterator[str]:
    """Tests whose difference is real but seen on one date only, once another date would count."""
    apart_days = catalog.rules.asymmetry.confirm_days
    for test, standing in replayed.locks.standings(day).items():
        newest_one = standing.newest
        if newest_one.real and not newest_one.confirmed and day - newest_one.day >= apart_days:
            yield test


def _older(replayed: Replayed, test: str, day: int, days: int) -> bool:
    measured = [newest(replayed.state, test, leg, day) for leg in BOTH_LEGS]
    return any(one is None or day - one.day >= days for one in measured)


def hop_tolerance_due(replayed: Replayed, catalog: Catalog) -> bool:
    """Whether the hops that prove readiness are all that the jump door still waits for."""
    if "plyo_gate" in replayed.doors.opened_on or "phase_2" not in replayed.doors.opened_on:
        return False
    day = replayed.state.on
    asked = set(missing("plyo_gate", replayed.doors, replayed.state, catalog, day))
    if "hop_tolerance" not in asked or asked - {"hop_tolerance", "calendar"}:
        return False
    tried = [s.day for s in replayed.state.sessions if s.body["template"] == "hop_tolerance"]
    if tried and day - tried[-1] < HOP_TOLERANCE_RETRY_DAYS:
        return False
    soon = set(missing("plyo_gate", replayed.doors, replayed.state, catalog, day + HOP_TOLERANCE_EARLY_DAYS))
    return "calendar" not in soon


def videos_due(replayed: Replayed, catalog: Catalog) -> list[str]:
    """Exercises to film: before a rung that asks for it, and to shorten a seasoned runner's first phase."""
    tracks, doors, state = replayed.tracks, replayed.doors, replayed.state
    waiting = [
        ladder
        for ladder, track in tracks.items()
        if track.ruling is not None and track.ruling.code == "HOLD_BANKED" and track.ruling.why == "video"
    ]
    seasoned = state.plan is not None and state.plan["experience"] == "seasoned" and not doors.returned
    if seasoned and "phase_2" not in doors.opened_on:
        shortens = "calendar" in missing("phase_2", doors, state, catalog, state.on)
        if shortens and calendar_near("phase_2", doors, state, catalog, state.on):
            waiting += [
                ladder for ladder in unseen_ladders(state, catalog, state.on) if ladder not in waiting
            ]
    return [tracks[ladder].position.exercise for ladder in tracks if ladder in waiting]


def placement_due(replayed: Replayed, catalog: Catalog) -> bool:
    """Whether the rungs should be found (again): before the first session, and after four weeks away.

    A session without a set is none: who began one and left has not been placed.
    """
    state = replayed.state
    done = [s for s in state.sessions if s.sets]
    placed = [s.day for s in done if s.body["template"] == "placement"]
    trained = [s.day for s in done if s.body["template"] not in catalog.extra_templates]
    if not trained:
        return not placed and not state.choices
    away = state.on - max(trained[-1], placed[-1] if placed else trained[-1])
    return away >= catalog.rules.placement.after_gap_days
