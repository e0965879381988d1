/**
 * Left against right: noise first, then bands and tiers (TRAINING.md 3 and ruling 20).
 *
 * A difference counts when it is real (above the test's noise and above the runner's own spread) and
 * confirmed (the same leg on two dates, or in two tests of one day). Every comparison is exact: a value is a
 * whole number of parts of the stored unit, and fractions are compared crosswise. Read `standings` first.
 */

import type { Leg, Symmetry, SymmetryControl, SymmetryTest } from "./answers";
import type { Test as TestKind } from "./catalog";
import { type AsymmetryRules, type Catalog, type Exercise, known, type Ladder, type Tier } from "./catalog";
import type { Weighed } from "./evidence";
import type { Test } from "./fold";
import type { OneLeg } from "./needs";
import { DAYS_PER_WEEK } from "./phases";
import type { Replayed } from "./replay";
import { isTimed } from "./route";
import { floorDiv, halfUp } from "./units";

/** Numerator and positive denominator. */
type Fraction = readonly [number, number];

/** What a gap in the log alone leads to (TRAINING.md 3.4). */
const CONTROL_TIER = 1;

/** Both legs in one test on one day. The left leg's value is `left / parts`, the right one's alike. */
export type Compared = {
  readonly day: number;
  readonly left: number;
  readonly right: number;
  readonly parts: number;
  /** In the stored unit. */
  readonly noise: Fraction;
  readonly worse: OneLeg | null;
  readonly real: boolean;
  readonly confirmed: boolean;
  readonly pain: number;
};

/** Where a test has brought the runner: a tier, for one leg, since a day. */
export type Standing = {
  readonly newest: Compared;
  readonly tier: number;
  readonly leg: OneLeg | null;
  readonly entered: number | null;
  /** Days of assessments in a row that asked for less, each four weeks or more after the one before. */
  readonly calm: readonly number[];
};

/** Test → the standing after each of its assessments, oldest first. */
type Courses = ReadonlyMap<string, readonly Standing[]>;

/** What left against right changes on one ladder. */
export type Adjustment = {
  readonly tier: number;
  /** Goes first in every set, and the other copies its reps and load; null: the starting leg alternates. */
  readonly leg: Leg | null;
  /** Asked for on `leg`; `setsByLeg` keeps the cap. */
  readonly extra_sets: number;
  /** Exercises of this ladder that `accessory_leg` does alone, as an extra block. */
  readonly accessory: readonly string[];
  readonly accessory_leg: Leg | null;
  /** Nothing new on this pattern until a professional has looked. */
  readonly frozen: boolean;
  /** Exercises of this ladder that may not be done while the legs are this far apart. */
  readonly locked: readonly string[];
};

/** One test day of one test, as far as it was measured. */
type ByLeg = Partial<Record<OneLeg, Test>>;
type Paired = Readonly<Record<OneLeg, Test>>;

/**
 * Tests in catalogue order, gaps in the log, and one number: never a leg without confirmation.
 *
 * `lagging` is null where confirmed tests name both legs: no test outranks another.
 */
export function symmetry(replayed: Replayed, catalog: Catalog): Symmetry {
  const { state } = replayed;
  const rules = catalog.rules.asymmetry;
  const standing = replayed.locks.standings(state.on);
  const lagging = [...standing.values()]
    .map((one) => one.newest)
    .filter((newest) => newest.confirmed && apartBy(newest, rules.lagging_pct))
    .map((newest) => newest.worse);
  return {
    headline_pct: headlinePct([...standing.values()], state.on, rules),
    lagging: oneLeg(lagging),
    tests: [...standing].map(([test, one]) => testOf(known(catalog.testById, test), one, rules)),
    control: control(replayed, catalog),
  };
}

/** What the next sessions change, for every ladder of the catalogue. */
export function adjustments(replayed: Replayed, catalog: Catalog): ReadonlyMap<string, Adjustment> {
  const { state } = replayed;
  const standing = replayed.locks.standings(state.on);
  const gaps = control(replayed, catalog);
  const locked = replayed.locks.on(state.on).exercises;
  return new Map(
    catalog.ladders.map((ladder) => [ladder.id, adjustmentOf(ladder, standing, gaps, locked, catalog)]),
  );
}

