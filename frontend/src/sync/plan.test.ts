/** What the plan asks and concludes, apart from any phone or server. */

import { expect, test } from "vitest";
import { type Pending, START } from "../store/shapes";
import {
  afterAnswer,
  FRESH_RUN,
  type Local,
  mayOffer,
  nextRequest,
  ROUNDS_MAX,
  type SyncRequest,
} from "./plan";

const NOW_MS = 1_795_000_000_000;
const HEX_16 = "0123456789abcdef";
const CHAIN = "0".repeat(32);

const local: Local = {
  account: "11111111-1111-4111-8111-111111111111",
  device: HEX_16,
  build: "1",
  place: START,
  pending: [],
  nowMs: NOW_MS,
};

function entry(name: string, body: Pending["body"] = null): Pending {
  return { id: name, record: name, kind: "set_logged", v: 1, hlc: `0199c0dea1b2-0000-${HEX_16}`, body };
}

function ask(pending: Pending[] = [], run = FRESH_RUN): SyncRequest {
  return nextRequest({ ...local, pending }, run, "req") as SyncRequest;
}

function page(request: SyncRequest, over: object = {}) {
  const results = request.entries.map(({ id }) => ({ id, status: "accepted" }));
  const head = { req_id: "req", server_time: NOW_MS + 500, epoch: HEX_16, results, rows: [] };
  const text = JSON.stringify({ ...head, next: request.cursor, chain: CHAIN, more: false, head: 0, ...over });
  return { status: 200, text, retryAfterS: null, atMs: NOW_MS };
}

test("a request says who asks, from where, and carries entries without the phone's own notes", () => {
  const pending = [{ ...entry("a"), settled: true, claimedBy: "x" }];
  expect(ask(pending)).toEqual({
    proto: 1,
    req_id: "req",
    account: local.account,
    device: HEX_16,
    build: "1",
    epoch: null,
    cursor: 0,
    chain: null,
    entries: [entry("a")],
  });
});

test("a run begins with a request even when nothing waits, and ends when all is read and offered", () => {
  expect(ask().entries).toEqual([]);
  const { run, stop } = afterAnswer(local, FRESH_RUN, ask(), page(ask()));
  expect(stop).toBeNull();
  expect(nextRequest(local, run, "req")).toBeNull();
});

test("an entry written meanwhile is offered before the run ends", () => {
  const { run } = afterAnswer(local, FRESH_RUN, ask(), page(ask()));
  expect(ask([entry("new")], run).entries.map(({ id }) => id)).toEqual(["new"]);
});

test("an entry is offered once in a run", () => {
  const request = ask([entry("a")]);
  const { run } = afterAnswer(local, FRESH_RUN, request, page(request));
  expect(mayOffer(entry("a"), run, "1", NOW_MS)).toBe(false);
  expect(mayOffer(entry("b"), run, "1", NOW_MS)).toBe(true);
});

test("a request holds at most 200 entries", () => {
  const pending = Array.from({ length: 300 }, (_, at) => entry(`e${at}`));
  expect(ask(pending).entries.length).toBe(200);
});

test("the learnt offset is the server's clock minus the phone's", () => {
  expect(afterAnswer(local, FRESH_RUN, ask(), page(ask())).change?.offsetMs).toBe(500);
});

test("stamps are renewed, and conflicts resolved, only once everything is read", () => {
  const request = ask([entry("a"), entry("b")]);
  const results = [
    { id: "a", status: "rejected", code: "hlc_future", retry: "now" },
    { id: "b", status: "rejected", code: "id_conflict", retry: "never" },
  ];
  const row = { ...entry("r"), seq: 1 };
  const first = afterAnswer(
    local,
    FRESH_RUN,
    request,
    page(request, { results, rows: [row], next: 1, more: true }),
  );
  expect(first.change).toMatchObject({ ahead: [], conflicts: [], refused: [] });
  const there = { ...local, place: { epoch: HEX_16, cursor: 1, chain: CHAIN } };
  const second = nextRequest(there, first.run, "req") as SyncRequest;
  const last = afterAnswer(there, first.run, second, page(second));
  expect(last.change).toMatchObject({ ahead: [{ id: "a", hlc: entry("a").hlc }], conflicts: ["b"] });
  expect(mayOffer(entry("a"), last.run, "1", NOW_MS)).toBe(true);
});

test("a run that never ends is stopped", () => {
  const row = { ...entry("r"), seq: 1 };
  const answer = page(ask(), { rows: [row], next: 1, more: true });
  expect(afterAnswer(local, { ...FRESH_RUN, rounds: ROUNDS_MAX - 1 }, ask(), answer).stop).toBeNull();
  expect(afterAnswer(local, { ...FRESH_RUN, rounds: ROUNDS_MAX }, ask(), answer).stop?.problem).toBe("stuck");
});

test("an entry whose stamp stays in the future is not offered for ever", () => {
  const request = ask([entry("a")]);
  const results = [{ id: "a", status: "rejected", code: "hlc_future" }];
  const answer = page(request, { results });
  expect(afterAnswer(local, { ...FRESH_RUN, restamps: 3 }, request, answer).stop?.problem).toBe("stuck");
});

test.each([
  ["an epoch that is none", { epoch: "new" }],
  ["a clock that is none", { server_time: "noon" }],
  ["a chain that is none", { chain: null }],
  ["results for other entries", { results: [{ id: "b", status: "accepted" }] }],
  ["too few results", { results: [] }],
  ["a status it does not have", { results: [{ id: "a", status: "saved" }] }],
  ["a row that is none", { rows: [7], next: 1 }],
  ["a row without a stamp", { rows: [{ ...entry("r"), hlc: "soon", seq: 1 }], next: 1 }],
  ["no word on whether there is more", { more: null }],
])("nothing is stored of an answer with %s", (_, over) => {
  const request = ask([entry("a")]);
  const step = afterAnswer(local, FRESH_RUN, request, page(request, over));
  expect(step.change).toBeNull();
  expect(step.stop?.problem).toBe("server_trouble");
});

test("another epoch without a reset is no answer", () => {
  const there = { ...local, place: { epoch: "f".repeat(16), cursor: 4, chain: CHAIN } };
  const request = nextRequest(there, FRESH_RUN, "req") as SyncRequest;
  expect(afterAnswer(there, FRESH_RUN, request, page(request)).stop?.problem).toBe("server_trouble");
});

test("fields a newer server adds are no reason to refuse its answer", () => {
  expect(afterAnswer(local, FRESH_RUN, ask(), page(ask(), { motto: "run" })).stop).toBeNull();
});
