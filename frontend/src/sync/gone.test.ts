/** An account that was deleted: every device keeps its log until its runner decides. */

import { beforeEach, expect, test, vi } from "vitest";
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

async function entriesOf(of: Tab): Promise<string[]> {
  return JSON.parse(await (await of.exportLog()).text()).entries.map((entry: { id: string }) => entry.id);
}

/** Two entries on the server, one only here, and the account deleted elsewhere. */
async function withGoneAccount(): Promise<{ account: string; logged: string[] }> {
  const logged = [await write(tab, 1980), await write(tab, 1981)];
  const { account } = await tab.createAccount();
  await tab.sync();
  logged.push(await write(tab, 1982));
  browser.servers.delete(account);
  browser.gone.add(account);
  expect(await tab.sync()).toMatchObject({ problem: "account_deleted" });
  return { account, logged };
}

/** What lies in the database of an account that nobody has open. */
async function rests(account: string): Promise<number> {
  const { logShelf } = await import("../store/db");
  const counted = await logShelf(account).read(["pending", "pages", "meta"], (db) =>
    Promise.all([db.pending.count(), db.pages.count(), db.meta.count()]),
  );
  return counted.reduce((a, b) => a + b);
}

test("a deleted account takes nothing from a phone, however often it asks", async () => {
  const { logged } = await withGoneAccount();
  for (let start = 0; start < 3; start++) {
    tab = await browser.openTab();
    expect(tab.backup.value.gone).toBe(true);
    expect(await tab.sync()).toMatchObject({ problem: "account_deleted" });
  }
  expect(await entriesOf(tab)).toEqual(logged);
});

test("whoever deletes the account is told the same as its other devices", async () => {
  const logged = [await write(tab, 1980)];
  await tab.createAccount();
  await tab.sync();
  await tab.deleteAccount();
  expect(tab.backup.value.gone).toBe(true);
  expect(await tab.sync()).toMatchObject({ problem: "account_deleted" });
  expect(await entriesOf(tab)).toEqual(logged);
});

test("kept as a guest's log, all of it is there and goes into the next account", async () => {
  const { account, logged } = await withGoneAccount();
  await tab.leaveGoneAccount(true);
  expect(tab.backup.value).toMatchObject({ account: null, pending: 3, gone: false });
  expect(await entriesOf(tab)).toEqual(logged);
  expect(browser.signedInAs).toBeNull();

  const next = await tab.createAccount();
  await tab.sync();
  expect(browser.serverOf(next.account).rows.map((row) => row.id)).toEqual(logged);
  expect(await rests(account)).toBe(0);
});

test("a kept log is emptied at the next start, after another look at what is in it", async () => {
  const { account, logged } = await withGoneAccount();
  const other = await browser.openTab();
  await tab.leaveGoneAccount(true);
  // A tab that has not heard of it yet.
  const { append } = await import("../store/log");
  const home = other.currentHome();
  const late = {
    id: "0199c0de-0000-7000-8000-00000000000a",
    record: "setting:units",
    kind: "setting_changed",
  };
  const body = { key: "units", value: "lb" };
  const { logShelf } = await import("../store/db");
  await append(logShelf(account), [{ ...late, v: 1, body }], {
    device: home?.device ?? "",
    nowMs: Date.now(),
  });
  expect(await rests(account)).toBeGreaterThan(0);

  tab = await browser.openTab();
  expect((await entriesOf(tab)).sort()).toEqual([...logged, late.id].sort());
  expect(await rests(account)).toBe(0);
});

test("removed from this phone, nothing of it rests anywhere, and the guest begins with nothing", async () => {
  const { account } = await withGoneAccount();
  await tab.leaveGoneAccount(false);
  expect(tab.backup.value).toMatchObject({ account: null, pending: 0, gone: false });
  expect(await entriesOf(tab)).toEqual([]);
  expect(await rests(account)).toBe(0);
  tab = await browser.openTab();
  expect(await entriesOf(tab)).toEqual([]);
});

test("what the guests' database still held for the account goes with it, and nobody else's does", async () => {
  await write(tab, 1980);
  const { account } = await tab.createAccount();
  await tab.signOut();
  const guests = [await write(tab, 1990)];
  const keeper = await tab.createAccount();
  await tab.signOut();
  await tab.signIn(account);
  browser.servers.delete(account);
  browser.gone.add(account);
  await tab.leaveGoneAccount(false);
  expect(await entriesOf(tab)).toEqual([]);
  const resting = await tab.currentHome()?.guests.read(["pending"], ({ pending }) => pending.getAllKeys());
  expect(resting).toEqual(guests);
  await tab.signIn(keeper.account);
  await tab.sync();
  expect(browser.serverOf(keeper.account).rows.map((row) => row.id)).toEqual(guests);
});

test("an entry erased since it was claimed does not come back as a guest's", async () => {
  const [first] = [await write(tab, 1980)];
  await tab.createAccount();
  const home = tab.currentHome();
  await home?.shelf.write(["pending"], async ({ pending }) => {
    const entry = await pending.get(first);
    if (entry) await pending.put({ ...entry, body: null });
  });
  await tab.leaveGoneAccount(true);
  const kept = JSON.parse(await (await tab.exportLog()).text()).entries;
  expect(kept).toMatchObject([{ id: first, body: null }]);
});

test("a choice that was cut short is carried out at the next start", async () => {
  const { account, logged } = await withGoneAccount();
  const { controlShelf, writeControl } = await import("../store/db");
  await writeControl(controlShelf(), { account: null, leave: { account, keep: true } });
  tab = await browser.openTab();
  expect(await entriesOf(tab)).toEqual(logged);
  expect(await rests(account)).toBe(0);
});

test("a phone without room for the guests' copy stays as it is", async () => {
  const { account, logged } = await withGoneAccount();
  const put = IDBObjectStore.prototype.put;
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value: { kind?: string },
  ) {
    if (value.kind === "setting_changed") throw new DOMException("no room", "QuotaExceededError");
    return put.call(this, value);
  });
  await expect(tab.leaveGoneAccount(true)).rejects.toThrow("no room");
  full.mockRestore();
  expect(tab.backup.value.account).toBe(account);
  expect(await entriesOf(tab)).toEqual(logged);
});

test("what no database had room for is kept or removed as the runner says", async () => {
  for (const keep of [true, false]) {
    browser = new Browser();
    tab = await browser.openTab();
    const { account } = await tab.createAccount();
    const { spare } = await import("../store/spare");
    const entry = {
      id: "0199c0de-0000-7000-8000-00000000000b",
      record: "setting:units",
      kind: "setting_changed",
      v: 1,
      hlc: "0199c0dea1b2-0000-8f3a5c7e9d1b2f40",
      body: { key: "units", value: "lb" },
    };
    spare(account, [entry]);
    await tab.leaveGoneAccount(keep);
    tab = await browser.openTab();
    expect(await entriesOf(tab)).toEqual(keep ? [entry.id] : []);
    expect(browser.slots.size).toBe(0);
  }
});
