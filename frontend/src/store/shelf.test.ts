/** The database as browsers break it. Numbers are those of the list of failures to survive. */

import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";
import { unwrap } from "idb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LogShelf, logShelf } from "./db";
import { newDevice, newId } from "./ids";
import { append, readLog } from "./log";
import type { WhyClosed } from "./shapes";
import { isFull, whyClosed } from "./shelf";

let shelf: LogShelf;
let said: (WhyClosed | null)[];

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  said = [];
  shelf = logShelf(null, (why) => said.push(why));
});

afterEach(() => {
  shelf.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const here = { device: newDevice(), nowMs: 1_795_000_000_000 };
const draft = () => ({ id: newId(1), record: "r", kind: "mood_noted", v: 1, body: {} });
const fact = { key: "signedOut", value: true };

async function pendingIds(of: LogShelf): Promise<string[]> {
  return (await readLog(of)).pending.map((entry) => entry.id);
}

/** The native handle that `work` uses. */
async function handleOf(work: () => Promise<unknown>): Promise<IDBDatabase> {
  const used = vi.spyOn(IDBDatabase.prototype, "transaction");
  await work();
  const handle = used.mock.contexts.at(-1);
  used.mockRestore();
  return handle as IDBDatabase;
}

/** A database as an app of that version has it, with a handle on it. */
function openedAs(version: number, upgrade: (db: IDBDatabase) => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("evenstride-guest", version);
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const deaths = ["InvalidStateError", "UnknownError", "AbortError", "TransactionInactiveError"];

test.each(deaths)(
  "a handle that dies of %s at the first write after the background is reopened, and the set saved (SURVIVE 33)",
  async (name) => {
    const [before] = await append(shelf, [draft()], here);
    const after = draft();
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementationOnce(() => {
      throw new DOMException("Connection to Indexed Database server lost. Refresh the page", name);
    });
    await append(shelf, [after], here);
    expect(await pendingIds(shelf)).toEqual([before?.id, after.id]);
  },
);

test.each(deaths)(
  "a handle that dies of %s in the middle of a write loses nothing of it (SURVIVE 33)",
  async (name) => {
    const drafts = [draft(), draft()];
    await pendingIds(shelf);
    const { put } = IDBObjectStore.prototype;
    let puts = 0;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value) {
      if (++puts === 2) throw new DOMException("lost", name);
      return put.call(this, value);
    });
    await append(shelf, drafts, here);
    expect(await pendingIds(shelf)).toEqual(drafts.map((one) => one.id));
  },
);

test("a handle the browser has closed behind our back is reopened (SURVIVE 33)", async () => {
  const handle = await handleOf(() => append(shelf, [draft()], here));
  handle.close();
  await append(shelf, [draft()], here);
  expect((await pendingIds(shelf)).length).toBe(2);
});

test("a handle the browser closes and says so is not even tried again (SURVIVE 33)", async () => {
  const handle = await handleOf(() => append(shelf, [draft()], here));
  forceCloseDatabase(handle as unknown as Parameters<typeof forceCloseDatabase>[0]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const tried = vi.spyOn(IDBDatabase.prototype, "transaction");
  await append(shelf, [draft()], here);
  expect(tried).toHaveBeenCalledTimes(1);
  expect((await pendingIds(shelf)).length).toBe(2);
});

test("writes that find the same handle dead do not take the new one from each other (SURVIVE 33)", async () => {
  const handle = await handleOf(() => append(shelf, [draft()], here));
  handle.close();
  const opened = vi.spyOn(IDBFactory.prototype, "open");
  await Promise.all(Array.from({ length: 8 }, () => append(shelf, [draft()], here)));
  expect((await pendingIds(shelf)).length).toBe(9);
  expect(opened).toHaveBeenCalledTimes(1);
});

test("a failure without any error, as Safari has it, is tried once more", async () => {
  let tries = 0;
  const fail = async () => {
    if (++tries === 1) throw null;
    return "saved";
  };
  expect(await shelf.read(["meta"], fail)).toBe("saved");
});

test("a handle that dies without a word is given up, and the write done on a new one (SURVIVE 33)", async () => {
  const [before] = await append(shelf, [draft()], here);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const transactions = IDBTransaction.prototype as unknown as { _start(): void };
  const silent = vi.spyOn(transactions, "_start").mockImplementation(() => {});
  const after = draft();
  const writing = append(shelf, [after], here);
  await vi.waitFor(() => expect(silent).toHaveBeenCalled());
  silent.mockRestore();
  await vi.advanceTimersByTimeAsync(29_000);
  await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  await writing;
  expect(await pendingIds(shelf)).toEqual([before?.id, after.id]);
});

test("an error that stays is not tried for ever", async () => {
  let tries = 0;
  const fail = async () => {
    tries++;
    throw new DOMException("lost", "UnknownError");
  };
  await expect(shelf.write(["meta"], fail)).rejects.toThrow("lost");
  expect(tries).toBe(2);
});

test("a full disk is no dead handle: it is said at once", async () => {
  let tries = 0;
  const fail = async () => {
    tries++;
    throw new DOMException("no room", "QuotaExceededError");
  };
  const error = await shelf.write(["meta"], fail).catch((one: unknown) => one);
  expect(isFull(error)).toBe(true);
  expect(tries).toBe(1);
});

test("a disk found full in the middle of a write is said to be full, not that the write was broken off", async () => {
  let tries = 0;
  const error = await shelf
    .write(["meta"], async ({ meta }) => {
      tries++;
      await meta.put(fact);
      const more = [meta.put({ ...fact, key: "a" }), meta.put({ ...fact, key: "b" })];
      const tx = unwrap(meta.transaction) as unknown as { _abort(name: string): void };
      tx._abort("QuotaExceededError");
      await Promise.all(more);
    })
    .catch((one: unknown) => one);
  expect(isFull(error)).toBe(true);
  expect(tries).toBe(1);
});

test("work that fails half-way has written nothing", async () => {
  const fail = async () => {
    await shelf.write(["meta"], async ({ meta }) => {
      await meta.put(fact);
      throw new Error("power cut");
    });
  };
  await expect(fail()).rejects.toThrow("power cut");
  expect(await shelf.read(["meta"], ({ meta }) => meta.getAll())).toEqual([]);
});

test("work that waits for anything but its stores is found out", async () => {
  const dawdle = shelf.write(["meta"], async ({ meta }) => {
    await meta.put(fact);
    await new Promise((resolve) => setTimeout(resolve, 30));
  });
  await expect(dawdle).rejects.toThrow("waited for something else");
});

test("a full disk at the opening is named as such, and leaves no error unheard", async () => {
  vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
    throw new DOMException("no room", "QuotaExceededError");
  });
  const error = await pendingIds(shelf).catch((one: unknown) => one);
  expect(whyClosed(error)).toBe("full");
});

