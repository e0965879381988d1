/** The store as the screens see it: written, killed, reopened, full, broken, in two tabs. */

import { beforeEach, expect, test, vi } from "vitest";
import { Browser, type Tab } from "../sync/testing/tab";
import type { SessionStarted, SetLogged } from "../training/entries";
import { localDate } from "../training/units";
import { localDay } from "./now";

let browser: Browser;
let tab: Tab;

beforeEach(async () => {
  browser = new Browser();
  tab = await browser.openTab();
});

function started(over: Partial<SessionStarted> = {}): SessionStarted {
  return {
    plan: null,
    template: "a",
    performed_on: localDate(localDay(Date.now())),
    started_at: Date.now(),
    utc_offset_min: 0,
    deload: false,
    sleep: null,
    energy: null,
    prescribed: [],
    ...over,
  };
}

function set(session: string, set_no: number, over: Partial<SetLogged> = {}): SetLogged {
  const where = { session, ladder: "l", exercise: "e", stage: "s", microstep: 0, side: "left" as const };
  const done = { reps: 8, seconds: null, load_g: null, tempo: null, checks: {}, rir: null, pain: 0 };
  return {
    ...where,
    set_no,
    ...done,
    stopped: "done",
    performed_at: Date.now() + set_no,
    note: null,
    ...over,
  };
}

test("the log opens, empty, with a view of today", () => {
  expect(tab.opening.value).toEqual({ step: "ready" });
  expect(tab.view.value?.on).toBe(localDay(Date.now()));
  expect(tab.view.value?.today.next).toBeNull();
  expect(tab.backup.value).toMatchObject({ account: null, pending: 0, setsOnlyHere: 0, unsaved: 0 });
});

test("a written setting is in the view when the write returns", async () => {
  await tab.write("setting_changed", { key: "units", value: "lb" }, "setting:units");
  expect(tab.view.value?.state.settings.units).toBe("lb");
  expect(tab.backup.value.pending).toBe(1);
});

test("a body that breaks the contract is refused before anything is stored", async () => {
  const wrong = { key: "units", value: "stone" } as unknown as SetLogged;
  await expect(tab.write("setting_changed", wrong, "setting:units")).rejects.toThrow("breaks the contract");
  const body = set(tab.newRecord(), 1, { pain: 11 });
  await expect(
    tab.writeAll([
      { kind: "set_logged", body: set(tab.newRecord(), 1) },
      { kind: "set_logged", body },
    ]),
  ).rejects.toThrow("pain");
  expect(JSON.parse(await (await tab.exportLog()).text()).entries).toEqual([]);
});

test("killed in the middle of a workout, it reopens with the same workout and the same sets", async () => {
  const session = tab.newRecord();
  await tab.write("session_started", started(), session);
  for (const at of [1, 2, 3]) await tab.write("set_logged", set(session, at));
  const before = tab.openWorkout.value;
  expect(before?.sets.map((one) => one.body.set_no)).toEqual([1, 2, 3]);
  const reopened = await browser.openTab();
  expect(reopened.openWorkout.value).toEqual(before);
  expect(reopened.backup.value.setsOnlyHere).toBe(3);
});

test("a workout shows corrections and undone sets, and ends when it is finished", async () => {
  const session = tab.newRecord();
  await tab.write("session_started", started(), session);
  const first = await tab.write("set_logged", set(session, 1));
  const second = await tab.write("set_logged", set(session, 2));
  await tab.write("set_logged", set(session, 1, { reps: 5 }), first.record);
  await tab.write("set_logged", null, second.record);
  expect(tab.openWorkout.value?.sets.map((one) => one.body.reps)).toEqual([5]);
  const finish = { session, finished_at: Date.now(), rpe: 7, ended: "complete" as const, note: null };
  const finished = await tab.write("session_finished", finish);
  expect(tab.openWorkout.value).toBeNull();
  await tab.write("session_finished", null, finished.record);
  expect(tab.openWorkout.value?.record).toBe(session);
});

test("a workout begun before midnight is still open after it; one of last week is not", async () => {
  const yesterday = localDate(localDay(Date.now()) - 1);
  const started_at = Date.now() - 3_600_000;
  const session = (await tab.write("session_started", started({ performed_on: yesterday, started_at })))
    .record;
  expect(tab.openWorkout.value?.record).toBe(session);
  await tab.write("session_started", null, session);
  const lastWeek = {
    performed_on: localDate(localDay(Date.now()) - 7),
    started_at: Date.now() - 7 * 86_400_000,
  };
  await tab.write("session_started", started(lastWeek));
  expect(tab.openWorkout.value).toBeNull();
});

