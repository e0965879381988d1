/** What the browser promises about stored data, and what it does not say. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";

const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
const CHROME_ON_IPHONE = SAFARI.replace("Version/17.5", "CriOS/126.0.6478.35");
const MAC_SAFARI =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15";
const CHROME =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";

let storage: typeof import("./storage");

async function inBrowser(navigator: object): Promise<void> {
  vi.stubGlobal("navigator", { userAgent: SAFARI, ...navigator });
  vi.resetModules();
  storage = await import("./storage");
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("the browser is asked once to keep the data, whatever it answers", async () => {
  const persist = vi.fn(async () => false);
  await inBrowser({ storage: { persist } });
  await storage.askToPersist();
  await storage.askToPersist();
  expect(persist).toHaveBeenCalledTimes(1);
  expect(storage.persisted.value).toBe(false);
});

test("a browser that asks the runner first is waited for only a moment", async () => {
  await inBrowser({ storage: { persist: () => new Promise(() => {}) } });
  const asking = storage.askToPersist();
  await vi.advanceTimersByTimeAsync(3_000);
  await asking;
  expect(storage.persisted.value).toBeNull();
});

test.each([
  ["has no storage manager", {}],
  ["has one that cannot keep", { storage: {} }],
  ["refuses", { storage: { persist: () => Promise.reject(new TypeError("not in a worker")) } }],
])("a browser that %s is no trouble", async (_, navigator) => {
  await inBrowser(navigator);
  await storage.askToPersist();
  expect(storage.persisted.value).toBeNull();
  expect(await storage.room()).toBeNull();
});

test.each([
  ["a guest in a Safari tab", SAFARI, {}, true],
  ["another browser on an iPhone, which is Safari inside", CHROME_ON_IPHONE, {}, true],
  ["Safari on a Mac", MAC_SAFARI, {}, true],
  ["the app on the home screen", SAFARI, { standalone: true }, false],
  ["Chrome on Android", CHROME, {}, false],
  ["Firefox", FIREFOX, {}, false],
])(
  "%s: whether seven days without a visit cost the log is known (SURVIVE 37)",
  async (_, agent, more, forgets) => {
    await inBrowser({ userAgent: agent, ...more });
    expect(storage.mayBeForgotten()).toBe(forgets);
  },
);

test("a Safari that has promised to keep the data is believed", async () => {
  await inBrowser({ storage: { persist: async () => true } });
  await storage.askToPersist();
  expect(storage.mayBeForgotten()).toBe(false);
});
