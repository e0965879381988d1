/** Finding the first rung: one set a leg from the bottom upward (TRAINING.md 1.2, `rules.placement`). */

import { type Catalog, type Exercise, known, type PlacementRules } from "./catalog";
import { LEGS } from "./evidence";
import type { LoggedSet, TrainingState } from "./fold";
import { exerciseEquipped } from "./phases";
import { setClass } from "./quality";

/** Priorities of the ladders that are placed; the others start at their first rung. Design choice. */
const PLACED: readonly string[] = ["core"];

/** The next rung to try, and how much of it. */
export type Trial = {
  readonly exercise: string;
  readonly reps: number | null;
  readonly seconds: number | null;
};

/** What a placement looks at of a set. */
export type TriedSet = {
  readonly body: Pick<LoggedSet["body"], "exercise" | "side" | "reps" | "seconds" | "checks" | "pain">;
};

/** The rung to try after these sets; null when the place is found. Rungs without gear are skipped. */
export function nextTrial(
  ladder: string,
  done: readonly TriedSet[],
  catalog: Catalog,
  state: TrainingState | null = null,
): Trial | null {
  const { reps, seconds } = catalog.rules.placement;
  for (const exercise of climbable(ladder, catalog, state)) {
    const tried = triedOf(exercise, done);
    if (tried.length < LEGS[exercise.sides].length) {
      const timed = exercise.dose.seconds !== null;
      return { exercise: exercise.id, reps: timed ? null : reps, seconds: timed ? seconds : null };
    }
    if (!isPassed(exercise, tried, catalog)) return null;
  }
  return null;
}

/** The last rung that was done whole and good on both legs; the first where none was. */
export function placedAt(
  ladder: string,
  done: readonly TriedSet[],
  catalog: Catalog,
  state: TrainingState | null = null,
): string {
  const rungs = climbable(ladder, catalog, state);
  let place = rungs[0] ?? known(catalog.exerciseById, known(catalog.ladderById, ladder).rungs[0]);
  for (const exercise of rungs) {
    if (!isPassed(exercise, triedOf(exercise, done), catalog)) break;
    place = exercise;
  }
  return place.id;
}

export function placedLadders(catalog: Catalog): readonly string[] {
  return catalog.ladders.filter((ladder) => PLACED.includes(ladder.priority)).map((ladder) => ladder.id);
}

/** Rungs a placement may reach: those of the first phase that the runner has the gear for. */
function climbable(ladder: string, catalog: Catalog, state: TrainingState | null): readonly Exercise[] {
  return known(catalog.ladderById, ladder)
    .rungs.map((rung) => known(catalog.exerciseById, rung))
    .filter((exercise) => exercise.phase_min <= catalog.rules.placement.phase_max)
    .filter((exercise) => !state || exerciseEquipped(exercise, state));
}

/** The first set of each leg. */
function triedOf(exercise: Exercise, done: readonly TriedSet[]): readonly TriedSet[] {
  const byLeg = new Map<string, TriedSet>();
  for (const logged of done) {
    const { exercise: id, side } = logged.body;
    if (id === exercise.id && !byLeg.has(side)) byLeg.set(side, logged);
  }
  return [...byLeg.values()];
}

function isPassed(exercise: Exercise, tried: readonly TriedSet[], catalog: Catalog): boolean {
  const { quality, placement } = catalog.rules;
  return (
    tried.length === LEGS[exercise.sides].length &&
    tried.every(
      ({ body }) =>
        isWhole(body, placement) &&
        setClass(exercise, body.checks, quality) === "good" &&
        body.pain <= placement.pain_max,
    )
  );
}

/** As many reps, or as many seconds, as a try asks for. */
function isWhole({ reps, seconds }: TriedSet["body"], rules: PlacementRules): boolean {
  return reps === null ? (seconds ?? 0) >= rules.seconds : reps >= rules.reps;
}
