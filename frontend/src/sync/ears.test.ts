/** Hearing of other devices: only while signed in and looked at, and never needed. */

import { afterEach, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import type { ModelServer } from "./testing/server";
import { Browser, type Tab } from "./testing/tab";

class Source extends EventTarget {
  static opened: Source[] = [];
  readyState = 1;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    Source.opened.push(this);
  }

  close(): void {
    this.readyState = 2;
  }

  say(name: string, data: unknown): void {
    const text = typeof data === "string" ? data : JSON.stringify(data);
    this.dispatchEvent(new MessageEvent(name, { data: text }));
  }

  refuse(): void {
    this.readyState = 2;
    this.dispatchEvent(new Event("error"));
  }
}

let browser: Browser;
let tab: Tab;
let loop: typeof import("./loop");
let page: EventTarget & { visibilityState: string };
let answered: MockInstance<ModelServer["answer"]>;

beforeEach(async () => {
  Source.opened = [];
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("document", page);
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("EventSource", Source);
  browser = new Browser();
  tab = await browser.openTab();
  loop = await import("./loop");
});

afterEach(() => {
  vi.useRealTimers();
  // The loop of a test that is over would go on asking the next one's server.
  page.dispatchEvent(new Event("pagehide"));
});

const listening = () => Source.opened.filter((source) => source.readyState === 1);
const looked = (how: "visible" | "hidden") => {
  page.visibilityState = how;
  page.dispatchEvent(new Event("visibilitychange"));
};
const aMoment = (ms = 50) => new Promise((resolve) => setTimeout(resolve, ms));

async function signedIn(): Promise<Source> {
  await tab.createAccount();
  await loop.syncNow();
  loop.startSync();
  answered = vi.spyOn(server(), "answer");
  return listening()[0] as Source;
}

/** Loops of earlier tests may still knock; only this account's requests count. */
const asked = () =>
  answered.mock.calls.filter(([{ account }]) => account === tab.backup.value.account).length;

const server = () => browser.serverOf(tab.backup.value.account ?? "");
const place = () => ({ epoch: JSON.parse(server().backup()).epoch as string, head: server().rows.length });

/** Another phone of the same runner, in a browser of its own, writes and syncs. */
async function anotherPhoneWrites(): Promise<void> {
  server().erase("set_logged", "0199c0de-0000-7000-8000-000000000000");
}

test("a guest listens to nobody", async () => {
  loop.startSync();
  await aMoment();
  expect(Source.opened).toEqual([]);
});

test("a signed-in device that is looked at has one ear open, and closes it in the pocket", async () => {
  const source = await signedIn();
  expect(source.url).toBe("/api/events");
  await tab.write("setting_changed", { key: "units", value: "kg" }, "setting:units");
  await loop.syncNow();
  expect(Source.opened).toHaveLength(1);
  looked("hidden");
  expect(listening()).toEqual([]);
  looked("visible");
  expect(listening()).toHaveLength(1);
});

test("news of another device is read at once", async () => {
  const source = await signedIn();
  await anotherPhoneWrites();
  source.say("head", place());
  await vi.waitFor(() => expect(asked()).toBe(1));
});

test("news of our own push asks for nothing", async () => {
  const source = await signedIn();
  await tab.write("setting_changed", { key: "units", value: "kg" }, "setting:units");
  await loop.syncNow();
  answered.mockClear();
  source.say("head", place());
  await aMoment();
  expect(asked()).toBe(0);
});

test("news that comes during a sync which may not have seen it is looked into afterwards", async () => {
  const source = await signedIn();
  const underway = loop.syncNow();
  await anotherPhoneWrites();
  source.say("head", { ...place(), head: place().head + 1 });
  await underway;
  await vi.waitFor(() => expect(asked()).toBe(2));
});

test("a new epoch is news", async () => {
  const source = await signedIn();
  source.say("head", { ...place(), epoch: "0000000000000000" });
  await vi.waitFor(() => expect(asked()).toBeGreaterThan(0));
});

