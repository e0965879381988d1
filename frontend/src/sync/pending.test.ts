/** Entries that wait: nothing but the server's own rows takes them out of the log's waiting list. */

import { beforeEach, expect, test } from "vitest";
import { append, placeIn } from "../store/log";
import type { RawEntry } from "../store/shapes";
import type { Reply, SyncRequest } from "./plan";
import { ids, Phone, readOn, waitingOn, writeMany } from "./testing/phone";
import { ModelServer, problem } from "./testing/server";

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

test("killed in the middle of a request, the entry is offered again at the next start (SURVIVE 16)", async () => {
  const entry = await phone.write("a", 1);
  phone.server.answer = () => {
    phone.shelf.close();
    throw new Error("killed");
  };
  await expect(phone.sync()).rejects.toThrow("killed");
  Reflect.deleteProperty(phone.server, "answer");
  phone.shelf = phone.open();
  expect(await waitingOn(phone)).toEqual([entry.id]);
  await phone.sync();
  expect(ids(server.rows)).toEqual([entry.id]);
});

test.each<[string, Partial<Reply>, string]>([
  ["500", { status: 500, text: "oops" }, "server_trouble"],
  ["502 of a proxy", { status: 502, text: "<html>bad gateway" }, "server_trouble"],
  ["401", problem(401, "not_signed_in", 0), "signed_out"],
  ["401 of somebody else", { status: 401, text: "<html>log in" }, "not_our_server"],
  ["403", problem(403, "cross_site", 0), "server_trouble"],
  ["404 of somebody else", { status: 404, text: "<html>no" }, "not_our_server"],
  ["409", problem(409, "account_mismatch", 0), "other_account"],
  ["410", problem(410, "account_deleted", 0), "account_deleted"],
  ["413 to everything", { status: 413, text: "<html>too large" }, "server_trouble"],
  ["400 to everything", problem(400, "bad_request", 0), "server_trouble"],
  ["426", problem(426, "update_needed", 0), "update_needed"],
  ["429", problem(429, "too_many", 0, 17), "busy"],
  ["503", problem(503, "busy", 0, 17), "busy"],
  ["a hotel's 200", { status: 200, text: "<!doctype html><title>Hotel</title>" }, "not_our_server"],
  ["an empty 200", { status: 200, text: "" }, "not_our_server"],
  ["a 200 to another question", { status: 200, text: '{"req_id":"x","results":[]}' }, "not_our_server"],
  ["a 200 that is null", { status: 200, text: "null" }, "not_our_server"],
])("after %s nothing leaves pending (SURVIVE 17)", async (_, answer, why) => {
  const written = await writeMany(phone, 3);
  const full = { status: 0, text: "", retryAfterS: null, atMs: timeMs, ...answer };
  const stop = await phone.syncWith({ send: () => Promise.resolve(full) });
  expect(stop).toEqual({ problem: why, retryAfterS: full.retryAfterS });
  expect((await phone.log()).pending).toEqual(written);
  await phone.sync();
  expect(ids(server.rows)).toEqual(ids(written));
});

test("after sixty days offline every entry still goes (SURVIVE 18)", async () => {
  const written: RawEntry[] = [];
  for (let day = 0; day < 60; day++) {
    timeMs += DAY_MS;
    written.push(await phone.write(`day${day}`, day));
    await phone.sync(["lost"]);
  }
  await phone.sync();
  expect(ids(server.rows)).toEqual(ids(written));
});

test("a permanently invalid entry does not hold up the others, and is offered again after an update (SURVIVE 20)", async () => {
  const before = await phone.write("a", 1);
  const draft = {
    id: before.id.replace(/^..../, "ffff"),
    record: before.record,
    kind: "red_flag_changed",
    v: 1,
  };
  const here = { device: phone.device, nowMs: timeMs };
  const [invalid] = await append(phone.shelf, [{ ...draft, body: { flag: "x", open: "yes" } }], here);
  const after = await phone.write("b", 2);
  expect(await phone.sync()).toBeNull();
  expect(ids(server.rows)).toEqual([before.id, after.id]);
  const [kept] = (await phone.log()).pending;
  expect(kept).toMatchObject({ ...invalid, refusal: { code: "malformed", build: "1" } });
  expect(await countOffers(phone)).toBe(0);
  phone.build = "2";
  expect(await countOffers(phone)).toBe(1);
  expect(await countOffers(phone)).toBe(0);
  timeMs += DAY_MS;
  expect(await countOffers(phone)).toBe(1);
});

test("an entry that no request gets through with is found, flagged, and the rest goes (SURVIVE 20)", async () => {
  const written = await writeMany(phone, 9);
  const poison = written[4]?.id;
  const send = async (request: SyncRequest) => {
    const isPoisoned = request.entries.some((entry) => entry.id === poison);
    return isPoisoned ? problem(400, "bad_request", timeMs) : { ...server.answer(request), atMs: timeMs };
  };
  expect(await phone.syncWith({ send })).toBeNull();
  expect(await waitingOn(phone)).toEqual([poison]);
  expect(server.rows.length).toBe(8);
});

