/** What comes next, and on which day (TRAINING.md 5): sessions from the templates on the runner's days. */

import type {
  Due,
  EasyItem,
  Item,
  Leg,
  NextSession,
  Plan,
  PlanDay,
  PlannedRun,
  PlannedSession,
  Today,
} from "./answers";
import { type Catalog, type Exercise, known, type Ladder, type SessionType, type Template } from "./catalog";
import type { Session, TrainingState } from "./fold";
import type { Track } from "./gate";
import { entryMet } from "./needs";
import { deloadSets, exerciseOpen, isDeload, phaseOn, planWeek } from "./phases";
import { closedBy } from "./progress";
import type { Replayed } from "./replay";
import { isTimed, type Position, setRange, target } from "./route";
import { halfUp, localDate, order, weekday } from "./units";
import { changed, cue, whyToday } from "./words";

/** Tuesday and Friday, as in the beginner's example week (TRAINING.md 5.4). */
const DEFAULT_WEEKDAYS: readonly number[] = [2, 5];

const HOURS_PER_DAY = 24;
/** How far ahead the next session is looked for; absences longer than that leave no next session. */
const HORIZON_DAYS = 28;

/** A rep of a fast or sticking exercise, for the length of a session. Design choice. */
const REP_S_WITHOUT_TEMPO = 2;

/** A session of the plan on its day. */
type Slot = {
  readonly day: number;
  readonly template: Template;
  readonly deload: boolean;
  readonly why: string;
};

/** The days first to last; sessions only from the day asked on. Empty before a plan is started. */
export function plan(replayed: Replayed, catalog: Catalog, first: number, last: number): Plan {
  const { state } = replayed;
  const phase = phaseOn(state.plan, catalog, state.on);
  if (!state.plan) return { phase, week: 0, days: [] };
  const slots = [...slotsTo(last, replayed, catalog)];
  const days: PlanDay[] = [];
  for (let day = first; day <= last; day += 1) {
    const ofDay = slots.filter((slot) => slot.day === day);
    days.push(planDay(day, ofDay, replayed, catalog));
  }
  return { phase, week: planWeek(state.plan, state.on), days };
}

/** The next session with its doses, and what to answer first. */
export function today(replayed: Replayed, catalog: Catalog): Today {
  const { state } = replayed;
  const [slot] = slotsTo(state.on + HORIZON_DAYS, replayed, catalog);
  return {
    on: localDate(state.on),
    next: slot ? nextSession(slot, replayed, catalog) : null,
    due: state.plan ? dueOf(replayed, catalog) : [],
  };
}

/** Sessions from the day asked to `last`, in order; none while the plan is closed or not started. */
function* slotsTo(last: number, { state }: Replayed, catalog: Catalog): Generator<Slot, void> {
  if (!state.plan || closedBy(state).length > 0) return;
  const level = catalog.program.levels[state.plan.experience];
  const done = state.sessions.filter((one) => !catalog.extra_templates.includes(one.body.template));
  const uneven = done.findLast((one) => typeOf(one, catalog) === "unilateral");
  let lastUneven = uneven?.day ?? null;
  let letter = uneven?.body.template.endsWith("_A") ? "B" : "A";
  const counts = doneInWeeks(done, state, catalog);
  const busy = new Set(done.map((one) => one.day));
  const phase = phaseOn(state.plan, catalog, state.on);
  for (let day = state.on; day <= last; day += 1) {
    if (!weekdaysOf(state).includes(weekday(day)) || busy.has(day) || isOff(state, day)) continue;
    const week = planWeek(state.plan, day);
    const countOf = (type: SessionType) => counts.get(`${week} ${type}`) ?? 0;
    const rested =
      lastUneven === null || (day - lastUneven) * HOURS_PER_DAY >= catalog.program.unilateral_hours_between;
    const deload = isDeload(state.plan, catalog, day);
    let id: string;
    let why: string;
    if (rested && countOf("unilateral") < level.unilateral_days[1]) {
      id = `phase_${phase}_${letter}`;
      why = whyOf(day, lastUneven, deload, catalog);
      lastUneven = day;
      letter = letter === "A" ? "B" : "A";
    } else if (countOf("bilateral") < level.bilateral_days[1]) {
      id = "bilateral";
      why = whyToday(catalog, id, {});
    } else if (countOf("light") < 1) {
      id = "light";
      why = whyToday(catalog, id, {});
    } else {
      continue;
    }
    const template = known(catalog.templateById, id);
    counts.set(`${week} ${template.type}`, countOf(template.type) + 1);
    yield { day, template, deload, why };
  }
}

