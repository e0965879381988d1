/** A short buzz in the hand, where the phone has one to give. iPhones do not. */

import { preferences } from "./preferences";

const SHORT_MS = 30;
/** Chromium leaves out what comes after so many numbers of a pattern, or lasts longer. */
const MOST_BUZZES = 49;
const LONGEST_MS = 10_000;

export function canVibrate(): boolean {
  return "vibrate" in navigator;
}

export function buzz(pattern: number | number[] = SHORT_MS): void {
  if (preferences.peek().vibration) vibrate(pattern);
}

/** A buzz at each of these instants of the wall clock; the phone gets them all at once, so no timer shakes them. */
export function buzzesAt(atMs: readonly number[]): () => void {
  const pattern = patternOf(atMs, Date.now());
  if (pattern.length === 0 || !preferences.peek().vibration) return () => {};
  vibrate(pattern);
  return () => vibrate(0);
}

/** Buzz and gap in turn, the first buzz none: the way the browser wants it. Pure. */
export function patternOf(atMs: readonly number[], nowMs: number): number[] {
  const pattern: number[] = [];
  let endMs = nowMs;
  for (const at of atMs) {
    if (at < endMs || pattern.length >= 2 * MOST_BUZZES) continue;
    if (at - endMs > LONGEST_MS) break;
    if (pattern.length === 0) pattern.push(0);
    pattern.push(at - endMs, SHORT_MS);
    endMs = at + SHORT_MS;
  }
  return pattern;
}

/** Before the first tap on a page Chromium refuses and says so in its console, as after a reload in a rest. */
function vibrate(pattern: number | number[]): void {
  const { userActivation } = navigator as Partial<Navigator>;
  if (userActivation?.hasBeenActive === false) return;
  try {
    (navigator as Partial<Navigator>).vibrate?.(pattern);
  } catch {
    // Some browsers refuse before the first tap; a missing buzz changes nothing.
  }
}
