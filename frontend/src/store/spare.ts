/** Where entries go that the database would not take (no room left, or it is broken): one small slot each, or memory. */

import type { Problem, RawEntry } from "./shapes";

export interface Spared {
  account: string | null;
  entry: RawEntry;
}

/** A slot for each entry, so that two tabs in trouble do not write over what the other has kept. */
const SLOT = "evenstride-unsaved";

/** What no slot would take: it lives as long as this page does, and the screen says that it is unsaved. */
let stranded: readonly Spared[] = [];

/** Every entry that is not in a database. */
export function unsaved(account: string | null): RawEntry[] {
  return all()
    .filter((one) => one.account === account)
    .map((one) => one.entry);
}

/** Why what waits cannot be stamped anew: a part of it is not in the database. */
export function whyNoNewStamps(account: string | null): Problem | null {
  return unsaved(account).length > 0 ? "storage_full" : null;
}

export function spare(account: string | null, entries: readonly RawEntry[]): void {
  for (const entry of entries) {
    const one = { account, entry };
    if (!putInSlot(one)) stranded = [...stranded.filter((other) => other.entry.id !== entry.id), one];
  }
}

/** Forgets entries that have been stored or confirmed. */
export function unspare(ids: ReadonlySet<string>): void {
  stranded = stranded.filter(({ entry }) => !ids.has(entry.id));
  for (const slot of slots()) if (ids.has(slot.slice(SLOT.length + 1))) localStorage.removeItem(slot);
}

/** What a guest's database would not take is the account's from now on, as all that guests have logged. */
export function claimSpared(account: string): void {
  passSpared(null, account);
}

/** What one log's database would not take is another's from now on. */
export function passSpared(from: string | null, to: string | null): void {
  const entries = unsaved(from);
  stranded = stranded.filter((one) => one.account !== from);
  spare(to, entries);
}

function all(): Spared[] {
  return [...slots().flatMap(inSlot), ...stranded];
}

function putInSlot(one: Spared): boolean {
  try {
    localStorage.setItem(`${SLOT}:${one.entry.id}`, JSON.stringify(one));
    return true;
  } catch {
    return false;
  }
}

/** The names of the slots in use; none where the browser keeps none. */
function slots(): string[] {
  try {
    shareOut();
    return Object.keys(localStorage).filter((name) => name.startsWith(`${SLOT}:`));
  } catch {
    return [];
  }
}

/** The first version of the app had one slot for all. */
function shareOut(): void {
  const list = localStorage.getItem(SLOT);
  if (list === null) return;
  for (const one of JSON.parse(list) as Spared[]) if (!putInSlot(one)) return;
  localStorage.removeItem(SLOT);
}

function inSlot(name: string): Spared[] {
  try {
    return [JSON.parse(localStorage.getItem(name) ?? "") as Spared];
  } catch {
    return [];
  }
}
