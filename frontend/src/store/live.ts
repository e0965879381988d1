/**
 * The runner's log, live: start it, write to it, and take in what the server and other tabs say. A write is on the
 * disk before it counts; the network has no part in it.
 */

import { signal } from "@preact/signals";
import catalogUrl from "../generated/catalog.json?url";
import { type Catalog, type CatalogDocument, readCatalog } from "../training/catalog";
import { type Body, type Entry, isRefusal, judge, type Kind, KNOWN_VERSION } from "../training/entries";
import { keepAsGuests } from "./claim";
import { hlcText, latest, tick, UNSET } from "./clock";
import { controlShelf, readControl, writeControl } from "./db";
import { closeHome, everything, type Home, loadMemory, openHome, storeUnsaved } from "./home";
import { newId } from "./ids";
import { findKept, keepIn } from "./kept";
import { append, type Draft, logFile } from "./log";
import { remember } from "./memory";
import {
  complete,
  countBackup,
  draw,
  drawKept,
  glance,
  learnRules,
  localDay,
  opening,
  setProblem,
  showBackup,
  type View,
  view,
} from "./now";
import type { RawEntry, WhyClosed } from "./shapes";
import { isFull, whyClosed } from "./shelf";
import { passSpared, spare, unsaved, unspare } from "./spare";
import { hearTabs, type Note, tellTabs } from "./tabs";

export type { Glance } from "./kept";
export type { LoggedSet, Workout } from "./memory";
export {
  type Backup,
  backup,
  glance,
  type Opening,
  opening,
  openWorkout,
  type RefusedEntry,
  type Underway,
  type View,
  view,
} from "./now";

/** Counts writes and changes of account: whoever backs up listens. */
export const stirred = signal(0);

export interface Item {
  kind: Kind;
  record?: string;
  body: Body | null;
}

/** Another language for the catalogue. */
export interface Translation {
  language: string;
  translate: (english: Catalog) => Promise<Catalog>;
}

/** Kinds that change an open workout and nothing around it. */
const QUIET_KINDS: readonly Kind[] = ["session_started", "set_logged"];
/** Any stamp will do where a draft is judged: it gets its own when it is written. */
const ANY_HLC = "000000000000-0000-0000000000000000";
const NEW_DAY_CHECK_MS = 30_000;
const DRAW_MS = 100;
/** A write takes milliseconds, on the slowest phone and the fullest disk a second. */
const WRITE_MS = 5000;

let home: Home | null = null;
let exercises: Catalog | null = null;
const control = controlShelf(say);
let lastTurn: Promise<unknown> = Promise.resolve();
let loaded: () => void = () => {};
/** When the whole log is in memory; until then only Today and the workout may be shown. */
export const whole = new Promise<void>((resolve) => {
  loaded = resolve;
});

/** All that the rules say, also for who asks before the log is in memory. */
export async function wholeView(): Promise<View | null> {
  await whole;
  return view.value;
}

/** Opens the log and draws it. `opening` says how that goes; it never throws. */
export async function start(
  readDocument: () => Promise<CatalogDocument> = fetchCatalog,
  translation: Translation | null = null,
): Promise<void> {
  const document = readDocument().catch(() => null);
  if (translation) keepIn(translation.language);
  const opened = inTurn(async () => {
    const here = await openHome(control, say, true);
    const found = await document;
    if (!found) return fail("no_catalog");
    const english = readCatalog(found);
    // Better read in English than not at all.
    exercises = (await translation?.translate(english).catch(() => null)) ?? english;
    await settleIn(here);
  });
  hearTabs((note) => void inTurn(() => hear(note)));
  await opened.catch((error: unknown) => fail(whyClosed(error)));
  setInterval(drawNewDay, NEW_DAY_CHECK_MS);
  globalThis.addEventListener?.("visibilitychange", drawNewDay);
  globalThis.addEventListener?.("pageshow", (event) => {
    if (event.persisted) inTurn(catchUp).catch(reportError);
  });
}

/** The catalogue the app was built with, in the runner's language. */
export function catalog(): Catalog {
  if (!exercises) throw new Error("the catalogue is read before the first screen is drawn");
  return exercises;
}

/** A name for a new record. */
export function newRecord(): string {
  return newId(Date.now());
}

