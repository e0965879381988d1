/** What a session holds: exercises, sets, targets, order, minutes (TRAINING.md 5.5, 5.6, rulings 2, 3, 9). */

import type { EasyItem, Item, Leg } from "./answers";
import { type Catalog, type Exercise, known, type Ladder, type Template } from "./catalog";
import { type Reason, reason } from "./days";
import { type Drill, drillSeconds } from "./drills";
import { jumpSetsAfterGap, setsAfterGap } from "./gaps";
import { isEasing, knownOn, type Track } from "./gate";
import { jumpWeek, sessionBudget, setContacts } from "./jumps";
import { entryMet } from "./needs";
import { deloadSets, exerciseEquipped, exerciseOpen, usableRungs } from "./phases";
import type { Replayed } from "./replay";
import { easedDose, firstPosition, isTimed, lastOpenStage, type Position, setRange, target } from "./route";
import { type Adjustment, setsByLeg } from "./symmetry";
import { floorDiv, halfUp } from "./units";
import { changed, cue, drillCue, gearWords, insteadOf } from "./words";

/** Where the jumps of a locked rung go (TRAINING.md 4.4). */
const JUMP_FALLBACK = "hops";

/** A rep of a fast or sticking exercise, for the length of a session. Design choice. */
const REP_S_WITHOUT_TEMPO = 2;

const HOURS_PER_DAY = 24;

/** The one session of a race week (P5). */
const HALF_PCT = 50;

/** Jumps are never added for one leg, and their starting leg alternates. */
const ALTERNATE: Adjustment = {
  tier: 0,
  leg: null,
  extra_sets: 0,
  accessory: [],
  accessory_leg: null,
  frozen: false,
  locked: [],
};

/** A session of the plan on its day. */
export type Slot = {
  readonly day: number;
  readonly template: Template;
  readonly deload: boolean;
  readonly half: boolean;
  readonly drill: Drill | null;
  /** Whether a running drill takes some of the week's contacts. */
  readonly hilly: boolean;
};

/** Where a ladder is trained on a day, or why not. `insteadOf` is a rung whose gear is missing. */
type Place = {
  readonly at: Position | null;
  readonly absent: "no_gear" | "pain_rest" | "closed" | null;
  readonly insteadOf: Exercise | null;
};

type Adjusted = ReadonlyMap<string, Adjustment>;
type JumpSets = { readonly place: Position; readonly sets: number };

/** The template's ladders in order, without those that are not open yet. */
export function itemsOf(
  slot: Slot,
  adjusted: Adjusted,
  replayed: Replayed,
  catalog: Catalog,
): readonly Item[] {
  if (slot.drill) return [drillItem(slot.drill, catalog)];
  const jumping = jumpSets(slot, replayed, catalog);
  const jumpItem = (id: string, { place, sets }: JumpSets) =>
    itemOf(place, known(replayed.tracks, id), [sets, sets], ALTERNATE, replayed, catalog);
  const items: Item[] = [];
  for (const id of slot.template.slots) {
    const ladder = known(catalog.ladderById, id);
    if (ladder.priority === "plyo") {
      const jumps = jumping.get(id);
      if (jumps) items.push(jumpItem(id, jumps));
      continue;
    }
    const track = known(replayed.tracks, id);
    const found = placeOf(track, slot.day, replayed, catalog);
    if (!found.at) continue;
    const exercise = known(catalog.exerciseById, found.at.exercise);
    const adjustment = known(adjusted, id);
    const sets = setsOf(slot, ladder, track, exercise, catalog);
    const legs = setsByLeg(adjustment, exercise, sets, catalog);
    const item = itemOf(found.at, track, legs, adjustment, replayed, catalog);
    items.push(found.insteadOf ? { ...item, changed: insteadOf(found.insteadOf, catalog) } : item);
  }
  const fallback = jumping.get(JUMP_FALLBACK);
  if (fallback && !slot.template.slots.includes(JUMP_FALLBACK)) {
    items.splice(items[0]?.ladder === "balance" ? 1 : 0, 0, jumpItem(JUMP_FALLBACK, fallback));
  }
  return [...items, ...accessoryBlock(slot, items, adjusted, replayed, catalog)];
}

