/**
 * One ladder-session → ruling (TRAINING.md 2.4 to 2.6 and its rulings 1 to 15).
 *
 * The first rule that applies wins, safety first. Where the ladder stands, and what came before, is in its
 * `Track`; `replay` keeps the tracks.
 */

import type { Code, Decision, Leg } from "./answers";
import type { Catalog, GapBand } from "./catalog";
import { type Doors, jumpsCleanWeeks } from "./doors";
import {
  amountOf,
  idsOf,
  kneeLegs,
  notGoodRunning,
  poorRunning,
  trainedLegs,
  type Weighed,
  worseByPain,
  worseByPoints,
} from "./evidence";
import type { TrainingState } from "./fold";
import { jumpWeek } from "./jumps";
import { type Done, entryMet, type Held, type Known, videoMet } from "./needs";
import { exerciseEquipped, exerciseOpen } from "./phases";
import { worstItem } from "./quality";
import {
  type Blocked,
  firstPosition,
  microstepMax,
  type Position,
  rungAbove,
  rungBelow,
  stageBelow,
  target,
  wayUp,
} from "./route";

/** Sessions running that any rule looks back on. */
export const RUNNING_KEPT = 4;

/** Codes whose sentence names the checklist item with most fault points. */
const ITEM_CODES: readonly Code[] = ["HOLD_LEG", "HOLD_FADE", "REG_POOR2", "REG_STREAK4"];

const ADVANCE_CODES = { stage: "ADV_STAGE", rung: "ADV_RUNG", load: "ADV_LOAD" } as const;

const NONE: readonly Weighed[] = [];

/** A decision with what it rests on; `why` picks among the sentences of one code. */
export type Ruling = {
  readonly decision: Decision;
  readonly code: Code;
  readonly why: string;
  readonly leg: Leg | null;
  readonly item: string | null;
  readonly position: Position;
  /** Sessions before `seen` that it rests on too, in training order. */
  readonly earlier: readonly Weighed[];
  readonly seen: Weighed;
};

/** One ladder as of now: where the next session is and what led there. Grows while the log is walked. */
export type Track = {
  readonly ladder: string;
  position: Position;
  streak: number;
  /** Non-neutral ladder-sessions since the last move, oldest first, at most `RUNNING_KEPT`. */
  running: readonly Weighed[];
  ruling: Ruling | null;
  last_day: number | null;
  last_first_side: Leg | null;
  advanced_on: number | null;
  /** The runner chose to build load here. */
  stay: boolean;
  passed: ReadonlySet<string>;
  done: Done;
  held: Held;
  /** The first session after a gap of ten days or more. */
  returned_on: number | null;
  /** The band of that gap. */
  gap: GapBand | null;
};

/** What else is true when the ladders of a session are ruled on. */
export type Moment = {
  readonly state: TrainingState;
  readonly catalog: Catalog;
  readonly phase: number;
  readonly tracks: ReadonlyMap<string, Track>;
  readonly doors: Doors;
  /** Days on which a jump ladder moved up, the latest last. */
  readonly jump_advances: readonly number[];
};

/** Rows 2 to 7: pain, a lost knee, sessions that keep going wrong. They need not wait for its end. */
export function safetyRuling(track: Track, weighed: Weighed, moment: Moment): Ruling | null {
  const { state, catalog } = moment;
  const { pain } = catalog.rules;
  const settle = weighed.plyo ? pain.settle_plyo : pain.settle_strength;
  if (weighed.pain >= pain.stop) {
    const below = rungBelow(weighed.exercise, track.ladder, catalog);
    const to = firstPosition(below ?? weighed.exercise, state);
    const why = below ? "" : "bottom";
    return rulingOf("stop", "STOP_PAIN", weighed, to, { leg: worseByPain(weighed), why });
  }
  const sore = weighed.plyo ? weighed.soreness : null;
  const setback = setbackOf(track, weighed, weighed.pain >= settle, sore, catalog);
  if (setback) {
    const back = stageBelow(track.position, track.ladder, state, catalog, moment.phase);
    return rulingOf("regress", setback.code, weighed, back, setback);
  }
  return painHeld(weighed, track.position, settle, sore);
}

