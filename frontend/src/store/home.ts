/** Whose log is open in this tab. */

import { adoptLog, claimGuests, copyClaimed, emptyLog, putMissing, releaseGuests } from "./claim";
import {
  type ControlShelf,
  type LogShelf,
  logShelf,
  type Page,
  putAll,
  readControl,
  writeControl,
} from "./db";
import { newDevice } from "./ids";
import { readLog, readPages } from "./log";
import { emptyMemory, type Memory, remember, rememberPage } from "./memory";
import { type Pending, type Place, type RawEntry, START, type WhyClosed } from "./shapes";
import { claimSpared, passSpared, unsaved, unspare } from "./spare";

export interface Home {
  readonly account: string | null;
  readonly device: string;
  readonly shelf: LogShelf;
  readonly guests: LogShelf;
  memory: Memory;
  /** How far `memory` has been read from the server. */
  read: Place;
  /** Entries in the database that the server has not confirmed. */
  waiting: Pending[];
  /** Entries that also rest in the guests' database, until this account's log has them confirmed. */
  claimed: ReadonlySet<string>;
}

const LATER_MS = 4000;
const RESCUE_MS = 15_000;

/**
 * Opens the log of whoever is here, with nothing of it in memory yet. `claim`: with all that guests have logged so far; a tab that only follows another
 * leaves that to the other, or it might claim what the next guest logs.
 */
export async function openHome(
  control: ControlShelf,
  say: (why: WhyClosed | null) => void,
  claim: boolean,
): Promise<Home> {
  const facts = await readControl(control);
  const { account = null, device = await firstDevice(control), adopt = null, leave = null } = facts;
  const guests = logShelf(null, say);
  // Before anybody claims what guests have. A tab that only follows another leaves this to it, too.
  if (claim && leave && leave.account !== account) await finishLeaving(control, guests, leave);
  const shelf = account === null ? guests : logShelf(account, say);
  if (claim && account !== null) {
    claimSpared(account);
    await claimGuests(guests, account);
  }
  const claimed = account === null ? new Set<string>() : await copyClaimed(guests, shelf, account);
  if (adopt && adopt.to === account) {
    await adoptLog(logShelf(adopt.from), shelf);
    await writeControl(control, { adopt: null });
  }
  const memory = emptyMemory();
  const home: Home = { account, device, shelf, guests, claimed, memory, read: START, waiting: [] };
  await storeUnsaved(home);
  return home;
}

/** When it does not work now, the next start tries again: until then that log rests here, closed. */
async function finishLeaving(
  control: ControlShelf,
  guests: LogShelf,
  { account, keep }: { account: string; keep: boolean },
): Promise<void> {
  const log = logShelf(account);
  try {
    if (keep) passSpared(account, null);
    else unspare(new Set(unsaved(account).map((entry) => entry.id)));
    await emptyLog(log, guests, account, keep);
    await writeControl(control, { leave: null });
  } catch (error) {
    reportError(error);
  } finally {
    log.close();
  }
}

/** Reads the log anew, as the database has it. */
export async function loadMemory(home: Home): Promise<void> {
  const nowMs = Date.now();
  const memory = emptyMemory();
  const { pages, pending, place } = await readPages(home.shelf);
  const fresh: Page[] = [];
  for (const page of pages) {
    const judged = rememberPage(memory, page, __BUILD__, nowMs);
    if (judged !== page.judged) fresh.push({ ...page, judged });
  }
  for (const entry of pending) if (isOurs(home, entry)) remember(memory, entry, nowMs);
  for (const entry of unsaved(home.account)) remember(memory, entry, nowMs);
  home.memory = memory;
  home.read = place;
  // The next start is quicker for it; this one draws its first screen before it thinks of the next.
  if (fresh.length > 0) setTimeout(() => noteJudged(home.shelf, fresh).catch(() => {}), LATER_MS);
}

/** Notes the judgement on pages that are still what was judged. */
async function noteJudged(shelf: LogShelf, pages: readonly Page[]): Promise<void> {
  await shelf.write(["pages"], async (db) => {
    const stored = await Promise.all(pages.map((page) => db.pages.get(page.first)));
    await putAll(
      db.pages,
      pages.filter((page, at) => stored[at]?.text === page.text),
    );
  });
}

/** Entries guests logged and an account has claimed are that account's, also while they still rest here. */
export function isOurs(home: Home, entry: { claimedBy?: string }): boolean {
  return home.account !== null || !entry.claimedBy;
}

/** Tries again to put entries into the database that it had refused; another tab may have brought them there. */
export async function storeUnsaved(home: Home): Promise<void> {
  const entries = unsaved(home.account);
  if (entries.length === 0) return;
  try {
    await putMissing(home.shelf, entries);
  } catch {
    // Still no room: they stay where they are, shown as unsaved, and the next write tries again.
    return;
  }
  unspare(new Set(entries.map((entry) => entry.id)));
}

export async function release(home: Home): Promise<void> {
  if (home.claimed.size > 0) home.claimed = await releaseGuests(home.guests, home.shelf, home.claimed);
}

/** Every entry this phone still has, once, from wherever it can be read in time. */
export async function everything(home: Home | null): Promise<RawEntry[]> {
  const account = home?.account ?? null;
  const shelf = home?.shelf ?? logShelf(account);
  return once([...(await inLog(shelf, account).catch(() => inMemory(home))), ...unsaved(account)]);
}

async function inLog(shelf: LogShelf, account: string | null): Promise<RawEntry[]> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, RESCUE_MS));
  const { rows, pending } = await Promise.race([readLog(shelf), late]);
  return [...rows, ...pending.filter((entry) => account !== null || !entry.claimedBy)];
}

/** When the database does not open, or does not answer, what this page holds is all there is. */
function inMemory(home: Home | null): RawEntry[] {
  return [...(home?.memory.entries.values() ?? [])] as RawEntry[];
}

function once(entries: readonly RawEntry[]): RawEntry[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}

export function closeHome(home: Home): void {
  home.shelf.close();
  home.guests.close();
}

async function firstDevice(control: ControlShelf): Promise<string> {
  const device = newDevice();
  await writeControl(control, { device });
  return device;
}
