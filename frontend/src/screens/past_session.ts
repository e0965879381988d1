/** A session that is over, or one the phone was not there for, as the workout's own logic reads it. Pure. */

import type { NextSession } from "../training/answers";
import type { Catalog } from "../training/catalog";
import type { RungChosen, SessionFinished, SessionStarted, SetLogged } from "../training/entries";
import type { LoggedSet, Session } from "../training/fold";
import { sessionStart } from "./session_start";
import type { Bout, Slot, WorkoutLog } from "./workout_flow";
import { amountFor, type Marks, setBody } from "./workout_tap";

const MS_PER_MIN = 60_000;
/** Sets entered afterwards need some order in time: so far apart. Design choice. */
const SET_EVERY_MS = 90_000;

/** `step_g` is the runner's smallest step between weights. */
export function pastLog(
  record: string,
  body: SessionStarted,
  sets: readonly LoggedSet[],
  choices: readonly RungChosen[],
  step_g: number,
): WorkoutLog {
  const last_ms = Math.max(body.started_at, ...sets.map((set) => set.body.performed_at));
  return {
    record,
    body,
    sets: sets.map((set) => ({ record: set.record, body: set.body })),
    choices: choices.filter((choice) => choice.chosen_at <= last_ms),
    skipped: {},
    later: [],
    lead: {},
    more: {},
    going_on: [],
    step_g,
  };
}

export function setsOf(session: Session): readonly LoggedSet[] {
  return [...session.sets.values()].flat();
}

/** A set that fills a slot, with nothing rated yet: only the runner can say how it was. */
export function unratedSet(log: WorkoutLog, bout: Bout, slot: Slot, catalog: Catalog): SetLogged {
  const sets = bout.slots.filter((one) => one.side === slot.side).length;
  const turn = { bout, side: slot.side, set_no: slot.set_no, sets };
  const none: Marks = {};
  const logged = { amount: amountFor(turn), marks: none, pain: 0, rir: null, load_g: bout.load_g, note: "" };
  const made = setBody(log.record, turn, logged, momentOf(log, bout, slot), catalog);
  return { ...made, checks: {} };
}

/** After the sets that come before it, wherever those were. */
function momentOf({ body, sets }: WorkoutLog, bout: Bout, slot: Slot): number {
  const place = bout.slots.indexOf(slot);
  const before = bout.slots.slice(0, place).flatMap((one) => one.set?.body.performed_at ?? []);
  const last_ms = Math.max(0, ...before);
  if (last_ms > 0) return last_ms + SET_EVERY_MS;
  return body.started_at + (sets.length + 1) * SET_EVERY_MS;
}

export type Missed = { readonly on: string; readonly at_ms: number; readonly utc_offset_min: number };

/** The entries of a session that was trained without the phone: it began then, and is over. */
export function missedSession(
  record: string,
  next: NextSession,
  { on, at_ms, utc_offset_min }: Missed,
  plan: string | null,
  catalog: Catalog,
): { started: SessionStarted; finished: SessionFinished } {
  const start = { at_ms, on, utc_offset_min, plan };
  const started = sessionStart(next, { sleep: null, energy: null }, false, start, catalog);
  const finished_at = at_ms + next.minutes * MS_PER_MIN;
  return { started, finished: { session: record, finished_at, rpe: null, ended: "complete", note: null } };
}