test("two phones that reconnect in the same moment both drain (SURVIVE 21)", async () => {
  await writeMany(phone, 30);
  await writeMany(other, 30);
  expect(await Promise.all([phone.sync(), other.sync()])).toEqual([null, null]);
  await Promise.all([phone.sync(), other.sync()]);
  expect(await readOn(phone)).toEqual(await readOn(other));
  expect(server.rows.length).toBe(60);
});

test("two thousand entries go in pieces, halved when the server says too large (SURVIVE 22)", {
  timeout: 60_000,
}, async () => {
  const drafts = Array.from({ length: 2000 }, (_, at) => ({
    id: `00000000-0000-7000-8000-${at.toString(16).padStart(12, "0")}`,
    record: `00000000-0000-4000-8000-${at.toString(16).padStart(12, "0")}`,
    kind: "red_flag_changed",
    v: 1,
    body: { flag: "x", open: true, changed_on: "2026-11-21" },
  }));
  await append(phone.shelf, drafts, { device: phone.device, nowMs: timeMs });
  server.entriesMax = 60;
  expect(await phone.sync()).toBeNull();
  expect(ids(server.rows)).toEqual(drafts.map((draft) => draft.id));
  expect(server.largestOffer).toBe(200);
  expect(server.requests).toBeLessThan(50);
});

test("bodies near the limit never make a request the server calls too large (SURVIVE 22)", async () => {
  const note = "ü".repeat(1900);
  const drafts = Array.from({ length: 150 }, (_, at) => ({
    id: `00000000-0000-7000-8000-${at.toString(16).padStart(12, "0")}`,
    record: `00000000-0000-4000-8000-${at.toString(16).padStart(12, "0")}`,
    kind: "red_flag_changed",
    v: 1,
    body: { flag: "x", open: true, changed_on: "2026-11-21", note },
  }));
  await append(phone.shelf, drafts, { device: phone.device, nowMs: timeMs });
  let largestBytes = 0;
  const send = async (request: SyncRequest) => {
    largestBytes = Math.max(largestBytes, Buffer.byteLength(JSON.stringify(request)));
    return { ...server.answer(request), atMs: timeMs };
  };
  server.bytesMax = Number.POSITIVE_INFINITY;
  expect(await phone.syncWith({ send })).toBeNull();
  expect(server.rows.length).toBe(150);
  expect(largestBytes).toBeLessThanOrEqual(256 * 1024);
});

test("`more` without rows stops at once and says so (SURVIVE 23)", async () => {
  const stop = await phone.syncWith({ tamper: (answer) => ({ ...answer, more: true }) });
  expect(stop?.problem).toBe("stuck");
  expect(server.requests).toBe(1);
});

test("`next` that does not move is no answer (SURVIVE 23)", async () => {
  await writeMany(other, 3);
  await other.sync();
  const stop = await phone.syncWith({ tamper: (answer) => ({ ...answer, next: 0, more: true }) });
  expect(stop?.problem).toBe("server_trouble");
  expect((await placeIn(phone.shelf)).cursor).toBe(0);
});

test("a server that resets for ever is left alone", async () => {
  const reset = (request: SyncRequest): Reply => ({
    status: 200,
    text: JSON.stringify({ req_id: request.req_id, server_time: timeMs, epoch: "0".repeat(16), reset: true }),
    retryAfterS: null,
    atMs: timeMs,
  });
  const entry = await phone.write("a", 1);
  expect((await phone.syncWith({ send: async (request) => reset(request) }))?.problem).toBe("stuck");
  expect(await waitingOn(phone)).toEqual([entry.id]);
});

test("an entry the server accepts and never shows stays pending", async () => {
  const entry = await phone.write("a", 1);
  const hidden = (request: SyncRequest): Reply => ({
    status: 200,
    text: JSON.stringify({
      req_id: request.req_id,
      server_time: timeMs,
      epoch: "0".repeat(16),
      results: request.entries.map(({ id }) => ({ id, status: "accepted" })),
      rows: [],
      next: 0,
      chain: "0".repeat(32),
      more: false,
    }),
    retryAfterS: null,
    atMs: timeMs,
  });
  expect((await phone.syncWith({ send: async (request) => hidden(request) }))?.problem).toBe("stuck");
  expect(await waitingOn(phone)).toEqual([entry.id]);
});

/** How many entries the next run offers. */
async function countOffers(one: Phone): Promise<number> {
  let count = 0;
  const send = async (request: SyncRequest) => {
    count += request.entries.length;
    return { ...server.answer(request), atMs: timeMs };
  };
  await one.syncWith({ send });
  return count;
}
