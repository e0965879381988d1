/** One ladder's part of one session, weighed: what was done, how well, at what cost. */

import type { Leg } from "./answers";
import { type Catalog, type Exercise, known } from "./catalog";
import type { Prescribed, SetLogged } from "./entries";
import type { LoggedSet, Session } from "./fold";
import {
  type Graded,
  type Grades,
  type LegSession,
  LOST,
  legSession,
  type SetClass,
  SPOTLESS_LEG,
} from "./quality";
import { isTimed, microstepMax, namedMicrosteps, setRange } from "./route";

export const LEGS: Readonly<Record<Exercise["sides"], readonly Leg[]>> = {
  per_leg: ["left", "right"],
  both: ["both"],
};

/** A leg nobody trained, or that the exercise does not have, is null. */
export type Legs = { readonly [Of in Leg]: LegSession | null };

/** What many ladder-sessions come to, whatever the legs. */
const SPOTLESS_LEGS: Readonly<Record<Exercise["sides"], Legs>> = {
  per_leg: { left: SPOTLESS_LEG, right: SPOTLESS_LEG, both: null },
  both: { left: null, right: null, both: SPOTLESS_LEG },
};

/** The last set of each leg that did the judged exercise. */
type LastOf = { [Of in Leg]: SetLogged | null };

/** What the rules ask of a ladder-session. Pain is of every set of the ladder, the rest of `sets`. */
export type Weighed = {
  readonly day: number;
  readonly exercise: Exercise;
  readonly stage: string;
  readonly microstep: number;
  readonly load_g: number;
  /** Every set of the ladder, in training order. */
  readonly every: readonly LoggedSet[];
  /** Those of the judged exercise and stage. */
  readonly sets: readonly LoggedSet[];
  readonly legs: Legs;
  readonly low: number;
  readonly high: number;
  /** Fewest reps or seconds of any set. */
  readonly done_min: number;
  readonly seconds_min: number | null;
  /** Extra work of one leg: nothing was asked of both. */
  readonly lone: boolean;
  /** Every prescribed set was done on each leg. */
  readonly complete: boolean;
  readonly both_good: boolean;
  /** Of the legs that did anything. */
  readonly at_top: boolean;
  /** The leg, or both, whose last set left too little in the tank. */
  readonly effort_short: Leg | null;
  readonly neutral: boolean;
  readonly deload: boolean;
  readonly plyo: boolean;
  /** The most that any set hurt. */
  readonly pain: number;
  readonly pain_change: number | null;
  readonly soreness: string | null;
  readonly first_side: Leg;
  readonly morning_id: string | null;
};

/** When the ladder's first set of the session was done, in ms. */
export function firstSetAt(session: Session, ladder: string): number {
  return first(known(session.sets, ladder)).body.performed_at;
}

/** The ladder's part of a session that has at least one set of it. */
export function weigh(
  session: Session,
  ladder: string,
  catalog: Catalog,
  smallestStepG: number,
  grades: Grades,
  lightWeek: boolean,
): Weighed {
  const every = known(session.sets, ladder);
  const prescribed = prescriptionOf(session, ladder);
  const asPrescribed = prescribed !== null && hasAny(every, prescribed);
  const judged = asPrescribed ? prescribed : lastOf(every).body;
  const exercise = known(catalog.exerciseById, judged.exercise);
  const { stage } = judged;
  const told = asPrescribed ? prescribed : null;
  const range = rangeTold(exercise, told);
  const low = range[0];
  const high = range[1];
  const last = microstepMax(exercise, stage, low, high, catalog);
  let left = 0;
  let right = 0;
  const lastDone: LastOf = { left: null, right: null, both: null };
  let microstep = last;
  let doneMin = Number.POSITIVE_INFINITY;
  let pain = 0;
  let cutShort = false;
  let spotless = true;
  let strange = false;
  for (const one of every) {
    const { body } = one;
    pain = Math.max(pain, body.pain);
    if (body.stopped === "time") cutShort = true;
    if (!isOf(one, judged)) {
      strange = true;
      continue;
    }
    if (grades.of(exercise, body.checks).points > 0) spotless = false;
    if (body.side === "left") left += 1;
    else if (body.side === "right") right += 1;
    lastDone[body.side] = body;
    doneMin = Math.min(doneMin, amountOf(body));
    microstep = Math.min(microstep, body.microstep);
  }
  const wanted = Math.max(1, told ? told.sets : exercise.dose.sets[0]);
  const sets = strange ? every.filter((one) => isOf(one, judged)) : every;
  const fewest = exercise.sides === "both" ? sets.length : Math.min(left, right);
  const legs =
    spotless && fewest > 0 ? SPOTLESS_LEGS[exercise.sides] : legsOf(exercise, sets, grades, catalog);
  const complete = fewest >= wanted;
  const timed = isTimed(exercise);
  const plyo = exercise.category === "plyometric";
  const deload = session.body.deload && !(plyo && lightWeek);
  const { morning } = session;
  return {
    day: session.day,
    exercise,
    stage,
    microstep,
    load_g: lowestLoad(lastDone),
    every,
    sets,
    legs,
    low,
    high,
    done_min: doneMin,
    seconds_min: timed ? doneMin : null,
    lone: told?.sets === 0,
    complete,
    both_good: fewest > 0 && isGood(legs.left) && isGood(legs.right) && isGood(legs.both),
    at_top:
      doneMin >= high &&
      (microstep === last || namedMicrosteps(exercise, stage).length === 0) &&
      (stage !== "load" || liftedExtra(lastDone, high, smallestStepG, catalog)),
    effort_short: plyo || timed ? null : effortShort(lastDone, catalog),
    neutral: deload || cutShort || isLight(session, catalog) || isOutOfTime(session, complete),
    deload,
    plyo,
    pain,
    pain_change: morning?.pain_change ?? null,
    soreness: morning?.soreness ?? null,
    first_side: first(sets).body.side,
    morning_id: session.morning_id,
  };
}

