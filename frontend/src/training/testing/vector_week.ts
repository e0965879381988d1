/** The shorthand of `tests/vectors/week.json`, explained in tests/training/vector_week.py. */

import type { Catalog, Experience, SessionType } from "../catalog";
import { known } from "../catalog";
import type { Reason } from "../days";
import { MIN_PER_DAY, type Run, type RunType } from "../hours";
import { dayNumber, floorDiv, weekday } from "../units";
import { arrange, assessmentDays, type Placed, span } from "../week";

const DAY_0 = dayNumber("2026-01-05");

export type Given = {
  readonly on?: number;
  readonly start?: number;
  readonly first?: number;
  readonly last?: number;
  readonly level?: Experience;
  readonly weekdays?: readonly number[];
  readonly jumps?: boolean;
  readonly pattern?: readonly (readonly [number, string, RunType])[];
  readonly runs?: readonly (readonly [number, string, RunType])[];
  readonly done?: readonly (readonly [number, string, SessionType, boolean])[];
  readonly moves?: readonly (readonly [number, number, SessionType])[];
  readonly off_days?: readonly number[];
  readonly deload_days?: readonly number[];
  readonly heavy_days?: readonly number[];
};

/** What the twin must say: days for tests where lighter weeks are given, else sessions. */
export function answerTo(given: Given, catalog: Catalog): readonly unknown[] {
  if (given.deload_days) {
    const days = shifted(given.deload_days);
    const runs = runsOf(given, (days.at(0) ?? 0) - 7, (days.at(-1) ?? 0) + 7);
    const heavy = new Set(shifted(given.heavy_days));
    const off = new Set(shifted(given.off_days));
    return assessmentDays(days, runs, heavy, off, catalog).map((day) => day - DAY_0);
  }
  return arranged(given, catalog).map(shown);
}

function arranged(given: Given, catalog: Catalog): Placed[] {
  const on = DAY_0 + (given.on ?? 0);
  const start = DAY_0 + (given.start ?? 0);
  const last = DAY_0 + (given.last ?? 6);
  const level = known(new Map(Object.entries(catalog.program.levels)), given.level ?? "beginner");
  return arrange(
    DAY_0 + (given.first ?? given.on ?? 0),
    last,
    on,
    start,
    runsOf(given, ...span(on, start, last)),
    (given.done ?? []).map(([day, at, type, jumps]) => ({ startMin: minute(day, at), type, jumps })),
    (given.moves ?? []).map(([from, to, type]) => ({ fromDay: DAY_0 + from, toDay: DAY_0 + to, type })),
    new Set(shifted(given.off_days)),
    {
      weekdays: given.weekdays ?? [],
      unilateralDays: level.unilateral_days,
      bilateralDays: level.bilateral_days,
    },
    given.jumps ?? false,
    catalog,
  );
}

function shifted(days: readonly number[] = []): number[] {
  return days.map((day) => DAY_0 + day);
}

/** A race takes the place of that day's runs. */
function runsOf(given: Given, first: number, last: number): Run[] {
  const runs = (given.runs ?? []).map(([day, at, type]): Run => ({ startMin: minute(day, at), type }));
  const races = runs.filter((run) => run.type === "race");
  const raced = new Set(races.map((run) => floorDiv(run.startMin, MIN_PER_DAY)));
  for (let day = first; day <= last; day++) {
    for (const [wanted, at, type] of given.pattern ?? []) {
      if (weekday(day) === wanted && !raced.has(day)) runs.push({ startMin: minute(day - DAY_0, at), type });
    }
  }
  return runs.sort((a, b) => a.startMin - b.startMin);
}

function minute(day: number, at: string): number {
  return (DAY_0 + day) * MIN_PER_DAY + Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
}

function shown(one: Placed): Record<string, unknown> {
  return {
    day: one.day - DAY_0,
    type: one.type,
    at: one.atMin === null ? null : clock(one.atMin % MIN_PER_DAY),
    ...(one.jumps ? { jumps: true } : {}),
    ...(one.half ? { half: true } : {}),
    why: one.why.map(reasonOf),
    ...(one.bent.length > 0 ? { bent: one.bent } : {}),
  };
}

function clock(atMin: number): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${two(floorDiv(atMin, 60))}:${two(atMin % 60)}`;
}

function reasonOf(reason: Reason): string {
  return [reason.code, ...Object.entries(reason.facts).map(([name, value]) => `${name}=${value}`)].join(" ");
}
