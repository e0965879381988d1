/** Where entries go that the database would not take (no room left, or it is broken): memory and one small slot. */

import type { RawEntry } from "./shapes";

export interface Spared {
  account: string | null;
  entry: RawEntry;
}

const SLOT = "evenstride-unsaved";

/** What the slot did not take either. */
let slotless: Spared[] = [];

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

/** What a guest's database would not take is the account's from now on, as all that guests have logged. */
export function claimSpared(account: string): void {
  if (unsaved(null).length > 0) {
    keep(all().map((one) => ({ ...one, account: one.account ?? account })));
  }
}

/** Read anew each time: other tabs have the same slot, and must not lose what they have put in it. */
function all(): Spared[] {
  return [...read(), ...slotless];
}

function keep(list: Spared[]): void {
  try {
    if (list.length === 0) localStorage.removeItem(SLOT);
    else localStorage.setItem(SLOT, JSON.stringify(list));
    slotless = [];
  } catch {
    // No slot either: the entries live as long as this page does, and the screen says that they are unsaved.
    const kept = new Set(read().map(({ entry }) => entry.id));
    slotless = list.filter(({ entry }) => !kept.has(entry.id));
  }
}

function read(): Spared[] {
  try {
    return JSON.parse(localStorage.getItem(SLOT) ?? "[]") as Spared[];
  } catch {
    return [];
  }
}
