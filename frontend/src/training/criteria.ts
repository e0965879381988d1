/**
 * What each closed door asks for beside where the runner stands: values, targets, and what is in the way.
 *
 * Whether a criterion is met is for `doors` to say; here it only becomes readable. A criterion is met exactly when
 * all its measures reach their targets and nothing is named as lacking.
 */

import type { GateId } from "./answers";
import type { Catalog } from "./catalog";
import {
  calfRaisesAsked,
  type Doors,
  GATES,
  isGood,
  isTolerated,
  jumpsCleanWeeks,
  missing,
  phase1Days,
  trainable,
} from "./doors";
import type { TrainingState } from "./fold";
import { BOTH_LEGS, meanOf, newest } from "./needs";
import { DAYS_PER_WEEK, daysAway } from "./phases";
import type { Replayed } from "./replay";
import { dayNumber, floorDiv, localDate } from "./units";

/** A stand is stored in hundredths of a second. */
const HUNDREDTHS = 100;

export type MeasureOf =
  | "days"
  | "sessions"
  | "ladders"
  | "left"
  | "right"
  | "reps"
  | "pain"
  | "weeks"
  | "clean_weeks"
  | "apart_pct";

/** `value` is null where nothing was measured. `asks`: at least the target, at most it, or below it. */
export type Measure = {
  readonly of: MeasureOf;
  readonly value: number | null;
  readonly target: number;
  readonly asks: "least" | "most" | "below";
};

/**
 * `lacking` names what numbers do not tell: ladders, warning signs, or a state of things.
 *
 * `on` is the day it comes true by itself, if nothing else happens; null where it takes something to do.
 */
export type Criterion = {
  readonly id: string;
  readonly met: boolean;
  readonly measures: readonly Measure[];
  readonly lacking: readonly string[];
  readonly on: string | null;
};

/** `open_since` is null for a closed door; an open one asks for nothing. */
export type DoorReport = {
  readonly id: GateId;
  readonly open_since: string | null;
  readonly criteria: readonly Criterion[];
};

type Detail = {
  readonly measures: readonly Measure[];
  readonly lacking: readonly string[];
  readonly on: number | null;
};

/** All that a criterion is read from. */
type Asked = {
  readonly doors: Doors;
  readonly state: TrainingState;
  readonly catalog: Catalog;
  readonly day: number;
};

/** Every door in order, on the day asked; empty before a plan is started. */
export function criteria({ doors, state }: Replayed, catalog: Catalog): readonly DoorReport[] {
  if (!state.plan) return [];
  return GATES.map((gate) => report(gate, { doors, state, catalog, day: state.on }));
}

function report(gate: GateId, asked: Asked): DoorReport {
  const { doors, state, catalog, day } = asked;
  const opened = doors.opened_on.get(gate);
  if (opened !== undefined) return { id: gate, open_since: localDate(opened), criteria: [] };
  const failed = new Set(missing(gate, doors, state, catalog, day));
  const found = Object.entries(details(gate, asked)).map(([id, detail]) =>
    criterion(id, !failed.has(id), detail),
  );
  return { id: gate, open_since: null, criteria: found };
}

/** Criterion → how it stands, in the catalogue's order. */
function details(gate: GateId, asked: Asked): Readonly<Record<string, Detail>> {
  if (gate === "phase_2") return ofPhase2(asked);
  return gate === "plyo_gate" ? ofPlyo(asked) : ofPhase4(asked);
}

function ofPhase2(asked: Asked): Readonly<Record<string, Detail>> {
  const gate = asked.catalog.gates.phase_2;
  return {
    calendar: phase1Over(asked),
    sessions: attendance(asked),
    ladders: goodLadders(asked),
    step_down: stepsDown(asked, gate.step_down_max),
    balance: bestByLeg(asked, "sl_stand_eyes_open", gate.stand_s, HUNDREDTHS),
    pain: calm(gate.pain_max, gate.pain_days, asked.doors.pain_days, asked.day),
  };
}

function ofPlyo(asked: Asked): Readonly<Record<string, Detail>> {
  const { state, catalog, day } = asked;
  const gate = catalog.gates.plyo_gate;
  return {
    calendar: fromPlanDay(asked, gate.plan_day),
    calf: bestByLeg(asked, "sl_calf_raise", calfRaisesAsked(state, catalog, day), 1),
    step_down: stepsDown(asked, gate.step_down_max),
    squat: { measures: [least("reps", squats(asked), gate.squat_reps)], lacking: [], on: null },
    balance: bestByLeg(asked, "sl_stand_eyes_open", gate.stand_s, HUNDREDTHS),
    pain: calmMornings(asked),
    hop_tolerance: hops(asked),
    safety: safety(asked),
  };
}

function ofPhase4(asked: Asked): Readonly<Record<string, Detail>> {
  const gate = asked.catalog.gates.phase_4;
  return {
    calendar: fromPlanDay(asked, gate.plan_day),
    jumps: jumped(asked),
    hop_asymmetry: evenHops(asked),
    pain: calm(gate.pain_max, gate.pain_days, asked.doors.jump_pain_days, asked.day),
  };
}

function criterion(id: string, met: boolean, { measures, lacking, on }: Detail): Criterion {
  return { id, met, measures, lacking, on: met || on === null ? null : localDate(on) };
}

function least(of: MeasureOf, value: number | null, target: number): Measure {
  return { of, value, target, asks: "least" };
}

function most(of: MeasureOf, value: number | null, target: number): Measure {
  return { of, value, target, asks: "most" };
}

