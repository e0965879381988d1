/**
 * The doors of the plan: phase 2, jumps, phase 4. Calendar and quality must both agree (TRAINING.md 4).
 *
 * `Doors` is walked day by day beside the ladders: a door once open stays open until a long gap closes it.
 * What a closed door still asks for is named by the ids of its criteria, in the catalogue's order.
 */

import type { GateId } from "./answers";
import { type Catalog, type HopTolerance, known } from "./catalog";
import type { Side } from "./entries";
import type { Weighed } from "./evidence";
import type { LoggedSet, Session, TrainingState } from "./fold";
import { BOTH_LEGS, exerciseSeen, meanOf, newest } from "./needs";
import { DAYS_PER_WEEK, daysAway, exerciseOpen, usableRungs } from "./phases";
import { isEven, LocksByDay } from "./symmetry";
import { dayNumber, floorDiv, halfUp, localDate } from "./units";

/** In the order in which they open; each needs the ones before it. */
export const GATES: readonly GateId[] = ["phase_2", "plyo_gate", "phase_4"];

/** The phase the door of phase 2 leads out of. */
const PHASE_BEFORE = 1;

/** What the doors know after some day; grows as the log is walked. */
export type Doors = {
  readonly locks: LocksByDay;
  readonly opened_on: Map<GateId, number>;
  /** The day phase 1 began: the plan's start, or the return after a very long gap. */
  calendar_from: number | null;
  returned: boolean;
  /** After a gap that closed the jump door, only what was done since counts for it. */
  evidence_from: number;
  /** The last day with a session. */
  trained_on: number | null;
  /** One-leg sessions since phase 1 began. */
  attended: number;
  /** The day of the first jumps since the jump door opened. */
  jumped_from: number | null;
  /** Weeks counted from there in which there were jumps. */
  jump_weeks: number;
  last_jump_week: number | null;
  /** Every session of training with jumps in it, in training order. */
  readonly jump_sessions: Session[];
  /** Ladder → sessions running good on both legs, and its last day. Enough of them stay banked. */
  readonly good_running: Map<string, { readonly good: number; readonly last: number }>;
  /** Pain → the last day on which a session hurt at least so much. */
  readonly pain_days: Map<number, number>;
  readonly jump_pain_days: Map<number, number>;
  worse_morning: number | null;
  /** The most reps both legs did cleanly in one session, of the squat the jump door asks for. */
  squat_reps: number;
  hops_passed: number | null;
  jumps_set_back: number | null;
  /** Running drill → weeks of the plan in which it was done without pain. */
  readonly drill_weeks: Map<string, number>;
  /** Running drill → the last of those weeks. */
  readonly drilled: Map<string, number>;
  paused_since: number | null;
  hot_day: number;
};

export function startDoors(state: TrainingState, catalog: Catalog): Doors {
  return {
    locks: new LocksByDay(state.tests, catalog),
    opened_on: new Map(),
    calendar_from: state.plan ? dayNumber(state.plan.started_on) : null,
    returned: false,
    evidence_from: 0,
    trained_on: null,
    attended: 0,
    jumped_from: null,
    jump_weeks: 0,
    last_jump_week: null,
    jump_sessions: [],
    good_running: new Map(),
    pain_days: new Map(),
    jump_pain_days: new Map(),
    worse_morning: null,
    squat_reps: 0,
    hops_passed: null,
    jumps_set_back: null,
    drill_weeks: new Map(),
    drilled: new Map(),
    paused_since: null,
    hot_day: 0,
  };
}

/** 1 to 4: one more for each door that is open in a row. */
export function phaseOf(doors: Doors): number {
  const closed = GATES.findIndex((gate) => !doors.opened_on.has(gate));
  return 1 + (closed < 0 ? GATES.length : closed);
}

