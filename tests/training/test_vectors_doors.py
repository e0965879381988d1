"""Every case of `tests/vectors/doors.json`: each door open, or closed with what it still asks for."""

import json
from pathlib import Path
from typing import Any

import pytest

from evenstride import training
from evenstride.catalog import load
from tests.training.vector_log import DAY_0
from tests.training.vector_weeks import given_of, weeks_of

VECTORS = Path(__file__).parents[1] / "vectors" / "doors.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_doors_stand_as_the_rules_say(case: dict[str, Any]) -> None:
    given = given_of(case, CASES)
    replayed = training.fold(weeks_of(given, load()), load(), DAY_0 + given["on"])
    gates = training.progress(replayed, load())["gates"]
    seen = {gate["id"]: "open" if gate["open"] else gate["failed"] for gate in gates}
    assert {gate: seen[gate] for gate in case["expect"]} == case["expect"]


def test_every_criterion_of_every_door_is_missed_somewhere() -> None:
    gates = load().gates
    asked = {
        (gate.id, criterion.id)
        for gate in (gates.phase_2, gates.plyo_gate, gates.phase_4)
        for criterion in gate.criteria
    }
    missed = {
        (gate, criterion)
        for case in CASES
        for gate, failed in case["expect"].items()
        if failed != "open"
        for criterion in failed
    }
    assert missed == asked
