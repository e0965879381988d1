/** What was kept of the last start: shown at once when it is still true, and never otherwise. */

import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Pending, START } from "../store/shapes";
import type { ModelServer } from "../sync/testing/server";
import { Browser, type Tab } from "../sync/testing/tab";
import type { Catalog } from "../training/catalog";
import { builtCatalog } from "../training/testing/catalog";
import { localDate } from "../training/units";
import { logShelf, putMeta, type Writable } from "./db";
import { newDevice, newId } from "./ids";
import type { Glance, Kept } from "./kept";
import type { Translation } from "./live";
import { append, pageOf } from "./log";
import { localDay } from "./now";
import { glanceOf } from "./verdicts";

let browser: Browser;
let tab: Tab;

beforeEach(async () => {
  browser = new Browser();
  tab = await browser.openTab();
});

afterEach(() => {
  vi.useRealTimers();
});

const today = () => localDate(localDay(Date.now()));
const here = { device: newDevice(), nowMs: Date.now() };

function planStarted() {
  return { program: builtCatalog().program.id, started_on: today(), experience: "beginner" } as const;
}

function sessionStarted() {
  const at = { performed_on: today(), started_at: Date.now(), utc_offset_min: 0 };
  const how = { deload: false, sleep: null, energy: null, prescribed: [] };
  return { plan: null, template: "phase_1_A", ...at, ...how };
}

/** What the whole log says, folded now. */
function folded(of: Tab): Glance | null {
  const seen = of.view.value;
  return seen && glanceOf(seen, of.catalog());
}

const shelfOf = (of: Tab) => logShelf(of.backup.value.account);

async function keptOf(of: Tab): Promise<Kept | undefined> {
  const fact = await shelfOf(of).read(["meta"], ({ meta }) => meta.get("kept"));
  return fact?.value as Kept | undefined;
}

/** Makes what is kept recognizable. */
async function mark(of: Tab, change: (kept: Kept) => Kept = (kept) => kept): Promise<void> {
  const kept = await keptOf(of);
  if (!kept) throw new Error("nothing is kept");
  const marked = kept.glances.map((glance) => ({ ...glance, today: { ...glance.today, due: MARK } }));
  const value = change({ ...kept, glances: marked });
  await shelfOf(of).write(["meta"], ({ meta }) => meta.put({ key: "kept", value }));
}

const MARK = [{ kind: "test" as const, session: null, exercise: null, flag: null, test: "kept" }];

/** Whether the next start shows what was kept. */
async function showsKept(translation: Translation | null = null): Promise<boolean> {
  const next = await browser.openTab(translation);
  return next.glance.value?.today.due[0]?.test === "kept";
}

test("a start that finds the log as it was shows what was kept, and folds the log when somebody looks", async () => {
  await tab.write("plan_started", planStarted());
  await tab.keep();
  await mark(tab);
  const next = await browser.openTab();
  expect(next.opening.value.step).toBe("ready");
  expect(next.glance.value?.today.due).toEqual(MARK);
  expect(next.view.value?.today.due).not.toEqual(MARK);
  expect(next.view.value?.state.plan).toEqual(planStarted());
});

test("what is shown is kept by itself a moment after it was drawn", async () => {
  await tab.write("plan_started", planStarted());
  await vi.waitFor(async () => expect((await keptOf(tab))?.glances).toEqual([folded(tab)]), {
    timeout: 4000,
  });
});

test("the first start of a day shows what was kept for it the day before, and the third day's too", async () => {
  await tab.write("plan_started", planStarted());
  await vi.waitFor(async () => expect(await keptOf(tab)).toBeDefined(), { timeout: 4000 });
  await tab.keepDays();
  const days = (await keptOf(tab))?.glances.map(({ on }) => on - localDay(Date.now()));
  expect(days).toEqual([0, 1, 2, 3]);
  vi.useFakeTimers({ toFake: ["Date"] });
  for (let day = 1; day <= 3; day++) {
    vi.setSystemTime(Date.now() + 24 * 60 * 60 * 1000);
    const next = await browser.openTab();
    expect(next.glance.value?.on).toBe(localDay(Date.now()));
    expect(next.glance.value).toEqual(folded(next));
    await mark(tab);
    expect(await showsKept()).toBe(true);
    await tab.keepDays();
  }
  vi.setSystemTime(Date.now() + 24 * 60 * 60 * 1000);
  expect(await showsKept()).toBe(false);
});

test("an open workout is there at once, with its sets", async () => {
  await tab.write("plan_started", planStarted());
  const { record } = await tab.write("session_started", sessionStarted());
  await vi.waitFor(async () => expect((await keptOf(tab))?.entries.length).toBe(1), { timeout: 8000 });
  await mark(tab);
  const next = await browser.openTab();
  expect(next.glance.value?.today.due).toEqual(MARK);
  expect(next.openWorkout.value?.record).toBe(record);
}, 15_000);