export async function write(kind: Kind, body: Body | null, record?: string): Promise<Entry> {
  const [entry] = await writeAll([record === undefined ? { kind, body } : { kind, body, record }]);
  return entry as Entry;
}

/**
 * Writes all items or none. On return they are durable and drawn; when the phone is full, or its database does not
 * answer, they are set aside and `backup` says "unsaved".
 */
export async function writeAll(items: readonly Item[]): Promise<Entry[]> {
  const nowMs = Date.now();
  const drafts = items.map((item) => draft(item, nowMs));
  const written = inTurn(() => put(drafts, nowMs));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, WRITE_MS, null);
  });
  const entries = await Promise.race([written, late]).finally(() => clearTimeout(timer));
  if (entries) return entries;
  const here = home;
  // Whatever hangs, nothing may hang on it. When the database answers after all, it has the same entries by their ids.
  return here ? shown(here, setAside(here, drafts, nowMs, null)) : await written;
}

async function put(drafts: readonly Draft[], nowMs: number): Promise<Entry[]> {
  const here = settled();
  try {
    // The database does not know what it had no room for.
    const after = latest(UNSET.last, unsaved(here.account));
    const entries = await append(here.shelf, drafts, { device: here.device, nowMs }, after);
    unspare(new Set(entries.map((entry) => entry.id)));
    return shown(here, entries);
  } catch (error) {
    return shown(here, setAside(here, drafts, nowMs, error));
  }
}

function shown(here: Home, entries: readonly RawEntry[]): Entry[] {
  show(here, entries);
  tellTabs({ type: "written", account: here.account, entries: [...entries] });
  stirred.value++;
  return entries as unknown as Entry[];
}

/** The open log; null until `opening` is ready. */
export function currentHome(): Home | null {
  return home;
}

/** Draws the log anew from the database, after more has changed there than new entries. */
export function reload(of: Home): Promise<void> {
  return inTurn(async () => {
    if (of === home) await reread(of);
  });
}

/** Counts anew what is not backed up. */
export function recount(of: Home): Promise<void> {
  return inTurn(() => count(of));
}

/** Opens the log of another account (null: the guest's). `adopt`: with all that this log holds. */
export function moveTo(account: string | null, adopt: boolean): Promise<void> {
  return inTurn(async () => {
    const from = settled();
    const take =
      adopt && from.account !== null && account !== null ? { from: from.account, to: account } : null;
    await writeControl(control, { account, adopt: take });
    await leaveFor(await openHome(control, say, true), from);
  });
}

/**
 * Leaves the log of an account that is gone and opens the guests'. `keep`: with all that it holds, so that nothing is
 * lost; otherwise it is removed from this phone. The choice is the runner's.
 */
export function leaveGone(keep: boolean): Promise<void> {
  return inTurn(async () => {
    const from = settled();
    const { account } = from;
    if (account === null) return;
    // First, so that a phone without room for it stays as it is.
    if (keep) await keepAsGuests(from.shelf, from.guests, account);
    if (keep) passSpared(account, null);
    await writeControl(control, { account: null, leave: { account, keep } });
    // Another tab may still write to a log that is kept: the next start looks again, and empties it then.
    await leaveFor(await openHome(control, say, !keep), from);
  });
}

async function leaveFor(to: Home, from: Home): Promise<void> {
  await loadMemory(to);
  await moveIn(to);
  closeHome(from);
  tellTabs({ type: "moved" });
}

/** Everything on this phone as a log file, also when the database cannot be opened. */
export async function exportLog(): Promise<Blob> {
  const text = logFile(home?.account ?? null, await everything(home), Date.now());
  return new Blob([text], { type: "application/json" });
}

function settled(): Home {
  if (!home) throw new Error("the log is written to only once it is open");
  return home;
}

/** One after another, so that a write never lands in a log that is being left. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = lastTurn.then(work, work);
  lastTurn = turn.catch(() => {});
  return turn;
}

/** The first look at a log: at what was kept of it when it is still the same, else at what is read and folded now. */
async function settleIn(here: Home): Promise<void> {
  const on = localDay(Date.now());
  const kept = await findKept(here, on).catch(() => null);
  if (!kept) {
    await Promise.all([loadMemory(here), learnRules()]);
    await breathe();
    await moveIn(here);
  } else {
    home = here;
    drawKept(kept, on);
    await count(here);
    opening.value = { step: "ready" };
    await drawn();
    await Promise.all([loadMemory(here), learnRules()]);
    complete(here, catalog(), kept);
    stirred.value++;
  }
  // A screen that waited for all of it folds and draws; what has been read and judged was a piece of work by itself.
  await breathe();
  loaded();
}

