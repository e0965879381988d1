"""What a session holds: exercises, sets, targets, order, minutes (TRAINING.md 5.5, 5.6, rulings 2, 3, 9)."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from evenstride.training.answers import EasyItem, Item, Leg
from evenstride.training.catalog import Catalog, Exercise, Ladder, Template
from evenstride.training.days import Reason
from evenstride.training.drills import Drill, drill_seconds
from evenstride.training.gaps import jump_sets_after_gap, sets_after_gap
from evenstride.training.gate import Track, is_easing, known_on
from evenstride.training.jumps import jump_week, session_budget, set_contacts
from evenstride.training.needs import entry_met
from evenstride.training.phases import (
    deload_sets,
    exercise_equipped,
    exercise_open,
    usable_rungs,
)
from evenstride.training.replay import Replayed
from evenstride.training.route import (
    Position,
    eased_dose,
    first_position,
    is_timed,
    last_open_stage,
    set_range,
    target,
)
from evenstride.training.symmetry import Adjustment, sets_by_leg
from evenstride.training.units import half_up
from evenstride.training.words import changed, cue, drill_cue, gear_words, instead_of

JUMP_FALLBACK = "hops"
"""Where the jumps of a locked rung go (TRAINING.md 4.4)."""

REP_S_WITHOUT_TEMPO = 2
"""A rep of a fast or sticking exercise, for the length of a session. Design choice."""

HOURS_PER_DAY = 24

HALF_PCT = 50
"""The one session of a race week (P5)."""


class Slot(NamedTuple):
    """A session of the plan on its day."""

    day: int
    template: Template
    deload: bool
    half: bool
    drill: Drill | None = None
    hilly: bool = False
    """Whether a running drill takes some of the week's contacts."""


class Place(NamedTuple):
    """Where a ladder is trained on a day, or why not. `instead_of` is a rung whose gear is missing."""

    at: Position | None
    absent: Literal["no_gear", "pain_rest", "closed"] | None = None
    instead_of: Exercise | None = None


def items_of(
    slot: Slot, adjusted: Mapping[str, Adjustment], replayed: Replayed, catalog: Catalog
) -> list[Item]:
    """The template's ladders in order, without those that are not open yet."""
    if slot.drill is not None:
        return [_drill_item(slot.drill, catalog)]
    jumping = _jump_sets(slot, replayed, catalog)
    items: list[Item] = []
    for ladder_id in slot.template.slots:
        ladder = catalog.ladder_by_id[ladder_id]
        if ladder.priority == "plyo":
            if ladder_id in jumping:
                place, sets = jumping[ladder_id]
                items.append(
                    _item(place, replayed.tracks[ladder_id], (sets, sets), _alternate(), replayed, catalog)
                )
            continue
        track = replayed.tracks[ladder_id]
        found = _place(track, slot.day, replayed, catalog)
        if found.at is not None:
            exercise = catalog.exercise_by_id[found.at.exercise]
            sets = _sets(slot, ladder, track, exercise, catalog)
            adjustment = adjusted[ladder_id]
            legs = sets_by_leg(adjustment, exercise, sets, catalog)
            item = _item(found.at, track, legs, adjustment, replayed, catalog)
            if found.instead_of is not None:
                item["changed"] = instead_of(found.instead_of, catalog)
            items.append(item)
    if JUMP_FALLBACK in jumping and JUMP_FALLBACK not in slot.template.slots:
        place, sets = jumping[JUMP_FALLBACK]
        track = replayed.tracks[JUMP_FALLBACK]
        items.insert(
            _after_balance(items), _item(place, track, (sets, sets), _alternate(), replayed, catalog)
        )
    return [*items, *_accessory_block(slot, items, adjusted, replayed, catalog)]


def absences(slot: Slot, replayed: Replayed, catalog: Catalog) -> list[Reason]:
    """Why ladders of the template are not in the session, where the runner should know."""
    reasons = []
    for ladder_id in slot.template.slots if slot.drill is None else ():
        ladder = catalog.ladder_by_id[ladder_id]
        track = replayed.tracks[ladder_id]
        absent = _place(track, slot.day, replayed, catalog).absent
        if absent == "no_gear":
            gear = gear_words(catalog.exercise_by_id[track.position.exercise])
            reasons.append(Reason("no_gear", (("ladder", ladder.name), ("gear", gear))))
        elif absent == "pain_rest":
            reasons.append(Reason("pain_rest", (("ladder", ladder.name),)))
    return reasons