/** The doors at the start of a day, from sessions before it and tests up to it. */
export function dawn(doors: Doors, state: TrainingState, catalog: Catalog, day: number): void {
  closeAfterGap(doors, catalog, day);
  if (doors.paused_since !== null && day - doors.hot_day >= catalog.rules.pain.calm_days) {
    doors.paused_since = null;
  }
  for (const gate of GATES) {
    if (doors.opened_on.has(gate)) continue;
    if (!missing(gate, doors, state, catalog, day).next().done) return;
    doors.opened_on.set(gate, day);
  }
}

function closeAfterGap(doors: Doors, catalog: Catalog, day: number): void {
  if (doors.trained_on === null) return;
  const away = day - doors.trained_on;
  for (const band of catalog.rules.gaps) {
    if (away < band.days_min) break;
    if (away !== band.days_min) continue;
    for (const gate of band.closes) doors.opened_on.delete(gate);
    if (band.closes.includes("plyo_gate")) {
      doors.opened_on.delete("phase_4");
      doors.evidence_from = day;
      doors.squat_reps = 0;
      doors.hops_passed = null;
      doors.jumped_from = null;
      doors.jump_weeks = 0;
      doors.jumps_set_back = null;
      doors.drill_weeks.clear();
      doors.drilled.clear();
    }
    if (band.closes.includes("phase_2")) {
      doors.calendar_from = null;
      doors.returned = true;
      doors.attended = 0;
    }
  }
}

/** Ids of the criteria a door still asks for on a day, in the catalogue's order. */
export function* missing(
  gate: GateId,
  doors: Doors,
  state: TrainingState,
  catalog: Catalog,
  day: number,
): Generator<string, void> {
  if (!state.plan) yield "calendar";
  else if (gate === "phase_2") yield* missingPhase2(doors, state, catalog, day);
  else if (gate === "plyo_gate") yield* missingPlyo(doors, state, catalog, day);
  else yield* missingPhase4(doors, state, catalog, day);
}

function* missingPhase2(
  doors: Doors,
  state: TrainingState,
  catalog: Catalog,
  day: number,
): Generator<string, void> {
  const gate = catalog.gates.phase_2;
  const begun = doors.calendar_from;
  if (begun === null || day - begun < phase1Days(doors, state, catalog, day)) yield "calendar";
  const weeks = begun === null ? 0 : floorDiv(day - begun - daysAway(state, begun, day), DAYS_PER_WEEK);
  if (doors.attended * 100 < gate.sessions_pct * gate.sessions_a_week * weeks) yield "sessions";
  if (!trainable(state, catalog).every((ladder) => isGood(doors, ladder, day, catalog))) yield "ladders";
  if (!stepsDown(state, gate.step_down_max, day, doors.evidence_from)) yield "step_down";
  if (!stands(state, gate.stand_s, day, doors.evidence_from)) yield "balance";
  if (hurt(doors.pain_days, gate.pain_max + 1, day, gate.pain_days)) yield "pain";
}

/** 28; 14 after a very long gap, and for a seasoned runner whose core ladders were seen on video. */
export function phase1Days(doors: Doors, state: TrainingState, catalog: Catalog, day: number): number {
  const gate = catalog.gates.phase_2;
  if (doors.returned) return catalog.rules.absence.restart_days_min;
  if (state.plan?.experience !== "seasoned") return gate.days;
  return unseenLadders(state, catalog, day).length > 0 ? gate.days : gate.seasoned_days;
}

/** Core ladders that a video has not shown to be good yet, of those the runner has the gear for. */
export function unseenLadders(state: TrainingState, catalog: Catalog, day: number): readonly string[] {
  return trainable(state, catalog).filter((ladder) => !ladderSeen(ladder, state, catalog, day));
}

/** Core ladders with a rung of the first phase that the runner has the gear for. */
export function trainable(state: TrainingState, catalog: Catalog): readonly string[] {
  return catalog.gates.phase_2.ladders.filter((ladder) =>
    usableRungs(ladder, state, catalog).some((rung) => exerciseOpen(rung, PHASE_BEFORE)),
  );
}

