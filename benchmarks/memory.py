"""The server's memory while fifty runners push, pull everything and ask for today, all at once."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from benchmarks.phones import Phone, batches
from tests.browser.server import Server

RUNNERS = 50
ROUNDS = 20
SETS = 30
BUDGET_MB = 200

OF_YEARS = (0, 1)
"""Of the fifty, how many bring a log of five years: nothing else takes as much at once as to fold one."""


def figures(folder: Path, log: Sequence[dict[str, Any]]) -> Iterator[Figure]:
    for of_years in OF_YEARS:
        yield _figure(folder / f"memory-{of_years}", log, of_years)


def _figure(folder: Path, log: Sequence[dict[str, Any]], of_years: int) -> Figure:
    server = Server(folder, EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    try:
        idle_mb = _resident_mb(server, "VmRSS")
        sessions, years = batches(log[: ROUNDS * SETS], SETS), batches(log, 200)
        with ThreadPoolExecutor(RUNNERS) as pool:
            done = [
                pool.submit(_train, server, sessions, years if n < of_years else []) for n in range(RUNNERS)
            ]
            pulled = sum(one.result() for one in done)
        peak_mb = _resident_mb(server, "VmHWM")
    finally:
        server.stop()
    return Figure(
        f"server memory under {RUNNERS} runners, {of_years} of them with five years",
        f"peak {peak_mb} MB",
        f"idle {idle_mb} MB; {pulled:,} rows pulled; budget {BUDGET_MB} MB".replace(",", " "),
    )


def _train(server: Server, sessions: Sequence[bytes], years: Sequence[bytes]) -> int:
    """How many rows were pulled, all from the start of the log after every session."""
    phone = Phone(server)
    # Of the same ids as the sessions: those are duplicates then, which costs the server no less.
    for batch in years:
        phone.offer(batch)
        phone.hear()
    pulled = 0
    for batch in sessions:
        phone.offer(batch)
        phone.hear()
        phone.get("/api/today")
        pulled += phone.pull_anew()
    phone.close()
    return pulled


def _resident_mb(server: Server, which: str) -> int:
    """`VmRSS` is now, `VmHWM` the most so far."""
    status = Path(f"/proc/{server.pid}/status").read_text().splitlines()
    kilobytes = next(line for line in status if line.startswith(which)).split()[1]
    return int(kilobytes) * 1024 // 1_000_000
