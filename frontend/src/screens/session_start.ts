/** Today's session as the entry that starts it. Pure. */

import type { Item, Leg, NextSession } from "../training/answers";
import { type Catalog, known } from "../training/catalog";
import type { Prescribed, SessionStarted } from "../training/entries";
import { deloadSets } from "../training/phases";
import type { Lead } from "./workout_flow";

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
    prescribed: itemsFor(next, lighter).map((item) => prescribed(item, lighter && !next.deload, catalog)),
  };
}

/** What is done of a session; a lighter one by choice leaves out the work of one leg alone. */
export function itemsFor(next: NextSession, lighter: boolean): readonly Item[] {
  return lighter ? next.items.filter((item) => Math.min(item.sets_left, item.sets_right) > 0) : next.items;
}

/**
 * Which leg goes first and sets the measure, and how many sets are its own, by the item's place in the session.
 *
 * Jumps have none: nothing is added for one leg, and none copies the other.
 */
export function leads(
  items: readonly Item[],
  lighter: boolean,
  laggingIn: (ladder: string) => Leg | null,
  catalog: Catalog,
): Record<number, Lead> {
  const found: Record<number, Lead> = {};
  for (const [index, item] of items.entries()) {
    const { sides, category } = known(catalog.exerciseById, item.exercise);
    if (sides === "both" || category === "plyometric") continue;
    const more = item.sets_left - item.sets_right;
    const side = more === 0 ? laggingIn(item.ladder) : more > 0 ? "left" : "right";
    if (side === "left" || side === "right") found[index] = { side, extra: lighter ? 0 : Math.abs(more) };
  }
  return found;
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
