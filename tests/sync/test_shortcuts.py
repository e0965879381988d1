"""What is done fast says what the slow way says: parsing, judging, canonical text."""

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evenstride.api.sync import _parse_slowly, parse
from evenstride.errors import NotJson
from evenstride.store.offers import canonical
from evenstride.training.entries import Refusal, _judged, _plain, judge
from evenstride.training.units import SAFE_INT_MAX
from tests.training.vector_entry import CASES, raw_of

words = st.text(max_size=8)
scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner))
texts = st.one_of(
    st.recursive(scalars | st.floats(), lambda inner: st.lists(inner) | st.dictionaries(words, inner)).map(
        json.dumps
    ),
    st.text('{}[]":,0123456789.eE+-aN\\u0d8\ud83d tfnl', max_size=30),
    st.sampled_from(
        ["-0", "1e400", '"\\ud800"', '"\\u0000"', "NaN", '{"a":1,"a":2}', "[" * 900, "1" + "0" * 20]
    ),
)


def outcome(read: Any, text: str) -> object:
    try:
        return held(read(text.encode("utf-8", "surrogatepass")))
    except NotJson:
        return NotJson


def held(value: Any) -> Any:
    """The value, with one stand-in for all numbers no phone can hold: any of them is refused."""
    if isinstance(value, list):
        return [held(one) for one in value]
    if isinstance(value, dict):
        return {key: held(one) for key, one in value.items()}
    return "too large" if type(value) is int and abs(value) > SAFE_INT_MAX else value


@given(texts)
def test_the_fast_parser_says_what_the_slow_one_says(text: str) -> None:
    told, law = outcome(parse, text), outcome(_parse_slowly, text)
    assert repr(told) == repr(law)


@given(st.none() | st.dictionaries(words, values))
def test_the_canonical_text_is_the_one_text(body: dict[str, Any] | None) -> None:
    law = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        law.encode()
    except UnicodeEncodeError:
        assume(False)  # a lone surrogate is refused before
    assert canonical(body) == law


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_plain_is_judged_the_same(case: dict[str, Any]) -> None:
    raw = raw_of(case["given"])
    assert _plain(raw) in (None, _judged(raw))


def test_most_good_entries_are_plain() -> None:
    good = [
        raw for raw in map(raw_of, (case["given"] for case in CASES)) if not isinstance(judge(raw), Refusal)
    ]
    assert sum(_plain(raw) is not None for raw in good) * 2 > len(good)


def test_nul_in_any_text_of_a_plain_entry_is_refused() -> None:
    for raw in map(raw_of, (case["given"] for case in CASES)):
        if _plain(raw) is None or not raw["body"]:
            continue
        for field, value in raw["body"].items():
            if isinstance(value, str):
                spoilt = {**raw, "body": {**raw["body"], field: value + "\x00"}}
                assert isinstance(judge(spoilt), Refusal), (raw["kind"], field)
