"""Every ladder after every session: the walk through the log that the verdicts come from.

All ladders are walked together, in training order, because jump ladders share a limit and a rung may ask
for another ladder's rung.
"""

from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from typing import NamedTuple

from evenstride.training.catalog import Catalog, Exercise, Ladder
from evenstride.training.doors import (
    DAYS_PER_WEEK,
    Doors,
    dawn,
    phase_of,
    see_session,
    see_set_back,
    see_weighed,
    start_doors,
)
from evenstride.training.evidence import Weighed, first_set_at, weigh
from evenstride.training.fold import Choice, Session, TrainingState
from evenstride.training.gaps import come_back, gap_band
from evenstride.training.gate import (
    RUNNING_KEPT,
    Moment,
    Ruling,
    Track,
    eased_from,
    progression_ruling,
    safety_ruling,
)
from evenstride.training.phases import plan_week
from evenstride.training.quality import Grades
from evenstride.training.route import Position, first_position, microstep_max, set_range, smallest_step_g
from evenstride.training.symmetry import LocksByDay

CLIMBED = ("core", "secondary", "bilateral_day", "accessory", "plyo")
"""Priorities of ladders that have verdicts; warm-up, cool-down and running drills do not."""

EARLY_DELOAD_DAYS = 7
"""How long an early lighter week lasts."""

EFFORTS_SEEN = 40
"""More sessions than three weeks can hold."""


class Replayed(NamedTuple):
    """A folded log and what the rules made of it: all that any answer is read from."""

    state: TrainingState
    tracks: dict[str, Track]
    rulings: dict[tuple[str, str], Ruling]
    """(session record, ladder) → the ruling of that ladder-session."""
    doors: Doors
    phase: int
    locks: LocksByDay
    early_deloads: tuple[int, ...]
    """Days after which a lighter week was called for ahead of the calendar."""


@dataclass(slots=True)
class Walk:
    """The walk so far."""

    state: TrainingState
    catalog: Catalog
    tracks: dict[str, Track]
    choices: dict[str, list[Choice]]
    """Per ladder, the choices still ahead, latest first."""
    doors: Doors
    grades: Grades
    rulings: dict[tuple[str, str], Ruling] = field(default_factory=dict)
    jump_advances: list[int] = field(default_factory=list)
    setbacks: list[tuple[int, str]] = field(default_factory=list)
    """(day, ladder) of every step back."""
    efforts: list[tuple[int, int]] = field(default_factory=list)
    """(day, rpe) of every session that has one."""
    early_deloads: list[int] = field(default_factory=list)
    light_week: bool = False
    """Whether the day of the session under way is in the week of the first jumps."""


def climbed_ladders(catalog: Catalog) -> list[Ladder]:
    return [ladder for ladder in catalog.ladders if ladder.priority in CLIMBED]


def replay(state: TrainingState, catalog: Catalog) -> Replayed:
    """Every ladder after every session and choice of the log, in training order."""
    walk = _start(state, catalog)
    dawned = _first_dawn(walk)
    for before, session in zip([None, *state.sessions], state.sessions, strict=False):
        if before is not None and before.day < session.day:
            _dusk(walk, before.day)
        dawned = _dawns(walk, dawned, session.day)
        week = plan_week(state.plan, session.day)
        see_session(walk.doors, session, week, catalog)
        if session.body["template"] in catalog.extra_templates:
            continue
        walk.light_week = week == catalog.rules.plyo.weeks[0].week
        moment = Moment(state, catalog, phase_of(walk.doors), walk.tracks, walk.doors, walk.jump_advances)
        for ladder_id in [ladder for ladder in walk.tracks if ladder in session.sets]:
            _take(walk, ladder_id, session, moment)
        _see_effort(walk, session)
    if state.sessions:
        _dusk(walk, state.sessions[-1].day)
    _dawns(walk, dawned, state.on)
    dawn(walk.doors, state, catalog, state.on)
    phase = phase_of(walk.doors)
    for ladder_id, track in walk.tracks.items():
        _choose(track, walk.choices[ladder_id], None, walk)
        come_back(track, state, catalog, phase, walk.doors.trained_on)
    return Replayed(
        state, walk.tracks, walk.rulings, walk.doors, phase, walk.doors.locks, tuple(walk.early_deloads)
    )


