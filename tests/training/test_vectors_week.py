"""Every week of `tests/vectors/week.json` is arranged as it must be."""

import json
from pathlib import Path
from typing import Any

import pytest

from evenstride.catalog import load
from tests.training.vector_week import answer_to

VECTORS = Path(__file__).parents[1] / "vectors" / "week.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_week_is_the_one_the_rules_give(case: dict[str, Any]) -> None:
    assert answer_to(case["given"], load()) == case["expect"]


def test_every_example_week_of_the_catalogue_is_a_vector() -> None:
    for week in load().program.weeks:
        case = next(case for case in CASES if case["name"] == week.id)
        planned = {one["day"]: (one["type"], one.get("jumps", False)) for one in case["expect"]}
        sessions = {day.weekday - 1: day.session for day in week.days if day.session}
        assert {day: kind for day, (kind, _jumps) in planned.items()} == sessions
