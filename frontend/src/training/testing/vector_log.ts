/**
 * The shorthand of `tests/vectors/gate.json`, written out as a log.
 *
 * Day 0 is Monday 2026-01-05. A set is `[reps or seconds, rir, {k, p, b, q}, pain, stopped?]`: k knee_alignment,
 * p neutral_pelvis, b smooth_breath, q quiet_landing. `L`, `R` and `B` are the sets of a leg, or of both
 * together; legs alternate, left first. `tests/training/vector_log.py` reads the same shorthand.
 */

import { type Catalog, type Exercise, known } from "../catalog";
import { type Entry, isRefusal, judge, type Side } from "../entries";
import { dayNumber, localDate, MS_PER_DAY } from "../units";

export const DAY_0 = dayNumber("2026-01-05");
const ITEM_OF: Readonly<Record<string, string>> = {
  k: "knee_alignment",
  p: "neutral_pelvis",
  b: "smooth_breath",
  q: "quiet_landing",
};
const SIDE_OF = { L: "left", R: "right", B: "both" } as const;
/** Week 6 on day 0. With the prelude phase 2 is open, and no lighter week comes for two weeks. */
export const DEFAULT_PLAN_DAY = -35;

/** What opens the door of phase 2 without moving any ladder: clean, but never at the top. */
const PRELUDE_DAYS: readonly number[] = [-34, -31, -27, -24, -20, -17, -13, -10];
const PRELUDE_EXERCISES: readonly string[] = [
  "assisted_squat",
  "hip_hinge_drill",
  "low_step_down",
  "calf_raise_two_leg",
  "single_leg_stand",
];

const SET_MS = 120_000;
const HOUR_MS = 3_600_000;
const MORNING_HOUR_MS = 10 * HOUR_MS;

type Scores = Readonly<Record<string, number>>;
type SetTold = readonly [number, number | null, Scores, number, string?];
type Sides = {
  readonly L?: readonly SetTold[];
  readonly R?: readonly SetTold[];
  readonly B?: readonly SetTold[];
};

/** A session; what it does not say, the case says for all its sessions. */
type SessionTold = Sides & {
  readonly day: number;
  readonly exercise: string;
  readonly stage: string;
  readonly microstep?: number;
  readonly load_g?: number;
  readonly template?: string;
  readonly deload?: boolean;
  readonly ended?: string | null;
  readonly morning?: number | null;
  readonly soreness?: string;
  readonly prescribed?: {
    readonly sets: number;
    readonly reps?: readonly [number, number];
    readonly seconds?: readonly [number, number];
  } | null;
  readonly prescribed_exercise?: string;
  readonly prescribed_stage?: string;
};
type Chosen = {
  readonly day: number;
  readonly exercise: string;
  readonly stage: string;
  readonly microstep?: number;
  readonly hour?: number;
  readonly by?: string;
};
type VideoTold = {
  readonly day: number;
  readonly exercise: string;
  readonly sides?: readonly Side[];
  readonly checks?: Scores;
};
type TestTold = {
  readonly day: number;
  readonly test: string;
  readonly L: readonly number[];
  readonly R: readonly number[];
  readonly pain?: number;
};
export type Given = Omit<SessionTold, "day"> & {
  readonly on: number;
  readonly plan_day?: number;
  readonly experience?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly chosen?: readonly Chosen[];
  readonly videos?: readonly VideoTold[];
  readonly tests?: readonly TestTold[];
  readonly sessions?: readonly (Partial<SessionTold> & { readonly day: number })[];
  readonly red_flags?: readonly { readonly flag: string; readonly open: boolean; readonly day: number }[];
};

/** Numbers entries in the order in which they are written. */
export class LogWriter {
  readonly entries: Entry[] = [];

  /** Appends an entry that must be a valid one; its record. */
  write(kind: string, body: unknown, record?: string): string {
    const number = hex(this.entries.length + 1);
    const own = `00000000-0000-7000-8000-${number}`;
    const hlc = `${number}-0000-0000000000000001`;
    const entry = judge({ id: own, record: record ?? own, kind, v: 1, hlc, body });
    if (isRefusal(entry)) throw new Error(`${entry.detail} in ${kind} ${JSON.stringify(body)}`);
    this.entries.push(entry);
    return entry.record;
  }
}

function hex(number: number): string {
  return number.toString(16).padStart(12, "0");
}

/** The log a vector's `given` stands for. */
export function logOf(given: Given, catalog: Catalog): readonly Entry[] {
  const log = new LogWriter();
  for (const [key, value] of Object.entries(given.settings ?? {})) {
    log.write("setting_changed", { key, value }, `setting:${key}`);
  }
  const plan = log.write("plan_started", {
    program: "base",
    started_on: localDate(DAY_0 + (given.plan_day ?? DEFAULT_PLAN_DAY)),
    experience: given.experience ?? "beginner",
  });
  if (given.plan_day === undefined) writePrelude(log, plan, catalog);
  for (const chosen of given.chosen ?? []) log.write("rung_chosen", choiceOf(chosen, catalog));
  for (const video of given.videos ?? []) writeVideo(log, video, catalog);
  for (const measured of given.tests ?? []) writeTest(log, measured);
  for (const session of given.sessions ?? []) writeSession(log, { ...given, ...session }, plan, catalog);
  for (const { flag, open, day } of given.red_flags ?? []) {
    log.write("red_flag_changed", { flag, open, changed_on: localDate(DAY_0 + day) });
  }
  return log.entries;
}

