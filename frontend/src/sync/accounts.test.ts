/** Guests, accounts and sessions: whose work goes where, and that none of it is lost on the way. */

import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";
import type { ModelServer } from "./testing/server";
import { Browser, type Tab } from "./testing/tab";

let browser: Browser;
let tab: Tab;

beforeEach(async () => {
  browser = new Browser();
  tab = await browser.openTab();
});

async function write(of: Tab, year: number): Promise<string> {
  return (await of.write("setting_changed", { key: "birth_year", value: year }, "setting:birth_year")).id;
}

async function writeMany(of: Tab, count: number): Promise<void> {
  const item = (at: number) => ({
    kind: "setting_changed" as const,
    body: { key: "birth_year" as const, value: 1950 + (at % 50) },
    record: "setting:birth_year",
  });
  await of.writeAll(Array.from({ length: count }, (_, at) => item(at)));
}

const held = (server: ModelServer) => server.rows.map((row) => row.id);

async function entriesOf(of: Tab): Promise<string[]> {
  return JSON.parse(await (await of.exportLog()).text()).entries.map((entry: { id: string }) => entry.id);
}

test("what a guest logged goes into the new account, once (SURVIVE 29)", async () => {
  const logged = [await write(tab, 1980), await write(tab, 1981)];
  const { account, recovery_code } = await tab.createAccount();
  expect(recovery_code).toBe(account);
  expect(await entriesOf(tab)).toEqual(logged);
  expect(tab.backup.value).toMatchObject({ account, pending: 2 });
  expect(await tab.sync()).toBeNull();
  expect(held(browser.serverOf(account))).toEqual(logged);
  expect(tab.backup.value).toMatchObject({ account, pending: 0, signedOut: false });
});

test("a claim interrupted anywhere and repeated brings every row once (SURVIVE 29)", async () => {
  const logged = [await write(tab, 1980), await write(tab, 1981), await write(tab, 1982)];
  const { account } = await tab.createAccount();
  for (let start = 0; start < 3; start++) tab = await browser.openTab();
  expect(await entriesOf(tab)).toEqual(logged);
  await tab.sync();
  for (let start = 0; start < 2; start++) tab = await browser.openTab();
  await tab.sync();
  expect(held(browser.serverOf(account))).toEqual(logged);
  expect(await entriesOf(tab)).toEqual(logged);
});

/** A phone that has no room for settings until the spy is restored. */
function noRoom() {
  const put = IDBObjectStore.prototype.put;
  return vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value: { kind?: string },
  ) {
    if (value.kind === "setting_changed") throw new DOMException("no room", "QuotaExceededError");
    return put.call(this, value);
  });
}

test("what a guest logged on a full phone goes into the account too (29, 34)", async () => {
  const full = noRoom();
  const logged = await write(tab, 1980);
  const { account } = await tab.createAccount();
  expect(await entriesOf(tab)).toEqual([logged]);
  full.mockRestore();
  expect(await tab.sync()).toBeNull();
  expect(held(browser.serverOf(account))).toEqual([logged]);
  expect(browser.slots.size).toBe(0);
});

test("a full phone whose clock is a year ahead gets its set through once there is room (24, 34)", async () => {
  const { account } = await tab.createAccount();
  const full = noRoom();
  const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 365 * 86_400_000);
  const logged = await write(tab, 1980);
  clock.mockRestore();
  await tab.recount(tab.currentHome() as NonNullable<ReturnType<Tab["currentHome"]>>);
  full.mockRestore();
  expect(await tab.sync()).toBeNull();
  expect(held(browser.serverOf(account))).toEqual([logged]);
});

test("what a full phone set aside under a wrong clock never wins over what was written later (SURVIVE 24, 34)", async () => {
  const { account } = await tab.createAccount();
  const full = noRoom();
  const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 365 * 86_400_000);
  const aside = await tab.write("setting_changed", { key: "birth_year", value: 1980 }, "setting:birth_year");
  const flag = { flag: "night_or_rest_pain", open: true, changed_on: "2026-11-21" };
  const later = await tab.write("red_flag_changed", flag);
  clock.mockRestore();
  expect(await tab.sync()).toMatchObject({ problem: "storage_full" });
  const kept = JSON.parse(await (await tab.exportLog()).text()).entries as { id: string; hlc: string }[];
  expect(kept.find(({ id }) => id === later.id)?.hlc).toBe(later.hlc);
  full.mockRestore();
  expect(await tab.sync()).toBeNull();
  const rows = [...browser.serverOf(account).rows].sort((a, b) => (a.hlc < b.hlc ? -1 : 1));
  expect(rows.map((row) => row.id)).toEqual([aside.id, later.id]);
});

