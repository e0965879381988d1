/**
 * Which app a table comes from, and its rows as sets.
 *
 * Columns as of 2026, each version that was seen in public; a file may leave columns out or put them in another
 * order, and what is not named here is not read.
 *
 * Hevy (one row per set, workouts newest first, comma): title, start_time, end_time, description, exercise_title,
 * superset_id, exercise_notes, set_index, set_type (normal, warmup, dropset, failure), weight_kg or weight_lbs,
 * reps, distance_km or distance_miles, duration_seconds, rpe. Times are `28 Mar 2025, 17:29`, months in the
 * phone's language, older files `2025-03-28 17:29:00`.
 *
 * Strong, iPhone (comma): Date, Workout Name, Duration, Exercise Name, Set Order, Weight, Reps, Distance, Seconds,
 * Notes, Workout Notes, RPE. The weight has no unit. Android (semicolon): Date, Workout Name, Exercise Name, Set
 * Order, Weight, Weight Unit, Reps, RPE, Distance, Distance Unit, Seconds, Notes, Workout Notes, Workout Duration;
 * newer: Workout #, Date, Workout Name, Duration (sec), Exercise Name, Set Order, Weight (kg), Reps, RPE, Distance
 * (meters), Seconds, Notes, Workout Notes. Set Order is a number, W (warm-up), D (drop set), F (failure), and
 * `Rest Timer` and `Note` on rows that are no sets.
 *
 * FitNotes, Android: Date, Exercise, Category, Weight (kgs) or Weight (lbs) or Weight with Weight Unit, Reps,
 * Distance, Distance Unit, Time, Comment. iPhone: Date, Exercise, Category, Weight (kg), Weight (lbs), Reps,
 * Distance, Distance Unit, Time, Notes, Kind. Dates have no hour; Time is `0:01:30`.
 */

import type { Row } from "./csv";
import { type LocalTime, momentIn, numberIn, secondsIn, type WeightUnit } from "./reading";

export type App = "hevy" | "strong" | "fitnotes";

/** One set as the app tells it. `undefined`: something is written there that is no number. */
export type AppSet = {
  readonly line: number;
  /** What tells a workout from another in the file: when it began, as written. */
  readonly began: string;
  readonly at: LocalTime | null;
  readonly lastedS: number | null;
  readonly endedAt: LocalTime | null;
  readonly title: string;
  readonly exercise: string;
  readonly isWarmUp: boolean;
  readonly weight: number | null | undefined;
  /** Null where the file does not say. */
  readonly unit: WeightUnit | null;
  readonly reps: number | null | undefined;
  readonly seconds: number | null;
  readonly rpe: number | null | undefined;
  readonly note: string;
};

export type AppFile = { readonly app: App; readonly sets: readonly AppSet[] };

type Cells = (name: string) => string;

/** Null when the header is of no app known here. */
export function readApp(rows: readonly Row[]): AppFile | null {
  const [header, ...body] = rows;
  if (!header) return null;
  const columns = new Map(header.cells.map((name, index) => [plainName(name), index] as const));
  const has = (...names: string[]) => names.every((name) => columns.has(name));
  const app = has("exercise_title", "start_time")
    ? "hevy"
    : has("workout name", "exercise name", "set order")
      ? "strong"
      : has("date", "exercise", "reps") && [...columns.keys()].some((name) => name.startsWith("weight"))
        ? "fitnotes"
        : null;
  if (!app) return null;
  const read = { hevy: hevySet, strong: strongSet, fitnotes: fitNotesSet }[app];
  const sets = body.flatMap(({ line, cells }) => {
    const cell: Cells = (name) => cells[columns.get(name) ?? -1]?.trim() ?? "";
    return read(line, cell) ?? [];
  });
  return { app, sets };
}

function plainName(name: string): string {
  return name.trim().toLowerCase();
}

function hevySet(line: number, cell: Cells): AppSet {
  const pounds = cell("weight_lbs");
  return {
    line,
    began: cell("start_time"),
    at: momentIn(cell("start_time")),
    lastedS: null,
    endedAt: momentIn(cell("end_time")),
    title: cell("title"),
    exercise: cell("exercise_title"),
    isWarmUp: cell("set_type") === "warmup",
    weight: numberIn(pounds || cell("weight_kg")),
    unit: pounds ? "lb" : "kg",
    reps: numberIn(cell("reps")),
    seconds: secondsIn(cell("duration_seconds")),
    rpe: numberIn(cell("rpe")),
    note: cell("exercise_notes"),
  };
}

function strongSet(line: number, cell: Cells): AppSet | null {
  const order = cell("set order");
  if (!/^(\d+|[wdf])$/i.test(order)) return null;
  const [kilos, pounds] = [cell("weight (kg)"), cell("weight (lbs)") || cell("weight (lb)")];
  return {
    line,
    began: cell("date"),
    at: momentIn(cell("date")),
    lastedS: secondsIn(cell("duration (sec)") || cell("duration") || cell("workout duration")),
    endedAt: null,
    title: cell("workout name"),
    exercise: cell("exercise name"),
    isWarmUp: /^w$/i.test(order),
    weight: numberIn(kilos || pounds || cell("weight")),
    unit: kilos ? "kg" : pounds ? "lb" : unitIn(cell("weight unit")),
    reps: numberIn(cell("reps")),
    seconds: secondsIn(cell("seconds")),
    rpe: numberIn(cell("rpe")),
    note: cell("notes"),
  };
}

function fitNotesSet(line: number, cell: Cells): AppSet {
  const kilos = cell("weight (kgs)") || cell("weight (kg)");
  const pounds = cell("weight (lbs)");
  return {
    line,
    began: cell("date"),
    at: momentIn(cell("date")),
    lastedS: null,
    endedAt: null,
    title: "",
    exercise: cell("exercise"),
    isWarmUp: /^warm/i.test(cell("kind")),
    weight: numberIn(kilos || pounds || cell("weight")),
    unit: kilos ? "kg" : pounds ? "lb" : unitIn(cell("weight unit")),
    reps: numberIn(cell("reps")),
    seconds: secondsIn(cell("time")),
    rpe: numberIn(cell("rpe")),
    note: cell("comment") || cell("notes"),
  };
}

function unitIn(cell: string): WeightUnit | null {
  if (/^kgs?$/i.test(cell)) return "kg";
  return /^lbs?$/i.test(cell) ? "lb" : null;
}
