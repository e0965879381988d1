/** What comes next, on which day, and why then (TRAINING.md 5): the week, filled from templates. */

import type { Due, EasyItem, NextSession, Plan, PlanDay, PlannedSession, Today } from "./answers";
import { hopToleranceDue, placementDue, regularTests, testsWanted, videosDue } from "./assessments";
import { type Catalog, known, type SessionType, type Template } from "./catalog";
import { reason, type Wish } from "./days";
import { absences, easyItem, itemsOf, minutesOf, type Slot } from "./doses";
import { DRILL_LADDER, type Drill, drillRun, isKeySession, weekDrills } from "./drills";
import type { PlanStarted } from "./entries";
import { type Session, sessionsOn, type TrainingState } from "./fold";
import { dayOf, MIN_PER_DAY, MIN_PER_HOUR, type Run, type RunType } from "./hours";
import { DAYS_PER_WEEK, exerciseEquipped, isDeload, planWeek } from "./phases";
import { closedBy } from "./progress";
import type { Replayed } from "./replay";
import { type Adjustment, adjustments } from "./symmetry";
import { dayNumber, floorDiv, localDate, MS_PER_MIN, order, weekday } from "./units";
import { arrange, assessmentDays, type Done, type Move, type Placed, span } from "./week";
import { whyToday } from "./words";

/** How far ahead the next session is looked for; longer absences leave none. */
const HORIZON_DAYS = 28;

const JUMP_PHASE = 3;
const DRILL_TEMPLATE = "run_drill";

type Adjusted = ReadonlyMap<string, Adjustment>;
type Planned = { readonly slot: Slot; readonly placed: Placed };
type DrillAfter = { readonly drill: Drill; readonly run: Run };
/** Running drills from the day asked on: of each plan week, and by day with the easy run it follows. */
type Drills = {
  readonly ofWeek: ReadonlyMap<number, Drill>;
  readonly onDay: ReadonlyMap<number, DrillAfter>;
};

const NO_DRILLS: Drills = { ofWeek: new Map(), onDay: new Map() };
type RunAt = { readonly type: RunType; readonly at: string };

/** The days first to last; sessions only from the day asked on. Empty before a plan is started. */
export function plan(replayed: Replayed, catalog: Catalog, first: number, last: number): Plan {
  const { state, phase } = replayed;
  if (!state.plan) return { phase, week: 0, days: [] };
  const until = Math.max(last, state.on) + DAYS_PER_WEEK;
  const drills = drillsTo(replayed, catalog, until);
  const slots = byDay(slotsTo(replayed, catalog, until, drills));
  const tests = testDays(replayed, catalog, first, last, slots, drills);
  const adjusted = adjustments(replayed, catalog);
  const days: PlanDay[] = [];
  for (let day = first; day <= last; day += 1) {
    days.push(planDay(day, slots.get(day) ?? [], tests.get(day) ?? [], drills, adjusted, replayed, catalog));
  }
  return { phase, week: planWeek(state.plan, state.on), days };
}

/** The next session with its doses, and what to answer first. */
export function today(replayed: Replayed, catalog: Catalog): Today {
  const { state } = replayed;
  const drills = drillsTo(replayed, catalog, state.on + HORIZON_DAYS);
  const slots = slotsTo(replayed, catalog, state.on + HORIZON_DAYS, drills);
  const [ahead] = slots;
  const tests = testDays(replayed, catalog, state.on, state.on, byDay(slots), drills).get(state.on) ?? [];
  return {
    on: localDate(state.on),
    next: ahead ? nextSession(ahead, replayed, catalog) : null,
    due: state.plan ? dueOf(replayed, tests, catalog) : [],
  };
}

function byDay(ahead: readonly Planned[]): ReadonlyMap<number, readonly Planned[]> {
  const slots = new Map<number, Planned[]>();
  for (const one of ahead) slots.set(one.slot.day, [...(slots.get(one.slot.day) ?? []), one]);
  return slots;
}

