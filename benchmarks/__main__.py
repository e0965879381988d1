"""Measures everything, prints one table and keeps it in RESULTS.md: `make bench`."""

import sys
import tempfile
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


def main() -> None:
    figures: list[Figure] = []
    for figure in measured():
        figures.append(figure)
        # A run takes a quarter of an hour; what it has is kept should its end fail.
        page = f"# Results\n\n{EXPLANATION}\nMachine: {machine()}.\n\n{table(figures)}\n"
        RESULTS.write_text(page)
    print(page)


def measured() -> Iterator[Figure]:
    catalog, on = load(), datetime.now(UTC).date()
    log = five_years(catalog, on)
    with tempfile.TemporaryDirectory() as folder:
        for figures in (
            folds.figures(Path(folder), catalog, log, on),
            answers.figures(Path(folder), log),
            sync.figures(Path(folder), log),
            pouchdb.figures(Path(folder), log),
            memory.figures(Path(folder), log),
            cold_start.figures(Path(folder), catalog, log, on),
            taps.figures(Path(folder), catalog, on),
            first_sign_in.figures(Path(folder), log),
            watch.figures(Path(folder)),
            lighthouse.figures(Path(folder)),
            beats.figures(Path(folder)),
            sign_in_timing.figures(Path(folder)),
        ):
            for figure in figures:
                print(figure.what, figure.value, sep=": ", file=sys.stderr)
                yield figure


if __name__ == "__main__":
    main()
