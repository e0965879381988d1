"""German says what English says: the leg of the verdict and no other, in whole sentences with nothing left
open, the same in both twins.
"""

import inspect
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from evenstride import training
from evenstride.catalog import load, overlay
from evenstride.training import days, doses, schedule, week, words
from evenstride.training.hours import Rule
from tests.training.histories import entries_of, history
from tests.training.phone_twin import PhoneTwin, phone_twin
from tests.training.test_differential import compare
from tests.training.test_sentence_laws import LEGLESS
from tests.training.test_words import REASON
from tests.training.told_rulings import GIVEN, Told, base, every_ruling, ruling_of
from tests.training.vector_log import DAY_0, log_of

GERMAN = load("de")
VECTORS = Path(__file__).parents[1] / "vectors" / "german.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text("utf-8"))["cases"]
HISTORIES = 40
LEG = re.compile(r"\b(?:(links|linke[sn]?)|(rechts|rechte[sn]?))\b", re.IGNORECASE)
ENGLISH = re.compile(r"\b(left|right|both|the|your|and|legs?|undefined|none|null)\b", re.IGNORECASE)
STEM = re.compile(r"\b(link|recht|beid)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneTwin]:
    with phone_twin(load(), tmp_path_factory.mktemp("twin"), overlay("de")) as running:
        yield running


def said(told: Told, units: str = "kg") -> dict[str, str | None]:
    replayed = base(GERMAN, units)
    ruling = ruling_of(told, replayed, GERMAN)
    return {
        "reason": words.reason(ruling, replayed.state, GERMAN),
        "changed": words.changed(ruling, replayed.state, GERMAN),
    }


def named_legs(sentence: str) -> set[str]:
    found = LEG.findall(sentence)
    return {"left" for left, _right in found if left} | {"right" for _left, right in found if right}


def test_every_verdict_has_a_whole_german_sentence_that_names_its_leg_alone() -> None:
    replayed = base(GERMAN)
    for told in every_ruling(GERMAN):
        ruling = ruling_of(told, replayed, GERMAN)
        sentence = words.reason(ruling, replayed.state, GERMAN)
        short = words.changed(ruling, replayed.state, GERMAN) or ""
        for text in (sentence, short):
            assert not re.search(r"[{}]", text), (told, text)
            assert not ENGLISH.search(text), (told, text)
            assert not STEM.search(text), (told, text)
            assert text.count("„") == text.count("“"), (told, text)
            assert "  " not in text, (told, text)
            assert ".." not in text, (told, text)
        assert sentence[0].isupper(), (told, sentence)
        assert sentence.endswith("."), (told, sentence)
        wanted = {told["leg"]} & {"left", "right"}
        # A rung whose own words speak of both sides, as the running drills do, may name them.
        if told["exercise"] not in SPEAKS_OF_SIDES:
            assert named_legs(sentence) == wanted, (told, sentence)
        if told["leg"] == "both":
            assert re.search(r"\bbeide[nr]?\b", sentence, re.IGNORECASE), (told, sentence)


SPEAKS_OF_SIDES = {
    exercise.id
    for exercise in GERMAN.exercises
    if named_legs(" ".join((exercise.name, *exercise.cues, *exercise.equipment)))
}


def test_few_exercises_speak_of_sides_themselves() -> None:
    assert len(SPEAKS_OF_SIDES) < 5


def test_a_sentence_of_the_left_leg_is_that_of_the_right_with_another_name() -> None:
    replayed = base(GERMAN)
    for told in every_ruling(GERMAN):
        if told["leg"] != "left" or told["exercise"] in SPEAKS_OF_SIDES:
            continue
        left, right = (
            words.reason(ruling_of({**told, "leg": leg}, replayed, GERMAN), replayed.state, GERMAN)
            for leg in ("left", "right")
        )
        assert left != right
        assert left.replace("links", "rechts").replace("linke", "rechte").replace("Links", "Rechts") == right


def test_every_reason_for_a_day_or_an_hour_is_german() -> None:
    source = "".join(inspect.getsource(module) for module in (days, week, doses, schedule))
    codes = set(REASON.findall(source))
    assert len(codes) > 10
    for code, rest in codes:
        facts: dict[str, int | str] = {
            name: "H1" if name == "rule" else 3 for name in re.findall(r'\("(\w+)"', rest)
        }
        text = words.why_today(GERMAN, code, facts)
        assert not re.search(r"[{}]", text), text
        assert not ENGLISH.search(text), text
    for rule in get_args(Rule):
        text = words.why_today(GERMAN, "neighbour", {"weekday": 7, "rule": rule})
        assert text.startswith("Statt am Sonntag, weil dort ")


@pytest.mark.parametrize(
    ("load_g", "units", "wanted"),
    [(2500, "kg", "2,5 kg"), (2000, "kg", "2 kg"), (2500, "lb", "5,5 lb"), (0, "kg", "0 kg")],
)
def test_a_weight_has_its_decimal_comma(load_g: int, units: str, wanted: str) -> None:
    state = base(GERMAN, units).state
    assert words.load_words(load_g, state, GERMAN) == wanted
    assert words.load_words(load_g, state, load()) == wanted.replace(",", ".")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_sentence_is_the_one_of_the_law(case: dict[str, Any]) -> None:
    told, units = case["given"]["told"], case["given"]["units"]
    assert said(told, units) == case["expect"]


def test_the_law_holds_every_code_and_reason() -> None:
    told = {(case["given"]["told"]["code"], case["given"]["told"]["why"]) for case in CASES}
    assert told == {(one["code"], one["why"]) for one in every_ruling(GERMAN)}
    assert {case["given"]["told"]["leg"] for case in CASES} == {"left", "right", "both", None}
    assert told >= LEGLESS


def test_both_twins_make_the_same_german_catalog(twin: PhoneTwin) -> None:
    twin.ask({"catalog": True})
    assert twin.answer() == GERMAN.model_dump(mode="json")


def test_both_twins_say_the_same_german_sentence_of_every_verdict(twin: PhoneTwin) -> None:
    replayed = base(GERMAN)
    told = list(every_ruling(GERMAN))
    assert len(told) > 5_000
    entries = [entry._asdict() for entry in log_of({**GIVEN, "settings": {"units": "kg"}}, GERMAN)]
    twin.ask({"on": DAY_0 + 12, "entries": entries, "told": told})
    ours = [
        [words.reason(ruling, replayed.state, GERMAN), words.changed(ruling, replayed.state, GERMAN)]
        for ruling in (ruling_of(one, replayed, GERMAN) for one in told)
    ]
    for one, here, there in zip(told, ours, twin.answer()["said"], strict=True):
        assert here == there, one


def test_both_twins_say_the_same_in_german_of_histories(twin: PhoneTwin) -> None:
    first = random.SystemRandom().randrange(10**9)
    print(f"fresh seeds from {first}")
    for seed in range(first, first + HISTORIES):
        compare(twin, history(seed, load()), seed, GERMAN)


def test_a_state_folded_in_english_speaks_german_as_one_folded_in_german_does() -> None:
    """The server folds a log once, whatever language is asked for."""
    first = random.SystemRandom().randrange(10**9)
    print(f"fresh seeds from {first}")
    for seed in range(first, first + HISTORIES):
        told = history(seed, load())
        entries = entries_of(told.entries)
        here, there = (training.fold(entries, catalog, told.on) for catalog in (load(), GERMAN))
        for say in (training.today, training.progress, training.symmetry):
            assert say(here, GERMAN) == say(there, GERMAN), seed
        span = (told.first, told.last)
        assert training.plan(here, GERMAN, *span) == training.plan(there, GERMAN, *span), seed
        assert training.sessions(here, GERMAN, *span) == training.sessions(there, GERMAN, *span), seed
