/**
 * A verdict told in a few words and made from one real ruling: its sentences can be read.
 *
 * `tests/training/told_rulings.py` makes the same.
 */

import type { Leg } from "../answers";
import { type Catalog, known } from "../catalog";
import type { Ruling } from "../gate";
import type { Replayed } from "../index";
import type { Given } from "./vector_log";

export type Told = Pick<Ruling, "code" | "why" | "item"> & {
  readonly leg: Leg | null;
  readonly exercise: string;
  readonly stage: string;
  readonly microstep: number;
  readonly load_g: number;
};

const CLEAN = [12, 3, { k: 2, p: 2, b: 2 }, 0] as const;

/** A log with one session twelve days ago, in the shorthand of the vectors. */
export const GIVEN: Given = {
  on: 12,
  exercise: "step_up",
  stage: "reps",
  sessions: [{ day: 0, L: [CLEAN, CLEAN], R: [CLEAN, CLEAN] }],
};

/** The ruling of the log with what is told instead of its own. */
export function rulingOf(told: Told, replayed: Replayed, catalog: Catalog): Ruling {
  const ruling = replayed.tracks.get("step")?.ruling;
  if (!ruling) throw new Error("the log has no ruling");
  const { code, why, leg, item, stage, microstep, load_g } = told;
  const exercise = known(catalog.exerciseById, told.exercise);
  return {
    ...ruling,
    ...{ code, why, leg, item },
    position: { ...ruling.position, exercise: exercise.id, stage, microstep, load_g },
    seen: { ...ruling.seen, exercise, stage, pain: 4 },
  };
}
