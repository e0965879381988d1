"""Lighthouse on screens with a training week in them; alone: `.venv/bin/python -m benchmarks.lighthouse`.

Lighthouse is too heavy for the lock file (200 packages for one figure), so it is run by npx, or from
$LIGHTHOUSE, the path of its command. It drives a Chromium that already has the runner's log, and leaves it
there (`--disable-storage-reset`): the start of a runner with a plan, not the welcome that a phone sees once.

Lighthouse multiplies how long each task took by `THROTTLE`, by the wall: whatever else runs on the machine
counts against the app. So the index of the machine during each run stands beside its figures. Lighthouse's
docs/throttling.md has 4x for an index of 1 500 to 2 000 and 2x for 1 000 to 1 500; nothing is corrected here.
Where the index is far under 1 000 or differs between the screens, the machine was busy: measure again.

Every screen has a browser of its own, just started, as from the home screen. In one that has shown other
screens before, the profiler that Lighthouse starts looks through all they left in memory, and those 80 to
160 ms count as the longest task of a page that has not begun to load.
"""

import json
import os
import shlex
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure, table
from playwright.sync_api import Playwright, sync_playwright
from tests.browser.account import Account, ready_to_train
from tests.browser.phone import FLAGS, SCREEN, Phone, find_chromium
from tests.browser.runner import Runner
from tests.browser.server import Server, free_port

LIGHTHOUSE = shlex.split(os.environ.get("LIGHTHOUSE") or "npx --yes lighthouse@12.8.2")
BUDGETS = {"performance": 95, "accessibility": 100, "best-practices": 100}
SCREENS = ("/", "/progress", "/library/lateral_step_down", "/you", "/workout")
"""The workout comes last: once one is open, Today opens it."""
THROTTLE = 4
KEEPS_S = 3
"""What was shown is kept for the next start a second later."""


def figures(folder: Path) -> Iterator[Figure]:
    try:
        subprocess.run([*LIGHTHOUSE, "--version"], check=True, stdin=subprocess.DEVNULL, capture_output=True)
    except (OSError, subprocess.SubprocessError) as error:
        yield Figure("Lighthouse", "not measured", f"{error}")
        return
    server = Server(folder / "lighthouse", EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    port = free_port()
    try:
        account = Account.made(server.origin, ready_to_train())
        with sync_playwright() as playwright:
            phone = Phone(playwright, folder / "profile", server.origin)
            phone.switch_on()
            runner = Runner(phone)
            runner.signs_in(account.code)
            time.sleep(KEEPS_S)
            phone.switch_off()
            for path in SCREENS:
                if path == "/workout":
                    phone.switch_on()
                    runner.goes_to("/", "Strength today")
                    runner.starts()
                    runner.logs_a_set()
                    time.sleep(KEEPS_S)
                    phone.switch_off()
                with _only(playwright, folder / "profile", port):
                    yield figure(server.origin, path, port, folder / "report.json")
        account.close()
    finally:
        server.kill()


@contextmanager
def _only(playwright: Playwright, profile: Path, port: int) -> Iterator[None]:
    """A browser that has just been started, with the runner's log and a way in for Lighthouse."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=find_chromium(playwright),
        args=[*FLAGS, f"--remote-debugging-port={port}"],
        **SCREEN,
    )
    yield
    context.close()


def figure(origin: str, path: str, port: int, report: Path) -> Figure:
    """The scores in percent, by category; beside them what makes most of the first."""
    command = [
        *LIGHTHOUSE, origin + path, f"--port={port}", "--quiet", "--disable-storage-reset",
        f"--throttling.cpuSlowdownMultiplier={THROTTLE}",
        f"--only-categories={','.join(BUDGETS)}", "--output=json", f"--output-path={report}",
    ]  # fmt: skip
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    read = json.loads(report.read_text())
    assert read["finalDisplayedUrl"] == origin + path, f"{path} led to {read['finalDisplayedUrl']}"
    for audit in read["audits"].values():
        weighs = audit["score"] is not None and audit["score"] < 0.9
        if weighs and audit.get("scoreDisplayMode") in ("binary", "numeric"):
            print(f"  {path}: {audit['id']}: {audit.get('displayValue') or audit['title']}")
    scores = {name: round(100 * read["categories"][name]["score"]) for name in BUDGETS}
    blocked_ms, longest_ms = (
        read["audits"][audit]["numericValue"] for audit in ("total-blocking-time", "max-potential-fid")
    )
    machine = read["environment"]["benchmarkIndex"]
    return Figure(
        f"Lighthouse of {path} at {THROTTLE}x",
        ", ".join(f"{name} {value}" for name, value in scores.items())
        + f"; blocked {blocked_ms:.0f} ms, longest task {longest_ms:.0f} ms",
        f"budget {', '.join(map(str, BUDGETS.values()))}; machine {machine:.0f}",
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(table(list(figures(Path(temporary)))))
