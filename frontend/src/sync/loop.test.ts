/** When backing up happens by itself. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Browser, type Tab } from "./testing/tab";

let browser: Browser;
let tab: Tab;
let loop: typeof import("./loop");
let page: EventTarget & { visibilityState: string };

afterEach(() => {
  vi.useRealTimers();
  // The loop of a test that is over would go on asking the next one's server.
  page.dispatchEvent(new Event("pagehide"));
  vi.restoreAllMocks();
});

beforeEach(async () => {
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("document", page);
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  browser = new Browser();
  tab = await browser.openTab();
  loop = await import("./loop");
  await tab.createAccount();
  await loop.syncNow();
  browser.asked = 0;
});

const write = () => tab.write("setting_changed", { key: "units", value: "kg" }, "setting:units");
const rows = () => browser.serverOf(tab.backup.value.account ?? "").rows.length;
/** Without a look at a clock: `vi.waitFor` would move a fake one on. */
const until = async (happened: () => boolean) => {
  while (!happened()) await new Promise((resolve) => setImmediate(resolve));
};
const aMoment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("writes are backed up together a moment later, without being asked to", async () => {
  loop.startSync();
  for (let at = 0; at < 5; at++) await write();
  expect(rows()).toBe(0);
  expect(tab.backup.value.pending).toBe(5);
  await vi.waitFor(() => expect(tab.backup.value.pending).toBe(0), { timeout: 8000 });
  expect(rows()).toBe(5);
  expect(browser.asked).toBeLessThanOrEqual(2);
});

test("asked for twice, it happens once", async () => {
  await write();
  await Promise.all([loop.syncNow(), loop.syncNow(), loop.syncNow()]);
  expect(browser.asked).toBe(1);
});

test("without network it says so, and the network's return sends at once", async () => {
  loop.startSync();
  browser.isOnline = false;
  await write();
  await loop.syncNow();
  expect(tab.backup.value).toMatchObject({ problem: "offline", pending: 1 });
  browser.isOnline = true;
  page.dispatchEvent(new Event("online"));
  await vi.waitFor(() => expect(tab.backup.value).toMatchObject({ problem: null, pending: 0 }));
});

test("a server that asks for patience gets it, whoever asks for a backup meanwhile", async () => {
  browser.trouble = () => new Response("{}", { status: 429, headers: { "retry-after": "2" } });
  await write();
  await loop.syncNow();
  expect(tab.backup.value.problem).toBe("busy");
  browser.trouble = null;
  await loop.syncNow();
  expect(browser.asked).toBe(1);
  await vi.waitFor(() => expect(tab.backup.value.pending).toBe(0), { timeout: 8000 });
});

test("when the session is over, writing does not knock again; looking at the app does", async () => {
  loop.startSync();
  await aMoment(0);
  browser.signedInAs = null;
  await loop.syncNow();
  expect(tab.backup.value).toMatchObject({ signedOut: true, problem: null });
  await aMoment(2000);
  const before = browser.asked;
  await write();
  await aMoment(2000);
  expect(browser.asked).toBe(before);
  page.dispatchEvent(new Event("visibilitychange"));
  await vi.waitFor(() => expect(browser.asked).toBe(before + 1));
});

test("a guest's log is sent nowhere", async () => {
  await tab.signOut();
  browser.asked = 0;
  await write();
  await loop.syncNow();
  expect(browser.asked).toBe(0);
});

test("while another tab backs up, this one leaves it to that tab", async () => {
  const held = { locks: { request: (_: string, __: object, work: (lock: null) => unknown) => work(null) } };
  vi.stubGlobal("navigator", held);
  await write();
  await loop.syncNow();
  expect(browser.asked).toBe(0);
  vi.stubGlobal("navigator", {});
  await loop.syncNow();
  expect(rows()).toBe(1);
});

/** The browser's own locks: one at a time, and who finds it taken goes without. */
function oneLock() {
  const state = { isHeld: false };
  const request = async (_: string, __: object, work: (lock: object | null) => Promise<unknown>) => {
    if (state.isHeld) return await work(null);
    state.isHeld = true;
    return await work({}).finally(() => {
      state.isHeld = false;
    });
  };
  vi.stubGlobal("navigator", { locks: { request } });
  return state;
}

test("a page that is left in the middle of a backup stops, lets go of the lock, and goes on when shown again", async () => {
  const lock = oneLock();
  loop.startSync();
  await write();
  const answering = globalThis.fetch;
  const asked = vi.fn((_: string, { signal }: RequestInit) => {
    return new Promise((_answer, refuse) => signal?.addEventListener("abort", () => refuse(signal.reason)));
  });
  vi.stubGlobal("fetch", asked);
  const underway = loop.syncNow();
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  expect(lock.isHeld).toBe(true);
  page.dispatchEvent(new Event("pagehide"));
  expect(asked.mock.lastCall?.[1].signal?.aborted).toBe(true);
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  expect(lock.isHeld).toBe(false);
  await underway;
  expect(tab.backup.value).toMatchObject({ problem: null, pending: 1 });
  vi.stubGlobal("fetch", answering);
  page.dispatchEvent(new Event("pageshow"));
  await vi.waitFor(() => expect(tab.backup.value.pending).toBe(0));
});

