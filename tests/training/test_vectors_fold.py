"""Every case of `tests/vectors/fold.json`: what the fold leaves out and why, and that nothing stops it."""

import json
from pathlib import Path
from typing import Any

import pytest

from evenstride import training
from evenstride.catalog import load
from evenstride.training.entries import Entry, judge
from evenstride.training.units import day_number
from tests.training.vector_entry import raw_of

VECTORS = Path(__file__).parents[1] / "vectors" / "fold.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]
WHYS = (
    "a plan started later takes its place",
    "it counts reps where the exercise counts seconds, or the reverse",
    "it is dated after the day asked",
    "it names both legs, and a test is of one",
    "it took no time at all",
    "its date is before anything could be logged",
    "its exercise has no such stage",
    "its exercise is not in the catalogue",
    "its exercise is on another ladder",
    "its session is not in the log",
    "its side does not fit the exercise",
    "its test is not in the catalogue",
    "the catalogue has no such rung and stage on that ladder",
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_fold_leaves_out_what_cannot_be_and_says_why(case: dict[str, Any]) -> None:
    given, expected = case["given"], case["expect"]
    entries = [judge(raw_of(one)) for one in given["entries"]]
    assert all(isinstance(one, Entry) for one in entries), entries
    on = day_number(given["on"])
    replayed = training.fold([one for one in entries if isinstance(one, Entry)], load(), on)
    state = replayed.state
    seen = {
        "left_out": [[one.id[-2:], one.why] for one in state.left_out],
        "plan": state.plan["started_on"] if state.plan else None,
        "sessions": [one.body["performed_on"] for one in state.sessions],
        "sets": sum(len(sets) for one in state.sessions for sets in one.sets.values()),
        "tests": len(state.tests),
        "imported": [[one.body["performed_on"], sum(map(len, one.sets.values()))] for one in state.imported],
    }
    assert {key: seen[key] for key in expected} == expected
    training.today(replayed, load())
    training.plan(replayed, load(), on, on + 27)
    training.progress(replayed, load())
    training.symmetry(replayed, load())
    training.sessions(replayed, load(), on - 400, on)


def test_every_reason_is_given_somewhere() -> None:
    assert sorted({why for case in CASES for _id, why in case["expect"]["left_out"]}) == sorted(WHYS)
