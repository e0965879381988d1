/** One ladder's part of one session, weighed: what was done, how well, at what cost. */

import type { Leg } from "./answers";
import { type Catalog, type Exercise, known } from "./catalog";
import type { Prescribed } from "./entries";
import type { LoggedSet, Session } from "./fold";
import { type Grades, type LegSession, LOST, legSession, type SetClass } from "./quality";
import { isTimed, microstepMax, namedMicrosteps, setRange } from "./route";

export const LEGS: Readonly<Record<Exercise["sides"], readonly Leg[]>> = {
  per_leg: ["left", "right"],
  both: ["both"],
};

/** What the rules ask of a ladder-session. Pain is of every set of the ladder, the rest of `sets`. */
export type Weighed = {
  readonly day: number;
  readonly exercise: Exercise;
  readonly stage: string;
  readonly microstep: number;
  readonly load_g: number;
  /** Sets of the judged exercise and stage, in training order. */
  readonly sets: readonly LoggedSet[];
  readonly legs: ReadonlyMap<Leg, LegSession>;
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
  readonly at_top: boolean;
  /** The leg, or both, whose last set left too little in the tank. */
  readonly effort_short: Leg | null;
  readonly neutral: boolean;
  readonly deload: boolean;
  readonly plyo: boolean;
  readonly pain_by_leg: ReadonlyMap<Leg, number>;
  readonly pain_change: number | null;
  readonly soreness: string | null;
  readonly first_side: Leg;
  /** Ids of the sets, and of the morning answer where there is one. */
  readonly because: readonly string[];
};

/** The sets of one leg of the judged exercise; a leg nobody trained has none. */
type ByLeg = ReadonlyMap<Leg, readonly LoggedSet[]>;

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
  const prescribed = session.body.prescribed.find((one) => one.ladder === ladder);
  const { exercise, stage, asPrescribed } = judgedPlace(every, prescribed, catalog);
  const { sets, byLeg, painByLeg, doneMin, lowestStep, cutShort, because } = tally(every, exercise, stage);
  const told = asPrescribed ? prescribed : undefined;
  const [low, high] = rangeTold(exercise, told);
  const wanted = Math.max(1, told ? told.sets : exercise.dose.sets[0]);
  const legs = new Map<Leg, LegSession>();
  let complete = true;
  let bothGood = true;
  let loadG = Number.POSITIVE_INFINITY;
  for (const [leg, done] of byLeg) {
    if (done.length < wanted) complete = false;
    if (done.length > 0) {
      const gradings = done.map((one) => grades.of(exercise.id, one.body.checks));
      const graded = legSession(gradings, catalog.rules.quality);
      legs.set(leg, graded);
      loadG = Math.min(loadG, loadOf(lastOf(done)));
      if (graded.grade === "good") continue;
    }
    bothGood = false;
  }
  const last = microstepMax(exercise, stage, low, high, catalog);
  const microstep = Math.min(last, lowestStep);
  const plyo = exercise.category === "plyometric";
  const deload = session.body.deload && !(plyo && lightWeek);
  const { morning, morning_id } = session;
  if (morning_id !== null) because.push(morning_id);
  return {
    day: session.day,
    exercise,
    stage,
    microstep,
    load_g: loadG,
    sets,
    legs,
    low,
    high,
    done_min: doneMin,
    seconds_min: isTimed(exercise) ? doneMin : null,
    lone: told?.sets === 0,
    complete,
    both_good: bothGood,
    at_top:
      doneMin >= high &&
      (namedMicrosteps(exercise, stage).length === 0 || microstep === last) &&
      (stage !== "load" || liftedExtra(byLeg, high, smallestStepG, catalog)),
    effort_short: plyo || isTimed(exercise) ? null : effortShort(byLeg, catalog),
    neutral: deload || cutShort || isLight(session, catalog) || isOutOfTime(session, complete),
    deload,
    plyo,
    pain_by_leg: painByLeg,
    pain_change: morning?.pain_change ?? null,
    soreness: morning?.soreness ?? null,
    first_side: first(sets).body.side,
    because,
  };
}

