/** What is true now: the signals the screens draw from, and what brings them up to date. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Replayed } from "../training";
import type { Plan, Progress, Today } from "../training/answers";
import type { Catalog } from "../training/catalog";
import type { TrainingState } from "../training/fold";
import { dayOfInstant, localDate } from "../training/units";
import { getMeta } from "./db";
import { type Home, isOurs } from "./home";
import { type Glance, type Kept, keep } from "./kept";
import { emptyMemory, openWorkoutIn, type Workout } from "./memory";
import type { Problem, RawEntry, WhyClosed } from "./shapes";
import { ClosedError } from "./shelf";
import { unsaved } from "./spare";

export type Opening = { step: "opening" } | { step: "ready" } | { step: "failed"; why: WhyClosed };

/** All that the rules make of the log on the local day `on`. */
export interface View {
  readonly on: number;
  /** The folded log with every verdict: what `session` and `sessions` of training take. */
  readonly replayed: Replayed;
  readonly state: TrainingState;
  readonly progress: Progress;
  readonly today: Today;
  /** Four weeks from `on`. */
  readonly plan: Plan;
}

export interface RefusedEntry {
  entry: RawEntry;
  code: string;
  detail: string;
}

/** `pending` entries are not confirmed by the server; `unsaved` ones are not even in this phone's database. */
export interface Backup {
  account: string | null;
  pending: number;
  setsOnlyHere: number;
  /** How many of `pending` log, change or take back a set. */
  entriesOfSets: number;
  unsaved: number;
  refused: RefusedEntry[];
  lastContactAt: number | null;
  signedOut: boolean;
  /** The server has said that the account was deleted. */
  gone: boolean;
  problem: Problem | null;
  /** Null unless a run is under way that takes long. */
  underway: Underway | null;
}

/** How far a long run is: reading the server's log, or sending this one, which may have to be prepared for it first. */
export interface Underway {
  doing: "reading" | "preparing" | "sending";
  done: number;
  of: number;
}

/** A workout's own screen does not need the verdicts; they are brought up to date in a pause between sets. */
const PAUSE_MS = 3000;
/** What is shown is kept a moment later, so that a tap that follows does not wait for it. */
const KEEP_MS = 1000;
/** A runner who has let the app alone so long will hardly tap in the second that another day takes. */
const AHEAD_MS = 15_000;
/** Most runners are back within this many days. */
const AHEAD_DAYS = 3;

export const opening = signal<Opening>({ step: "opening" });
/** What Today and the workout show. */
export const glance = signal<Glance | null>(null);
export const openWorkout = signal<Workout | null>(null);
export const backup = signal<Backup>({
  account: null,
  pending: 0,
  setsOnlyHere: 0,
  entriesOfSets: 0,
  unsaved: 0,
  refused: [],
  lastContactAt: null,
  signedOut: false,
  gone: false,
  problem: null,
  underway: null,
});

/** Whose log is to be folded: a new one each time that the verdicts are due. */
const folding = signal<{ home: Home; catalog: Catalog } | null>(null);

/** All that the rules say; worked out when somebody looks, and null until the log is in memory. */
export const view: ReadonlySignal<View | null> = computed(
  () => folding.value && viewOn(localDay(Date.now()), folding.value.home, folding.value.catalog),
);

let learnt: typeof import("./verdicts") | null = null;

/** Fetches the rules, which the first screen may do without. */
export async function learnRules(): Promise<void> {
  const fetched = () => import("./verdicts");
  learnt ??= await fetched()
    .catch(fetched)
    .catch(() => Promise.reject(new ClosedError("no_catalog")));
}

function rules(): typeof import("./verdicts") {
  if (!learnt) throw new Error("the rules are fetched before the log is folded");
  return learnt;
}

function viewOn(on: number, home: Home, catalog: Catalog): View {
  return rules().viewOf(home.memory.entries.values(), catalog, on);
}

let pause: ReturnType<typeof setTimeout> | undefined;
let keeping: ReturnType<typeof setTimeout> | undefined;
/** What `glance` was made of. */
let source = { memory: emptyMemory(), changes: 0 };

/** Draws what has just been written; `quietly` leaves the verdicts for the next pause of an open workout. */
export function draw(home: Home, catalog: Catalog, quietly: boolean): void {
  const nowMs = Date.now();
  openWorkout.value = openWorkoutIn(home.memory, nowMs, localDate(localDay(nowMs)));
  clearTimeout(pause);
  clearTimeout(keeping);
  if (quietly && openWorkout.value) pause = setTimeout(() => drawView(home, catalog), PAUSE_MS);
  else drawView(home, catalog);
}

