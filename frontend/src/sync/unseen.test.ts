/** Backing up while the app is gone: the same run, with nobody to draw it for. */

import { beforeEach, expect, test, vi } from "vitest";
import { Browser, type Tab } from "./testing/tab";

let browser: Browser;
let tab: Tab;
let unseen: typeof import("./unseen");

beforeEach(async () => {
  browser = new Browser();
  tab = await browser.openTab();
  // Another world than the tab's, as a worker is.
  vi.resetModules();
  unseen = await import("./unseen");
});

const write = (of: Tab, year: number) =>
  of.write("setting_changed", { key: "birth_year", value: year }, "setting:birth_year");
const held = (account: string) => browser.serverOf(account).rows.map((row) => row.id);

test("what an app that was killed has left behind goes, and the next start knows", async () => {
  const { account } = await tab.createAccount();
  browser.isOnline = false;
  const left = [await write(tab, 1980), await write(tab, 1981)];
  browser.isOnline = true;
  expect(await unseen.backUpUnseen("1")).toBeNull();
  expect(held(account)).toEqual(left.map((entry) => entry.id));
  const reopened = await browser.openTab();
  expect(reopened.backup.value).toMatchObject({ account, pending: 0 });
  expect(await reopened.sync()).toBeNull();
  expect(held(account).length).toBe(2);
});

test("a page that is open meanwhile sees what was read and what was confirmed", async () => {
  const { account } = await tab.createAccount();
  await write(tab, 1980);
  await unseen.backUpUnseen("1");
  await expect.poll(() => tab.backup.value.pending).toBe(0);
  expect(held(account).length).toBe(1);
});

test("a guest's log goes nowhere", async () => {
  await write(tab, 1980);
  expect(await unseen.backUpUnseen("1")).toBeNull();
  expect(browser.asked).toBe(0);
});

test("with somebody else's cookie nothing goes to that account (SURVIVE 28)", async () => {
  const { account } = await tab.createAccount();
  await write(tab, 1980);
  const other = browser.newAccount();
  expect(await unseen.backUpUnseen("1")).toMatchObject({ problem: "other_account" });
  expect([held(account), held(other)]).toEqual([[], []]);
  browser.signedInAs = account;
  expect(await unseen.backUpUnseen("1")).toBeNull();
  expect(held(account).length).toBe(1);
});

test("a session that is over is noted for the next page, and nothing is deleted (SURVIVE 30)", async () => {
  await tab.createAccount();
  await write(tab, 1980);
  browser.signedInAs = null;
  expect(await unseen.backUpUnseen("1")).toMatchObject({ problem: "signed_out" });
  const reopened = await browser.openTab();
  expect(reopened.backup.value).toMatchObject({ signedOut: true, pending: 1 });
});

test("a guest's entries that an account has claimed leave the guests' database with the next page (SURVIVE 29)", async () => {
  await write(tab, 1980);
  const { account } = await tab.createAccount();
  expect(await unseen.backUpUnseen("1")).toBeNull();
  expect(held(account).length).toBe(1);
  const reopened = await browser.openTab();
  expect(await reopened.sync()).toBeNull();
  await write(reopened, 1981);
  expect(await reopened.sync()).toBeNull();
  await reopened.signOut();
  expect(reopened.backup.value).toMatchObject({ account: null, pending: 0 });
  expect(held(account).length).toBe(2);
});

test("a worker gives no new stamps, as it cannot see what a page has set aside; the next page does (SURVIVE 24)", async () => {
  const { account } = await tab.createAccount();
  const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 365 * 86_400_000);
  const logged = await write(tab, 1980);
  clock.mockRestore();
  expect(await unseen.backUpUnseen("1")).toMatchObject({ problem: "stuck" });
  expect(held(account)).toEqual([]);
  const kept = JSON.parse(await (await tab.exportLog()).text()).entries;
  expect(kept.map(({ hlc }: { hlc: string }) => hlc)).toEqual([logged.hlc]);
  expect(await tab.sync()).toBeNull();
  expect(held(account)).toEqual([logged.id]);
});