/** Sets of the left and of the right leg where `sets` are prescribed; alike on two-leg exercises. */
export function setsByLeg(
  adjustment: Adjustment,
  exercise: Exercise,
  sets: number,
  catalog: Catalog,
): readonly [number, number] {
  const cap = floorDiv(sets * catalog.rules.asymmetry.extra_sets_max_pct, 100);
  const extra = exercise.sides === "both" ? 0 : Math.min(adjustment.extra_sets, cap);
  return [sets + (adjustment.leg === "left" ? extra : 0), sets + (adjustment.leg === "right" ? extra : 0)];
}

/** What confirmed differences forbid on a day. */
export type Locks = {
  /** Closed while the newest value of any test is confirmed and `lock_pct` or more apart. */
  readonly exercises: ReadonlySet<string>;
  /** Ladders on which nothing gets harder until a professional has looked. */
  readonly frozen: ReadonlySet<string>;
  /** Every test both legs have done. */
  readonly newest: ReadonlyMap<string, Compared>;
};

/** Whether the newest value is less than so far apart, or not real; false without any. */
export function isEven({ newest }: Locks, test: string, belowPct: number): boolean {
  const one = newest.get(test);
  return one !== undefined && !(one.real && apartBy(one, belowPct));
}

/** Standings and locks as of any day, each assessment worked out once. `tests` are in training order. */
export class LocksByDay {
  private readonly tests: readonly Test[];
  private readonly catalog: Catalog;
  private readonly found = new Map<number, Locks>();
  private courses: Courses | null = null;

  constructor(tests: readonly Test[], catalog: Catalog) {
    this.tests = tests;
    this.catalog = catalog;
  }

  standings(day: number): ReadonlyMap<string, Standing> {
    this.courses ??= coursesOf(this.tests, this.catalog);
    return asOf(day, this.courses);
  }

  on(day: number): Locks {
    const seen = this.tests.findLastIndex((test) => test.day <= day) + 1;
    let locks = this.found.get(seen);
    if (!locks) {
      locks = locksOf(this.standings(day), this.catalog);
      this.found.set(seen, locks);
    }
    return locks;
  }
}

function locksOf(standing: ReadonlyMap<string, Standing>, catalog: Catalog): Locks {
  const rules = catalog.rules.asymmetry;
  const frozen = new Set<string>();
  let far = false;
  for (const [test, { newest, tier }] of standing) {
    far ||= newest.confirmed && apartBy(newest, rules.lock_pct);
    if (!tierOf(tier, rules).freeze) continue;
    for (const ladder of known(catalog.testById, test).extra_set_ladders) frozen.add(ladder);
  }
  return {
    exercises: new Set(far ? rules.locks : []),
    frozen,
    newest: new Map([...standing].map(([test, { newest }]) => [test, newest])),
  };
}

/**
 * Every test both legs have done on one day, in catalogue order, as of a day.
 *
 * `tests` are in training order. A leg measured alone is compared with nothing. A tier moves only on the day
 * of an assessment, and its days count from the assessment that entered it.
 */
export function standings(
  tests: readonly Test[],
  catalog: Catalog,
  day: number,
): ReadonlyMap<string, Standing> {
  return asOf(day, coursesOf(tests, catalog));
}

function asOf(day: number, courses: Courses): ReadonlyMap<string, Standing> {
  const found = new Map<string, Standing>();
  for (const [test, course] of courses) {
    const standing = course.findLast((one) => one.newest.day <= day);
    if (standing) found.set(test, standing);
  }
  return found;
}

