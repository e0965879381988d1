/** How confirmed rows are kept. */

import { IDBFactory } from "fake-indexeddb";
import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import { applyChange } from "./confirm";
import { type LogShelf, logShelf, putMeta } from "./db";
import { newDevice } from "./ids";
import { append, placeIn, readLog } from "./log";
import { type Change, type Problem, type Row, START } from "./shapes";

const here = { device: newDevice(), nowMs: 1_795_000_000_000, whyNoNewStamps: (): Problem | null => null };
const EPOCH = "0123456789abcdef";
const CHAIN = "c".repeat(32);

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
});

function rowAt(seq: number, over: Partial<Row> = {}): Row {
  const id = `id${seq}`;
  return {
    id,
    record: `r${seq}`,
    kind: "mood_noted",
    v: 1,
    hlc: `00000000000${seq % 10}-0000-${EPOCH}`,
    body: {},
    seq,
    ...over,
  };
}

async function read(shelf: LogShelf, rows: Row[], more: Partial<Change> = {}, taking = here) {
  const from = await placeIn(shelf);
  const page = { rows, to: { epoch: EPOCH, cursor: from.cursor + rows.length, chain: CHAIN } };
  const change: Change = {
    from,
    offsetMs: 0,
    page,
    reset: false,
    refused: [],
    erased: [],
    conflicts: [],
    ahead: [],
  };
  return await applyChange(shelf, { ...change, ...more }, taking);
}

test("pages of any size are kept whole and in order, in few and never too large pieces", async () => {
  const sizes = fc.array(
    fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 200, max: 1000 })),
    {
      maxLength: 14,
    },
  );
  const kept = async (pages: number[]) => {
    const shelf = logShelf(crypto.randomUUID());
    let last = 0;
    for (const size of pages) {
      await read(
        shelf,
        Array.from({ length: size }, (_, at) => rowAt(last + 1 + at)),
      );
      last += size;
    }
    const stored = await shelf.read(["pages"], ({ pages }) => pages.getAll());
    expect((await readLog(shelf)).rows.map((row) => row.seq)).toEqual(
      Array.from({ length: last }, (_, at) => at + 1),
    );
    for (const page of stored) expect(page.count).toBeLessThanOrEqual(1000);
    expect(stored.length).toBeLessThanOrEqual(2 * Math.ceil(last / 1000) + 12);
  };
  await fc.assert(fc.asyncProperty(sizes, kept), { numRuns: 25 });
});

test("of two answers to the same question from two tabs one is taken", async () => {
  const shelf = logShelf(null);
  const from = await placeIn(shelf);
  expect((await read(shelf, [rowAt(1)], { from })).read).toBe(true);
  expect((await read(shelf, [rowAt(2)], { from })).read).toBe(false);
  expect((await readLog(shelf)).rows).toEqual([rowAt(1)]);
});

test("a page read from the start does not follow rows that another tab's reset has yet to offer", async () => {
  const shelf = logShelf(null);
  await read(shelf, [rowAt(1)]);
  const write = shelf.write.bind(shelf);
  const reset = () => write(["meta"], (db) => putMeta(db, "place", START));
  const spy = vi.spyOn(shelf, "write");
  spy.mockImplementationOnce(write).mockImplementationOnce(async (names, work) => {
    await reset();
    return await write(names, work);
  });
  const to = { epoch: EPOCH, cursor: 1, chain: CHAIN };
  expect(await read(shelf, [], { from: START, page: { rows: [rowAt(1)], to } })).toMatchObject({
    read: false,
  });
  spy.mockRestore();
  expect(await read(shelf, [rowAt(1)])).toMatchObject({ read: true });
  const { rows, pending } = await readLog(shelf);
  expect([rows.map((row) => row.id), pending]).toEqual([["id1"], []]);
});

test("a reset turns everything read, other phones' entries too, into work that waits, stamps untouched (SURVIVE 7)", async () => {
  const shelf = logShelf(null);
  await read(shelf, [rowAt(1), rowAt(2)]);
  const [mine] = await append(shelf, [{ id: "mine", record: "m", kind: "mood_noted", v: 1, body: {} }], here);
  await read(shelf, [], { page: null, reset: true });
  const { rows, pending } = await readLog(shelf);
  expect(rows).toEqual([]);
  expect(pending.map(({ id, hlc }) => [id, hlc])).toEqual([
    ["id1", rowAt(1).hlc],
    ["id2", rowAt(2).hlc],
    ["mine", mine?.hlc],
  ]);
  expect(await placeIn(shelf)).toEqual(START);
});

