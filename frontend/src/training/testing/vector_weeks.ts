/**
 * The shorthand of `doors.json`, `gaps.json` and `jumps.json`, written out as weeks of training.
 *
 * It is explained in tests/training/vector_weeks.py, which reads the same shorthand.
 */

import { type Catalog, known } from "../catalog";
import type { Entry, Side } from "../entries";
import { localDate, MS_PER_DAY, MS_PER_MIN } from "../units";
import { DAY_0, LogWriter } from "./vector_log";
import type { Case } from "./vectors";

const HOUR_MS = 3_600_000;
const CORE = [
  ["single_leg_stand", "seconds"],
  ["kickstand_rdl", "reps"],
  ["step_up", "reps"],
  ["balanced_calf_raise", "reps"],
] as const;
const SQUAT = ["single_leg_box_squat", "reps", 8] as const;
const CLEAN = 2;
const LOST = 0;

type Felt = { readonly pain?: number; readonly morning?: number | null; readonly soreness?: string };
type Hops = Felt & {
  readonly day: number;
  readonly pogo?: readonly number[];
  readonly left?: number;
  readonly right?: number;
  readonly landing?: number;
};
export type Given = {
  readonly like?: string;
  readonly on: number;
  readonly experience?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly screening?: { readonly answers: Readonly<Record<string, boolean>>; readonly cleared: boolean };
  readonly trained?: readonly number[];
  readonly squat?: readonly [string, string, number];
  readonly weak?: readonly (readonly [number, string])[];
  readonly pain?: readonly (readonly [number, number])[];
  readonly mornings?: readonly (readonly [number, number | null])[];
  readonly kept?: {
    readonly exercise: string;
    readonly stage: string;
    readonly days: readonly number[];
    readonly load_g?: number;
  };
  readonly jumped?: readonly (readonly [number, number, Felt])[];
  readonly hops?: readonly Hops[];
  readonly hills?: readonly number[];
  readonly drills?: readonly (readonly [number, string, number, number])[];
  readonly measured?: readonly (readonly [number, string, readonly number[], readonly number[]])[];
  readonly videos?: readonly (readonly [number, string, ...Side[]])[];
  readonly red_flags?: readonly (readonly [number, string, boolean])[];
};
type SetDone = {
  readonly exercise: string;
  readonly side: Side;
  readonly load_g: number;
  readonly checks: Readonly<Record<string, number>>;
  readonly pain: number;
};

/** What is given, with what it is like underneath. */
export function givenOf<Expect>(
  { given }: Case<Given, Expect>,
  cases: readonly Case<Given, Expect>[],
): Given {
  const like = cases.find((one) => one.name === given.like);
  return like ? { ...givenOf(like, cases), ...given } : given;
}

/** The log a vector's `given` stands for. */
export function weeksOf(given: Given, catalog: Catalog): readonly Entry[] {
  const log = new LogWriter();
  for (const [key, value] of Object.entries(given.settings ?? {})) {
    log.write("setting_changed", { key, value }, `setting:${key}`);
  }
  if (given.screening) {
    log.write("screening_answered", { answered_on: localDate(DAY_0), ...given.screening });
  }
  log.write("plan_started", {
    program: "base",
    started_on: localDate(DAY_0),
    experience: given.experience ?? "beginner",
  });
  for (const day of given.trained ?? []) {
    const answer = given.mornings?.find(([at]) => at === day);
    const felt = answer ? { morning: answer[1] } : {};
    writeSession(log, day, 17, "phase_1_A", coreSets(day, given, catalog), felt);
  }
  const { kept } = given;
  for (const day of kept?.days ?? []) {
    const sets = kept ? pairs(kept.exercise, kept.stage, null, catalog) : [];
    const load_g = kept?.load_g ?? 0;
    writeSession(
      log,
      day,
      12,
      "phase_2_A",
      sets.map((one) => ({ ...one, load_g })),
      {},
    );
  }
  for (const [day, count, felt] of given.jumped ?? []) {
    const one = setOf("pogo_two_leg", "contacts", "both", 10, catalog, felt.pain);
    writeSession(log, day, 18, "phase_3_A", Array(count).fill(one), felt);
  }
  for (const hops of given.hops ?? []) {
    writeSession(log, hops.day, 19, "hop_tolerance", hopSets(hops, catalog), hops);
  }
  for (const day of given.hills ?? []) {
    writeSession(log, day, 20, "phase_4_A", [setOf("uphill_strides", null, "both", 4, catalog)], {});
  }
  for (const [day, exercise, reps, pain] of given.drills ?? []) {
    writeSession(log, day, 7, "run_drill", [setOf(exercise, null, "both", reps, catalog, pain)], {});
  }
  for (const [day, test, left, right] of given.measured ?? []) writeTest(log, day, test, { left, right });
  for (const [day, exercise, ...sides] of given.videos ?? []) {
    writeVideo(log, day, exercise, sides, catalog);
  }
  for (const [day, flag, open] of given.red_flags ?? []) {
    log.write("red_flag_changed", { flag, open, changed_on: localDate(DAY_0 + day) });
  }
  return log.entries;
}

