"""The science, pure: a log and a day in, decisions out. No clock, no chance, no I/O.

Read in this order: units, entries, catalog, fold, quality, route, evidence, symmetry, needs, phases, doors,
jumps, gate, gaps, replay, progress, criteria, assessments, placement, hours, days, drills, doses, week,
schedule, words, spreadsheet.
`frontend/src/training` is the twin, file for file; `tests/vectors` binds both.
"""

from collections.abc import Iterable

from evenstride.training.catalog import Catalog
from evenstride.training.entries import Entry
from evenstride.training.fold import fold_log
from evenstride.training.placement import next_trial, placed_at, placed_ladders
from evenstride.training.progress import progress, session, sessions
from evenstride.training.replay import Replayed, replay
from evenstride.training.schedule import plan, today
from evenstride.training.symmetry import symmetry

__all__ = [
    "Replayed",
    "fold",
    "next_trial",
    "placed_at",
    "placed_ladders",
    "plan",
    "progress",
    "session",
    "sessions",
    "symmetry",
    "today",
]


def fold(entries: Iterable[Entry], catalog: Catalog, on: int) -> Replayed:
    """What the log says on a local day (a day number), every verdict included."""
    return replay(fold_log(entries, catalog, on), catalog)