/** Sessions from the day asked to `last`, in order; none while the plan is closed or not started. */
function slotsTo(replayed: Replayed, catalog: Catalog, last: number, drills: Drills): readonly Planned[] {
  const { state, phase, doors } = replayed;
  if (!state.plan || closedBy(state).length > 0) return [];
  const start = dayNumber(state.plan.started_on);
  const [firstRun, lastRun] = span(state.on, start, last);
  const placed = arrange(
    state.on,
    last,
    state.on,
    start,
    runsOf(replayed, catalog, firstRun, lastRun, drills),
    doneOf(state, catalog, firstRun - DAYS_PER_WEEK),
    movesOf(state, catalog),
    offDays(state),
    wishOf(state.plan, state, catalog),
    phase >= JUMP_PHASE && doors.paused_since === null,
    catalog,
  );
  let letter = nextLetter(state, catalog);
  const drilled = [...drills.onDay]
    .filter(([day]) => state.on <= day && day <= last)
    .sort(([a], [b]) => a - b);
  const slots: Planned[] = [];
  const drillsUpTo = (day: number) => {
    for (let next = drilled[0]; next && next[0] <= day; next = drilled[0]) {
      slots.push(drillSlot(next[1], replayed, catalog));
      drilled.shift();
    }
  };
  for (const one of placed) {
    drillsUpTo(one.day);
    const template = templateOf(one, letter, phase, catalog);
    if (one.type === "unilateral") letter = letter === "A" ? "B" : "A";
    const deload = isDeload(state.plan, catalog, one.day, replayed.early_deloads);
    const hilly = drills.ofWeek.has(planWeek(state.plan, one.day));
    slots.push({ slot: { day: one.day, template, deload, half: one.half, drill: null, hilly }, placed: one });
  }
  drillsUpTo(last);
  return slots;
}

function wishOf({ experience }: PlanStarted, { settings }: TrainingState, catalog: Catalog): Wish {
  const level = catalog.program.levels[experience];
  return {
    weekdays: settings.strength_weekdays ?? [],
    unilateralDays: level.unilateral_days,
    bilateralDays: level.bilateral_days,
  };
}

/** Every drill that sessions up to `last` may have to make room for. */
function drillsTo(replayed: Replayed, catalog: Catalog, last: number): Drills {
  const { state, doors } = replayed;
  if (!state.plan || closedBy(state).length > 0 || !doors.opened_on.has("phase_4")) return NO_DRILLS;
  const wish = wishOf(state.plan, state, catalog);
  const start = dayNumber(state.plan.started_on);
  const thisWeek = start + floorDiv(state.on - start, DAYS_PER_WEEK) * DAYS_PER_WEEK;
  const [, lastRun] = span(state.on, start, last);
  const ofWeek = weekDrills(planWeek(state.plan, lastRun), replayed, catalog);
  const runs = runsOf(replayed, catalog, thisWeek - 1, lastRun + 2 * DAYS_PER_WEEK, NO_DRILLS);
  const ahead = runs.filter((run) => run.type !== "easy" || dayOf(run.startMin) >= state.on);
  const onDay = new Map<number, DrillAfter>();
  for (let week = thisWeek; week <= lastRun; week += DAYS_PER_WEEK) {
    const drill = ofWeek.get(planWeek(state.plan, week));
    if (!drill) continue;
    const near = ahead.filter(({ startMin }) => {
      return week - 1 <= dayOf(startMin) && dayOf(startMin) <= week + 2 * DAYS_PER_WEEK;
    });
    const run = drillRun(week, DAYS_PER_WEEK, near, offDays(state), drill, wish, catalog);
    if (run) onDay.set(dayOf(run.startMin), { drill, run });
  }
  return { ofWeek, onDay };
}

