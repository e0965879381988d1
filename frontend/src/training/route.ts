/** Where a ladder leads: stage after stage, rung after rung, and back (TRAINING.md 1.2, rulings 2 to 4). */

import { type Catalog, type Exercise, known } from "./catalog";
import type { TrainingState } from "./fold";
import { equipped, stageOpen } from "./phases";
import { floorDiv } from "./units";

/** What a rung offers after slow lowering while the next rung is closed. */
const DEVELOPMENT_ORDER: readonly string[] = ["contrast", "band", "lever", "load"];

/** The smallest step between weights until the runner says otherwise. Design choice: common dumbbell pairs. */
export const DEFAULT_STEP_G = 2_500;

export type Blocked = "gear" | "phase" | "entry" | "video" | "legs" | "top";

/** Where the next session of a ladder is. */
export type Position = {
  readonly exercise: string;
  readonly stage: string;
  readonly microstep: number;
  readonly load_g: number;
};

/** The next place up: a stage, a rung, more load; or what is in the way. */
export type Way =
  | { readonly kind: "stage" | "rung" | "load"; readonly to: Position; readonly blocked: null }
  | { readonly kind: "blocked"; readonly to: null; readonly blocked: Blocked | null };

export function smallestStepG(state: TrainingState): number {
  return state.settings.smallest_load_step_g ?? DEFAULT_STEP_G;
}

/** The first stage of a rung, at its bottom. */
export function firstPosition(exercise: Exercise, state: TrainingState): Position {
  const carries = exercise.dose.load === "light_dumbbell_from_start";
  return {
    exercise: exercise.id,
    stage: exercise.stages[0] ?? "",
    microstep: 0,
    load_g: carries ? smallestStepG(state) : 0,
  };
}

/** The exercise's stages in order, without those the runner has nothing to do them with. */
export function stagesFor(exercise: Exercise, state: TrainingState, catalog: Catalog): readonly string[] {
  return exercise.stages.filter((stage) => equipped(state, known(catalog.stageById, stage).requires_any));
}

export function namedMicrosteps(exercise: Exercise, stage: string): readonly string[] {
  return exercise.microsteps[stage] ?? [];
}

/** Whether a set counts seconds. */
export function isTimed(exercise: Exercise): boolean {
  return exercise.dose.seconds !== null && exercise.dose.reps === null;
}

/** Lowest and highest reps or seconds of a set. */
export function setRange(exercise: Exercise): readonly [number, number] {
  return exercise.dose.reps ?? exercise.dose.seconds ?? [0, 0];
}

/** What one counted micro-step adds to the target. */
export function countedStep(exercise: Exercise, stage: string, catalog: Catalog): number {
  const { step, step_s } = known(catalog.stageById, stage);
  return isTimed(exercise) ? step_s : step;
}

/** The last micro-step of a stage whose sets range from low to high. */
export function microstepMax(
  exercise: Exercise,
  stage: string,
  low: number,
  high: number,
  catalog: Catalog,
): number {
  const named = namedMicrosteps(exercise, stage);
  if (named.length > 0) return named.length - 1;
  return Math.max(0, Math.ceil((high - low) / countedStep(exercise, stage, catalog)));
}

/** The day's reps or seconds: the top where micro-steps have names, else bottom plus steps so far. */
export function target(
  exercise: Exercise,
  stage: string,
  microstep: number,
  low: number,
  high: number,
  catalog: Catalog,
): number {
  if (namedMicrosteps(exercise, stage).length > 0) return high;
  return Math.min(high, low + microstep * countedStep(exercise, stage, catalog));
}

/** Load and target a fifth lower after pain: less weight, or fewer reps or seconds where there is none. */
export function easedDose(
  at: Position,
  state: TrainingState,
  catalog: Catalog,
): { readonly loadG: number; readonly amount: number } {
  const exercise = known(catalog.exerciseById, at.exercise);
  const [low, high] = setRange(exercise);
  const aim = target(exercise, at.stage, at.microstep, low, high, catalog);
  const pct = 100 - catalog.rules.pain.settle_less_pct;
  const stepG = smallestStepG(state);
  if (at.load_g > 0) {
    return { loadG: floorDiv(floorDiv(at.load_g * pct, 100), stepG) * stepG, amount: aim };
  }
  return { loadG: 0, amount: Math.max(1, floorDiv(aim * pct, 100)) };
}

