/**
 * Which days of a plan week hold which type of session (TRAINING.md 5.2 and 5.3).
 *
 * First the one-leg days: the set of days that holds the most sessions, then costs least, then comes first,
 * among the sets that keep every hard rule. Then two-leg days on what is left, then light ones. A set is judged
 * as a whole week, past included, and never by the day of asking; so tomorrow finds the same set the best.
 */

import type { Range, ScheduleRules, SessionType } from "./catalog";
import {
  type Bars,
  broken,
  dayOf,
  firstFrom,
  inOrder,
  least,
  leastBent,
  MIN_PER_DAY,
  MIN_PER_HOUR,
  type Opening,
  openings,
  PROPOSED_MIN,
  type Rule,
  type Run,
} from "./hours";
import { floorDiv, weekday } from "./units";

export const DAYS_PER_WEEK = 7;

// What a soft rule costs where it is not kept; below zero is a bonus. Design choices.
const UNCHOSEN_COST = 1000;
const P5_COST = 60;
const P1_COST = 40;
const P3_COST = 30;
const P2_COST = -20;
/** The hours left after a long run are few and tired. */
const LONG_DAY_COST = 5;
/** Of a squared gap in days: even gaps cost least. */
const GAP_COST = 2;

/** The runner's weekdays, 1 for Monday (none: did not say), and how many days the level asks for. */
export type Wish = {
  readonly weekdays: readonly number[];
  readonly unilateralDays: Range;
  readonly bilateralDays: Range;
};

/** A key of the words table and what its sentence names. */
export type Reason = { readonly code: string; readonly facts: Readonly<Record<string, number | string>> };

/**
 * A session the others make room for: performed, or moved by hand to where it is.
 *
 * It counts in the week of `countsOn`: the day it was moved from, if it was moved.
 */
export type Standing = {
  readonly atMin: number;
  readonly type: SessionType;
  readonly jumps: boolean;
  readonly countsOn: number;
};

/** How many sessions a week holds at most; of one-leg and two-leg ones also at least. */
export type Ask = {
  readonly unilateral: number;
  readonly unilateralLeast: number;
  readonly bilateral: number;
  readonly bilateralLeast: number;
  readonly sessions: number;
};

/** All that is settled before a day is chosen. `uneven` are the heavy bars and H3 around what stands. */
export type Ground = {
  readonly rules: ScheduleRules;
  readonly fromDay: number;
  readonly wish: Wish;
  readonly restMin: number;
  readonly runs: ReadonlyMap<number, readonly Run[]>;
  readonly uneven: Bars;
  readonly heavy: Bars;
  readonly light: Bars;
  readonly raceDays: readonly number[];
  readonly offDays: ReadonlySet<number>;
  readonly leftDays: ReadonlySet<number>;
  readonly standing: readonly Standing[];
};

export type Pick = { readonly day: number; readonly type: SessionType; readonly why: readonly Reason[] };

type Free = ReadonlyMap<number, readonly Opening[]>;

/**
 * The sessions to come in the plan week of seven days from `first`, and when the next may start.
 *
 * `readyMin` is the first minute a one-leg session may start at, after those picked `before`.
 */
export function planWeek(
  first: number,
  before: readonly Pick[],
  readyMin: number,
  ground: Ground,
): readonly [Pick[], number] {
  const ask = asked(ground.wish);
  const counted = ground.standing.filter((one) => isInWeek(one.countsOn, first));
  const free: Free = new Map(daysOf(first).map((day) => [day, openings(day, ground.uneven.get(day) ?? [])]));
  const uneven = unevenDays(first, before, counted, readyMin, free, ask, ground);
  const wanting = ask.unilateral - count(counted, "unilateral") - uneven.length;
  const short = wanting > 0 && reachable(first, readyMin, ask, ground) < ask.unilateral;
  const fewer = short ? [reason("fewer", { n: ask.unilateral - wanting })] : [];
  const picks = uneven.map((day): Pick => {
    const why = [unevenReason(day, uneven, readyMin, free, ground), ...fewer];
    return { day, type: "unilateral", why };
  });
  picks.push(...evenDays(first, [...before, ...picks], counted, ask, ground));
  const instead = ground.wish.weekdays.length > 0 ? wanting > 0 : short;
  picks.push(...lightDays(first, [...before, ...picks], counted, instead, ask, ground));
  const ready = chain(uneven, readyMin, free, ground);
  return [picks.sort((a, b) => a.day - b.day), ready ?? readyMin];
}

