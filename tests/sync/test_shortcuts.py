"""What is done fast says what the slow way says: parsing, judging, canonical text."""

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from evenstride.api.sync import PlainRequest, SyncRequest, _parse_slowly, parse, read_quickly
from evenstride.errors import Invalid, NotJson, UpdateNeeded
from evenstride.store.offers import Unfit, canonical
from evenstride.training.entries import Entry, Odd, Refusal, _judged, judge, judge_read, read
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


def plain(raw: object) -> Entry | None:
    """The entry, when the short way says that it is one."""
    found = read(raw)
    judged = None if isinstance(found, Odd) else judge_read(found)
    return judged if isinstance(judged, Entry) else None


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_plain_is_judged_the_same(case: dict[str, Any]) -> None:
    raw = raw_of(case["given"])
    assert plain(raw) in (None, _judged(raw))


def test_most_good_entries_are_plain() -> None:
    good = [
        raw for raw in map(raw_of, (case["given"] for case in CASES)) if not isinstance(judge(raw), Refusal)
    ]
    assert sum(plain(raw) is not None for raw in good) * 2 > len(good)


def test_nul_in_any_text_of_a_plain_entry_is_refused() -> None:
    for raw in map(raw_of, (case["given"] for case in CASES)):
        if plain(raw) is None or not raw["body"]:
            continue
        for field, value in raw["body"].items():
            if isinstance(value, str):
                spoilt = {**raw, "body": {**raw["body"], field: value + "\x00"}}
                assert isinstance(judge(spoilt), Refusal), (raw["kind"], field)


ENVELOPE: dict[str, Any] = {
    "proto": 1,
    "req_id": "0199c0de-0000-7000-8000-000000000001",
    "account": "0199c0de-0000-7000-8000-000000000002",
    "device": "0" * 16,
    "build": "b",
    "epoch": None,
    "cursor": 0,
    "chain": None,
}
RAWS = [raw_of(case["given"]) for case in CASES]


def judged_by_law(text: str) -> object:
    try:
        asked = SyncRequest.model_validate(_parse_slowly(text.encode()))
    except (NotJson, ValidationError) as error:
        return type(error)
    return asked.model_dump(exclude={"entries"}), [_judged(raw) for raw in asked.entries]


def judged_quickly(text: str) -> object:
    try:
        asked, offers = read_quickly(text.encode())
    except NotJson:
        return NotJson
    except (Invalid, UpdateNeeded):
        return ValidationError
    return asked.model_dump(exclude={"entries"}), [
        offer[1:] if isinstance(offer, Unfit) else offer for offer in offers
    ]


@pytest.mark.parametrize("raw", RAWS, ids=[case["name"] for case in CASES])
def test_an_entry_in_a_request_read_quickly_is_judged_the_same(raw: object) -> None:
    text = json.dumps(ENVELOPE | {"entries": [raw]})
    assert judged_quickly(text) == judged_by_law(text)


@given(st.lists(st.sampled_from(RAWS), max_size=6), st.sampled_from([*ENVELOPE, "entries", "new"]), values)
def test_a_request_read_quickly_is_the_one_read_slowly(
    batch: list[object], field: str, value: object
) -> None:
    for asked in (ENVELOPE | {"entries": batch}, ENVELOPE | {"entries": batch, field: value}):
        text = json.dumps(asked)
        assert judged_quickly(text) == judged_by_law(text)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-0", "1.0", "1" + "0" * 30])
@pytest.mark.parametrize("field", ["kind", "body", "new"])
def test_a_strange_number_anywhere_is_read_the_same(number: str, field: str) -> None:
    for raw in (RAWS[0] | {field: 0}, {field: 0}):
        text = json.dumps(ENVELOPE | {"entries": [raw, RAWS[0]]}).replace(
            f'"{field}": 0', f'"{field}": {number}'
        )
        assert number in text
        assert judged_quickly(text) == judged_by_law(text)


def test_a_good_batch_is_read_in_one_go() -> None:
    good = [raw for raw in RAWS if plain(raw)][:200]
    asked = PlainRequest.model_validate_json(json.dumps(ENVELOPE | {"entries": good}), extra="forbid")
    assert not any(isinstance(entry, Odd) for entry in asked.entries)
