/** A database that refuses or never answers, and what becomes of the sets meanwhile. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Browser, type Tab } from "../sync/testing/tab";
import type { Entry } from "../training/entries";
import { canonical } from "./same";

let browser: Browser;
let tab: Tab;

beforeEach(async () => {
  browser = new Browser();
  tab = await browser.openTab();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const write = (of: Tab, year: number) =>
  of.write("setting_changed", { key: "birth_year", value: year }, "setting:birth_year");

function fullDisk() {
  return vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("no room", "QuotaExceededError");
  });
}

/** From now on the database takes work and never says how it went, as Safari's after the background. */
function silentDatabase() {
  const transactions = IDBTransaction.prototype as unknown as { _start(): void };
  return vi.spyOn(transactions, "_start").mockImplementation(() => {});
}

const fakeTime = () => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });

async function entriesOf(of: Tab): Promise<Entry[]> {
  return JSON.parse(await (await of.exportLog()).text()).entries;
}

test("two tabs on a full phone keep what each was given, also when both are killed (SURVIVE 34)", async () => {
  const other = await browser.openTab();
  const put = fullDisk();
  const written = [await write(tab, 1980), await write(other, 1981), await write(tab, 1982)];
  put.mockRestore();
  const reopened = await browser.openTab();
  const kept = new Map((await entriesOf(reopened)).map((entry) => [entry.id, entry.body]));
  expect([...kept.keys()].sort()).toEqual(written.map((entry) => entry.id).sort());
  expect(reopened.backup.value).toMatchObject({ unsaved: 0, pending: 3 });
});

test("what the first version of the app kept in its one slot is not forgotten (SURVIVE 34)", async () => {
  const put = fullDisk();
  const entry = await write(tab, 1980);
  put.mockRestore();
  browser.slots.clear();
  browser.slots.set("evenstride-unsaved", JSON.stringify([{ account: null, entry }]));
  const updated = await browser.openTab();
  expect((await entriesOf(updated)).map((one) => one.id)).toEqual([entry.id]);
  expect(browser.slots.size).toBe(0);
});

test("a full phone tries the network: what no database took is on the server (SURVIVE 34)", async () => {
  await tab.createAccount();
  await tab.sync();
  const put = fullDisk();
  const entry = await write(tab, 1980);
  expect(await tab.sync()).toMatchObject({ problem: "storage_full" });
  put.mockRestore();
  const account = tab.backup.value.account ?? "";
  expect(browser.serverOf(account).rows.map((row) => row.id)).toEqual([entry.id]);
  expect(await tab.sync()).toBeNull();
  expect(tab.backup.value).toMatchObject({ unsaved: 0, pending: 0 });
});

test("an unsaved entry that another tab has brought to the server does not wait here for ever", async () => {
  await tab.createAccount();
  await tab.sync();
  const put = fullDisk();
  const entry = await write(tab, 1980);
  put.mockRestore();
  const [slot, text] = [...browser.slots].find(([name]) => name.includes(entry.id)) ?? ["", ""];
  const other = await browser.openTab();
  await other.sync();
  browser.slots.set(slot, text);
  expect(await tab.sync()).toBeNull();
  expect(tab.backup.value).toMatchObject({ unsaved: 0, pending: 0 });
  expect((await entriesOf(tab)).map((one) => one.id)).toEqual([entry.id]);
});

test("a write the database never answers is set aside in seconds, and stored once it answers (SURVIVE 33)", async () => {
  fakeTime();
  const silent = silentDatabase();
  const writing = [write(tab, 1980), write(tab, 1981)];
  await vi.advanceTimersByTimeAsync(6_000);
  const written = await Promise.all(writing);
  expect(tab.backup.value.unsaved).toBe(2);
  expect([...browser.slots.keys()].filter((name) => name.startsWith("evenstride-unsaved")).length).toBe(2);
  silent.mockRestore();
  await vi.advanceTimersByTimeAsync(70_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(tab.backup.value).toMatchObject({ unsaved: 0, pending: 2 }));
  expect((await entriesOf(tab)).map((one) => one.id).sort()).toEqual(written.map((one) => one.id).sort());
  expect([...browser.slots.keys()].filter((name) => name.startsWith("evenstride-unsaved"))).toEqual([]);
});

test("a database that never answers does not keep the runner from saving a file of it all (SURVIVE 34)", async () => {
  const entry = await write(tab, 1980);
  fakeTime();
  silentDatabase();
  const exporting = tab.exportLog();
  await vi.advanceTimersByTimeAsync(20_000);
  const file = JSON.parse(await (await exporting).text());
  expect(canonical(file.entries)).toBe(canonical([entry]));
});
