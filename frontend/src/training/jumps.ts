/**
 * How much jumping a week may hold: the table, its limits, and what a session may use (TRAINING.md 4.4).
 *
 * A contact is a landing of the busier foot: both feet together count once, a drop jump twice.
 */

import { type Catalog, type Exercise, known, type PlyoWeek } from "./catalog";
import type { Doors } from "./doors";
import type { PlanStarted } from "./entries";
import type { LoggedSet, Session, TrainingState } from "./fold";
import { DAYS_PER_WEEK, planWeek } from "./phases";
import { dayNumber, floorDiv } from "./units";

const HUNDRED = 100;

/** What the table allows on a day. `opens` names every jump exercise unlocked so far. */
export type JumpWeek = { readonly row: PlyoWeek; readonly opens: ReadonlySet<string> };

/** The table's row for a day: one row a week from the first jumps on; null while the door is closed. */
export function jumpWeek(doors: Doors, state: TrainingState, catalog: Catalog, day: number): JumpWeek | null {
  if (!doors.opened_on.has("plyo_gate")) return null;
  const first = doors.jumped_from ?? day;
  const index = Math.max(0, planWeek(state.plan, day) - planWeek(state.plan, first));
  const reached = catalog.rules.plyo.weeks.slice(0, index + 1);
  return { row: rowOf(index, catalog), opens: new Set(reached.flatMap((row) => row.opens)) };
}

/** The table's row of a jump week, from 0; past its end the last rows repeat. */
function rowOf(index: number, catalog: Catalog): PlyoWeek {
  const { weeks, repeat_last } = catalog.rules.plyo;
  const over = index - weeks.length;
  const row = weeks.at(over < 0 ? index : (over % repeat_last) - repeat_last);
  if (!row) throw new Error("the jump table has no rows");
  return row;
}

/** Landings of a set, for the foot or feet that make them. */
export function setContacts(exercise: Exercise, reps: number): number {
  return exercise.contacts ? reps * exercise.contacts.per_rep : 0;
}

/** Landings of the busier foot in a session. */
export function sessionContacts(session: Session, catalog: Catalog): number {
  const of = { both: 0, left: 0, right: 0 };
  for (const sets of session.sets.values()) {
    for (const logged of sets) of[logged.body.side] += landings(logged, catalog);
  }
  return of.both + Math.max(of.left, of.right);
}

function landings({ body }: LoggedSet, catalog: Catalog): number {
  return setContacts(known(catalog.exerciseById, body.exercise), body.reps ?? 0);
}

/** Contacts a session may hold on a day; 0 while jumps are closed, paused, or done for the week. */
export function sessionBudget(
  doors: Doors,
  state: TrainingState,
  catalog: Catalog,
  day: number,
  hillsPlanned = 0,
): number {
  const week = jumpWeek(doors, state, catalog, day);
  if (!week || doors.paused_since !== null || !state.plan) return 0;
  const { row } = week;
  const rules = catalog.rules.plyo;
  const thisWeek = planWeek(state.plan, day);
  const jumped = ofWeek(doors.jump_sessions, thisWeek, state.plan);
  const done = jumped.length;
  if (done >= Math.min(row.sessions, rules.sessions_week_max)) return 0;
  let allowed = Math.min(row.contacts, rules.session_max[state.plan.experience]);
  const grown = growthLimit(doors, state.plan, catalog, thisWeek);
  if (grown !== null) {
    const left = Math.max(0, grown - contactsOf(jumped, catalog));
    allowed = Math.min(allowed, floorDiv(left, row.sessions - done));
  }
  const hilly = ofWeek(state.sessions, thisWeek, state.plan).filter((one) => one.sets.has("run_integration"));
  const hills = Math.max(hilly.length, hillsPlanned);
  return Math.max(0, allowed - floorDiv(hills * rules.hill_session_contacts, row.sessions));
}

function ofWeek(sessions: readonly Session[], week: number, plan: PlanStarted): readonly Session[] {
  const first = dayNumber(plan.started_on) + (week - 1) * DAYS_PER_WEEK;
  const from = sessions.findLastIndex((session) => session.day < first) + 1;
  const until = sessions.findLastIndex((session) => session.day < first + DAYS_PER_WEEK) + 1;
  return sessions.slice(from, until);
}

function contactsOf(sessions: readonly Session[], catalog: Catalog): number {
  return sessions.reduce((total, session) => total + sessionContacts(session, catalog), 0);
}

/** The most this week may hold after the last jump week that was not a lighter one; null in the first. */
function growthLimit(doors: Doors, plan: PlanStarted, catalog: Catalog, thisWeek: number): number | null {
  if (doors.jumped_from === null) return null;
  const first = planWeek(plan, doors.jumped_from);
  for (let week = thisWeek - 1; week >= first; week -= 1) {
    const jumped = ofWeek(doors.jump_sessions, week, plan);
    if (jumped.length > 0 && !rowOf(week - first, catalog).deload) {
      return floorDiv(contactsOf(jumped, catalog) * catalog.rules.plyo.weekly_growth_max_pct, HUNDRED);
    }
  }
  return null;
}
