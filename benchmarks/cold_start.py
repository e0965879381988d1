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

OF_WHAT_IS_KEPT = """
async (verb) => {
  const answer = (request) =>
    new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const [{ name }] = (await indexedDB.databases()).filter(({ name }) => /^evenstride-.*-/.test(name));
  const log = await answer(indexedDB.open(name));
  const tx = log.transaction("meta", "readwrite");
  const found = await answer(tx.objectStore("meta")[verb]("kept"));
  log.close();
  return found !== undefined;
}
"""
"""Reads or deletes what the app has kept of the account's log for the next start."""


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
            folded_ms = [_cold_start_ms(phone, forget=True) for _ in range(STARTS)]
    finally:
        server.kill()
    yield Figure(
        f"cold start offline, 26 000 entries, Chromium at {THROTTLE}x",
        f"median {median(took_ms):.0f} ms, worst {max(took_ms):.0f} ms of {STARTS}",
        f"budget {BUDGET_S * 1000:.0f} ms",
    )
    yield Figure(
        "the same with nothing kept of the last visit",
        f"median {median(folded_ms):.0f} ms, worst {max(folded_ms):.0f} ms of {STARTS}",
        "after an update of the app, or days away",
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
    phone.waits_for(f"({OF_WHAT_IS_KEPT})('get')")
    return phone


def _cold_start_ms(phone: Phone, forget: bool = False) -> float:
    if forget:
        phone.look(f"({OF_WHAT_IS_KEPT})('delete')")
    phone.kill()
    phone.switch_on()
    phone.context.add_init_script(USABLE)
    session = phone.context.new_cdp_session(phone.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    phone.open()
    return float(phone.waits_for("window.usable_ms"))
