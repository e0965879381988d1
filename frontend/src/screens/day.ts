import { dayOfInstant, localDate } from "../training/units";

/** How far this phone's clock runs ahead of UTC, now or at another instant. */
export function utcOffset_min(at_ms = Date.now()): number {
  return -new Date(at_ms).getTimezoneOffset();
}

/** Today's local date on this phone, YYYY-MM-DD. */
export function dayToday(): string {
  return localDate(dayOfInstant(Date.now(), utcOffset_min()));
}
