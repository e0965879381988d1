/**
 * Guests' entries become an account's: copied with the same ids, and taken out of the guests' database only once the
 * account's own copy no longer waits. Doing it twice, or stopping anywhere, changes nothing.
 */

import { latest } from "./clock";
import { deleteAll, type LogShelf, putAll, putMeta, type Readable } from "./db";
import { bare, clockOf, readLog, rowsOf } from "./log";
import type { RawEntry } from "./shapes";

/** Marks what guests have logged as this account's: whoever signs in next on this phone does not get it again. */
export async function claimGuests(guests: LogShelf, account: string): Promise<void> {
  await guests.write(["pending"], async ({ pending }) => {
    const free = (await pending.getAll()).filter((entry) => !entry.claimedBy);
    await putAll(
      pending,
      free.map((entry) => ({ ...entry, claimedBy: account })),
    );
  });
}

/** Copies what the account has claimed into its log; the ids that now rest in both databases. */
export async function copyClaimed(guests: LogShelf, shelf: LogShelf, account: string): Promise<Set<string>> {
  const inGuests = await guests.read(["pending"], ({ pending }) => pending.getAll());
  const claimed = inGuests.filter((entry) => entry.claimedBy === account);
  await putMissing(shelf, claimed);
  return new Set(claimed.map((entry) => entry.id));
}

/** Frees the guests' database of claimed entries the account's log no longer waits for; the ids still waited for. */
export async function releaseGuests(
  guests: LogShelf,
  shelf: LogShelf,
  claimed: ReadonlySet<string>,
): Promise<Set<string>> {
  const waiting = await shelf.read(["pending"], ({ pending }) => pending.getAllKeys());
  const still = new Set(waiting.filter((id) => claimed.has(id)));
  const free = [...claimed].filter((id) => !still.has(id));
  if (free.length > 0) await guests.write(["pending"], ({ pending }) => deleteAll(pending, free));
  return still;
}

/** Copies a whole log into another, by the runner's choice, when the server has lost its account. */
export async function adoptLog(from: LogShelf, shelf: LogShelf): Promise<void> {
  const { rows, pending } = await readLog(from);
  await putMissing(shelf, [...rows, ...pending]);
}

/** Copies the log of an account that is gone among the guests' entries, where it belongs to nobody yet. */
export async function keepAsGuests(log: LogShelf, guests: LogShelf, account: string): Promise<void> {
  const { rows, pending } = await readLog(log);
  // The account's own copies count: they may have been erased, or stamped anew, since these were claimed.
  await dropClaimed(guests, account);
  await putMissing(guests, [...rows, ...pending]);
}

/** Takes out of the guests' database what an account has claimed. */
async function dropClaimed(guests: LogShelf, account: string): Promise<void> {
  await guests.write(["pending"], async ({ pending }) => {
    const theirs = (await pending.getAll()).filter((entry) => entry.claimedBy === account);
    await deleteAll(
      pending,
      theirs.map((entry) => entry.id),
    );
  });
}

/** Empties the log of an account that is gone, by the runner's choice; `keep`: what it holds goes to the guests' first. */
export async function emptyLog(
  log: LogShelf,
  guests: LogShelf,
  account: string,
  keep: boolean,
): Promise<void> {
  if (keep) await keepAsGuests(log, guests, account);
  else await dropClaimed(guests, account);
  await log.write(["pending", "pages", "meta"], async (db) => {
    await Promise.all([db.pending.clear(), db.pages.clear(), db.meta.clear()]);
  });
}

/** Puts entries into a log as waiting, unless it has them: what it has confirmed would wait for ever. */
export async function putMissing(shelf: LogShelf, entries: readonly RawEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await shelf.write(["pending", "pages", "meta"], async (db) => {
    const known = await knownIds(db);
    const missing = entries.filter((entry) => !known.has(entry.id)).map(bare);
    await putAll(db.pending, missing);
    const clock = await clockOf(db);
    await putMeta(db, "clock", { ...clock, last: latest(clock.last, missing) });
  });
}

/** The id of every entry in a log. */
export async function knownIds(db: Readable<"pending" | "pages">): Promise<Set<string>> {
  const waiting = await db.pending.getAllKeys();
  const confirmed = rowsOf(await db.pages.getAll()).map((row) => row.id);
  return new Set([...waiting, ...confirmed]);
}
