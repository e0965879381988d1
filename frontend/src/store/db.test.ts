/** What lies in the database, and what phones have in it already. */

import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { controlShelf, logShelf, readControl } from "./db";
import { newDevice, newId } from "./ids";
import { append, clockOf, pageOf, placeIn, readLog, rowsOf, waiting } from "./log";
import type { Row } from "./shapes";
import { isFull } from "./shelf";

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const here = { device: newDevice(), nowMs: 1_795_000_000_000 };
const draft = (body: Record<string, unknown> = {}) => ({
  id: newId(1),
  record: "r",
  kind: "mood_noted",
  v: 1,
  body,
});

interface Made {
  version: number;
  stores: Record<string, { keyPath: string; indexes: Record<string, string> }>;
}

const FIRST_LOG: Made = {
  version: 10,
  stores: {
    meta: { keyPath: "key", indexes: {} },
    pages: { keyPath: "first", indexes: {} },
    pending: { keyPath: "id", indexes: { hlc: "hlc" } },
  },
};
const FIRST_CONTROL: Made = { version: 10, stores: { facts: { keyPath: "key", indexes: {} } } };

function opened(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A database of the first version of the app, without any code of ours, that holds `rows`. */
async function madeOfOld(name: string, { version, stores }: Made, rows: Record<string, object[]>) {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => {
    for (const [store, { keyPath, indexes }] of Object.entries(stores)) {
      const made = request.result.createObjectStore(store, { keyPath });
      for (const [index, path] of Object.entries(indexes)) made.createIndex(index, path);
      for (const row of rows[store] ?? []) made.put(row);
    }
  };
  (await opened(request)).close();
}

async function layoutOf(name: string): Promise<Made> {
  const db = await opened(indexedDB.open(name));
  const tx = db.transaction([...db.objectStoreNames]);
  const stores = [...db.objectStoreNames].map((storeName) => {
    const store = tx.objectStore(storeName);
    const indexes = [...store.indexNames].map((index) => [index, store.index(index).keyPath]);
    return [storeName, { keyPath: store.keyPath, indexes: Object.fromEntries(indexes) }];
  });
  db.close();
  return { version: db.version, stores: Object.fromEntries(stores) };
}

test("a phone opens the databases that the first version of the app has made, and everything in them", async () => {
  const place = { epoch: "0123456789abcdef", cursor: 1, chain: "c".repeat(32) };
  const clock = { last: { ms: 5, counter: 1 }, confirmed: { ms: 5, counter: 0 }, offsetMs: 7 };
  const row: Row = { ...draft(), hlc: "000000000005-0000-0123456789abcdef", seq: 1 };
  const entry = { ...draft(), hlc: "000000000005-0001-0123456789abcdef" };
  await madeOfOld("evenstride", FIRST_CONTROL, { facts: [{ key: "device", value: here.device }] });
  await madeOfOld("evenstride-guest", FIRST_LOG, {
    pending: [entry],
    pages: [pageOf([row])],
    meta: [
      { key: "place", value: place },
      { key: "clock", value: clock },
    ],
  });
  expect(await readControl(controlShelf())).toEqual({ device: here.device });
  const shelf = logShelf(null);
  expect(await readLog(shelf)).toEqual({ rows: [row], pending: [entry] });
  expect(await placeIn(shelf)).toEqual(place);
  expect(await shelf.read(["meta"], clockOf)).toEqual(clock);
  await append(shelf, [draft()], here);
  expect((await readLog(shelf)).pending.length).toBe(2);
});

test("a new phone's databases are those of the first version, so that either may open the other's", async () => {
  await append(logShelf("a"), [draft()], here);
  await readControl(controlShelf());
  expect(await layoutOf("evenstride-a")).toEqual(FIRST_LOG);
  expect(await layoutOf("evenstride")).toEqual(FIRST_CONTROL);
});

test("stored values come back as they went in: text that looks like a date stays text (SURVIVE 38)", async () => {
  const body = {
    at: "2026-11-21T10:00:00.000Z",
    on: "2026-11-21",
    n: "007",
    nothing: null,
    list: [1, "2", [true]],
  };
  await append(logShelf(null), [draft(body)], here);
  expect((await readLog(logShelf(null))).pending[0]?.body).toEqual(body);
});

test("stamps of two tabs that write at once never collide", async () => {
  const tabs = [logShelf(null), logShelf(null), logShelf(null)];
  await Promise.all(tabs.flatMap((tab) => [1, 2, 3, 4].map(() => append(tab, [draft(), draft()], here))));
  const { pending } = await readLog(logShelf(null));
  expect(new Set(pending.map((entry) => entry.hlc)).size).toBe(24);
});

test.each([
  [
    "at once",
    () => {
      throw new DOMException("no room", "QuotaExceededError");
    },
  ],
  ["later", (store: IDBObjectStore, entry: { id: string }) => store.add(entry)],
])(
  "an entry that fails %s leaves nothing of what was written with it, and the writer hears it",
  async (_, fails) => {
    const shelf = logShelf(null);
    const [there] = await append(shelf, [draft()], here);
    const before = await shelf.read(["meta"], clockOf);
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value) {
      return value.id === there?.id ? fails(this, value) : put.call(this, value);
    });
    const writing = append(shelf, [draft(), { ...draft(), id: there?.id ?? "" }, draft()], here);
    await expect(writing).rejects.toThrow();
    expect((await readLog(shelf)).pending).toEqual([there]);
    expect(await shelf.read(["meta"], clockOf)).toEqual(before);
  },
);

test("a phone without room says so, also where the browser ends a transaction that it commits for no cause", async () => {
  const shelf = logShelf(null);
  const [there] = await append(shelf, [draft()], here);
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value) {
    if (this.name !== "pending") return put.call(this, value);
    const refused = this.add(there);
    const { transaction } = this;
    let ended = false;
    transaction.addEventListener("abort", () => {
      ended = true;
    });
    const told = (error: () => DOMException | null) => ({ get: error, set: () => {} });
    const unknown = () => (ended ? new DOMException("", "UnknownError") : null);
    Object.defineProperty(
      refused,
      "error",
      told(() => new DOMException("no room", "QuotaExceededError")),
    );
    Object.defineProperty(transaction, "error", told(unknown));
    return refused;
  });
  const failure = await append(shelf, [draft()], here).catch((error: unknown) => error);
  expect(isFull(failure)).toBe(true);
});

test("waiting entries come in the order of their stamps, however many, also those that share a stamp", async () => {
  const shelf = logShelf(null);
  const entries = await append(
    shelf,
    Array.from({ length: 1203 }, () => draft()),
    here,
  );
  // The 500th to the 503rd share a stamp: a batch of 500 ends among them.
  const shared = entries[499]?.hlc ?? "";
  const ids = entries.map((entry) => entry.id);
  await shelf.write(["pending"], async ({ pending }) => {
    for (const entry of entries.slice(500, 503)) await pending.put({ ...entry, hlc: shared });
  });
  const all = await waiting(shelf, () => true, 5000);
  expect(all.map((entry) => entry.hlc)).toEqual(all.map((entry) => entry.hlc).sort());
  expect(all.map((entry) => entry.id).sort()).toEqual([...ids].sort());
  expect((await waiting(shelf, (entry) => ids.indexOf(entry.id) >= 1000, 200)).map(({ id }) => id)).toEqual(
    ids.slice(1000, 1200),
  );
});

test("an empty list of pages is an empty log", () => {
  expect(rowsOf([])).toEqual([]);
});