test("the first write after a start that showed what was kept draws the whole log", async () => {
  await tab.write("plan_started", planStarted());
  await tab.keep();
  await mark(tab);
  const next = await browser.openTab();
  await next.write("setting_changed", { key: "units", value: "lb" }, "setting:units");
  expect(next.glance.value).toEqual(folded(next));
  expect(next.glance.value?.recent.settings.units).toBe("lb");
});

test.each<[string, (kept: Kept) => Kept]>([
  ["another build of the app", (kept) => ({ ...kept, build: "0.0.1+older" })],
  ["another day", (kept) => ({ ...kept, glances: kept.glances.map((one) => ({ ...one, on: one.on - 1 })) })],
  ["another log", (kept) => ({ ...kept, head: "0".repeat(64) })],
])("what %s has kept is not shown", async (_, change) => {
  await tab.write("plan_started", planStarted());
  await tab.keep();
  await mark(tab);
  expect(await showsKept()).toBe(true);
  await mark(tab, change);
  expect(await showsKept()).toBe(false);
});

test("what was kept in one language is not shown in another", async () => {
  const german = { language: "de", translate: async (english: Catalog) => english };
  await tab.write("plan_started", planStarted());
  await tab.keep();
  await mark(tab);
  expect(await showsKept(german)).toBe(false);
  await mark(tab);
  expect(await showsKept()).toBe(true);

  const other = await browser.openTab(german);
  await other.keep();
  await mark(other);
  expect(await showsKept(german)).toBe(true);
});

test("an entry that the database had no room for is not forgotten by what was kept", async () => {
  await tab.write("plan_started", planStarted());
  await tab.keep();
  await mark(tab);
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("no room", "QuotaExceededError");
  });
  await tab.write("setting_changed", { key: "units", value: "lb" }, "setting:units");
  expect(await showsKept()).toBe(false);
  put.mockRestore();
});

test("a log that another tab has written to is not kept before this tab has heard of it", async () => {
  await tab.write("plan_started", planStarted());
  const body = { key: "units", value: "lb" };
  const silent = { id: newId(1), record: "setting:units", kind: "setting_changed", v: 1, body };
  await append(shelfOf(tab), [silent], here);
  await tab.keep();
  const next = await browser.openTab();
  expect(next.glance.value).toEqual(folded(next));
  expect(next.glance.value?.recent.settings.units).toBe("lb");
});

/** What another tab may have done to the database while this one heard nothing of it. */
const SILENT: Record<string, (db: Writable, one: Pending) => Promise<unknown>> = {
  "has taken an entry out": ({ pending }, { id }) => pending.delete(id),
  "has given an entry another id": async ({ pending }, one) => {
    await pending.delete(one.id);
    await pending.put({ ...one, id: newId(2) });
  },
  "has given an entry another stamp": ({ pending }, one) =>
    pending.put({ ...one, hlc: `000000000001-0000-${here.device}` }),
  "has given an entry to an account": ({ pending }, one) => pending.put({ ...one, claimedBy: "a" }),
  "has read another history": async (db, one) => {
    await db.pending.delete(one.id);
    await db.pages.put(pageOf([{ ...one, id: newId(3), body: { key: "units", value: "kg" }, seq: 1 }]));
    await putMeta(db, "place", { epoch: "e".repeat(16), cursor: 1, chain: "c".repeat(32) });
  },
  "is in the middle of a reset": async (db, one) => {
    await db.pending.delete(one.id);
    await db.pages.put(pageOf([{ ...one, seq: 1 }]));
  },
};

test.each(Object.keys(SILENT))(
  "a log of which another tab %s is not what was kept, and is not kept as this tab knows it",
  async (deed) => {
    await tab.write("plan_started", planStarted());
    await tab.write("setting_changed", { key: "units", value: "lb" }, "setting:units");
    await tab.keep();
    await mark(tab);
    await shelfOf(tab).write(["pending", "pages", "meta"], async (db) => {
      const one = (await db.pending.getAll()).find(({ record }) => record === "setting:units");
      if (one) await SILENT[deed]?.(db, one);
    });
    expect(await showsKept()).toBe(false);
    await shelfOf(tab).write(["meta"], ({ meta }) => meta.delete("kept"));
    await tab.keep();
    expect(await keptOf(tab)).toBeUndefined();
  },
);