test("killed between signing in and copying, the next start copies (SURVIVE 29)", async () => {
  const logged = await write(tab, 1980);
  const killed = new DOMException("killed", "DataError");
  const { put } = IDBObjectStore.prototype;
  const dying = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value,
  ) {
    if (this.name === "pending") throw killed;
    return put.call(this, value);
  });
  const { account } = await tab.createAccount();
  dying.mockRestore();
  expect(browser.reported.length).toBe(1);
  expect(tab.backup.value.account).toBeNull();
  const next = await browser.openTab();
  expect(next.backup.value.account).toBe(account);
  expect(await entriesOf(next)).toEqual([logged]);
});

test("the guests' copy is kept until the account's rows confirm it, and is gone afterwards (SURVIVE 29)", async () => {
  const logged = await write(tab, 1980);
  await tab.createAccount();
  const guests = tab.currentHome()?.guests;
  const inGuests = () => guests?.read(["pending"], ({ pending }) => pending.getAllKeys());
  expect(await inGuests()).toEqual([logged]);
  await tab.sync();
  expect(await inGuests()).toEqual([]);
});

test("what one account has claimed does not go to the next one to sign in", async () => {
  const first = await write(tab, 1980);
  const a = (await tab.createAccount()).account;
  await tab.signOut();
  expect(await entriesOf(tab)).toEqual([]);
  const second = await write(tab, 1990);
  const b = (await tab.createAccount()).account;
  await tab.sync();
  expect(held(browser.serverOf(b))).toEqual([second]);
  await tab.signOut();
  await tab.signIn(a);
  await tab.sync();
  expect(held(browser.serverOf(a))).toEqual([first]);
});

test("A queues offline and signs out, B signs in: B gets nothing of it, and A's work goes to A later (SURVIVE 28)", async () => {
  const a = (await tab.createAccount()).account;
  const queued = await write(tab, 1980);
  await tab.signOut();
  const b = (await tab.createAccount()).account;
  const bs = await write(tab, 1990);
  await tab.sync();
  expect(held(browser.serverOf(b))).toEqual([bs]);
  await tab.signOut();
  await tab.signIn(a);
  expect(await entriesOf(tab)).toEqual([queued]);
  await tab.sync();
  expect(held(browser.serverOf(a))).toEqual([queued]);
  expect(held(browser.serverOf(b))).toEqual([bs]);
});

test("with somebody else's cookie in the browser nothing is sent to that account (SURVIVE 28)", async () => {
  const a = (await tab.createAccount()).account;
  const queued = await write(tab, 1980);
  const other = browser.newAccount();
  expect(await tab.sync()).toMatchObject({ problem: "other_account" });
  expect(held(browser.serverOf(other))).toEqual([]);
  browser.signedInAs = a;
  expect(await tab.sync()).toBeNull();
  expect(held(browser.serverOf(a))).toEqual([queued]);
});

test("a session that ends while offline deletes nothing; signing in again doubles nothing (SURVIVE 15, 30)", async () => {
  const { account, recovery_code } = await tab.createAccount();
  const before = await write(tab, 1980);
  await tab.sync();
  browser.signedInAs = null;
  const after = await write(tab, 1981);
  expect(await tab.sync()).toMatchObject({ problem: "signed_out" });
  expect(tab.backup.value).toMatchObject({ signedOut: true, pending: 1, account });
  tab = await browser.openTab();
  expect(tab.backup.value.signedOut).toBe(true);
  expect(await entriesOf(tab)).toEqual([before, after]);
  await tab.signIn(recovery_code);
  await tab.sync();
  expect(tab.backup.value).toMatchObject({ signedOut: false, pending: 0 });
  expect(held(browser.serverOf(account))).toEqual([before, after]);
});

test("when the server has lost the account, this phone's log goes into a new one by choice only (SURVIVE 10)", async () => {
  const old = (await tab.createAccount()).account;
  const logged = [await write(tab, 1980)];
  await tab.sync();
  logged.push(await write(tab, 1981));
  browser.servers.delete(old);
  browser.signedInAs = null;
  expect(await tab.sync()).toMatchObject({ problem: "signed_out" });
  const { account } = await tab.createAccount(true);
  expect(await entriesOf(tab)).toEqual(logged);
  await tab.sync();
  expect(held(browser.serverOf(account))).toEqual(logged);
});

test("without that choice the old log stays where it is", async () => {
  await tab.createAccount();
  await write(tab, 1980);
  browser.signedInAs = null;
  const { account } = await tab.createAccount();
  expect(await entriesOf(tab)).toEqual([]);
  await tab.sync();
  expect(held(browser.serverOf(account))).toEqual([]);
});