test.each(["", "{", "[]", "null", '{"epoch":5,"head":1}', '{"epoch":"a"}'])(
  "nonsense is no news: %s",
  async (data) => {
    const source = await signedIn();
    source.say("head", data);
    source.say("end", data);
    await aMoment();
    expect(asked()).toBe(0);
  },
);

test("a restarting server is asked again after a moment, once", async () => {
  const source = await signedIn();
  vi.useFakeTimers();
  source.say("end", { why: "restart" });
  expect(source.readyState).toBe(2);
  await vi.advanceTimersByTimeAsync(4_900);
  expect(Source.opened).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(5_200);
  expect(Source.opened).toHaveLength(2);
});

test("a device that was signed out elsewhere knows it at once, and keeps what it has", async () => {
  const source = await signedIn();
  await tab.write("setting_changed", { key: "units", value: "kg" }, "setting:units");
  browser.signedInAs = null;
  source.say("end", { why: "signed_out" });
  await vi.waitFor(() => expect(tab.backup.value.signedOut).toBe(true), { timeout: 4000 });
  expect(tab.backup.value.pending).toBe(1);
});

test("an ended session is not knocked at", async () => {
  const source = await signedIn();
  vi.useFakeTimers();
  source.say("end", { why: "signed_out" });
  expect(source.readyState).toBe(2);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(Source.opened).toHaveLength(1);
});

test("a server that refuses is asked again a minute later, once", async () => {
  const source = await signedIn();
  vi.useFakeTimers();
  source.refuse();
  source.refuse();
  await vi.advanceTimersByTimeAsync(59_000);
  expect(Source.opened).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(Source.opened).toHaveLength(2);
});

test("signing out closes the ear", async () => {
  await signedIn();
  await tab.signOut();
  expect(listening()).toEqual([]);
});

test("a browser that cannot hear syncs all the same", async () => {
  Reflect.deleteProperty(globalThis, "EventSource");
  await tab.createAccount();
  loop.startSync();
  await tab.write("setting_changed", { key: "units", value: "kg" }, "setting:units");
  await loop.syncNow();
  expect(tab.backup.value.pending).toBe(0);
});

/** How often this device asks within so many seconds in which nothing is written. */
async function asksWithin(seconds: number): Promise<number> {
  const before = asked();
  for (let s = 0; s < seconds; s++) {
    await vi.advanceTimersByTimeAsync(1_000);
    while (loop.syncing.value) await new Promise((resolve) => setImmediate(resolve));
  }
  return asked() - before;
}

/** Signed in for a moment, in a time that passes when it is told to. */
async function settled(): Promise<Source> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval"] });
  const ear = await signedIn();
  await asksWithin(3);
  return ear;
}

test("while news is heard, nobody asks", async () => {
  const ear = await settled();
  ear.say("head", place());
  expect(await asksWithin(120)).toBe(0);
});

test("a proxy that keeps the stream back is noticed, and asking every twenty seconds takes its place", async () => {
  await settled();
  expect(await asksWithin(120)).toBe(6);
});

test("where the stream is refused, another device's set is still seen within half a minute", async () => {
  const ear = await settled();
  ear.say("head", place());
  ear.refuse();
  await anotherPhoneWrites();
  expect(await asksWithin(21)).toBe(1);
  looked("hidden");
  expect(await asksWithin(60)).toBe(0);
});

test("what fails is not asked for every twenty seconds", async () => {
  await settled();
  const chance = vi.spyOn(Math, "random").mockReturnValue(0.999);
  browser.trouble = () => new Response("oops", { status: 500 });
  await loop.syncNow();
  const { mock: sent } = vi.spyOn(await import("./wire"), "send");
  await asksWithin(15 * 60);
  expect(sent.calls.length).toBeGreaterThan(1);
  expect(sent.calls.length).toBeLessThan(12);
  chance.mockRestore();
});
