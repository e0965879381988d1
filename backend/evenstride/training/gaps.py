"""Coming back after days away (TRAINING.md 4.5, ruling 7): row 8, on the day asked, from the last place."""

from evenstride.training.catalog import Catalog, GapBand
from evenstride.training.fold import TrainingState
from evenstride.training.gate import Ruling, Track
from evenstride.training.phases import exercise_open
from evenstride.training.route import Position, first_position, rung_below, stage_below
from evenstride.training.units import half_up

DAYS_PER_WEEK = 7
PHASE_OF_RESTART = 1


def gap_band(days: int, catalog: Catalog) -> GapBand:
    """The band of so many days since a ladder's last session."""
    return next(
        band
        for band in catalog.rules.gaps
        if band.days_min <= days and (band.days_max is None or days <= band.days_max)
    )


def come_back(
    track: Track, state: TrainingState, catalog: Catalog, phase: int, trained_on: int | None
) -> None:
    """Gives the track the verdict of coming back, where the ladder has rested long enough for one.

    A runner who trained other ladders since, the last on `trained_on`, was not away.

    Where the runner has chosen a place since its last verdict, only the doses come back slowly.
    """
    if track.last_day is None:
        return
    days = state.on - track.last_day
    if days < catalog.rules.advance.streak_gap_days:
        return
    band = gap_band(days, catalog)
    track.streak, track.running, track.gap, track.returned_on = 0, (), band, None
    if track.ruling is None:
        return
    plyo = catalog.ladder_by_id[track.ladder].priority == "plyo"
    back = band.jumps_back if plyo else band.back
    position = _back_by(back, track, state, catalog, phase)
    earlier, seen = track.ruling.earlier, track.ruling.seen
    trained_since = trained_on is not None and trained_on > track.last_day
    why = f"{back}.ladder" if trained_since else back
    track.ruling = Ruling("return", "RETURN_GAP", why, None, None, position, earlier, seen)
    track.position = position


def _back_by(back: str, track: Track, state: TrainingState, catalog: Catalog, phase: int) -> Position:
    exercise = catalog.exercise_by_id[track.position.exercise]
    below = rung_below(exercise, track.ladder, catalog) or exercise
    match back:
        case "stage":
            return stage_below(track.position, track.ladder, state, catalog, phase)
        case "rung":
            return first_position(below, state)
        case "first_rung":
            return first_position(catalog.exercise_by_id[catalog.ladder_by_id[track.ladder].rungs[0]], state)
        case "placement":
            while not exercise_open(below, PHASE_OF_RESTART):
                lower = rung_below(below, track.ladder, catalog)
                if lower is None:
                    break
                below = lower
            return first_position(below, state)
        case _:
            return track.position


def sets_after_gap(track: Track, sets: int, day: int) -> int:
    """The sets of a day on the way back: one fewer once, or half and three quarters for a week each."""
    if track.gap is None:
        return sets
    if track.gap.sets_pct:
        week = 0 if track.returned_on is None else (day - track.returned_on) // DAYS_PER_WEEK
        if week >= len(track.gap.sets_pct):
            return sets
        return max(1, half_up(sets * track.gap.sets_pct[week], 100))
    if track.returned_on is None:
        return max(1, sets - track.gap.sets_fewer)
    return sets


def jump_sets_after_gap(track: Track, sets: int, day: int) -> int:
    """The most sets of a jump exercise: so many percent of its contacts in the first week back."""
    if track.gap is None or (track.returned_on is not None and day - track.returned_on >= DAYS_PER_WEEK):
        return sets
    return max(1, half_up(sets * track.gap.contacts_pct, 100))
