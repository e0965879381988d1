/**
 * Sets of other apps as entries of ours: past sessions, marked as such.
 *
 * They are history, never evidence (see IMPORTED in training/fold): these apps know no checks and mostly no legs.
 * A set of a one-leg exercise whose leg is not told is `both`: left and right, not told apart.
 *
 * The record of a session or a set is named after the app, the moment it began, the exercise and the number of the
 * set, and its entry after the content too. So the same file again is the same entries, and a file that was
 * corrected in the app is a new version of the same records.
 */

import type { Catalog, Exercise } from "../training/catalog";
import { type Kind, KNOWN_VERSION } from "../training/entries";
import { IMPORTED } from "../training/fold";
import { dayNumber, MS_PER_DAY, MS_PER_MIN } from "../training/units";
import type { App, AppFile, AppSet } from "./apps";
import { exerciseCalled } from "./exercises";
import { nameOf } from "./names";
import { gramsOf, type LocalTime, type WeightUnit } from "./reading";

/** An entry that has no stamp yet. */
export type PastEntry = {
  readonly id: string;
  readonly record: string;
  readonly kind: Kind;
  readonly v: number;
  readonly body: Readonly<Record<string, unknown>>;
};

export type WhyLeft =
  | "other_exercise"
  | "other_side"
  | "warm_up"
  | "no_amount"
  | "no_seconds"
  | "no_reps"
  | "odd_number"
  | "odd_date"
  | "too_early"
  | "in_the_future"
  | "helped"
  | "too_many";

/** Sets that do not come in: how many of which exercise, why, and the line of the first. */
export type Left = {
  readonly why: WhyLeft;
  readonly exercise: string;
  readonly sets: number;
  readonly line: number;
};

export type Past = {
  readonly app: App;
  readonly entries: readonly PastEntry[];
  readonly sessions: number;
  readonly sets: number;
  /** Local dates of the first and the last session; null without any. */
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  readonly left: readonly Left[];
  /** Whether the file says of any weight what it is in. */
  readonly unitIsGuessed: boolean;
};

/** What the file leaves open. */
export type Asked = {
  readonly unit: WeightUnit;
  readonly nowMs: number;
  /** Minutes the runner's clock was ahead of UTC when it showed this. */
  readonly offsetMin: (local: LocalTime) => number;
};

const EARLIEST_DAY = dayNumber("2000-01-01");
const MS_PER_S = 1000;
/** These apps do not say when in the workout a set was done; a second apart keeps them in order. */
const APART_MS = MS_PER_S;
const WORKOUT_MAX_S = 24 * 3600;
const SET_NO_MAX = 100;
const REPS_MAX = 100_000;
const GRAMS_MAX = 1_000_000;
const NOTE_MAX = 500;
const RPE_OF_NOTHING_LEFT = 10;
const RIR_MAX = 5;

type Fit = { readonly set: AppSet; readonly body: Readonly<Record<string, unknown>>; readonly n: number };

export function pastOf({ app, sets }: AppFile, catalog: Catalog, asked: Asked): Past {
  const left = new Map<string, Left>();
  const entries: PastEntry[] = [];
  const days: string[] = [];
  for (const [began, workout] of grouped(sets)) {
    const session = nameOf(app, began, "session");
    const start = workout[0]?.set.at ?? null;
    const offsetMin = start ? Math.round(asked.offsetMin(start)) : 0;
    const startedAt = start ? instantOf(start, offsetMin) : 0;
    const fits = workout.flatMap((set) => {
      const fit = fitted(set.set, set.n, session, startedAt, catalog, asked);
      if (typeof fit !== "string") return [fit];
      if (fit !== "not_a_set") note(left, fit, set.set);
      return [];
    });
    const numbered = inOrder(fits, startedAt).filter((fit) => {
      const tooMany = Number(fit.body.set_no) > SET_NO_MAX;
      if (tooMany) note(left, "too_many", fit.set);
      return !tooMany;
    });
    const first = numbered[0];
    if (!start || !first) continue;
    days.push(start.on);
    entries.push(entry("session_started", session, sessionBody(start.on, startedAt, offsetMin)));
    for (const { set, body, n } of numbered) {
      entries.push(entry("set_logged", nameOf(app, began, "set", set.exercise, n), body));
    }
    const finishedAt = Math.max(endOf(first.set, startedAt, asked), startedAt + workout.length * APART_MS);
    const title = first.set.title;
    entries.push(
      entry("session_finished", nameOf(app, began, "finish"), {
        session,
        finished_at: finishedAt,
        rpe: null,
        ended: "complete",
        note: noteOf(title ? `${NAMES[app]}: ${title}` : NAMES[app]),
      }),
    );
  }
  days.sort();
  return {
    app,
    entries,
    sessions: days.length,
    sets: entries.filter(({ kind }) => kind === "set_logged").length,
    firstOn: days[0] ?? null,
    lastOn: days.at(-1) ?? null,
    left: [...left.values()].sort((a, b) => b.sets - a.sets || a.line - b.line),
    unitIsGuessed: sets.some(
      ({ weight, unit }) => unit === null && typeof weight === "number" && weight !== 0,
    ),
  };
}

export const NAMES: Readonly<Record<App, string>> = { hevy: "Hevy", strong: "Strong", fitnotes: "FitNotes" };

type Numbered = { readonly set: AppSet; readonly n: number };

