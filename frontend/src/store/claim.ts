/**
 * Guests' entries become an account's: copied with the same ids, and taken out of the guests' database only once the
 * account's own copy no longer waits. Doing it twice, or stopping anywhere, changes nothing.
 */

import { latest } from "./clock";
import { type LogDb, putMeta, type Shelf } from "./db";
import { bare, clockOf, readLog, rowsOf } from "./log";
import type { RawEntry } from "./shapes";

/** Marks what guests have logged as this account's: whoever signs in next on this phone does not get it again. */
export async function claimGuests(guests: Shelf, account: string): Promise<void> {
  await guests.run((db) =>
    db.transaction("rw", db.pending, () =>
      db.pending.filter((entry) => !entry.claimedBy).modify({ claimedBy: account }),
    ),
  );
}

/** Copies what the account has claimed into its log; the ids that now rest in both databases. */
export async function copyClaimed(guests: Shelf, shelf: Shelf, account: string): Promise<Set<string>> {
  const claimed = await guests.run((db) =>
    db.pending.filter((entry) => entry.claimedBy === account).toArray(),
  );
  await putMissing(shelf, claimed);
  return new Set(claimed.map((entry) => entry.id));
}

/** Frees the guests' database of claimed entries the account's log no longer waits for; the ids still waited for. */
export async function releaseGuests(
  guests: Shelf,
  shelf: Shelf,
  claimed: ReadonlySet<string>,
): Promise<Set<string>> {
  const ids = [...claimed];
  const waiting = await shelf.run((db) => db.pending.where("id").anyOf(ids).primaryKeys());
  const still = new Set(waiting);
  await guests.run((db) => db.pending.bulkDelete(ids.filter((id) => !still.has(id))));
  return still;
}

/** Copies a whole log into another, by the runner's choice, when the server has lost its account. */
export async function adoptLog(from: Shelf, shelf: Shelf): Promise<void> {
  const { rows, pending } = await readLog(from);
  await putMissing(shelf, [...rows, ...pending]);
}

async function putMissing(shelf: Shelf, entries: readonly RawEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await shelf.run((db) =>
    db.transaction("rw", db.pending, db.pages, db.meta, async () => {
      const known = await knownIds(db);
      const missing = entries.filter((entry) => !known.has(entry.id)).map(bare);
      await db.pending.bulkPut(missing);
      const clock = await clockOf(db);
      await putMeta(db, "clock", { ...clock, last: latest(clock.last, missing) });
    }),
  );
}

async function knownIds(db: LogDb): Promise<Set<string>> {
  const waiting = await db.pending.toCollection().primaryKeys();
  const confirmed = rowsOf(await db.pages.toArray()).map((row) => row.id);
  return new Set([...waiting, ...confirmed]);
}
