/**
 * Whole numbers, local days and the one rounding rule.
 *
 * Everything the rules compare is an integer in a small unit: grams, seconds, milliseconds, whole percent.
 * Days are counted from 1970-01-01 so that both twins subtract plain numbers.
 */

export const MS_PER_DAY = 86_400_000;
export const MS_PER_MIN = 60_000;
/** The largest integer a phone keeps exact. */
export const SAFE_INT_MAX = Number.MAX_SAFE_INTEGER;

/** The nearest whole number to numerator / denominator; halves go up (2.5 is 3, -2.5 is -2).
 *
 * The denominator is positive. */
export function halfUp(numerator: number, denominator: number): number {
  return floorDiv(2 * numerator + denominator, 2 * denominator);
}

/** The greatest whole number not above a / b, as `//` is in Python; exact for safe integers. */
export function floorDiv(a: number, b: number): number {
  return Math.floor(a / b);
}

/** Days from 1970-01-01 to a `YYYY-MM-DD` that has already been validated. */
export function dayNumber(localDate: string): number {
  return Date.parse(localDate) / MS_PER_DAY;
}

/** The `YYYY-MM-DD` of a day number. */
export function localDate(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: number): number {
  return day + 3 - 7 * floorDiv(day + 3, 7) + 1;
}

/** The local day number of an instant, for a clock that runs `utcOffsetMin` ahead of UTC. */
export function dayOfInstant(atMs: number, utcOffsetMin: number): number {
  return floorDiv(atMs + utcOffsetMin * MS_PER_MIN, MS_PER_DAY);
}

/** Text in the order of its code units, for sorting: both twins compare ids and dates, which are ASCII. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
