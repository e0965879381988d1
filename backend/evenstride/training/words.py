"""Reason codes → sentences, from the catalogue's `words` table: what was seen, what happens, one cue.

Templates are looked up from the most exact key to the plainest: `CODE.why.one`, `CODE.why`, `CODE.one`,
`CODE`, where `one` or `both` says how many legs are named.
"""

from collections.abc import Mapping

from evenstride.training.answers import Leg
from evenstride.training.catalog import Catalog, EntryNeed, Exercise
from evenstride.training.fold import TrainingState
from evenstride.training.gate import Ruling
from evenstride.training.route import (
    Position,
    eased_dose,
    is_timed,
    microstep_max,
    named_microsteps,
    rung_above,
    set_range,
    target,
)
from evenstride.training.units import half_up

OTHER: dict[Leg, Leg] = {"left": "right", "right": "left", "both": "both"}
NAMED_FACTS = ("weekday", "rule")
"""Facts of a reason that have words of their own, in the group of that name."""

GRAMS_PER_TENTH_KG = 100
LB_TENTHS = (10_000, 453_592)
"""Tenths of a pound in grams, as a fraction: 1 lb is 453.592 g."""


def say(catalog: Catalog, group: str, keys: tuple[str, ...], facts: dict[str, str]) -> str:
    """The first template of the group that exists among the keys, with `{name}` replaced by facts."""
    table = catalog.words[group]
    text = next(table[key] for key in keys if key in table)
    for name, value in facts.items():
        text = text.replace("{" + name + "}", value)
    return text


def reason(ruling: Ruling, state: TrainingState, catalog: Catalog) -> str:
    """The sentence of a verdict."""
    number = "both" if ruling.leg == "both" else "one"
    keys = (f"{ruling.code}.{ruling.why}.{number}", f"{ruling.code}.{ruling.why}", f"{ruling.code}.{number}")
    return say(catalog, "verdict", (*keys, ruling.code), _facts(ruling, state, catalog))


def red_flag_reason(catalog: Catalog) -> str:
    return say(catalog, "verdict", ("STOP_RED_FLAG",), {})


def changed(ruling: Ruling | None, state: TrainingState, catalog: Catalog) -> str | None:
    """What is new since last time on this ladder, or None."""
    if ruling is None:
        return None
    table = catalog.words["changed"]
    keys = (f"{ruling.code}.{ruling.why}", ruling.code)
    if not any(key in table for key in keys):
        return None
    return say(catalog, "changed", keys, _facts(ruling, state, catalog))


def cue(ruling: Ruling | None, exercise: Exercise, catalog: Catalog) -> str:
    """One thing to think of: for the item that slipped last time, else the exercise's first."""
    if ruling is not None and ruling.item is not None:
        return catalog.item_by_id[ruling.item].cue
    return exercise.cues[0]


def why_today(catalog: Catalog, code: str, facts: Mapping[str, int | str]) -> str:
    """One reason for a session's day or hour."""
    named = {name: _fact(catalog, name, value) for name, value in facts.items()}
    return say(catalog, "today", (code,), named)


def _fact(catalog: Catalog, name: str, value: int | str) -> str:
    return say(catalog, name, (str(value),), {}) if name in NAMED_FACTS else str(value)


def _facts(ruling: Ruling, state: TrainingState, catalog: Catalog) -> dict[str, str]:
    at, seen = ruling.position, ruling.seen
    exercise = catalog.exercise_by_id[at.exercise]
    above = rung_above(seen.exercise, seen.exercise.ladder, catalog)
    moved = (at.exercise, at.stage) != (seen.exercise.id, seen.stage)
    advance = catalog.rules.advance
    leg = say(catalog, "leg", (ruling.leg or "both",), {})
    facts = {
        "leg": leg,
        "Leg": leg.capitalize(),
        "other": say(catalog, "leg", (OTHER[ruling.leg or "both"],), {}),
        "item": say(catalog, "item", (ruling.item,), {}) if ruling.item else "",
        "cue": cue(ruling, exercise, catalog).rstrip("."),
        "exercise": exercise.name,
        "stage": catalog.stage_by_id[at.stage].name,
        "target": target_words(at, catalog),
        "load": load_words(at.load_g, state, catalog),
        "pain": str(seen.pain),
        "pain_max": str(advance.pain_max_plyo if seen.plyo else advance.pain_max_strength),
        "extra": str(seen.high + advance.load_extra_reps),
        "next": above.name if above else "",
        "needs": _needs_words(above, catalog),
        "gear": gear_words(above),
        "eased": _eased_words(at, state, catalog),
        "days": str(state.on - seen.day),
    }
    back = say(catalog, "back", ("moved" if moved else "bottom",), facts)
    return {**facts, "back": back}