function whyOf(day: number, lastUneven: number | null, deload: boolean, catalog: Catalog): string {
  const sentence =
    lastUneven === null
      ? whyToday(catalog, "first", { n: "0" })
      : whyToday(catalog, "after", { n: String(day - lastUneven) });
  return deload ? `${sentence} ${whyToday(catalog, "deload", {})}` : sentence;
}

function typeOf(session: Session, catalog: Catalog): SessionType {
  return catalog.templateById.get(session.body.template)?.type ?? "unilateral";
}

/** Plan week and type of session → how many were done. */
function doneInWeeks(done: readonly Session[], state: TrainingState, catalog: Catalog): Map<string, number> {
  const counts = new Map<string, number>();
  for (const session of done) {
    const key = `${planWeek(state.plan, session.day)} ${typeOf(session, catalog)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function weekdaysOf(state: TrainingState): readonly number[] {
  const chosen = state.settings.strength_weekdays ?? [];
  return chosen.length > 0 ? chosen : DEFAULT_WEEKDAYS;
}

function isOff(state: TrainingState, day: number): boolean {
  const on = localDate(day);
  return (state.settings.time_off ?? []).some((absence) => absence.from <= on && on <= absence.to);
}

function planDay(day: number, slots: readonly Slot[], replayed: Replayed, catalog: Catalog): PlanDay {
  const { state } = replayed;
  return {
    on: localDate(day),
    week: planWeek(state.plan, day),
    phase: phaseOn(state.plan, catalog, day),
    deload: isDeload(state.plan, catalog, day),
    runs: runsOf(state, day),
    sessions: slots.map((slot) => planned(slot, replayed, catalog)),
    tests: [],
    bent_rules: [],
  };
}

/** The week's pattern, in order of the clock; a race takes the place of that day's runs. */
function runsOf(state: TrainingState, day: number): readonly PlannedRun[] {
  const on = localDate(day);
  const races = (state.settings.races ?? []).filter((race) => race.on === on);
  const pattern = (state.settings.run_week ?? []).filter((run) => run.weekday === weekday(day));
  const runs: PlannedRun[] =
    races.length > 0
      ? races.map(({ at }) => ({ type: "race", at }))
      : pattern.map(({ type, at }) => ({ type, at }));
  return runs.sort((a, b) => order(a.at, b.at) || order(a.type, b.type));
}

function planned(slot: Slot, replayed: Replayed, catalog: Catalog): PlannedSession {
  return {
    template: slot.template.id,
    type: slot.template.type,
    at: null,
    minutes: minutesOf(itemsOf(slot, replayed, catalog), catalog),
    why: slot.why,
  };
}

function nextSession(slot: Slot, replayed: Replayed, catalog: Catalog): NextSession {
  const { program } = catalog;
  const items = itemsOf(slot, replayed, catalog);
  return {
    on: localDate(slot.day),
    template: slot.template.id,
    deload: slot.deload,
    why: slot.why,
    minutes: minutesOf(items, catalog),
    items,
    warmup: program.warmup.map((one) => easyItem(known(catalog.exerciseById, one))),
    cooldown: program.cooldown.map((one) => easyItem(known(catalog.exerciseById, one))),
  };
}

function easyItem({ id, sides, dose }: Exercise): EasyItem {
  return {
    exercise: id,
    sides,
    reps_low: dose.reps?.[0] ?? null,
    reps_high: dose.reps?.[1] ?? null,
    seconds_low: dose.seconds?.[0] ?? null,
    seconds_high: dose.seconds?.[1] ?? null,
  };
}

/** The template's ladders in order, without those whose rung is not open yet. */
function itemsOf(slot: Slot, replayed: Replayed, catalog: Catalog): readonly Item[] {
  const { state, tracks } = replayed;
  const phase = phaseOn(state.plan, catalog, state.on);
  return slot.template.slots
    .map((ladder) => known(tracks, ladder))
    .filter((track) => isEnterable(track, replayed, catalog, phase))
    .map((track) => itemOf(slot, track, known(catalog.ladderById, track.ladder), state, catalog));
}

/** Whether a ladder may be trained; one not begun yet first asks for its first rung's needs. */
function isEnterable(track: Track, replayed: Replayed, catalog: Catalog, phase: number): boolean {
  const { state, tracks } = replayed;
  const exercise = known(catalog.exerciseById, track.position.exercise);
  if (!exerciseOpen(exercise, phase)) return false;
  if (track.last_day !== null || exercise.rung > 1) return true;
  const passed = new Set([...tracks.values()].flatMap((one) => [...one.passed]));
  return exercise.entry.every((need) => entryMet(need, passed, new Map(), state.tests, state.on));
}

function itemOf(slot: Slot, track: Track, ladder: Ladder, state: TrainingState, catalog: Catalog): Item {
  const at = track.position;
  const exercise = known(catalog.exerciseById, at.exercise);
  const timed = isTimed(exercise);
  const [low, high] = setRange(exercise);
  const sets = setsOf(slot, ladder, exercise, catalog);
  const aim = target(exercise, at.stage, at.microstep, low, high, catalog);
  return {
    ladder: ladder.id,
    exercise: at.exercise,
    stage: at.stage,
    microstep: at.microstep,
    sets_left: sets,
    sets_right: sets,
    reps_low: timed ? null : low,
    reps_high: timed ? null : high,
    seconds_low: timed ? low : null,
    seconds_high: timed ? high : null,
    target: aim,
    load_g: at.load_g,
    tempo: tempoOf(exercise, at, catalog),
    rest_s: exercise.dose.rest_s,
    first_side: firstSide(track, exercise),
    checklist: Object.keys(exercise.checklist),
    cue: cue(track.ruling, exercise, catalog),
    changed: changed(track.ruling, state, catalog),
    contacts: exercise.contacts ? sets * aim * exercise.contacts.per_rep : 0,
  };
}

/** The template's sets within what the exercise allows; fewer in a lighter week. */
function setsOf({ template, deload }: Slot, ladder: Ladder, exercise: Exercise, catalog: Catalog): number {
  const planned = ladder.priority === "core" ? template.sets : (template.other_sets ?? template.sets);
  const sets = Math.min(planned, exercise.dose.sets[1]);
  return deload ? deloadSets(sets, catalog) : sets;
}

function tempoOf(exercise: Exercise, at: Position, catalog: Catalog): string {
  const own = known(catalog.stageById, at.stage).tempo;
  return own === null || isTimed(exercise) ? exercise.dose.tempo : own;
}

/** Legs take turns at going first. */
function firstSide(track: Track, exercise: Exercise): Leg {
  if (exercise.sides === "both") return "both";
  return track.last_first_side === "left" ? "right" : "left";
}

/** How long the session takes, warm-up and cool-down at their midpoints; whole minutes. */
function minutesOf(items: readonly Item[], catalog: Catalog): number {
  const { warmup_minutes, cooldown_minutes } = catalog.program;
  const workS = items.reduce((sum, item) => sum + itemS(item, catalog), 0);
  const around = warmup_minutes[0] + warmup_minutes[1] + cooldown_minutes[0] + cooldown_minutes[1];
  return halfUp(workS, 60) + halfUp(around, 2);
}

function itemS(item: Item, catalog: Catalog): number {
  const exercise = known(catalog.exerciseById, item.exercise);
  const oneLegS = item.target * (isTimed(exercise) ? 1 : repS(item.tempo, exercise));
  const setS = exercise.sides === "per_leg" ? 2 * oneLegS + catalog.program.leg_change_s : oneLegS;
  return item.sets_left * (setS + item.rest_s);
}

function repS(tempo: string, exercise: Exercise): number {
  if (exercise.dose.hold_s !== null) return exercise.dose.hold_s + 1;
  if (!/^[0-9X]*$/.test(tempo)) return REP_S_WITHOUT_TEMPO;
  return [...tempo].reduce((sum, digit) => sum + (digit === "X" ? 1 : Number(digit)), 0);
}

/** Safety first, then yesterday's morning question, then a look from outside. */
function dueOf(replayed: Replayed, catalog: Catalog): readonly Due[] {
  const { state, tracks } = replayed;
  const due = state.red_flags.map(({ flag }) => oneDue("red_flag", { flag }));
  if (state.screening && !state.screening.body.cleared) due.push(oneDue("screening", {}));
  const recent = state.on - catalog.program.morning_check_days;
  const asked = state.sessions.findLast(
    (one) => recent <= one.day && one.day < state.on && one.sets.size > 0 && !one.morning,
  );
  if (asked) due.push(oneDue("morning_check", { session: asked.record }));
  for (const { ruling, position } of tracks.values()) {
    if (ruling?.why === "video") due.push(oneDue("video_check", { exercise: position.exercise }));
  }
  return due;
}

function oneDue(kind: Due["kind"], of: Partial<Due>): Due {
  return { kind, session: null, exercise: null, flag: null, ...of };
}