/** The last stage of a rung that a phase allows, at its bottom. */
export function lastOpenStage(
  exercise: Exercise,
  state: TrainingState,
  catalog: Catalog,
  phase: number,
): Position {
  const reachable = stagesFor(exercise, state, catalog).filter((stage) => stageOpen(stage, catalog, phase));
  const bottom = firstPosition(exercise, state);
  return { ...bottom, stage: reachable.at(-1) ?? bottom.stage };
}

/** One stage back; from a first stage the last open one of the rung below; at the bottom no move. */
export function stageBelow(
  at: Position,
  ladder: string,
  state: TrainingState,
  catalog: Catalog,
  phase: number,
): Position {
  const exercise = known(catalog.exerciseById, at.exercise);
  const before = exercise.stages.slice(0, exercise.stages.indexOf(at.stage));
  const earlier = stagesFor(exercise, state, catalog).filter((stage) => before.includes(stage));
  const fresh = firstPosition(exercise, state);
  const previous = earlier.at(-1);
  if (previous) return { ...fresh, stage: previous };
  const below = rungBelow(exercise, ladder, catalog);
  if (!below) return fresh;
  return lastOpenStage(below, state, catalog, phase);
}

export function rungBelow(exercise: Exercise, ladder: string, catalog: Catalog): Exercise | null {
  const { rungs } = known(catalog.ladderById, ladder);
  const below = rungs[rungs.indexOf(exercise.id) - 1];
  return below === undefined ? null : known(catalog.exerciseById, below);
}

export function rungAbove(exercise: Exercise, ladder: string, catalog: Catalog): Exercise | null {
  const { rungs } = known(catalog.ladderById, ladder);
  const above = rungs[rungs.indexOf(exercise.id) + 1];
  return above === undefined ? null : known(catalog.exerciseById, above);
}

/**
 * What follows a passed stage.
 *
 * `rungBlocked` says why the next rung cannot be entered (null when it can, or when there is none);
 * `stay` is the runner's own choice to build load here.
 */
export function wayUp(
  at: Position,
  ladder: string,
  state: TrainingState,
  catalog: Catalog,
  phase: number,
  rungBlocked: Blocked | null,
  stay: boolean,
): Way {
  const exercise = known(catalog.exerciseById, at.exercise);
  const stages = stagesFor(exercise, state, catalog);
  const above = rungAbove(exercise, ladder, catalog);
  const fresh = firstPosition(exercise, state);
  const later = exercise.stages.slice(exercise.stages.indexOf(at.stage) + 1);
  const kindOf = (stage: string) => known(catalog.stageById, stage).kind;
  const ahead = stages.filter((stage) => later.includes(stage));
  const control = ahead.find((stage) => kindOf(stage) === "control");
  if (kindOf(at.stage) === "control" && control) return up("stage", { ...fresh, stage: control });
  const develops = phase > 1;
  if (develops && ahead.includes("slow_ecc")) return up("stage", { ...fresh, stage: "slow_ecc" });
  if (above && !stay) {
    if (!rungBlocked) return up("rung", firstPosition(above, state));
    if (rungBlocked === "video" || !develops) return blocked(rungBlocked);
  }
  if (at.stage === "load" && !develops) return blocked("phase");
  if (at.stage === "load") {
    return up("load", { ...at, microstep: 0, load_g: at.load_g + smallestStepG(state) });
  }
  if (!develops) return blocked(ahead.some((stage) => kindOf(stage) === "development") ? "phase" : "top");
  const developments = DEVELOPMENT_ORDER.slice(DEVELOPMENT_ORDER.indexOf(at.stage) + 1);
  const development = developments.find((stage) => stages.includes(stage));
  if (development) return up("stage", entering(fresh, development, at, state));
  return blocked(above && !stay ? rungBlocked : "top");
}

function up(kind: "stage" | "rung" | "load", to: Position): Way {
  return { kind, to, blocked: null };
}

function blocked(by: Blocked | null): Way {
  return { kind: "blocked", to: null, blocked: by };
}

/** The first weight is what was already carried, else the smallest step. */
function entering(fresh: Position, stage: string, at: Position, state: TrainingState): Position {
  if (stage !== "load") return { ...fresh, stage, load_g: at.load_g };
  return { ...fresh, stage, load_g: at.load_g || smallestStepG(state) };
}
