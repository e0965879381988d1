/**
 * What to ask the server next, and what its answer means. Pure: no network, no clock, no chance.
 *
 * A run is a chain of requests until this phone has read everything and offered everything. Every round must get
 * somewhere: read a row, have an entry answered, or make the next request smaller. So a run always ends.
 */

import type { Change, Pending, Place, Problem, RawEntry, Refusal, Stamped } from "../store/shapes";
import { type Answer, type Judged, problemCode, readAnswer } from "./answer";

export interface SyncRequest {
  proto: 1;
  req_id: string;
  account: string;
  device: string;
  build: string;
  epoch: string | null;
  cursor: number;
  chain: string | null;
  entries: RawEntry[];
}

/** `offsetMs`: the phone's clock at the middle of the exchange is subtracted from the server's by `afterAnswer`. */
export interface Reply {
  status: number;
  text: string;
  retryAfterS: number | null;
  atMs: number;
}

/** What this phone is and holds. `pending`: entries for which `mayOffer` holds, in the order of their stamps. */
export interface Local {
  account: string;
  device: string;
  build: string;
  place: Place;
  pending: readonly Pending[];
  nowMs: number;
}

/** What a run has learnt so far; never stored. */
export interface Run {
  rounds: number;
  /** How many entries the next request may carry. */
  limit: number;
  offered: ReadonlySet<string>;
  ahead: readonly Stamped[];
  conflicts: readonly string[];
  /** An entry whose request was refused as a whole, while an empty one is tried. */
  suspect: { id: string; code: "too_large" | "malformed" } | null;
  caughtUp: boolean;
  resets: number;
  restamps: number;
}

/** What follows from an answer: what to store, how to go on, or why to stop. */
export interface Step {
  change: Change | null;
  run: Run;
  stop: Stop | null;
}

export interface Stop {
  problem: Problem | "signed_out";
  retryAfterS: number | null;
}

export const ENTRIES_MAX = 200;
/** The server takes 256 KiB; the rest is for the envelope. */
const BYTES_MAX = 240 * 1024;
/** An account's quota of 200 000 entries goes through in 1 000 rounds. */
export const ROUNDS_MAX = 2000;
const RESETS_MAX = 2;
const RESTAMPS_MAX = 3;
const REFUSAL_RESTS_MS = 24 * 60 * 60 * 1000;

export const FRESH_RUN: Run = {
  rounds: 0,
  limit: ENTRIES_MAX,
  offered: new Set(),
  ahead: [],
  conflicts: [],
  suspect: null,
  caughtUp: false,
  resets: 0,
  restamps: 0,
};

/** Whether an entry belongs in a request of this run. A refused one waits for another build, or for a day to pass. */
export function mayOffer(entry: Pending, run: Run, build: string, nowMs: number): boolean {
  return !run.offered.has(entry.id) && !(entry.refusal && rests(entry.refusal, build, nowMs));
}

/** Whether a refusal still holds the entry back. */
export function rests(refusal: Refusal, build: string, nowMs: number): boolean {
  return refusal.build === build && Math.abs(nowMs - refusal.atMs) < REFUSAL_RESTS_MS;
}

/** The run after an answer that came too late: another tab has read on, and what this one knows is old. */
export function overtaken({ rounds, resets, restamps }: Run): Run {
  return { ...FRESH_RUN, rounds, resets, restamps };
}

/** The next request of the run, or null when everything is read and offered. */
export function nextRequest(local: Local, run: Run, reqId: string): SyncRequest | null {
  if (run.caughtUp && local.pending.length === 0) return null;
  const { account, device, build, place } = local;
  const entries = batch(local.pending, run.limit);
  return { proto: 1, req_id: reqId, account, device, build, ...place, entries };
}

/** As many of the first entries as fit in a request, but one at least. */
function batch(pending: readonly Pending[], limit: number): RawEntry[] {
  const entries: RawEntry[] = [];
  let bytes = 0;
  for (const { id, record, kind, v, hlc, body } of pending.slice(0, limit)) {
    const entry = { id, record, kind, v, hlc, body };
    bytes += utf8Bytes(JSON.stringify(entry)) + 1;
    if (bytes > BYTES_MAX && entries.length > 0) break;
    entries.push(entry);
  }
  return entries;
}

export function afterAnswer(local: Local, run: Run, request: SyncRequest, reply: Reply): Step {
  const counted = { ...run, rounds: run.rounds + 1 };
  if (counted.rounds > ROUNDS_MAX) return stopped(counted, "stuck");
  if (reply.status !== 200) return afterRefusal(counted, request, reply);
  const answer = readAnswer(reply.text, request);
  if (answer === null) return stopped(counted, "not_our_server");
  if (answer === "broken") return stopped(counted, "server_trouble");
  const change = emptyChange(local.place, answer.server_time - reply.atMs);
  if (answer.reset) return afterReset(counted, change);
  return afterPage(local, counted, request, answer, change);
}