def _place(track: Track, day: int, replayed: Replayed, catalog: Catalog) -> Place:
    """The ladder's own place; without its gear the nearest rung below that the runner has the gear for."""
    state = replayed.state
    exercise = catalog.exercise_by_id[track.position.exercise]
    if not exercise_open(exercise, replayed.phase):
        return Place(None, "closed")
    if _rests(track, day, catalog):
        return Place(None, "pain_rest")
    if not exercise_equipped(exercise, state):
        below = [one for one in usable_rungs(track.ladder, state, catalog) if one.rung < exercise.rung]
        if not below:
            return Place(None, "no_gear")
        return Place(last_open_stage(below[-1], state, catalog, replayed.phase), None, exercise)
    if not _enterable(track.position, track, replayed, catalog):
        return Place(None, "closed")
    return Place(track.position)


def _rests(track: Track, day: int, catalog: Catalog) -> bool:
    """Whether two days have yet to pass since the morning that was worse."""
    if track.ruling is None or track.ruling.code != "REG_PAIN_AM":
        return False
    return day - track.ruling.seen.day <= catalog.rules.pain.reload_hours // HOURS_PER_DAY


def _drill_item(drill: Drill, catalog: Catalog) -> Item:
    exercise = catalog.exercise_by_id[drill.exercise]
    low, high = set_range(exercise)
    return {
        "ladder": exercise.ladder,
        "exercise": exercise.id,
        "stage": exercise.stages[0],
        "microstep": 0,
        "sets_left": 1,
        "sets_right": 1,
        "reps_low": low,
        "reps_high": high,
        "seconds_low": None,
        "seconds_high": None,
        "target": drill.reps,
        "load_g": 0,
        "tempo": exercise.dose.tempo,
        "rest_s": exercise.dose.rest_s,
        "first_side": "both",
        "checklist": list(exercise.checklist),
        "cue": drill_cue(drill.exercise, drill.seconds, drill.grade_pct, catalog),
        "changed": None,
        "contacts": 0,
    }


def _alternate() -> Adjustment:
    """Jumps are never added for one leg, and their starting leg alternates."""
    return Adjustment(0, None, 0, (), None, False, ())


def _after_balance(items: list[Item]) -> int:
    return 1 if items and items[0]["ladder"] == "balance" else 0


def _enterable(at: Position, track: Track, replayed: Replayed, catalog: Catalog) -> bool:
    """Whether a place may be trained; one not begun yet first asks for its rung's needs."""
    exercise = catalog.exercise_by_id[at.exercise]
    if not exercise_open(exercise, replayed.phase) or not exercise_equipped(exercise, replayed.state):
        return False
    if track.last_day is not None or exercise.rung > 1:
        return True
    day = replayed.state.on
    known = known_on(replayed.tracks, replayed.doors, day)
    return all(entry_met(need, known, replayed.state, catalog, day) for need in exercise.entry)


def _sets(slot: Slot, ladder: Ladder, track: Track, exercise: Exercise, catalog: Catalog) -> int:
    """The template's sets within what the exercise allows; fewer in a lighter week and after a gap."""
    template = slot.template
    sets = template.sets
    if template.other_sets is not None and ladder.priority != "core":
        sets = template.other_sets
    sets = sets_after_gap(track, min(sets, exercise.dose.sets[1]), slot.day)
    if slot.deload:
        sets = deload_sets(sets, catalog)
    return max(1, half_up(sets * HALF_PCT, 100)) if slot.half else sets


