"""Every case of `tests/vectors/gaps.json`: where a ladder starts again after days away, and with how much."""

import json
from pathlib import Path
from typing import Any

import pytest

from evenstride import training
from evenstride.catalog import load
from evenstride.training.gaps import jump_sets_after_gap, sets_after_gap
from tests.training.vector_log import DAY_0
from tests.training.vector_weeks import given_of, weeks_of

VECTORS = Path(__file__).parents[1] / "vectors" / "gaps.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_way_back_is_the_one_the_rules_give(case: dict[str, Any]) -> None:
    given, expected = given_of(case, CASES), dict(case["expect"])
    replayed = training.fold(weeks_of(given, load()), load(), DAY_0 + given["on"])
    shown = next(
        one for one in training.progress(replayed, load())["ladders"] if one["ladder"] == expected["ladder"]
    )
    track = replayed.tracks[expected["ladder"]]
    for day, sets in expected.pop("of_four_sets", []):
        assert sets_after_gap(track, 4, DAY_0 + day) == sets, day
    for day, sets in expected.pop("of_four_jump_sets", []):
        assert jump_sets_after_gap(track, 4, DAY_0 + day) == sets, day
    seen = {**shown, **(shown["verdict"] or {}), "load_g": track.position.load_g}
    assert {key: seen[key] for key in expected} == expected