/** Without weekdays the least the level asks for; else as much of its range as the days hold. */
export function asked(wish: Wish): Ask {
  const [unevenLow, unevenHigh] = wish.unilateralDays;
  const [evenLow, evenHigh] = wish.bilateralDays;
  const days = wish.weekdays.length;
  if (days === 0) {
    return {
      unilateral: unevenLow,
      unilateralLeast: unevenLow,
      bilateral: evenLow,
      bilateralLeast: evenLow,
      sessions: unevenLow + evenLow,
    };
  }
  const uneven = Math.min(days, Math.max(unevenLow, Math.min(unevenHigh, days - evenLow)));
  const even = Math.min(evenHigh, days - uneven);
  return {
    unilateral: uneven,
    unilateralLeast: Math.min(uneven, unevenLow),
    bilateral: even,
    bilateralLeast: Math.min(even, evenLow),
    sessions: days,
  };
}

/** Days to the race whose race week, the seven days up to it, a day lies in. */
export function daysToRace(day: number, ground: Ground): number | null {
  const race = ground.raceDays.find((one) => 0 < one - day && one - day < DAYS_PER_WEEK);
  return race === undefined ? null : race - day;
}

export function reason(code: string, facts: Readonly<Record<string, number | string>> = {}): Reason {
  return { code, facts };
}

function daysOf(first: number): number[] {
  return Array.from({ length: DAYS_PER_WEEK }, (_, place) => first + place);
}

function isInWeek(day: number, first: number): boolean {
  return 0 <= day - first && day - first < DAYS_PER_WEEK;
}

function count(counted: readonly Standing[], kind: SessionType): number {
  return counted.filter((one) => one.type === kind).length;
}

/** Whether a session may still be planned here. */
function isOpen(day: number, ground: Ground): boolean {
  return day >= ground.fromDay && isVacant(day, ground);
}

/** Not away, no race, no session moved from here, none standing here. */
function isVacant(day: number, ground: Ground): boolean {
  return (
    !ground.offDays.has(day) &&
    !ground.leftDays.has(day) &&
    !ground.raceDays.includes(day) &&
    ground.standing.every((one) => dayOf(one.atMin) !== day)
  );
}

function isChosen(day: number, ground: Ground): boolean {
  return ground.wish.weekdays.includes(weekday(day));
}

/** A chosen day; a runner who did not say chooses every day that keeps P5. */
function suits(day: number, ground: Ground): boolean {
  return ground.wish.weekdays.length > 0 ? isChosen(day, ground) : !isLate(day, ground);
}

/** P5: too near the race for a session in race week. */
function isLate(day: number, ground: Ground): boolean {
  const toRace = daysToRace(day, ground);
  return toRace !== null && toRace < ground.rules.race_week_days_before;
}

/** P5: whether race weeks hold no more sessions than they may, as far as these days are to blame. */
function hasRaceRoom(days: readonly number[], before: readonly Pick[], ground: Ground): boolean {
  for (const race of ground.raceDays) {
    const isIn = (day: number): boolean => 0 < race - day && race - day < DAYS_PER_WEEK;
    const ours = days.filter(isIn).length;
    if (ours > 0) {
      const others = [...before.map((pick) => pick.day), ...ground.standing.map((one) => dayOf(one.atMin))];
      if (others.filter(isIn).length + ours > ground.rules.race_week_sessions) return false;
    }
  }
  return true;
}

/** The best set of one-leg days still to come. Days not chosen are used only to reach the least. */
function unevenDays(
  first: number,
  before: readonly Pick[],
  counted: readonly Standing[],
  readyMin: number,
  free: Free,
  ask: Ask,
  ground: Ground,
): readonly number[] {
  const have = count(counted, "unilateral");
  const stand = counted.filter((one) => one.type === "unilateral").map((one) => dayOf(one.atMin));
  const there = stand.filter((day) => isInWeek(day, first));
  const usable = daysOf(first).filter((day) => hours(day, free).length > 0 && isOpen(day, ground));
  const chosen = usable.filter((day) => suits(day, ground));
  const costs = new Map(usable.map((day) => [day, dayCost(day, ground)]));
  const standIn = (days: readonly number[]): boolean => {
    const strange = days.filter((day) => !chosen.includes(day));
    const others = new Set(strange.map((day) => replaced(day, days, readyMin, free, ground)));
    return !others.has(null) && others.size === strange.length;
  };
  const holds = (days: readonly number[]): boolean =>
    chain(days, readyMin, free, ground) !== null && hasRaceRoom(days, before, ground) && standIn(days);
  const cost = (days: readonly number[]): readonly number[] => {
    const strange = UNCHOSEN_COST * days.filter((day) => !chosen.includes(day)).length;
    const kept = days.reduce((sum, day) => sum + (costs.get(day) ?? 0), 0);
    return [kept + strange + gapCost([...there, ...days]), ...days];
  };
  for (let size = ask.unilateral - have; size > 0; size--) {
    const pool = have + size <= ask.unilateralLeast ? usable : chosen;
    const sets = combinations(pool, size).filter(holds);
    if (sets.length > 0) return least(sets, cost);
  }
  return [];
}