function afterReset(run: Run, change: Change): Step {
  const again = { ...overtaken(run), resets: run.resets + 1 };
  if (again.resets > RESETS_MAX) return stopped(run, "stuck");
  return { change: { ...change, reset: true }, run: again, stop: null };
}

function afterPage(local: Local, run: Run, request: SyncRequest, answer: Answer, change: Change): Step {
  const { results, rows, next, epoch, chain, more } = answer;
  const head = Math.max(next, Number.isSafeInteger(answer.head) ? (answer.head as number) : next);
  if (more && rows.length === 0 && request.entries.length === 0) return stopped(run, "stuck");
  const tooFar = new Set(idsRefused(results, "hlc_future"));
  const ahead = [...run.ahead, ...request.entries.filter(({ id }) => tooFar.has(id)).map(stamped)];
  const conflicts = [...run.conflicts, ...idsRefused(results, "id_conflict")];
  const restamp = !more && ahead.length > 0;
  if (restamp && run.restamps >= RESTAMPS_MAX) return stopped(run, "stuck");
  const offered = new Set([...run.offered, ...request.entries.map((entry) => entry.id)]);
  if (run.suspect) offered.add(run.suspect.id);
  // Entries that get new stamps are new to the server; everything it has not stored yet is offered again.
  if (restamp) for (const { id } of ahead) offered.delete(id);
  return {
    change: {
      ...change,
      page: { rows, to: { epoch, cursor: next, chain }, more, head },
      refused: [...refusals(results, local), ...suspicion(run, local)],
      erased: results.filter((one) => one.status === "erased").map((one) => one.id),
      // Only who has read everything knows the confirmed stamps and the erasures that decide these.
      conflicts: more ? [] : conflicts,
      ahead: more ? [] : ahead,
    },
    run: {
      ...run,
      offered,
      ahead: more ? ahead : [],
      conflicts: more ? conflicts : [],
      restamps: run.restamps + (restamp ? 1 : 0),
      // What made requests too large is out once it is found; otherwise the server really takes no more.
      limit: run.suspect ? ENTRIES_MAX : run.limit,
      suspect: null,
      caughtUp: !more,
    },
    stop: null,
  };
}

/** The server would not take the request at all. Entries stay pending, whatever it says. */
function afterRefusal(run: Run, request: SyncRequest, reply: Reply): Step {
  const code = problemCode(reply.text);
  switch (reply.status) {
    case 400:
    case 413:
    case 422:
      return smaller(run, request, reply.status === 413 ? "too_large" : "malformed");
    case 429:
    case 503:
      return stopped(run, "busy", reply.retryAfterS);
    case 401:
      return stopped(run, code === null ? "not_our_server" : "signed_out");
    case 409:
      return stopped(run, code === "account_mismatch" ? "other_account" : "server_trouble");
    case 410:
      return stopped(run, code === "account_deleted" ? "account_deleted" : "server_trouble");
    case 426:
      return stopped(run, code === "update_needed" ? "update_needed" : "server_trouble");
    default:
      return stopped(run, code === null && reply.status < 500 ? "not_our_server" : "server_trouble");
  }
}

/** Half as many entries next time; after one alone none, to see whether it is that entry or the server. */
function smaller(run: Run, request: SyncRequest, code: "too_large" | "malformed"): Step {
  const count = request.entries.length;
  if (count === 0) return stopped(run, "server_trouble");
  const alone = count === 1 ? request.entries[0] : undefined;
  const suspect = alone ? { id: alone.id, code } : null;
  return { change: null, run: { ...run, limit: Math.floor(count / 2), suspect }, stop: null };
}

/** The lone entry no request got through with, now that a request without it did. */
function suspicion(run: Run, local: Local): Change["refused"] {
  if (run.suspect === null) return [];
  const { id, code } = run.suspect;
  return [{ id, refusal: refusal(code, "the server takes no request that holds it", local) }];
}

function refusals(results: readonly Judged[], local: Local): Change["refused"] {
  return results
    .filter((one) => one.status === "rejected" && one.code !== "hlc_future" && one.code !== "id_conflict")
    .map((one) => ({ id: one.id, refusal: refusal(one.code ?? "malformed", one.detail ?? "", local) }));
}

function refusal(code: string, detail: string, { build, nowMs }: Local): Refusal {
  return { code, detail, build, atMs: nowMs };
}

function idsRefused(results: readonly Judged[], code: string): string[] {
  return results.filter((one) => one.status === "rejected" && one.code === code).map((one) => one.id);
}

function stamped({ id, hlc }: RawEntry): Stamped {
  return { id, hlc };
}

function emptyChange(from: Place, offsetMs: number): Change {
  return { from, offsetMs, page: null, reset: false, refused: [], erased: [], conflicts: [], ahead: [] };
}

function stopped(run: Run, problem: Stop["problem"], retryAfterS: number | null = null): Step {
  return { change: null, run, stop: { problem, retryAfterS } };
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isSurrogate ? 2 : 3;
  }
  return bytes;
}