/** Whether a door's first possible day is at most a week away. */
export function calendarNear(
  gate: GateId,
  doors: Doors,
  { plan }: TrainingState,
  catalog: Catalog,
  day: number,
): boolean {
  if (!plan) return false;
  const { phase_2, plyo_gate, phase_4 } = catalog.gates;
  if (gate === "phase_2") {
    if (doors.calendar_from === null) return false;
    const least = plan.experience === "seasoned" ? phase_2.seasoned_days : phase_2.days;
    const days = doors.returned ? catalog.rules.absence.restart_days_min : least;
    return day - doors.calendar_from >= days - DAYS_PER_WEEK;
  }
  const planDay = gate === "plyo_gate" ? plyo_gate.plan_day : phase_4.plan_day;
  return day - dayNumber(plan.started_on) >= planDay - DAYS_PER_WEEK;
}

function ladderSeen(ladder: string, state: TrainingState, catalog: Catalog, day: number): boolean {
  return known(catalog.ladderById, ladder).rungs.some((rung) =>
    exerciseSeen(known(catalog.exerciseById, rung), state, day, catalog),
  );
}

export function isGood(doors: Doors, ladder: string, day: number, catalog: Catalog): boolean {
  return goodBy(doors, ladder, day, catalog) >= catalog.gates.phase_2.good_sessions;
}

/** Sessions running good on both legs; none once days away put the ladder back. */
function goodBy(doors: Doors, ladder: string, day: number, catalog: Catalog): number {
  const { good, last } = doors.good_running.get(ladder) ?? { good: 0, last: day };
  const away = day - last;
  for (const band of catalog.rules.gaps) {
    if (away < band.days_min) break;
    if (band.back !== "none") return 0;
  }
  return good;
}

function* missingPlyo(
  doors: Doors,
  state: TrainingState,
  catalog: Catalog,
  day: number,
): Generator<string, void> {
  const gate = catalog.gates.plyo_gate;
  if (isBeforePlanDay(gate.plan_day, state, day)) yield "calendar";
  const calf = calfRaisesAsked(state, catalog, day);
  if (!reaches(state, "sl_calf_raise", calf, day, doors.evidence_from)) yield "calf";
  if (!stepsDown(state, gate.step_down_max, day, doors.evidence_from)) yield "step_down";
  const sat = reaches(state, gate.squat_test, gate.squat_reps, day, doors.evidence_from);
  if (doors.squat_reps < gate.squat_reps && !sat) yield "squat";
  if (!stands(state, gate.stand_s, day, doors.evidence_from)) yield "balance";
  const worse = doors.worse_morning !== null && day - doors.worse_morning < gate.pain_days;
  if (worse || hurt(doors.pain_days, gate.pain_max + 1, day, gate.pain_days)) yield "pain";
  if (doors.hops_passed === null || doors.hops_passed > day) yield "hop_tolerance";
  if (isUnsafe(state, catalog, day)) yield "safety";
}

function isBeforePlanDay(planDay: number, { plan }: TrainingState, day: number): boolean {
  return !plan || day - dayNumber(plan.started_on) < planDay;
}

/** Calf raises each leg must do before jumping: a share of what is typical for age and sex. */
export function calfRaisesAsked(state: TrainingState, catalog: Catalog, day: number): number {
  const gate = catalog.gates.plyo_gate;
  const norm = normOf("sl_calf_raise", state, catalog, day);
  if (norm === null) return gate.calf_unknown;
  return Math.min(gate.calf_high, Math.max(gate.calf_low, halfUp(norm * gate.calf_norm_pct, 100)));
}

/** What is typical at the runner's age and sex; null when either is unknown. */
function normOf(test: string, state: TrainingState, catalog: Catalog, day: number): number | null {
  const { sex, birth_year } = state.settings;
  if ((sex !== "f" && sex !== "m") || birth_year === undefined) return null;
  const age = Number(localDate(day).slice(0, 4)) - birth_year;
  const rows = (known(catalog.testById, test).norms?.rows ?? []).filter((row) => row.sex === sex);
  let typical = rows[0] ?? null;
  for (const row of rows) {
    if (row.age_from <= age && (!typical || typical.age_from > age || row.age_from > typical.age_from)) {
      typical = row;
    }
  }
  return typical?.value ?? null;
}

