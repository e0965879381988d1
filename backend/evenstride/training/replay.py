"""Every ladder after every session: the walk through the log that the verdicts come from.

All ladders are walked together, in training order, because jump ladders share a limit and a rung may ask
for another ladder's rung.
"""

from typing import NamedTuple

from evenstride.training.catalog import Catalog, Exercise, Ladder
from evenstride.training.evidence import Weighed, first_set_at, weigh
from evenstride.training.fold import Choice, Session, TrainingState
from evenstride.training.gate import RUNNING_KEPT, Ruling, Track, progression_ruling, safety_ruling
from evenstride.training.route import Position, first_position, microstep_max, set_range, smallest_step_g

CLIMBED = ("core", "secondary", "bilateral_day", "accessory", "plyo")
"""Priorities of ladders that have verdicts; warm-up, cool-down and running drills do not."""


class Replayed(NamedTuple):
    """A folded log and what the rules made of it: all that any answer is read from."""

    state: TrainingState
    tracks: dict[str, Track]
    rulings: dict[tuple[str, str], Ruling]
    """(session record, ladder) → the ruling of that ladder-session."""


def climbed_ladders(catalog: Catalog) -> list[Ladder]:
    return [ladder for ladder in catalog.ladders if ladder.priority in CLIMBED]


def replay(state: TrainingState, catalog: Catalog) -> Replayed:
    """Every ladder after every session and choice of the log, in training order."""
    tracks = {ladder.id: _fresh(ladder, state, catalog) for ladder in climbed_ladders(catalog)}
    choices: dict[str, list[Choice]] = {ladder_id: [] for ladder_id in tracks}
    for choice in reversed(state.choices):
        if choice.body["ladder"] in choices:
            choices[choice.body["ladder"]].append(choice)
    rulings: dict[tuple[str, str], Ruling] = {}
    plyo_advances: list[int] = []
    for session in state.sessions:
        if session.body["template"] in catalog.extra_templates:
            continue
        for ladder_id in [ladder for ladder in tracks if ladder in session.sets]:
            track = _after_choices(
                tracks[ladder_id], choices[ladder_id], first_set_at(session, ladder_id), state, catalog
            )
            tracks[ladder_id] = track
            step = _judge(track, session, tracks, plyo_advances, state, catalog)
            if step is None:
                continue
            tracks[ladder_id] = step
            if step.ruling is not None:
                rulings[session.record, ladder_id] = step.ruling
                if step.ruling.decision == "advance" and catalog.ladder_by_id[ladder_id].priority == "plyo":
                    plyo_advances.append(session.day)
    for ladder_id, left in choices.items():
        tracks[ladder_id] = _after_choices(tracks[ladder_id], left, None, state, catalog)
    return Replayed(state, tracks, rulings)


def _fresh(ladder: Ladder, state: TrainingState, catalog: Catalog) -> Track:
    start = first_position(catalog.exercise_by_id[ladder.rungs[0]], state)
    return Track(ladder.id, start, 0, (), None, None, None, None, False, frozenset(), {})


def _after_choices(
    track: Track, choices: list[Choice], until_ms: int | None, state: TrainingState, catalog: Catalog
) -> Track:
    """The track after every choice made up to an instant; `choices` is latest first and is used up."""
    while choices and (until_ms is None or choices[-1].body["chosen_at"] <= until_ms):
        body = choices.pop().body
        exercise = catalog.exercise_by_id[body["exercise"]]
        low, high = set_range(exercise)
        microstep = min(body["microstep"], microstep_max(exercise, body["stage"], low, high, catalog))
        load_g = max(track.position.load_g, smallest_step_g(state)) if body["stage"] == "load" else None
        fresh = first_position(exercise, state)
        position = Position(exercise.id, body["stage"], microstep, fresh.load_g if load_g is None else load_g)
        track = track._replace(
            position=position,
            streak=0,
            running=(),
            ruling=None,
            stay=body["stage"] == "load" and body["by"] != "placement",
            passed=track.passed | _rungs_below(exercise, catalog),
        )
    return track


def _rungs_below(exercise: Exercise, catalog: Catalog) -> frozenset[str]:
    rungs = catalog.ladder_by_id[exercise.ladder].rungs
    return frozenset(rungs[: rungs.index(exercise.id)])


def _judge(
    track: Track,
    session: Session,
    tracks: dict[str, Track],
    plyo_advances: list[int],
    state: TrainingState,
    catalog: Catalog,
) -> Track | None:
    """The track after one session; None while it is still under way and nothing alarming happened."""
    weighed = weigh(session, track.ladder, catalog, smallest_step_g(state))
    track = track._replace(
        stay=track.stay and weighed.exercise.id == track.position.exercise and weighed.stage == "load"
    )
    if track.running and (track.running[-1].exercise.id, track.running[-1].stage) != (
        weighed.exercise.id,
        weighed.stage,
    ):
        track = track._replace(streak=0, running=())
    if track.last_day is not None and session.day - track.last_day >= catalog.rules.advance.streak_gap_days:
        track = track._replace(streak=0)
    track = _counted(track, weighed, catalog)
    ruling = safety_ruling(track, weighed, state, catalog) or (
        None
        if _under_way(weighed, session, state)
        else progression_ruling(track, weighed, tracks, plyo_advances, state, catalog)
    )
    if ruling is None:
        return None
    return _moved(track, weighed, ruling, catalog)


def _under_way(weighed: Weighed, session: Session, state: TrainingState) -> bool:
    return session.finished is None and session.day == state.on and not weighed.complete


def _counted(track: Track, weighed: Weighed, catalog: Catalog) -> Track:
    """The track with this session in its streak and its sessions running; neutral ones leave both alone."""
    held = track.held
    if weighed.both_good and weighed.seconds_min is not None:
        longest = max(held.get(weighed.exercise.id, 0), weighed.seconds_min)
        held = {**held, weighed.exercise.id: longest}
    track = track._replace(
        last_day=weighed.day,
        last_first_side=weighed.first_side,
        held=held,
        position=Position(weighed.exercise.id, weighed.stage, weighed.microstep, weighed.load_g),
        passed=track.passed | _rungs_below(weighed.exercise, catalog),
    )
    if weighed.neutral:
        return track
    counts = weighed.complete and weighed.both_good and weighed.at_top
    previous = track.running[-1] if track.running and track.streak else None
    rules = catalog.rules.advance
    in_window = previous is not None and weighed.day - previous.day <= rules.window_days
    return track._replace(
        streak=(min(track.streak + 1, rules.sessions) if in_window else 1) if counts else 0,
        running=(*track.running, weighed)[-RUNNING_KEPT:],
    )


def _moved(track: Track, weighed: Weighed, ruling: Ruling, catalog: Catalog) -> Track:
    """The track at the ruling's position; a changed exercise, stage or load starts the streak anew."""
    before, after = track.position, ruling.position
    track = track._replace(position=after, ruling=ruling)
    if ruling.decision == "advance":
        track = track._replace(advanced_on=weighed.day)
        if after.exercise != before.exercise or _is_development(after.stage, catalog):
            track = track._replace(passed=track.passed | {before.exercise})
    if ruling.decision != "hold":
        track = track._replace(streak=0, running=(), stay=track.stay and ruling.code == "ADV_LOAD")
    return track


def _is_development(stage: str, catalog: Catalog) -> bool:
    return catalog.stage_by_id[stage].kind == "development"
