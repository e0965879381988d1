"""Every case of `tests/vectors/jumps.json`: how many contacts a session may hold, and of which jumps."""

import json
from pathlib import Path
from typing import Any

import pytest

from evenstride import training
from evenstride.catalog import load
from evenstride.training.jumps import jump_week, session_budget
from tests.training.vector_log import DAY_0
from tests.training.vector_weeks import given_of, weeks_of

VECTORS = Path(__file__).parents[1] / "vectors" / "jumps.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_jumps_are_as_many_as_the_rules_allow(case: dict[str, Any]) -> None:
    given, expected = given_of(case, CASES), case["expect"]
    catalog = load()
    replayed = training.fold(weeks_of(given, catalog), catalog, DAY_0 + given["on"])
    doors, state = replayed.doors, replayed.state
    for day, contacts in expected.get("budget", []):
        assert session_budget(doors, state, catalog, DAY_0 + day) == contacts, day
    for day, high, newest in expected.get("rows", []):
        week = jump_week(doors, state, catalog, DAY_0 + day)
        assert week is not None
        assert (week.row.high_max, list(week.row.opens)) == (high, newest), day
    if "opens" in expected:
        week = jump_week(doors, state, catalog, state.on)
        assert (sorted(week.opens) if week else None) == expected["opens"]
    if "items" in expected:
        following = training.today(replayed, catalog)["next"]
        assert following is not None
        items = [[one["exercise"], one["sets_left"], one["contacts"]] for one in following["items"]]
        for item in expected["items"]:
            assert item in items
        jumps = {item[0] for item in items if item[2]}
        assert jumps == {item[0] for item in expected["items"] if item[2]}
