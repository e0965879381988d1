/** The database as browsers break it. */

import Dexie from "dexie";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isFull, LogDb, logShelf, type Shelf, whyClosed } from "./db";
import { newDevice, newId } from "./ids";
import { append, readLog, rowsOf } from "./log";
import type { WhyClosed } from "./shapes";

let shelf: Shelf;
let said: (WhyClosed | null)[];

beforeEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  said = [];
  shelf = logShelf(null, (why) => said.push(why));
});

afterEach(() => shelf.close());

const draft = (body: Record<string, unknown> = {}) => ({
  id: newId(1),
  record: "r",
  kind: "mood_noted",
  v: 1,
  body,
});
const here = { device: newDevice(), nowMs: 1_795_000_000_000 };

async function pendingIds(of: Shelf): Promise<string[]> {
  return (await readLog(of)).pending.map((entry) => entry.id);
}

test.each(["InvalidStateError", "UnknownError"])(
  "a handle that dies of %s at the first write after the background is reopened, and the set saved (33)",
  async (name) => {
    const [before] = await append(shelf, [draft()], here);
    let deaths = 1;
    const after = draft();
    await shelf.run(async (db) => {
      const { transaction } = db;
      db.transaction = ((...args: Parameters<typeof transaction>) => {
        if (deaths-- > 0) throw new DOMException("connection to the database server lost", name);
        return transaction.apply(db, args);
      }) as typeof transaction;
    });
    await append(shelf, [after], here);
    expect(await pendingIds(shelf)).toEqual([before?.id, after.id]);
  },
);

test("a handle the browser has closed behind our back is reopened (33)", async () => {
  await append(shelf, [draft()], here);
  await shelf.run(async (db) => db.backendDB().close());
  await append(shelf, [draft()], here);
  expect((await pendingIds(shelf)).length).toBe(2);
});

test("an error that stays is not tried for ever", async () => {
  let tries = 0;
  const fail = () => {
    tries++;
    throw new DOMException("lost", "UnknownError");
  };
  await expect(shelf.run(fail)).rejects.toThrow("lost");
  expect(tries).toBe(2);
});

test("a full disk is no dead handle: it is said at once", async () => {
  let tries = 0;
  const fail = () => {
    tries++;
    throw new DOMException("no room", "QuotaExceededError");
  };
  const error = await shelf.run(fail).catch((one: unknown) => one);
  expect(isFull(error)).toBe(true);
  expect(tries).toBe(1);
});

test("when another tab upgrades the database, this one lets go of it and says so (35)", async () => {
  await append(shelf, [draft()], here);
  class Newer extends Dexie {
    constructor() {
      super("evenstride-guest");
      this.version(2).stores({ pending: "id,hlc", pages: "first", meta: "key", extra: "id" });
    }
  }
  const newer = new Newer();
  await newer.open();
  expect(said.at(-1)).toBe("outdated");
  const error = await append(shelf, [draft()], here).catch((one: unknown) => one);
  expect(whyClosed(error)).toBe("outdated");
  newer.close();
});

test("opening behind another tab's older version says so, and goes on once that tab is gone (35)", async () => {
  class Stubborn extends Dexie {
    constructor() {
      super("evenstride-guest");
      this.version(0.1).stores({ old: "id" });
      this.on("versionchange", () => false);
    }
  }
  const old = new Stubborn();
  await old.open();
  const opened = shelf.run(async () => "open");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(said).toEqual(["blocked"]);
  old.close();
  expect(await opened).toBe("open");
  expect(said).toEqual(["blocked", null]);
});

test("a browser without IndexedDB is named as such", async () => {
  Dexie.dependencies.indexedDB = undefined as unknown as IDBFactory;
  const error = await logShelf(null)
    .run(async () => 1)
    .catch((one: unknown) => one);
  expect(whyClosed(error)).toBe("no_storage");
});

test("every write asks for strict durability", async () => {
  const asked = vi.spyOn(IDBDatabase.prototype, "transaction");
  await append(shelf, [draft()], here);
  const writes = asked.mock.calls.filter(([, mode]) => mode === "readwrite");
  expect(writes.map(([, , options]) => options)).toEqual([{ durability: "strict" }]);
  asked.mockRestore();
});

test("stored values come back as they went in: text that looks like a date stays text (38)", async () => {
  const body = {
    at: "2026-11-21T10:00:00.000Z",
    on: "2026-11-21",
    n: "007",
    nothing: null,
    list: [1, "2", [true]],
  };
  await append(shelf, [draft(body)], here);
  expect((await readLog(logShelf(null))).pending[0]?.body).toEqual(body);
});

test("stamps of two tabs that write at once never collide", async () => {
  const tabs = [shelf, logShelf(null), logShelf(null)];
  await Promise.all(tabs.flatMap((tab) => [1, 2, 3, 4].map(() => append(tab, [draft(), draft()], here))));
  const { pending } = await readLog(shelf);
  expect(new Set(pending.map((entry) => entry.hlc)).size).toBe(24);
});

test("an empty list of pages is an empty log", () => {
  expect(rowsOf([])).toEqual([]);
});

test("the log's tables are the ones its readers know", () => {
  expect(new LogDb("x").tables.map((table) => table.name).sort()).toEqual(["meta", "pages", "pending"]);
});
