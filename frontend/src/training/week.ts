/**
 * Which session goes on which day at which hour, around the runs (TRAINING.md 5.1 to 5.4, ruling 21).
 *
 * Plan weeks are filled one after another; what was done and what the runner moved stands, everything else
 * makes room. Then hours: none where any would do, else one that keeps every hard rule. Asked again tomorrow,
 * with today's session done at the hour shown, the days to come are the same.
 */

import type { Catalog, ScheduleRules, SessionType } from "./catalog";
import {
  DAYS_PER_WEEK,
  daysToRace,
  type Ground,
  type Pick,
  planWeek,
  type Reason,
  reason,
  type Standing,
  type Wish,
} from "./days";
import {
  type Bar,
  broken,
  byDay,
  dayOf,
  heavyBars,
  least,
  leastBent,
  lightBars,
  MIN_PER_DAY,
  MIN_PER_HOUR,
  openings,
  proposed,
  type Rule,
  type Run,
  restBar,
  within,
} from "./hours";
import { floorDiv, order, weekday } from "./units";

/** Weeks planned past the last day asked: hours 48 h apart can lean on one another that far. */
const WEEKS_BEYOND = 2;

/** A session looks so far ahead for a race. */
const RUNS_BEYOND_DAYS = 3;

/** A session that was performed. Jumps may come in any type. */
export type Done = { readonly startMin: number; readonly type: SessionType; readonly jumps: boolean };

/** The runner's own word: the session of one day on another day. */
export type Move = { readonly fromDay: number; readonly toDay: number; readonly type: SessionType };

/**
 * `atMin` is null where every minute of the day keeps every hard rule. `half`: half the sets (P5).
 *
 * `bent` names the hard rules a session breaks; only one that the runner moved breaks any.
 */
export type Placed = {
  readonly day: number;
  readonly type: SessionType;
  readonly jumps: boolean;
  readonly atMin: number | null;
  readonly half: boolean;
  readonly why: readonly Reason[];
  readonly bent: readonly Rule[];
};

/** The first and the last day of which `arrange` wants every run, logged or planned. */
export function span(on: number, startDay: number, lastDay: number): readonly [number, number] {
  const [first, last] = weeks(on, startDay, lastDay);
  return [first - 1, last + DAYS_PER_WEEK - 1 + RUNS_BEYOND_DAYS];
}

/**
 * The sessions still to come from `firstDay` to `lastDay`, in order of days; none before `on`.
 *
 * `done` is in order of time, all before the end of `on`. `jumps`: one-leg sessions hold jumps.
 */
export function arrange(
  firstDay: number,
  lastDay: number,
  on: number,
  startDay: number,
  runs: readonly Run[],
  done: readonly Done[],
  moves: readonly Move[],
  offDays: ReadonlySet<number>,
  wish: Wish,
  jumps: boolean,
  catalog: Catalog,
): Placed[] {
  const rules = catalog.rules.schedule;
  const fromDay = Math.max(on, startDay);
  const [first, last] = weeks(on, startDay, lastDay);
  const settled = settledMoves(moves);
  const past = performed(done, settled, first);
  const moved = movedHere(settled, fromDay, runs, past, offDays, jumps, rules);
  const ground = groundOf(fromDay, runs, [...past, ...moved], settled, offDays, wish, jumps, rules);
  const picks: Pick[] = [];
  let readyMin = 0;
  for (let week = first; week <= last; week += DAYS_PER_WEEK) {
    const [chosen, ready] = planWeek(week, picks, readyMin, ground);
    picks.push(...chosen);
    readyMin = ready;
  }
  const lastUneven = done.findLast((one) => one.type === "unilateral");
  const lastDayUneven = lastUneven ? dayOf(lastUneven.startMin) : null;
  const placed = placedOf(picks, moved, lastDayUneven, ground, jumps);
  return placed.filter((one) => Math.max(firstDay, on) <= one.day && one.day <= lastDay);
}

/**
 * A day for the due tests in each week: far from hard runs, then with rested legs, then early.
 *
 * Of the days of a week only those as far from hard runs as the best of them will do, without a long run if
 * there are such, and of those only the ones from `fromDay` on. `days` are ascending; days in a row are one week. `heavyDays` are those with a
 * one-leg or two-leg session, done or planned.
 */