function drillSlot({ drill, run }: DrillAfter, replayed: Replayed, catalog: Catalog): Planned {
  const day = dayOf(run.startMin);
  const deload = isDeload(replayed.state.plan, catalog, day, replayed.early_deloads);
  const template = known(catalog.templateById, DRILL_TEMPLATE);
  const why = [reason(drill.isKey ? "drill_key" : "drill")];
  return {
    slot: { day, template, deload, half: false, drill, hilly: false },
    placed: { day, type: "light", jumps: false, atMin: run.startMin, half: false, why, bent: [] },
  };
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

/**
 * Sessions performed, by the clock of where they were; jumps by what was done in them.
 *
 * Those from the day `since` on, and whatever lies between them and the last one-leg session.
 */
function doneOf(state: TrainingState, catalog: Catalog, since: number): readonly Done[] {
  const jumpLadders = catalog.ladders.filter((ladder) => ladder.priority === "plyo");
  const done: Done[] = [];
  let uneven = false;
  for (let at = state.sessions.length - 1; at >= 0; at -= 1) {
    const session = state.sessions[at];
    if (!session || (uneven && session.day < since)) break;
    // A running drill takes no strength day.
    if (![...session.sets.keys()].some((ladder) => ladder !== DRILL_LADDER)) continue;
    const type = isExtra(session, catalog) ? "light" : typeOf(session, catalog);
    uneven ||= type === "unilateral";
    const jumps = jumpLadders.some((ladder) => session.sets.has(ladder.id));
    done.push({ startMin: localMinute(session), type, jumps });
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
function runsOf(replayed: Replayed, catalog: Catalog, first: number, last: number, drills: Drills): Run[] {
  const runs: Run[] = [];
  for (let day = first; day <= last; day += 1) {
    for (const { type, at } of runsWithDrills(replayed, catalog, day, drills)) {
      const minute = Number(at.slice(0, 2)) * MIN_PER_HOUR + Number(at.slice(3));
      runs.push({ startMin: day * MIN_PER_DAY + minute, type });
    }
  }
  return runs.sort((a, b) => a.startMin - b.startMin || order(a.type, b.type));
}

/** The runs of a day; an easy one with a drill that is a key run, planned or done, is a hard one. */
function runsWithDrills(
  { state, doors }: Replayed,
  catalog: Catalog,
  day: number,
  drills: Drills,
): readonly RunAt[] {
  const runs = runsOn(state, day);
  const planned = drills.onDay.get(day);
  const keys = new Set(planned?.drill.isKey ? [clock(planned.run.startMin - day * MIN_PER_DAY)] : []);
  if (doors.opened_on.has("phase_4")) {
    const easy = runs.find(({ type }) => type === "easy");
    for (const one of sessionsOn(state, day)) {
      if (!isKeySession(one, catalog)) continue;
      keys.add(easy?.at ?? clock(localMinute(one) - day * MIN_PER_DAY));
    }
  }
  if (keys.size === 0) return runs;
  const kept = runs.filter(({ type, at }) => !(type === "easy" && keys.has(at)));
  const hardAlready = new Set(kept.filter(({ type }) => type === "hard").map(({ at }) => at));
  const hard = [...keys].filter((at) => !hardAlready.has(at)).map((at): RunAt => ({ type: "hard", at }));
  return [...kept, ...hard].sort(inOrder);
}

function inOrder(a: RunAt, b: RunAt): number {
  return order(a.at, b.at) || order(a.type, b.type);
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
  return runs.sort(inOrder);
}

/** The wall clock of an instant, where the last session was. */
function wallClock(atMs: number, state: TrainingState): string {
  return clock(minuteOfDay(atMs, state.sessions.at(-1)?.body.utc_offset_min ?? 0));
}

function clock(minute: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(floorDiv(minute, MIN_PER_HOUR))}:${two(minute % MIN_PER_HOUR)}`;
}

/** What is wanted this week on its best day still to come; the regular ones in each lighter week. */
function testDays(
  replayed: Replayed,
  catalog: Catalog,
  first: number,
  last: number,
  slots: ReadonlyMap<number, readonly Planned[]>,
  drills: Drills,
): ReadonlyMap<number, readonly string[]> {
  const { state } = replayed;
  const tests = new Map<number, readonly string[]>();
  if (closedBy(state).length > 0 || !state.plan) return tests;
  const start = dayNumber(state.plan.started_on);
  const thisWeek = start + floorDiv(state.on - start, DAYS_PER_WEEK) * DAYS_PER_WEEK;
  const heavy = new Set<number>();
  for (const [day, ofDay] of slots) {
    if (ofDay.some(({ slot }) => slot.template.type !== "light")) heavy.add(day);
  }
  const far = state.sessions.findLastIndex((one) => one.day < thisWeek - 1);
  for (const one of state.sessions.slice(far + 1)) {
    if (one.sets.size > 0 && !isExtra(one, catalog) && typeOf(one, catalog) !== "light") heavy.add(one.day);
  }
  for (let week = thisWeek; week <= last; week += DAYS_PER_WEEK) {
    if (week + DAYS_PER_WEEK <= first) continue;
    if (week !== thisWeek && !isDeload(state.plan, catalog, week)) continue;
    const days = Array.from({ length: DAYS_PER_WEEK }, (_, place) => week + place);
    const runs = runsOf(replayed, catalog, week - 3, week + DAYS_PER_WEEK + 2, drills);
    const wanted = week === thisWeek ? testsWanted : regularTests;
    for (const day of assessmentDays(days, runs, heavy, offDays(state), catalog, state.on)) {
      tests.set(day, wanted(replayed, catalog, day));
    }
  }
  return tests;
}

function planDay(
  day: number,
  ofDay: readonly Planned[],
  tests: readonly string[],
  drills: Drills,
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
    runs: runsWithDrills(replayed, catalog, day, drills),
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
  const minutes = minutesOf(itemsOf(slot, adjusted, replayed, catalog), catalog);
  return {
    template: slot.template.id,
    type: slot.template.type,
    at: placed.atMin === null ? null : clock(placed.atMin - placed.day * MIN_PER_DAY),
    minutes,
    why: whyOf(slot, placed, minutes, replayed, catalog),
  };
}

function whyOf(slot: Slot, placed: Placed, minutes: number, replayed: Replayed, catalog: Catalog): string {
  const reasons = [...placed.why];
  if (slot.deload) reasons.push(reason("deload"));
  reasons.push(...absences(slot, replayed, catalog));
  if (minutes > catalog.rules.schedule.long_session_minutes) reasons.push(reason("long", { minutes }));
  return reasons.map(({ code, facts }) => whyToday(catalog, code, facts)).join(" ");
}

function nextSession({ slot, placed }: Planned, replayed: Replayed, catalog: Catalog): NextSession {
  const { state } = replayed;
  const around = slot.drill ? { warmup: [], cooldown: [] } : catalog.program;
  const items = itemsOf(slot, adjustments(replayed, catalog), replayed, catalog);
  const minutes = minutesOf(items, catalog);
  return {
    on: localDate(slot.day),
    template: slot.template.id,
    deload: slot.deload,
    why: whyOf(slot, placed, minutes, replayed, catalog),
    minutes,
    items,
    warmup: easyItems(around.warmup, state, catalog),
    cooldown: easyItems(around.cooldown, state, catalog),
  };
}

/** Those of them that the runner has the gear for. */
function easyItems(wanted: readonly string[], state: TrainingState, catalog: Catalog): readonly EasyItem[] {
  return wanted
    .map((one) => known(catalog.exerciseById, one))
    .filter((exercise) => exerciseEquipped(exercise, state))
    .map(easyItem);
}

/** Safety first, then yesterday's morning question, then what should be looked at or measured. */
function dueOf(replayed: Replayed, tests: readonly string[], catalog: Catalog): readonly Due[] {
  const { state } = replayed;
  const due = state.red_flags.map(({ flag }) => oneDue("red_flag", { flag }));
  if (state.screening && !state.screening.body.cleared) due.push(oneDue("screening", {}));
  const recent = state.on - catalog.program.morning_check_days;
  const asked = state.sessions.findLast(
    (one) => recent <= one.day && one.day < state.on && one.sets.size > 0 && !one.morning,
  );
  if (asked) due.push(oneDue("morning_check", { session: asked.record }));
  if (closedBy(state).length > 0) return due;
  if (placementDue(replayed, catalog)) due.push(oneDue("placement", {}));
  for (const exercise of videosDue(replayed, catalog)) due.push(oneDue("video_check", { exercise }));
  for (const test of tests) due.push(oneDue("test", { test }));
  if (hopToleranceDue(replayed, catalog)) due.push(oneDue("hop_tolerance", {}));
  return due;
}

function oneDue(kind: Due["kind"], of: Partial<Due>): Due {
  return { kind, session: null, exercise: null, flag: null, test: null, ...of };
}
