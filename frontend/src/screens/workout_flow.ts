/**
 * What the workout screen shows next. Pure: one workout's entries in, the next turn out.
 *
 * A bout is one exercise of the session, a turn is one set of one leg. Which turn is next follows from the
 * entries alone, in whatever order they arrive; taking a set back brings its turn back.
 */

import { type Catalog, type Exercise, known } from "../training/catalog";
import type { Prescribed, RungChosen, SessionStarted, SetLogged } from "../training/entries";
import { setClass } from "../training/quality";
import { isTimed, setRange, target } from "../training/route";

export type Side = SetLogged["side"];
export type Score = 0 | 1 | 2;
/** Why something ended before its last set. */
export type Why = "time" | "quality" | "pain";
export type WorkoutSet = { record: string; body: SetLogged };
/** The leg that goes first and sets the measure, with so many sets that are its own. */
export type Lead = { side: Side; extra: number };

export type WorkoutLog = {
  record: string;
  body: SessionStarted;
  sets: readonly WorkoutSet[];
  /** Rungs the runner chose since the workout started. */
  choices: readonly RungChosen[];
  /** Bouts left out before any set of theirs, by index. */
  skipped: Readonly<Record<number, Why>>;
  /** Bouts put off to the end, by index, first put off first. */
  later: readonly number[];
  /** Bouts with a lagging leg, by index. */
  lead: Readonly<Record<number, Lead>>;
  /** Sets the runner added to bouts, by index: the leg of each. */
  more: Readonly<Record<number, readonly Side[]>>;
  /** Bouts the runner goes on with after two rough sets, by index. */
  going_on: readonly number[];
  /** The runner's smallest step between weights. */
  step_g: number;
};

export type Place = { exercise: string; stage: string; microstep: number };
export type Slot = { side: Side; set_no: number; set: WorkoutSet | null };
/** Why a bout asks for no more sets; `jumps` means pain in another jump ended all of them. */
export type BoutEnd = "done" | "skipped" | "stopped" | "pain" | "jumps";
/** Where a placement is on its ladder: the rung now tried, of those it may try. */
export type Trial = { at: number; of: number };

export type Bout = {
  index: number;
  ladder: string;
  exercise: Exercise;
  place: Place;
  /** True when the runner chose another place during this workout. */
  moved: boolean;
  low: number;
  high: number;
  target: number;
  load_g: number;
  tempo: string;
  sets: readonly WorkoutSet[];
  slots: readonly Slot[];
  /** Sets of each leg, without those of one leg alone. */
  shared: number;
  lead: Lead | null;
  /** Two rough sets: enough of it for today, unless the runner goes on. */
  enough: boolean;
  trial: Trial | null;
  end: BoutEnd | null;
};

/** `sets` are those of this leg. */
export type Turn = { bout: Bout; side: Side; set_no: number; sets: number };
export type Flow = { bouts: readonly Bout[]; turn: Turn | null; last: WorkoutSet | null };

/** Every bout of the workout in the order of the session, and the turn that is next; null when all are over. */
export function flowOf(log: WorkoutLog, catalog: Catalog): Flow {
  const jumpsEnded = log.sets.some((set) => jumpPain(set.body, catalog));
  const bouts = log.body.prescribed.map((item, index) => boutOf(log, item, index, jumpsEnded, catalog));
  const put_off = log.later.flatMap((index) => bouts[index] ?? []);
  const order = [...bouts.filter((bout) => !log.later.includes(bout.index)), ...put_off];
  const bout = order.find((one) => one.end === null);
  return { bouts, turn: bout ? turnOf(bout) : null, last: newest(log.sets) };
}

/** The set logged last, which is the one that undo takes back. */
export function newest(sets: readonly WorkoutSet[]): WorkoutSet | null {
  return sets.reduce<WorkoutSet | null>((best, set) => (best && !isAfter(set, best) ? best : set), null);
}

function isAfter(a: WorkoutSet, b: WorkoutSet): boolean {
  const by = a.body.performed_at - b.body.performed_at || a.body.set_no - b.body.set_no;
  return by > 0 || (by === 0 && a.record > b.record);
}

