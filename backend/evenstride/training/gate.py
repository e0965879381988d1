"""One ladder-session → ruling (TRAINING.md 2.4 to 2.6 and its rulings 1 to 15).

The first rule that applies wins, safety first. Where the ladder stands, and what came before, is in its
`Track`; `replay` keeps the tracks.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from evenstride.training.answers import Code, Decision, Leg
from evenstride.training.catalog import Catalog, GapBand
from evenstride.training.doors import Doors, jumps_clean_weeks
from evenstride.training.evidence import (
    Weighed,
    amount_of,
    ids_of,
    knee_legs,
    not_good_running,
    poor_running,
    worse_by_pain,
    worse_by_points,
)
from evenstride.training.fold import TrainingState
from evenstride.training.jumps import jump_week
from evenstride.training.needs import Done, Held, Known, entry_met, video_met
from evenstride.training.phases import exercise_equipped, exercise_open
from evenstride.training.quality import worst_item
from evenstride.training.route import (
    Blocked,
    Position,
    first_position,
    microstep_max,
    rung_above,
    rung_below,
    stage_below,
    target,
    way_up,
)

RUNNING_KEPT = 4
"""Sessions running that any rule looks back on."""

ITEM_CODES = ("HOLD_LEG", "HOLD_FADE", "REG_POOR2", "REG_STREAK4")
"""Codes whose sentence names the checklist item with most fault points."""


ADVANCE_CODES: dict[str, Code] = {"stage": "ADV_STAGE", "rung": "ADV_RUNG", "load": "ADV_LOAD"}


class Ruling(NamedTuple):
    """A decision with what it rests on; `why` picks among the sentences of one code."""

    decision: Decision
    code: Code
    why: str
    leg: Leg | None
    item: str | None
    position: Position
    earlier: tuple[Weighed, ...]
    """Sessions before `seen` that it rests on too, in training order."""
    seen: Weighed


@dataclass(slots=True)
class Track:
    """One ladder as of now: where the next session is and what led there. Grows while the log is walked."""

    ladder: str
    position: Position
    streak: int = 0
    running: tuple[Weighed, ...] = ()
    """Non-neutral ladder-sessions since the last move, oldest first, at most `RUNNING_KEPT`."""
    ruling: Ruling | None = None
    last_day: int | None = None
    last_first_side: Leg | None = None
    advanced_on: int | None = None
    stay: bool = False
    """The runner chose to build load here."""
    passed: frozenset[str] = frozenset()
    done: Done = field(default_factory=dict)
    held: Held = field(default_factory=dict)
    returned_on: int | None = None
    """The first session after a gap of ten days or more."""
    gap: GapBand | None = None
    """The band of that gap."""


class Moment(NamedTuple):
    """What else is true when the ladders of a session are ruled on."""

    state: TrainingState
    catalog: Catalog
    phase: int
    tracks: dict[str, Track]
    doors: Doors
    jump_advances: Sequence[int]
    """Days on which a jump ladder moved up, the latest last."""


def safety_ruling(track: Track, weighed: Weighed, moment: Moment) -> Ruling | None:
    """Rows 2 to 7: pain, a lost knee, sessions that keep going wrong. They need not wait for its end."""
    state, catalog = moment.state, moment.catalog
    pain = catalog.rules.pain
    settle = pain.settle_plyo if weighed.plyo else pain.settle_strength
    if weighed.pain >= pain.stop:
        below = rung_below(weighed.exercise, track.ladder, catalog)
        to = first_position(below or weighed.exercise, state)
        why = "" if below else "bottom"
        return _ruling("stop", "STOP_PAIN", weighed, to, leg=worse_by_pain(weighed), why=why)
    sore = weighed.soreness if weighed.plyo else None
    setback = _setback(track, weighed, weighed.pain >= settle, sore, catalog)
    if setback is not None:
        back = stage_below(track.position, track.ladder, state, catalog, moment.phase)
        code, leg, why, item, earlier = setback
        return _ruling("regress", code, weighed, back, leg=leg, why=why, item=item, earlier=earlier)
    return _pain_held(weighed, track.position, settle, sore)


class Setback(NamedTuple):
    code: Code
    leg: Leg
    why: str = ""
    item: str | None = None
    earlier: tuple[Weighed, ...] = ()


def _setback(
    track: Track, weighed: Weighed, hurt: bool, sore: str | None, catalog: Catalog
) -> Setback | None:
    """Rows 3 to 6: what sends an exercise one stage back."""
    regress = catalog.rules.regress
    if (hurt and (weighed.pain_change or 0) > 0) or sore == "warmup_and_stays":
        return Setback("REG_PAIN_AM", worse_by_pain(weighed), "pain" if hurt else "sore")
    if weighed.both_good:
        return None
    knees = knee_legs(weighed, regress.knee_sets)
    if knees:
        return Setback("REG_KNEE", worse_by_points(weighed, knees), item="knee_alignment")
    if weighed.neutral:
        return None
    poor = poor_running(track.running, regress.poor_running)
    if poor:
        earlier = track.running[-regress.poor_running : -1]
        return Setback("REG_POOR2", worse_by_points(weighed, poor), earlier=earlier)
    failing = not_good_running(track.running, regress.not_good_running)
    if failing:
        earlier = track.running[-regress.not_good_running : -1]
        return Setback("REG_STREAK4", worse_by_points(weighed, failing), earlier=earlier)
    return None


def _pain_held(weighed: Weighed, position: Position, settle: int, sore: str | None) -> Ruling | None:
    """Row 7: pain that may be held, and jump soreness that asks for the same dose again."""
    if weighed.pain >= settle:
        leg = worse_by_pain(weighed)
        if weighed.plyo:
            return _ruling("hold", "HOLD_PLYO_PAIN", weighed, position, leg=leg, why="pain")
        if weighed.pain_change is None:
            return _ruling("hold", "HOLD_PAIN", weighed, position, leg=leg, why="wait")
        return _ruling("hold", "HOLD_PAIN_SETTLED", weighed, position, leg=leg)
    if sore in ("warmup_then_gone", "lasted"):
        return _ruling("hold", "HOLD_PLYO_PAIN", weighed, position, leg=worse_by_pain(weighed), why="sore")
    return None


def progression_ruling(track: Track, weighed: Weighed, moment: Moment) -> Ruling:
    """Rows 9 to 12 for a session that is over."""
    catalog = moment.catalog
    if weighed.deload:
        return _ruling("hold", "HOLD_DELOAD", weighed, track.position)
    failing = (
        [] if weighed.both_good else [leg for leg, graded in weighed.legs.items() if graded.grade != "good"]
    )
    if failing:
        leg = worse_by_points(weighed, failing)
        fade = all(weighed.legs[leg].fade for leg in failing)
        return _ruling("hold", "HOLD_FADE" if fade else "HOLD_LEG", weighed, track.position, leg=leg)
    pair = track.running[-2:] if track.streak >= catalog.rules.advance.sessions else track.running[-1:]
    if weighed.neutral:
        pair = (weighed,)
    sore = _painful(pair, catalog)
    if sore is not None:
        why = "morning" if sore.pain <= _pain_max(sore, catalog) else "pain"
        return _ruling("hold", "HOLD_PAIN", weighed, track.position, leg=worse_by_pain(sore), why=why)
    if not weighed.complete or weighed.neutral or track.streak < catalog.rules.advance.sessions:
        return _building(track, weighed, catalog)
    hard = next((one for one in reversed(pair) if one.effort_short), None)
    if hard is not None:
        return _ruling(
            "hold", "HOLD_EFFORT", weighed, track.position, leg=hard.effort_short, earlier=pair[:-1]
        )
    return _advance(track, weighed, pair, moment)


def _painful(pair: tuple[Weighed, ...], catalog: Catalog) -> Weighed | None:
    """The latest session of the pair with pain above the ceiling for moving up, or with a worse morning."""
    for one in reversed(pair):
        if one.pain > _pain_max(one, catalog) or (one.pain_change or 0) > 0:
            return one
    return None


def _pain_max(weighed: Weighed, catalog: Catalog) -> int:
    advance = catalog.rules.advance
    return advance.pain_max_plyo if weighed.plyo else advance.pain_max_strength


def _building(track: Track, weighed: Weighed, catalog: Catalog) -> Ruling:
    """Clean, but not yet twice at the top: the next micro-step where this one was reached."""
    position = track.position
    if weighed.neutral:
        return _ruling("hold", "HOLD_BUILD", weighed, position, why="time")
    if weighed.lone:
        leg = _only_leg(weighed)
        return _ruling("hold", "HOLD_BUILD", weighed, position, why="lone", leg=leg)
    if not weighed.complete:
        return _ruling("hold", "HOLD_BUILD", weighed, position, why="short")
    last = microstep_max(weighed.exercise, weighed.stage, weighed.low, weighed.high, catalog)
    aim = target(weighed.exercise, weighed.stage, weighed.microstep, weighed.low, weighed.high, catalog)
    full = eased_from(track.ruling, weighed, catalog)
    if full is not None:
        return _ruling("hold", "HOLD_BUILD", weighed, full, why="eased")
    if weighed.done_min < aim:
        leg = _short_leg(weighed, aim)
        return _ruling("hold", "HOLD_BUILD", weighed, position, why="missed", leg=leg)
    reached = weighed.microstep
    while reached < last and weighed.done_min > target(
        weighed.exercise, weighed.stage, reached, weighed.low, weighed.high, catalog
    ):
        reached += 1
    step = min(last, reached + 1)
    why = "again" if track.streak else ("extra" if step == weighed.microstep else "step")
    to = position if step == position.microstep else position._replace(microstep=step)
    return _ruling("hold", "HOLD_BUILD", weighed, to, why=why)


def is_easing(ruling: Ruling | None) -> bool:
    """Whether the next session is to be easier because of pain."""
    return ruling is not None and (
        ruling.code == "HOLD_PAIN_SETTLED" or (ruling.code == "HOLD_PAIN" and ruling.why == "wait")
    )


def eased_from(ruling: Ruling | None, weighed: Weighed, catalog: Catalog) -> Position | None:
    """The full dose of the session before, where this one was made easier because of it."""
    if ruling is None or not is_easing(ruling):
        return None
    full, exercise = ruling.position, weighed.exercise
    if (full.exercise, full.stage) != (exercise.id, weighed.stage):
        return None
    aim = target(exercise, full.stage, full.microstep, weighed.low, weighed.high, catalog)
    return full if weighed.load_g < full.load_g or weighed.done_min < aim else None


def _only_leg(weighed: Weighed) -> Leg:
    return next(iter(weighed.legs)) if len(weighed.legs) == 1 else "both"


def _short_leg(weighed: Weighed, aim: int) -> Leg:
    """The leg that fell short of the target; `both` when both did."""
    short = {one.body["side"] for one in weighed.sets if amount_of(one.body) < aim}
    return short.pop() if len(short) == 1 else "both"


def _advance(track: Track, weighed: Weighed, pair: tuple[Weighed, ...], moment: Moment) -> Ruling:
    """Row 11, or `HOLD_BANKED` with what is in the way."""
    rules = moment.catalog.rules.advance
    blocked = _rung_blocked(track, weighed, moment)
    way = way_up(
        track.position, track.ladder, moment.state, moment.catalog, moment.phase, blocked, track.stay
    )
    why: str | None = way.blocked
    if way.to is not None:
        if track.advanced_on is not None and weighed.day - track.advanced_on < rules.ladder_days_min:
            why = "days"
        elif weighed.plyo and _recent_jump_advances(moment, weighed.day) >= rules.plyo_advances_max:
            why = "jumps"
        elif track.ladder in moment.doors.locks.on(weighed.day).frozen:
            why = "frozen"
    if way.to is None or why is not None:
        return _ruling("hold", "HOLD_BANKED", weighed, track.position, why=why or "top", earlier=pair[:-1])
    return _ruling("advance", ADVANCE_CODES[way.kind], weighed, way.to, earlier=pair[:-1])


def _recent_jump_advances(moment: Moment, day: int) -> int:
    since = day - moment.catalog.rules.advance.plyo_advances_days
    return len(moment.jump_advances) - bisect_right(moment.jump_advances, since)


def _rung_blocked(track: Track, weighed: Weighed, moment: Moment) -> Blocked | None:
    """Why the next rung cannot be entered today; None when it can be, or when there is none."""
    state, catalog = moment.state, moment.catalog
    above = rung_above(weighed.exercise, track.ladder, catalog)
    if above is None:
        return None
    if not exercise_equipped(above, state):
        return "gear"
    if not exercise_open(above, moment.phase):
        return "phase"
    if above.category == "plyometric":
        week = jump_week(moment.doors, state, catalog, weighed.day)
        if week is None or above.id not in week.opens:
            return "phase"
        if above.id in moment.doors.locks.on(weighed.day).exercises:
            return "legs"
    known = known_on({**moment.tracks, track.ladder: track}, moment.doors, weighed.day)
    exercise = weighed.exercise
    passed = max(known.done.get(exercise.id, 0), exercise.stages.index(weighed.stage) + 1)
    known = known._replace(passed=known.passed | {exercise.id}, done={**known.done, exercise.id: passed})
    if not all(entry_met(need, known, state, catalog, weighed.day) for need in above.entry):
        return "entry"
    if weighed.exercise.skill == "high" and not video_met(
        (weighed.exercise, above), state, weighed.day, catalog
    ):
        return "video"
    return None


def known_on(tracks: Mapping[str, Track], doors: Doors, day: int) -> Known:
    """What the ladders and doors together know on a day."""
    held: Held = {}
    done: Done = {}
    for track in tracks.values():
        for exercise, seconds in track.held.items():
            held[exercise] = max(held.get(exercise, 0), seconds)
        for exercise, stages in track.done.items():
            done[exercise] = max(done.get(exercise, 0), stages)
    return Known(
        passed=frozenset[str]().union(*(track.passed for track in tracks.values())),
        done=done,
        held=held,
        open_gates=frozenset(doors.opened_on),
        plyo_weeks=doors.jump_weeks,
        jumps_clean_weeks=jumps_clean_weeks(doors, day),
        locks=doors.locks.on(day),
        drill_weeks=doors.drill_weeks,
    )


def _ruling(
    decision: Decision,
    code: Code,
    weighed: Weighed,
    position: Position,
    *,
    why: str = "",
    leg: Leg | None = None,
    item: str | None = None,
    earlier: tuple[Weighed, ...] = (),
) -> Ruling:
    """A ruling that rests on this session and the earlier ones named."""
    if item is None and leg is not None and code in ITEM_CODES:
        item = worst_item(weighed.exercise, [s for s in weighed.sets if leg in ("both", s.body["side"])])
    return Ruling(decision, code, why, leg, item, position, earlier, weighed)


def because_of(ruling: Ruling) -> list[str]:
    """Ids of the entries a ruling rests on, in training order."""
    return [entry for one in (*ruling.earlier, ruling.seen) for entry in ids_of(one)]
