"""Lighthouse on screens with a training week in them: `.venv/bin/python -m benchmarks.lighthouse`.

Lighthouse is too heavy for the lock file (200 packages for one figure), so it is run by npx, or from
$LIGHTHOUSE, the path of its command. It drives a Chromium that already has the runner's log.
"""

import json
import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, table
from playwright.sync_api import sync_playwright
from tests.browser.account import Account, ready_to_train
from tests.browser.phone import FLAGS, SCREEN, Phone, find_chromium
from tests.browser.runner import Runner
from tests.browser.server import Server, free_port

LIGHTHOUSE = shlex.split(os.environ.get("LIGHTHOUSE") or "npx --yes lighthouse@12.8.2")
BUDGETS = {"performance": 95, "accessibility": 100, "best-practices": 100}
SCREENS = ("/", "/workout", "/progress", "/library/lateral_step_down", "/you")


def figures(folder: Path) -> Iterator[Figure]:
    server = Server(folder / "lighthouse", EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    port = free_port()
    try:
        with sync_playwright() as playwright:
            context = playwright.chromium.launch_persistent_context(
                folder / "profile",
                executable_path=find_chromium(playwright),
                args=[*FLAGS, f"--remote-debugging-port={port}"],
                **SCREEN,
            )
            phone = Phone(playwright, folder / "profile", server.origin)
            phone._context = context
            account = Account.made(server.origin, ready_to_train())
            runner = Runner(phone)
            runner.signs_in(account.code)
            phone.tap("Today")
            runner.starts()
            runner.logs_a_set()
            phone.page.goto("about:blank")
            for path in SCREENS:
                scores = score(server.origin + path, port, folder / "report.json")
                said = ", ".join(f"{name} {value}" for name, value in scores.items())
                yield Figure(f"Lighthouse of {path}", said, "budget " + ", ".join(map(str, BUDGETS.values())))
            account.close()
            context.close()
    finally:
        server.kill()


def score(address: str, port: int, report: Path) -> dict[str, int]:
    """In percent, by category."""
    command = [
        *LIGHTHOUSE, address, f"--port={port}", "--quiet", "--disable-storage-reset",
        f"--only-categories={','.join(BUDGETS)}", "--output=json", f"--output-path={report}",
    ]  # fmt: skip
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    read = json.loads(report.read_text())
    for audit in read["audits"].values():
        weighs = audit["score"] is not None and audit["score"] < 0.9
        if weighs and audit.get("scoreDisplayMode") in ("binary", "numeric"):
            print(f"  {address}: {audit['id']}: {audit.get('displayValue') or audit['title']}")
    return {name: round(100 * read["categories"][name]["score"]) for name in BUDGETS}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(table(list(figures(Path(temporary)))))
