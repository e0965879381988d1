"""The app opened cold on five years of training: no network, a killed browser, a slow phone's processor."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import Figure
from benchmarks.sync import Wire
from playwright.sync_api import Playwright, sync_playwright
from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import Server

from evenstride.training import fold, progress
from evenstride.training.catalog import Catalog
from evenstride.training.entries import Entry, judge
from evenstride.training.units import day_number

STARTS = 5
THROTTLE = 4
BUDGET_S = 1.0
BATCH = 200

USABLE = """
new MutationObserver((_, observer) => {
  if (!document.querySelector("main h1") || !document.querySelector("main button")) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.usable_ms = performance.now(); }));
}).observe(document, { childList: true, subtree: true });
"""
"""Notes when Today has its heading and its button and the frame with both has been drawn."""


def figures(folder: Path, catalog: Catalog, log: Sequence[dict[str, Any]], on: date) -> Iterator[Figure]:
    server = Server(folder / "cold", EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    try:
        writer = Wire(server)
        writer.push(log, BATCH)
        with sync_playwright() as playwright:
            phone = _phone_with_everything(
                playwright, folder, server, writer.recovery_code, _week(catalog, log, on)
            )
            server.stop()
            took_ms = [_cold_start_ms(phone) for _ in range(STARTS)]
    finally:
        server.kill()
    yield Figure(
        f"cold start offline, 26 000 entries, Chromium at {THROTTLE}x",
        f"median {median(took_ms):.0f} ms, worst {max(took_ms):.0f} ms of {STARTS}",
        f"budget {BUDGET_S * 1000:.0f} ms",
    )


def _week(catalog: Catalog, log: Sequence[dict[str, Any]], on: date) -> int:
    """The plan week that the whole log adds up to; a phone with less of the log shows another one."""
    entries = [entry for raw in log if isinstance(entry := judge(raw), Entry)]
    return progress(fold(entries, catalog, day_number(on.isoformat())), catalog)["week"]


def _phone_with_everything(
    playwright: Playwright, folder: Path, server: Server, code: str, week: int
) -> Phone:
    phone = Phone(playwright, folder / "phone", server.origin)
    runner = Runner(phone)
    runner.signs_in(code)
    phone.works_offline_from_now_on()
    runner.goes_to("/progress", f"week {week}")
    return phone


def _cold_start_ms(phone: Phone) -> float:
    phone.kill()
    phone.switch_on()
    phone.context.add_init_script(USABLE)
    session = phone.context.new_cdp_session(phone.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    phone.open()
    return float(phone.waits_for("window.usable_ms"))