export function assessmentDays(
  days: readonly number[],
  runs: readonly Run[],
  heavyDays: ReadonlySet<number>,
  offDays: ReadonlySet<number>,
  catalog: Catalog,
  fromDay = 0,
): number[] {
  const apartMin = catalog.test_day.after_hard_run_h * MIN_PER_HOUR;
  const hard = runs.filter((run) => run.type === "hard" || run.type === "race").map((run) => run.startMin);
  const keyRuns = runs.filter((run) => catalog.rules.schedule.key_runs.includes(run.type));
  const keyDays = new Set(keyRuns.map((run) => dayOf(run.startMin)));
  const short = (day: number): number => {
    const quarters = within(openings(day, []), day * MIN_PER_DAY, (day + 1) * MIN_PER_DAY);
    const near = hard.filter((start) => Math.abs(start - day * MIN_PER_DAY) <= apartMin + MIN_PER_DAY);
    const gaps = quarters.map((at) =>
      near.reduce((gap, start) => Math.min(gap, Math.abs(at - start)), near.length > 0 ? Infinity : apartMin),
    );
    return 2 * Math.max(0, apartMin - Math.max(...gaps)) + (keyDays.has(day) ? 1 : 0);
  };
  const strain = (day: number) => [heavyDays.has(day - 1) ? 1 : 0, heavyDays.has(day) ? 1 : 0, day];
  const weeks = new Map<number, { readonly day: number; readonly shortfall: number }[]>();
  for (const [place, day] of days.entries()) {
    if (offDays.has(day)) continue;
    const week = weeks.get(day - place) ?? [];
    weeks.set(day - place, [...week, { day, shortfall: short(day) }]);
  }
  const chosen: number[] = [];
  for (const week of weeks.values()) {
    const fewest = Math.min(...week.map(({ shortfall }) => shortfall));
    const usable = week.filter(({ day, shortfall }) => shortfall === fewest && day >= fromDay);
    if (usable.length > 0)
      chosen.push(
        least(
          usable.map(({ day }) => day),
          strain,
        ),
      );
  }
  return chosen;
}

/** The first days of the first and the last plan week to fill. */
function weeks(on: number, startDay: number, lastDay: number): readonly [number, number] {
  const first = Math.max(on, startDay);
  return [weekOf(first, startDay), weekOf(Math.max(first, lastDay), startDay) + WEEKS_BEYOND * DAYS_PER_WEEK];
}

function weekOf(day: number, startDay: number): number {
  return startDay + floorDiv(day - startDay, DAYS_PER_WEEK) * DAYS_PER_WEEK;
}

/** Moves without detours: on from B after A to B is A to C, and back home again is no move. */
function settledMoves(moves: readonly Move[]): Move[] {
  const key = (day: number, kind: SessionType): string => `${day} ${kind}`;
  const following = new Map(moves.map((move) => [key(move.fromDay, move.type), move] as const));
  const reached = new Set([...following.values()].map((move) => key(move.toDay, move.type)));
  const settled: Move[] = [];
  for (const [home, move] of following) {
    if (reached.has(home)) continue;
    let toDay = move.toDay;
    for (let steps = 0; steps < following.size; steps++) {
      toDay = following.get(key(toDay, move.type))?.toDay ?? toDay;
    }
    settled.push({ ...move, toDay });
  }
  return settled;
}

/** Sessions the weeks from `first` on still feel; a moved one counts where it came from. */
function performed(done: readonly Done[], moves: readonly Move[], first: number): Standing[] {
  const past: Standing[] = [];
  for (const one of done) {
    const day = dayOf(one.startMin);
    if (day >= first - DAYS_PER_WEEK) {
      const move = moves.findLast((move) => move.toDay === day && move.type === one.type);
      past.push({
        atMin: one.startMin,
        type: one.type,
        jumps: one.jumps,
        countsOn: move ? move.fromDay : day,
      });
    }
  }
  return past;
}