test("logging a set does not fold the whole log before the next screen; the pause afterwards does", async () => {
  const session = tab.newRecord();
  await tab.write("session_started", started(), session);
  const seen = tab.view.value;
  await tab.write("set_logged", set(session, 1));
  expect(tab.view.value).toBe(seen);
  await vi.waitFor(() => expect(tab.view.value).not.toBe(seen), { timeout: 5000 });
});

test("a second tab sees what the first writes", async () => {
  const second = await browser.openTab();
  const session = tab.newRecord();
  await tab.write("session_started", started(), session);
  await tab.write("set_logged", set(session, 1));
  await vi.waitFor(() => expect(second.openWorkout.value?.sets.length).toBe(1));
  await vi.waitFor(() => expect(second.backup.value.setsOnlyHere).toBe(1));
});

test("a page shown again after it was put aside shows what other tabs did meanwhile, and whose log it is", async () => {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  // A page put aside hears nothing.
  vi.stubGlobal(
    "BroadcastChannel",
    class extends EventTarget {
      postMessage() {}
    },
  );
  const aside = await browser.openTab();
  const other = await browser.openTab();
  const session = other.newRecord();
  await other.write("session_started", started(), session);
  expect(aside.openWorkout.value).toBeNull();
  page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  await vi.waitFor(() => expect(aside.openWorkout.value?.record).toBe(session));
  const { account } = await other.createAccount();
  page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  await vi.waitFor(() => expect(aside.backup.value.account).toBe(account));
});

test("on a full phone a set is kept, shown as unsaved, survives a kill, and is stored once there is room (SURVIVE 34)", async () => {
  const session = tab.newRecord();
  await tab.write("session_started", started(), session);
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("no room", "QuotaExceededError");
  });
  const kept = await tab.write("set_logged", set(session, 1));
  expect(tab.openWorkout.value?.sets.map((one) => one.id)).toEqual([kept.id]);
  await vi.waitFor(() =>
    expect(tab.backup.value).toMatchObject({ unsaved: 1, setsOnlyHere: 1, problem: "storage_full" }),
  );
  const reopened = await browser.openTab();
  expect(reopened.openWorkout.value?.sets.map((one) => one.id)).toEqual([kept.id]);
  expect(reopened.backup.value.unsaved).toBe(1);
  put.mockRestore();
  const roomy = await browser.openTab();
  expect(roomy.backup.value).toMatchObject({ unsaved: 0, setsOnlyHere: 1 });
  expect(browser.slots.size).toBe(0);
});

test("a set that still fits is stamped after one that did not, whatever the clock says (26, 34)", async () => {
  const session = tab.newRecord();
  await tab.write("session_started", started(), session);
  const put = IDBObjectStore.prototype.put;
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value: { body?: { note?: string } },
  ) {
    if (value.body?.note) throw new DOMException("no room", "QuotaExceededError");
    return put.call(this, value);
  });
  const large = await tab.write("set_logged", set(session, 1, { note: "x".repeat(500) }));
  const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() - 3_600_000);
  const small = await tab.write("set_logged", set(session, 1), large.record);
  clock.mockRestore();
  full.mockRestore();
  expect(small.hlc > large.hlc).toBe(true);
});

test("when the database does not open, the screen learns why and what is left can be exported (SURVIVE 34)", async () => {
  const session = tab.newRecord();
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("no room", "QuotaExceededError");
  });
  const kept = await tab.write("set_logged", set(session, 1));
  put.mockRestore();
  vi.stubGlobal("indexedDB", undefined);
  const broken = await browser.openTab();
  expect(broken.opening.value).toEqual({ step: "failed", why: "no_storage" });
  const file = JSON.parse(await (await broken.exportLog()).text());
  expect(file).toMatchObject({ format: "evenstride-log", v: 1, account: null });
  expect(file.entries).toEqual([kept]);
});

test("when the rules do not arrive, the screen says that a part of the app is missing", async () => {
  let asked = 0;
  vi.doMock("./verdicts", () => {
    asked++;
    throw new TypeError("Failed to fetch dynamically imported module");
  });
  const broken = await browser.openTab();
  vi.doUnmock("./verdicts");
  expect(broken.opening.value).toEqual({ step: "failed", why: "no_catalog" });
  expect(asked).toBe(2);
});

test("an export holds every entry once, without the phone's own notes", async () => {
  const entry = await tab.write("setting_changed", { key: "units", value: "kg" }, "setting:units");
  const file = JSON.parse(await (await tab.exportLog()).text());
  expect(file).toEqual({
    format: "evenstride-log",
    v: 1,
    account: null,
    exported_at: expect.any(Number),
    entries: [entry],
  });
});