type Setback = {
  readonly code: Code;
  readonly leg: Leg;
  readonly why?: string;
  readonly item?: string;
  readonly earlier?: readonly Weighed[];
};

/** Rows 3 to 6: what sends an exercise one stage back. */
function setbackOf(
  track: Track,
  weighed: Weighed,
  hurt: boolean,
  sore: string | null,
  catalog: Catalog,
): Setback | null {
  const { regress } = catalog.rules;
  if ((hurt && (weighed.pain_change ?? 0) > 0) || sore === "warmup_and_stays") {
    return { code: "REG_PAIN_AM", leg: worseByPain(weighed), why: hurt ? "pain" : "sore" };
  }
  if (weighed.both_good) return null;
  const knees = kneeLegs(weighed, regress.knee_sets);
  if (knees.length > 0) {
    return { code: "REG_KNEE", leg: worseByPoints(weighed, knees), item: "knee_alignment" };
  }
  if (weighed.neutral) return null;
  const poor = poorRunning(track.running, regress.poor_running);
  if (poor.length > 0) {
    const earlier = track.running.slice(-regress.poor_running, -1);
    return { code: "REG_POOR2", leg: worseByPoints(weighed, poor), earlier };
  }
  const failing = notGoodRunning(track.running, regress.not_good_running);
  if (failing.length > 0) {
    const earlier = track.running.slice(-regress.not_good_running, -1);
    return { code: "REG_STREAK4", leg: worseByPoints(weighed, failing), earlier };
  }
  return null;
}

/** Row 7: pain that may be held, and jump soreness that asks for the same dose again. */
function painHeld(weighed: Weighed, position: Position, settle: number, sore: string | null): Ruling | null {
  if (weighed.pain >= settle) {
    const leg = worseByPain(weighed);
    if (weighed.plyo) {
      return rulingOf("hold", "HOLD_PLYO_PAIN", weighed, position, { leg, why: "pain" });
    }
    if (weighed.pain_change === null) {
      return rulingOf("hold", "HOLD_PAIN", weighed, position, { leg, why: "wait" });
    }
    return rulingOf("hold", "HOLD_PAIN_SETTLED", weighed, position, { leg });
  }
  if (sore === "warmup_then_gone" || sore === "lasted") {
    return rulingOf("hold", "HOLD_PLYO_PAIN", weighed, position, { leg: worseByPain(weighed), why: "sore" });
  }
  return null;
}

/** Rows 9 to 12 for a session that is over. */
export function progressionRuling(track: Track, weighed: Weighed, moment: Moment): Ruling {
  const { catalog } = moment;
  if (weighed.deload) return rulingOf("hold", "HOLD_DELOAD", weighed, track.position);
  const { legs } = weighed;
  const failing = weighed.both_good ? [] : trainedLegs(weighed).filter((leg) => legs[leg]?.grade !== "good");
  if (failing.length > 0) {
    const leg = worseByPoints(weighed, failing);
    const fade = failing.every((one) => legs[one]?.fade);
    return rulingOf("hold", fade ? "HOLD_FADE" : "HOLD_LEG", weighed, track.position, { leg });
  }
  const { sessions } = catalog.rules.advance;
  const pair = weighed.neutral ? [weighed] : track.running.slice(track.streak >= sessions ? -2 : -1);
  const sore = painful(pair, catalog);
  if (sore) {
    const why = sore.pain <= painMax(sore, catalog) ? "morning" : "pain";
    return rulingOf("hold", "HOLD_PAIN", weighed, track.position, { leg: worseByPain(sore), why });
  }
  if (!weighed.complete || weighed.neutral || track.streak < sessions) {
    return building(track, weighed, catalog);
  }
  const hard = pair.findLast((one) => one.effort_short !== null);
  if (hard) {
    return rulingOf("hold", "HOLD_EFFORT", weighed, track.position, {
      leg: hard.effort_short,
      earlier: pair.slice(0, -1),
    });
  }
  return advance(track, weighed, pair, moment);
}

