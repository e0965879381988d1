"""Every verdict there can be, told in a few words and made from one real ruling."""

from collections.abc import Iterator
from typing import Any

from evenstride import training
from evenstride.training.answers import Leg
from evenstride.training.catalog import Catalog
from evenstride.training.gate import Ruling
from evenstride.training.replay import Replayed
from tests.training.test_sentence_laws import LEGLESS
from tests.training.test_words import WHYS
from tests.training.vector_log import DAY_0, log_of

Told = dict[str, Any]

CLEAN = [12, 3, {"k": 2, "p": 2, "b": 2}, 0]
OF_AN_ITEM = ("HOLD_LEG", "REG_POOR2")
"""Codes whose sentence is about an item; their rulings always name one."""

GIVEN = {
    "on": 12,
    "exercise": "step_up",
    "stage": "reps",
    "sessions": [{"day": 0, "L": [CLEAN, CLEAN], "R": [CLEAN, CLEAN]}],
}
"""A log with one session twelve days ago, in the shorthand of the vectors."""


def base(catalog: Catalog, units: str = "kg") -> Replayed:
    given = {**GIVEN, "settings": {"units": units}}
    return training.fold(log_of(given, catalog), catalog, DAY_0 + 12)


def ruling_of(told: Told, replayed: Replayed, catalog: Catalog) -> Ruling:
    """The ruling of the log with what is told instead of its own."""
    ruling = replayed.tracks["step"].ruling
    assert ruling is not None
    exercise, stage = catalog.exercise_by_id[told["exercise"]], told["stage"]
    at = {"exercise": exercise.id, "stage": stage, "microstep": told["microstep"], "load_g": told["load_g"]}
    return ruling._replace(
        code=told["code"],
        why=told["why"],
        leg=told["leg"],
        item=told["item"],
        position=ruling.position._replace(**at),
        seen=ruling.seen._replace(exercise=exercise, stage=stage, pain=4),
    )


def every_ruling(catalog: Catalog) -> Iterator[Told]:
    """Each code and reason with each leg it can name, each item, and each exercise at its last stage."""
    for code, whys in WHYS.items():
        for why in whys:
            for leg in _legs(code, why):
                for exercise in catalog.exercises:
                    if exercise.stages and (exercise.sides == "per_leg" or leg in ("both", None)):
                        at: Told = {"exercise": exercise.id, "stage": exercise.stages[-1]}
                        at |= {"microstep": 1, "load_g": 2500 if "load" in exercise.stages else 0}
                        for item in exercise.checklist if code in OF_AN_ITEM else (None, *exercise.checklist):
                            yield {"code": code, "why": why, "leg": leg, "item": item, **at}


def _legs(code: Any, why: str) -> tuple[Leg | None, ...]:
    return (None,) if (code, why) in LEGLESS else ("left", "right", "both")
