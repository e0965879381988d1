"""Every case of `tests/vectors/placement.json`: the next try, the place found, and when it is asked for."""

import json
from pathlib import Path
from typing import Any

import pytest

from evenstride import training
from evenstride.catalog import load
from tests.training.vector_log import DAY_0, log_of

VECTORS = Path(__file__).parents[1] / "vectors" / "placement.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_ladder_starts_where_both_legs_were_good(case: dict[str, Any]) -> None:
    given, expected = case["given"], case["expect"]
    catalog = load()
    replayed = training.fold(log_of(given, catalog), catalog, DAY_0 + given["on"])
    done = [one for session in replayed.state.sessions for one in session.sets.get(given["ladder"], [])]
    trial = training.next_trial(given["ladder"], done, catalog)
    assert (list(trial) if trial else None) == expected["next"]
    assert training.placed_at(given["ladder"], done, catalog) == expected["place"]
    if "due" in expected:
        due = [one["kind"] for one in training.today(replayed, catalog)["due"]]
        assert ("placement" in due) == expected["due"]