/** Every test in catalogue order with the standing after each of its assessments. */
function coursesOf(tests: readonly Test[], catalog: Catalog): Courses {
  const measured = new Map<string, Map<number, ByLeg>>();
  for (const one of tests) {
    const { test, side } = one.body;
    if (side === "both") continue;
    const days = measured.get(test) ?? new Map<number, ByLeg>();
    measured.set(test, days.set(one.day, { ...days.get(one.day), [side]: one }));
  }
  const histories = new Map<string, readonly Compared[]>();
  for (const kind of catalog.tests) {
    if (kind.use_for_asymmetry) {
      histories.set(kind.id, historyOf(kind, measured.get(kind.id) ?? new Map(), catalog));
    }
  }
  const agreeing = new Map<string, number>();
  for (const one of [...histories.values()].flat()) {
    if (one.real) agreeing.set(dayAndLeg(one), (agreeing.get(dayAndLeg(one)) ?? 0) + 1);
  }
  return new Map([...histories].map(([test, history]) => [test, courseOf(history, agreeing, catalog)]));
}

function dayAndLeg(compared: Compared): string {
  return `${compared.day} ${compared.worse}`;
}

/**
 * Both legs compared on every day that has both, oldest first.
 *
 * Test days too close together to confirm each other are one assessment: where the test has a noise for two
 * days, the newer one counts as the mean of both.
 */
function historyOf(kind: TestKind, days: ReadonlyMap<number, ByLeg>, catalog: Catalog): readonly Compared[] {
  const history: Compared[] = [];
  let before: { readonly day: number; readonly legs: Paired } | null = null;
  for (const [day, { left, right }] of days) {
    if (!left || !right) continue;
    const legs: Paired = { left, right };
    const isNear =
      before !== null &&
      kind.noise_two_days_tenths !== null &&
      day - before.day < catalog.rules.asymmetry.confirm_days;
    history.push(compare(kind, day, before && isNear ? [before.legs, legs] : [legs]));
    before = { day, legs };
  }
  return history;
}

/** One assessment of one test day, or of two near ones; not yet confirmed. */
function compare(kind: TestKind, day: number, near: readonly Paired[]): Compared {
  const [leftTotal, leftParts] = legValue(kind, near, "left");
  const [rightTotal, rightParts] = legValue(kind, near, "right");
  const left = leftTotal * rightParts;
  const right = rightTotal * leftParts;
  const parts = leftParts * rightParts;
  const worse = left === right ? null : left < right === (kind.better === "higher") ? "left" : "right";
  const noise = noiseOf(kind, left + right, parts, near.length);
  const apart = Math.abs(left - right);
  const trials = worse ? near.flatMap((legs) => legs[worse].body.trials) : [];
  return {
    day,
    left,
    right,
    parts,
    noise,
    worse,
    real: apart * noise[1] > noise[0] * parts && isAboveSpread(apart, Math.max(left, right), trials),
    confirmed: false,
    pain: Math.max(...near.flatMap((legs) => [legs.left.body.pain, legs.right.body.pain])),
  };
}

/** The mean over the days of the best trial, or of the mean of the trials. */
function legValue(kind: TestKind, near: readonly Paired[], leg: OneLeg): Fraction {
  let total = 0;
  let parts = 1;
  for (const legs of near) {
    const { trials } = legs[leg].body;
    const best = kind.better === "higher" ? Math.max(...trials) : Math.min(...trials);
    const [value, under] = kind.value === "best" ? [best, 1] : [sum(trials), trials.length];
    total = total * under + value * parts;
    parts = parts * under;
  }
  return [total, parts * near.length];
}

/** In the stored unit; percent noise is of the mean of both legs, `both / 2 / parts`. */
function noiseOf(kind: TestKind, both: number, parts: number, days: number): Fraction {
  if (kind.noise_pct !== null) return [kind.noise_pct * both, 200 * parts];
  const tenths = days > 1 ? kind.noise_two_days_tenths : kind.noise_tenths;
  return [tenths ?? 0, 10];
}

/**
 * Whether apart / larger exceeds SD / mean of the trials; both sides squared, so no root is needed.
 *
 * The squares outgrow the integers a number keeps exact, hence the big ones.
 */
