/** Checks → set class → leg-session class (TRAINING.md 2.2 and 2.3). */

import { type Exercise, ITEMS, type Item, type QualityRules } from "./catalog";
import type { Checks } from "./entries";
import type { LoggedSet } from "./fold";
import { floorDiv } from "./units";

export type SetClass = "good" | "fair" | "poor";

export const CLEAN = 2;
export const LOST = 0;
/** An item nobody rated counts as wobbly: what was not seen was not clean. Design choice (DECISIONS.md). */
export const UNRATED = 1;

/** One leg's sets of one exercise on one day. */
export type LegSession = {
  readonly grade: SetClass;
  /** Fault points of all sets together. */
  readonly points: number;
  /** Not good, and only because of the last set: fatigue, not skill. */
  readonly fade: boolean;
};

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
  return classOf(exercise, checks, faultPoints(exercise, checks), rules);
}

function classOf(exercise: Exercise, checks: Checks, points: number, rules: QualityRules): SetClass {
  if (points > rules.fair_points_max) return "poor";
  for (const item of exercise.critical) if (checks[item] === LOST) return "poor";
  return points <= rules.good_points_max ? "good" : "fair";
}

/** The class of one leg's sets, in training order; at least one set. */
export function legSession(exercise: Exercise, sets: readonly LoggedSet[], rules: QualityRules): LegSession {
  const counts = { good: 0, fair: 0, poor: 0 };
  let points = 0;
  let first: SetClass | null = null;
  let last: SetClass | null = null;
  for (const { body } of sets) {
    const ofSet = faultPoints(exercise, body.checks);
    points += ofSet;
    last = classOf(exercise, body.checks, ofSet, rules);
    first ??= last;
    counts[last] += 1;
  }
  if (first === "poor" || counts.poor * rules.poor_sets_divisor >= sets.length) {
    return { grade: "poor", points, fade: false };
  }
  if (counts.poor === 0 && counts.fair <= floorDiv(sets.length, rules.fair_sets_divisor)) {
    return { grade: "good", points, fade: false };
  }
  const onlyLast = sets.length > 1 && counts.good === sets.length - 1 && last !== "good";
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