test("sets logged since the verdicts were drawn are in what is kept, or nothing is", async () => {
  await tab.write("plan_started", planStarted());
  await tab.write("session_started", sessionStarted());
  await tab.keep();
  const next = await browser.openTab();
  expect(next.glance.value).toEqual(folded(next));
  expect(next.glance.value?.recent.sessions.length).toBe(1);
});

test("the days that are kept reach further back than any card on Today", async () => {
  const { program, test_day } = builtCatalog();
  const days = [0, 1, 2, 3, 4, 5, 6, 7].map((ago) => localDate(localDay(Date.now()) - ago));
  await tab.writeAll(
    days.map((performed_on) => ({ kind: "session_started", body: { ...sessionStarted(), performed_on } })),
  );
  await tab.write("plan_started", planStarted());
  const reach = (tab.glance.value?.recent.sessions.length ?? 0) - 1;
  expect(reach).toBe(7);
  expect(reach).toBeGreaterThanOrEqual(program.morning_check_days);
  expect(reach * 24).toBeGreaterThan(test_day.after_hard_run_h);
});

/** What may happen between two starts; each gets a year, so that every entry differs. */
const DEEDS: Record<string, (world: World, year: number) => Promise<unknown>> = {
  write: ({ tab: of }, at) => writeYear(of, at),
  "write in a second tab": async (world, at) => {
    world.second = await browser.openTab();
    await writeYear(world.second, at);
  },
  "write with an older app": ({ tab: of }, at) => append(shelfOf(of), [yearDraft(at)], here),
  train: async (world) => {
    world.session = (await world.tab.write("session_started", sessionStarted())).record;
  },
  "take the session back": async ({ tab: of, session }) => {
    if (session) await of.write("session_started", null, session);
  },
  "raise a flag": ({ tab: of }) => {
    const flag = builtCatalog().safety.red_flags[0]?.id ?? "";
    return of.write("red_flag_changed", { flag, open: true, changed_on: today() });
  },
  keep: ({ tab: of }) => of.keep(),
  "keep days": ({ tab: of }) => of.keepDays(),
  "let a day pass": async () => vi.setSystemTime(Date.now() + 24 * 60 * 60 * 1000),
  "keep in the second tab": async ({ second }) => await second?.keep(),
  start: async (world) => {
    world.tab = await browser.openTab();
    expect(world.tab.glance.value).toEqual(folded(world.tab));
  },
  sync: ({ tab: of }) => of.sync(),
  "sign in": async ({ tab: of }) => {
    if (of.backup.value.account === null) await of.createAccount();
  },
  "sign out": async ({ tab: of }) => {
    if (of.backup.value.account !== null) await of.signOut();
  },
  "write on another phone": async (world, at) => {
    const server = serverOf(world);
    if (server) writeElsewhere(server, at);
  },
  "back the server up": async (world) => {
    world.saved = serverOf(world)?.backup() ?? world.saved;
  },
  "restore the server": async (world) => {
    if (world.saved) serverOf(world)?.restore(world.saved, true);
  },
  "erase what was written": async (world) => serverOf(world)?.erase("red_flag_changed", newId(1)),
};

interface World {
  tab: Tab;
  second: Tab | null;
  session: string | null;
  saved: string | null;
}

const yearDraft = (value: number) => {
  const body = { key: "birth_year", value };
  return { id: newId(1), record: "setting:birth_year", kind: "setting_changed", v: 1, body };
};

const writeYear = (of: Tab, value: number) =>
  of.write("setting_changed", { key: "birth_year", value }, "setting:birth_year");

const serverOf = (world: World) => browser.servers.get(world.tab.backup.value.account ?? "");

/** Another phone of this account writes. */
function writeElsewhere(server: ModelServer, value: number): void {
  const device = newDevice();
  const hlc = `${Date.now().toString(16).padStart(12, "0")}-0000-${device}`;
  const request = { proto: 1, req_id: newId(1), account: server.account, device, build: "1" } as const;
  server.answer({ ...request, ...START, entries: [{ ...yearDraft(value), hlc }] });
}

test("whatever has happened to the log, what a start shows first is what the whole log says", async () => {
  const deeds = fc.array(
    fc.tuple(fc.constantFrom(...Object.keys(DEEDS)), fc.integer({ min: 1930, max: 2000 })),
    { minLength: 3, maxLength: 14 },
  );
  const holds = async (steps: [string, number][]) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    browser = new Browser();
    const world: World = { tab: await browser.openTab(), second: null, session: null, saved: null };
    await world.tab.write("plan_started", planStarted());
    for (const [deed, at] of [...steps, ["keep", 0], ["start", 0]] as const) await DEEDS[deed]?.(world, at);
  };
  await fc.assert(fc.asyncProperty(deeds, holds), { numRuns: 25 });
}, 120_000);
