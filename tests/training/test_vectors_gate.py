"""Every history of `tests/vectors/gate.json` gives the verdict it must give."""

import json
from pathlib import Path
from typing import Any

import pytest

from evenstride import training
from evenstride.catalog import load
from tests.training.vector_log import DAY_0, log_of

VECTORS = Path(__file__).parents[1] / "vectors" / "gate.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_verdict_is_the_one_the_rules_give(case: dict[str, Any]) -> None:
    given, expected = case["given"], case["expect"]
    catalog = load()
    replayed = training.fold(log_of(given, catalog), catalog, DAY_0 + given["on"])
    ladder = catalog.exercise_by_id[given["exercise"]].ladder
    shown = next(one for one in training.progress(replayed, catalog)["ladders"] if one["ladder"] == ladder)
    verdict = shown["verdict"]
    if "verdict" in expected:
        assert verdict is None
    seen = {**shown, **(verdict or {}), "verdict": verdict}
    assert {key: seen[key] for key in expected} == expected, verdict
    if verdict is not None:
        assert "{" not in verdict["reason"], verdict["reason"]
        assert verdict["because"]


def test_the_worked_cases_are_all_there() -> None:
    worked = {
        case["name"].split()[0] for case in CASES if case["name"][0] in "GE" and case["name"][1:3].isdigit()
    }
    later = {"G09", "G10", "E01"}  # the jump gate, asymmetry and a gap: not verdicts of this table
    assert worked == {f"{kind}{n:02}" for kind in "GE" for n in range(1, 11)} - later
