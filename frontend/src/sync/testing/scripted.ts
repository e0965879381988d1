/** A server that says anything: answers by a script, some of them right, most of them not. */

import fc from "fast-check";
import type { Row } from "../../store/shapes";
import type { Answer } from "../answer";
import type { Reply, SyncRequest } from "../plan";
import type { ModelServer } from "./server";

/** One answer of the script. `twist` makes something else of what the server would have said. */
export type Say =
  | { say: "truth" }
  | { say: "nothing"; heard: boolean }
  | { say: "page"; twist: Twist; at: number }
  | { say: "refusal"; code: string }
  | { say: "reset" }
  | { say: "status"; status: number; code: string | null; retryAfterS: number | null }
  | { say: "text"; status: number; text: string }
  | { say: "time"; server_time: number };

/** `forever`: said again and again, until the run has ended. */
export interface Line {
  say: Say;
  forever: boolean;
}

export type Twist = keyof typeof TWISTS;

const CODES = [
  "malformed",
  "unknown_kind",
  "unknown_version",
  "too_large",
  "hlc_future",
  "quota",
  "new_code",
];
const PROBLEMS = [
  "not_signed_in",
  "account_mismatch",
  "account_deleted",
  "too_large",
  "update_needed",
  "rate_limited",
  "x",
];
const STATUSES = [
  ...[400, 413, 413, 422],
  ...[204, 301, 304, 400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 422, 426, 429, 451],
  ...[500, 502, 503, 504, 511],
];
const TIMES = [1, 1_000, 1_795_000_000_000 - 4e12 / 5, 1_895_000_000_000, 2 ** 48, Number.MAX_SAFE_INTEGER];

/** Each breaks what the contract says of a page, or, as the last ones, says what nobody can have meant. */
const TWISTS = {
  gap: (answer: Answer) => ({ ...answer, rows: answer.rows.slice(1) }),
  hole: (answer: Answer, at: number) => ({ ...answer, rows: answer.rows.filter((_, row) => row !== at) }),
  overlap: (answer: Answer) => ({
    ...answer,
    rows: answer.rows.map((row) => ({ ...row, seq: row.seq - 1 })),
  }),
  backwards: (answer: Answer) => ({ ...answer, rows: answer.rows.toReversed() }),
  "next stays": (answer: Answer, at: number) => ({ ...answer, next: answer.next - answer.rows.length - at }),
  "next ahead": (answer: Answer, at: number) => ({ ...answer, next: answer.next + at + 1 }),
  "more for ever": (answer: Answer) => ({ ...answer, more: true }),
  "more without rows": (answer: Answer) => {
    return { ...answer, more: true, rows: [], next: answer.next - answer.rows.length };
  },
  "other request": (answer: Answer) => ({ ...answer, req_id: "00000000-0000-4000-8000-000000000000" }),
  "other epoch": (answer: Answer) => ({ ...answer, epoch: "e".repeat(16) }),
  "no chain": (answer: Answer) => ({ ...answer, chain: null }),
  "no results": (answer: Answer) => ({ ...answer, results: [] }),
  "results of others": (answer: Answer) => ({
    ...answer,
    results: answer.results.map((one) => ({ ...one, id: `${one.id}x` })),
  }),
  "odd status": (answer: Answer) => ({
    ...answer,
    results: answer.results.map((one) => ({ ...one, status: "perhaps" })),
  }),
  "broken row": (answer: Answer, at: number) => ({
    ...answer,
    rows: answer.rows.map((row, index) => (index === at ? { ...row, hlc: "yesterday" } : row)),
  }),
  "accepted, not stored": (answer: Answer) => ({
    ...answer,
    results: answer.results.map(({ id }) => ({ id, status: "accepted" })),
    rows: [],
    next: answer.next - answer.rows.length,
    more: false,
  }),
  "kinds of tomorrow": (answer: Answer) => ({
    ...answer,
    rows: answer.rows.map((row) => row && ({ ...row, extra: [1] } as Row)),
    and: "more",
  }),
};

const twists = Object.keys(TWISTS) as Twist[];

const says: fc.Arbitrary<Say> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Say>({ say: "truth" }) },
  { weight: 2, arbitrary: fc.record({ say: fc.constant("nothing" as const), heard: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      say: fc.constant("page" as const),
      twist: fc.constantFrom(...twists, "more without rows", "more for ever"),
      at: fc.nat(3),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ say: fc.constant("refusal" as const), code: fc.constantFrom(...CODES) }),
  },
  { weight: 1, arbitrary: fc.constant<Say>({ say: "reset" }) },
  {
    weight: 3,
    arbitrary: fc.record({
      say: fc.constant("status" as const),
      status: fc.constantFrom(...STATUSES),
      code: fc.option(fc.constantFrom(...PROBLEMS)),
      retryAfterS: fc.option(fc.nat(3600)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      say: fc.constant("text" as const),
      status: fc.constantFrom(200, 200, 200, 401, 500),
      text: fc.oneof(fc.constantFrom("", "<!doctype html><title>Hotel</title>", "null"), fc.json()),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ say: fc.constant("time" as const), server_time: fc.constantFrom(...TIMES) }),
  },
);

export const lines: fc.Arbitrary<Line> = fc.record({
  say: says,
  forever: fc.nat(2).map((one) => one === 0),
});

/** What the script makes of a request; null when nothing comes back. */
export function answerAs(say: Say, server: ModelServer, request: SyncRequest, atMs: number): Reply | null {
  const reply = (status: number, text: string, retryAfterS: number | null = null) => {
    return { status, text, retryAfterS, atMs };
  };
  switch (say.say) {
    case "truth":
      return { ...server.answer(request), atMs };
    case "nothing":
      if (say.heard) server.answer(request);
      return null;
    case "page": {
      const said = server.answer(request);
      const answer = JSON.parse(said.text) as Answer;
      if (!answer.rows) return { ...said, atMs };
      return reply(200, JSON.stringify(TWISTS[say.twist](answer, say.at)));
    }
    case "refusal": {
      const said = server.answer({ ...request, entries: [] });
      const answer = JSON.parse(said.text) as Answer;
      const verdict =
        say.code === "accepted" ? { status: "accepted" } : { status: "rejected", code: say.code };
      const results = request.entries.map(({ id }) => ({ id, ...verdict }));
      return reply(said.status, JSON.stringify(answer.rows ? { ...answer, results } : answer));
    }
    case "reset": {
      const head = { req_id: request.req_id, server_time: server.nowMs(), epoch: "a".repeat(16) };
      return reply(200, JSON.stringify({ ...head, reset: true, reason: "history" }));
    }
    case "status": {
      const problem = { type: `urn:evenstride:problem:${say.code}`, status: say.status, code: say.code };
      return reply(say.status, say.code === null ? "" : JSON.stringify(problem), say.retryAfterS);
    }
    case "text":
      return reply(say.status, say.text);
    case "time": {
      const said = server.answer(request);
      return reply(
        said.status,
        JSON.stringify({ ...JSON.parse(said.text), server_time: Math.floor(say.server_time) }),
      );
    }
  }
}