/** Why ladders of the template are not in the session, where the runner should know. */
export function absences(slot: Slot, replayed: Replayed, catalog: Catalog): readonly Reason[] {
  if (slot.drill) return [];
  const reasons: Reason[] = [];
  for (const id of slot.template.slots) {
    const track = known(replayed.tracks, id);
    const { name: ladder } = known(catalog.ladderById, id);
    const { absent } = placeOf(track, slot.day, replayed, catalog);
    if (absent === "no_gear") {
      const gear = gearWords(known(catalog.exerciseById, track.position.exercise));
      reasons.push(reason("no_gear", { ladder, gear }));
    } else if (absent === "pain_rest") {
      reasons.push(reason("pain_rest", { ladder }));
    }
  }
  return reasons;
}

/** The ladder's own place; without its gear the nearest rung below that the runner has the gear for. */
function placeOf(track: Track, day: number, replayed: Replayed, catalog: Catalog): Place {
  const { state, phase } = replayed;
  const { position } = track;
  const exercise = known(catalog.exerciseById, position.exercise);
  const absent = (why: Place["absent"]): Place => ({ at: null, absent: why, insteadOf: null });
  if (!exerciseOpen(exercise, phase)) return absent("closed");
  if (isResting(track, day, catalog)) return absent("pain_rest");
  if (!exerciseEquipped(exercise, state)) {
    const below = usableRungs(track.ladder, state, catalog).findLast((one) => one.rung < exercise.rung);
    if (!below) return absent("no_gear");
    return { at: lastOpenStage(below, state, catalog, phase), absent: null, insteadOf: exercise };
  }
  if (!isEnterable(position, track, replayed, catalog)) return absent("closed");
  return { at: position, absent: null, insteadOf: null };
}

/** Whether two days have yet to pass since the morning that was worse. */
function isResting({ ruling }: Track, day: number, catalog: Catalog): boolean {
  if (ruling?.code !== "REG_PAIN_AM") return false;
  return day - ruling.seen.day <= floorDiv(catalog.rules.pain.reload_hours, HOURS_PER_DAY);
}

function drillItem({ exercise: id, reps, seconds, gradePct }: Drill, catalog: Catalog): Item {
  const exercise = known(catalog.exerciseById, id);
  const [low, high] = setRange(exercise);
  return {
    ladder: exercise.ladder,
    exercise: id,
    stage: exercise.stages[0] ?? "",
    microstep: 0,
    sets_left: 1,
    sets_right: 1,
    reps_low: low,
    reps_high: high,
    seconds_low: null,
    seconds_high: null,
    target: reps,
    load_g: 0,
    tempo: exercise.dose.tempo,
    rest_s: exercise.dose.rest_s,
    first_side: "both",
    checklist: Object.keys(exercise.checklist),
    cue: drillCue(id, seconds, gradePct, catalog),
    changed: null,
    contacts: 0,
  };
}

/** Whether a place may be trained; one not begun yet first asks for its rung's needs. */
function isEnterable(at: Position, track: Track, replayed: Replayed, catalog: Catalog): boolean {
  const { state, tracks, doors } = replayed;
  const exercise = known(catalog.exerciseById, at.exercise);
  if (!exerciseOpen(exercise, replayed.phase) || !exerciseEquipped(exercise, state)) return false;
  if (track.last_day !== null || exercise.rung > 1) return true;
  const now = knownOn(tracks.values(), doors, state.on);
  return exercise.entry.every((need) => entryMet(need, now, state, catalog, state.on));
}

/** The template's sets within what the exercise allows; fewer in a lighter week and after a gap. */
function setsOf(slot: Slot, ladder: Ladder, track: Track, exercise: Exercise, catalog: Catalog): number {
  const { template } = slot;
  const planned = ladder.priority === "core" ? template.sets : (template.other_sets ?? template.sets);
  let sets = setsAfterGap(track, Math.min(planned, exercise.dose.sets[1]), slot.day);
  if (slot.deload) sets = deloadSets(sets, catalog);
  return slot.half ? Math.max(1, halfUp(sets * HALF_PCT, 100)) : sets;
}