function* missingPhase4(
  doors: Doors,
  state: TrainingState,
  catalog: Catalog,
  day: number,
): Generator<string, void> {
  const gate = catalog.gates.phase_4;
  if (isBeforePlanDay(gate.plan_day, state, day)) yield "calendar";
  if (doors.jump_weeks < gate.plyo_weeks || jumpsCleanWeeks(doors, day) < gate.clean_weeks) yield "jumps";
  if (!isEven(doors.locks.on(day), gate.hop_test, gate.asymmetry_below_pct)) yield "hop_asymmetry";
  if (hurt(doors.jump_pain_days, gate.pain_max + 1, day, gate.pain_days)) yield "pain";
}

/** Whole weeks since a jump ladder last went back, or since the first jumps. */
export function jumpsCleanWeeks(doors: Doors, day: number): number {
  const since = doors.jumps_set_back ?? doors.jumped_from;
  return since === null ? 0 : floorDiv(day - since, DAYS_PER_WEEK);
}

/** Whether the best trial of each leg's newest measurement is so high. */
function reaches(state: TrainingState, test: string, wanted: number, day: number, since: number): boolean {
  return BOTH_LEGS.every((leg) => {
    const measured = newest(state, test, leg, day, since);
    return measured !== null && Math.max(...measured.body.trials) >= wanted;
  });
}

function stands(state: TrainingState, seconds: number, day: number, since: number): boolean {
  return reaches(state, "sl_stand_eyes_open", seconds * 100, day, since);
}

function stepsDown(state: TrainingState, points: number, day: number, since: number): boolean {
  return BOTH_LEGS.every((leg) => {
    const measured = newest(state, "lateral_step_down", leg, day, since);
    if (!measured) return false;
    const [total, trials] = meanOf(measured);
    return total <= points * trials;
  });
}

/** Whether any session of the last so many days hurt at least so much. */
function hurt(days: ReadonlyMap<number, number>, pain: number, day: number, within: number): boolean {
  for (const [felt, last] of days) if (felt >= pain && day - last < within) return true;
  return false;
}

/** An open warning sign, or an answer that asks for a clinician's yes before any jump; from its day on. */
function isUnsafe({ unsafe_from, screening }: TrainingState, catalog: Catalog, day: number): boolean {
  if (unsafe_from !== null && unsafe_from <= day) return true;
  if (!screening || dayNumber(screening.body.answered_on) > day || screening.body.cleared) return false;
  const { answers } = screening.body;
  return catalog.safety.questions.some(({ id, before_jumps }) => before_jumps && answers[id] === true);
}

/** Takes in what a session says to the doors: attendance, pain, mornings, hop tolerance. */
export function seeSession(doors: Doors, session: Session, week: number, catalog: Catalog): void {
  const { template } = session.body;
  const { day, morning } = session;
  let worst = 0;
  let worstJump = 0;
  let jumped = false;
  for (const [ladder, sets] of session.sets) {
    const jumps = known(catalog.ladderById, ladder).priority === "plyo";
    jumped ||= jumps;
    for (const { body } of sets) {
      worst = Math.max(worst, body.pain);
      if (jumps) worstJump = Math.max(worstJump, body.pain);
    }
  }
  if (session.sets.size > 0) {
    doors.trained_on = day;
    doors.pain_days.set(worst, day);
    if (doors.returned) doors.calendar_from ??= day;
    if (!catalog.extra_templates.includes(template)) {
      const kind = catalog.templateById.get(template)?.type ?? "unilateral";
      const begun = doors.calendar_from !== null && day >= doors.calendar_from;
      if (begun && kind === "unilateral") doors.attended += 1;
      if (jumped) {
        doors.jump_sessions.push(session);
        seeJumps(doors, day, worstJump);
      }
    }
  }
  seeDrills(doors, session, week, catalog);
  seePause(doors, worst, day, catalog);
  if (!morning) return;
  const checkedOn = dayNumber(morning.checked_on);
  if (morning.pain_change > 0) doors.worse_morning = Math.max(doors.worse_morning ?? 0, checkedOn);
  if (template === "hop_tolerance" && day >= doors.evidence_from) {
    const tolerance = catalog.gates.plyo_gate.hop_tolerance;
    if (isTolerated(session, tolerance) && morning.pain_change <= tolerance.morning_max) {
      doors.hops_passed = checkedOn;
    }
  }
}

