/** Reads an answer of POST /api/sync. An answer counts only if all of it is what the contract says. Pure. */

import type { Row } from "../store/shapes";
import type { SyncRequest } from "./plan";

export interface Judged {
  id: string;
  status: "accepted" | "duplicate" | "rejected" | "erased";
  code?: string;
  detail?: string;
}

export interface Answer {
  req_id: string;
  server_time: number;
  epoch: string;
  reset?: false;
  results: Judged[];
  rows: Row[];
  next: number;
  chain: string;
  more: boolean;
  /** Where the server's log ends: to show progress by, and for nothing else. */
  head?: unknown;
}

export interface Reset {
  req_id: string;
  server_time: number;
  epoch: string;
  reset: true;
}

/**
 * The answer to this very request; "broken" when it is one but breaks the contract, so that nothing of it may be
 * stored; null when it is not from our server at all (a hotel's login page says 200 too).
 */
export function readAnswer(text: string, request: SyncRequest): Answer | Reset | "broken" | null {
  const answer = parsed(text);
  if (answer?.req_id !== request.req_id) return null;
  if (!isInstant(answer.server_time) || !isHex(answer.epoch, 16)) return "broken";
  if (answer.reset === true) return answer as unknown as Reset;
  const whole = isResults(answer.results, request) && isPage(answer, request);
  return whole ? (answer as unknown as Answer) : "broken";
}

/** The code of a problem+json text; null when the text is none. */
export function problemCode(text: string): string | null {
  const code = parsed(text)?.code;
  return typeof code === "string" ? code : null;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isResults(results: unknown, { entries }: SyncRequest): boolean {
  return (
    Array.isArray(results) &&
    results.length === entries.length &&
    results.every((one, index) => isObject(one) && one.id === entries[index]?.id && STATUSES.has(one.status))
  );
}

const STATUSES: ReadonlySet<unknown> = new Set(["accepted", "duplicate", "rejected", "erased"]);

/** Rows follow the cursor without a gap or an overlap, and `next` is the last of them, in the same history. */
function isPage(answer: Record<string, unknown>, { cursor, epoch }: SyncRequest): boolean {
  const { rows, next, chain, more } = answer;
  return (
    Array.isArray(rows) &&
    rows.every((row, index) => isRow(row) && row.seq === cursor + 1 + index) &&
    next === cursor + rows.length &&
    isHex(chain, 32) &&
    typeof more === "boolean" &&
    (epoch === null || epoch === answer.epoch)
  );
}

/** Kinds, versions and fields that this build does not know are let through. */
function isRow(row: unknown): row is Row {
  return (
    isObject(row) &&
    typeof row.id === "string" &&
    typeof row.record === "string" &&
    typeof row.kind === "string" &&
    Number.isSafeInteger(row.v) &&
    typeof row.hlc === "string" &&
    /^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{16}$/.test(row.hlc) &&
    (row.body === null || isObject(row.body))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isInstant(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isHex(value: unknown, width: number): boolean {
  return typeof value === "string" && value.length === width && /^[0-9a-f]+$/.test(value);
}
