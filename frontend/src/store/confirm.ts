/** What an answer of the server changes in the log on this phone: one transaction, all of it or nothing. */

import { type RecordErased, SETTING_PREFIX } from "../training/entries";
import { latest, stampOf } from "./clock";
import { type LogDb, type Page, putMeta, type Shelf } from "./db";
import { newId } from "./ids";
import { bare, clockOf, type Here, joined, pageOf, placeOf, rowsOf, stampAll } from "./log";
import { sameContent } from "./same";
import { type Change, type Pending, type Place, type RawEntry, type Row, START } from "./shapes";

/** `read`: the page or the reset was taken. `reshaped`: entries already known have other ids, stamps or bodies now. */
export interface Applied {
  read: boolean;
  reshaped: boolean;
}

const PAGE_ROWS_MAX = 1000;

export async function applyChange(shelf: Shelf, change: Change, here: Here): Promise<Applied> {
  return await shelf.run((db) =>
    db.transaction("rw", db.pending, db.pages, db.meta, async () => {
      await putMeta(db, "clock", { ...(await clockOf(db)), offsetMs: change.offsetMs });
      await putMeta(db, "lastContactAt", here.nowMs);
      // Another tab may have read on while this answer was under way.
      const current = samePlace(await placeOf(db), change.from);
      let reshaped = false;
      if (current && change.reset) await startOver(db);
      if (current && change.page) reshaped = await takePage(db, change.page, here);
      for (const { id, refusal } of change.refused) await db.pending.update(id, { refusal });
      await db.pending.bulkDelete(change.erased);
      if (change.conflicts.length > 0) await rename(db, change.conflicts, here);
      if (current && change.restamp) await stampAnew(db, here);
      const renamed = change.erased.length + change.conflicts.length > 0 || change.restamp;
      return { read: current && (change.reset || change.page !== null), reshaped: reshaped || renamed };
    }),
  );
}

function samePlace(a: Place, b: Place): boolean {
  return a.cursor === b.cursor && a.epoch === b.epoch && a.chain === b.chain;
}

/** The server lost this history: all of it, other devices' entries too, waits to be confirmed again. */
async function startOver(db: LogDb): Promise<void> {
  const rows = rowsOf(await db.pages.toArray());
  const waiting = new Set(await db.pending.toCollection().primaryKeys());
  const again = rows.filter((row) => !waiting.has(row.id)).map((row) => ({ ...bare(row), settled: true }));
  await db.pending.bulkPut(again);
  await db.pages.clear();
  await putMeta(db, "place", START);
}

async function takePage(db: LogDb, page: NonNullable<Change["page"]>, here: Here): Promise<boolean> {
  const { rows, to } = page;
  await putMeta(db, "place", to);
  if (rows.length === 0) return false;
  const clock = await clockOf(db);
  const confirmed = latest(clock.confirmed, rows);
  await putMeta(db, "clock", { ...clock, confirmed, last: latest(clock.last, rows) });
  const clashed = await settle(db, rows);
  if (clashed.length > 0) await rename(db, clashed, here);
  await storeRows(db, rows);
  const erasures = rows.filter((row) => row.kind === "record_erased");
  for (const erasure of erasures) await blank(db, erasure);
  return clashed.length > 0 || erasures.length > 0;
}

/** Pending entries the rows confirm leave; the ids of those whose id now belongs to another entry are returned. */
async function settle(db: LogDb, rows: readonly Row[]): Promise<string[]> {
  const waiting = await db.pending.bulkGet(rows.map((row) => row.id));
  const confirmed: string[] = [];
  const clashed: string[] = [];
  rows.forEach((row, index) => {
    const ours = waiting[index];
    if (!ours) return;
    // A row without a body that we have a body for was blanked by an erasure: ours has to go as well.
    const gone = row.body === null;
    (gone || sameContent(row, ours) ? confirmed : clashed).push(row.id);
  });
  await db.pending.bulkDelete(confirmed);
  return clashed;
}

/** Adds rows after the stored ones. Pages grow by doubling up to PAGE_ROWS_MAX, so they stay few and cheap to add to. */
async function storeRows(db: LogDb, rows: readonly Row[]): Promise<void> {
  let page = pageOf(rows);
  for (let before = await lastPage(db); before && mergeable(before, page); before = await lastPage(db)) {
    page = joined(before, page);
    await db.pages.delete(before.first);
  }
  await db.pages.put(page);
}

async function lastPage(db: LogDb): Promise<Page | undefined> {
  return await db.pages.orderBy("first").last();
}

function mergeable(before: Page, page: Page): boolean {
  return before.count + page.count <= PAGE_ROWS_MAX && before.count <= 2 * page.count;
}

/** Takes the bodies of an erased record's versions off this phone. */
async function blank(db: LogDb, erasure: Row): Promise<void> {
  const erased = erasure.body as unknown as RecordErased;
  for (const page of await db.pages.filter((one) => one.text.includes(erased.record)).toArray()) {
    const rows = rowsOf([page]).map((row) => (isCovered(row, erased) ? { ...row, body: null } : row));
    await db.pages.put(pageOf(rows));
  }
  await db.pending.filter((entry) => isCovered(entry, erased)).delete();
}

/** Whether an erasure holds for an entry. A setting may be chosen again later; any other record is gone for good. */
function isCovered({ kind, record, hlc }: RawEntry, erased: RecordErased): boolean {
  if (kind !== erased.kind || record !== erased.record) return false;
  return !record.startsWith(SETTING_PREFIX) || stampOf(hlc).ms <= erased.erased_at;
}

/** Entries whose ids are taken get new ids; ours get a new stamp with it, one that a server has settled keeps its own. */
async function rename(db: LogDb, ids: readonly string[], here: Here): Promise<void> {
  const found = (await db.pending.bulkGet([...ids])).filter((entry) => entry !== undefined);
  const clock = await clockOf(db);
  const renamed = found.map((entry) => ({ ...bare(entry), id: newId(here.nowMs) }));
  const { entries, last } = stampAll(renamed, clock, here);
  await putMeta(db, "clock", { ...clock, last });
  await db.pending.bulkDelete(found.map((entry) => entry.id));
  await db.pending.bulkPut(entries.map((entry, index) => keepSettled(entry, found[index])));
}

function keepSettled(entry: RawEntry, before: Pending | undefined): Pending {
  return before?.settled ? { ...entry, hlc: before.hlc, settled: true } : entry;
}

/** This phone's clock was wrong: the clock falls back to the last confirmed stamp, and our stamps with it. */
async function stampAnew(db: LogDb, here: Here): Promise<void> {
  const ours = await db.pending
    .orderBy("hlc")
    .filter((entry) => !entry.settled)
    .toArray();
  const clock = await clockOf(db);
  const { entries, last } = stampAll(ours, { ...clock, last: clock.confirmed }, here);
  await putMeta(db, "clock", { ...clock, last });
  await db.pending.bulkPut(entries);
}
