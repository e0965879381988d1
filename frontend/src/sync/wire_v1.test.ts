/**
 * What today's phone makes of protocol 1 as it is on the wire, kept for ever in tests/sync/wire_v1. The server's half
 * is tests/sync/test_wire_v1.py.
 */

import { expect, test } from "vitest";
import { type Pending, type RawEntry, START } from "../store/shapes";
import { afterAnswer, FRESH_RUN, type Local, nextRequest, type Reply, type SyncRequest } from "./plan";

interface Exchange {
  name: string;
  path: string;
  request?: SyncRequest;
  status: number;
  answer?: Record<string, unknown>;
  answer_text?: string;
  retry_after_s?: number;
}

interface Recorded {
  clock_ms: number;
  exchanges: Exchange[];
}

const files = import.meta.glob<Recorded>("../../../tests/sync/wire_v1/*.json", {
  eager: true,
  import: "default",
});
const HEX = /^[0-9a-f]{32}$/;

function recorded(name: string): Recorded {
  const file = files[`../../../tests/sync/wire_v1/${name}.json`];
  if (!file) throw new Error(`no ${name}`);
  return file;
}

/** The phone that sent a request, as it was then. */
function phone(request: SyncRequest, nowMs: number): Local {
  const { account, device, build, epoch, cursor, chain, entries } = request;
  return { account, device, build, place: { epoch, cursor, chain }, pending: entries as Pending[], nowMs };
}

/** What an exchange of a file leads to. */
function met(file: string, name: string) {
  const { clock_ms, exchanges } = recorded(file);
  const exchange = exchanges.find((one) => one.name === name);
  if (!exchange?.request) throw new Error(`no request ${name}`);
  const { request } = exchange;
  return { request, answer: exchange.answer, ...after(exchange, request, clock_ms) };
}

function after(
  { status, answer, answer_text, retry_after_s }: Exchange,
  request: SyncRequest,
  nowMs: number,
) {
  const text = answer_text ?? JSON.stringify(answer);
  const reply: Reply = { status, text, retryAfterS: retry_after_s ?? null, atMs: nowMs - 250 };
  return afterAnswer(phone(request, nowMs), FRESH_RUN, request, reply);
}

function whole(request: SyncRequest): boolean {
  return request.proto === 1 && Array.isArray(request.entries) && request.entries.every(isEntry);
}

function isEntry(entry: RawEntry | null): boolean {
  return entry !== null && typeof entry === "object" && typeof entry.hlc === "string" && "body" in entry;
}

test("a phone of today asks exactly as was recorded", () => {
  for (const name of ["push_and_pull", "every_kind", "duplicates_and_conflicts", "erasures", "resets"]) {
    const { clock_ms, exchanges } = recorded(name);
    const requests = exchanges.flatMap(({ request }) => (request ? [request] : []));
    expect(requests.length).toBeGreaterThan(0);
    for (const request of requests) {
      expect(whole(request)).toBe(true);
      const asked = nextRequest(phone(request, clock_ms), FRESH_RUN, request.req_id);
      expect(JSON.stringify(asked)).toBe(JSON.stringify(request));
    }
  }
});

test("an empty log is read, and leaves nothing to do", () => {
  const { change, run, stop } = met("push_and_pull", "an empty log");
  expect(stop).toBeNull();
  expect(run.caughtUp).toBe(true);
  expect(change).toMatchObject({
    from: START,
    offsetMs: 250,
    reset: false,
    refused: [],
    erased: [],
    ahead: [],
  });
  expect(change?.page).toMatchObject({
    rows: [],
    to: { epoch: "e0e0e0e0e0e0e0e0", cursor: 0, chain: "0".repeat(32) },
  });
});

test("what was pushed comes back in rows, and the place moves to the last of them", () => {
  const { request, change, answer } = met("push_and_pull", "a push of two");
  expect(change?.page?.rows).toEqual(request.entries.map((entry, at) => ({ ...entry, seq: at + 1 })));
  expect(change?.page?.to).toEqual({ epoch: answer?.epoch, cursor: 2, chain: answer?.chain });
  expect(change?.page?.to.chain).toMatch(HEX);
});

test("a duplicate and an accepted entry are offered no more in this run, and nothing is flagged", () => {
  for (const name of ["first", "the answer was lost", "another stamp", "keys in another order"]) {
    const { request, change, run } = met("duplicates_and_conflicts", name);
    expect(change).toMatchObject({ refused: [], conflicts: [], erased: [] });
    expect([...run.offered]).toEqual(request.entries.map(({ id }) => id));
  }
});