/** What one walk over a ladder's sets finds; every set of the log is walked each time the app opens. */
function tally(every: readonly LoggedSet[], exercise: Exercise, stage: string) {
  const sets: LoggedSet[] = [];
  const because: string[] = [];
  const byLeg = new Map<Leg, LoggedSet[]>();
  const painByLeg = new Map<Leg, number>();
  for (const leg of LEGS[exercise.sides]) {
    byLeg.set(leg, []);
    painByLeg.set(leg, 0);
  }
  let doneMin = Number.POSITIVE_INFINITY;
  let lowestStep = Number.POSITIVE_INFINITY;
  let cutShort = false;
  for (const one of every) {
    const { body } = one;
    because.push(one.id);
    painByLeg.set(body.side, Math.max(painByLeg.get(body.side) ?? 0, body.pain));
    if (body.stopped === "time") cutShort = true;
    if (body.exercise !== exercise.id || body.stage !== stage) continue;
    sets.push(one);
    byLeg.get(body.side)?.push(one);
    doneMin = Math.min(doneMin, amountOf(one));
    lowestStep = Math.min(lowestStep, body.microstep);
  }
  return { sets, byLeg, painByLeg, doneMin, lowestStep, cutShort, because };
}

/** What was prescribed, if any of it was done; else where the runner ended up. */
function judgedPlace(
  every: readonly LoggedSet[],
  prescribed: Prescribed | undefined,
  catalog: Catalog,
): { exercise: Exercise; stage: string; asPrescribed: boolean } {
  const asPrescribed = every.some(
    ({ body }) => body.exercise === prescribed?.exercise && body.stage === prescribed.stage,
  );
  const { exercise, stage } = asPrescribed && prescribed ? prescribed : lastOf(every).body;
  return { exercise: known(catalog.exerciseById, exercise), stage, asPrescribed };
}

/** The range the runner was shown, where it was shown; else the exercise's own. */
function rangeTold(exercise: Exercise, told: Prescribed | undefined): readonly [number, number] {
  const low = isTimed(exercise) ? told?.seconds_low : told?.reps_low;
  const high = isTimed(exercise) ? told?.seconds_high : told?.reps_high;
  return low != null && high != null && low <= high ? [low, high] : setRange(exercise);
}

export function amountOf(logged: LoggedSet): number {
  return logged.body.reps ?? logged.body.seconds ?? 0;
}

function loadOf(logged: LoggedSet): number {
  return logged.body.load_g ?? 0;
}

/** Whether each leg's last set went past the top by what the next weight step asks. */
function liftedExtra(byLeg: ByLeg, high: number, smallestStepG: number, catalog: Catalog): boolean {
  const rules = catalog.rules.advance;
  for (const done of byLeg.values()) {
    if (done.length === 0) return false;
    const last = lastOf(done);
    const bigStep = smallestStepG * 100 > loadOf(last) * rules.load_step_max_pct;
    const extra = bigStep ? rules.load_extra_reps_big_step : rules.load_extra_reps;
    if (amountOf(last) < high + extra) return false;
  }
  return true;
}

function effortShort(byLeg: ByLeg, catalog: Catalog): Leg | null {
  const rirMin = catalog.rules.advance.rir_min;
  const short: Leg[] = [];
  for (const [leg, done] of byLeg) {
    if (done.length > 0 && (lastOf(done).body.rir ?? 0) < rirMin) short.push(leg);
  }
  return short.length > 0 ? oneOrBoth(short) : null;
}

function isLight(session: Session, catalog: Catalog): boolean {
  return catalog.templateById.get(session.body.template)?.type === "light";
}

function isOutOfTime(session: Session, complete: boolean): boolean {
  return !complete && session.finished?.ended === "time";
}

export function painOf(weighed: Weighed): number {
  let most = 0;
  for (const pain of weighed.pain_by_leg.values()) most = Math.max(most, pain);
  return most;
}

/** The leg that hurt most; `both` when they hurt alike. */
export function worseByPain(weighed: Weighed): Leg {
  const worst = painOf(weighed);
  return oneOrBoth([...weighed.pain_by_leg].filter(([, pain]) => pain === worst).map(([leg]) => leg));
}

/** Of these legs the one with most fault points; `both` when they are alike. */
export function worseByPoints(weighed: Weighed, legs: readonly Leg[]): Leg {
  const pointsOf = (leg: Leg) => weighed.legs.get(leg)?.points ?? 0;
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
  // The usual case, asked twice for every ladder-session of the log.
  if (running.length < sessions || lastOf(running).both_good) return [];
  const recent = running.slice(-sessions);
  return [...lastOf(recent).legs.keys()].filter((leg) =>
    recent.every((one) => {
      const graded = one.legs.get(leg);
      return graded !== undefined && grades.includes(graded.grade);
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