def _jump_sets(slot: Slot, replayed: Replayed, catalog: Catalog) -> dict[str, tuple[Position, int]]:
    """Per jump ladder the place and the sets that the day's budget of contacts allows."""
    state = replayed.state
    wanted = [one for one in slot.template.slots if catalog.ladder_by_id[one].priority == "plyo"]
    week = jump_week(replayed.doors, state, catalog, slot.day) if wanted else None
    budget = session_budget(replayed.doors, state, catalog, slot.day, int(slot.hilly)) if week else 0
    if week is None or budget <= 0:
        return {}
    closed = replayed.locks.on(state.on).exercises
    places = _jump_places(wanted, week.opens - closed, slot.day, replayed, catalog)
    high_left = week.row.high_max
    most = {one: _most_jump_sets(place, one, slot, replayed, catalog) for one, place in places.items()}
    sets = dict.fromkeys(places, 0)
    spent = 0
    for lap in range(max(most.values(), default=0)):
        for ladder_id, place in places.items():
            exercise = catalog.exercise_by_id[place.exercise]
            contacts = set_contacts(exercise, _target(place, catalog))
            is_high = exercise.contacts is not None and exercise.contacts.intensity == "high"
            if lap >= most[ladder_id] or spent + contacts > budget or (is_high and contacts > high_left):
                continue
            sets[ladder_id] += 1
            spent += contacts
            high_left -= contacts if is_high else 0
    return {one: (places[one], done) for one, done in sets.items() if done}


def _most_jump_sets(place: Position, ladder_id: str, slot: Slot, replayed: Replayed, catalog: Catalog) -> int:
    sets = catalog.exercise_by_id[place.exercise].dose.sets[1]
    return jump_sets_after_gap(replayed.tracks[ladder_id], sets, slot.day)


def _jump_places(
    wanted: list[str], opens: frozenset[str], day: int, replayed: Replayed, catalog: Catalog
) -> dict[str, Position]:
    """Where each jump ladder is trained; a locked one makes way for the highest open hop rung."""
    places: dict[str, Position] = {}
    for ladder_id in wanted:
        track = replayed.tracks[ladder_id]
        rests = _rests(track, day, catalog)
        if (
            track.position.exercise in opens
            and not rests
            and _enterable(track.position, track, replayed, catalog)
        ):
            places[ladder_id] = track.position
        else:
            places.setdefault(JUMP_FALLBACK, _highest_open_hop(opens, replayed, catalog))
    return places


def _highest_open_hop(opens: frozenset[str], replayed: Replayed, catalog: Catalog) -> Position:
    """The runner's own hop rung where it is unlocked, else the highest unlocked one below it."""
    at = replayed.tracks[JUMP_FALLBACK].position
    rungs = catalog.ladder_by_id[JUMP_FALLBACK].rungs
    below = [rung for rung in rungs[: rungs.index(at.exercise)] if rung in opens]
    if at.exercise in opens or not below:
        return at
    return first_position(catalog.exercise_by_id[below[-1]], replayed.state)


def _target(at: Position, catalog: Catalog) -> int:
    exercise = catalog.exercise_by_id[at.exercise]
    low, high = set_range(exercise)
    return target(exercise, at.stage, at.microstep, low, high, catalog)


def _accessory_block(
    slot: Slot, items: list[Item], adjusted: Mapping[str, Adjustment], replayed: Replayed, catalog: Catalog
) -> list[Item]:
    """Extra work for the lagging leg alone, before nothing else: it comes last, fresh legs first."""
    if slot.template.type != "unilateral" or slot.deload or slot.half:
        return []
    block = catalog.rules.asymmetry.accessory
    there = {item["ladder"] for item in items}
    extra: list[Item] = []
    for ladder_id, adjustment in adjusted.items():
        if adjustment.accessory_leg is None or ladder_id in there:
            continue
        for exercise_id in adjustment.accessory:
            track = replayed.tracks[ladder_id]
            same = track.position.exercise == exercise_id
            exercise = catalog.exercise_by_id[exercise_id]
            if not exercise_equipped(exercise, replayed.state):
                continue
            place = track.position if same else first_position(exercise, replayed.state)
            legs = (
                block.sets if adjustment.accessory_leg == "left" else 0,
                block.sets if adjustment.accessory_leg == "right" else 0,
            )
            lone = adjustment._replace(leg=adjustment.accessory_leg)
            extra.append(_item(place, track, legs, lone, replayed, catalog))
    return extra


