/** What a rung asks before it may be entered: other rungs, holds, tests, doors, and a look from outside. */

import type { GateId } from "./answers";
import type { Catalog, EntryNeed, Exercise } from "./catalog";
import type { Side } from "./entries";
import type { Test, TrainingState } from "./fold";
import { setClass } from "./quality";
import { isEven, type Locks } from "./symmetry";

/** Exercise → the longest time, in seconds, that every set of both legs was good for in one session. */
export type Held = ReadonlyMap<string, number>;

export type OneLeg = "left" | "right";
export const BOTH_LEGS: readonly OneLeg[] = ["left", "right"];

/** Exercise → how many of its stages are passed, counted from the first. */
export type Done = ReadonlyMap<string, number>;

/** What the needs of a rung are held against on a day. */
export type Known = {
  readonly passed: ReadonlySet<string>;
  readonly done: Done;
  readonly held: Held;
  readonly open_gates: ReadonlyMap<GateId, number>;
  readonly plyo_weeks: number;
  /** Whole weeks since a jump ladder last went back. */
  readonly jumps_clean_weeks: number;
  readonly locks: Locks;
  /** Running drill → plan weeks in which it was done without pain. */
  readonly drill_weeks: ReadonlyMap<string, number>;
};

/** Whether a need is met on a day. */
export function entryMet(
  need: EntryNeed,
  known: Known,
  state: TrainingState,
  catalog: Catalog,
  day: number,
): boolean {
  const exercise = need.exercise ?? "";
  switch (need.need) {
    case "passed":
      return known.passed.has(exercise) && isStageDone(need, need.through, known, catalog);
    case "at": // a stage is passed at its last micro-step
      return isStageDone(need, need.stage, known, catalog);
    case "held":
      return known.passed.has(exercise) || (known.held.get(exercise) ?? 0) >= (need.seconds ?? 0);
    case "test":
      return BOTH_LEGS.every((leg) => {
        const measured = newest(state, need.test ?? "", leg, day);
        return measured !== null && Math.max(...measured.body.trials) >= (need.at_least ?? 0);
      });
    case "gate":
      return need.gate !== null && known.open_gates.has(need.gate);
    case "plyo_weeks": {
      const weeks = need.weeks ?? 0;
      return known.plyo_weeks >= weeks && (!need.clean || known.jumps_clean_weeks >= weeks);
    }
    case "asymmetry_below":
      return isEven(known.locks, need.test ?? "", need.below_pct ?? 0);
    case "weeks_done":
      return (known.drill_weeks.get(exercise) ?? 0) >= (need.weeks ?? 0);
  }
}

function isStageDone(
  { exercise }: EntryNeed,
  stage: string | null,
  { done }: Known,
  catalog: Catalog,
): boolean {
  if (stage === null || exercise === null) return true;
  const stages = catalog.exerciseById.get(exercise)?.stages ?? [];
  return (done.get(exercise) ?? 0) > stages.indexOf(stage);
}

/** The last measurement of a leg up to a day, if it is not older than `since`. */
export function newest(state: TrainingState, test: string, leg: Side, day: number, since = 0): Test | null {
  const found = state.tests_of
    .get(test)
    ?.get(leg)
    ?.findLast((one) => one.day <= day);
  return found && found.day >= since ? found : null;
}

/** Sum and count of the trials: an exact mean. */
export function meanOf({ body }: Test): readonly [number, number] {
  return [body.trials.reduce((sum, trial) => sum + trial, 0), body.trials.length];
}

/** Whether one of the exercises was seen to be good, on both legs, recently enough. */
export function videoMet(
  exercises: readonly Exercise[],
  state: TrainingState,
  day: number,
  catalog: Catalog,
): boolean {
  return exercises.some((exercise) => exerciseSeen(exercise, state, day, catalog));
}

export function exerciseSeen(
  exercise: Exercise,
  state: TrainingState,
  day: number,
  catalog: Catalog,
): boolean {
  const legs = exercise.sides === "per_leg" ? BOTH_LEGS : (["both"] as const);
  return legs.every((leg) => isLegSeenGood(exercise, leg, state, day, catalog));
}

/** The newest look at this leg decides. */
function isLegSeenGood(
  exercise: Exercise,
  leg: Side,
  state: TrainingState,
  day: number,
  catalog: Catalog,
): boolean {
  const looks = state.videos_of.get(exercise.id)?.get(leg);
  const look = looks?.findLast((one) => one.day <= day);
  if (!look || look.day < day - catalog.rules.advance.video_days) return false;
  return setClass(exercise, look.body.checks, catalog.rules.quality) === "good";
}