/** Draws what was kept of this very log; the rest is worked out once it is in memory and somebody looks. */
export function drawKept({ glances, entries }: Kept, on: number): void {
  const recent = new Map(entries.map((entry) => [entry.id, entry]));
  const nowMs = Date.now();
  openWorkout.value = openWorkoutIn({ ...emptyMemory(), recent }, nowMs, localDate(localDay(nowMs)));
  glance.value = glances.find((one) => one.on === on) ?? null;
}

/** Makes `view` of a log that is in memory now and was drawn from what was kept. */
export function complete(home: Home, catalog: Catalog, { glances }: Kept): void {
  showing(home, catalog);
  const days = glances.filter((one) => one.on > localDay(Date.now()));
  if (days.length < AHEAD_DAYS - 1) keeping = setTimeout(() => void keepAhead(home, catalog), AHEAD_MS);
}

function showing(home: Home, catalog: Catalog): void {
  folding.value = { home, catalog };
  source = { memory: home.memory, changes: home.memory.changes };
}

function drawView(home: Home, catalog: Catalog): void {
  showing(home, catalog);
  const seen = view.value;
  if (!seen) return;
  glance.value = rules().glanceOf(seen, catalog);
  keeping = setTimeout(() => {
    void keepShown(home);
    keeping = setTimeout(() => void keepAhead(home, catalog), AHEAD_MS);
  }, KEEP_MS);
}

/** Keeps what is shown for the next start, with `ahead`, if it was made of all there is. */
export async function keepShown(home: Home, ahead: Glance[] = []): Promise<void> {
  const shown = glance.peek();
  const isStill = () =>
    glance.peek() === shown && source.memory === home.memory && source.changes === home.memory.changes;
  // Without it the next start takes longer, and nothing else.
  if (shown) await keep(home, [shown, ...ahead], isStill).catch(() => {});
}

/** Keeps what the next days will show: most starts are the first of their day. */
export async function keepAhead(home: Home, catalog: Catalog): Promise<void> {
  const shown = glance.peek();
  const ahead: Glance[] = [];
  while (shown && ahead.length < AHEAD_DAYS) {
    await new Promise((resolve) => setTimeout(resolve));
    if (glance.peek() !== shown || openWorkout.peek()) return;
    const seen = viewOn(shown.on + ahead.length + 1, home, catalog);
    ahead.push(rules().glanceOf(seen, catalog));
  }
  await keepShown(home, ahead);
}

/** The runner's own day number. */
export function localDay(nowMs: number): number {
  return dayOfInstant(nowMs, -new Date(nowMs).getTimezoneOffset());
}

/** Reads from the database what is not backed up. */
export async function countBackup(home: Home): Promise<void> {
  const [pending, lastContactAt, signedOut, gone] = await home.shelf.read(["pending", "meta"], (db) =>
    Promise.all([
      db.pending.getAll(),
      getMeta(db, "lastContactAt"),
      getMeta(db, "signedOut"),
      getMeta(db, "gone"),
    ]),
  );
  home.waiting = pending.filter((entry) => isOurs(home, entry));
  showBackup(home, {
    lastContactAt: lastContactAt ?? null,
    signedOut: signedOut ?? false,
    gone: gone ?? false,
  });
}

/** Shows what is not backed up, as far as memory knows. */
export function showBackup(home: Home, news: Partial<Backup> = {}): void {
  const kept = unsaved(home.account);
  const waiting = [...home.waiting, ...kept];
  const ofSets = waiting.filter((entry) => entry.kind === "set_logged");
  const sets = ofSets.filter((entry) => entry.body !== null);
  backup.value = {
    ...backup.peek(),
    ...news,
    account: home.account,
    pending: waiting.length,
    setsOnlyHere: new Set(sets.map((entry) => entry.record)).size,
    entriesOfSets: ofSets.length,
    unsaved: kept.length,
    refused: home.waiting.flatMap(({ refusal, ...entry }) =>
      refusal ? [{ entry, code: refusal.code, detail: refusal.detail }] : [],
    ),
  };
}

export function setProblem(problem: Problem | null): void {
  if (backup.peek().problem !== problem) backup.value = { ...backup.peek(), problem };
}

export function setUnderway(underway: Underway | null): void {
  if (underway || backup.peek().underway) backup.value = { ...backup.peek(), underway };
}