test("a conflict gives the phone's entry a new id", () => {
  const { request, change } = met("duplicates_and_conflicts", "other content");
  expect(change?.conflicts).toEqual([request.entries[0]?.id]);
  expect(change?.refused).toEqual([]);
});

test("each refusal is kept with its code", () => {
  for (const [name, codes] of [
    ["a kind and a version of a later app", ["unknown_kind", "unknown_version"]],
    ["a body of 4097 bytes", ["too_large"]],
    ["a full account", ["quota"]],
  ] as const) {
    expect(met("refusals", name).change?.refused.map(({ refusal }) => refusal.code)).toEqual(codes);
  }
});

test("a stamp too far ahead asks for new stamps, and the entry is offered again", () => {
  const { change, run, request } = met("refusals", "more than 24 hours ahead");
  const [entry] = request.entries;
  expect(change).toMatchObject({ ahead: [{ id: entry?.id, hlc: entry?.hlc }], refused: [] });
  expect(run.offered.has(request.entries[0]?.id ?? "")).toBe(false);
});

test("every recorded reset keeps everything and begins anew", () => {
  const resets = recorded("resets").exchanges.filter(({ answer }) => answer?.reset === true);
  expect(resets.length).toBe(8);
  for (const exchange of resets) {
    const { change, run, stop } = after(exchange, exchange.request as SyncRequest, 1);
    expect(stop).toBeNull();
    expect(change).toMatchObject({ reset: true, page: null, refused: [], erased: [], conflicts: [] });
    expect(run.offered.size).toBe(0);
  }
});

test("an erased entry is blanked here, and the erasure comes in the rows", () => {
  expect(met("erasures", "a version nobody had seen").change).toMatchObject({
    erased: ["0199c0de-0000-7000-8000-000000000005"],
    refused: [],
  });
  const rows = met("erasures", "all of it").change?.page?.rows ?? [];
  expect(rows.map(({ kind, body }) => (body === null ? "blank" : kind))).toEqual([
    "blank", "blank", "run_logged", "record_erased", "blank",
  ]); // biome-ignore format: one row
});

test.each([
  ["no JSON by its type", "server_trouble"],
  ["somebody else's account", "other_account"],
  ["another protocol", "update_needed"],
  ["its phone", "account_deleted"],
  ["nobody", "signed_out"],
])("%s stops the run as %s and changes nothing", (name, problem) => {
  const exchange = recorded("problems").exchanges.find((one) => one.name === name) as Exchange;
  const request = recorded("problems").exchanges.find((one) => one.name === "nobody")?.request as SyncRequest;
  const { change, stop } = after(exchange, request, 1);
  expect(change).toBeNull();
  expect(stop?.problem).toBe(problem);
});

test.each(["201 entries", "a cursor in words", "not a number"])(
  "%s makes the next request smaller",
  (name) => {
    const exchange = recorded("problems").exchanges.find((one) => one.name === name) as Exchange;
    const request = recorded("every_kind").exchanges[0]?.request as SyncRequest;
    const { change, run, stop } = after(exchange, request, 1);
    expect([change, stop]).toEqual([null, null]);
    expect(run.limit).toBe(Math.floor(request.entries.length / 2));
  },
);

test.each([
  ["too many requests", "busy", 7],
  ["not available", "busy", 5],
  ["something broke", "server_trouble", null],
  ["a hotel's login page", "not_our_server", null],
  ["an empty 200", "not_our_server", null],
  ["JSON of somebody else", "not_our_server", null],
  ["an answer to another request", "not_our_server", null],
  ["a proxy's 401", "not_our_server", null],
  ["a proxy's 502", "server_trouble", null],
  ["a page with a hole", "server_trouble", null],
])("%s leaves everything pending (%s)", (name, problem, retryAfterS) => {
  // SURVIVE 5 and 17.
  const { change, stop } = met("between", name);
  expect(change).toBeNull();
  expect(stop).toEqual({ problem, retryAfterS });
});

test("rows and fields of a later server are kept as they came, and more is asked for", () => {
  // SURVIVE 6.
  const { change, run, stop, answer } = met(
    "from_a_later_server",
    "more fields, an unknown kind, an unknown version, and more to come",
  );
  expect(stop).toBeNull();
  expect(change?.page?.rows).toEqual(answer?.rows);
  expect(run.caughtUp).toBe(false);
});

test("a reset and a refusal in a later server's words are a reset and a refusal", () => {
  expect(met("from_a_later_server", "a reset with more fields").change?.reset).toBe(true);
  const { change } = met("from_a_later_server", "a refusal for a reason that is not known yet");
  expect(change?.refused.map(({ refusal }) => refusal.code)).toEqual(["too_odd"]);
});
