/** What a rung asks before it may be entered: other rungs, holds, tests, and a look from outside. */

import type { Catalog, EntryNeed, Exercise } from "./catalog";
import { LEGS } from "./evidence";
import type { Test, Video } from "./fold";
import { setClass } from "./quality";

/** Exercise → the longest time, in seconds, that every set of both legs was good for in one session. */
export type Held = ReadonlyMap<string, number>;

/** Whether a need is met on a day. Jump gates and weeks are never met while their doors are closed. */
export function entryMet(
  need: EntryNeed,
  passed: ReadonlySet<string>,
  held: Held,
  tests: readonly Test[],
  day: number,
): boolean {
  const exercise = need.exercise ?? "";
  switch (need.need) {
    case "passed":
    case "at":
      return passed.has(exercise);
    case "held":
      return passed.has(exercise) || (held.get(exercise) ?? 0) >= (need.seconds ?? 0);
    case "test":
      return LEGS.per_leg.every((leg) => best(need.test, leg, tests, day) >= (need.at_least ?? 0));
    default:
      return false;
  }
}

/** The best trial of the newest measurement of a leg up to a day; -1 without one. */
function best(test: string | null, leg: string, tests: readonly Test[], day: number): number {
  const newest = tests.findLast((t) => t.body.test === test && t.body.side === leg && t.day <= day);
  return newest ? Math.max(...newest.body.trials) : -1;
}

/** Whether one of the exercises was seen to be good, on both legs, recently enough. */
export function videoMet(
  exercises: readonly Exercise[],
  videos: readonly Video[],
  day: number,
  catalog: Catalog,
): boolean {
  return exercises.some((exercise) => seenGood(exercise, videos, day, catalog));
}

function seenGood(exercise: Exercise, videos: readonly Video[], day: number, catalog: Catalog): boolean {
  return LEGS[exercise.sides].every((leg) => legSeenGood(exercise, leg, videos, day, catalog));
}

/** The newest look at this leg decides. */
function legSeenGood(
  exercise: Exercise,
  leg: string,
  videos: readonly Video[],
  day: number,
  catalog: Catalog,
): boolean {
  const from = day - catalog.rules.advance.video_days;
  const newest = videos.findLast(
    (v) => v.body.exercise === exercise.id && v.body.side === leg && from <= v.day && v.day <= day,
  );
  return newest !== undefined && setClass(exercise, newest.body.checks, catalog.rules.quality) === "good";
}