/** After a very long gap the days are counted from the first session back. */
function phase1Over({ doors, state, catalog, day }: Asked): Detail {
  const begun = doors.calendar_from;
  const days = phase1Days(doors, state, catalog, day);
  if (begun === null) return { measures: [least("days", null, days)], lacking: [], on: null };
  return { measures: [least("days", day - begun, days)], lacking: [], on: begun + days };
}

function fromPlanDay({ state: { plan }, day }: Asked, planDay: number): Detail {
  if (!plan) return { measures: [least("days", null, planDay)], lacking: [], on: null };
  const start = dayNumber(plan.started_on);
  return { measures: [least("days", day - start, planDay)], lacking: [], on: start + planDay };
}

/** Of the weeks gone by, days away left out: the fewest whole sessions that are share enough. */
function attendance({ doors, state, catalog, day }: Asked): Detail {
  const gate = catalog.gates.phase_2;
  const begun = doors.calendar_from;
  const weeks = begun === null ? 0 : floorDiv(day - begun - daysAway(state, begun, day), DAYS_PER_WEEK);
  const target = up(gate.sessions_pct * gate.sessions_a_week * weeks, 100);
  return { measures: [least("sessions", doors.attended, Math.max(0, target))], lacking: [], on: null };
}

function goodLadders({ doors, state, catalog, day }: Asked): Detail {
  const ladders = trainable(state, catalog);
  const lacking = ladders.filter((one) => !isGood(doors, one, day, catalog));
  return { measures: [least("ladders", ladders.length - lacking.length, ladders.length)], lacking, on: null };
}

/** The most that both legs did to the low seat, in training or in the sit-to-stand test. */
function squats(asked: Asked): number {
  const sat = bestByLeg(asked, asked.catalog.gates.plyo_gate.squat_test, 0, 1).measures;
  return Math.max(asked.doors.squat_reps, Math.min(...sat.map(({ value }) => value ?? 0)));
}

/** Means are rounded up, so that one above the limit never reads as the limit. */
function stepsDown({ doors, state, day }: Asked, points: number): Detail {
  const measures = BOTH_LEGS.map((leg) => {
    const measured = newest(state, "lateral_step_down", leg, day, doors.evidence_from);
    return most(leg, measured ? up(...meanOf(measured)) : null, points);
  });
  return { measures, lacking: [], on: null };
}

function bestByLeg({ doors, state, day }: Asked, test: string, target: number, perUnit: number): Detail {
  const measures = BOTH_LEGS.map((leg) => {
    const measured = newest(state, test, leg, day, doors.evidence_from);
    return least(leg, measured ? floorDiv(Math.max(...measured.body.trials), perUnit) : null, target);
  });
  return { measures, lacking: [], on: null };
}

function calm(painMax: number, within: number, days: ReadonlyMap<number, number>, day: number): Detail {
  const recent = [...days].filter(([, last]) => day - last < within);
  const worst = Math.max(0, ...recent.map(([pain]) => pain));
  const settled = recent.filter(([pain]) => pain > painMax).map(([, last]) => last + within);
  return {
    measures: [most("pain", worst, painMax)],
    lacking: [],
    on: settled.length > 0 ? Math.max(...settled) : null,
  };
}

function calmMornings({ doors, catalog, day }: Asked): Detail {
  const gate = catalog.gates.plyo_gate;
  const found = calm(gate.pain_max, gate.pain_days, doors.pain_days, day);
  if (doors.worse_morning === null || day - doors.worse_morning >= gate.pain_days) return found;
  const settled = doors.worse_morning + gate.pain_days;
  return { measures: found.measures, lacking: ["morning"], on: Math.max(settled, found.on ?? settled) };
}

/** How far the newest try came. */
function hops({ doors, state, catalog }: Asked): Detail {
  const lacks = (...lacking: string[]): Detail => ({ measures: [], lacking, on: null });
  if (doors.hops_passed !== null) return lacks();
  const tried = state.sessions.findLast((one) => one.body.template === "hop_tolerance" && one.sets.size > 0);
  if (!tried || tried.day < doors.evidence_from) return lacks("not_tried");
  if (!isTolerated(tried, catalog.gates.plyo_gate.hop_tolerance)) return lacks("not_passed");
  return lacks(tried.morning === null ? "no_morning" : "worse_morning");
}

function safety({ catalog, state: { red_flags, screening } }: Asked): Detail {
  const lacking = red_flags.map(({ flag }) => flag);
  if (screening && !screening.body.cleared) {
    const asks = catalog.safety.questions.filter((question) => question.before_jumps);
    lacking.push(...asks.map(({ id }) => id).filter((one) => screening.body.answers[one] === true));
  }
  return { measures: [], lacking, on: null };
}

function jumped({ doors, catalog, day }: Asked): Detail {
  const gate = catalog.gates.phase_4;
  const clean = jumpsCleanWeeks(doors, day);
  const weeks = least("weeks", doors.jump_weeks, gate.plyo_weeks);
  return { measures: [weeks, least("clean_weeks", clean, gate.clean_weeks)], lacking: [], on: null };
}

/** Nothing to reach where the difference is inside the test noise. */
function evenHops({ doors, catalog, day }: Asked): Detail {
  const gate = catalog.gates.phase_4;
  const compared = doors.locks.on(day).newest.get(gate.hop_test);
  if (compared && !compared.real) return { measures: [], lacking: [], on: null };
  let value: number | null = null;
  if (compared) {
    const high = Math.max(compared.left, compared.right);
    value = floorDiv(100 * Math.abs(compared.left - compared.right), high);
  }
  const target = gate.asymmetry_below_pct;
  return { measures: [{ of: "apart_pct", value, target, asks: "below" }], lacking: [], on: null };
}

function up(numerator: number, denominator: number): number {
  return -floorDiv(-numerator, denominator);
}
