/**
 * What Today showed last, kept in the log's own database with the exact log it was made of. A start that finds that
 * log, that day and that build again shows it at once, and folds five years of training when a screen asks for more.
 */

import type { Leg, Plan, Today } from "../training/answers";
import type { Entry } from "../training/entries";
import type { TrainingState } from "../training/fold";
import { getMeta, putMeta, type Readable } from "./db";
import { type Home, isOurs } from "./home";
import { placeOf, samePlace } from "./log";
import type { Memory } from "./memory";
import type { Pending, Place } from "./shapes";
import { unsaved } from "./spare";

/** What Today and the workout need of the view, small enough to be read before the first screen. */
export interface Glance {
  on: number;
  today: Today;
  plan: Plan;
  recent: Recent;
  /** Whether no set was ever logged. */
  isNew: boolean;
  /** Ladders whose sessions one leg begins, with the leg. */
  legs: ReadonlyMap<string, Leg>;
}

/** Sessions and runs of the last `RECENT_DAYS` only. */
export type Recent = Pick<
  TrainingState,
  "on" | "settings" | "plan_id" | "plan" | "red_flags" | "choices" | "sessions" | "runs"
>;

export interface Kept {
  build: string;
  head: string;
  /** Today's, and as far as there was time for them those of the days to come, if nothing is logged till then. */
  glances: Glance[];
  /** What an open workout can consist of. */
  entries: Entry[];
}

/** What is kept holds sentences: those of another language are those of another build. */
let madeBy = __BUILD__;

/** From now on what is kept is in this language and not in English. */
export function keepIn(language: string): void {
  madeBy = `${__BUILD__} ${language}`;
}

/** What was kept for the day, if the log and the build are still the same. */
export async function findKept(home: Home, on: number): Promise<Kept | null> {
  if (unsaved(home.account).length > 0) return null;
  const { parts, kept } = await home.shelf.read(["pending", "pages", "meta"], async (db) => ({
    parts: await partsOf(db),
    kept: await getMeta(db, "kept"),
  }));
  if (kept?.build !== madeBy || !kept.glances.some((glance) => glance.on === on)) return null;
  return kept.head === (await headOf(parts)) ? kept : null;
}

/** Keeps what `home.memory` was folded to, if that is the very log in the database and `isStill` holds. */
export async function keep(home: Home, glances: Glance[], isStill: () => boolean): Promise<void> {
  const { memory } = home;
  const parts = await home.shelf.read(["pending", "pages", "meta"], partsOf);
  if (!isStill() || memory !== home.memory || !isWhole(home, parts)) return;
  const entries = [...memory.recent.values()];
  const head = await headOf(parts);
  if (head === null) return;
  await home.shelf.write(["meta"], (db) => putMeta(db, "kept", { build: madeBy, head, glances, entries }));
}

/** All that tells one log from another: how far it was read, and what waits. */
interface Parts {
  place: Place;
  pages: number;
  pending: Pending[];
}

async function partsOf(db: Readable): Promise<Parts> {
  return { place: await placeOf(db), pages: await db.pages.count(), pending: await db.pending.getAll() };
}

/** Whether memory holds every entry of the database and not one more. */
function isWhole(home: Home, { place, pending }: Parts): boolean {
  const { memory, read } = home;
  if (!samePlace(read, place) || unsaved(home.account).length > 0) return false;
  const ours = pending.filter((entry) => isOurs(home, entry));
  return ours.every((entry) => holds(memory, entry)) && known(memory) === place.cursor + ours.length;
}

function holds({ entries, leftOut }: Memory, { id, hlc }: Pending): boolean {
  return entries.get(id)?.hlc === hlc || leftOut.has(id);
}

function known({ entries, leftOut }: Memory): number {
  return entries.size + leftOut.size;
}

/** Null where the browser has no digest, as on a page without a secure origin: then nothing is kept. */
async function headOf({ place, pages, pending }: Parts): Promise<string | null> {
  const digest = globalThis.crypto?.subtle?.digest.bind(crypto.subtle);
  if (!digest) return null;
  const waiting = pending.map(({ id, hlc, body, claimedBy = null }) => [id, hlc, body === null, claimedBy]);
  const text = JSON.stringify([place.epoch, place.cursor, place.chain, pages, waiting]);
  const bytes = new Uint8Array(await digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