/** The latest session of the pair with pain above the ceiling for moving up, or with a worse morning. */
function painful(pair: readonly Weighed[], catalog: Catalog): Weighed | undefined {
  return pair.findLast((one) => one.pain > painMax(one, catalog) || (one.pain_change ?? 0) > 0);
}

function painMax(weighed: Weighed, catalog: Catalog): number {
  const { pain_max_plyo, pain_max_strength } = catalog.rules.advance;
  return weighed.plyo ? pain_max_plyo : pain_max_strength;
}

/** Clean, but not yet twice at the top: the next micro-step where this one was reached. */
function building(track: Track, weighed: Weighed, catalog: Catalog): Ruling {
  const { position } = track;
  if (weighed.neutral) return rulingOf("hold", "HOLD_BUILD", weighed, position, { why: "time" });
  if (weighed.lone) {
    return rulingOf("hold", "HOLD_BUILD", weighed, position, { why: "lone", leg: onlyLeg(weighed) });
  }
  if (!weighed.complete) return rulingOf("hold", "HOLD_BUILD", weighed, position, { why: "short" });
  const { exercise, stage, microstep, low, high, done_min } = weighed;
  const last = microstepMax(exercise, stage, low, high, catalog);
  const full = easedFrom(track.ruling, weighed, catalog);
  if (full) return rulingOf("hold", "HOLD_BUILD", weighed, full, { why: "eased" });
  const aim = target(exercise, stage, microstep, low, high, catalog);
  if (done_min < aim) {
    return rulingOf("hold", "HOLD_BUILD", weighed, position, { why: "missed", leg: shortLeg(weighed, aim) });
  }
  let reached = microstep;
  while (reached < last && done_min > target(exercise, stage, reached, low, high, catalog)) reached += 1;
  const step = Math.min(last, reached + 1);
  const why = track.streak > 0 ? "again" : step === microstep ? "extra" : "step";
  const to = step === position.microstep ? position : { ...position, microstep: step };
  return rulingOf("hold", "HOLD_BUILD", weighed, to, { why });
}

/** Whether the next session is to be easier because of pain. */
export function isEasing(ruling: Ruling | null): boolean {
  if (!ruling) return false;
  return ruling.code === "HOLD_PAIN_SETTLED" || (ruling.code === "HOLD_PAIN" && ruling.why === "wait");
}

/** The full dose of the session before, where this one was made easier because of it. */
export function easedFrom(ruling: Ruling | null, weighed: Weighed, catalog: Catalog): Position | null {
  if (!ruling || !isEasing(ruling)) return null;
  const full = ruling.position;
  const { exercise, stage, low, high } = weighed;
  if (full.exercise !== exercise.id || full.stage !== stage) return null;
  const aim = target(exercise, stage, full.microstep, low, high, catalog);
  return weighed.load_g < full.load_g || weighed.done_min < aim ? full : null;
}

function onlyLeg(weighed: Weighed): Leg {
  const [leg, ...others] = trainedLegs(weighed);
  return leg === undefined || others.length > 0 ? "both" : leg;
}

/** The leg that fell short of the target; `both` when both did. */
function shortLeg({ sets }: Weighed, aim: number): Leg {
  const short = new Set(sets.filter((one) => amountOf(one.body) < aim).map(({ body }) => body.side));
  const [leg] = short;
  return short.size === 1 && leg !== undefined ? leg : "both";
}

/** Row 11, or `HOLD_BANKED` with what is in the way. */
function advance(track: Track, weighed: Weighed, pair: readonly Weighed[], moment: Moment): Ruling {
  const { state, catalog, phase } = moment;
  const blocked = rungBlocked(track, weighed, moment);
  const way = wayUp(track.position, track.ladder, state, catalog, phase, blocked, track.stay);
  const why = way.kind === "blocked" ? (way.blocked ?? "top") : tooSoon(track, weighed, moment);
  const earlier = pair.slice(0, -1);
  if (way.kind === "blocked" || why !== null) {
    return rulingOf("hold", "HOLD_BANKED", weighed, track.position, { why: why ?? "top", earlier });
  }
  return rulingOf("advance", ADVANCE_CODES[way.kind], weighed, way.to, { earlier });
}

