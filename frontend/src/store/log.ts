/** The log of one account on this phone: write to it, read it whole. */

import { type Clock, hlcText, later, type Stamp, tick, UNSET } from "./clock";
import { getMeta, type LogShelf, type Page, putUnawaited, type Readable } from "./db";
import { type Pending, type Place, type RawEntry, type Row, START } from "./shapes";

/** What an entry is before it has a stamp. */
export type Draft = Omit<RawEntry, "hlc">;

/** A batch costs little more than one entry, and few runs need a second one. */
const READ_AT_ONCE = 256;

export interface Here {
  device: string;
  nowMs: number;
}

/**
 * The drafts as entries, stamped in their order and later than `after`. On return they are on the disk, all or none
 * of them.
 */
export async function append(
  shelf: LogShelf,
  drafts: readonly Draft[],
  here: Here,
  after: Stamp = UNSET.last,
): Promise<RawEntry[]> {
  return await shelf.write(["pending", "meta"], async (db) => {
    const clock = await clockOf(db);
    const { entries, last } = stampAll(drafts, { ...clock, last: later(clock.last, after) }, here);
    putUnawaited(db.meta, { key: "clock", value: { ...clock, last } satisfies Clock });
    for (const entry of entries) putUnawaited(db.pending, entry);
    return entries;
  });
}

/** Stamps drafts (or entries, anew) in their order, each later than `clock.last`. */
export function stampAll<T extends Draft>(drafts: readonly T[], clock: Clock, here: Here) {
  let last = clock.last;
  const entries = drafts.map((draft) => {
    last = tick(last, here.nowMs + clock.offsetMs);
    return { ...draft, hlc: hlcText(last, here.device) };
  });
  return { entries, last };
}

export async function clockOf(db: Readable<"meta">): Promise<Clock> {
  return (await getMeta(db, "clock")) ?? UNSET;
}

export async function placeOf(db: Readable<"meta">): Promise<Place> {
  return (await getMeta(db, "place")) ?? START;
}

export function samePlace(a: Place, b: Place): boolean {
  return a.cursor === b.cursor && a.epoch === b.epoch && a.chain === b.chain;
}

/** How far this log has been read from the server. */
export async function placeIn(shelf: LogShelf): Promise<Place> {
  return await shelf.read(["meta"], placeOf);
}

/** Every entry on this phone once: confirmed rows oldest first, then the unconfirmed in the order of their stamps. */
export async function readLog(shelf: LogShelf): Promise<{ rows: Row[]; pending: Pending[] }> {
  const { pages, pending } = await readPages(shelf);
  return { rows: rowsOf(pages), pending };
}

export async function readPages(
  shelf: LogShelf,
): Promise<{ pages: Page[]; pending: Pending[]; place: Place }> {
  const [pages, pending, place] = await shelf.read(["pages", "pending", "meta"], (db) =>
    Promise.all([db.pages.getAll(), db.pending.index("hlc").getAll(), placeOf(db)]),
  );
  return { pages, pending, place };
}

/** The first `limit` unconfirmed entries, in the order of their stamps, for which `wanted` holds. */
export async function waiting(
  shelf: LogShelf,
  wanted: (entry: Pending) => boolean,
  limit: number,
): Promise<Pending[]> {
  return await shelf.read(["pending"], async ({ pending }) => {
    const byStamp = pending.index("hlc");
    const found: Pending[] = [];
    for (let from = ""; found.length < limit; ) {
      const some = await byStamp.getAll(IDBKeyRange.lowerBound(from, true), READ_AT_ONCE);
      const last = some.at(-1);
      if (!last) break;
      // Entries may share a stamp, and a batch may end between two of them.
      const whole = [...some.filter((entry) => entry.hlc !== last.hlc), ...(await byStamp.getAll(last.hlc))];
      found.push(...whole.filter(wanted));
      from = last.hlc;
    }
    return found.slice(0, limit);
  });
}

export function rowsOf(pages: readonly Page[]): Row[] {
  return pages.flatMap((page) => JSON.parse(page.text) as Row[]);
}

export function pageOf(rows: readonly Row[]): Page {
  const first = rows[0]?.seq ?? 0;
  return { first, last: first + rows.length - 1, count: rows.length, text: JSON.stringify(rows) };
}

/** One page of two that follow each other. */
export function joined(before: Page, after: Page): Page {
  const text = `${before.text.slice(0, -1)},${after.text.slice(1)}`;
  return { first: before.first, last: after.last, count: before.count + after.count, text };
}

/** The entry alone, without what this phone notes beside it. */
export function bare({ id, record, kind, v, hlc, body }: RawEntry): RawEntry {
  return { id, record, kind, v, hlc, body };
}

/** A log file: what export gives and import and `explain` take. */
export function logFile(account: string | null, entries: readonly RawEntry[], nowMs: number): string {
  return JSON.stringify({
    format: "evenstride-log",
    v: 1,
    account,
    exported_at: nowMs,
    entries: entries.map(bare),
  });
}