function prescriptionOf({ body }: Session, ladder: string): Prescribed | null {
  for (const one of body.prescribed) if (one.ladder === ladder) return one;
  return null;
}

/** Whether a set is of this exercise and stage. */
function isOf({ body }: LoggedSet, place: { readonly exercise: string; readonly stage: string }): boolean {
  return body.exercise === place.exercise && body.stage === place.stage;
}

function hasAny(every: readonly LoggedSet[], prescribed: Prescribed): boolean {
  for (const one of every) if (isOf(one, prescribed)) return true;
  return false;
}

/** The range the runner was shown, where it was shown; else the exercise's own. */
function rangeTold(exercise: Exercise, told: Prescribed | null): readonly [number, number] {
  const low = isTimed(exercise) ? told?.seconds_low : told?.reps_low;
  const high = isTimed(exercise) ? told?.seconds_high : told?.reps_high;
  return low != null && high != null && low <= high ? [low, high] : setRange(exercise);
}

export function amountOf({ reps, seconds }: SetLogged): number {
  return reps ?? seconds ?? 0;
}

/** The least that any leg carried in its last set. */
function lowestLoad({ left, right, both }: LastOf): number {
  let loadG = Number.POSITIVE_INFINITY;
  if (left) loadG = Math.min(loadG, left.load_g ?? 0);
  if (right) loadG = Math.min(loadG, right.load_g ?? 0);
  return both ? Math.min(loadG, both.load_g ?? 0) : loadG;
}

/** How good each leg was that did anything. */
function legsOf(exercise: Exercise, sets: readonly LoggedSet[], grades: Grades, catalog: Catalog): Legs {
  const graded: { readonly [Of in Leg]: Graded[] } = { left: [], right: [], both: [] };
  for (const { body } of sets) graded[body.side].push(grades.of(exercise, body.checks));
  const { left, right, both } = graded;
  const { quality } = catalog.rules;
  return {
    left: left.length > 0 ? legSession(left, quality) : null,
    right: right.length > 0 ? legSession(right, quality) : null,
    both: both.length > 0 ? legSession(both, quality) : null,
  };
}

function isGood(leg: LegSession | null): boolean {
  return leg === null || leg.grade === "good";
}

/** Whether each leg's last set went past the top by what the next weight step asks. */
function liftedExtra(lastDone: LastOf, high: number, smallestStepG: number, catalog: Catalog): boolean {
  const rules = catalog.rules.advance;
  for (const last of [lastDone.left, lastDone.right, lastDone.both]) {
    if (!last) continue;
    const bigStep = smallestStepG * 100 > (last.load_g ?? 0) * rules.load_step_max_pct;
    const extra = bigStep ? rules.load_extra_reps_big_step : rules.load_extra_reps;
    if (amountOf(last) < high + extra) return false;
  }
  return true;
}

