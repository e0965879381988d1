/** Where entries go that the database would not take (no room left, or it is broken): memory and one small slot. */

import type { RawEntry } from "./shapes";

export interface Spared {
  account: string | null;
  entry: RawEntry;
}

const SLOT = "evenstride-unsaved";

let spared: Spared[] | null = null;

/** Every entry that is not in a database. */
export function unsaved(account: string | null): RawEntry[] {
  return all()
    .filter((one) => one.account === account)
    .map((one) => one.entry);
}

export function spare(account: string | null, entries: readonly RawEntry[]): void {
  keep([...all(), ...entries.map((entry) => ({ account, entry }))]);
}

/** Forgets entries that have been stored or confirmed. */
export function unspare(ids: ReadonlySet<string>): void {
  if (all().some(({ entry }) => ids.has(entry.id))) keep(all().filter(({ entry }) => !ids.has(entry.id)));
}

function all(): Spared[] {
  spared ??= read();
  return spared;
}

function keep(list: Spared[]): void {
  spared = list;
  try {
    if (list.length === 0) localStorage.removeItem(SLOT);
    else localStorage.setItem(SLOT, JSON.stringify(list));
  } catch {
    // No slot either: the entries live as long as this page does, and the screen says that they are unsaved.
  }
}

function read(): Spared[] {
  try {
    return JSON.parse(localStorage.getItem(SLOT) ?? "[]") as Spared[];
  } catch {
    return [];
  }
}