/** Per jump ladder the place and the sets that the day's budget of contacts allows. */
function jumpSets(slot: Slot, replayed: Replayed, catalog: Catalog): ReadonlyMap<string, JumpSets> {
  const { state, doors } = replayed;
  const wanted = slot.template.slots.filter((one) => known(catalog.ladderById, one).priority === "plyo");
  const week = wanted.length > 0 ? jumpWeek(doors, state, catalog, slot.day) : null;
  const budget = week ? sessionBudget(doors, state, catalog, slot.day, Number(slot.hilly)) : 0;
  const found = new Map<string, JumpSets>();
  if (!week || budget <= 0) return found;
  const closed = replayed.locks.on(state.on).exercises;
  const opens = new Set([...week.opens].filter((one) => !closed.has(one)));
  const rows = [...jumpPlaces(wanted, opens, slot.day, replayed, catalog)].map(([id, place]) => {
    const exercise = known(catalog.exerciseById, place.exercise);
    return {
      id,
      place,
      sets: 0,
      most: jumpSetsAfterGap(known(replayed.tracks, id), exercise.dose.sets[1], slot.day),
      contacts: setContacts(exercise, targetOf(place, catalog)),
      isHigh: exercise.contacts?.intensity === "high",
    };
  });
  let left = budget;
  let highLeft = week.row.high_max;
  for (let lap = 0; rows.some((row) => lap < row.most); lap += 1) {
    for (const row of rows) {
      const { contacts, isHigh } = row;
      if (lap >= row.most || contacts > left || (isHigh && contacts > highLeft)) continue;
      row.sets += 1;
      left -= contacts;
      if (isHigh) highLeft -= contacts;
    }
  }
  for (const { id, place, sets } of rows) if (sets > 0) found.set(id, { place, sets });
  return found;
}

/** Where each jump ladder is trained; a locked one makes way for the highest open hop rung. */
function jumpPlaces(
  wanted: readonly string[],
  opens: ReadonlySet<string>,
  day: number,
  replayed: Replayed,
  catalog: Catalog,
): ReadonlyMap<string, Position> {
  const places = new Map<string, Position>();
  for (const id of wanted) {
    const track = known(replayed.tracks, id);
    const { position } = track;
    const rests = isResting(track, day, catalog);
    if (opens.has(position.exercise) && !rests && isEnterable(position, track, replayed, catalog)) {
      places.set(id, position);
    } else if (!places.has(JUMP_FALLBACK)) {
      places.set(JUMP_FALLBACK, highestOpenHop(opens, replayed, catalog));
    }
  }
  return places;
}

/** The runner's own hop rung where it is unlocked, else the highest unlocked one below it. */
function highestOpenHop(opens: ReadonlySet<string>, replayed: Replayed, catalog: Catalog): Position {
  const at = known(replayed.tracks, JUMP_FALLBACK).position;
  const { rungs } = known(catalog.ladderById, JUMP_FALLBACK);
  const below = rungs.slice(0, rungs.indexOf(at.exercise)).findLast((rung) => opens.has(rung));
  if (opens.has(at.exercise) || below === undefined) return at;
  return firstPosition(known(catalog.exerciseById, below), replayed.state);
}

function targetOf(at: Position, catalog: Catalog): number {
  const exercise = known(catalog.exerciseById, at.exercise);
  const [low, high] = setRange(exercise);
  return target(exercise, at.stage, at.microstep, low, high, catalog);
}

/** Extra work for the lagging leg alone, before nothing else: it comes last, fresh legs first. */
function accessoryBlock(
  slot: Slot,
  items: readonly Item[],
  adjusted: Adjusted,
  replayed: Replayed,
  catalog: Catalog,
): readonly Item[] {
  if (slot.template.type !== "unilateral" || slot.deload || slot.half) return [];
  const { sets } = catalog.rules.asymmetry.accessory;
  const extra: Item[] = [];
  for (const [id, adjustment] of adjusted) {
    const leg = adjustment.accessory_leg;
    if (leg === null || items.some((item) => item.ladder === id)) continue;
    const track = known(replayed.tracks, id);
    for (const one of adjustment.accessory) {
      const exercise = known(catalog.exerciseById, one);
      if (!exerciseEquipped(exercise, replayed.state)) continue;
      const same = track.position.exercise === one;
      const place = same ? track.position : firstPosition(exercise, replayed.state);
      const legs = [leg === "left" ? sets : 0, leg === "right" ? sets : 0] as const;
      extra.push(itemOf(place, track, legs, { ...adjustment, leg }, replayed, catalog));
    }
  }
  return extra;
}