/** Counts each transaction's puts; `power` may cut it before one. */
function watchPuts(power: (puts: number) => void = () => {}): Map<IDBTransaction, number> {
  const { put } = IDBObjectStore.prototype;
  const counts = new Map<IDBTransaction, number>();
  let puts = 0;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value) {
    power(++puts);
    counts.set(this.transaction, (counts.get(this.transaction) ?? 0) + 1);
    return put.call(this, value);
  });
  return counts;
}

async function longLog(): Promise<LogShelf> {
  const shelf = logShelf(crypto.randomUUID());
  for (const start of [0, 1000, 2000]) {
    await read(
      shelf,
      Array.from({ length: 1000 }, (_, at) => rowAt(start + at + 1)),
    );
  }
  return shelf;
}

const idsIn = async (shelf: LogShelf) => {
  const { rows, pending } = await readLog(shelf);
  return [...rows, ...pending].map((entry) => entry.id).sort();
};

test("a reset of a long log is many small writes, so that a set logged meanwhile does not wait for all of it", async () => {
  const shelf = await longLog();
  const before = await idsIn(shelf);
  const counts = watchPuts();
  await read(shelf, [], { page: null, reset: true });
  vi.restoreAllMocks();
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(1003);
  expect((await readLog(shelf)).rows).toEqual([]);
  expect(await idsIn(shelf)).toEqual(before);
});

test.each([1, 2, 500, 1500, 2999])(
  "a reset that is broken off at its write no. %i loses and doubles nothing, and the next answer ends it",
  async (at) => {
    const shelf = await longLog();
    const before = await idsIn(shelf);
    watchPuts((puts) => {
      if (puts === at) throw new Error("power cut");
    });
    await expect(read(shelf, [], { page: null, reset: true })).rejects.toThrow("power cut");
    vi.restoreAllMocks();
    expect(await idsIn(shelf)).toEqual(before);
    if ((await placeIn(shelf)).cursor > 0) await read(shelf, [], { page: null, reset: true });
    await read(shelf, [rowAt(7, { seq: 1 })]);
    const { rows, pending } = await readLog(shelf);
    expect(rows.map((row) => row.id)).toEqual(["id7"]);
    expect(pending.length).toBe(2999);
    expect(pending.every((entry) => entry.settled)).toBe(true);
    expect(await idsIn(shelf)).toEqual(before);
  },
);

test("new stamps go to our own entries only, in their order, after the last confirmed one", async () => {
  const shelf = logShelf(null);
  await read(shelf, [rowAt(1)]);
  await read(shelf, [], { page: null, reset: true });
  const ahead = { ...here, nowMs: here.nowMs + 1e10 };
  const drafts = ["a", "b"].map((id) => ({ id, record: id, kind: "mood_noted", v: 1, body: {} }));
  await read(shelf, [], { ahead: await append(shelf, drafts, ahead) });
  const { pending } = await readLog(shelf);
  expect(pending.map((entry) => entry.id)).toEqual(["id1", "a", "b"]);
  expect(pending[0]?.hlc).toBe(rowAt(1).hlc);
  expect(Number.parseInt(pending[2]?.hlc.slice(0, 12) ?? "", 16)).toBe(here.nowMs);
});

test("a stamp that another tab has replaced already is not replaced again, whatever was said of it", async () => {
  const shelf = logShelf(null);
  const drafts = ["a", "b"].map((id) => ({ id, record: id, kind: "mood_noted", v: 1, body: {} }));
  const ahead = await append(shelf, drafts, { ...here, nowMs: here.nowMs + 1e10 });
  expect(await read(shelf, [], { ahead, offsetMs: 9 })).toMatchObject({ reshaped: true });
  const { pending } = await readLog(shelf);
  expect(await read(shelf, [], { ahead, offsetMs: 2 })).toMatchObject({ reshaped: false });
  expect((await readLog(shelf)).pending).toEqual(pending);
});

test("whether all that waits can be stamped anew is asked when it is done, not when the answer comes", async () => {
  const shelf = logShelf(null);
  const draft = { id: "a", record: "a", kind: "mood_noted", v: 1, body: {} };
  const ahead = await append(shelf, [draft], { ...here, nowMs: here.nowMs + 1e10 });
  let why: Problem | null = null;
  const write = shelf.write.bind(shelf);
  const spy = vi.spyOn(shelf, "write").mockImplementation(async (names, work) => {
    why = "storage_full";
    return await write(names, work);
  });
  const taking = { ...here, whyNoNewStamps: () => why };
  const setAside = [{ id: "b", hlc: ahead[0]?.hlc as string }];
  for (const refused of [ahead, setAside])
    expect(await read(shelf, [], { ahead: refused }, taking)).toMatchObject({
      held: "storage_full",
      reshaped: false,
    });
  spy.mockRestore();
  expect((await readLog(shelf)).pending).toEqual(ahead);
  why = null;
  expect(await read(shelf, [], { ahead }, taking)).toMatchObject({ held: null, reshaped: true });
});