function boutOf(
  log: WorkoutLog,
  item: Prescribed,
  index: number,
  jumpsEnded: boolean,
  catalog: Catalog,
): Bout {
  const choice = lastChoice(log, item.ladder);
  const place: Place = choice ?? { exercise: item.exercise, stage: item.stage, microstep: item.microstep };
  const exercise = known(catalog.exerciseById, place.exercise);
  const sets = log.sets
    .filter((set) => belongs(set.body, item, log.body.prescribed))
    .sort((a, b) => (isAfter(a, b) ? 1 : -1));
  const lead = exercise.sides === "both" ? null : leadOf(log, item, index, catalog);
  const sides = sidesOf(exercise, item);
  const asked = slotsOf(sides, item.sets, lead, sets);
  const slots = [...asked, ...addedTo(asked, sides, log.more[index] ?? [], sets)];
  const [low, high] = choice ? setRange(exercise) : rangeTold(item, exercise);
  const told_g = choice ? loadChosen(choice, item, exercise, log.step_g) : (item.load_g ?? 0);
  const rough = sets.filter((set) => set.body.exercise === exercise.id && isPoor(set.body, catalog)).length;
  return {
    index,
    ladder: item.ladder,
    exercise,
    place,
    moved: choice !== null,
    low,
    high,
    target: target(exercise, place.stage, place.microstep, low, high, catalog),
    load_g: loadOf(sets, place, told_g),
    tempo: choice ? tempoAt(exercise, place, catalog) : (item.tempo ?? exercise.dose.tempo),
    sets,
    slots,
    shared: item.sets,
    lead,
    enough: rough >= catalog.rules.in_session.end_after_poor_sets && !log.going_on.includes(index),
    trial: null,
    end: endOf(log, index, exercise, sets, slots, item.sets, jumpsEnded, catalog),
  };
}

/** What was kept of the start; where that is lost, work prescribed for one leg only still tells. */
function leadOf(log: WorkoutLog, item: Prescribed, index: number, catalog: Catalog): Lead | null {
  const kept = log.lead[index];
  if (kept) return kept;
  if (item.sets > 0 || !item.first_side || item.first_side === "both") return null;
  return { side: item.first_side, extra: catalog.rules.asymmetry.accessory.sets };
}

/** As the rules read a chosen place: what was carried or the first weight, else what the rung starts with. */
function loadChosen(choice: RungChosen, item: Prescribed, exercise: Exercise, step_g: number): number {
  if (choice.stage === "load") return Math.max(item.load_g ?? 0, step_g);
  return exercise.dose.load === "light_dumbbell_from_start" ? step_g : 0;
}

function tempoAt(exercise: Exercise, place: Place, catalog: Catalog): string {
  const own = catalog.stageById.get(place.stage)?.tempo ?? null;
  return own === null || isTimed(exercise) ? exercise.dose.tempo : own;
}

function lastChoice(log: WorkoutLog, ladder: string): RungChosen | null {
  return log.choices.reduce<RungChosen | null>((last, choice) => {
    if (choice.ladder !== ladder || choice.chosen_at < log.body.started_at) return last;
    return last && last.chosen_at > choice.chosen_at ? last : choice;
  }, null);
}

/** A ladder's sets belong to its only bout whatever the exercise; with two bouts of one ladder the exercise tells. */
function belongs(set: SetLogged, item: Prescribed, prescribed: readonly Prescribed[]): boolean {
  if (set.ladder !== item.ladder) return false;
  const alone = prescribed.filter((one) => one.ladder === item.ladder).length === 1;
  return alone || set.exercise === item.exercise;
}

function sidesOf(exercise: Exercise, item: Prescribed): Side[] {
  if (exercise.sides === "both") return ["both"];
  return item.first_side === "right" ? ["right", "left"] : ["left", "right"];
}

/** The sets of both legs in turn, then those of the lagging leg alone. */
function slotsOf(
  sides: readonly Side[],
  sets: number,
  lead: Lead | null,
  logged: readonly WorkoutSet[],
): Slot[] {
  const numbers = Array.from({ length: sets + (lead?.extra ?? 0) }, (_, index) => index + 1);
  return numbers.flatMap((set_no) => {
    const legs = lead && set_no > sets ? [lead.side] : sides;
    return legs.map((side) => ({ side, set_no, set: filling(side, set_no, logged) }));
  });
}

/** Sets the runner added, each numbered after what its leg has already. */
function addedTo(
  asked: readonly Slot[],
  sides: readonly Side[],
  more: readonly Side[],
  logged: readonly WorkoutSet[],
): Slot[] {
  const added: Slot[] = [];
  for (const leg of more) {
    // After a change between one-leg and two-leg exercises an added set is one of what there is now.
    const side = sides.includes(leg) ? leg : (sides[0] ?? leg);
    const before = [...asked, ...added].filter((slot) => slot.side === side).map((slot) => slot.set_no);
    const set_no = Math.max(0, ...before) + 1;
    added.push({ side, set_no, set: filling(side, set_no, logged) });
  }
  return added;
}

/** The set that fills a slot; after a change between one-leg and two-leg exercises both legs count as one. */
function filling(side: Side, set_no: number, logged: readonly WorkoutSet[]): WorkoutSet | null {
  const same = logged.filter((set) => set.body.set_no === set_no);
  const exact = same.find((set) => set.body.side === side || set.body.side === "both");
  if (exact || side !== "both") return exact ?? null;
  const right = same.find((set) => set.body.side === "right");
  return same.some((set) => set.body.side === "left") ? (right ?? null) : null;
}