test("a second phone that signs in has the same log", async () => {
  const logged = await write(tab, 1980);
  const { account } = await tab.createAccount();
  await tab.sync();
  const { servers } = browser;
  const second = new Browser(servers);
  const there = await second.openTab();
  await there.signIn(account);
  await there.sync();
  expect(await entriesOf(there)).toEqual([logged]);
  expect(there.view.value?.state.settings.birth_year).toBe(1980);
});

test("backing up asked for before the log is open is no loss (SURVIVE 19)", async () => {
  await tab.createAccount();
  await write(tab, 1980);
  vi.resetModules();
  const { syncNow } = await import("./loop");
  await syncNow();
  const next = await browser.openTab();
  expect(next.backup.value.pending).toBe(1);
  expect(await next.sync()).toBeNull();
  expect(next.backup.value.pending).toBe(0);
});

test.each<[string, () => void, string]>([
  ["a wrong code", () => {}, "wrong_code"],
  [
    "no network",
    () => {
      browser.isOnline = false;
    },
    "offline",
  ],
])("signing in with %s says so and changes nothing", async (_, given, code) => {
  const logged = await write(tab, 1980);
  given();
  await expect(tab.signIn("nonsense")).rejects.toMatchObject({ code });
  expect(tab.backup.value.account).toBeNull();
  expect(await entriesOf(tab)).toEqual([logged]);
});

test("another tab follows when this one signs in", async () => {
  const second = await browser.openTab();
  const { account } = await tab.createAccount();
  await vi.waitFor(() => expect(second.backup.value.account).toBe(account));
});

test("a set logged on one phone is drawn on the other, and its erasure too", async () => {
  const { account } = await tab.createAccount();
  await write(tab, 1980);
  await tab.sync();
  const flag = await tab.write("red_flag_changed", { flag: "x", open: true, changed_on: "2026-11-21" });
  await tab.sync();
  browser.serverOf(account).erase("red_flag_changed", flag.record);
  await tab.sync();
  expect(tab.view.value?.state.red_flags).toEqual([]);
  const file = JSON.parse(await (await tab.exportLog()).text());
  expect(file.entries.find((entry: { id: string }) => entry.id === flag.id).body).toBeNull();
});

test("storage wiped by the browser while signed in: everything is back after signing in (SURVIVE 37)", async () => {
  const { recovery_code } = await tab.createAccount();
  const ids = [await write(tab, 1980), await write(tab, 1981)];
  await tab.sync();
  vi.stubGlobal("indexedDB", new IDBFactory());
  browser.slots.clear();
  const wiped = await browser.openTab();
  expect(wiped.backup.value).toMatchObject({ account: null, pending: 0 });
  const since = await write(wiped, 1982);
  await wiped.signIn(recovery_code);
  await wiped.sync();
  expect(await entriesOf(wiped)).toEqual([...ids, since]);
  expect(wiped.view.value?.state.settings.birth_year).toBe(1982);
});

test("a long log is drawn at its first page and at its end, and says how far it is in between", async () => {
  const { account, recovery_code } = await tab.createAccount();
  await writeMany(tab, 1_200);
  await tab.sync();
  browser.serverOf(account).pageRows = 100;
  vi.stubGlobal("indexedDB", new IDBFactory());
  const fresh = await browser.openTab();
  await fresh.signIn(recovery_code);
  let drawn = -1;
  const steps: string[] = [];
  fresh.view.subscribe(() => drawn++);
  fresh.backup.subscribe(({ underway }) => {
    if (underway?.doing === "reading") steps.push(`${underway.done} of ${underway.of} after ${drawn}`);
  });
  expect(await fresh.sync()).toBeNull();
  expect(steps).toEqual(Array.from({ length: 11 }, (_, at) => `${100 * (at + 1)} of 1200 after 1`));
  expect(drawn).toBe(2);
  expect(fresh.backup.value).toMatchObject({ underway: null, pending: 0 });
  expect(fresh.view.value?.state.settings.birth_year).toBe(1950 + (1_199 % 50));
}, 60_000);

test("a log the server has lost is offered again, and says how far that is (SURVIVE 10)", async () => {
  const { account } = await tab.createAccount();
  await writeMany(tab, 1_200);
  await tab.sync();
  const server = browser.serverOf(account);
  const ids = held(server);
  server.restore(JSON.stringify({ epoch: "0".repeat(16), rows: [] }), true);
  const seen = new Set<string>();
  let most = 0;
  tab.backup.subscribe(({ underway, pending }) => {
    if (underway) seen.add(underway.doing);
    most = Math.max(most, pending);
  });
  expect(await tab.sync()).toBeNull();
  expect([...seen]).toEqual(["preparing", "sending"]);
  expect(most).toBe(1_200);
  expect(held(server).sort()).toEqual(ids.sort());
  expect(tab.backup.value).toMatchObject({ underway: null, pending: 0 });
}, 60_000);