function effortShort({ left, right, both }: LastOf, catalog: Catalog): Leg | null {
  const rirMin = catalog.rules.advance.rir_min;
  if (both && (both.rir ?? 0) < rirMin) return "both";
  const leftShort = left !== null && (left.rir ?? 0) < rirMin;
  const rightShort = right !== null && (right.rir ?? 0) < rirMin;
  if (leftShort) return rightShort ? "both" : "left";
  return rightShort ? "right" : null;
}

function isLight(session: Session, catalog: Catalog): boolean {
  return catalog.templateById.get(session.body.template)?.type === "light";
}

function isOutOfTime(session: Session, complete: boolean): boolean {
  return !complete && session.finished?.ended === "time";
}

/** Ids of every set of the ladder, and of the morning answer where there is one. */
export function idsOf({ every, morning_id }: Weighed): readonly string[] {
  const ids = every.map((one) => one.id);
  return morning_id === null ? ids : [...ids, morning_id];
}

/** The most that any set of the ladder hurt, for each leg of the exercise and any other that did one. */
export function painByLeg({ exercise, every }: Weighed): ReadonlyMap<Leg, number> {
  const worst = new Map<Leg, number>(LEGS[exercise.sides].map((leg) => [leg, 0]));
  for (const { body } of every) worst.set(body.side, Math.max(worst.get(body.side) ?? 0, body.pain));
  return worst;
}

/** The leg that hurt most; `both` when they hurt alike. */
export function worseByPain(weighed: Weighed): Leg {
  const hurt = [...painByLeg(weighed)].filter(([, pain]) => pain === weighed.pain);
  return oneOrBoth(hurt.map(([leg]) => leg));
}

/** The legs that did anything, in order. */
export function trainedLegs({ exercise, legs }: Weighed): readonly Leg[] {
  return LEGS[exercise.sides].filter((leg) => legs[leg] !== null);
}

/** Of these legs the one with most fault points; `both` when they are alike. */
export function worseByPoints(weighed: Weighed, legs: readonly Leg[]): Leg {
  const pointsOf = (leg: Leg) => weighed.legs[leg]?.points ?? 0;
  const most = Math.max(...legs.map(pointsOf));
  return oneOrBoth(legs.filter((leg) => pointsOf(leg) === most));
}

function oneOrBoth(legs: readonly Leg[]): Leg {
  return legs.length === 1 ? first(legs) : "both";
}

/** Legs whose knee was lost in the first set, or in `kneeSets` sets, where the knee is critical. */
export function kneeLegs(weighed: Weighed, kneeSets: number): readonly Leg[] {
  // A set whose critical knee was lost is poor, and legs that are good have none of those.
  if (weighed.both_good || !weighed.exercise.critical.includes("knee_alignment")) return [];
  const lost = weighed.sets.filter((one) => one.body.checks.knee_alignment === LOST);
  if (lost.length === 0) return [];
  return LEGS[weighed.exercise.sides].filter((leg) => kneeLost(weighed, lost, leg, kneeSets));
}

function kneeLost(weighed: Weighed, lost: readonly LoggedSet[], leg: Leg, kneeSets: number): boolean {
  const ofLeg = lost.filter((one) => one.body.side === leg);
  const firstDone = weighed.sets.find((one) => one.body.side === leg);
  return ofLeg.length > 0 && (ofLeg[0] === firstDone || ofLeg.length >= kneeSets);
}

/** Legs that were poor in each of the last so many sessions. */
export function poorRunning(running: readonly Weighed[], sessions: number): readonly Leg[] {
  return legsRunning(running, sessions, ["poor"]);
}

/** Legs that were not good in any of the last so many sessions. */
export function notGoodRunning(running: readonly Weighed[], sessions: number): readonly Leg[] {
  return legsRunning(running, sessions, ["poor", "fair"]);
}

function legsRunning(
  running: readonly Weighed[],
  sessions: number,
  grades: readonly SetClass[],
): readonly Leg[] {
  if (running.length < sessions) return [];
  const recent = running.slice(-sessions);
  return trainedLegs(lastOf(recent)).filter((leg) =>
    recent.every((one) => {
      const graded = one.legs[leg];
      return graded !== null && grades.includes(graded.grade);
    }),
  );
}

function first<Part>(parts: readonly Part[]): Part {
  return there(parts[0]);
}

function lastOf<Part>(parts: readonly Part[]): Part {
  return there(parts[parts.length - 1]);
}

function there<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error("there is always one");
  return part;
}