/** The moved sessions still to come, each at the hour of its new day that bends the fewest rules. */
function movedHere(
  moves: readonly Move[],
  fromDay: number,
  runs: readonly Run[],
  past: readonly Standing[],
  offDays: ReadonlySet<number>,
  jumps: boolean,
  rules: ScheduleRules,
): Standing[] {
  const busy = new Set(past.map((one) => dayOf(one.atMin)));
  const moved: Standing[] = [];
  const sorted = [...moves].sort(
    (a, b) => a.toDay - b.toDay || a.fromDay - b.fromDay || order(a.type, b.type),
  );
  for (const { fromDay: countsOn, toDay: day, type } of sorted) {
    if (day < fromDay || offDays.has(day) || busy.has(day)) continue;
    const near = runs.filter((run) => Math.abs(dayOf(run.startMin) - day) <= RUNS_BEYOND_DAYS);
    const atMin = leastBent(day, barsFor(type, near, [...past, ...moved], jumps, rules), near);
    moved.push({ atMin, type, jumps: jumps && type === "unilateral", countsOn });
  }
  return moved;
}

/** Where a session of this type may not start. */
function barsFor(
  kind: SessionType,
  runs: readonly Run[],
  others: readonly Standing[],
  jumps: boolean,
  rules: ScheduleRules,
): Bar[] {
  if (kind === "light") return lightBars(runs, rules);
  const bars = heavyBars(runs, rules);
  if (kind === "unilateral") {
    for (const one of others) {
      const rest = restMin(one.type, one.jumps, jumps, rules);
      if (rest > 0) bars.push(restBar(one.atMin, rest));
    }
  }
  return bars;
}

/** H3: how far a one-leg session keeps from a session of this kind; 0 where it need not. */
function restMin(kind: SessionType, jumped: boolean, jumps: boolean, rules: ScheduleRules): number {
  const unilateralH = kind === "unilateral" ? rules.between_unilateral_h : 0;
  const plyoH = jumped && jumps ? rules.between_plyo_h : 0;
  return Math.max(unilateralH, plyoH) * MIN_PER_HOUR;
}

function groundOf(
  fromDay: number,
  runs: readonly Run[],
  standing: readonly Standing[],
  moves: readonly Move[],
  offDays: ReadonlySet<number>,
  wish: Wish,
  jumps: boolean,
  rules: ScheduleRules,
): Ground {
  const runsOn = new Map<number, Run[]>();
  for (const run of runs) {
    const day = dayOf(run.startMin);
    const here = runsOn.get(day);
    if (here) here.push(run);
    else runsOn.set(day, [run]);
  }
  return {
    rules,
    fromDay,
    wish,
    restMin: restMin("unilateral", jumps, jumps, rules),
    runs: runsOn,
    uneven: byDay(barsFor("unilateral", runs, standing, jumps, rules)),
    heavy: byDay(barsFor("bilateral", runs, [], jumps, rules)),
    light: byDay(barsFor("light", runs, [], jumps, rules)),
    raceDays: runs.filter((run) => run.type === "race").map((run) => dayOf(run.startMin)),
    offDays,
    leftDays: new Set(moves.map((move) => move.fromDay)),
    standing,
  };
}

/** Every session with its hour and its reasons, in order of days. */
function placedOf(
  picks: readonly Pick[],
  moved: readonly Standing[],
  lastUneven: number | null,
  ground: Ground,
  jumps: boolean,
): Placed[] {
  const uneven = picks.filter((pick) => pick.type === "unilateral").map((pick) => pick.day);
  const hours = unevenHours(uneven, ground);
  const placed = [
    ...picks.map((pick) => planned(pick, hours, ground, jumps)),
    ...moved.map((one) => asMoved(one, uneven, ground, jumps)),
  ].sort((a, b) => a.day - b.day || order(a.type, b.type));
  let last = lastUneven;
  return placed.map((one) => {
    if (one.type !== "unilateral") return one;
    const rested = last === null ? reason("first") : reason("rested", { n: one.day - last });
    last = one.day;
    return { ...one, why: [...one.why.slice(0, 1), rested, ...one.why.slice(1)] };
  });
}

