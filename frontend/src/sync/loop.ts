/** When to back up: soon after a write, at the start, when the app is looked at, when the network returns. */

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { backup, currentHome, stirred } from "../store/live";
import { placeIn } from "../store/log";
import { setProblem } from "../store/now";
import { noteTrouble } from "../store/troubles";
import { hears, hush, listenFor, type Told } from "./ears";
import type { Stop } from "./plan";
import { SYNC_LOCK } from "./rounds";
import { runOnce } from "./run";

export { SYNC_LOCK };

const AFTER_WRITE_MS = 1000;
const EVERY_MS = 5 * 60_000;
/** Where no news is heard: an old server, a proxy that keeps streams back. */
const DEAF_EVERY_MS = 20_000;
const BACK_OFF_MS = 2000;
const BACK_OFF_MAX_MS = 15 * 60_000;
const LEAVING_MS = 1500;
const LOCK_RETRY_MS = 5000;
/** A tab in the background may be frozen with the lock in its hand. */
const LOCK_PATIENCE_MS = 10_000;
/** One step of a run is a request of at most 30 s, or a transaction of at most twice that. */
const HANG_MS = 90_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let underway: Promise<void> | null = null;
const isUnderway = signal(false);
/** Whether this tab is backing up right now. */
export const syncing: ReadonlySignal<boolean> = isUnderway;
let failures = 0;
/** By a clock that nobody sets: a phone's own may jump back by a year. */
let notBeforeMs = 0;
let lockedOutSinceMs: number | null = null;
/** Whether somebody wrote since the run under way began: it may have looked for the last time already. */
let isOwed = false;
/** Aborted while nobody can see this page: it may be frozen for good, so it must hold nothing. */
let visit = new AbortController();

/** From now on the log is backed up by itself, whenever somebody is signed in. */
export function startSync(): void {
  effect(() => {
    if (stirred.value > 0) syncSoon();
  });
  const look = () => {
    if (document.visibilityState === "visible") void syncNow();
    else hush();
    listen();
  };
  effect(listen);
  document.addEventListener("visibilitychange", look);
  addEventListener("online", () => {
    failures = 0;
    look();
  });
  addEventListener("pagehide", () => visit.abort());
  addEventListener("pageshow", () => {
    if (!visit.signal.aborted) return;
    visit = new AbortController();
    look();
  });
  setInterval(look, EVERY_MS);
  setInterval(lookIfDeaf, DEAF_EVERY_MS);
}

/** Asks while somebody looks, as long as asking works: what fails has its own, longer pauses. */
function lookIfDeaf(): void {
  const { account, signedOut } = backup.peek();
  const mayAsk = account !== null && !signedOut && document.visibilityState === "visible";
  if (mayAsk && failures === 0 && !hears()) void syncNow();
}

/** Listens while somebody is signed in and looks at the app: a screen in a pocket needs no news. */
function listen(): void {
  const { account, signedOut } = backup.value;
  const mayHear = !signedOut && document.visibilityState === "visible";
  listenFor(mayHear ? account : null, {
    onTold: (told) => void catchUp(told).catch(() => {}),
    // Not at once: who signs out here hears of it, too, and is about to leave this log.
    onSignedOut: () => setTimeout(() => backup.peek().account === account && void syncNow(), LEAVING_MS),
  });
}

/** Reads what is new, unless it was our own. Whatever goes wrong here, the next look at the app makes good. */
async function catchUp(told: Told): Promise<void> {
  await underway;
  const home = currentHome();
  if (!home?.account) return;
  const { epoch, cursor } = await placeIn(home.shelf);
  if (told.epoch !== epoch || told.head !== cursor) await syncNow();
}

/** Backs up in a moment, once for many writes. When the session is over, that waits for the runner to sign in. */
export function syncSoon(): void {
  isOwed = true;
  if (!backup.peek().signedOut) after(AFTER_WRITE_MS);
}

/** Backs up now, or joins the attempt under way. `backup` says how it went; it never throws. */
export function syncNow(): Promise<void> {
  isUnderway.value = true;
  underway ??= attempt().finally(() => {
    underway = null;
    isUnderway.value = false;
  });
  return underway;
}

async function attempt(): Promise<void> {
  const waitMs = notBeforeMs - performance.now();
  if (waitMs > 0) return after(waitMs);
  const home = currentHome();
  const account = home?.account;
  if (!home || !account || visit.signal.aborted) return;
  isOwed = false;
  const outcome = await watched((signal, beat) =>
    alone(() => Promise.race([runOnce(home, account, __BUILD__, signal, beat), left(signal)])),
  );
  if (outcome === "left") return;
  if (outcome === "elsewhere") return after(LOCK_RETRY_MS);
  conclude(outcome === "hung" ? { problem: "stuck", retryAfterS: null } : outcome);
  const mayBeLeft = backup.peek().pending > 0 || currentHome() !== home;
  if (outcome === null && isOwed && mayBeLeft) syncSoon();
}

/**
 * What `work` comes to, or "hung" when it has not called `beat` for longer than any step of it may take: browsers
 * forget to answer. What hangs is given up, its lock too, and is told so by its signal, should it ever wake.
 */
async function watched<T>(work: (signal: AbortSignal, beat: () => void) => Promise<T>): Promise<T | "hung"> {
  const { signal } = visit;
  const run = new AbortController();
  const leave = () => run.abort();
  signal.addEventListener("abort", leave);
  let late: ReturnType<typeof setTimeout> | undefined;
  let giveUp: () => void = () => {};
  const hung = new Promise<"hung">((resolve) => {
    giveUp = () => resolve("hung");
  });
  const beat = () => {
    clearTimeout(late);
    late = setTimeout(giveUp, HANG_MS);
  };
  beat();
  try {
    return await Promise.race([work(run.signal, beat), hung]);
  } finally {
    clearTimeout(late);
    signal.removeEventListener("abort", leave);
    run.abort();
  }
}

/** WebKit keeps the lock of a page that was left in the middle of it, unless the page has let go by then. */
function left(signal: AbortSignal): Promise<"left"> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve("left"), { once: true }));
}

/** Says how it went, and plans the next attempt after a failure. */
function conclude(stop: Stop | null): void {
  clearTimeout(timer);
  const isSignedOut = stop?.problem === "signed_out";
  if (stop) noteTrouble(stop.problem, Date.now());
  setProblem(stop && stop.problem !== "signed_out" ? stop.problem : null);
  if (!stop || isSignedOut) {
    failures = 0;
    return;
  }
  if (stop.retryAfterS) notBeforeMs = performance.now() + stop.retryAfterS * 1000;
  after(Math.max(backOffMs(failures++), (stop.retryAfterS ?? 0) * 1000));
}

/** Twice as long each time, and never the same for two phones. */
function backOffMs(count: number): number {
  return Math.min(BACK_OFF_MAX_MS, BACK_OFF_MS * 2 ** count) * (0.5 + Math.random());
}

function after(waitMs: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void syncNow(), waitMs);
}

/** Runs `work` unless another tab is at it. Two at once would be right as well, only slower. */
async function alone<T>(work: () => Promise<T>): Promise<T | "elsewhere"> {
  if (!("locks" in navigator)) return await work();
  return await navigator.locks.request(SYNC_LOCK, { ifAvailable: true }, async (lock) => {
    const nowMs = performance.now();
    lockedOutSinceMs ??= nowMs;
    if (!lock && nowMs - lockedOutSinceMs < LOCK_PATIENCE_MS) return "elsewhere";
    lockedOutSinceMs = null;
    return await work();
  });
}
