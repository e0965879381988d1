import { dayOfInstant, localDate } from "../training/units";

/** How far this phone's clock runs ahead of UTC. */
export function utcOffset_min(): number {
  return -new Date().getTimezoneOffset();
}

/** Today's local date on this phone, YYYY-MM-DD. */
export function dayToday(): string {
  return localDate(dayOfInstant(Date.now(), utcOffset_min()));
}
