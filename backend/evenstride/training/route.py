"""Where a ladder leads: stage after stage, rung after rung, and back (TRAINING.md 1.2, rulings 2 to 4)."""

from typing import Literal, NamedTuple

from evenstride.training.catalog import Catalog, Exercise
from evenstride.training.fold import TrainingState
from evenstride.training.phases import equipped, stage_open

DEVELOPMENT_ORDER = ("contrast", "band", "lever", "load")
"""What a rung offers after slow lowering while the next rung is closed."""

DEFAULT_STEP_G = 2_500
"""The smallest step between weights until the runner says otherwise. Design choice: common dumbbell pairs."""

Blocked = Literal["gear", "phase", "entry", "video", "legs", "top"]


class Position(NamedTuple):
    """Where the next session of a ladder is."""

    exercise: str
    stage: str
    microstep: int
    load_g: int


class Way(NamedTuple):
    """The next place up: a stage, a rung, more load; or what is in the way."""

    kind: Literal["stage", "rung", "load", "blocked"]
    to: Position | None
    blocked: Blocked | None


def smallest_step_g(state: TrainingState) -> int:
    step: int = state.settings.get("smallest_load_step_g", DEFAULT_STEP_G)
    return step


def first_position(exercise: Exercise, state: TrainingState) -> Position:
    """The first stage of a rung, at its bottom."""
    carries = exercise.dose.load == "light_dumbbell_from_start"
    return Position(exercise.id, exercise.stages[0], 0, smallest_step_g(state) if carries else 0)


def stages_for(exercise: Exercise, state: TrainingState, catalog: Catalog) -> list[str]:
    """The exercise's stages in order, without those the runner has nothing to do them with."""
    return [stage for stage in exercise.stages if equipped(state, catalog.stage_by_id[stage].requires_any)]


def named_microsteps(exercise: Exercise, stage: str) -> tuple[str, ...]:
    return exercise.microsteps.get(stage, ())


def is_timed(exercise: Exercise) -> bool:
    """Whether a set counts seconds."""
    return exercise.dose.seconds is not None and exercise.dose.reps is None


def set_range(exercise: Exercise) -> tuple[int, int]:
    """Lowest and highest reps or seconds of a set."""
    return exercise.dose.reps or exercise.dose.seconds or (0, 0)


def counted_step(exercise: Exercise, stage: str, catalog: Catalog) -> int:
    """What one counted micro-step adds to the target."""
    return catalog.stage_by_id[stage].step_s if is_timed(exercise) else catalog.stage_by_id[stage].step


