"""The door lets in and refuses what `tests/vectors/entries.json` says."""

from typing import Any

import pytest

from evenstride.training.entries import BODIES, SETTING_VALUES, Entry, judge
from tests.training.vector_entry import CASES, raw_of


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_door_says_what_the_law_says(case: dict[str, Any]) -> None:
    raw = raw_of(case["given"])
    judged = judge(raw)
    assert ("ok" if isinstance(judged, Entry) else judged.code) == case["expect"], judged
    if isinstance(judged, Entry):
        assert judged._asdict() == {name: raw[name] for name in Entry._fields}
    else:
        assert judged.detail


def test_every_kind_and_setting_has_a_good_one_and_a_bad_one() -> None:
    met = set()
    for case in CASES:
        entry = raw_of(case["given"])
        if isinstance(entry, dict) and isinstance(entry.get("body"), dict) and "kind" in entry:
            met.add((entry["kind"], entry["body"].get("key"), case["expect"]))
    for kind in BODIES.keys() - {"setting_changed"}:
        assert {(kind, None, "ok"), (kind, None, "malformed")} <= met
    for key in SETTING_VALUES:
        assert {("setting_changed", key, "ok"), ("setting_changed", key, "malformed")} <= met
