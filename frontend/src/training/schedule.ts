/** What comes next, on which day, and why then (TRAINING.md 5): the week, filled from templates. */

import type { Due, NextSession, Plan, PlanDay, PlannedSession, Today } from "./answers";
import { hopToleranceDue, placementDue, regularTests, testsDue } from "./assessments";
import { type Catalog, known, type SessionType, type Template } from "./catalog";
import { reason } from "./days";
import { easyItem, itemsOf, minutesOf, type Slot } from "./doses";
import type { Session, TrainingState } from "./fold";
import { MIN_PER_DAY, MIN_PER_HOUR, type Run, type RunType } from "./hours";
import { isDeload, planWeek } from "./phases";
import { closedBy } from "./progress";
import type { Replayed } from "./replay";
import { type Adjustment, adjustments } from "./symmetry";
import { dayNumber, floorDiv, localDate, MS_PER_MIN, order, weekday } from "./units";
import { arrange, assessmentDays, type Done, type Move, type Placed, span } from "./week";
import { whyToday } from "./words";

/** How far ahead the next session is looked for; longer absences leave none. */
const HORIZON_DAYS = 28;

const JUMP_PHASE = 3;

type Adjusted = ReadonlyMap<string, Adjustment>;
type Planned = { readonly slot: Slot; readonly placed: Placed };
type RunAt = { readonly type: RunType; readonly at: string };

/** The days first to last; sessions only from the day asked on. Empty before a plan is started. */
export function plan(replayed: Replayed, catalog: Catalog, first: number, last: number): Plan {
  const { state, phase } = replayed;
  if (!state.plan) return { phase, week: 0, days: [] };
  const slots = new Map<number, Planned[]>();
  for (const one of slotsTo(replayed, catalog, last)) {
    const { day } = one.slot;
    slots.set(day, [...(slots.get(day) ?? []), one]);
  }
  const tests = testDays(replayed, catalog, first, last, slots);
  const adjusted = adjustments(replayed, catalog);
  const days: PlanDay[] = [];
  for (let day = first; day <= last; day += 1) {
    days.push(planDay(day, slots.get(day) ?? [], tests.get(day) ?? [], adjusted, replayed, catalog));
  }
  return { phase, week: planWeek(state.plan, state.on), days };
}

/** The next session with its doses, and what to answer first. */
export function today(replayed: Replayed, catalog: Catalog): Today {
  const { state } = replayed;
  const [ahead] = slotsTo(replayed, catalog, state.on + HORIZON_DAYS);
  return {
    on: localDate(state.on),
    next: ahead ? nextSession(ahead, replayed, catalog) : null,
    due: state.plan ? dueOf(replayed, catalog) : [],
  };
}

/** Sessions from the day asked to `last`, in order; none while the plan is closed or not started. */
function slotsTo(replayed: Replayed, catalog: Catalog, last: number): readonly Planned[] {
  const { state, phase, doors } = replayed;
  if (!state.plan || closedBy(state).length > 0) return [];
  const start = dayNumber(state.plan.started_on);
  const level = catalog.program.levels[state.plan.experience];
  const placed = arrange(
    state.on,
    last,
    state.on,
    start,
    runsOf(state, ...span(state.on, start, last)),
    doneOf(state, catalog),
    movesOf(state, catalog),
    offDays(state),
    {
      weekdays: state.settings.strength_weekdays ?? [],
      unilateralDays: level.unilateral_days,
      bilateralDays: level.bilateral_days,
    },
    phase >= JUMP_PHASE && doors.paused_since === null,
    catalog,
  );
  let letter = nextLetter(state, catalog);
  return placed.map((one) => {
    const template = templateOf(one, letter, phase, catalog);
    if (one.type === "unilateral") letter = letter === "A" ? "B" : "A";
    const deload = isDeload(state.plan, catalog, one.day, replayed.early_deloads);
    return { slot: { day: one.day, template, deload, half: one.half }, placed: one };
  });
}

function templateOf({ type }: Placed, letter: string, phase: number, catalog: Catalog): Template {
  return known(catalog.templateById, type === "unilateral" ? `phase_${phase}_${letter}` : type);
}

function nextLetter(state: TrainingState, catalog: Catalog): string {
  const uneven = state.sessions.findLast(
    (one) => one.sets.size > 0 && !isExtra(one, catalog) && typeOf(one, catalog) === "unilateral",
  );
  return uneven?.body.template.endsWith("_A") ? "B" : "A";
}