/** Lets taps and drawing come between two pieces of the start. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** When the browser has had the time to draw; pages in the background do not draw. */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, DRAW_MS);
    globalThis.requestAnimationFrame?.(() => setTimeout(resolve));
  });
}

async function moveIn(to: Home): Promise<void> {
  home = to;
  setProblem(null);
  draw(to, catalog(), false);
  await count(to);
  opening.value = { step: "ready" };
  stirred.value++;
}

function draft({ kind, record, body }: Item, nowMs: number): Draft {
  const made: Draft = {
    id: newId(nowMs),
    record: record ?? newId(nowMs),
    kind,
    v: KNOWN_VERSION,
    body: body as Draft["body"],
  };
  const judged = judge({ ...made, hlc: ANY_HLC });
  if (isRefusal(judged)) throw new Error(`a ${kind} that breaks the contract: ${judged.detail}`);
  return made;
}

/** The database took nothing: the entries live on in memory and in spare slots, and are shown as unsaved. */
function setAside(here: Home, drafts: readonly Draft[], nowMs: number, error: unknown): RawEntry[] {
  let last = latest(UNSET.last, [...here.memory.entries.values()] as RawEntry[]);
  const entries = drafts.map((one) => {
    last = tick(last, nowMs);
    return { ...one, hlc: hlcText(last, here.device) };
  });
  spare(here.account, entries);
  if (isFull(error)) setProblem("storage_full");
  return entries;
}

/** Draws entries that are already safe: whatever goes wrong here, they need not be written again. */
function show(here: Home, entries: readonly RawEntry[]): void {
  try {
    for (const entry of entries) remember(here.memory, entry, Date.now());
    const quietly = entries.every(({ kind }) => QUIET_KINDS.includes(kind as Kind));
    draw(here, catalog(), quietly);
  } catch (error) {
    reportError(error);
  }
  const kept = new Set(unsaved(here.account).map((entry) => entry.id));
  here.waiting.push(...entries.filter((entry) => !kept.has(entry.id)));
  showBackup(here);
  if (kept.size > 0) void recount(here);
}

async function count(of: Home): Promise<void> {
  if (unsaved(of.account).length > 0) await storeUnsaved(of);
  // A closed database has its own words on the screen; the numbers stay as they were.
  await countBackup(of).catch(() => {});
}

async function hear(note: Note): Promise<void> {
  const here = home;
  if (!here) return;
  if (note.type === "moved") {
    const to = await openHome(control, say, false);
    await loadMemory(to);
    await moveIn(to);
    closeHome(here);
  } else if (note.account === here.account) {
    if (note.type === "written") show(here, note.entries);
    else await reread(here);
  }
}

/** A page that was put aside has heard nothing of what other tabs did. */
async function catchUp(): Promise<void> {
  const here = home;
  if (!here) return;
  const { account = null } = await readControl(control);
  await hear(account === here.account ? { type: "changed", account } : { type: "moved" });
}

async function reread(here: Home): Promise<void> {
  await loadMemory(here);
  draw(here, catalog(), true);
  await count(here);
}

function drawNewDay(): void {
  if (home && glance.peek() && glance.peek()?.on !== localDay(Date.now())) draw(home, catalog(), true);
}

function say(why: WhyClosed | null): void {
  if (why) fail(why);
  else if (opening.peek().step === "failed") opening.value = home ? { step: "ready" } : { step: "opening" };
}

function fail(why: WhyClosed): void {
  opening.value = { step: "failed", why };
}

/** The catalogue is precached beside the app and not part of its code. */
async function fetchCatalog(): Promise<CatalogDocument> {
  const answer = await fetch(catalogUrl);
  if (!answer.ok) throw new Error(`the catalogue answered ${answer.status}`);
  return (await answer.json()) as CatalogDocument;
}
