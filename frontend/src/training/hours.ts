/**
 * Which hours of a day a session may start at, around runs and other sessions (TRAINING.md 5.2, ruling 21).
 *
 * A moment is local minutes since 1970-01-01: day number x 1440 + minute of the day. A hard rule forbids
 * stretches of time, its bars; hours are counted start to start.
 */

import type { ScheduleRules } from "./catalog";
import { floorDiv, order } from "./units";

export const MIN_PER_HOUR = 60;
export const MIN_PER_DAY = 1440;

/** The first and the last start of a day that is ever proposed. Design choice. */
const WAKING_MIN = [6 * MIN_PER_HOUR, 21 * MIN_PER_HOUR] as const;

/** An hour is proposed as near to six in the evening as the rules let it be. Design choice. */
export const PROPOSED_MIN = 18 * MIN_PER_HOUR;

/** Hours are proposed at quarters. Design choice. */
const STEP_MIN = 15;

/** A proposed hour keeps this far from the start of any run, if it can. Design choice. */
const CLASH_MIN = 90;

export type RunType = "easy" | "hard" | "long" | "race";
export type Rule = "H1" | "H2" | "H3" | "H4" | "H5";
/** The first and the last quarter at which a session may start, and every quarter between. */
export type Opening = readonly [number, number];
export type Run = { readonly startMin: number; readonly type: RunType };
/** A start from `fromMin` up to the minute before `untilMin` breaks the rule. */
export type Bar = { readonly rule: Rule; readonly fromMin: number; readonly untilMin: number };
/** Day → the bars that touch it; at a day that is missing every minute will do. */
export type Bars = ReadonlyMap<number, readonly Bar[]>;

/** Where runs keep heavy and moderate sessions away: H1, H2, H4 and H5. */
export function heavyBars(runs: readonly Run[], rules: ScheduleRules): Bar[] {
  const beforeMin = rules.before_key_run_h * MIN_PER_HOUR;
  const h1 = runs
    .filter((run) => rules.key_runs.includes(run.type))
    .map((run) => before("H1", run, beforeMin));
  return [...h1, ...lightBars(runs, rules)];
}

/** Where runs keep even light sessions away: H2, H4 and H5. A race is a hard run, too. */
export function lightBars(runs: readonly Run[], rules: ScheduleRules): Bar[] {
  const bars: Bar[] = [];
  for (const run of runs) {
    if (run.type === "hard" || run.type === "race") {
      const midnight = dayOf(run.startMin) * MIN_PER_DAY;
      const untilMin = run.startMin + rules.after_hard_run_h * MIN_PER_HOUR;
      bars.push({ rule: "H2", fromMin: midnight, untilMin });
    }
    if (run.type === "race") bars.push(before("H4", run, rules.before_race_h * MIN_PER_HOUR));
    if (run.type === "long") {
      const untilMin = run.startMin + rules.after_long_run_h * MIN_PER_HOUR;
      bars.push({ rule: "H5", fromMin: run.startMin, untilMin });
    }
  }
  return bars;
}

function before(rule: Rule, run: Run, leastMin: number): Bar {
  return { rule, fromMin: run.startMin - leastMin + 1, untilMin: run.startMin + 1 };
}

/** H3 on both sides of a session that stands at its hour. */
export function restBar(startMin: number, restMin: number): Bar {
  return { rule: "H3", fromMin: startMin - restMin + 1, untilMin: startMin + restMin };
}

export function dayOf(atMin: number): number {
  return floorDiv(atMin, MIN_PER_DAY);
}

export function byDay(bars: readonly Bar[]): Map<number, Bar[]> {
  const touched = new Map<number, Bar[]>();
  for (const bar of bars) {
    for (let day = dayOf(bar.fromMin); day <= dayOf(bar.untilMin - 1); day++) {
      const here = touched.get(day);
      if (here) here.push(bar);
      else touched.set(day, [bar]);
    }
  }
  return touched;
}