def _start(state: TrainingState, catalog: Catalog) -> Walk:
    ladders = climbed_ladders(catalog)
    choices: dict[str, list[Choice]] = {ladder.id: [] for ladder in ladders}
    for choice in reversed(state.choices):
        if choice.body["ladder"] in choices:
            choices[choice.body["ladder"]].append(choice)
    tracks = {ladder.id: _fresh(ladder, state, catalog) for ladder in ladders}
    return Walk(state, catalog, tracks, choices, start_doors(state, catalog), Grades(catalog))


def _first_dawn(walk: Walk) -> int | None:
    """The first day that can matter to a door: none opens before a session of the plan."""
    begun, sessions = walk.doors.calendar_from, walk.state.sessions
    return None if begun is None or not sessions else max(begun, sessions[0].day)


def _dawns(walk: Walk, after: int | None, day: int) -> int | None:
    """Lets every day up to `day` dawn; days before the plan do not. The next day to dawn."""
    if after is None:
        return None
    for one in range(after, day + 1):
        dawn(walk.doors, walk.state, walk.catalog, one)
    return max(after, day + 1)


def _dusk(walk: Walk, day: int) -> None:
    """The doors once more after the last session of a day: one shown open in the evening stays open."""
    dawn(walk.doors, walk.state, walk.catalog, day)


def _see_effort(walk: Walk, session: Session) -> None:
    """Calls for an early lighter week when ladders fall back together or effort climbs."""
    rules = walk.catalog.program.deload
    if session.finished is not None and session.finished["rpe"] is not None:
        walk.efforts.append((session.day, session.finished["rpe"]))
    if walk.early_deloads and session.day - walk.early_deloads[-1] <= EARLY_DELOAD_DAYS:
        return
    recent = takewhile(lambda one: session.day - one[0] < rules.early_ladders_days, reversed(walk.setbacks))
    fallen = {ladder for _day, ladder in recent}
    if len(fallen) >= rules.early_ladders or _effort_climbed(walk, session.day):
        walk.early_deloads.append(session.day)


def _effort_climbed(walk: Walk, day: int) -> bool:
    """Whether the last week's mean effort is so many points above the mean of the two weeks before it."""
    rules = walk.catalog.program.deload
    recent: list[int] = []
    before: list[int] = []
    for on, rpe in islice(reversed(walk.efforts), EFFORTS_SEEN):
        if day - on >= DAYS_PER_WEEK + rules.early_rpe_days:
            break
        (recent if day - on < DAYS_PER_WEEK else before).append(rpe)
    if not recent or not before:
        return False
    rise = sum(recent) * len(before) - sum(before) * len(recent)
    return rise >= rules.early_rpe_above * len(recent) * len(before)


def _fresh(ladder: Ladder, state: TrainingState, catalog: Catalog) -> Track:
    start = first_position(catalog.exercise_by_id[ladder.rungs[0]], state)
    return Track(ladder.id, start)


def _choose(track: Track, choices: list[Choice], until_ms: int | None, walk: Walk) -> None:
    """Every choice made up to an instant moves the track; `choices` is latest first and is used up."""
    while choices and (until_ms is None or choices[-1].body["chosen_at"] <= until_ms):
        body = choices.pop().body
        exercise = walk.catalog.exercise_by_id[body["exercise"]]
        low, high = set_range(exercise)
        last = microstep_max(exercise, body["stage"], low, high, walk.catalog)
        fresh = first_position(exercise, walk.state)
        load_g = fresh.load_g
        if body["stage"] == "load":
            load_g = max(track.position.load_g, smallest_step_g(walk.state))
        track.position = Position(exercise.id, body["stage"], min(body["microstep"], last), load_g)
        track.streak, track.running, track.ruling = 0, (), None
        track.stay = body["stage"] == "load" and body["by"] != "placement"
        _pass_below(track, exercise, body["stage"], walk.catalog)


def _pass_below(track: Track, exercise: Exercise, stage: str, catalog: Catalog) -> None:
    """Every rung and stage below the place counts as passed."""
    rungs = catalog.ladder_by_id[exercise.ladder].rungs
    below = rungs[: rungs.index(exercise.id)]
    track.passed |= frozenset(below)
    for rung in below:
        _pass_stages(track, rung, len(catalog.exercise_by_id[rung].stages))
    _pass_stages(track, exercise.id, exercise.stages.index(stage))