/** Hours of the one-leg sessions, all of H3 kept between them; null where any minute would do. */
function unevenHours(days: readonly number[], ground: Ground): Map<number, number | null> {
  const free = days.map((day) => openings(day, ground.uneven.get(day) ?? []));
  const latest: number[] = [];
  let untilMin = ((days.at(-1) ?? 0) + 1) * MIN_PER_DAY;
  for (let place = days.length - 1; place >= 0; place--) {
    latest[place] = within(free[place] ?? [], 0, untilMin).at(-1) ?? 0;
    untilMin = (latest[place] ?? 0) - ground.restMin;
  }
  const hours = new Map<number, number | null>();
  let readyMin = 0;
  for (const [place, day] of days.entries()) {
    const quarters = within(free[place] ?? [], readyMin, latest[place] ?? 0);
    const atMin = proposed(quarters, ground.runs.get(day) ?? []);
    readyMin = atMin + ground.restMin;
    const anyHour = !ground.uneven.has(day) && !isLinked(day, days, ground);
    hours.set(day, anyHour ? null : atMin);
  }
  return hours;
}

/** Whether some two minutes of this day and of another one-leg day are too near one another. */
function isLinked(day: number, days: readonly number[], ground: Ground): boolean {
  return days.some(
    (other) => other !== day && Math.abs(other - day) * MIN_PER_DAY - (MIN_PER_DAY - 1) < ground.restMin,
  );
}

function planned(
  { day, type, why }: Pick,
  hours: ReadonlyMap<number, number | null>,
  ground: Ground,
  jumps: boolean,
): Placed {
  const bars = { unilateral: ground.uneven, bilateral: ground.heavy, light: ground.light }[type];
  const here = bars.get(day) ?? [];
  let atMin: number | null = null;
  if (type === "unilateral") {
    atMin = hours.get(day) ?? null;
  } else if (here.length > 0) {
    const quarters = within(openings(day, here), 0, (day + 1) * MIN_PER_DAY);
    atMin = proposed(quarters, ground.runs.get(day) ?? []);
  }
  const linked = type === "unilateral" && isLinked(day, [...hours.keys()], ground);
  return {
    day,
    type,
    jumps: jumps && type === "unilateral",
    atMin,
    half: daysToRace(day, ground) !== null,
    why: [...why, ...around(day, type, ground), ...hourReasons(atMin, here, linked)],
    bent: [],
  };
}

/** A moved session, with the rules it bends. Planned ones near it keep their distance to its hour. */
function asMoved(one: Standing, uneven: readonly number[], ground: Ground, jumps: boolean): Placed {
  const day = dayOf(one.atMin);
  const others = ground.standing.filter((other) => other !== one);
  const near: Run[] = [];
  for (let at = day - 1; at <= day + RUNS_BEYOND_DAYS; at++) near.push(...(ground.runs.get(at) ?? []));
  const here = byDay(barsFor(one.type, near, others, jumps, ground.rules)).get(day) ?? [];
  const linked = one.type === "unilateral" && isLinked(day, uneven, ground);
  const atMin = here.length > 0 || linked ? one.atMin : null;
  return {
    day,
    type: one.type,
    jumps: one.jumps,
    atMin,
    half: daysToRace(day, ground) !== null,
    why: [
      reason("moved", { weekday: weekday(one.countsOn) }),
      ...around(day, one.type, ground),
      ...hourReasons(atMin, here, linked),
    ],
    bent: broken(one.atMin, here),
  };
}

/** What the day's runs and a race to come say about a session there. */
function around(day: number, kind: SessionType, ground: Ground): Reason[] {
  const reasons: Reason[] = [];
  const runs = new Set((ground.runs.get(day) ?? []).map((run) => run.type));
  if (kind === "bilateral") reasons.push(reason("between"));
  if (kind !== "light" && runs.has("hard")) reasons.push(reason("hard_day"));
  else if (kind !== "light" && runs.has("easy")) reasons.push(reason("easy_day"));
  const toRace = daysToRace(day, ground);
  if (toRace !== null) reasons.push(reason("race_week", { n: toRace }));
  return reasons;
}

/** One reason for each rule that keeps the hour late or early enough. */
function hourReasons(atMin: number | null, here: readonly Bar[], linked: boolean): Reason[] {
  if (atMin === null) return [];
  const rules = new Set<Rule>(linked ? ["H3"] : []);
  for (const bar of here) {
    if (bar.untilMin <= atMin && ["H2", "H3", "H5"].includes(bar.rule)) rules.add(bar.rule);
    if (bar.fromMin > atMin && ["H1", "H3", "H4"].includes(bar.rule)) rules.add(bar.rule);
  }
  return [...rules].sort(order).map((rule) => reason(`hour.${rule}`));
}