def gear_words(exercise: Exercise | None) -> str:
    """What an exercise takes, in words."""
    return ", ".join(exercise.equipment) if exercise else ""


def instead_of(exercise: Exercise, catalog: Catalog) -> str:
    """Why a lower rung stands in for one."""
    facts = {"exercise": exercise.name, "gear": gear_words(exercise)}
    return say(catalog, "changed", ("gear",), facts)


def drill_cue(exercise: str, seconds: int, grade_pct: int, catalog: Catalog) -> str:
    """What a running drill is, at today's length."""
    return say(catalog, "drill", (exercise,), {"seconds": str(seconds), "grade": str(grade_pct)})


def _eased_words(at: Position, state: TrainingState, catalog: Catalog) -> str:
    """The dose after pain beside the full one."""
    load_g, amount = eased_dose(at, state, catalog)
    if at.load_g > 0:
        facts = {
            "load": load_words(load_g, state, catalog),
            "full": load_words(at.load_g, state, catalog),
        }
        return say(catalog, "eased", ("load" if load_g > 0 else "bare",), facts)
    exercise = catalog.exercise_by_id[at.exercise]
    full = target(exercise, at.stage, at.microstep, *set_range(exercise), catalog)
    facts = {"amount": str(amount), "full": amount_words(exercise, full, catalog)}
    return say(catalog, "eased", ("amount",), facts)


def amount_words(exercise: Exercise, amount: int, catalog: Catalog) -> str:
    return say(catalog, "unit", ("seconds" if is_timed(exercise) else "reps",), {"n": str(amount)})


def _needs_words(above: Exercise | None, catalog: Catalog) -> str:
    """What the next rung asks besides the rung below it."""
    if above is None:
        return ""
    asked = [need for need in above.entry if need.need != "passed" or _elsewhere(need, above, catalog)]
    return say(catalog, "need", ("and",), {}).join(_need_words(need, catalog) for need in asked)


def _elsewhere(need: EntryNeed, above: Exercise, catalog: Catalog) -> bool:
    return need.exercise is not None and catalog.exercise_by_id[need.exercise].ladder != above.ladder


def _need_words(need: EntryNeed, catalog: Catalog) -> str:
    facts = {
        "exercise": catalog.exercise_by_id[need.exercise].name if need.exercise else "",
        "test": catalog.test_by_id[need.test].name if need.test else "",
        "n": str(need.seconds or need.at_least or need.weeks or need.below_pct or 0),
    }
    return say(catalog, "need", (need.need,), facts)


def target_words(at: Position, catalog: Catalog) -> str:
    """The day's dose in words: the named micro-step, or a number with its unit."""
    exercise = catalog.exercise_by_id[at.exercise]
    low, high = set_range(exercise)
    named = named_microsteps(exercise, at.stage)
    if named:
        step = min(at.microstep, microstep_max(exercise, at.stage, low, high, catalog))
        return named[step].replace("_", " ")
    amount = target(exercise, at.stage, at.microstep, low, high, catalog)
    return amount_words(exercise, amount, catalog)


def load_words(load_g: int, state: TrainingState, catalog: Catalog) -> str:
    """A weight with one decimal, in the runner's unit."""
    if state.settings.get("units") == "lb":
        tenths, unit = half_up(load_g * LB_TENTHS[0], LB_TENTHS[1]), "lb"
    else:
        tenths, unit = half_up(load_g, GRAMS_PER_TENTH_KG), "kg"
    whole, tenth = divmod(tenths, 10)
    amount = f"{whole}{say(catalog, 'unit', ('decimal',), {})}{tenth}" if tenth else str(whole)
    return say(catalog, "unit", (unit,), {"n": amount})