def _pass_stages(track: Track, exercise: str, stages: int) -> None:
    if stages > track.done.get(exercise, 0):
        track.done = {**track.done, exercise: stages}


def _take(walk: Walk, ladder_id: str, session: Session, moment: Moment) -> None:
    """One ladder's part of a session: choices made before it, then the verdict."""
    state, catalog = walk.state, walk.catalog
    track = walk.tracks[ladder_id]
    choices = walk.choices[ladder_id]
    if choices:
        _choose(track, choices, first_set_at(session, ladder_id), walk)
    weighed = weigh(session, ladder_id, catalog, smallest_step_g(state), walk.grades, walk.light_week)
    if session.finished is None and session.day == state.on and not weighed.complete:
        track = replace(track)  # under way: it only stands if something alarming happened
        _count(track, weighed, catalog)
        ruling = safety_ruling(track, weighed, moment)
        if ruling is None:
            return
        walk.tracks[ladder_id] = track
    else:
        _count(track, weighed, catalog)
        ruling = safety_ruling(track, weighed, moment) or progression_ruling(track, weighed, moment)
    see_weighed(walk.doors, ladder_id, weighed, catalog)
    _move(track, weighed, ruling, catalog)
    walk.rulings[session.record, ladder_id] = ruling
    if ruling.decision != "hold":
        _see_ruling(walk, ladder_id, session.day, ruling)


def _see_ruling(walk: Walk, ladder_id: str, day: int, ruling: Ruling) -> None:
    if ruling.decision == "advance":
        if walk.catalog.ladder_by_id[ladder_id].priority == "plyo":
            walk.jump_advances.append(day)
        return
    walk.setbacks.append((day, ladder_id))
    see_set_back(walk.doors, ladder_id, day, walk.catalog)


def _count(track: Track, weighed: Weighed, catalog: Catalog) -> None:
    """Takes a session into the streak and the sessions running; neutral ones leave both alone."""
    rules = catalog.rules.advance
    exercise_id, stage = weighed.exercise.id, weighed.stage
    if track.stay and (exercise_id != track.position.exercise or stage != "load"):
        track.stay = False
    if track.running and (track.running[-1].exercise.id != exercise_id or track.running[-1].stage != stage):
        track.streak, track.running = 0, ()
    if track.last_day is not None and weighed.day - track.last_day >= rules.streak_gap_days:
        track.streak, track.returned_on = 0, weighed.day
        track.gap = gap_band(weighed.day - track.last_day, catalog)
    if weighed.seconds_min is not None and weighed.both_good:
        track.held = {**track.held, exercise_id: max(track.held.get(exercise_id, 0), weighed.seconds_min)}
    eased = eased_from(track.ruling, weighed, catalog) is not None
    if exercise_id != track.position.exercise:
        _pass_below(track, weighed.exercise, stage, catalog)
    track.last_day, track.last_first_side = weighed.day, weighed.first_side
    here = (exercise_id, stage, weighed.microstep, weighed.load_g)
    if here != track.position:
        track.position = Position(*here)
    if weighed.neutral:
        return
    if weighed.complete and weighed.both_good and weighed.at_top and not eased:
        paired = track.streak and weighed.day - track.running[-1].day <= rules.window_days
        track.streak = min(track.streak + 1, rules.sessions) if paired else 1
    else:
        track.streak = 0
    track.running = (*track.running, weighed)[-RUNNING_KEPT:]


def _move(track: Track, weighed: Weighed, ruling: Ruling, catalog: Catalog) -> None:
    """Puts the track where the ruling says; anything but a hold starts the streak anew."""
    before, after = track.position, ruling.position
    track.position, track.ruling = after, ruling
    if ruling.decision == "hold":
        return
    if ruling.decision == "advance":
        track.advanced_on = weighed.day
        _pass_stages(track, before.exercise, weighed.exercise.stages.index(before.stage) + 1)
        if after.exercise != before.exercise or catalog.stage_by_id[after.stage].kind == "development":
            track.passed |= {before.exercise}
    track.streak, track.running = 0, ()
    track.stay = track.stay and ruling.code == "ADV_LOAD"
