"""Every case of `tests/vectors/symmetry.json` gives the comparison of legs it must give."""

import json
from pathlib import Path
from typing import Any

import pytest

from evenstride import training
from evenstride.catalog import load
from evenstride.training.catalog import Catalog
from evenstride.training.entries import Entry
from evenstride.training.symmetry import (
    adjustments,
    sets_by_leg,
    standings,
    symmetry,
)
from evenstride.training.units import MS_PER_DAY, local_date
from tests.training.vector_log import DAY_0, DEFAULT_PLAN_DAY, SIDE_OF, LogWriter, log_of

VECTORS = Path(__file__).parents[1] / "vectors" / "symmetry.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]
HOUR_MS = 3_600_000


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_legs_compare_as_the_rules_say(case: dict[str, Any]) -> None:
    given, expected = case["given"], case["expect"]
    catalog = load()
    replayed = training.fold(log_with_tests(given, catalog), catalog, DAY_0 + given["on"])
    seen = symmetry(replayed, catalog)
    for key in {"headline_pct", "lagging", "control"} & expected.keys():
        assert seen[key] == expected[key]  # type: ignore[literal-required] # one of the three keys
    if "tests" in expected:
        wanted = expected["tests"]
        assert [one["test"] for one in seen["tests"]] == [one["test"] for one in wanted]
        for one, fields in zip(seen["tests"], wanted, strict=True):
            assert {**one, **fields} == one
    state = replayed.state
    locks = replayed.locks.on(state.on)
    if "locked" in expected:
        assert sorted(locks.exercises) == expected["locked"]
    standing = standings(state.tests, catalog, state.on)
    for test, (tier, leg, entered) in expected.get("entered", {}).items():
        day = None if entered is None else DAY_0 + entered
        assert (standing[test].tier, standing[test].leg, standing[test].entered) == (tier, leg, day)
    adjusted = adjustments(replayed, catalog)
    for ladder, fields in expected.get("adjustments", {}).items():
        changes = json.loads(json.dumps(adjusted[ladder]._asdict()))
        assert {**changes, **fields} == changes, ladder
    for ladder, exercise, sets, left, right in expected.get("sets", []):
        by_leg = sets_by_leg(adjusted[ladder], catalog.exercise_by_id[exercise], sets, catalog)
        assert by_leg == (left, right), (ladder, sets)
    for test, below_pct, is_even in expected.get("even", []):
        assert locks.is_even(test, below_pct) is is_even, (test, below_pct)


def log_with_tests(given: dict[str, Any], catalog: Catalog) -> list[Entry]:
    """The sessions of a case as in gate.json, without tests of their own, and its test days."""
    log = LogWriter()
    log.entries = log_of({"plan_day": DEFAULT_PLAN_DAY, **given}, catalog)
    for measured in given.get("measured", []):
        day = DAY_0 + measured["day"]
        for letter in (one for one in SIDE_OF if one in measured):
            body = {
                "test": measured["test"],
                "side": SIDE_OF[letter],
                "performed_on": local_date(day),
                "performed_at": day * MS_PER_DAY + measured.get("hour", 10) * HOUR_MS,
                "trials": measured[letter],
                "pain": measured.get("pain", 0),
                "note": None,
            }
            log.write("test_measured", body)
    return log.entries
