"""What the server's answers from five years cost: after a write, again, and when nothing changed."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import Figure
from benchmarks.sync import Wire
from tests.browser.server import Server

BATCH = 200
WRITES = 7


def figures(folder: Path, log: Sequence[dict[str, Any]]) -> Iterator[Figure]:
    server = Server(folder / "answers", EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    try:
        wire = Wire(server)
        wire.push(log[:-WRITES], BATCH)
        asked = [_asked(wire, entry) for entry in log[-WRITES:]]
    finally:
        server.stop()
    yield Figure(
        "GET /api/today of 26 000 rows",
        f"after a write {_ms(asked, 0)} ms, again {_ms(asked, 1)} ms, unchanged {_ms(asked, 2)} ms",
        "unchanged is 304; only a write or a new day folds",
    )


def _asked(wire: Wire, entry: dict[str, Any]) -> tuple[float, float, float]:
    wire.push([entry], 1)
    first_s, etag = _timed(wire)
    again_s, _ = _timed(wire)
    unchanged_s, _ = _timed(wire, etag)
    return first_s, again_s, unchanged_s


def _timed(wire: Wire, etag: str | None = None) -> tuple[float, str]:
    begun = time.perf_counter()
    known = wire.get("/api/today", etag)
    return time.perf_counter() - begun, known


def _ms(asked: Sequence[tuple[float, float, float]], which: int) -> str:
    return f"{median(one[which] for one in asked) * 1000:.0f}"
