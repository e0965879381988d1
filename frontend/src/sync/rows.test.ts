/** Rows and ids: what pages may and may not do to the log. Numbers are those of the list of failures to survive. */

import { beforeEach, expect, test, vi } from "vitest";
import { append, placeIn } from "../store/log";
import { emptyMemory, remember } from "../store/memory";
import type { Row } from "../store/shapes";
import { ids, Phone, readOn, waitingOn, writeMany } from "./testing/phone";
import { ModelServer } from "./testing/server";

let timeMs: number;
let server: ModelServer;
let phone: Phone;
let other: Phone;

beforeEach(() => {
  timeMs = 1_795_000_000_000;
  server = new ModelServer(() => timeMs);
  phone = new Phone(server, () => timeMs);
  other = new Phone(server, () => timeMs);
});

test("killed between receiving a page and storing it, no row is skipped (SURVIVE 4)", async () => {
  const written = await writeMany(other, 5);
  await other.sync();
  await expect(phone.syncWith({ absorb: () => Promise.reject(new Error("killed")) })).rejects.toThrow(
    "killed",
  );
  expect((await placeIn(phone.shelf)).cursor).toBe(0);
  await phone.sync();
  expect(await readOn(phone)).toEqual(ids(written));
});

test("killed between storing the rows and the cursor, neither is stored (SURVIVE 4)", async () => {
  await writeMany(other, 5);
  await other.sync();
  const mine = await phone.write("mine", 1);
  const { put } = IDBObjectStore.prototype;
  const dying = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value,
  ) {
    if (this.name === "pages") throw new Error("power cut");
    return put.call(this, value);
  });
  await expect(phone.sync()).rejects.toThrow("power cut");
  expect((await placeIn(phone.shelf)).cursor).toBe(0);
  expect(await waitingOn(phone)).toEqual([mine.id]);
  dying.mockRestore();
  expect(await phone.sync()).toBeNull();
  expect((await readOn(phone)).length).toBe(6);
});

test.each([
  ["overlaps what is read", (rows: Row[]) => rows.map((row) => ({ ...row, seq: row.seq - 1 }))],
  ["has a gap before it", (rows: Row[]) => rows.map((row) => ({ ...row, seq: row.seq + 1 }))],
  ["has a gap inside", (rows: Row[]) => rows.map((row, at) => ({ ...row, seq: row.seq + (at > 1 ? 1 : 0) }))],
  ["says one row twice", (rows: Row[]) => rows.map((row, at) => (at === 2 ? (rows[1] as Row) : row))],
])("an answer that %s is dropped whole and the cursor stays (SURVIVE 5)", async (_, twist) => {
  await writeMany(other, 2);
  await other.sync();
  await phone.sync();
  await writeMany(other, 4);
  await other.sync();
  const stop = await phone.syncWith({ tamper: (answer) => ({ ...answer, rows: twist(answer.rows) }) });
  expect(stop?.problem).toBe("server_trouble");
  expect((await placeIn(phone.shelf)).cursor).toBe(2);
  expect((await readOn(phone)).length).toBe(2);
  expect(await phone.sync()).toBeNull();
  expect((await readOn(phone)).length).toBe(6);
});

test("a row of a kind or version this build does not know is kept, and what follows is applied (SURVIVE 6)", async () => {
  const first = await other.write("a", 1);
  await other.write("b", 2);
  const third = await other.write("c", 3);
  await other.sync();
  const later = (rows: Row[]) =>
    rows.map((row) =>
      row.seq === 1 ? { ...row, kind: "mood_noted", fresh: "field" } : row.seq === 2 ? { ...row, v: 9 } : row,
    );
  await phone.syncWith({ tamper: (answer) => ({ ...answer, rows: later(answer.rows) }) });
  const { rows } = await phone.log();
  expect(rows.map(({ id, kind, v }) => [id, kind, v])).toContainEqual([first.id, "mood_noted", 1]);
  const memory = emptyMemory();
  for (const row of rows) remember(memory, row, timeMs);
  expect([...memory.entries.keys()]).toEqual([third.id]);
});

test("an answer lost again and again, from two tabs at once, leaves one row for each entry (SURVIVE 13)", async () => {
  const written = await writeMany(phone, 9);
  const lost = ["answer_lost"] as const;
  await Promise.all([1, 2, 3, 4, 5].map((tab) => phone.sync(lost, tab % 2 ? phone.open() : phone.shelf)));
  expect(await waitingOn(phone)).toEqual(ids(written));
  await Promise.all([phone.sync(), phone.sync([], phone.open())]);
  expect(ids(server.rows)).toEqual(ids(written));
  expect(await waitingOn(phone)).toEqual([]);
});

test("one id for two entries: both survive, ours under a new id and stamp (SURVIVE 14)", async () => {
  const theirs = await other.write("a", 1);
  await other.sync();
  const ours = { ...theirs, body: { ...theirs.body, value: 2 } };
  await append(phone.shelf, [ours], { device: phone.device, nowMs: timeMs });
  expect(await phone.sync()).toBeNull();
  expect(server.rows.map((row) => row.body?.value)).toEqual([1, 2]);
  expect(new Set(ids(server.rows)).size).toBe(2);
  expect(await waitingOn(phone)).toEqual([]);
  expect(server.rows[1]?.hlc.endsWith(phone.device)).toBe(true);
});