def microstep_max(exercise: Exercise, stage: str, low: int, high: int, catalog: Catalog) -> int:
    """The last micro-step of a stage whose sets range from low to high."""
    named = named_microsteps(exercise, stage)
    if named:
        return len(named) - 1
    step = counted_step(exercise, stage, catalog)
    return max(0, -(-(high - low) // step))


def target(exercise: Exercise, stage: str, microstep: int, low: int, high: int, catalog: Catalog) -> int:
    """The day's reps or seconds: the top where micro-steps have names, else bottom plus steps so far."""
    if named_microsteps(exercise, stage):
        return high
    return min(high, low + microstep * counted_step(exercise, stage, catalog))


def eased_dose(at: Position, state: TrainingState, catalog: Catalog) -> tuple[int, int]:
    """Load and target a fifth lower after pain: less weight, or fewer reps or seconds where there is none."""
    exercise = catalog.exercise_by_id[at.exercise]
    low, high = set_range(exercise)
    aim = target(exercise, at.stage, at.microstep, low, high, catalog)
    pct, step_g = 100 - catalog.rules.pain.settle_less_pct, smallest_step_g(state)
    if at.load_g > 0:
        return at.load_g * pct // 100 // step_g * step_g, aim
    return 0, max(1, aim * pct // 100)


def last_open_stage(exercise: Exercise, state: TrainingState, catalog: Catalog, phase: int) -> Position:
    """The last stage of a rung that a phase allows, at its bottom."""
    reachable = [stage for stage in stages_for(exercise, state, catalog) if stage_open(stage, catalog, phase)]
    stage = reachable[-1] if reachable else exercise.stages[0]
    return first_position(exercise, state)._replace(stage=stage)


def stage_below(at: Position, ladder: str, state: TrainingState, catalog: Catalog, phase: int) -> Position:
    """One stage back; from a first stage the last open one of the rung below; at the bottom no move."""
    exercise = catalog.exercise_by_id[at.exercise]
    stages = stages_for(exercise, state, catalog)
    before = exercise.stages[: exercise.stages.index(at.stage)]
    earlier = [stage for stage in stages if stage in before]
    fresh = first_position(exercise, state)
    if earlier:
        return fresh._replace(stage=earlier[-1])
    below = rung_below(exercise, ladder, catalog)
    if below is None:
        return fresh
    return last_open_stage(below, state, catalog, phase)


def rung_below(exercise: Exercise, ladder: str, catalog: Catalog) -> Exercise | None:
    rungs = catalog.ladder_by_id[ladder].rungs
    index = rungs.index(exercise.id)
    return catalog.exercise_by_id[rungs[index - 1]] if index > 0 else None


def rung_above(exercise: Exercise, ladder: str, catalog: Catalog) -> Exercise | None:
    rungs = catalog.ladder_by_id[ladder].rungs
    index = rungs.index(exercise.id)
    return catalog.exercise_by_id[rungs[index + 1]] if index + 1 < len(rungs) else None


def way_up(
    at: Position,
    ladder: str,
    state: TrainingState,
    catalog: Catalog,
    phase: int,
    rung_blocked: Blocked | None,
    stay: bool,
) -> Way:
    """What follows a passed stage.

    `rung_blocked` says why the next rung cannot be entered (None when it can, or when there is none);
    `stay` is the runner's own choice to build load here.
    """
    exercise = catalog.exercise_by_id[at.exercise]
    stages = stages_for(exercise, state, catalog)
    above = rung_above(exercise, ladder, catalog)
    fresh = first_position(exercise, state)
    later = exercise.stages[exercise.stages.index(at.stage) + 1 :]
    controls = [s for s in stages if s in later and catalog.stage_by_id[s].kind == "control"]
    if catalog.stage_by_id[at.stage].kind == "control" and controls:
        return Way("stage", fresh._replace(stage=controls[0]), None)
    develops = phase > 1
    if develops and "slow_ecc" in stages and "slow_ecc" in later:
        return Way("stage", fresh._replace(stage="slow_ecc"), None)
    if above is not None and not stay:
        if rung_blocked is None:
            return Way("rung", first_position(above, state), None)
        if rung_blocked == "video" or not develops:
            return Way("blocked", None, rung_blocked)
    if at.stage == "load" and not develops:
        return Way("blocked", None, "phase")
    if at.stage == "load":
        return Way("load", at._replace(microstep=0, load_g=at.load_g + smallest_step_g(state)), None)
    if not develops:
        closed = any(catalog.stage_by_id[s].kind == "development" for s in stages if s in later)
        return Way("blocked", None, "phase" if closed else "top")
    done = DEVELOPMENT_ORDER.index(at.stage) if at.stage in DEVELOPMENT_ORDER else -1
    ahead = [s for s in DEVELOPMENT_ORDER[done + 1 :] if s in stages]
    if ahead:
        return Way("stage", _entering(fresh, ahead[0], at, state), None)
    if above is not None and not stay:
        return Way("blocked", None, rung_blocked)
    return Way("blocked", None, "top")


def _entering(fresh: Position, stage: str, at: Position, state: TrainingState) -> Position:
    """The first weight is what was already carried, else the smallest step."""
    if stage != "load":
        return fresh._replace(stage=stage, load_g=at.load_g)
    return fresh._replace(stage=stage, load_g=at.load_g or smallest_step_g(state))
