/** Entries from a file into the open log: all of them or none, each once, however often the file comes. */

import type { Entry } from "../training/entries";
import { knownIds, putMissing } from "./claim";
import { later, latest, UNSET } from "./clock";
import { putAll, putMeta } from "./db";
import type { Home } from "./home";
import { currentHome, reload, stirred } from "./live";
import { clockOf, type Draft, stampAll } from "./log";
import type { RawEntry } from "./shapes";
import { unsaved } from "./spare";
import { tellTabs } from "./tabs";

/** What of a file is new: entries, records among them that are here in another version, and what is here already. */
export interface Compared {
  fresh: number;
  changed: number;
  already: number;
}

/** Every entry of the open log that this build understands. */
export function entriesHere(): Iterable<Entry> {
  return currentHome()?.memory.entries.values() ?? [];
}

/** The ids and records that the open log has, also of what this build does not understand. */
export function compare(entries: readonly { id: string; kind: string; record: string }[]): Compared {
  const home = currentHome();
  const records = new Set([...entriesHere()].map(({ kind, record }) => `${kind} ${record}`));
  const isHere = (id: string) =>
    home !== null && (home.memory.entries.has(id) || home.memory.leftOut.has(id));
  const fresh = entries.filter(({ id }) => !isHere(id));
  return {
    fresh: fresh.length,
    changed: fresh.filter(({ kind, record }) => records.has(`${kind} ${record}`)).length,
    already: entries.length - fresh.length,
  };
}

/** Whose log is open; null for the guest's. */
export function accountHere(): string | null {
  return currentHome()?.account ?? null;
}

/** Stores drafts the log does not have, stamped now in their order. On return they are on the disk and drawn. */
export async function bringInDrafts(drafts: readonly Draft[]): Promise<void> {
  const home = opened();
  const spared = unsaved(home.account);
  await home.shelf.write(["pending", "pages", "meta"], async (db) => {
    const known = new Set([...(await knownIds(db)), ...spared.map(({ id }) => id)]);
    const missing = drafts.filter(({ id }) => !known.has(id));
    const clock = await clockOf(db);
    const after = { ...clock, last: later(clock.last, latest(UNSET.last, spared)) };
    const { entries, last } = stampAll(missing, after, { device: home.device, nowMs: Date.now() });
    await putMeta(db, "clock", { ...clock, last });
    await putAll(db.pending, entries);
  });
  await drawn(home);
}

/** Stores entries the log does not have, with the stamps they bring. */
export async function bringInEntries(entries: readonly RawEntry[]): Promise<void> {
  const home = opened();
  await putMissing(home.shelf, entries);
  await drawn(home);
}

function opened(): Home {
  const home = currentHome();
  if (!home) throw new Error("a file comes in only once the log is open");
  return home;
}

async function drawn(home: Home): Promise<void> {
  await reload(home);
  tellTabs({ type: "changed", account: home.account });
  stirred.value++;
}