test("an answer that came after another tab has read on gives no new stamps, and holds nobody up", async () => {
  const shelf = logShelf(null);
  const draft = { id: "a", record: "a", kind: "mood_noted", v: 1, body: {} };
  const ahead = await append(shelf, [draft], { ...here, nowMs: here.nowMs + 1e10 });
  const from = await placeIn(shelf);
  await read(shelf, [rowAt(1)]);
  const taking = { ...here, whyNoNewStamps: (): Problem | null => "storage_full" };
  const late = { read: false, held: null, reshaped: false };
  for (const tab of [here, taking]) expect(await read(shelf, [], { from, ahead }, tab)).toMatchObject(late);
  expect((await readLog(shelf)).pending).toEqual(ahead);
});

test("what waits though later entries are confirmed keeps its stamp, so that those still win", async () => {
  const shelf = logShelf(null);
  const drafts = ["refused", "later"].map((id) => ({ id, record: "r", kind: "mood_noted", v: 1, body: {} }));
  const [refused, later] = await append(shelf, drafts, here);
  await read(shelf, [rowAt(1, later)]);
  const draft = { id: "ahead", record: "s", kind: "mood_noted", v: 1, body: {} };
  const ahead = await append(shelf, [draft], { ...here, nowMs: here.nowMs + 1e10 });
  await read(shelf, [], { ahead });
  const { pending } = await readLog(shelf);
  expect(pending.map((entry) => entry.id)).toEqual(["refused", "ahead"]);
  expect(pending[0]?.hlc).toBe(refused?.hlc);
  const last = later?.hlc as string;
  expect(pending[1]?.hlc).toBe(last.replace("-0001-", "-0002-"));
});

test("what an erasure has blanked here is no second entry when the server still has its body", async () => {
  const shelf = logShelf(null);
  await read(shelf, [rowAt(1, { body: null }), rowAt(2)]);
  await read(shelf, [], { page: null, reset: true });
  await read(shelf, [rowAt(1, { body: { note: "x" } })]);
  await read(shelf, [], { conflicts: ["id2"] });
  const { rows, pending } = await readLog(shelf);
  expect(rows.map((row) => row.id)).toEqual(["id1"]);
  expect(pending.map(({ id, record, hlc }) => [id === "id2", record, hlc])).toEqual([
    [false, "r2", rowAt(2).hlc],
  ]);
});

test("an erasure takes every version's body off the phone, waiting ones too, and nothing else (SURVIVE 32)", async () => {
  const shelf = logShelf(null);
  const version = { record: "secret", body: { note: "x" } };
  await read(shelf, [
    rowAt(1, version),
    rowAt(2),
    rowAt(3, version),
    rowAt(4, { record: "secret", kind: "other" }),
  ]);
  await append(
    shelf,
    [{ id: "late", record: "secret", kind: "mood_noted", v: 1, body: { note: "y" } }],
    here,
  );
  const body = { kind: "mood_noted", record: "secret", erased_at: 5 };
  await read(shelf, [rowAt(5, { kind: "record_erased", record: "erase:x", body })]);
  const { rows, pending } = await readLog(shelf);
  expect(rows.map((row) => row.body)).toEqual([null, {}, null, {}, body]);
  expect(pending).toEqual([]);
});

test("an erased setting may be chosen again", async () => {
  const shelf = logShelf(null);
  const setting = { kind: "setting_changed", record: "setting:sex" };
  const erased_at = 3;
  await read(shelf, [
    rowAt(2 - 1, { ...setting, hlc: `000000000002-0000-${EPOCH}` }),
    rowAt(2, { kind: "record_erased", record: "erase:x", body: { ...setting, erased_at } }),
  ]);
  await append(shelf, [{ id: "again", ...setting, v: 1, body: { key: "sex", value: "f" } }], here);
  await read(shelf, [rowAt(3)]);
  const { rows, pending } = await readLog(shelf);
  expect(rows[0]?.body).toBeNull();
  expect(pending.map((entry) => entry.id)).toEqual(["again"]);
});

test("what the server lost and says it has erased does not stay here either (SURVIVE 32)", async () => {
  const shelf = logShelf(null);
  await append(shelf, [{ id: "gone", record: "r", kind: "mood_noted", v: 1, body: {} }], here);
  await read(shelf, [], { erased: ["gone"] });
  expect((await readLog(shelf)).pending).toEqual([]);
});
