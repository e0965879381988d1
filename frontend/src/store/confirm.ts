/**
 * What an answer of the server changes in the log on this phone: one transaction, all of it or nothing. Only a reset
 * goes on afterwards, page by page: a log that is to be read from the start and still has pages is in the middle of one.
 */

import { type RecordErased, SETTING_PREFIX } from "../training/entries";
import { isAfter, latest, stampOf } from "./clock";
import { deleteAll, type LogShelf, type Page, putAll, putMeta, type Writable } from "./db";
import { newId } from "./ids";
import { bare, clockOf, type Here, joined, pageOf, placeOf, rowsOf, samePlace, stampAll } from "./log";
import { sameContent } from "./same";
import {
  type Change,
  type Pending,
  type Problem,
  type RawEntry,
  type Row,
  START,
  type Stamped,
} from "./shapes";

/**
 * `read`: the page or the reset was taken. `reshaped`: entries already known have other ids, stamps or bodies now.
 * `confirmed`: how many entries need not wait any longer. `held`: why what waits was not stamped anew, though it must be.
 */
export interface Applied {
  read: boolean;
  reshaped: boolean;
  confirmed: number;
  held: Problem | null;
}

/** Where an answer is taken in. */
export interface Taking extends Here {
  /**
   * Why entries cannot be stamped anew here; null when they can. New stamps go to what is in the database, so what is
   * not would keep its wrong one and win over what was written after it. Asked in the transaction that would do it.
   */
  whyNoNewStamps(): Problem | null;
}

type Taken = Pick<Applied, "reshaped" | "confirmed">;

/** Hears how many rows of all of them have been made to wait again. */
export type Offering = (done: number, of: number) => void;

const PAGE_ROWS_MAX = 1000;

export async function applyChange(
  shelf: LogShelf,
  change: Change,
  here: Taking,
  offering: Offering = () => {},
): Promise<Applied> {
  if (change.from.cursor === START.cursor) await offerPages(shelf, offering);
  const applied = await shelf.write(["pending", "pages", "meta"], async (db) => {
    await putMeta(db, "clock", { ...(await clockOf(db)), offsetMs: change.offsetMs });
    await putMeta(db, "lastContactAt", here.nowMs);
    // Another tab may have read on while this answer was under way.
    const current = samePlace(await placeOf(db), change.from) && !(await isMidReset(db, change));
    let [reshaped, confirmed] = [false, 0];
    // The server lost this history: all of it, other devices' entries too, waits to be confirmed again.
    if (current && change.reset) await putMeta(db, "place", START);
    if (current && change.page) ({ reshaped, confirmed } = await takePage(db, change.page, here));
    await noteRefusals(db, change.refused);
    await deleteAll(db.pending, change.erased);
    if (change.conflicts.length > 0) await rename(db, change.conflicts, here);
    // Also what was set aside, and is not here, may be what was refused.
    const held = current && change.ahead.length > 0 ? here.whyNoNewStamps() : null;
    const restamp = current && held === null && (await anyStands(db, change.ahead));
    if (restamp) await stampAnew(db, here);
    const renamed = change.erased.length + change.conflicts.length > 0 || restamp;
    const read = current && (change.reset || change.page !== null);
    return { read, reshaped: reshaped || renamed, confirmed, held };
  });
  if (applied.read && change.reset) await offerPages(shelf, offering);
  return applied;
}

/** Whether another tab has begun a reset since the pages were offered: nothing may follow the rows it still has. */
async function isMidReset(db: Writable, { from, page }: Change): Promise<boolean> {
  return page !== null && from.cursor === START.cursor && (await lastPage(db)) !== undefined;
}

/** Turns what a log that starts over still has in pages into entries that wait. Others may write in between. */
async function offerPages(shelf: LogShelf, offering: Offering): Promise<void> {
  let all = 0;
  for (;;) {
    const page = await shelf.write(["pending", "pages", "meta"], offerLastPage);
    if (!page) return;
    all = Math.max(all, page.last);
    offering(all - page.first + 1, all);
  }
}

/** Which one it was; null when none was left. */
async function offerLastPage(db: Writable): Promise<Page | null> {
  const page = await lastPage(db);
  if (!page || (await placeOf(db)).cursor !== START.cursor) return null;
  const rows = rowsOf([page]);
  const waiting = await pendingOf(
    db,
    rows.map((row) => row.id),
  );
  await putAll(
    db.pending,
    rows.filter((_, at) => !waiting[at]).map((row) => ({ ...bare(row), settled: true })),
  );
  await db.pages.delete(page.first);
  return page;
}

async function takePage(db: Writable, page: NonNullable<Change["page"]>, here: Here): Promise<Taken> {
  const { rows, to } = page;
  await putMeta(db, "place", to);
  if (rows.length === 0) return { reshaped: false, confirmed: 0 };
  const clock = await clockOf(db);
  const confirmed = latest(clock.confirmed, rows);
  await putMeta(db, "clock", { ...clock, confirmed, last: latest(clock.last, rows) });
  const { settled, clashed } = await settle(db, rows);
  if (clashed.length > 0) await rename(db, clashed, here);
  await storeRows(db, rows);
  const erasures = rows.filter((row) => row.kind === "record_erased");
  for (const erasure of erasures) await blank(db, erasure);
  return { reshaped: clashed.length > 0 || erasures.length > 0, confirmed: settled.length };
}