/** When the next one-leg session may start at the earliest; null where H3 leaves a day no hour. */
function chain(days: readonly number[], readyMin: number, free: Free, ground: Ground): number | null {
  let ready = readyMin;
  for (const day of days) {
    const atMin = firstFrom(ready, hours(day, free));
    if (atMin === null) return null;
    ready = atMin + ground.restMin;
  }
  return ready;
}

function hours(day: number, free: Free): readonly Opening[] {
  return free.get(day) ?? [];
}

/**
 * The chosen day next to this one that this one may stand in for.
 *
 * The hard rules forbid it: no hour is left there, or none beside the chosen days that are used.
 */
function replaced(
  day: number,
  days: readonly number[],
  readyMin: number,
  free: Free,
  ground: Ground,
): number | null {
  if (isLate(day, ground)) return null;
  for (const other of [day - 1, day + 1]) {
    const wanted = free.has(other) && isChosen(other, ground) && isVacant(other, ground);
    if (!wanted || days.includes(other)) continue;
    const instead = [other, ...days.filter((one) => isChosen(one, ground))].sort((a, b) => a - b);
    if (hours(other, free).length === 0 || chain(instead, readyMin, free, ground) === null) return other;
  }
  return null;
}

function unevenReason(
  day: number,
  days: readonly number[],
  readyMin: number,
  free: Free,
  ground: Ground,
): Reason {
  if (ground.wish.weekdays.length === 0) return reason("free_day");
  const other = isChosen(day, ground) ? null : replaced(day, days, readyMin, free, ground);
  if (other === null) return reason("chosen");
  const rule = hours(other, free).length > 0 ? "H3" : barring(other, ground.uneven, ground);
  return reason("neighbour", { weekday: weekday(other), rule });
}

/** The first rule in the way at the hour that would break the fewest. */
function barring(day: number, bars: Bars, ground: Ground): Rule {
  const here = bars.get(day) ?? [];
  const [rule] = broken(leastBent(day, here, ground.runs.get(day) ?? []), here);
  if (!rule) throw new Error("a day without an open hour is barred by a rule");
  return rule;
}

/** What the soft rules say of a heavy session on a day, whatever else the week holds. */
export function dayCost(day: number, ground: Ground): number {
  const evening = day * MIN_PER_DAY + PROPOSED_MIN;
  const soonMin = ground.rules.heavy_before_hard_h * MIN_PER_HOUR;
  const today = ground.runs.get(day) ?? [];
  const tomorrow = ground.runs.get(day + 1) ?? [];
  let isSoon = false;
  for (let ahead = day; ahead <= day + floorDiv(soonMin, MIN_PER_DAY) + 1; ahead++) {
    for (const run of ground.runs.get(ahead) ?? []) {
      const inMin = run.startMin - evening;
      if ((run.type === "hard" || run.type === "race") && 0 < inMin && inMin < soonMin) isSoon = true;
    }
  }
  let cost = isSoon ? P1_COST : 0;
  if (tomorrow.some((run) => ground.rules.key_runs.includes(run.type))) cost += P3_COST;
  if (isLate(day, ground)) cost += P5_COST;
  if (today.some((run) => run.type === "long")) cost += LONG_DAY_COST;
  if (today.some((run) => run.type === "hard")) cost += P2_COST;
  return cost;
}

/** Least for days spread evenly over weeks that repeat. */
function gapCost(days: readonly number[]): number {
  const ordered = [...new Set(days)].sort((a, b) => a - b);
  const [earliest = 0] = ordered;
  const gaps = ordered.map((day, place) => (ordered[place + 1] ?? earliest + DAYS_PER_WEEK) - day);
  return GAP_COST * gaps.reduce((sum, gap) => sum + gap * gap, 0);
}