function itemOf(
  at: Position,
  track: Track,
  [left, right]: readonly [number, number],
  adjustment: Adjustment,
  replayed: Replayed,
  catalog: Catalog,
): Item {
  const exercise = known(catalog.exerciseById, at.exercise);
  const timed = isTimed(exercise);
  const [low, high] = setRange(exercise);
  const ruling = isSame(at, track.position) ? track.ruling : null;
  const eased = isEasing(ruling) ? easedDose(at, replayed.state, catalog) : null;
  const aim = eased?.amount ?? targetOf(at, catalog);
  return {
    ladder: track.ladder,
    exercise: at.exercise,
    stage: at.stage,
    microstep: at.microstep,
    sets_left: left,
    sets_right: right,
    reps_low: timed ? null : low,
    reps_high: timed ? null : high,
    seconds_low: timed ? low : null,
    seconds_high: timed ? high : null,
    target: aim,
    load_g: eased?.loadG ?? at.load_g,
    tempo: tempoOf(exercise, at, catalog),
    rest_s: exercise.dose.rest_s,
    first_side: firstSide(track, exercise, adjustment),
    checklist: Object.keys(exercise.checklist),
    cue: cue(ruling, exercise, catalog),
    changed: changed(ruling, replayed.state, catalog),
    contacts: Math.max(left, right) * setContacts(exercise, aim),
  };
}

function isSame(a: Position, b: Position): boolean {
  return (
    a.exercise === b.exercise && a.stage === b.stage && a.microstep === b.microstep && a.load_g === b.load_g
  );
}

function tempoOf(exercise: Exercise, at: Position, catalog: Catalog): string {
  const own = known(catalog.stageById, at.stage).tempo;
  return own === null || isTimed(exercise) ? exercise.dose.tempo : own;
}

/** The lagging leg, where one is confirmed; else legs take turns at going first. */
function firstSide(track: Track, exercise: Exercise, { leg }: Adjustment): Leg {
  if (exercise.sides === "both") return "both";
  return leg ?? (track.last_first_side === "left" ? "right" : "left");
}

export function easyItem({ id, sides, dose }: Exercise): EasyItem {
  return {
    exercise: id,
    sides,
    reps_low: dose.reps?.[0] ?? null,
    reps_high: dose.reps?.[1] ?? null,
    seconds_low: dose.seconds?.[0] ?? null,
    seconds_high: dose.seconds?.[1] ?? null,
  };
}

/**
 * How long the session takes, warm-up and cool-down at their midpoints; whole minutes.
 *
 * A running drill follows a run, which warmed up enough.
 */
export function minutesOf(items: readonly Item[], catalog: Catalog): number {
  const exerciseOf = (item: Item) => known(catalog.exerciseById, item.exercise);
  if (items.some((item) => exerciseOf(item).category === "run")) {
    return halfUp(
      items.reduce((sum, item) => sum + drillSeconds(exerciseOf(item), item.target), 0),
      60,
    );
  }
  const { warmup_minutes, cooldown_minutes } = catalog.program;
  const workS = items.reduce((sum, item) => sum + itemS(item, catalog), 0);
  const around = warmup_minutes[0] + warmup_minutes[1] + cooldown_minutes[0] + cooldown_minutes[1];
  return halfUp(workS, 60) + halfUp(around, 2);
}

/** Sets of both legs with the change between them and the rest between pairs. */
function itemS(item: Item, catalog: Catalog): number {
  const { sets_left: left, sets_right: right, rest_s } = item;
  const exercise = known(catalog.exerciseById, item.exercise);
  const oneLegS = item.target * (isTimed(exercise) ? 1 : repS(item.tempo, exercise));
  const pairs = Math.max(left, right);
  if (exercise.sides === "both") return pairs * oneLegS + (pairs - 1) * rest_s;
  const changesS = Math.min(left, right) * catalog.program.leg_change_s;
  return (left + right) * oneLegS + changesS + (pairs - 1) * rest_s;
}

function repS(tempo: string, exercise: Exercise): number {
  if (exercise.dose.hold_s !== null) return exercise.dose.hold_s + 1;
  if (!/^[0-9X]*$/.test(tempo)) return REP_S_WITHOUT_TEMPO;
  return [...tempo].reduce((sum, digit) => sum + (digit === "X" ? 1 : Number(digit)), 0);
}