/** Workouts in the order of the file; every set numbered among those of its exercise, whether it fits or not. */
function grouped(sets: readonly AppSet[]): ReadonlyMap<string, readonly Numbered[]> {
  const workouts = new Map<string, Numbered[]>();
  const counts = new Map<string, number>();
  for (const set of sets) {
    const key = `${set.began}\u001f${set.exercise}`;
    const n = (counts.get(key) ?? 0) + 1;
    counts.set(key, n);
    const workout = workouts.get(set.began);
    if (workout) workout.push({ set, n });
    else workouts.set(set.began, [{ set, n }]);
  }
  return workouts;
}

/** The set as a body of ours, without its number and its instant yet; or why it is none. */
function fitted(
  set: AppSet,
  n: number,
  session: string,
  startedAt: number,
  catalog: Catalog,
  asked: Asked,
): Fit | WhyLeft | "not_a_set" {
  if (set.exercise === "") return "not_a_set";
  const told = exerciseCalled(set.exercise);
  const exercise = told && catalog.exerciseById.get(told.exercise);
  if (!exercise) return "other_exercise";
  if (told.leg && exercise.sides === "both") return "other_side";
  if (set.isWarmUp) return "warm_up";
  if (!set.at) return "odd_date";
  if (dayNumber(set.at.on) < EARLIEST_DAY) return "too_early";
  if (startedAt > asked.nowMs) return "in_the_future";
  const amount = amountOf(set, exercise);
  if (typeof amount === "string") return amount;
  if (set.weight === undefined) return "odd_number";
  if (set.weight !== null && set.weight < 0) return "helped";
  const loadG = set.weight ? gramsOf(set.weight, set.unit ?? asked.unit) : null;
  if (loadG !== null && loadG > GRAMS_MAX) return "odd_number";
  const body = {
    session,
    ladder: exercise.ladder,
    exercise: exercise.id,
    stage: stageOf(exercise, loadG),
    microstep: 0,
    side: told.leg ?? "both",
    ...amount,
    load_g: loadG,
    tempo: null,
    checks: {},
    rir: rirOf(set.rpe),
    pain: 0,
    stopped: "done",
    note: noteOf(set.note),
  };
  return { set, body, n };
}

function amountOf(
  set: AppSet,
  exercise: Exercise,
): { reps: number | null; seconds: number | null } | WhyLeft {
  const { reps, seconds } = set;
  if (reps === undefined) return "odd_number";
  if (exercise.dose.reps === null) {
    if (seconds !== null && seconds > 0 && seconds <= REPS_MAX) return { reps: null, seconds };
    return reps ? "no_seconds" : "no_amount";
  }
  if (reps === null || reps === 0) return seconds ? "no_reps" : "no_amount";
  return Number.isInteger(reps) && reps > 0 && reps <= REPS_MAX ? { reps, seconds: null } : "odd_number";
}

/** No stage was asked for; the one that a set of it would be logged at. */
function stageOf(exercise: Exercise, loadG: number | null): string {
  if (loadG !== null && exercise.stages.includes("load")) return "load";
  return exercise.stages.find((stage) => stage === "reps" || stage === "seconds") ?? exercise.stages[0] ?? "";
}

/** Reps in reserve, where the effort of ten has a whole number of them. */
function rirOf(rpe: number | null | undefined): number | null {
  if (typeof rpe !== "number" || !Number.isInteger(rpe)) return null;
  const rir = RPE_OF_NOTHING_LEFT - rpe;
  return rir >= 0 && rir <= RIR_MAX ? rir : null;
}

/** Numbers the sets of each exercise and leg, and gives each its instant. */
function inOrder(fits: readonly Fit[], startedAt: number): readonly Fit[] {
  const numbers = new Map<string, number>();
  const notes = new Set<unknown>();
  return fits.map((fit, index) => {
    const key = `${fit.body.exercise} ${fit.body.side}`;
    const number = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, number);
    // Hevy repeats an exercise's note on each of its sets.
    const said = `${fit.body.exercise} ${fit.body.note}`;
    const isNew = !notes.has(said);
    notes.add(said);
    const performedAt = startedAt + index * APART_MS;
    const body = {
      ...fit.body,
      note: isNew ? fit.body.note : null,
      set_no: number,
      performed_at: performedAt,
    };
    return { ...fit, body };
  });
}

function sessionBody(on: string, startedAt: number, offsetMin: number) {
  return {
    plan: null,
    template: IMPORTED,
    performed_on: on,
    started_at: startedAt,
    utc_offset_min: offsetMin,
    deload: false,
    sleep: null,
    energy: null,
    prescribed: [],
  };
}

function endOf({ endedAt, lastedS }: AppSet, startedAt: number, asked: Asked): number {
  const end = endedAt
    ? instantOf(endedAt, Math.round(asked.offsetMin(endedAt)))
    : startedAt + (lastedS ?? 0) * MS_PER_S;
  return end - startedAt <= WORKOUT_MAX_S * MS_PER_S ? end : startedAt;
}

function instantOf({ on, minutes, seconds }: LocalTime, offsetMin: number): number {
  return dayNumber(on) * MS_PER_DAY + (minutes - offsetMin) * MS_PER_MIN + seconds * MS_PER_S;
}

function noteOf(text: string): string | null {
  const plain = text.replaceAll("\u0000", "").trim();
  // By code points: half of a pair is no text.
  return plain === "" ? null : [...plain].slice(0, NOTE_MAX / 2).join("");
}

function entry(kind: Kind, record: string, body: Readonly<Record<string, unknown>>): PastEntry {
  return { id: nameOf(record, JSON.stringify(body)), record, kind, v: KNOWN_VERSION, body };
}

function note(left: Map<string, Left>, why: WhyLeft, { exercise, line }: AppSet): void {
  const key = `${why} ${exercise}`;
  const before = left.get(key);
  left.set(key, { why, exercise, sets: (before?.sets ?? 0) + 1, line: before?.line ?? line });
}
