/** What the page about the backup reads from the database and the browser. */

import { isLockHeld } from "../device/browser";
import { readPersisted, room } from "../device/storage";
import { stampOf } from "../store/clock";
import { currentHome } from "../store/live";
import { clockOf, placeOf } from "../store/log";
import { SYNC_LOCK, syncing } from "../sync/loop";

export interface Facts {
  device: string;
  /** When the oldest entry was made that is only here. */
  oldestAt: number | null;
  /** Rows read from the server. */
  read: number;
  /** Server clock minus this phone's. */
  offsetMs: number;
  room: { used_mb: number; quota_mb: number } | null;
  /** Whether another tab is backing up. */
  elsewhere: boolean;
}

const MEGABYTE = 1_000_000;

/** Null when the database cannot be read just now. */
export async function readFacts(): Promise<Facts | null> {
  const home = currentHome();
  if (!home) return null;
  const [log] = await Promise.all([
    home.shelf
      .read(["meta"], async (db) => ({ place: await placeOf(db), clock: await clockOf(db) }))
      .catch(() => null),
    readPersisted(),
  ]);
  const found = await room();
  const offsetMs = log?.clock.offsetMs ?? 0;
  return {
    device: home.device,
    // Stamps are in the server's time; the runner reads this phone's.
    oldestAt: oldest(home.waiting.map((entry) => stampOf(entry.hlc).ms - offsetMs)),
    read: log?.place.cursor ?? 0,
    offsetMs,
    room: found && { used_mb: megabytes(found.usedBytes), quota_mb: megabytes(found.quotaBytes) },
    elsewhere: !syncing.peek() && (await isLockHeld(SYNC_LOCK)),
  };
}

function oldest(instants: readonly number[]): number | null {
  return instants.length === 0 ? null : instants.reduce((a, b) => Math.min(a, b));
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / MEGABYTE);
}
