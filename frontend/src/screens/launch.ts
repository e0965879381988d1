/** Where the app opens: in the workout that is under way, or in today's session where its shortcut was pressed. */

import type { Glance } from "../store/kept";
import { glance, openWorkout } from "../store/live";
import { dayNumber } from "../training/units";

const LEFT = "evenstride-left";
/** The shortcut's address in the manifest. */
const START = "?start";
/** A workout without a tap for so long is asked about, not opened. Design choice. */
const STALE_MS = 3 * 3_600_000;

/** Whether this page was opened at Today, and what it opened for has not been seen to yet. */
let isLaunch = globalThis.location?.pathname === "/";

/** What the app was opened for; null on Today itself, and from the second screen on. */
export function openedFor(now_ms: number): "workout" | "start" | null {
  if (!isLaunch || !glance.value) return null;
  if (isClosed(glance.value.today)) return null;
  const workout = openWorkout.value;
  if (workout) {
    const last_ms = Math.max(workout.body.started_at, ...workout.sets.map((set) => set.body.performed_at));
    return now_ms - last_ms < STALE_MS && !isLeft(workout.record) ? "workout" : null;
  }
  return location.search === START && isDueToday(glance.value) ? "start" : null;
}

/** Whether a session is planned for the day that is shown and nothing keeps it closed. */
export function isDueToday({ today, on }: Glance): boolean {
  return !isClosed(today) && today.next !== null && dayNumber(today.next.on) === on;
}

function isClosed({ due }: Glance["today"]): boolean {
  return due.some((one) => one.kind === "red_flag" || one.kind === "screening");
}

/** From now on Today is gone to, not opened. */
export function launched(): void {
  isLaunch = false;
}

/** The workout that the runner left on purpose, which then waits on Today; null for none. */
export function leaveOpen(workout: string | null): void {
  try {
    if (workout === null) localStorage.removeItem(LEFT);
    else localStorage.setItem(LEFT, workout);
  } catch {
    // Forbidden storage: then the workout opens by itself next time.
  }
}

function isLeft(workout: string): boolean {
  try {
    return localStorage.getItem(LEFT) === workout;
  } catch {
    return false;
  }
}