function isExtra({ body }: Session, catalog: Catalog): boolean {
  return catalog.extra_templates.includes(body.template);
}

function typeOf({ body }: Session, catalog: Catalog): SessionType {
  return catalog.templateById.get(body.template)?.type ?? "unilateral";
}

/** Sessions performed, by the clock of where they were; jumps by what was done in them. */
function doneOf(state: TrainingState, catalog: Catalog): readonly Done[] {
  const jumpLadders = catalog.ladders.filter((ladder) => ladder.priority === "plyo");
  const done: Done[] = [];
  for (const session of state.sessions) {
    if (session.sets.size === 0) continue;
    done.push({
      startMin: localMinute(session),
      type: isExtra(session, catalog) ? "light" : typeOf(session, catalog),
      jumps: jumpLadders.some((ladder) => session.sets.has(ladder.id)),
    });
  }
  return done.sort(
    (a, b) => a.startMin - b.startMin || order(a.type, b.type) || Number(a.jumps) - Number(b.jumps),
  );
}

/** The minute it began on its own day, even where a phone's clock and its date disagree. */
function localMinute({ day, body }: Session): number {
  return day * MIN_PER_DAY + minuteOfDay(body.started_at, body.utc_offset_min);
}

function minuteOfDay(atMs: number, utcOffsetMin: number): number {
  const minute = floorDiv(atMs, MS_PER_MIN) + utcOffsetMin;
  return minute - floorDiv(minute, MIN_PER_DAY) * MIN_PER_DAY;
}

function movesOf(state: TrainingState, catalog: Catalog): readonly Move[] {
  const moves: Move[] = [];
  for (const { template, from_on, to_on } of state.moves) {
    const type = catalog.templateById.get(template)?.type;
    if (type) moves.push({ fromDay: dayNumber(from_on), toDay: dayNumber(to_on), type });
  }
  return moves;
}

function offDays(state: TrainingState): ReadonlySet<number> {
  const days = new Set<number>();
  for (const absence of state.settings.time_off ?? []) {
    const last = Math.min(dayNumber(absence.to), state.on + 2 * HORIZON_DAYS);
    for (let day = Math.max(dayNumber(absence.from), state.on - 1); day <= last; day += 1) days.add(day);
  }
  return days;
}

/** Every run of the days first to last: what was logged, else the race, else the week's pattern. */
function runsOf(state: TrainingState, first: number, last: number): Run[] {
  const runs: Run[] = [];
  for (let day = first; day <= last; day += 1) {
    for (const { type, at } of runsOn(state, day)) {
      const minute = Number(at.slice(0, 2)) * MIN_PER_HOUR + Number(at.slice(3));
      runs.push({ startMin: day * MIN_PER_DAY + minute, type });
    }
  }
  return runs.sort((a, b) => a.startMin - b.startMin || order(a.type, b.type));
}

/** The runs of a day, in order of the clock. */
function runsOn(state: TrainingState, day: number): readonly RunAt[] {
  const { races = [], run_week = [] } = state.settings;
  const on = localDate(day);
  let runs: RunAt[] = (state.runs_on.get(on) ?? []).map(({ type, started_at }) => {
    return { type, at: wallClock(started_at, state) };
  });
  if (runs.length === 0) {
    runs = races.filter((race) => race.on === on).map(({ at }) => ({ type: "race", at }));
  }
  if (runs.length === 0) {
    runs = run_week.filter((run) => run.weekday === weekday(day)).map(({ type, at }) => ({ type, at }));
  }
  return runs.sort((a, b) => order(a.at, b.at) || order(a.type, b.type));
}

/** The wall clock of an instant, where the last session was. */
function wallClock(atMs: number, state: TrainingState): string {
  return clock(minuteOfDay(atMs, state.sessions.at(-1)?.body.utc_offset_min ?? 0));
}