function writePrelude(log: LogWriter, plan: string, catalog: Catalog): void {
  for (const day of PRELUDE_DAYS) {
    for (const id of PRELUDE_EXERCISES) {
      const { dose, sides, stages } = known(catalog.exerciseById, id);
      const low = dose.seconds ? 15 : (dose.reps?.[0] ?? 1);
      const sets: readonly SetTold[] = [1, 2].map(() => [low, 3, { k: 2, p: 2, b: 2 }, 0]);
      const legs = sides === "both" ? { B: sets } : { L: sets, R: sets };
      const told = { day, template: "phase_1_A", exercise: id, stage: stages[0] ?? "", morning: 0 };
      writeSession(log, { ...told, ...legs }, plan, catalog);
    }
  }
  const day = PRELUDE_DAYS.at(-1) ?? 0;
  writeTest(log, { test: "lateral_step_down", day, L: [1], R: [1] });
  writeTest(log, { test: "sl_stand_eyes_open", day, L: [3000], R: [3000] });
}

function choiceOf({ day, exercise, stage, microstep, hour, by }: Chosen, catalog: Catalog): unknown {
  return {
    ladder: known(catalog.exerciseById, exercise).ladder,
    exercise,
    stage,
    microstep: microstep ?? 0,
    chosen_at: (DAY_0 + day) * MS_PER_DAY + (hour ?? 1) * HOUR_MS,
    by: by ?? "runner",
    why: null,
  };
}

function checksOf(short: Scores): Scores {
  return Object.fromEntries(Object.entries(short).map(([letter, score]) => [ITEM_OF[letter], score]));
}

function writeVideo(log: LogWriter, { day, exercise, sides, checks }: VideoTold, catalog: Catalog): void {
  const perLeg = known(catalog.exerciseById, exercise).sides === "per_leg";
  for (const side of sides ?? (perLeg ? ["left", "right"] : ["both"])) {
    log.write("video_checked", {
      exercise,
      side,
      performed_on: localDate(DAY_0 + day),
      checks: checksOf(checks ?? { k: 2, p: 2, b: 2, q: 2 }),
      by: "self",
    });
  }
}

function writeTest(log: LogWriter, { day, test, L, R, pain }: TestTold): void {
  for (const [side, trials] of [
    ["left", L],
    ["right", R],
  ]) {
    log.write("test_measured", {
      test,
      side,
      performed_on: localDate(DAY_0 + day),
      performed_at: (DAY_0 + day) * MS_PER_DAY + MORNING_HOUR_MS,
      trials,
      pain: pain ?? 0,
      note: null,
    });
  }
}

/** `told` is the case with the session's own values over it. */
function writeSession(log: LogWriter, told: SessionTold, plan: string, catalog: Catalog): void {
  const day = DAY_0 + told.day;
  const startedAt = day * MS_PER_DAY + MORNING_HOUR_MS;
  const session = log.write("session_started", {
    plan,
    template: told.template ?? "phase_2_A",
    performed_on: localDate(day),
    started_at: startedAt,
    utc_offset_min: 0,
    deload: told.deload ?? false,
    sleep: null,
    energy: null,
    prescribed: prescribedOf(told, catalog),
  });
  const finishedAt = writeSets(log, told, session, startedAt, catalog);
  const { ended = "complete", morning = null, soreness = "none" } = told;
  if (ended !== null) {
    log.write("session_finished", { session, finished_at: finishedAt, rpe: null, ended, note: null });
  }
  if (morning !== null) {
    log.write("morning_checked", {
      session,
      checked_on: localDate(day + 1),
      pain_change: morning,
      soreness,
    });
  }
}

function prescribedOf(told: SessionTold, catalog: Catalog): readonly unknown[] {
  if (!told.prescribed) return [];
  const exercise = known(catalog.exerciseById, told.prescribed_exercise ?? told.exercise);
  const { sets, reps, seconds } = told.prescribed;
  return [
    {
      ladder: exercise.ladder,
      exercise: exercise.id,
      stage: told.prescribed_stage ?? told.stage,
      microstep: told.microstep ?? 0,
      sets,
      reps_low: reps?.[0] ?? null,
      reps_high: reps?.[1] ?? null,
      seconds_low: seconds?.[0] ?? null,
      seconds_high: seconds?.[1] ?? null,
      load_g: told.load_g ?? 0,
      tempo: "3010",
      first_side: exercise.sides === "per_leg" ? "left" : "both",
    },
  ];
}

/** Writes the sets; when the last one was done, in ms. */
function writeSets(
  log: LogWriter,
  told: SessionTold,
  session: string,
  startedAt: number,
  catalog: Catalog,
): number {
  const exercise = known(catalog.exerciseById, told.exercise);
  const letters = ["L", "R", "B"] as const;
  const rounds = Math.max(...letters.map((letter) => told[letter]?.length ?? 0));
  let performedAt = startedAt;
  for (let number = 0; number < rounds; number += 1) {
    for (const letter of letters) {
      const set = told[letter]?.[number];
      if (!set) continue;
      performedAt += SET_MS;
      const at = { session, side: SIDE_OF[letter], set_no: number + 1, performed_at: performedAt };
      log.write("set_logged", { ...at, ...setOf(set, told, exercise) });
    }
  }
  return performedAt;
}

function setOf([amount, rir, checks, pain, stopped]: SetTold, told: SessionTold, exercise: Exercise) {
  const timed = exercise.dose.seconds !== null;
  return {
    ladder: exercise.ladder,
    exercise: exercise.id,
    stage: told.stage,
    microstep: told.microstep ?? 0,
    reps: timed ? null : amount,
    seconds: timed ? amount : null,
    load_g: told.load_g ?? 0,
    tempo: null,
    checks: checksOf(checks),
    rir,
    pain,
    stopped: stopped ?? "done",
    note: null,
  };
}
