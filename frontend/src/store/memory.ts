/** The log in memory: every entry this build understands, by id, and what is still going on. No I/O. */

import { type Entry, isRefusal, judge, type SessionStarted, type SetLogged } from "../training/entries";
import { winners } from "../training/fold";
import type { Page } from "./db";
import { rowsOf } from "./log";
import type { RawEntry, Row } from "./shapes";

export interface Memory {
  entries: Map<string, Entry>;
  /** The few among them that an open workout can consist of. */
  recent: Map<string, Entry>;
  /** Ids of entries that this build does not understand. */
  leftOut: Set<string>;
  /** Counts what was put in. */
  changes: number;
}

export interface LoggedSet {
  record: string;
  id: string;
  body: SetLogged;
}

/** A session that is started and not finished, with its sets in training order. */
export interface Workout {
  record: string;
  body: SessionStarted;
  sets: LoggedSet[];
}

const RECENT_MS = 36 * 60 * 60 * 1000;
const WORKOUT_MS = 12 * 60 * 60 * 1000;
const LAST_DAY = "9999-12-31";

export function emptyMemory(): Memory {
  return { entries: new Map(), recent: new Map(), leftOut: new Set(), changes: 0 };
}

/**
 * Puts an entry in its place and says whether anything changed. What this build does not understand is left out; it
 * stays in the database until an update knows it.
 */
export function remember(memory: Memory, raw: RawEntry, nowMs: number): boolean {
  const known = memory.entries.get(raw.id);
  if (known && known.hlc === raw.hlc && (known.body === null) === (raw.body === null)) return false;
  const entry = judge(raw);
  if (isRefusal(entry)) {
    memory.leftOut.add(raw.id);
    return false;
  }
  keep(memory, entry, nowMs);
  return true;
}

/** Puts a page's rows in their places; the page's `judged`, so that this build need not judge it again. */
export function rememberPage(
  memory: Memory,
  page: Page,
  build: string,
  nowMs: number,
): NonNullable<Page["judged"]> {
  const rows = rowsOf([page]);
  const judged = page.judged?.build === build ? page.judged : judgedBy(build, rows);
  const leftOut = new Set(judged.leftOut);
  for (const row of rows) {
    if (leftOut.has(row.id)) memory.leftOut.add(row.id);
    else keep(memory, row as RawEntry as Entry, nowMs);
  }
  return judged;
}

function judgedBy(build: string, rows: readonly Row[]): NonNullable<Page["judged"]> {
  return { build, leftOut: rows.filter((row) => isRefusal(judge(row))).map((row) => row.id) };
}

function keep(memory: Memory, entry: Entry, nowMs: number): void {
  memory.changes++;
  memory.entries.set(entry.id, entry);
  if (isRecent(entry, nowMs)) memory.recent.set(entry.id, entry);
}

/** The workout under way on the local day `on`, latest first when there are two; it survives midnight. */
export function openWorkoutIn(memory: Memory, nowMs: number, on: string): Workout | null {
  const current = winners(memory.recent.values(), LAST_DAY);
  const finished = new Set((current.session_finished ?? []).map(({ body }) => body.session));
  const open = (current.session_started ?? [])
    .filter(({ record }) => !finished.has(record))
    .filter(({ body }) => body.performed_on === on || nowMs - body.started_at < WORKOUT_MS)
    .sort((a, b) => b.body.started_at - a.body.started_at || order(b.record, a.record))[0];
  if (!open) return null;
  const sets = (current.set_logged ?? [])
    .filter(({ body }) => body.session === open.record)
    .sort(inTrainingOrder);
  return { record: open.record, body: open.body, sets };
}

function inTrainingOrder(a: LoggedSet, b: LoggedSet): number {
  return (
    a.body.performed_at - b.body.performed_at || a.body.set_no - b.body.set_no || order(a.record, b.record)
  );
}

function isRecent({ kind, body }: Entry, nowMs: number): boolean {
  if (kind !== "session_started" && kind !== "set_logged" && kind !== "session_finished") return false;
  // A retraction has no time of its own.
  if (body === null) return true;
  const { started_at, performed_at, finished_at } = body as { [Field in HappenedAt]?: number };
  return nowMs - (started_at ?? performed_at ?? finished_at ?? nowMs) < RECENT_MS;
}

type HappenedAt = "started_at" | "performed_at" | "finished_at";

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
