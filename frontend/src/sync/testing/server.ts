/** The server of CONTRACT.md section 4 in memory, to try the client against. */

import { createHash, randomBytes, randomUUID } from "node:crypto";
import { canonical, sameContent } from "../../store/same";
import type { RawEntry, Row } from "../../store/shapes";
import { isRefusal, judge } from "../../training/entries";
import type { Reply, SyncRequest } from "../plan";

const ZERO_CHAIN = "0".repeat(32);
const FUTURE_MS = 24 * 60 * 60 * 1000;
const BODY_MAX_BYTES = 4096;

interface Held extends Row {
  chain: string;
}

interface History {
  epoch: string;
  rows: Held[];
}

export class ModelServer {
  #history: History = { epoch: randomBytes(8).toString("hex"), rows: [] };
  /** Records whose bodies must never come back; it outlives restores. */
  readonly #erased = new Map<string, { kind: string; record: string }>();
  pageRows = 1000;
  entriesMax = 200;
  bytesMax = 256 * 1024;
  requests = 0;
  largestOffer = 0;

  readonly nowMs: () => number;
  readonly account: string;

  constructor(nowMs: () => number, account: string = randomUUID()) {
    this.nowMs = nowMs;
    this.account = account;
  }

  get rows(): readonly Row[] {
    return this.#history.rows;
  }

  answer(request: SyncRequest): Reply {
    this.requests++;
    this.largestOffer = Math.max(this.largestOffer, request.entries.length);
    const atMs = this.nowMs();
    if (request.entries.length > this.entriesMax || JSON.stringify(request).length > this.bytesMax) {
      return problem(413, "too_large", atMs);
    }
    if (request.account !== this.account) return problem(409, "account_mismatch", atMs);
    const head = { req_id: request.req_id, server_time: this.nowMs(), epoch: this.#history.epoch };
    if (!this.#knows(request)) return reply({ ...head, reset: true, reason: "history" }, atMs);
    const results = request.entries.map((entry) => ({ id: entry.id, ...this.#judge(entry) }));
    const rows = this.#history.rows.slice(request.cursor, request.cursor + this.pageRows);
    const next = request.cursor + rows.length;
    const total = this.#history.rows.length;
    const page = { rows: rows.map(shown), next, chain: this.#chainAt(next), more: next < total, head: total };
    return reply({ ...head, results, ...page }, atMs);
  }

  /** Blanks every version of a record (one that is no setting) and tells every phone so. */
  erase(kind: string, record: string): void {
    this.#tellErased(kind, record);
    this.#blank(kind, record);
  }

  #tellErased(kind: string, record: string): void {
    const id = randomUUID();
    const body = { kind, record, erased_at: this.nowMs() };
    const hlc = `${(this.nowMs() + 1).toString(16).padStart(12, "0")}-0000-ffffffffffffffff`;
    this.#append({ id, record: `erase:${randomUUID()}`, kind: "record_erased", v: 1, hlc, body });
  }

  backup(): string {
    return JSON.stringify(this.#history);
  }

  /** `announced`: with a new epoch, as `evenstride restore` gives; otherwise somebody copied a file. */
  restore(backup: string, announced: boolean): void {
    this.#history = JSON.parse(backup) as History;
    for (const row of this.#history.rows) if (this.#erased.has(nameOf(row))) row.body = null;
    // A phone may hold a body it has no reason to offer again, and the entry that told of its erasure may be lost.
    const told = new Set(this.#history.rows.map(({ body }) => nameOf((body ?? {}) as unknown as Named)));
    for (const [name, { kind, record }] of this.#erased) if (!told.has(name)) this.#tellErased(kind, record);
    if (announced) this.#history.epoch = randomBytes(8).toString("hex");
  }

  #knows({ cursor, epoch, chain }: SyncRequest): boolean {
    const isStart = cursor === 0;
    if (epoch === null ? !isStart : epoch !== this.#history.epoch) return false;
    if (chain === null) return isStart;
    return cursor <= this.#history.rows.length && chain === this.#chainAt(cursor);
  }

  #judge(entry: RawEntry): { status: string; code?: string; retry?: string } {
    const judged = judge(entry);
    if (isRefusal(judged)) return { status: "rejected", code: judged.code };
    if (Buffer.byteLength(canonical(entry.body)) > BODY_MAX_BYTES)
      return { status: "rejected", code: "too_large" };
    const held = this.#history.rows.find((row) => row.id === entry.id);
    if (held)
      return sameContent(held, entry) ? { status: "duplicate" } : { status: "rejected", code: "id_conflict" };
    if (Number.parseInt(entry.hlc.slice(0, 12), 16) > this.nowMs() + FUTURE_MS) {
      return { status: "rejected", code: "hlc_future", retry: "now" };
    }
    const isErased = this.#erased.has(nameOf(entry));
    this.#append(isErased ? { ...entry, body: null } : entry);
    if (entry.kind === "record_erased") this.#blank(String(entry.body?.kind), String(entry.body?.record));
    return { status: isErased ? "erased" : "accepted" };
  }

  #blank(kind: string, record: string): void {
    this.#erased.set(nameOf({ kind, record }), { kind, record });
    for (const row of this.#history.rows) if (this.#erased.has(nameOf(row))) row.body = null;
  }

  #append({ id, record, kind, v, hlc, body }: RawEntry): void {
    const seq = this.#history.rows.length + 1;
    const chain = createHash("sha256")
      .update(this.#chainAt(seq - 1) + id)
      .digest("hex")
      .slice(0, 32);
    this.#history.rows.push({ id, record, kind, v, hlc, body: structuredClone(body), seq, chain });
  }

  #chainAt(seq: number): string {
    return this.#history.rows[seq - 1]?.chain ?? ZERO_CHAIN;
  }
}

interface Named {
  kind: string;
  record: string;
}

function nameOf({ kind, record }: Named): string {
  return `${kind} ${record}`;
}

export function problem(
  status: number,
  code: string,
  atMs: number,
  retryAfterS: number | null = null,
): Reply {
  return {
    status,
    text: JSON.stringify({ type: `urn:evenstride:problem:${code}`, status, code }),
    retryAfterS,
    atMs,
  };
}

function reply(body: object, atMs: number): Reply {
  return { status: 200, text: JSON.stringify(body), retryAfterS: null, atMs };
}

function shown({ chain: _, ...row }: Held): Row {
  return row;
}
