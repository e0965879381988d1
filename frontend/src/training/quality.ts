/** Checks → set class → leg-session class (TRAINING.md 2.2 and 2.3). */

import { type Catalog, type Exercise, ITEMS, type Item, type QualityRules } from "./catalog";
import type { Checks } from "./entries";
import type { LoggedSet } from "./fold";
import { floorDiv } from "./units";

export type SetClass = "good" | "fair" | "poor";

export const CLEAN = 2;
export const LOST = 0;
/** An item nobody rated counts as wobbly: what was not seen was not clean. Design choice (DECISIONS.md). */
export const UNRATED = 1;

/** One set: its class and its fault points. */
export type Graded = { readonly grade: SetClass; readonly points: number };

/** One leg's sets of one exercise on one day. */
export type LegSession = {
  readonly grade: SetClass;
  /** Fault points of all sets together. */
  readonly points: number;
  /** Not good, and only because of the last set: fatigue, not skill. */
  readonly fade: boolean;
};

/** The usual leg-session. */
export const SPOTLESS_LEG: LegSession = { grade: "good", points: 0, fade: false };

/** Set classes, each worked out once: five years hold thousands of sets and a few hundred gradings. */
export class Grades {
  private readonly catalog: Catalog;
  private readonly graded = new Map<string, Map<number, Graded>>();

  constructor(catalog: Catalog) {
    this.catalog = catalog;
  }

  of(exercise: Exercise, checks: Checks): Graded {
    let ofExercise = this.graded.get(exercise.id);
    if (!ofExercise) {
      ofExercise = new Map();
      this.graded.set(exercise.id, ofExercise);
    }
    const key = keyOf(checks);
    let graded = ofExercise.get(key);
    if (!graded) {
      const grade = setClass(exercise, checks, this.catalog.rules.quality);
      graded = { grade, points: faultPoints(exercise, checks) };
      ofExercise.set(key, graded);
    }
    return graded;
  }
}

/** Two bits an item: unrated, lost, wobbly, clean. */
function keyOf({ knee_alignment, neutral_pelvis, smooth_breath, quiet_landing }: Checks): number {
  const knee = (knee_alignment ?? -1) + 1;
  const pelvis = (neutral_pelvis ?? -1) + 1;
  const breath = (smooth_breath ?? -1) + 1;
  const landing = (quiet_landing ?? -1) + 1;
  return 64 * knee + 16 * pelvis + 4 * breath + landing;
}

/** Two points per lost item, one per wobbly one, over the items the exercise has. */
export function faultPoints(exercise: Exercise, checks: Checks): number {
  let points = 0;
  for (const item of ITEMS) {
    if (exercise.checklist[item] !== undefined) points += CLEAN - (checks[item] ?? UNRATED);
  }
  return points;
}

/** `good`, `fair` or `poor`; a lost critical item is always poor. */
export function setClass(exercise: Exercise, checks: Checks, rules: QualityRules): SetClass {
  const points = faultPoints(exercise, checks);
  if (points > rules.fair_points_max) return "poor";
  for (const item of exercise.critical) if (checks[item] === LOST) return "poor";
  return points <= rules.good_points_max ? "good" : "fair";
}

/** The class of one leg's sets, in training order; at least one set. */
export function legSession(sets: readonly Graded[], rules: QualityRules): LegSession {
  let points = 0;
  let poor = 0;
  let fair = 0;
  for (const graded of sets) {
    points += graded.points;
    if (graded.grade === "poor") poor += 1;
    else if (graded.grade === "fair") fair += 1;
  }
  if (sets[0]?.grade === "poor" || poor * rules.poor_sets_divisor >= sets.length) {
    return { grade: "poor", points, fade: false };
  }
  if (poor === 0 && fair <= floorDiv(sets.length, rules.fair_sets_divisor)) {
    return { grade: "good", points, fade: false };
  }
  const onlyLast = sets.length > 1 && sets[sets.length - 1]?.grade !== "good" && poor + fair === 1;
  return { grade: "fair", points, fade: onlyLast };
}

/** The checklist item with most fault points over the sets; the first in checklist order where equal. */
export function worstItem(exercise: Exercise, sets: readonly LoggedSet[]): Item | null {
  let worst: Item | null = null;
  let most = 0;
  for (const item of ITEMS) {
    if (exercise.checklist[item] === undefined) continue;
    const points = sets.reduce((sum, one) => sum + CLEAN - (one.body.checks[item] ?? UNRATED), 0);
    if (points > most) {
      worst = item;
      most = points;
    }
  }
  return worst;
}
