"""Does the time that a refused sign-in takes tell whether the name exists?

Names that exist and names that do not are tried in turns with a wrong password. Of the names that exist there
are two groups, so that the difference looked for stands beside one that can only be noise. A try counts
from the request's first byte to the answer's last.
"""

import json
import random
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure
from tests.browser.server import Server

TRIES = 300
"""Of each group."""

NAMES = 30
SHUFFLES = 2000
PASSWORD = "a long enough sentence"  # noqa: S105 # of accounts that last as long as the measurement
GROUPS = ("known", "known too", "unknown")


def figures(folder: Path) -> Iterator[Figure]:
    server = Server(folder / "timing", EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    try:
        took_ms = _measured(server)
    finally:
        server.stop()
    unknown, noise = (median(took_ms[group]) - median(took_ms["known"]) for group in ("unknown", "known too"))
    yield Figure(
        f"refused sign-in, unknown against known name, {TRIES} tries each in turns",
        f"{unknown:+.2f} ms between medians of {median(took_ms['known']):.1f} ms",
        f"noise: {noise:+.2f} ms between two groups of known names; as large by chance in "
        f"{_by_chance(took_ms['known'], took_ms['unknown']):.0f} % of shuffles",
    )


def _measured(server: Server) -> dict[str, list[float]]:
    chance = random.Random(5)
    connection = HTTPConnection("localhost", server.port)
    for group in GROUPS[:2]:
        for number in range(NAMES):
            asked = {"name": f"{group} {number}", "password": PASSWORD}
            assert _ask(connection, server, "/api/accounts", asked) == 201
    took_ms: dict[str, list[float]] = {group: [] for group in GROUPS}
    for number in range(TRIES + NAMES):
        for group in chance.sample(GROUPS, len(GROUPS)):
            asked = {"name": f"{group} {number % NAMES}", "password": "wrong wrong"}
            begun = time.perf_counter()
            assert _ask(connection, server, "/api/session", asked) == 401
            if number >= NAMES:  # the first of each name warms up, and is noted
                took_ms[group].append((time.perf_counter() - begun) * 1000)
    connection.close()
    return took_ms


def _ask(connection: HTTPConnection, server: Server, path: str, asked: dict[str, str]) -> int:
    headers = {"Content-Type": "application/json", "Origin": server.origin}
    connection.request("POST", path, json.dumps(asked), headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _by_chance(one: list[float], other: list[float]) -> float:
    """How often, in percent, the medians lie as far apart when the tries are dealt out blindly."""
    chance = random.Random(5)
    found, everything = abs(median(one) - median(other)), one + other
    as_far = 0
    for _ in range(SHUFFLES):
        chance.shuffle(everything)
        as_far += abs(median(everything[: len(one)]) - median(everything[len(one) :])) >= found
    return 100 * as_far / SHUFFLES


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        for figure in figures(Path(name)):
            print(*figure, sep=" | ")