test("an opening that failed is tried anew by the next use", async () => {
  vi.spyOn(IDBFactory.prototype, "open").mockImplementationOnce(() => {
    throw new DOMException("no room", "QuotaExceededError");
  });
  await expect(pendingIds(shelf)).rejects.toThrow("no room");
  expect(await pendingIds(shelf)).toEqual([]);
});

test("when another tab upgrades the database, this one lets go of it and says so (SURVIVE 35)", async () => {
  await append(shelf, [draft()], here);
  const newer = await openedAs(11, (db) => db.createObjectStore("extra"));
  expect(said.at(-1)).toBe("outdated");
  const error = await append(shelf, [draft()], here).catch((one: unknown) => one);
  expect(whyClosed(error)).toBe("outdated");
  newer.close();
});

test("a database that a newer version of the app has made is left alone, and named as such (SURVIVE 35)", async () => {
  (await openedAs(11, (db) => db.createObjectStore("extra"))).close();
  const error = await append(shelf, [draft()], here).catch((one: unknown) => one);
  expect(whyClosed(error)).toBe("newer");
});

test("opening behind another tab's older version says so, and goes on once that tab is gone (SURVIVE 35)", async () => {
  const old = await openedAs(1, (db) => db.createObjectStore("old"));
  const opened = pendingIds(shelf);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(said).toEqual(["blocked"]);
  old.close();
  expect(await opened).toEqual([]);
  expect(said).toEqual(["blocked", null]);
});

test("an opening that takes too long is said, and so is its end", async () => {
  const old = await openedAs(1, (db) => db.createObjectStore("old"));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const opened = pendingIds(shelf);
  await vi.advanceTimersByTimeAsync(7999);
  expect(said).not.toContain("slow");
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toContain("slow");
  vi.useRealTimers();
  old.close();
  expect(await opened).toEqual([]);
  expect(said.at(-1)).toBeNull();
});

test("a page put aside to be shown again lets go of its handle, and writes again when it is shown", async () => {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  const handle = await handleOf(() => append(shelf, [draft()], here));
  const close = vi.spyOn(handle, "close");
  page.dispatchEvent(Object.assign(new Event("pagehide"), { persisted: true }));
  await vi.waitFor(() => expect(close).toHaveBeenCalled());
  await append(shelf, [draft()], here);
  expect((await pendingIds(shelf)).length).toBe(2);
});

test("a page put aside in the middle of a write takes it back, and does it again on a new handle", async () => {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  const aborted = vi.spyOn(IDBTransaction.prototype, "abort");
  const putAside = () => page.dispatchEvent(Object.assign(new Event("pagehide"), { persisted: true }));
  let tries = 0;
  await shelf.write(["meta"], async ({ meta }) => {
    tries++;
    await meta.put({ key: "before", value: tries });
    if (tries === 1) putAside();
    await meta.put(fact);
  });
  expect(aborted.mock.calls.length).toBeGreaterThan(0);
  expect(tries).toBe(2);
  expect(await shelf.read(["meta"], ({ meta }) => meta.getAll())).toEqual([
    { key: "before", value: 2 },
    fact,
  ]);
});

test("what has asked for everything is left to the browser: put aside or not, it is written", async () => {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  const aborted = vi.spyOn(IDBTransaction.prototype, "abort");
  const committed = vi.spyOn(IDBTransaction.prototype, "commit").mockImplementation(() => {
    page.dispatchEvent(Object.assign(new Event("pagehide"), { persisted: true }));
  });
  await shelf.write(["meta"], async ({ meta }) => void (await meta.put(fact)));
  expect(committed).toHaveBeenCalledTimes(1);
  committed.mockRestore();
  expect(await shelf.read(["meta"], ({ meta }) => meta.getAll())).toEqual([fact]);
  expect(aborted).not.toHaveBeenCalled();
});

test("a browser without IndexedDB is named as such", async () => {
  vi.stubGlobal("indexedDB", undefined);
  const error = await pendingIds(shelf).catch((one: unknown) => one);
  expect(whyClosed(error)).toBe("no_storage");
});

test("every write asks for strict durability", async () => {
  const asked = vi.spyOn(IDBDatabase.prototype, "transaction");
  await append(shelf, [draft()], here);
  const writes = asked.mock.calls.filter(([, mode]) => mode === "readwrite");
  expect(writes.map(([, , options]) => options)).toEqual([{ durability: "strict" }]);
});
