"""What a tap on Log costs in a workout: until the next turn is drawn, and until the set is on the disk.

Chromium on a profile of its own, so that a set is stored on the disk and not in memory, at a slow phone's
processor and without a server: nobody waits for the network there. Beside it what the browser itself needs to
store the same set in a database of its own, one put after each tap.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.cold_start import THROTTLE
from benchmarks.figures import Figure, quantile
from benchmarks.five_years import five_years
from benchmarks.sync import Wire
from playwright.sync_api import Playwright, sync_playwright
from tests.browser.account import ready_to_train
from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import Server

from evenstride.training.catalog import Catalog

TAPS = 24
THUMB_S = 0.08
"""How long a thumb stays on the glass; lifted at once it would wait for what its coming down has begun."""
SETTLES_S = 5.0
"""As after every set of a real workout, the verdicts are brought up to date and kept before the next tap."""
AGO = timedelta(days=7)
"""A log that ends so long ago keeps nobody from training today."""
BATCH = 200
DRAWN_BUDGET_MS = 100
STORED_BUDGET_MS = 25
STORED_BUDGET_TIMES = 2

Json = dict[str, Any]

NOTES_TAPS = """
(() => {
  addEventListener("pointerup", (event) => { window.tap = { at: event.timeStamp }; }, true);
  const turn = () => document.querySelector("main.workout .which")?.textContent;
  let before;
  new MutationObserver(() => {
    if (turn() === before) return;
    before = turn();
    const tap = window.tap ?? {};
    requestAnimationFrame(() => setTimeout(() => { tap.drawn_ms ??= performance.now() - tap.at; }));
  }).observe(document, { childList: true, characterData: true, subtree: true });
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    const made = transaction.call(this, names, mode, options);
    const tap = window.tap ?? {};
    if (mode === "readwrite" && [names].flat().includes("pending")) made.addEventListener("complete", () => {
      if (options.durability === "strict") tap.stored_ms ??= performance.now() - tap.at;
    });
    return made;
  };
})()
"""
"""Of the latest tap, when the frame with another turn has been drawn, and when the browser says that what was
written is on the disk. From the moment the thumb was lifted, whenever the page came to hear of it."""

NOTED = "tap.drawn_ms && tap.stored_ms && [tap.drawn_ms, tap.stored_ms]"

PUTS = """
async (set) => {
  window.bare ??= await new Promise((resolve) => {
    const opening = indexedDB.open("bare", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("sets", { keyPath: "id" });
    opening.onsuccess = () => resolve(opening.result);
  });
  const begun = performance.now();
  const putting = window.bare.transaction("sets", "readwrite", { durability: "strict" });
  putting.objectStore("sets").put({ ...set, id: crypto.randomUUID() });
  await new Promise((resolve) => { putting.oncomplete = resolve; });
  return performance.now() - begun;
}
"""


class Tap(NamedTuple):
    """Milliseconds; `bare` is the browser's own put of a set, right afterwards."""

    drawn: float
    stored: float
    bare: float


def figures(folder: Path, catalog: Catalog, on: date) -> Iterator[Figure]:
    logs: dict[str, list[Json]] = {"an empty log": [], "26 000 entries": five_years(catalog, on - AGO)}
    for name, log in logs.items():
        taps = _taps(folder / f"taps-{len(log)}", log)
        drawn, stored, bare = ([tap[column] for tap in taps] for column in range(3))
        yield Figure(
            f"tap on Log → next turn drawn, {name}, Chromium at {THROTTLE}x",
            _spread(drawn),
            f"budget {DRAWN_BUDGET_MS} ms p95",
        )
        times = quantile(stored, 95) / quantile(bare, 95)
        yield Figure(
            f"tap on Log → stored durably, {name}, Chromium at {THROTTLE}x",
            _spread(stored),
            f"a bare strict put: {_spread(bare)}; {times:.1f} times; "
            f"budget {STORED_BUDGET_MS} ms p95, {STORED_BUDGET_TIMES} times",
        )


def _spread(took_ms: Sequence[float]) -> str:
    return (
        f"median {median(took_ms):.0f} ms, p95 {quantile(took_ms, 95):.0f} ms, "
        f"worst {max(took_ms):.0f} ms of {len(took_ms)}"
    )


def _taps(folder: Path, log: Sequence[Json]) -> list[Tap]:
    server = Server(folder, EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    try:
        writer = Wire(server)
        due = _due_today()
        writer.push([*log, *due], BATCH)
        with sync_playwright() as playwright:
            phone = _in_a_workout(playwright, folder / "phone", server, writer.recovery_code)
            server.stop()
            taps: list[Tap] = []
            # A session of somebody who has trained for years is shorter.
            while len(taps) < TAPS and Runner(phone).turn() is not None:
                taps.append(_tap(phone, due[0]))
            phone.kill()
    finally:
        server.kill()
    return taps


def _due_today() -> list[Json]:
    """The last word of whatever log it is added to: a plan that trains today."""
    now_ms = int(time.time() * 1000)
    return [
        entry._asdict() | {"hlc": f"{now_ms:012x}-{number:04x}-5eed5eed5eed5eed"}
        for number, entry in enumerate(ready_to_train())
    ]


def _in_a_workout(playwright: Playwright, profile: Path, server: Server, code: str) -> Phone:
    phone = Phone(playwright, profile, server.origin)
    phone.switch_on()
    phone.context.add_init_script(NOTES_TAPS)
    runner = Runner(phone)
    runner.trains_with(code)
    # The workout is synced, so that no run of sync is under way when the server goes.
    runner.waits_for(lambda: "Backed up" in phone.text(), "the workout is not on the server")
    phone.works_offline_from_now_on()
    devtools = phone.context.new_cdp_session(phone.page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    return phone


def _tap(phone: Phone, like: Json) -> Tap:
    runner = Runner(phone)
    before = runner.turn()
    runner.makes_ready_to_log()
    button = phone.page.get_by_role("button", name=runner.log_button(), exact=True)
    box = button.bounding_box()
    assert box, "the button to log with is not on the screen"
    # Without the questions that a locator asks the page, which would stand in the way of the tap.
    touch = phone.context.new_cdp_session(phone.page)
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    time.sleep(THUMB_S)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    time.sleep(SETTLES_S)
    touch.detach()
    assert runner.turn() != before, phone.text()
    drawn_ms, stored_ms = phone.waits_for(NOTED)
    return Tap(drawn_ms, stored_ms, float(phone.page.evaluate(PUTS, like)))
