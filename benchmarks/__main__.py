"""Measures everything, prints one table and keeps it in RESULTS.md: `make bench`."""

import sys
import tempfile
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    answers,
    beats,
    cold_start,
    first_sign_in,
    folds,
    lighthouse,
    memory,
    pouchdb,
    sign_in_timing,
    sync,
    taps,
    watch,
)
from benchmarks.figures import Figure, machine, table
from benchmarks.five_years import five_years

from evenstride.catalog import load

RESULTS = Path(__file__).with_name("RESULTS.md")
EXPLANATION = """\
`make bench` on a quiet machine. Figures of different machines do not compare; ratios within one run do.
The log is that of `five_years.py`: 26 000 entries. Server, client and browsers share the cores.
"""


FAILED = "failed"


def main() -> int:
    figures: list[Figure] = []
    for figure in measured():
        figures.append(figure)
        # A run takes a quarter of an hour; what it has is kept should it be broken off.
        page = f"# Results\n\n{EXPLANATION}\nMachine: {machine()}.\n\n{table(figures)}\n"
        RESULTS.write_text(page)
    print(page)
    return int(any(figure.value == FAILED for figure in figures))


def measured() -> Iterator[Figure]:
    """Every figure; where measuring fails, its error, and the run goes on."""
    catalog, on = load(), datetime.now(UTC).date()
    log = five_years(catalog, on)
    with tempfile.TemporaryDirectory() as folder:
        groups = {
            "the fold": folds.figures(Path(folder), catalog, log, on),
            "answers": answers.figures(Path(folder), log),
            "sync": sync.figures(Path(folder), log),
            "PouchDB": pouchdb.figures(Path(folder), log),
            "memory": memory.figures(Path(folder), log),
            "cold start": cold_start.figures(Path(folder), catalog, log, on),
            "taps": taps.figures(Path(folder), catalog, on),
            "first sign-in": first_sign_in.figures(Path(folder), log),
            "another device": watch.figures(Path(folder)),
            "Lighthouse": lighthouse.figures(Path(folder)),
            "beats": beats.figures(Path(folder)),
            "sign-in timing": sign_in_timing.figures(Path(folder)),
        }
        for group, figures in groups.items():
            for figure in _safely(group, figures):
                print(*figure, sep=": ", file=sys.stderr)
                yield figure


def _safely(group: str, figures: Iterator[Figure]) -> Iterator[Figure]:
    try:
        yield from figures
    except Exception as error:  # whatever it is, the other groups are measured
        traceback.print_exc()
        # What else it says would break the table.
        yield Figure(group, FAILED, type(error).__name__)


if __name__ == "__main__":
    sys.exit(main())