/** How many one-leg days the runs would leave to the week, were nothing done, missed or away. */
function reachable(first: number, readyMin: number, ask: Ask, ground: Ground): number {
  const free: Free = new Map(daysOf(first).map((day) => [day, openings(day, ground.heavy.get(day) ?? [])]));
  const anywhere = ground.wish.weekdays.length === 0;
  const usable = daysOf(first).filter(
    (day) =>
      hours(day, free).length > 0 && (anywhere || isChosen(day, ground)) && !ground.raceDays.includes(day),
  );
  for (let size = ask.unilateral; size > 0; size--) {
    if (combinations(usable, size).some((days) => chain(days, readyMin, free, ground) !== null)) return size;
  }
  return 0;
}

/** P4: two-leg days on what one-leg days leave. Above the least, only where no soft rule minds. */
function evenDays(
  first: number,
  before: readonly Pick[],
  counted: readonly Standing[],
  ask: Ask,
  ground: Ground,
): Pick[] {
  const left = leftDays(first, before, counted, ground);
  const usable = left.filter((day) => openings(day, ground.heavy.get(day) ?? []).length > 0);
  const priced = usable.map((day) => [dayCost(day, ground), day] as const).sort(inOrder);
  const picks: Pick[] = [];
  const have = count(counted, "bilateral");
  const room = roomOf(first, before, counted, ask);
  for (const [cost, day] of priced) {
    const most = Math.min(room, (cost <= 0 ? ask.bilateral : ask.bilateralLeast) - have);
    if (picks.length < most && hasRaceRoom([day], [...before, ...picks], ground)) {
      const why = [reason(ground.wish.weekdays.length > 0 ? "chosen" : "free_day")];
      picks.push({ day, type: "bilateral", why });
    }
  }
  return picks;
}

/** Days to come that suit, hold nothing, and have no other day standing in for them. */
function leftDays(
  first: number,
  before: readonly Pick[],
  counted: readonly Standing[],
  ground: Ground,
): number[] {
  const taken = new Set(before.map((pick) => pick.day));
  const gone = ground.wish.weekdays.length > 0 ? givenUp(first, before, counted, ground) : new Set<number>();
  return daysOf(first).filter(
    (day) => !taken.has(day) && !gone.has(day) && suits(day, ground) && isOpen(day, ground),
  );
}

/** The days beside a one-leg session on a day not chosen, unless the runner moved it there. */
function givenUp(
  first: number,
  before: readonly Pick[],
  counted: readonly Standing[],
  ground: Ground,
): Set<number> {
  const done = counted.filter((one) => one.type === "unilateral" && isUnmoved(one));
  const picked = before.filter((pick) => pick.type === "unilateral" && pick.day >= first);
  const days = [...done.map((one) => dayOf(one.atMin)), ...picked.map((pick) => pick.day)];
  const strange = days.filter((day) => !isChosen(day, ground));
  return new Set(strange.flatMap((day) => [day - 1, day + 1]));
}

function isUnmoved(one: Standing): boolean {
  return one.countsOn === dayOf(one.atMin);
}

/** How many sessions the week may still take. */
function roomOf(first: number, before: readonly Pick[], counted: readonly Standing[], ask: Ask): number {
  return ask.sessions - counted.length - before.filter((pick) => pick.day >= first).length;
}

/** Light sessions: on chosen days that are left, and one in place of a one-leg session H1 to H3 forbid. */
function lightDays(
  first: number,
  before: readonly Pick[],
  counted: readonly Standing[],
  instead: boolean,
  ask: Ask,
  ground: Ground,
): Pick[] {
  let room = roomOf(first, before, counted, ask);
  if (ground.wish.weekdays.length === 0) {
    room = instead ? Math.min(room, 1 - count(counted, "light")) : 0;
  }
  const picks: Pick[] = [];
  for (const day of leftDays(first, before, counted, ground)) {
    const fits =
      openings(day, ground.light.get(day) ?? []).length > 0 &&
      hasRaceRoom([day], [...before, ...picks], ground);
    if (fits && picks.length < room) {
      picks.push({ day, type: "light", why: [lightReason(day, instead, ground)] });
    }
  }
  return picks;
}

function lightReason(day: number, instead: boolean, ground: Ground): Reason {
  if (openings(day, ground.heavy.get(day) ?? []).length === 0) {
    return reason("light_before", { rule: barring(day, ground.heavy, ground) });
  }
  return reason(instead ? "light_instead" : "light_extra");
}

/** Every choice of so many parts, in the order of Python's `itertools.combinations`. */
function combinations(parts: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return parts.flatMap((part, place) =>
    combinations(parts.slice(place + 1), size - 1).map((rest) => [part, ...rest]),
  );
}
