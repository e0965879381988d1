"""What holds for every sentence: it names the leg of its verdict and no other, in plain words, and promises
nothing (TRAINING.md 0.1 and 2.8).
"""

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given

from evenstride import training
from evenstride.catalog import load
from evenstride.training import words
from evenstride.training.answers import Code, Leg
from evenstride.training.evidence import pain_by_leg
from evenstride.training.gate import Ruling
from evenstride.training.replay import Replayed
from tests.training.law_logs import DOOR_LOGS, LOGS, Told, folded, of_logs
from tests.training.test_words import WHYS, _some_ruling

WORDS = re.compile(r"[a-z]+")
SILENT: tuple[Code, ...] = (
    "ADV_STAGE",
    "ADV_RUNG",
    "ADV_LOAD",
    "HOLD_BUILD",
    "HOLD_BANKED",
    "HOLD_DELOAD",
    "RETURN_GAP",
    "STOP_RED_FLAG",
)
LEGLESS = {(code, why) for code in SILENT for why in WHYS[code]} - {
    ("HOLD_BUILD", "missed"),
    ("HOLD_BUILD", "lone"),
}
"""Verdicts that speak of no leg: what they say is true of both, or of none."""
BANNED = re.compile(
    r"\b(weak(er|ness)?|imbalanced?s?|prevents?|guarantees?d?|injury[- ]free|cures?|heals?|fix(es)?|bad leg"
    r"|asymmetr(y|ic)|valgus|trendelenburg|proven|faster|failed|failure|wrong)\b",
    re.IGNORECASE,
)
PROMISES = re.compile(
    r"\b(weak(er)?|imbalanced?s?|prevents?|guarantees?|injury[- ]free|cures?)\b", re.IGNORECASE
)
PLACE = re.compile(r"\{\w+\}")
FRONTEND = Path(__file__).parents[2] / "frontend" / "src"


def named_legs(sentence: str) -> set[str]:
    """Which of the words left and right a sentence holds."""
    return {"left", "right"} & set(WORDS.findall(sentence.lower()))


def says_both(sentence: str) -> bool:
    return bool(re.search(r"\b(both|neither|each)\b", sentence.lower()))


def names(leg: Leg | None, sentence: str) -> bool:
    """Whether the sentence names this leg and not the other; of both, that it names neither alone."""
    if re.search(r"\bboth (leg|knee|one)\b", sentence):
        return False
    if leg in ("left", "right"):
        return named_legs(sentence) == {leg}
    return not named_legs(sentence) and (leg is None or says_both(sentence))


LEGGED = [(code, why) for code, whys in WHYS.items() for why in whys if (code, why) not in LEGLESS]


@pytest.mark.parametrize(("code", "why"), LEGGED)
def test_a_sentence_names_the_leg_of_its_verdict(code: Code, why: str) -> None:
    for leg in get_args(Leg):
        for sentence in _sentences(code, why, leg):
            assert names(leg, sentence), (leg, sentence)


@pytest.mark.parametrize(("code", "why"), sorted(LEGLESS))
def test_a_verdict_without_a_leg_names_none(code: Code, why: str) -> None:
    for sentence in _sentences(code, why, None):
        assert not named_legs(sentence), sentence


def _sentences(code: Code, why: str, leg: Leg | None) -> list[str]:
    """The sentence for every rung, with every item that it could name."""
    ruling, state = _some_ruling()
    said = []
    for exercise in load().exercises:
        if exercise.stages and (exercise.sides == "per_leg" or leg in ("both", None)):
            seen = ruling.seen._replace(exercise=exercise, stage=exercise.stages[-1])
            at = ruling.position._replace(exercise=exercise.id, stage=exercise.stages[-1])
            for item in (None, *exercise.checklist):
                told = ruling._replace(code=code, why=why, leg=leg, item=item, position=at, seen=seen)
                said.append(words.reason(told, state, load()))
    return said


@of_logs(40)
@given(LOGS)
def test_every_verdict_of_a_log_has_a_code_a_leg_and_a_sentence_that_agree(one: Told) -> None:
    replayed = folded(one)
    _agree(replayed)


@of_logs(20)
@given(DOOR_LOGS)
def test_and_so_has_every_verdict_of_a_runner_who_jumps(one: Told) -> None:
    _agree(folded(one))


def _agree(replayed: Replayed) -> None:
    for ruling in replayed.rulings.values():
        if ruling.leg is not None:
            assert (ruling.code, ruling.why) not in LEGLESS
            assert (
                ruling.leg in ruling.seen.legs
                or ruling.leg == "both"
                or ruling.leg in pain_by_leg(ruling.seen)
            )
        else:
            assert (ruling.code, ruling.why) in LEGLESS
        assert ruling.why in WHYS[ruling.code]
        said = words.reason(ruling, replayed.state, load())
        assert not PLACE.search(said)
        assert _ends_well(said), said
        assert names(ruling.leg, said), (ruling.leg, said)
    for ladder in training.progress(replayed, load())["ladders"]:
        verdict = ladder["verdict"]
        if verdict is not None:
            assert verdict["because"]
            assert verdict["reason"]
            assert load().exercise_by_id[verdict["exercise"]].ladder == ladder["ladder"]
            assert verdict["decision"] == _decision_of(verdict["code"])


def _ends_well(sentence: str) -> bool:
    return sentence[0].isupper() and sentence.endswith(".") and ".." not in sentence and "  " not in sentence


def _decision_of(code: Code) -> str:
    kinds = {"ADV": "advance", "HOLD": "hold", "REG": "regress", "STOP": "stop", "RETURN": "return"}
    return kinds[code.split("_")[0]]


def test_a_leg_that_lags_is_named_worse_for_more_fault_points() -> None:
    """The sentence of a leg and that of its mirror differ in the name of the leg alone."""
    ruling, _state = _some_ruling()
    left = _said(ruling, "left")
    assert left.replace("left", "right") == _said(ruling, "right")


def _said(ruling: Ruling, leg: Leg) -> str:
    _again, state = _some_ruling()
    told = ruling._replace(code="HOLD_LEG", why="", leg=leg, item="knee_alignment")
    return words.reason(told, state, load())


@pytest.mark.parametrize("group", sorted(load().words))
def test_no_sentence_of_the_table_judges_the_runner_or_promises(group: str) -> None:
    for key, text in load().words[group].items():
        assert not BANNED.search(text), f"{group}.{key}: {text}"


def test_no_text_of_the_catalog_promises() -> None:
    catalog = load().model_dump(mode="json")
    catalog.pop("sources", None)
    catalog.pop("safety", None)  # symptoms have their medical names
    said = [text for text in _texts(catalog) if " " in text]
    assert len(said) > 500
    for text in said:
        assert not re.search(r"\b(prevents?|guarantees?|injury[- ]free|cures?|imbalanced?)\b", text, re.I), (
            text
        )


def test_no_word_of_the_screens_judges_the_runner_or_promises() -> None:
    files = [FRONTEND / "words.ts", *sorted((FRONTEND / "words").glob("*.ts"))]
    assert len(files) > 3
    for file in files:
        for text in re.findall(r'"([^"\n]* [^"\n]*)"|`([^`\n]* [^`\n]*)`', file.read_text("utf-8")):
            said = text[0] or text[1]
            assert not re.search(
                r"\b(weak(er)?|imbalanced?s?|prevents?|guarantees?|injury[- ]free)\b", said
            ), said


def _texts(part: Any) -> list[str]:
    if isinstance(part, str):
        return [part]
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    return [text for one in parts for text in _texts(one)]
