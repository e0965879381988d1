/** Numbers, days and times as the runner's language writes them. It leans on no words, since all words lean on it. */

import { LOCALE } from "./language";

const MS_PER_DAY = 86_400_000;
const GRAMS_PER_LB = 453.592;

const whole = new Intl.NumberFormat(LOCALE);
const tenths = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });

/** What stands before the tenths: a point, a comma. */
export const decimalMark = whole.formatToParts(0.5).find((part) => part.type === "decimal")?.value ?? ".";

function localDate(options: Intl.DateTimeFormatOptions): (on: number) => string {
  const format = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: "UTC" });
  return (on) => format.format(on * MS_PER_DAY);
}

/** Each takes a day number. */
export const dates = {
  full: localDate({ weekday: "long", day: "numeric", month: "long" }),
  weekday: localDate({ weekday: "long" }),
  short: localDate({ weekday: "short", day: "numeric", month: "short" }),
  narrow: localDate({ weekday: "short" }),
  dayOfMonth: localDate({ day: "numeric" }),
  withYear: localDate({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  month: localDate({ month: "long", year: "numeric" }),
};

const clockTime = new Intl.DateTimeFormat(LOCALE, { hour: "numeric", minute: "2-digit" });
const dayAndTime = new Intl.DateTimeFormat(LOCALE, {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
});

export const clock = (at_ms: number) => clockTime.format(at_ms);
export const moment = (at_ms: number) => dayAndTime.format(at_ms);

export function number(value: number): string {
  return whole.format(value);
}

export function count(value: number, one: string, many: string): string {
  return `${whole.format(value)} ${value === 1 ? one : many}`;
}

export function minutes(value: number): string {
  return `${whole.format(value)} min`;
}

/** 1:05, or 9 below ten seconds apart from zero padding. */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

export function weight(load_g: number, units: "kg" | "lb"): string {
  return units === "lb"
    ? `${tenths.format(load_g / GRAMS_PER_LB)} lb`
    : `${tenths.format(load_g / 1_000)} kg`;
}
