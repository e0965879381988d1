"""Every case of `tests/vectors/criteria.json`: what a closed door asks for, with values and targets."""

import json
from pathlib import Path
from typing import Any

import pytest

from evenstride import training
from evenstride.catalog import load
from evenstride.training.criteria import Criterion, Measure, criteria
from evenstride.training.units import day_number
from tests.training.vector_log import DAY_0
from tests.training.vector_weeks import given_of, weeks_of

VECTORS = Path(__file__).parents[1] / "vectors"
DOORS: list[dict[str, Any]] = json.loads((VECTORS / "doors.json").read_text())["cases"]
CASES: list[dict[str, Any]] = json.loads((VECTORS / "criteria.json").read_text())["cases"]


def _folded(case: dict[str, Any]) -> training.Replayed:
    given = given_of(case, DOORS)
    return training.fold(weeks_of(given, load()), load(), DAY_0 + given["on"])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_door_says_where_the_runner_stands(case: dict[str, Any]) -> None:
    reports = {report["id"]: report for report in criteria(_folded(case), load())}
    for gate, expected in case["expect"].items():
        report = reports[gate]
        if isinstance(expected, int):
            assert report["open_since"] is not None
            assert day_number(report["open_since"]) - DAY_0 == expected
            continue
        shown = {one["id"]: _short(one) for one in report["criteria"]}
        assert {one: shown[one] for one in expected} == expected


@pytest.mark.parametrize("case", DOORS, ids=[case["name"] for case in DOORS])
def test_what_is_shown_agrees_with_the_door(case: dict[str, Any]) -> None:
    """Met exactly when every measure reaches its target and nothing is lacking; the door's own word."""
    replayed = _folded(case)
    gates = {gate["id"]: gate for gate in training.progress(replayed, load())["gates"]}
    for report in criteria(replayed, load()):
        gate = gates[report["id"]]
        assert gate["open"] == (report["open_since"] is not None)
        assert [one["id"] for one in report["criteria"] if not one["met"]] == gate["failed"]
        for one in report["criteria"]:
            assert one["met"] == (all(map(_reached, one["measures"])) and not one["lacking"]), one
            assert not (one["met"] and one["on"])


def _reached(measure: Measure) -> bool:
    value, target = measure["value"], measure["target"]
    if value is None:
        return False
    return {"least": value >= target, "most": value <= target, "below": value < target}[measure["asks"]]


def _short(one: Criterion) -> dict[str, Any]:
    short: dict[str, Any] = {
        measure["of"]: [measure["value"], measure["target"]] for measure in one["measures"]
    }
    if one["lacking"]:
        short["lacking"] = one["lacking"]
    if one["on"] is not None:
        short["on"] = day_number(one["on"]) - DAY_0
    return short
