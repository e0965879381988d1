/**
 * The calendar of the plan: weeks, phases and deload weeks (TRAINING.md 4.1 and 4.6).
 *
 * Phases 1 and 2 follow the calendar alone here. Phases 3 and 4 stay closed: their gates need tests.
 */

import { type Catalog, type Exercise, known } from "./catalog";
import type { PlanStarted } from "./entries";
import type { TrainingState } from "./fold";
import { dayNumber, floorDiv, halfUp } from "./units";

/** Phases a date alone opens; the others also have a quality gate, closed until it can be measured. */
const CALENDAR_PHASES: readonly number[] = [1, 2];

const DAYS_PER_WEEK = 7;

/** 1 in the plan's first seven days; 0 without a plan or before it starts. */
export function planWeek(plan: PlanStarted | null, day: number): number {
  if (!plan) return 0;
  const days = day - dayNumber(plan.started_on);
  return days >= 0 ? floorDiv(days, DAYS_PER_WEEK) + 1 : 0;
}

/** The phase open on a day; 1 without a plan. */
export function phaseOn(plan: PlanStarted | null, catalog: Catalog, day: number): number {
  const week = planWeek(plan, day);
  let phase = 1;
  for (const candidate of catalog.program.phases) {
    if (CALENDAR_PHASES.includes(candidate.id) && week >= candidate.first_week) phase = candidate.id;
  }
  return phase;
}

/** Whether the day lies in a planned lighter week. */
export function isDeload(plan: PlanStarted | null, catalog: Catalog, day: number): boolean {
  const week = planWeek(plan, day);
  return week > 0 && week % catalog.program.deload.every_weeks === 0;
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

/** Whether the runner has one of these; a runner who has not said has everything. */
export function equipped(state: TrainingState, requiresAny: readonly string[]): boolean {
  const { equipment } = state.settings;
  return requiresAny.length === 0 || !equipment || requiresAny.some((one) => equipment.includes(one));
}
