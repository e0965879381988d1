/** Today's session as the entry that starts it. Pure. */

import type { Item, NextSession } from "../training/answers";
import type { Catalog } from "../training/catalog";
import type { Prescribed, SessionStarted } from "../training/entries";
import { deloadSets } from "../training/phases";

export type Feeling = { sleep: "poor" | "ok" | null; energy: "poor" | "ok" | null };

export type StartAt = { at_ms: number; on: string; utc_offset_min: number; plan: string | null };

/** The start of a session as it was shown. `lighter` makes it a lighter session by the runner's choice. */
export function sessionStart(
  next: NextSession,
  feeling: Feeling,
  lighter: boolean,
  start: StartAt,
  catalog: Catalog,
): SessionStarted {
  return {
    plan: start.plan,
    template: next.template,
    performed_on: start.on,
    started_at: start.at_ms,
    utc_offset_min: start.utc_offset_min,
    deload: next.deload || lighter,
    sleep: feeling.sleep,
    energy: feeling.energy,
    prescribed: next.items.map((item) => prescribed(item, lighter && !next.deload, catalog)),
  };
}

function prescribed(item: Item, lighter: boolean, catalog: Catalog): Prescribed {
  const sets = Math.min(item.sets_left, item.sets_right);
  return {
    ladder: item.ladder,
    exercise: item.exercise,
    stage: item.stage,
    microstep: item.microstep,
    sets: lighter ? deloadSets(sets, catalog) : sets,
    reps_low: item.reps_low,
    reps_high: item.reps_high,
    seconds_low: item.seconds_low,
    seconds_high: item.seconds_high,
    load_g: item.load_g,
    tempo: item.tempo,
    first_side: item.first_side,
  };
}

/** Whether the answers ask for a lighter session. */
export function asksLighter(feeling: Feeling, catalog: Catalog): boolean {
  const poor = [feeling.sleep, feeling.energy].filter((answer) => answer === "poor").length;
  return poor >= catalog.program.deload.early_poor_answers;
}
