"""Whole numbers and days are what `tests/vectors/units.json` says."""

import json
from pathlib import Path
from typing import Any

import pytest

from evenstride.training import units

VECTORS = Path(__file__).parents[1] / "vectors" / "units.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_function_says_what_the_law_says(case: dict[str, Any]) -> None:
    function = getattr(units, case["given"]["function"])
    assert function(*case["given"]["arguments"]) == case["expect"]
