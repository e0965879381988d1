/** Left against right as the screens draw it: every test over its dates, and what the tiers change. Pure. */

import type { SymmetryTest } from "../training/answers";
import { type Catalog, known, type Test as TestKind } from "../training/catalog";
import type { Replayed } from "../training/replay";
import { climbedLadders } from "../training/replay";
import { type Adjustment, type Compared, type Standing, standings, symmetry } from "../training/symmetry";
import type { OneLeg } from "./measuring";

/** Both legs of one test on one day, in the stored unit; with decimals where the mean of tries has some. */
export type Point = {
  day: number;
  left: number;
  right: number;
  noise: number;
  real: boolean;
  confirmed: boolean;
};

/**
 * What a comparison comes to. `level`: alike; `noise`: no further apart than the test itself wavers; `spread`: no
 * further than the runner's own tries; `once`: real, but seen once, so no leg is named; the rest is confirmed.
 */
export type Finding =
  | "level"
  | "noise"
  | "spread"
  | "once"
  | "small"
  | "watch"
  | "lagging"
  | "priority"
  | "refer";

export type TestView = {
  kind: TestKind;
  answer: SymmetryTest;
  standing: Standing;
  finding: Finding;
  /** The leg that may be named; null until a difference is confirmed. */
  leg: OneLeg | null;
  /** Oldest first; the last one is the newest. */
  points: readonly Point[];
  newest: Point;
};

/** Every compared test, in the order of a test day. */
export function testViews(replayed: Replayed, catalog: Catalog): TestView[] {
  const { state } = replayed;
  const standing = standings(state.tests, catalog, state.on);
  return symmetry(replayed, catalog).tests.map((answer) => {
    const one = known(standing, answer.test);
    const finding = findingOf(one, answer);
    const points = pointsOf(answer.test, replayed, catalog);
    const leg = one.newest.confirmed ? one.newest.worse : null;
    const kind = known(catalog.testById, answer.test);
    return { kind, answer, standing: one, finding, leg, points, newest: pointOf(one.newest) };
  });
}

/** As each day's assessment saw it then, oldest first. */
function pointsOf(test: string, { state }: Replayed, catalog: Catalog): Point[] {
  const days = new Set(state.tests.filter((one) => one.body.test === test).map((one) => one.day));
  return [...days].flatMap((day) => {
    const newest = standings(state.tests, catalog, day).get(test)?.newest;
    return newest?.day === day ? [pointOf(newest)] : [];
  });
}

function pointOf({ day, left, right, parts, noise, real, confirmed }: Compared): Point {
  return { day, left: left / parts, right: right / parts, noise: noise[0] / noise[1], real, confirmed };
}

export function findingOf({ newest }: Standing, { band }: SymmetryTest): Finding {
  if (newest.confirmed) return band === "none" ? "small" : band;
  if (newest.real) return "once";
  if (newest.worse === null) return "level";
  const { left, right, parts, noise } = newest;
  return Math.abs(left - right) * noise[1] <= noise[0] * parts ? "noise" : "spread";
}

/** The largest of a test's values, for bars of one scale; at least the scale of a scored test. */
export function scaleOf({ kind, points }: Pick<TestView, "kind" | "points">): number {
  const worst =
    kind.unit === "points" ? Math.max(...(kind.norms?.bands ?? []).map((one) => one.high ?? 0)) : 0;
  return Math.max(1, worst, ...points.flatMap((one) => [one.left, one.right]));
}

/** How far ahead the right leg was, in the stored unit; below zero the left leg. */
export function rightAhead(kind: TestKind, { left, right }: Point): number {
  return kind.better === "higher" ? right - left : left - right;
}

/** What left against right changes in the plan, ladders by id. */
export type Changes = {
  /** Legs that go first, and where; `everywhere` when that is on all one-leg ladders. */
  first: { leg: OneLeg; ladders: string[]; everywhere: boolean }[];
  /** Extra sets; `later` are ladders that are trained on two legs for now, where nothing is added yet. */
  extra: { leg: OneLeg; ladders: string[]; later: string[] }[];
  block: { leg: OneLeg; exercises: string[] } | null;
  locked: string[];
  frozen: string[];
};

export function changesOf(
  adjusted: ReadonlyMap<string, Adjustment>,
  { tracks }: Replayed,
  catalog: Catalog,
): Changes {
  const ladders = climbedLadders(catalog);
  const of = (id: string) => known(adjusted, id);
  const isOneLeg = (exercise: string) => known(catalog.exerciseById, exercise).sides === "per_leg";
  const isNow = (ladder: string) => isOneLeg(known(tracks, ladder).position.exercise);
  // Jumps are never added for one leg, and two-leg exercises have no first one.
  const oneLeg = ladders
    .filter((ladder) => ladder.priority !== "plyo")
    .filter((ladder) => ladder.rungs.some(isOneLeg))
    .map((ladder) => ladder.id);
  const byLeg = (keep: (one: Adjustment) => boolean) =>
    (["left", "right"] as const)
      .map((leg) => ({ leg, ladders: oneLeg.filter((id) => of(id).leg === leg && keep(of(id))) }))
      .filter((one) => one.ladders.length > 0);
  const block = ladders.map((ladder) => of(ladder.id)).filter((one) => one.accessory_leg !== null);
  const leg = block[0]?.accessory_leg;
  return {
    first: byLeg(() => true).map((one) => ({ ...one, everywhere: one.ladders.length === oneLeg.length })),
    extra: byLeg((one) => one.extra_sets > 0).map((one) => ({
      leg: one.leg,
      ladders: one.ladders.filter(isNow),
      later: one.ladders.filter((ladder) => !isNow(ladder)),
    })),
    block:
      leg === "left" || leg === "right"
        ? { leg, exercises: block.flatMap((one) => [...one.accessory]) }
        : null,
    locked: ladders.flatMap((ladder) => [...of(ladder.id).locked]),
    frozen: ladders.map((ladder) => ladder.id).filter((id) => of(id).frozen),
  };
}

export function changesNothing({ first, extra, block, locked, frozen }: Changes): boolean {
  return first.length + extra.length + locked.length + frozen.length === 0 && block === null;
}
