/**
 * What helps to find out why a log does not get through: counts, places and states. Nothing of what is in an entry's
 * body, no name, and no more of an account than tells it from another.
 */

import { getMeta } from "./db";
import type { Home } from "./home";
import { currentHome } from "./live";
import { clockOf, placeOf, rowsOf } from "./log";
import { backup } from "./now";
import type { RawEntry } from "./shapes";
import { unsaved } from "./spare";
import { troubles } from "./troubles";

const SHORT = 8;

export type Diagnosis = Record<string, unknown>;

/** `device`: what the browser says of itself. Whatever cannot be read is said to be missing. */
export async function diagnose(device: Record<string, unknown>): Promise<Diagnosis> {
  const home = currentHome();
  const { problem, signedOut, underway } = backup.peek();
  return {
    format: "evenstride-diagnosis",
    v: 1,
    at: Date.now(),
    build: __BUILD__,
    device: home?.device ?? null,
    account: home?.account?.slice(0, SHORT) ?? null,
    signed_out: signedOut,
    problem,
    underway,
    unsaved: countKinds(unsaved(home?.account ?? null)),
    log: home && (await logOf(home).catch((error: unknown) => ({ unreadable: String(error) }))),
    last_problems: troubles(),
    browser: device,
  };
}

async function logOf({ shelf }: Home): Promise<Diagnosis> {
  return await shelf.read(["pages", "pending", "meta"], async (db) => {
    const [pages, pending] = await Promise.all([db.pages.getAll(), db.pending.getAll()]);
    const { epoch, cursor, chain } = await placeOf(db);
    const { last, confirmed, offsetMs } = await clockOf(db);
    return {
      place: { epoch, cursor, chain },
      pages: pages.map(({ first, last: until, count }) => [first, until, count]),
      clock: { last, confirmed, offset_ms: offsetMs },
      last_contact_at: (await getMeta(db, "lastContactAt")) ?? null,
      confirmed: countKinds(rowsOf(pages)),
      waiting: countKinds(pending),
      settled_waiting: pending.filter((entry) => entry.settled).length,
      claimed_waiting: pending.filter((entry) => entry.claimedBy).length,
      refused: pending.flatMap(({ id, kind, v, refusal }) =>
        refusal ? [{ id, kind, v, code: refusal.code, build: refusal.build, at: refusal.atMs }] : [],
      ),
    };
  });
}

function countKinds(entries: readonly RawEntry[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of entries) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
