"""The science, pure: a log and a day in, decisions out. No clock, no chance, no I/O.

Read in this order: units, entries, catalog, fold, quality, route, evidence, needs, phases, gate, replay,
schedule, progress, symmetry, words. `frontend/src/training` is the twin, file for file; `tests/vectors`
binds both.
"""

from collections.abc import Iterable

from evenstride.training.catalog import Catalog
from evenstride.training.entries import Entry
from evenstride.training.fold import fold_log
from evenstride.training.progress import progress, session, sessions
from evenstride.training.replay import Replayed, replay
from evenstride.training.schedule import plan, today
from evenstride.training.symmetry import symmetry

__all__ = ["Replayed", "fold", "plan", "progress", "session", "sessions", "symmetry", "today"]


def fold(entries: Iterable[Entry], catalog: Catalog, on: int) -> Replayed:
    """What the log says on a local day (a day number), every verdict included."""
    return replay(fold_log(entries, catalog, on), catalog)