def _item(
    at: Position,
    track: Track,
    sets: tuple[int, int],
    adjustment: Adjustment,
    replayed: Replayed,
    catalog: Catalog,
) -> Item:
    exercise = catalog.exercise_by_id[at.exercise]
    timed = is_timed(exercise)
    low, high = set_range(exercise)
    ruling = track.ruling if at == track.position else None
    eased = eased_dose(at, replayed.state, catalog) if is_easing(ruling) else None
    load_g, aim = eased or (at.load_g, _target(at, catalog))
    return {
        "ladder": track.ladder,
        "exercise": at.exercise,
        "stage": at.stage,
        "microstep": at.microstep,
        "sets_left": sets[0],
        "sets_right": sets[1],
        "reps_low": None if timed else low,
        "reps_high": None if timed else high,
        "seconds_low": low if timed else None,
        "seconds_high": high if timed else None,
        "target": aim,
        "load_g": load_g,
        "tempo": _tempo(exercise, at, catalog),
        "rest_s": exercise.dose.rest_s,
        "first_side": _first_side(track, exercise, adjustment),
        "checklist": list(exercise.checklist),
        "cue": cue(ruling, exercise, catalog),
        "changed": changed(ruling, replayed.state, catalog),
        "contacts": max(sets) * set_contacts(exercise, aim),
    }


def _tempo(exercise: Exercise, at: Position, catalog: Catalog) -> str:
    own = catalog.stage_by_id[at.stage].tempo
    return exercise.dose.tempo if own is None or is_timed(exercise) else own


def _first_side(track: Track, exercise: Exercise, adjustment: Adjustment) -> Leg:
    """The lagging leg, where one is confirmed; else legs take turns at going first."""
    if exercise.sides == "both":
        return "both"
    if adjustment.leg is not None:
        return adjustment.leg
    return "right" if track.last_first_side == "left" else "left"


def easy_item(exercise: Exercise) -> EasyItem:
    reps, seconds = exercise.dose.reps, exercise.dose.seconds
    return {
        "exercise": exercise.id,
        "sides": exercise.sides,
        "reps_low": reps[0] if reps else None,
        "reps_high": reps[1] if reps else None,
        "seconds_low": seconds[0] if seconds else None,
        "seconds_high": seconds[1] if seconds else None,
    }


def minutes_of(items: list[Item], catalog: Catalog) -> int:
    """How long the session takes, warm-up and cool-down at their midpoints; whole minutes.

    A running drill follows a run, which warmed up enough.
    """
    program = catalog.program
    if any(catalog.exercise_by_id[item["exercise"]].category == "run" for item in items):
        seconds = [drill_seconds(catalog.exercise_by_id[item["exercise"]], item["target"]) for item in items]
        return half_up(sum(seconds), 60)
    work_s = sum(_item_s(item, catalog) for item in items)
    around = sum(program.warmup_minutes) + sum(program.cooldown_minutes)
    return half_up(work_s, 60) + half_up(around, 2)


def _item_s(item: Item, catalog: Catalog) -> int:
    """Sets of both legs with the change between them and the rest between pairs."""
    exercise = catalog.exercise_by_id[item["exercise"]]
    one_leg_s = item["target"] * (1 if is_timed(exercise) else _rep_s(item["tempo"], exercise))
    pairs = max(item["sets_left"], item["sets_right"])
    if exercise.sides == "both":
        return pairs * one_leg_s + (pairs - 1) * item["rest_s"]
    legs_s = (item["sets_left"] + item["sets_right"]) * one_leg_s
    changes_s = min(item["sets_left"], item["sets_right"]) * catalog.program.leg_change_s
    return legs_s + changes_s + (pairs - 1) * item["rest_s"]


def _rep_s(tempo: str, exercise: Exercise) -> int:
    if exercise.dose.hold_s is not None:
        return exercise.dose.hold_s + 1
    if not all(char in "0123456789X" for char in tempo):
        return REP_S_WITHOUT_TEMPO
    return sum(1 if char == "X" else int(char) for char in tempo)