function seeJumps(doors: Doors, day: number, pain: number): void {
  doors.jump_pain_days.set(pain, day);
  if (!doors.opened_on.has("plyo_gate")) return;
  if (doors.jumped_from === null) {
    doors.jumped_from = day;
    doors.last_jump_week = null;
  }
  const week = floorDiv(day - doors.jumped_from, DAYS_PER_WEEK);
  if (week !== doors.last_jump_week) {
    doors.jump_weeks += 1;
    doors.last_jump_week = week;
  }
}

/** Counts the week for each running drill that was done in it without pain. */
function seeDrills(doors: Doors, { sets }: Session, week: number, catalog: Catalog): void {
  if (!doors.opened_on.has("phase_4")) return;
  for (const { body } of sets.get("run_integration") ?? []) {
    if (body.pain > catalog.rules.pain.calm_max || doors.drilled.get(body.exercise) === week) continue;
    doors.drilled.set(body.exercise, week);
    doors.drill_weeks.set(body.exercise, (doors.drill_weeks.get(body.exercise) ?? 0) + 1);
  }
}

/** Pain that stops an exercise pauses all jumps until a calm week has passed. */
function seePause(doors: Doors, pain: number, day: number, catalog: Catalog): void {
  if (pain >= catalog.rules.pain.stop) doors.paused_since = day;
  if (doors.paused_since !== null && pain > catalog.rules.pain.calm_max) doors.hot_day = day;
}

export function isTolerated(session: Session, tolerance: HopTolerance): boolean {
  const sets = [...session.sets.values()].flat();
  if (!sets.every((logged) => isQuiet(logged, tolerance))) return false;
  const { two_leg, two_leg_sets, two_leg_reps, one_leg, one_leg_reps } = tolerance;
  const hopped = (exercise: string, side: Side, reps: number) =>
    sets.filter(({ body }) => {
      return body.exercise === exercise && body.side === side && (body.reps ?? 0) >= reps;
    }).length;
  return (
    hopped(two_leg, "both", two_leg_reps) >= two_leg_sets &&
    BOTH_LEGS.every((leg) => hopped(one_leg, leg, one_leg_reps) > 0)
  );
}

function isQuiet({ body }: LoggedSet, tolerance: HopTolerance): boolean {
  return (body.checks.quiet_landing ?? 0) >= tolerance.landing_min && body.pain <= tolerance.pain_max;
}

/** Takes in a judged ladder-session: good sessions running, and the squat the jump door asks for. */
export function seeWeighed(doors: Doors, ladder: string, weighed: Weighed, catalog: Catalog): void {
  const gate = catalog.gates.plyo_gate;
  const { exercise, both_good } = weighed;
  let good = goodBy(doors, ladder, weighed.day, catalog);
  if (!weighed.neutral && good < catalog.gates.phase_2.good_sessions) good = both_good ? good + 1 : 0;
  doors.good_running.set(ladder, { good, last: weighed.day });
  const squat = known(catalog.exerciseById, gate.squat);
  if (ladder !== squat.ladder || !weighed.complete || !both_good) return;
  const lowSeat =
    exercise.id === squat.id && squat.stages.indexOf(weighed.stage) >= squat.stages.indexOf(gate.squat_stage);
  if (lowSeat || exercise.rung > squat.rung) {
    doors.squat_reps = Math.max(doors.squat_reps, weighed.done_min);
  }
}

/** A ladder went back or was stopped: what it had banked is lost. */
export function seeSetBack(doors: Doors, ladder: string, day: number, catalog: Catalog): void {
  doors.good_running.set(ladder, { good: 0, last: day });
  if (known(catalog.ladderById, ladder).priority === "plyo") doors.jumps_set_back = day;
}
