"""Every sentence there can be exists, and none keeps a place for a fact that is never filled."""

import inspect
import re
from typing import Any, get_args

import pytest

from evenstride import training
from evenstride.catalog import load
from evenstride.training import days, doses, schedule, week, words
from evenstride.training.answers import Code
from evenstride.training.gate import Ruling
from evenstride.training.hours import Rule
from tests.training.vector_log import DAY_0, log_of

WHYS: dict[Code, tuple[str, ...]] = {
    "ADV_STAGE": ("",),
    "ADV_RUNG": ("",),
    "ADV_LOAD": ("",),
    "HOLD_LEG": ("",),
    "HOLD_FADE": ("",),
    "HOLD_BUILD": ("step", "again", "extra", "missed", "short", "time", "eased", "lone"),
    "HOLD_EFFORT": ("",),
    "HOLD_PAIN": ("wait", "pain", "morning"),
    "HOLD_PAIN_SETTLED": ("",),
    "HOLD_PLYO_PAIN": ("pain", "sore"),
    "HOLD_DELOAD": ("",),
    "HOLD_BANKED": ("gear", "phase", "entry", "video", "days", "jumps", "legs", "frozen", "top"),
    "REG_KNEE": ("",),
    "REG_POOR2": ("",),
    "REG_STREAK4": ("",),
    "REG_PAIN_AM": ("pain", "sore"),
    "STOP_PAIN": ("", "bottom"),
    "STOP_RED_FLAG": ("",),
    "RETURN_GAP": tuple(
        back + away
        for back in ("none", "dose", "stage", "rung", "first_rung", "placement")
        for away in ("", ".ladder")
    ),
}
PLACE = re.compile(r"\{(\w+)\}")
REASON = re.compile(r'Reason\(\s*"([a-z_]+)"((?:, \(\("\w+", .*)?)')


def test_every_verdict_code_is_looked_at() -> None:
    assert set(WHYS) == set(get_args(Code))


@pytest.mark.parametrize("leg", ["left", "right", "both"])
@pytest.mark.parametrize(("code", "why"), [(code, why) for code, whys in WHYS.items() for why in whys])
def test_every_verdict_has_its_sentence(code: Code, why: str, leg: Any) -> None:
    ruling, state = _some_ruling()
    for item in (None, *(one.id for one in load().items)):
        for exercise in load().exercises:
            if not exercise.stages:
                continue
            stage = exercise.stages[-1]
            seen = ruling.seen._replace(exercise=exercise, stage=stage)
            at = ruling.position._replace(exercise=exercise.id, stage=stage)
            told = ruling._replace(code=code, why=why, leg=leg, item=item, position=at, seen=seen)
            assert "{" not in words.reason(told, state, load())
            assert "{" not in (words.changed(told, state, load()) or "")


def _some_ruling() -> tuple[Ruling, Any]:
    clean = [12, 3, {"k": 2, "p": 2, "b": 2}, 0]
    legs = {"L": [clean, clean], "R": [clean, clean]}
    given = {"on": 0, "exercise": "step_up", "stage": "reps", "sessions": [{"day": 0, **legs}]}
    replayed = training.fold(log_of(given, load()), load(), DAY_0)
    ruling = replayed.tracks["step"].ruling
    assert ruling is not None
    return ruling, replayed.state


def test_every_reason_for_a_day_or_an_hour_has_its_sentence() -> None:
    source = "".join(inspect.getsource(module) for module in (days, week, doses, schedule))
    codes = set(REASON.findall(source))
    assert {"chosen", "first", "moved", "deload"} <= {code for code, _facts in codes}
    for code, rest in codes:
        facts: dict[str, int | str] = {
            name: "H1" if name == "rule" else 3 for name in re.findall(r'\("(\w+)"', rest)
        }
        assert "{" not in words.why_today(load(), code, facts), code
    for rule in get_args(Rule):
        assert words.why_today(load(), f"hour.{rule}", {})
        assert "{" not in words.why_today(load(), "neighbour", {"weekday": 7, "rule": rule})


def test_no_sentence_for_a_day_is_left_unused() -> None:
    source = "".join(inspect.getsource(module) for module in (days, week, doses, schedule))
    said = {code for code, _facts in REASON.findall(source)} | {f"hour.{rule}" for rule in get_args(Rule)}
    light = set(re.findall(r'"(light_\w+)"', source))
    assert set(load().words["today"]) == said | light
