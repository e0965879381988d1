/** What a file brings in: all or nothing, once, stamped after what is here, and on its way to the server. */

import { beforeEach, expect, test, vi } from "vitest";
import { type Past, readFile } from "../imports";
import { HEVY } from "../imports/testing/samples";
import { Browser, type Tab } from "../sync/testing/tab";
import { builtCatalog } from "../training/testing/catalog";

const ASKED = { unit: "kg" as const, nowMs: Date.now(), offsetMin: () => 60 };

let browser: Browser;
let tab: Tab;

beforeEach(async () => {
  browser = new Browser();
  tab = await browser.openTab();
});

function hevy(text = HEVY): Past {
  const reading = readFile(text, builtCatalog(), ASKED, () => false);
  if (reading.is !== "past") throw new Error(reading.is);
  return reading.past;
}

/** Of the tab that was opened last. */
async function bringIn() {
  return await import("./bring_in");
}

async function exported(): Promise<{ id: string; hlc: string }[]> {
  return JSON.parse(await (await tab.exportLog()).text()).entries;
}

test("past sessions are stored, shown apart, and wait for the server; again changes nothing", async () => {
  const { bringInDrafts, compare } = await bringIn();
  await tab.write("setting_changed", { key: "units", value: "lb" }, "setting:units");
  const before = await exported();
  const { entries } = hevy();
  expect(compare(entries)).toEqual({ fresh: entries.length, changed: 0, already: 0 });
  await bringInDrafts(entries);
  expect(tab.view.value?.state.imported).toHaveLength(2);
  expect(tab.view.value?.state.sessions).toEqual([]);
  expect(tab.backup.value.pending).toBe(1 + entries.length);
  const after = await exported();
  expect(after.slice(1).every(({ hlc }) => hlc > (before[0]?.hlc ?? ""))).toBe(true);
  expect(new Set(after.map(({ hlc }) => hlc)).size).toBe(after.length);

  expect(compare(entries)).toEqual({ fresh: 0, changed: 0, already: entries.length });
  await bringInDrafts(entries);
  expect(await exported()).toEqual(after);
});

test("a corrected file changes what it changed and nothing else", async () => {
  const { bringInDrafts, compare } = await bringIn();
  await bringInDrafts(hevy().entries);
  const corrected = hevy(HEVY.replace(",20,8,", ",21,8,")).entries;
  expect(compare(corrected)).toEqual({ fresh: 1, changed: 1, already: corrected.length - 1 });
  await bringInDrafts(corrected);
  const sets = tab.view.value?.state.imported.flatMap((one) => [...one.sets.values()].flat()) ?? [];
  expect(sets).toHaveLength(6);
  expect(sets.map(({ body }) => body.load_g)).toContain(21_000);
});

test("when the phone has no room, nothing of the file is there", async () => {
  const { bringInDrafts } = await bringIn();
  let puts = 0;
  const put = IDBObjectStore.prototype.put;
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
    key?: IDBValidKey,
  ) {
    puts += 1;
    if (puts > 5) throw new DOMException("no room", "QuotaExceededError");
    return put.call(this, value, key);
  });
  await expect(bringInDrafts(hevy().entries)).rejects.toThrow("no room");
  full.mockRestore();
  expect(await exported()).toEqual([]);
  expect(tab.view.value?.state.imported).toEqual([]);
  tab = await browser.openTab();
  expect(await exported()).toEqual([]);
});

test("two tabs that bring in the same file at once have it once", async () => {
  const first = await bringIn();
  const other = await browser.openTab();
  const second = await bringIn();
  expect(second).not.toBe(first);
  const { entries } = hevy();
  await Promise.all([first.bringInDrafts(entries), second.bringInDrafts(entries)]);
  const stored: { id: string }[] = JSON.parse(await (await other.exportLog()).text()).entries;
  expect(stored.map(({ id }) => id).sort()).toEqual(entries.map(({ id }) => id).sort());
});

test("what is brought in reaches the server once, from two phones too", async () => {
  const { account } = await tab.createAccount();
  const { entries } = hevy();
  await (await bringIn()).bringInDrafts(entries);
  await tab.sync();
  expect(tab.backup.value.pending).toBe(0);
  const server = browser.serverOf(account);

  const elsewhere = new Browser(browser.servers);
  const phone = await elsewhere.openTab();
  await phone.signIn(account);
  await (await bringIn()).bringInDrafts(entries);
  await phone.sync();
  expect(phone.backup.value.pending).toBe(0);
  expect(server.rows.map(({ id }) => id).sort()).toEqual(entries.map(({ id }) => id).sort());
});

test("a log file's entries keep the stamps they bring, and what is written next comes later", async () => {
  const { bringInEntries } = await bringIn();
  const hlc = `${(Date.now() + 3_600_000).toString(16).padStart(12, "0")}-0000-8f3a5c7e9d1b2f40`;
  const body = { key: "units", value: "lb" };
  const brought = { id: tab.newRecord(), record: "setting:units", kind: "setting_changed", v: 1, hlc, body };
  await bringInEntries([brought, brought]);
  await bringInEntries([brought]);
  expect(await exported()).toEqual([brought]);
  await tab.write("setting_changed", { key: "units", value: "kg" }, "setting:units");
  expect(tab.view.value?.state.settings.units).toBe("kg");
});