function rangeTold(item: Prescribed, exercise: Exercise): [number, number] {
  const [low, high] = isTimed(exercise)
    ? [item.seconds_low, item.seconds_high]
    : [item.reps_low, item.reps_high];
  if (low !== null && high !== null) return [low, high];
  const [own_low, own_high] = setRange(exercise);
  return [own_low, own_high];
}

function loadOf(sets: readonly WorkoutSet[], place: Place, told: number): number {
  const here = sets.filter((set) => set.body.exercise === place.exercise && set.body.stage === place.stage);
  return here.at(-1)?.body.load_g ?? told;
}

function endOf(
  log: WorkoutLog,
  index: number,
  exercise: Exercise,
  sets: readonly WorkoutSet[],
  slots: readonly Slot[],
  shared: number,
  jumpsEnded: boolean,
  catalog: Catalog,
): BoutEnd | null {
  if (slots.every((slot) => slot.set)) return "done";
  if (index in log.skipped) return onlyExtraLeft(slots, shared) ? "done" : "skipped";
  if (sets.some((set) => set.body.stopped === "pain" || set.body.pain >= catalog.rules.pain.stop))
    return "pain";
  if (sets.some((set) => set.body.stopped !== "done")) return "stopped";
  return jumpsEnded && exercise.category === "plyometric" ? "jumps" : null;
}

/** Whether both legs have done all they share; then leaving the rest out takes nothing from the session. */
export function onlyExtraLeft(slots: readonly Slot[], shared: number): boolean {
  return shared > 0 && slots.every((slot) => slot.set !== null || slot.set_no > shared);
}

function turnOf(bout: Bout): Turn | null {
  const slot = bout.slots.find((one) => !one.set);
  if (!slot) return null;
  const sets = bout.slots.filter((one) => one.side === slot.side).length;
  return { bout, side: slot.side, set_no: slot.set_no, sets };
}

/** Whether a set was poor: too many faults, or one that must not be lost. */
export function isPoor(set: SetLogged, catalog: Catalog): boolean {
  return setClass(known(catalog.exerciseById, set.exercise), set.checks, catalog.rules.quality) === "poor";
}

function jumpPain(set: SetLogged, catalog: Catalog): boolean {
  const jump = known(catalog.exerciseById, set.exercise).category === "plyometric";
  return jump && set.pain >= catalog.rules.pain.settle_plyo;
}

/** Between two rungs of a placement: a set of five is short. Design choice. */
const TRIAL_REST_S = 30;

export type Rest = { kind: "leg" | "set" | "exercise"; seconds: number; from_ms: number };

/** The rest that started with the set logged last; null before the first set and after the last. */
export function restOf(flow: Flow, catalog: Catalog): Rest | null {
  const { turn, last } = flow;
  if (!turn || !last) return null;
  const from_ms = last.body.performed_at;
  const exercise = known(catalog.exerciseById, last.body.exercise);
  if (turn.bout.trial && last.body.exercise !== turn.bout.exercise.id)
    return { kind: "exercise", seconds: TRIAL_REST_S, from_ms };
  if (!turn.bout.sets.includes(last)) return { kind: "exercise", seconds: exercise.dose.rest_s, from_ms };
  if (turn.side === last.body.side || turn.set_no !== last.body.set_no)
    return { kind: "set", seconds: exercise.dose.rest_s, from_ms };
  return { kind: "leg", seconds: legChange_s(last.body, exercise, catalog), from_ms };
}

function legChange_s(set: SetLogged, exercise: Exercise, catalog: Catalog): number {
  const { program } = catalog;
  if (exercise.category === "plyometric") return program.leg_change_plyo_s;
  const hard = set.rir !== null && set.rir <= program.leg_change_loaded_rir;
  return (set.load_g ?? 0) > 0 || hard ? program.leg_change_loaded_s : program.leg_change_s;
}

/** How a workout that ran to its end is described: the gravest reason any bout ended early. */
export function endedAs(flow: Flow, skipped: Readonly<Record<number, Why>>): "complete" | Why {
  const reasons = flow.bouts.flatMap((bout) => endReason(bout, skipped) ?? []);
  return (["pain", "quality", "time"] as const).find((why) => reasons.includes(why)) ?? "complete";
}

function endReason(bout: Bout, skipped: Readonly<Record<number, Why>>): Why | null {
  switch (bout.end) {
    case "pain":
    case "jumps":
      return "pain";
    case "skipped":
      return skipped[bout.index] ?? null;
    case "stopped":
      return (bout.sets.find((set) => set.body.stopped !== "done")?.body.stopped as Why | undefined) ?? null;
    default:
      return null;
  }
}