test("a page that is being left does not begin a backup", async () => {
  loop.startSync();
  await write();
  page.dispatchEvent(new Event("pagehide"));
  await loop.syncNow();
  expect(browser.asked).toBe(0);
});

test("a page that is not the server's is not taken for it", async () => {
  browser.trouble = () => new Response("<!doctype html><title>Welcome to our hotel</title>", { status: 200 });
  await write();
  await loop.syncNow();
  expect(tab.backup.value).toMatchObject({ problem: "not_our_server", pending: 1 });
});

/** A fetch that neither answers nor hears that it is not waited for any longer. */
function deafFetch() {
  const answering = globalThis.fetch;
  const asked = vi.fn(() => new Promise<Response>(() => {}));
  vi.stubGlobal("fetch", asked);
  return { asked, restore: () => vi.stubGlobal("fetch", answering) };
}

test("a request that hangs for good is given up, the lock with it, and tried again by itself", async () => {
  const lock = oneLock();
  await write();
  const deaf = deafFetch();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const underway = loop.syncNow();
  await until(() => deaf.asked.mock.calls.length > 0);
  await vi.advanceTimersByTimeAsync(31_000);
  await underway;
  expect(lock.isHeld).toBe(false);
  expect(tab.backup.value).toMatchObject({ problem: "offline", pending: 1 });
  deaf.restore();
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(tab.backup.value).toMatchObject({ problem: null, pending: 0 }));
});

test("a run that hangs outside of the network is given up as well, its lock too, and tried again", async () => {
  const lock = oneLock();
  await write();
  const wire = await import("./wire");
  const send = vi.spyOn(wire, "send").mockImplementation(() => new Promise(() => {}));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const underway = loop.syncNow();
  await until(() => send.mock.calls.length > 0);
  expect(lock.isHeld).toBe(true);
  await vi.advanceTimersByTimeAsync(90_400); // before it is tried again
  await underway;
  expect(lock.isHeld).toBe(false);
  expect(tab.backup.value).toMatchObject({ problem: "stuck", pending: 1 });
  send.mockRestore();
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(tab.backup.value).toMatchObject({ problem: null, pending: 0 }));
});

test("a server in trouble is asked ever more rarely, within bounds, and by no two phones in step", async () => {
  const chance = vi.spyOn(Math, "random");
  // Of this loop only: intervals of loops of tests that are over still go off.
  const { mock: sent } = vi.spyOn(await import("./wire"), "send");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const gaps = async (random: number) => {
    browser.trouble = null;
    await loop.syncNow();
    browser.trouble = () => new Response("oops", { status: 500 });
    chance.mockReturnValue(random);
    const before = sent.calls.length;
    void loop.syncNow();
    const asked: number[] = [];
    for (let s = 0; s < 4 * 60 * 60 && asked.length < 14; s++) {
      if (sent.calls.length > before + asked.length) asked.push(s);
      await vi.advanceTimersByTimeAsync(1_000);
      while (loop.syncing.value) await new Promise((resolve) => setImmediate(resolve));
    }
    return asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
  };
  const early = await gaps(0);
  const late = await gaps(0.999);
  vi.useRealTimers();
  chance.mockRestore();
  for (const list of [early, late]) {
    expect(list.length).toBe(13);
    list.slice(1).forEach((gap, at) => {
      expect(gap + 1).toBeGreaterThanOrEqual(list[at] ?? 0);
    });
  }
  expect(Math.max(...late)).toBeLessThanOrEqual(1.5 * 15 * 60 + 1);
  expect(Math.max(...early)).toBeGreaterThanOrEqual(7 * 60);
  expect(early[5]).toBeLessThan(late[5] ?? 0);
});

test("what is written while a backup ends, after its last look, is backed up by itself", async () => {
  loop.startSync();
  await aMoment(1500); // past the attempt that every start makes
  let letGo = () => {};
  const letsGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const request = async (_: string, __: object, work: (lock: object) => Promise<unknown>) => {
    const outcome = await work({});
    await letsGo;
    return outcome;
  };
  vi.stubGlobal("navigator", { locks: { request } });
  const underway = loop.syncNow();
  await vi.waitFor(() => expect(browser.asked).toBeGreaterThan(0));
  await aMoment(300);
  await write();
  letGo();
  await underway;
  await vi.waitFor(() => expect(tab.backup.value.pending).toBe(0), { timeout: 4000 });
  expect(rows()).toBe(1);
});