function clock(minute: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(floorDiv(minute, MIN_PER_HOUR))}:${two(minute % MIN_PER_HOUR)}`;
}

/** Tests due on the day asked, and the regular ones on the best day of each lighter week to come. */
function testDays(
  replayed: Replayed,
  catalog: Catalog,
  first: number,
  last: number,
  slots: ReadonlyMap<number, readonly Planned[]>,
): ReadonlyMap<number, readonly string[]> {
  const { state } = replayed;
  if (closedBy(state).length > 0) return new Map();
  const tests = new Map([[state.on, testsDue(replayed, catalog)]]);
  const lighter: number[] = [];
  for (let day = Math.max(first, state.on + 1); day <= last; day += 1) {
    if (isDeload(state.plan, catalog, day)) lighter.push(day);
  }
  const [from] = lighter;
  const to = lighter.at(-1);
  if (from === undefined || to === undefined) return tests;
  const heavy = new Set<number>();
  for (const [day, ofDay] of slots) {
    if (ofDay.some(({ slot }) => slot.template.type !== "light")) heavy.add(day);
  }
  const runs = runsOf(state, from - 3, to + 3);
  for (const day of assessmentDays(lighter, runs, heavy, offDays(state), catalog)) {
    tests.set(day, regularTests(replayed, catalog, day));
  }
  return tests;
}

function planDay(
  day: number,
  ofDay: readonly Planned[],
  tests: readonly string[],
  adjusted: Adjusted,
  replayed: Replayed,
  catalog: Catalog,
): PlanDay {
  const { state } = replayed;
  return {
    on: localDate(day),
    week: planWeek(state.plan, day),
    phase: replayed.phase,
    deload: isDeload(state.plan, catalog, day, replayed.early_deloads),
    runs: runsOn(state, day),
    sessions: ofDay.map((one) => plannedSession(one, adjusted, replayed, catalog)),
    tests,
    bent_rules: [...new Set(ofDay.flatMap(({ placed }) => placed.bent))].sort(order),
  };
}

function plannedSession(
  { slot, placed }: Planned,
  adjusted: Adjusted,
  replayed: Replayed,
  catalog: Catalog,
): PlannedSession {
  return {
    template: slot.template.id,
    type: slot.template.type,
    at: placed.atMin === null ? null : clock(placed.atMin - placed.day * MIN_PER_DAY),
    minutes: minutesOf(itemsOf(slot, adjusted, replayed, catalog), catalog),
    why: whyOf(slot, placed, catalog),
  };
}

function whyOf({ deload }: Slot, placed: Placed, catalog: Catalog): string {
  const reasons = deload ? [...placed.why, reason("deload")] : placed.why;
  return reasons.map(({ code, facts }) => whyToday(catalog, code, facts)).join(" ");
}

function nextSession({ slot, placed }: Planned, replayed: Replayed, catalog: Catalog): NextSession {
  const { program } = catalog;
  const items = itemsOf(slot, adjustments(replayed, catalog), replayed, catalog);
  return {
    on: localDate(slot.day),
    template: slot.template.id,
    deload: slot.deload,
    why: whyOf(slot, placed, catalog),
    minutes: minutesOf(items, catalog),
    items,
    warmup: program.warmup.map((one) => easyItem(known(catalog.exerciseById, one))),
    cooldown: program.cooldown.map((one) => easyItem(known(catalog.exerciseById, one))),
  };
}

/** Safety first, then yesterday's morning question, then what should be looked at or measured. */
function dueOf(replayed: Replayed, catalog: Catalog): readonly Due[] {
  const { state, tracks } = replayed;
  const due = state.red_flags.map(({ flag }) => oneDue("red_flag", { flag }));
  if (state.screening && !state.screening.body.cleared) due.push(oneDue("screening", {}));
  const recent = state.on - catalog.program.morning_check_days;
  const asked = state.sessions.findLast(
    (one) => recent <= one.day && one.day < state.on && one.sets.size > 0 && !one.morning,
  );
  if (asked) due.push(oneDue("morning_check", { session: asked.record }));
  if (closedBy(state).length > 0) return due;
  if (placementDue(replayed, catalog)) due.push(oneDue("placement", {}));
  for (const { ruling, position } of tracks.values()) {
    if (ruling?.code === "HOLD_BANKED" && ruling.why === "video") {
      due.push(oneDue("video_check", { exercise: position.exercise }));
    }
  }
  for (const test of testsDue(replayed, catalog)) due.push(oneDue("test", { test }));
  if (hopToleranceDue(replayed, catalog)) due.push(oneDue("hop_tolerance", {}));
  return due;
}

function oneDue(kind: Due["kind"], of: Partial<Due>): Due {
  return { kind, session: null, exercise: null, flag: null, test: null, ...of };
}
