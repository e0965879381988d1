/**
 * The calendar of the plan: weeks, phases and deload weeks (TRAINING.md 4.1 and 4.6).
 *
 * Which phase is open is not a matter of dates alone: see `doors`.
 */

import { type Catalog, type Exercise, known } from "./catalog";
import type { PlanStarted } from "./entries";
import type { TrainingState } from "./fold";
import { dayNumber, floorDiv, halfUp } from "./units";

export const DAYS_PER_WEEK = 7;

/** 1 in the plan's first seven days; 0 without a plan or before it starts. */
export function planWeek(plan: PlanStarted | null, day: number): number {
  if (!plan) return 0;
  const days = day - dayNumber(plan.started_on);
  return days >= 0 ? floorDiv(days, DAYS_PER_WEEK) + 1 : 0;
}

/** Whether the day lies in a lighter week: a planned one, or the seven days after an early call. */
export function isDeload(
  plan: PlanStarted | null,
  catalog: Catalog,
  day: number,
  early: readonly number[] = [],
): boolean {
  const week = planWeek(plan, day);
  if (week > 0 && week % catalog.program.deload.every_weeks === 0) return true;
  return early.slice(-2).some((called) => 0 < day - called && day - called <= DAYS_PER_WEEK);
}

/** Sets in a lighter week: at least one (1 → 1, 2 → 1, 3 → 2). */
export function deloadSets(sets: number, catalog: Catalog): number {
  return Math.max(1, halfUp(sets * catalog.program.deload.sets_pct, 100));
}

/** Whether a phase allows the exercise. */
export function exerciseOpen(exercise: Exercise, phase: number): boolean {
  return exercise.phase_min <= phase;
}

/** Whether a phase allows the stage. */
export function stageOpen(stageId: string, catalog: Catalog, phase: number): boolean {
  return known(catalog.stageById, stageId).phase_min <= phase;
}

/** Days of announced absences from `first` up to the day before `until`; a day away twice is one. */
export function daysAway({ settings }: TrainingState, first: number, until: number): number {
  const spans = (settings.time_off ?? [])
    .map(({ from, to }) => ({ begins: dayNumber(from), ends: dayNumber(to) }))
    .sort((a, b) => a.begins - b.begins || a.ends - b.ends);
  let days = 0;
  let counted = first;
  for (const span of spans) {
    const begins = Math.max(span.begins, counted);
    const ends = Math.min(span.ends, until - 1);
    if (begins > ends) continue;
    days += ends - begins + 1;
    counted = ends + 1;
  }
  return days;
}

/** Whether the runner has what an exercise cannot be done without. */
export function exerciseEquipped({ requires, requires_any }: Exercise, state: TrainingState): boolean {
  const { equipment } = state.settings;
  if (!equipment) return true;
  return requires.every((one) => equipment.includes(one)) && equipped(state, requires_any);
}

/** The rungs of a ladder that the runner has the gear for, from the lowest up. */
export function usableRungs(ladder: string, state: TrainingState, catalog: Catalog): readonly Exercise[] {
  return known(catalog.ladderById, ladder)
    .rungs.map((rung) => known(catalog.exerciseById, rung))
    .filter((exercise) => exerciseEquipped(exercise, state));
}

/** Whether the runner has one of these; a runner who has not said has everything. */
export function equipped(state: TrainingState, requiresAny: readonly string[]): boolean {
  const { equipment } = state.settings;
  return requiresAny.length === 0 || !equipment || requiresAny.some((one) => equipment.includes(one));
}