function isAboveSpread(apart: number, larger: number, trials: readonly number[]): boolean {
  const total = sum(trials);
  const scatter = trials.length * sum(trials.map((trial) => trial * trial)) - total * total;
  return scatter === 0 || (BigInt(apart) * BigInt(total)) ** 2n > BigInt(scatter) * BigInt(larger) ** 2n;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** Whether the legs are so many percent of the larger value apart, or more. */
function apartBy(compared: Compared, pct: number): boolean {
  return 100 * Math.abs(compared.left - compared.right) >= pct * Math.max(compared.left, compared.right);
}

/** The tier after every assessment. A real difference of the other leg voids what spoke for the first. */
function courseOf(
  history: readonly Compared[],
  agreeing: ReadonlyMap<string, number>,
  catalog: Catalog,
): readonly Standing[] {
  const course: Standing[] = [];
  let leg: OneLeg | null = null;
  let since = 0;
  for (const one of history) {
    if (one.real && one.worse !== leg) {
      leg = one.worse;
      since = one.day;
    }
    const twice =
      one.day - since >= catalog.rules.asymmetry.confirm_days || (agreeing.get(dayAndLeg(one)) ?? 0) > 1;
    const before = course.at(-1) ?? { newest: one, tier: 0, leg: null, entered: null, calm: [] };
    course.push(assessed(before, { ...one, confirmed: one.real && twice }, catalog));
  }
  return course;
}

/** The standing after one more assessment. */
function assessed(before: Standing, one: Compared, catalog: Catalog): Standing {
  const rules = catalog.rules.asymmetry;
  if (one.confirmed && apartBy(one, rules.lagging_pct)) {
    const standing: Standing =
      one.worse === before.leg ? before : { newest: one, tier: 0, leg: one.worse, entered: null, calm: [] };
    const tier = Math.max(standing.tier, tierAsked(standing, one, rules));
    const entered = tier > standing.tier ? one.day : standing.entered;
    return { newest: one, tier, leg: one.worse, entered, calm: [] };
  }
  const standing = { ...before, newest: one };
  if (standing.tier === 0) return standing;
  if (one.real && one.worse === standing.leg && apartBy(one, rules.down_below_pct)) {
    return { ...standing, calm: [] };
  }
  return calmer(standing, one.day, catalog);
}

/** The tier a confirmed difference of `lagging_pct` or more leads to from where the runner stands. */
function tierAsked(standing: Standing, one: Compared, rules: AsymmetryRules): number {
  const days = standing.entered === null ? 0 : one.day - standing.entered;
  if (refers(one, rules)) return 3;
  if (apartBy(one, rules.priority_pct)) {
    return standing.tier === 2 && days >= rules.tier_3_after_days ? 3 : 2;
  }
  return standing.tier === 1 && days >= rules.tier_2_after_days ? 2 : 1;
}

function refers(one: Compared, rules: AsymmetryRules): boolean {
  return apartBy(one, rules.refer_pct) && one.pain >= rules.refer_pain;
}

/** One tier down after enough calm assessments in a row; the last one may begin the next step down. */
function calmer(standing: Standing, day: number, catalog: Catalog): Standing {
  const apartDays = catalog.test_day.every_weeks * DAYS_PER_WEEK;
  const last = standing.calm.at(-1);
  const calm = last === undefined || day - last >= apartDays ? [...standing.calm, day] : standing.calm;
  if (calm.length < catalog.rules.asymmetry.down_assessments) return { ...standing, calm };
  const tier = standing.tier - 1;
  if (tier === 0) return { newest: standing.newest, tier, leg: null, entered: null, calm: [] };
  return { ...standing, tier, entered: day, calm: [day] };
}

/** The leg that is named; null when none is, or both are. */
function oneLeg(legs: readonly (Leg | null)[]): Leg | null {
  const [first = null, ...others] = new Set(legs);
  return others.length > 0 ? null : first;
}

/**
 * The median of recent confirmed asymmetries in whole percent, those that are not real counting as 0.
 *
 * Of an even number the mean of the middle two, half up. Real ones that wait for confirmation are left out.
 */
function headlinePct(standing: readonly Standing[], on: number, rules: AsymmetryRules): number | null {
  const values = standing
    .map((one) => one.newest)
    .filter((one) => on - one.day <= rules.headline_days && (one.confirmed || !one.real))
    .map((one) => (one.confirmed ? asymmetryPct(one) : 0))
    .sort((a, b) => a - b);
  const lower = values[floorDiv(values.length - 1, 2)];
  const upper = values[floorDiv(values.length, 2)];
  return lower === undefined || upper === undefined ? null : halfUp(lower + upper, 2);
}

function asymmetryPct(compared: Compared): number {
  const larger = Math.max(compared.left, compared.right);
  return larger > 0 ? halfUp(100 * Math.abs(compared.left - compared.right), larger) : 0;
}

function testOf(kind: TestKind, standing: Standing, rules: AsymmetryRules): SymmetryTest {
  const { newest } = standing;
  return {
    test: kind.id,
    left: halfUp(newest.left, newest.parts),
    right: halfUp(newest.right, newest.parts),
    unit: kind.unit,
    difference: halfUp(Math.abs(newest.left - newest.right), newest.parts),
    asymmetry_pct: asymmetryPct(newest),
    noise: halfUp(...newest.noise),
    real: newest.real,
    confirmed: newest.confirmed,
    band: bandOf(standing, rules),
    tier: standing.tier,
  };
}

function bandOf(standing: Standing, rules: AsymmetryRules): SymmetryTest["band"] {
  const { newest } = standing;
  if (!newest.confirmed || !apartBy(newest, rules.watch_pct)) return "none";
  if (!apartBy(newest, rules.lagging_pct)) return "watch";
  if (refers(newest, rules)) return "refer";
  if (!apartBy(newest, rules.priority_pct)) return "lagging";
  return standing.tier === 3 ? "refer" : "priority";
}

/** A ladder's own tests speak first, then its gaps in the log, then the tests of other ladders. */
function adjustmentOf(
  ladder: Ladder,
  standing: ReadonlyMap<string, Standing>,
  gaps: readonly SymmetryControl[],
  locked: ReadonlySet<string>,
  catalog: Catalog,
): Adjustment {
  const rules = catalog.rules.asymmetry;
  const leaning = [...standing].filter(([, one]) => tierOf(one.tier, rules).lagging_first);
  const overall = oneLeg(leaning.map(([, one]) => one.leg));
  const own = leaning
    .filter(([test]) => known(catalog.testById, test).extra_set_ladders.includes(ladder.id))
    .map(([, one]) => one);
  const gapLegs = gaps.filter((gap) => gap.ladder === ladder.id).map((gap) => gap.leg);
  const named = own.length > 0 ? own.map((one) => one.leg) : gapLegs;
  const leg = named.length > 0 ? oneLeg(named) : overall;
  const tiers = own.map((one) => tierOf(one.tier, rules));
  const frozen = tiers.some((tier) => tier.freeze);
  const extraSets = frozen || leg === null ? 0 : Math.max(0, ...tiers.map((tier) => tier.extra_sets));
  const block = overall !== null && leaning.some(([, one]) => tierOf(one.tier, rules).accessory);
  const accessory = rules.accessory.exercises.filter((one) => block && ladder.rungs.includes(one));
  return {
    tier: Math.max(
      gapLegs.length > 0 && own.length === 0 ? CONTROL_TIER : 0,
      ...tiers.map((tier) => tier.id),
    ),
    leg,
    extra_sets: ladder.priority === "plyo" ? Math.min(extraSets, rules.plyo_extra_sets) : extraSets,
    accessory,
    accessory_leg: accessory.length > 0 ? overall : null,
    frozen,
    locked: ladder.rungs.filter((rung) => locked.has(rung)),
  };
}

/** The tiers stand in order, from 0. */
function tierOf(tier: number, rules: AsymmetryRules): Tier {
  const found = rules.tiers[tier];
  if (found === undefined) throw new Error(`there is no tier ${tier}`);
  return found;
}

/** Gaps between the legs in what was logged, by ladder; the gap in quality before that in effort. */
export function control(replayed: Replayed, catalog: Catalog): readonly SymmetryControl[] {
  const rules = catalog.rules.asymmetry;
  const found: SymmetryControl[] = [];
  for (const ladder of catalog.ladders) {
    if (ladder.unordered) continue;
    const recent = recentOf(ladder.id, Math.max(rules.points_sessions, rules.rir_sessions), replayed);
    found.push(...qualityGap(ladder.id, recent, rules), ...rirGap(ladder.id, recent, rules));
  }
  return found;
}

/** The ladder's last sessions that both legs did and that are not neutral, newest first. */
function recentOf(ladder: string, count: number, { state, tracks, rulings }: Replayed): readonly Weighed[] {
  const recent: Weighed[] = [];
  if ((tracks.get(ladder)?.last_day ?? null) === null) return recent;
  for (let at = state.sessions.length - 1; at >= 0 && recent.length < count; at -= 1) {
    const seen = rulings.get(state.sessions[at]?.record ?? "")?.get(ladder)?.seen;
    if (seen && !seen.neutral && seen.legs.left && seen.legs.right) recent.push(seen);
  }
  return recent;
}

/** Mean fault points a set, over the last sessions; more points lag. */
function qualityGap(
  ladder: string,
  recent: readonly Weighed[],
  rules: AsymmetryRules,
): readonly SymmetryControl[] {
  const seen = recent.slice(0, rules.points_sessions);
  if (seen.length < rules.points_sessions) return [];
  const meanOf = (leg: OneLeg): Fraction => [
    sum(seen.map((one) => one.legs[leg]?.points ?? 0)),
    sum(seen.map((one) => one.sets.filter((logged) => logged.body.side === leg).length)),
  ];
  const left = meanOf("left");
  const right = meanOf("right");
  const worse = left[0] * right[1] > right[0] * left[1] ? "left" : "right";
  return gapOf(ladder, "quality_gap", worse, left, right, rules.points_gap);
}

/**
 * Mean reps in reserve of sets of equal work, over the last sessions; fewer lag.
 *
 * Each of the sessions must have such a pair. A set whose reserve nobody named compares with nothing.
 */
function rirGap(
  ladder: string,
  recent: readonly Weighed[],
  rules: AsymmetryRules,
): readonly SymmetryControl[] {
  const pairs = recent.slice(0, rules.rir_sessions).map(equalWork);
  if (pairs.length < rules.rir_sessions || pairs.some((ofSession) => ofSession.length === 0)) return [];
  const every = pairs.flat();
  const left = sum(every.map((pair) => pair[0]));
  const right = sum(every.map((pair) => pair[1]));
  const worse = left < right ? "left" : "right";
  return gapOf(ladder, "rir_gap", worse, [left, every.length], [right, every.length], rules.rir_gap);
}

/** Reps in reserve, left and right, of the sets in step that did the same reps with the same load. */
function equalWork(weighed: Weighed): readonly (readonly [number, number])[] {
  if (weighed.plyo || isTimed(weighed.exercise)) return [];
  const bodies = weighed.sets.map((one) => one.body);
  const right = bodies.filter((body) => body.side === "right");
  const pairs: (readonly [number, number])[] = [];
  for (const [at, a] of bodies.filter((body) => body.side === "left").entries()) {
    const b = right[at];
    const isEqual = a.reps === b?.reps && (a.load_g ?? 0) === (b.load_g ?? 0);
    if (b && isEqual && a.rir !== null && b.rir !== null) pairs.push([a.rir, b.rir]);
  }
  return pairs;
}

/** The gap, where two means are so far apart. */
function gapOf(
  ladder: string,
  kind: SymmetryControl["kind"],
  leg: OneLeg,
  left: Fraction,
  right: Fraction,
  atLeast: number,
): readonly SymmetryControl[] {
  if (Math.abs(left[0] * right[1] - right[0] * left[1]) < atLeast * left[1] * right[1]) return [];
  return [{ ladder, leg, kind, left: halfUp(...left), right: halfUp(...right) }];
}
