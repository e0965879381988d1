/** The hybrid logical clock: stamps that only grow, whatever the phone's own clock does. Pure. */

import type { RawEntry } from "./shapes";

/** A moment of the clock; ordered by `ms`, then `counter` (0..65 535). */
export interface Stamp {
  ms: number;
  counter: number;
}

/** `last` is the greatest stamp given or seen, `confirmed` the greatest a server has stored. */
export interface Clock {
  last: Stamp;
  confirmed: Stamp;
  offsetMs: number;
}

const COUNTER_MAX = 0xffff;
const MS_MAX = 2 ** 48 - 1;
const ZERO: Stamp = { ms: 0, counter: 0 };

export const UNSET: Clock = { last: ZERO, confirmed: ZERO, offsetMs: 0 };

/** The stamp after `last`: the wall clock when that is later, otherwise the very next one. */
export function tick(last: Stamp, wallMs: number): Stamp {
  const wall = Math.min(Math.floor(wallMs), MS_MAX);
  if (wall > last.ms) return { ms: wall, counter: 0 };
  if (last.counter < COUNTER_MAX) return { ms: last.ms, counter: last.counter + 1 };
  return { ms: last.ms + 1, counter: 0 };
}

export function isAfter(a: Stamp, b: Stamp): boolean {
  return a.ms > b.ms || (a.ms === b.ms && a.counter > b.counter);
}

export function later(a: Stamp, b: Stamp): Stamp {
  return isAfter(a, b) ? a : b;
}

/** The text of a stamp: fixed width, so that text order is clock order. `device` is 16 hex digits. */
export function hlcText(stamp: Stamp, device: string): string {
  return `${hex(stamp.ms, 12)}-${hex(stamp.counter, 4)}-${device}`;
}

export function stampOf(hlc: string): Stamp {
  return { ms: Number.parseInt(hlc.slice(0, 12), 16), counter: Number.parseInt(hlc.slice(13, 17), 16) };
}

/** The greatest stamp among `start` and the entries' stamps. */
export function latest(start: Stamp, entries: readonly RawEntry[]): Stamp {
  return entries.reduce((greatest, entry) => later(greatest, stampOf(entry.hlc)), start);
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, "0");
}
