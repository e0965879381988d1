"""Five years of training arrive on a new phone: from the tap on "Sign in" to the last entry folded.

Then they go back from there to a server that has lost them all.
"""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.figures import Figure
from benchmarks.sync import Wire
from playwright.sync_api import sync_playwright
from tests.browser.phone import Phone
from tests.browser.server import Server

PHONES = 3
BATCH = 200
BUDGET_S = 5.0
HEALING_S = 120

WATCH = """
addEventListener("submit", () => { window.tapped_ms = performance.now(); }, true);
new MutationObserver(() => {
  const since_ms = performance.now() - window.tapped_ms;
  const line = document.querySelector(".kept")?.textContent ?? "";
  if (/ of \\d/.test(line)) {
    window.steps = (window.steps ?? 0) + (line === window.line ? 0 : 1);
    window.line = line;
    if (!document.querySelector("dialog[open]")) window.usable_ms ??= since_ms;
  }
  if (/^Sending/.test(line)) window.sending_ms ??= since_ms;
  if (window.steps && line === "Backed up") window.done_ms ??= since_ms;
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
"""Notes when the form is gone and the app can be used, how often progress is shown, and the end."""

READ = """
new Promise((resolve) => {
  indexedDB.databases().then((all) => {
    const { name } = all.find(({ name }) => /^evenstride-.*-/.test(name));
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const asked = opening.result.transaction("meta").objectStore("meta").get("place");
      asked.onsuccess = () => { opening.result.close(); resolve(asked.result.value.cursor); };
    };
  });
})
"""


SEND_AGAIN = """
[window.tapped_ms, window.steps, window.done_ms, window.line] = [performance.now(), 0];
[...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Sync now").click();
"""


class Arrival(NamedTuple):
    usable_ms: float
    done_ms: float
    steps: int


def figures(folder: Path, log: Sequence[dict[str, Any]]) -> Iterator[Figure]:
    server = Server(folder / "arriving", EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    try:
        writer = Wire(server)
        writer.push(log, BATCH)
        with sync_playwright() as playwright:
            phones = [Phone(playwright, folder / f"new-{number}", server.origin) for number in range(PHONES)]
            arrivals = []
            for phone in phones:
                arrivals.append(_arrival(phone, writer.recovery_code, len(log)))
                if phone is not phones[-1]:
                    phone.context.close()
            server.stop()
            _lose_everything(server)
            server.start()
            sending_ms, healed_ms, steps = _healing(phones[-1])
    finally:
        server.kill()
    done = [one.done_ms for one in arrivals]
    yield Figure(
        "first sign-in on a new phone, 26 000 entries, Chromium, loopback",
        f"all there after median {median(done):.0f} ms, worst {max(done):.0f} ms of {PHONES}",
        f"budget {BUDGET_S * 1000:.0f} ms",
    )
    yield Figure(
        "the same until the app can be used",
        f"median {median([one.usable_ms for one in arrivals]):.0f} ms",
        f"progress shown {min(one.steps for one in arrivals)} times or more",
    )
    yield Figure(
        "a server that lost them gets 26 000 entries back from one phone",
        f"ready to send after {sending_ms:.0f} ms, all there after {healed_ms:.0f} ms",
        f"progress shown {steps} times",
    )


def _arrival(phone: Phone, code: str, entries: int) -> Arrival:
    phone.switch_on()
    phone.context.add_init_script(WATCH)
    phone.open("/you")
    phone.tap("I have an account")
    phone.type_into("Recovery code", code)
    phone.tap("Sign in")
    done_ms = phone.waits_for("window.done_ms")
    usable_ms, steps = phone.look("[window.usable_ms, window.steps]")
    assert phone.look(READ) == entries
    return Arrival(float(usable_ms), float(done_ms), int(steps))


def _lose_everything(server: Server) -> None:
    """An empty log under a new epoch, as after a disk was replaced; the accounts are still known."""
    with sqlite3.connect(server.database) as database:
        database.execute("DELETE FROM entry")
        database.execute("UPDATE account SET head = 0, chain = ?, epoch = ?", ["0" * 32, "1" * 16])
    database.close()


def _healing(phone: Phone) -> tuple[float, float, int]:
    """Milliseconds until the phone has all of it ready to send, and until the server has it; steps shown."""
    phone.look(f"(() => {{ {SEND_AGAIN} }})()")
    deadline = time.monotonic() + HEALING_S
    while not (healed_ms := phone.look("window.done_ms")):
        assert time.monotonic() < deadline, "the log never came back"
        time.sleep(0.5)
    sending_ms, steps = phone.look("[window.sending_ms, window.steps]")
    return float(sending_ms), float(healed_ms), int(steps)


if __name__ == "__main__":
    import tempfile
    from datetime import UTC, datetime

    from benchmarks.five_years import five_years

    from evenstride.catalog import load

    with tempfile.TemporaryDirectory() as name:
        for figure in figures(Path(name), five_years(load(), datetime.now(UTC).date())):
            print(*figure, sep=" | ")