/** What keeps a ladder from moving up today although the way is open. */
function tooSoon(track: Track, { day, plyo }: Weighed, moment: Moment): string | null {
  const rules = moment.catalog.rules.advance;
  if (track.advanced_on !== null && day - track.advanced_on < rules.ladder_days_min) return "days";
  if (plyo && recentJumpAdvances(moment, day) >= rules.plyo_advances_max) return "jumps";
  return moment.doors.locks.on(day).frozen.has(track.ladder) ? "frozen" : null;
}

function recentJumpAdvances({ catalog, jump_advances }: Moment, day: number): number {
  const since = day - catalog.rules.advance.plyo_advances_days;
  return jump_advances.length - 1 - jump_advances.findLastIndex((on) => on <= since);
}

/** Why the next rung cannot be entered today; null when it can be, or when there is none. */
function rungBlocked(track: Track, weighed: Weighed, moment: Moment): Blocked | null {
  const { state, catalog, doors } = moment;
  const { day, exercise } = weighed;
  const above = rungAbove(exercise, track.ladder, catalog);
  if (!above) return null;
  if (!exerciseEquipped(above, state)) return "gear";
  if (!exerciseOpen(above, moment.phase)) return "phase";
  if (above.category === "plyometric") {
    if (!jumpWeek(doors, state, catalog, day)?.opens.has(above.id)) return "phase";
    if (doors.locks.on(day).exercises.has(above.id)) return "legs";
  }
  const now = knownOn([...moment.tracks.values(), track], doors, day);
  const stages = Math.max(now.done.get(exercise.id) ?? 0, exercise.stages.indexOf(weighed.stage) + 1);
  const known = {
    ...now,
    passed: new Set([...now.passed, exercise.id]),
    done: new Map([...now.done, [exercise.id, stages]]),
  };
  if (!above.entry.every((need) => entryMet(need, known, state, catalog, day))) return "entry";
  if (exercise.skill === "high" && !videoMet([exercise, above], state, day, catalog)) {
    return "video";
  }
  return null;
}

/** What the ladders and doors together know on a day. */
export function knownOn(tracks: Iterable<Track>, doors: Doors, day: number): Known {
  const passed = new Set<string>();
  const done = new Map<string, number>();
  const held = new Map<string, number>();
  for (const track of tracks) {
    for (const [exercise, stages] of track.done) {
      done.set(exercise, Math.max(done.get(exercise) ?? 0, stages));
    }
    for (const exercise of track.passed) passed.add(exercise);
    for (const [exercise, seconds] of track.held) {
      held.set(exercise, Math.max(held.get(exercise) ?? 0, seconds));
    }
  }
  return {
    passed,
    done,
    held,
    open_gates: doors.opened_on,
    plyo_weeks: doors.jump_weeks,
    jumps_clean_weeks: jumpsCleanWeeks(doors, day),
    locks: doors.locks.on(day),
    drill_weeks: doors.drill_weeks,
  };
}

/** A ruling that rests on this session and the earlier ones named. */
function rulingOf(
  decision: Decision,
  code: Code,
  seen: Weighed,
  position: Position,
  more: { why?: string; leg?: Leg | null; item?: string; earlier?: readonly Weighed[] } = {},
): Ruling {
  const { why = "", leg = null, item = null, earlier = NONE } = more;
  const named = item ?? (leg && ITEM_CODES.includes(code) ? worstOf(seen, leg) : null);
  return { decision, code, why, leg, item: named, position, earlier, seen };
}

/** Ids of the entries a ruling rests on, in training order. */
export function becauseOf({ earlier, seen }: Ruling): readonly string[] {
  return [...earlier, seen].flatMap(idsOf);
}

function worstOf(seen: Weighed, leg: Leg): string | null {
  return worstItem(
    seen.exercise,
    seen.sets.filter((one) => leg === "both" || leg === one.body.side),
  );
}
