/** A run between the form and the log. */

import type { RunLogged } from "../training/entries";

/** `at` is this phone's wall clock. */
export type RunDraft = {
  readonly on: string;
  readonly at: string;
  readonly type: RunLogged["type"];
  readonly minutes: number;
};

/** The entry's body; what the form does not show stays as it was. */
export function runBody({ on, at, type, minutes }: RunDraft, before: RunLogged | null): RunLogged {
  return {
    distance_m: null,
    ...before,
    performed_on: on,
    started_at: new Date(`${on}T${at}:00`).getTime(),
    type,
    duration_s: minutes * 60,
  };
}

/** HH:MM of its start on this phone's clock. */
export function clockOf({ started_at }: Pick<RunLogged, "started_at">): string {
  const start = new Date(started_at);
  return [start.getHours(), start.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