/** The rules that a start at this minute breaks, in order of their ids. */
export function broken(atMin: number, bars: readonly Bar[]): Rule[] {
  const rules = new Set<Rule>();
  for (const bar of bars) if (bar.fromMin <= atMin && atMin < bar.untilMin) rules.add(bar.rule);
  return [...rules].sort(order);
}

/** What the bars leave of a waking day, in order. */
export function openings(day: number, bars: readonly Bar[]): Opening[] {
  let at = day * MIN_PER_DAY + WAKING_MIN[0];
  const last = day * MIN_PER_DAY + WAKING_MIN[1];
  const free: Opening[] = [];
  for (const bar of [...bars].sort((a, b) => a.fromMin - b.fromMin)) {
    free.push([at, Math.min(bar.fromMin - 1, last)]);
    at = Math.max(at, bar.untilMin);
  }
  free.push([at, last]);
  const quarters = free.map(
    ([low, high]): Opening => [quarterFrom(low), floorDiv(high, STEP_MIN) * STEP_MIN],
  );
  return quarters.filter(([low, high]) => low <= high);
}

/** The first quarter that is not before a moment. */
function quarterFrom(atMin: number): number {
  return floorDiv(atMin + STEP_MIN - 1, STEP_MIN) * STEP_MIN;
}

/** The first open quarter that is not before a moment. */
export function firstFrom(atMin: number, free: readonly Opening[]): number | null {
  const at = quarterFrom(atMin);
  for (const [low, high] of free) if (at <= high) return Math.max(low, at);
  return null;
}

/** Every open quarter between two moments, both included. */
export function within(free: readonly Opening[], lowMin: number, highMin: number): number[] {
  const quarters: number[] = [];
  for (const [low, high] of free) {
    const last = Math.min(high, highMin);
    for (let at = quarterFrom(Math.max(low, lowMin)); at <= last; at += STEP_MIN) quarters.push(at);
  }
  return quarters;
}

/** The quarter to propose: clear of every run, then nearest to the evening, then the later one. */
export function proposed(quarters: readonly number[], runs: readonly Run[]): number {
  const strain = (atMin: number): readonly number[] => {
    const clash = runs.some((run) => Math.abs(atMin - run.startMin) < CLASH_MIN) ? 1 : 0;
    const minute = atMin - dayOf(atMin) * MIN_PER_DAY;
    return [clash, Math.abs(minute - PROPOSED_MIN), -atMin];
  };
  return least(quarters, strain);
}

/** The waking quarter of a day that breaks the fewest rules; among those, the one to propose. */
export function leastBent(day: number, bars: readonly Bar[], runs: readonly Run[]): number {
  const midnight = day * MIN_PER_DAY;
  const quarters = within(
    [[midnight + WAKING_MIN[0], midnight + WAKING_MIN[1]]],
    midnight,
    midnight + MIN_PER_DAY,
  );
  const counts = quarters.map((atMin) => broken(atMin, bars).length);
  const fewest = Math.min(...counts);
  return proposed(
    quarters.filter((_, place) => counts[place] === fewest),
    runs,
  );
}

/** The first of those whose key comes first; keys are compared number by number. */
export function least<Part>(parts: readonly Part[], key: (part: Part) => readonly number[]): Part {
  let best: readonly [Part, readonly number[]] | null = null;
  for (const part of parts) {
    const own = key(part);
    if (!best || inOrder(own, best[1]) < 0) best = [part, own];
  }
  if (!best) throw new Error("the least of nothing was asked for");
  return best[0];
}

/** As Python compares tuples of whole numbers. */
export function inOrder(a: readonly number[], b: readonly number[]): number {
  for (const [place, one] of a.entries()) {
    const other = b[place];
    if (other === undefined) return 1;
    if (one !== other) return one - other;
  }
  return a.length - b.length;
}