function coreSets(day: number, given: Given, catalog: Catalog): readonly SetDone[] {
  const [squat, stage, amount] = given.squat ?? SQUAT;
  const sets = pairs(squat, stage, amount, catalog);
  for (const [exercise, itsStage] of CORE) sets.push(...pairs(exercise, itsStage, null, catalog));
  const weak = (given.weak ?? []).filter(([at]) => at === day).map(([, exercise]) => exercise);
  const pain = Math.max(0, ...(given.pain ?? []).filter(([at]) => at === day).map(([, felt]) => felt));
  return sets.map((one, place) => ({
    ...one,
    checks: weak.includes(one.exercise) && one.side !== "right" ? scored(one.checks, LOST) : one.checks,
    pain: place === 0 ? pain : one.pain,
  }));
}

function scored(checks: SetDone["checks"], score: number): SetDone["checks"] {
  return Object.fromEntries(Object.keys(checks).map((item) => [item, score]));
}

/** Two sets of each leg, at the bottom of the range where no amount is told. */
function pairs(id: string, stage: string, amount: number | null, catalog: Catalog): SetDone[] {
  const { dose, sides } = known(catalog.exerciseById, id);
  const low = (dose.reps ?? dose.seconds ?? [0])[0];
  const legs: readonly Side[] = sides === "per_leg" ? ["left", "right"] : ["both"];
  return [...legs, ...legs].map((leg) => setOf(id, stage, leg, amount ?? low, catalog));
}

function hopSets(hops: Hops, catalog: Catalog): readonly SetDone[] {
  const told: (readonly [string, Side, number])[] = (hops.pogo ?? [10, 10]).map(
    (reps) => ["pogo_two_leg", "both", reps] as const,
  );
  told.push(["controlled_single_leg_hops", "left", hops.left ?? 10]);
  told.push(["controlled_single_leg_hops", "right", hops.right ?? 10]);
  return told
    .filter(([, , reps]) => reps > 0)
    .map(([exercise, side, reps]) => {
      const one = setOf(exercise, "contacts", side, reps, catalog, hops.pain);
      return { ...one, checks: { ...one.checks, quiet_landing: hops.landing ?? CLEAN } };
    });
}

function setOf(
  id: string,
  stage: string | null,
  side: Side,
  amount: number,
  catalog: Catalog,
  pain = 0,
): SetDone {
  const exercise = known(catalog.exerciseById, id);
  const timed = exercise.dose.seconds !== null;
  const told = {
    ladder: exercise.ladder,
    stage: stage ?? exercise.stages[0],
    microstep: 0,
    reps: timed ? null : amount,
    seconds: timed ? amount : null,
    tempo: null,
    rir: 3,
    stopped: "done",
    note: null,
  };
  const checks = Object.fromEntries(Object.keys(exercise.checklist).map((item) => [item, CLEAN]));
  return { ...told, exercise: id, side, load_g: 0, checks, pain };
}

function writeSession(
  log: LogWriter,
  day: number,
  hour: number,
  template: string,
  sets: readonly SetDone[],
  felt: Felt,
): void {
  const atMs = (DAY_0 + day) * MS_PER_DAY + hour * HOUR_MS;
  const session = log.write("session_started", {
    plan: null,
    template,
    performed_on: localDate(DAY_0 + day),
    started_at: atMs,
    utc_offset_min: 0,
    deload: false,
    sleep: null,
    energy: null,
    prescribed: [],
  });
  for (const [place, one] of sets.entries()) {
    const at = { session, set_no: place + 1, performed_at: atMs + (place + 1) * MS_PER_MIN };
    log.write("set_logged", { ...one, ...at });
  }
  log.write("session_finished", {
    session,
    finished_at: atMs + HOUR_MS,
    rpe: null,
    ended: "complete",
    note: null,
  });
  if (felt.morning === null) return;
  log.write("morning_checked", {
    session,
    checked_on: localDate(DAY_0 + day + 1),
    pain_change: felt.morning ?? 0,
    soreness: felt.soreness ?? "none",
  });
}

function writeTest(
  log: LogWriter,
  day: number,
  test: string,
  trials: Readonly<Record<"left" | "right", readonly number[]>>,
): void {
  for (const side of ["left", "right"] as const) {
    log.write("test_measured", {
      test,
      side,
      performed_on: localDate(DAY_0 + day),
      performed_at: (DAY_0 + day) * MS_PER_DAY + 8 * HOUR_MS,
      trials: trials[side],
      pain: 0,
      note: null,
    });
  }
}

function writeVideo(log: LogWriter, day: number, id: string, told: readonly Side[], catalog: Catalog): void {
  const { sides, checklist } = known(catalog.exerciseById, id);
  const legs: readonly Side[] = sides === "per_leg" ? ["left", "right"] : ["both"];
  for (const side of told.length > 0 ? told : legs) {
    log.write("video_checked", {
      exercise: id,
      side,
      performed_on: localDate(DAY_0 + day),
      checks: Object.fromEntries(Object.keys(checklist).map((item) => [item, CLEAN])),
      by: "self",
    });
  }
}