async function noteRefusals(db: Writable, refused: Change["refused"]): Promise<void> {
  const entries = await pendingOf(
    db,
    refused.map((one) => one.id),
  );
  await putAll(
    db.pending,
    refused.flatMap(({ refusal }, at) => {
      const entry = entries[at];
      return entry ? [{ ...entry, refusal }] : [];
    }),
  );
}

/** Pending entries the rows confirm leave; `clashed` are the ids of those whose id now belongs to another entry. */
async function settle(db: Writable, rows: readonly Row[]): Promise<Record<"settled" | "clashed", string[]>> {
  const waiting = await pendingOf(
    db,
    rows.map((row) => row.id),
  );
  const settled: string[] = [];
  const clashed: string[] = [];
  rows.forEach((row, index) => {
    const ours = waiting[index];
    if (!ours) return;
    // A row without a body that we have a body for was blanked by an erasure: ours has to go as well.
    const gone = row.body === null;
    (gone || sameContent(row, ours) ? settled : clashed).push(row.id);
  });
  await deleteAll(db.pending, settled);
  return { settled, clashed };
}

/** Adds rows after the stored ones. Pages grow by doubling up to PAGE_ROWS_MAX, so they stay few and cheap to add to. */
async function storeRows(db: Writable, rows: readonly Row[]): Promise<void> {
  let page = pageOf(rows);
  for (let before = await lastPage(db); before && mergeable(before, page); before = await lastPage(db)) {
    page = joined(before, page);
    await db.pages.delete(before.first);
  }
  await db.pages.put(page);
}

async function lastPage(db: Writable): Promise<Page | undefined> {
  return (await db.pages.openCursor(null, "prev"))?.value;
}

function mergeable(before: Page, page: Page): boolean {
  return before.count + page.count <= PAGE_ROWS_MAX && before.count <= 2 * page.count;
}

/** The entries of these ids, in their order, as far as they wait. */
async function pendingOf(db: Writable, ids: readonly string[]): Promise<(Pending | undefined)[]> {
  return await Promise.all(ids.map(async (id) => await db.pending.get(id)));
}

/** Takes the bodies of an erased record's versions off this phone. */
async function blank(db: Writable, erasure: Row): Promise<void> {
  const erased = erasure.body as unknown as RecordErased;
  for (const page of await db.pages.getAll()) {
    if (!page.text.includes(erased.record)) continue;
    const rows = rowsOf([page]).map((row) => (isCovered(row, erased) ? { ...row, body: null } : row));
    await db.pages.put(pageOf(rows));
  }
  const covered = (await db.pending.getAll()).filter((entry) => isCovered(entry, erased));
  await deleteAll(
    db.pending,
    covered.map((entry) => entry.id),
  );
}

/** Whether an erasure holds for an entry. A setting may be chosen again later; any other record is gone for good. */
function isCovered({ kind, record, hlc }: RawEntry, erased: RecordErased): boolean {
  if (kind !== erased.kind || record !== erased.record) return false;
  return !record.startsWith(SETTING_PREFIX) || stampOf(hlc).ms <= erased.erased_at;
}

/**
 * Entries whose ids are taken get new ids; ours get a new stamp with it, one that a server has settled keeps its own.
 * A settled one without a body is let go: an erasure has blanked it here, and the server has forgotten that for now.
 */
async function rename(db: Writable, ids: readonly string[], here: Here): Promise<void> {
  const taken = (await pendingOf(db, ids)).filter((entry) => entry !== undefined);
  const found = taken.filter((entry) => !(entry.settled && entry.body === null));
  const clock = await clockOf(db);
  const renamed = found.map((entry) => ({ ...bare(entry), id: newId(here.nowMs) }));
  const { entries, last } = stampAll(renamed, clock, here);
  await putMeta(db, "clock", { ...clock, last });
  await deleteAll(
    db.pending,
    taken.map((entry) => entry.id),
  );
  await putAll(
    db.pending,
    entries.map((entry, index) => keepSettled(entry, found[index])),
  );
}

function keepSettled(entry: RawEntry, before: Pending | undefined): Pending {
  return before?.settled ? { ...entry, hlc: before.hlc, settled: true } : entry;
}

/**
 * Whether one of these entries still has that stamp. Where none has, another tab has heard the same and stamped anew, and
 * may have sent those stamps already: yet another one could put an entry before one that was written earlier.
 */
async function anyStands(db: Writable, stamps: readonly Stamped[]): Promise<boolean> {
  const entries = await pendingOf(
    db,
    stamps.map((one) => one.id),
  );
  return stamps.some(({ hlc }, at) => entries[at]?.hlc === hlc);
}

/**
 * This phone's clock was wrong: the clock falls back to the last confirmed stamp, and our stamps with it. What is not
 * stamped after that has nothing to fall back to; a new stamp would put it after what was written later.
 */
async function stampAnew(db: Writable, here: Here): Promise<void> {
  const clock = await clockOf(db);
  const waiting = await db.pending.index("hlc").getAll();
  const ours = waiting.filter((entry) => isAfter(stampOf(entry.hlc), clock.confirmed));
  const { entries, last } = stampAll(ours, { ...clock, last: clock.confirmed }, here);
  await putMeta(db, "clock", { ...clock, last });
  await putAll(db.pending, entries);
}
