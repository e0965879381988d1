/** Clocks that are wrong: logging is never blocked, and order holds. */

import { beforeEach, expect, test } from "vitest";
import { hlcText, stampOf, tick } from "../store/clock";
import { bare } from "../store/log";
import { HLC_TEXT } from "../training/entries";
import { Phone } from "./testing/phone";
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

const DAY_MS = 24 * 3_600_000;

test("a phone a year ahead logs on, keeps its order, and stores nothing more than a day ahead (SURVIVE 24)", async () => {
  await phone.write("a", 0);
  await phone.sync();
  phone.skewMs = 365 * DAY_MS;
  for (let day = 1; day <= 7; day++) {
    timeMs += DAY_MS;
    await phone.write("a", day);
    expect(await phone.sync(day === 3 ? ["lost"] : [])).toEqual(
      day === 3 ? { problem: "offline", retryAfterS: null } : null,
    );
  }
  phone.skewMs = 0;
  await phone.write("a", 99);
  expect(await phone.sync()).toBeNull();
  const rows = [...server.rows].sort((a, b) => (a.hlc < b.hlc ? -1 : 1));
  expect(rows.map((row) => row.body?.value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 99]);
  for (const row of rows) expect(stampOf(row.hlc).ms).toBeLessThanOrEqual(timeMs + DAY_MS);
  expect((await phone.log()).rows).toEqual(server.rows.map(bare));
});

test("a phone forty days behind that has seen the newer version wins with its edit (SURVIVE 25)", async () => {
  await other.write("a", 1);
  await other.sync();
  phone.skewMs = -40 * DAY_MS;
  await phone.sync();
  const edit = await phone.write("a", 2);
  await phone.sync();
  const winner = server.rows.reduce((a, b) => (b.hlc > a.hlc ? b : a));
  expect(winner.id).toBe(edit.id);
});

test("an edit of a version stamped by a clock twenty hours ahead wins over it", async () => {
  other.skewMs = 20 * 3_600_000;
  await other.write("a", 1);
  await other.sync();
  await phone.sync();
  const edit = await phone.write("a", 2);
  await phone.sync();
  const winner = server.rows.reduce((a, b) => (b.hlc > a.hlc ? b : a));
  expect(winner.id).toBe(edit.id);
});

test("a clock that jumps back between two writes, and over a reload, still gives later stamps (SURVIVE 26)", async () => {
  const first = await phone.write("a", 1);
  phone.skewMs = -5 * DAY_MS;
  const second = await phone.write("a", 2);
  phone.shelf.close();
  phone.shelf = phone.open();
  phone.skewMs = -50 * 365 * DAY_MS;
  const third = await phone.write("a", 3);
  expect(first.hlc < second.hlc && second.hlc < third.hlc).toBe(true);
});

test("seventy thousand writes in one millisecond do not overflow (SURVIVE 27)", () => {
  let last = { ms: 0, counter: 0 };
  const stamps = Array.from({ length: 70_000 }, () => {
    last = tick(last, timeMs);
    return hlcText(last, phone.device);
  });
  expect(stamps.every((hlc) => HLC_TEXT.test(hlc))).toBe(true);
  expect(stamps.every((hlc, at) => at === 0 || hlc > (stamps[at - 1] as string))).toBe(true);
  expect(last).toEqual({ ms: timeMs + 1, counter: 70_000 - 65_537 });
});

test("the server's stored stamp wins over the phone's own", async () => {
  const entry = await phone.write("a", 1);
  await phone.sync(["answer_lost"]);
  phone.skewMs = 0;
  const hlc = hlcText({ ms: 5, counter: 0 }, phone.device);
  await phone.shelf.write(["pending"], ({ pending }) => pending.put({ ...entry, hlc }));
  await phone.sync();
  expect((await phone.log()).rows).toEqual([entry]);
});

/** The version of the record that counts, as every phone sees it. */
async function winnerOn(of: Phone, record: string): Promise<unknown> {
  const { rows } = await of.log();
  const versions = rows.filter((row) => row.record === record);
  return versions.reduce((a, b) => (b.hlc > a.hlc ? b : a)).body?.value ?? null;
}

test("retracted on A, it stays retracted when B comes back after six months with the old version (SURVIVE 31)", async () => {
  const { record } = await phone.write("a", 1);
  for (const one of [phone, other, phone]) await one.sync();
  timeMs += 1000;
  await phone.write("a", null);
  await phone.sync();
  timeMs += 180 * DAY_MS;
  await other.write("b", 2);
  for (const one of [other, phone]) expect(await one.sync()).toBeNull();
  expect([await winnerOn(phone, record), await winnerOn(other, record)]).toEqual([null, null]);
});

test("an edit B made before A's retraction loses to it, one made after it wins (SURVIVE 31)", async () => {
  const before = await phone.write("before", 1);
  const after = await phone.write("after", 1);
  for (const one of [phone, other]) await one.sync();
  timeMs += 1000;
  await other.write("before", 2);
  timeMs += 1000;
  await phone.write("before", null);
  await phone.write("after", null);
  timeMs += 180 * DAY_MS;
  await other.write("after", 2);
  for (const one of [phone, other, phone]) expect(await one.sync()).toBeNull();
  for (const one of [phone, other]) {
    expect([await winnerOn(one, before.record), await winnerOn(one, after.record)]).toEqual([null, 2]);
  }
});
