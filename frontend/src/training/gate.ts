/**
 * One ladder-session → ruling (TRAINING.md 2.4 to 2.6 and its rulings 1 to 15).
 *
 * The first rule that applies wins, safety first. Where the ladder stands, and what came before, is in its
 * `Track`; `replay` keeps the tracks.
 */

import type { Code, Decision, Leg } from "./answers";
import type { Catalog } from "./catalog";
import {
  kneeLegs,
  notGoodRunning,
  painOf,
  poorRunning,
  type Weighed,
  worseByPain,
  worseByPoints,
} from "./evidence";
import type { TrainingState } from "./fold";
import { entryMet, type Held, videoMet } from "./needs";
import { exerciseOpen, phaseOn } from "./phases";
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

/** A decision with what it rests on; `why` picks among the sentences of one code. */
export type Ruling = {
  readonly decision: Decision;
  readonly code: Code;
  readonly why: string;
  readonly leg: Leg | null;
  readonly item: string | null;
  readonly position: Position;
  readonly because: readonly string[];
  readonly seen: Weighed;
};

/** One ladder as of now: where the next session is and what led there. */
export type Track = {
  readonly ladder: string;
  readonly position: Position;
  readonly streak: number;
  /** Non-neutral ladder-sessions since the last move, oldest first, at most `RUNNING_KEPT`. */
  readonly running: readonly Weighed[];
  readonly ruling: Ruling | null;
  readonly last_day: number | null;
  readonly last_first_side: Leg | null;
  readonly advanced_on: number | null;
  readonly stay: boolean;
  readonly passed: ReadonlySet<string>;
  readonly held: Held;
};

/** Rows 2 to 7: pain, a lost knee, sessions that keep going wrong. They need not wait for its end. */
export function safetyRuling(
  track: Track,
  weighed: Weighed,
  state: TrainingState,
  catalog: Catalog,
): Ruling | null {
  const { pain, regress } = catalog.rules;
  const settle = weighed.plyo ? pain.settle_plyo : pain.settle_strength;
  const back = () => {
    const phase = phaseOn(state.plan, catalog, weighed.day);
    return stageBelow(track.position, track.ladder, state, catalog, phase);
  };
  const worstPain = painOf(weighed);
  if (worstPain >= pain.stop) {
    const below = rungBelow(weighed.exercise, track.ladder, catalog);
    const to = firstPosition(below ?? weighed.exercise, state);
    const why = below ? "" : "bottom";
    return rulingOf("stop", "STOP_PAIN", weighed, to, { leg: worseByPain(weighed), why });
  }
  const sore = weighed.plyo ? weighed.soreness : null;
  if ((worstPain >= settle && (weighed.pain_change ?? 0) > 0) || sore === "warmup_and_stays") {
    const why = worstPain >= settle ? "pain" : "sore";
    return rulingOf("regress", "REG_PAIN_AM", weighed, back(), { leg: worseByPain(weighed), why });
  }
  const knees = kneeLegs(weighed, regress.knee_sets);
  if (knees.length > 0) {
    const leg = worseByPoints(weighed, knees);
    return rulingOf("regress", "REG_KNEE", weighed, back(), { leg, item: "knee_alignment" });
  }
  if (!weighed.neutral) {
    const poor = poorRunning(track.running, regress.poor_running);
    if (poor.length > 0) {
      return rulingOf("regress", "REG_POOR2", weighed, back(), {
        leg: worseByPoints(weighed, poor),
        earlier: track.running.slice(-regress.poor_running, -1),
      });
    }
    const failing = notGoodRunning(track.running, regress.not_good_running);
    if (failing.length > 0) {
      return rulingOf("regress", "REG_STREAK4", weighed, back(), {
        leg: worseByPoints(weighed, failing),
        earlier: track.running.slice(-regress.not_good_running, -1),
      });
    }
  }
  return painHeld(weighed, track.position, worstPain, settle, sore);
}

/** Row 7: pain that may be held, and jump soreness that asks for the same dose again. */
function painHeld(
  weighed: Weighed,
  position: Position,
  worstPain: number,
  settle: number,
  sore: string | null,
): Ruling | null {
  if (worstPain >= settle) {
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
export function progressionRuling(
  track: Track,
  weighed: Weighed,
  tracks: ReadonlyMap<string, Track>,
  plyoAdvances: readonly number[],
  state: TrainingState,
  catalog: Catalog,
): Ruling {
  if (weighed.deload) return rulingOf("hold", "HOLD_DELOAD", weighed, track.position);
  const failing = [...weighed.legs].filter(([, graded]) => graded.grade !== "good");
  if (failing.length > 0) {
    const leg = worseByPoints(
      weighed,
      failing.map(([name]) => name),
    );
    const fade = failing.every(([, graded]) => graded.fade);
    return rulingOf("hold", fade ? "HOLD_FADE" : "HOLD_LEG", weighed, track.position, { leg });
  }
  const { sessions } = catalog.rules.advance;
  const pair = weighed.neutral ? [weighed] : track.running.slice(track.streak >= sessions ? -2 : -1);
  const sore = painful(pair, catalog);
  if (sore) {
    const why = painOf(sore) <= painMax(sore, catalog) ? "morning" : "pain";
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
  return advance(track, weighed, pair, tracks, plyoAdvances, state, catalog);
}

/** The latest session of the pair with pain above the ceiling for moving up, or with a worse morning. */
function painful(pair: readonly Weighed[], catalog: Catalog): Weighed | undefined {
  return pair.findLast((one) => painOf(one) > painMax(one, catalog) || (one.pain_change ?? 0) > 0);
}

function painMax(weighed: Weighed, catalog: Catalog): number {
  const { pain_max_plyo, pain_max_strength } = catalog.rules.advance;
  return weighed.plyo ? pain_max_plyo : pain_max_strength;
}

/** Clean, but not yet twice at the top: the next micro-step where this one was reached. */
function building(track: Track, weighed: Weighed, catalog: Catalog): Ruling {
  const { position } = track;
  if (weighed.neutral) return rulingOf("hold", "HOLD_BUILD", weighed, position, { why: "time" });
  if (!weighed.complete) return rulingOf("hold", "HOLD_BUILD", weighed, position, { why: "short" });
  const { exercise, stage, microstep, low, high, done_min } = weighed;
  const last = microstepMax(exercise, stage, low, high, catalog);
  if (done_min < target(exercise, stage, microstep, low, high, catalog)) {
    return rulingOf("hold", "HOLD_BUILD", weighed, position, { why: "missed" });
  }
  let reached = microstep;
  while (reached < last && done_min > target(exercise, stage, reached, low, high, catalog)) reached += 1;
  const step = Math.min(last, reached + 1);
  const why = track.streak > 0 ? "again" : step === microstep ? "extra" : "step";
  return rulingOf("hold", "HOLD_BUILD", weighed, { ...position, microstep: step }, { why });
}

/** Row 11, or `HOLD_BANKED` with what is in the way. */
function advance(
  track: Track,
  weighed: Weighed,
  pair: readonly Weighed[],
  tracks: ReadonlyMap<string, Track>,
  plyoAdvances: readonly number[],
  state: TrainingState,
  catalog: Catalog,
): Ruling {
  const rules = catalog.rules.advance;
  const phase = phaseOn(state.plan, catalog, weighed.day);
  const blocked = rungBlocked(track, weighed, tracks, phase, state, catalog);
  const way = wayUp(track.position, track.ladder, state, catalog, phase, blocked, track.stay);
  const earlier = pair.slice(0, -1);
  if (way.kind === "blocked") {
    return rulingOf("hold", "HOLD_BANKED", weighed, track.position, { why: way.blocked ?? "top", earlier });
  }
  if (track.advanced_on !== null && weighed.day - track.advanced_on < rules.ladder_days_min) {
    return rulingOf("hold", "HOLD_BANKED", weighed, track.position, { why: "days", earlier });
  }
  const jumps = recent(plyoAdvances, weighed.day, rules.plyo_advances_days);
  if (weighed.plyo && jumps >= rules.plyo_advances_max) {
    return rulingOf("hold", "HOLD_BANKED", weighed, track.position, { why: "jumps", earlier });
  }
  return rulingOf("advance", ADVANCE_CODES[way.kind], weighed, way.to, { earlier });
}

const ADVANCE_CODES = { stage: "ADV_STAGE", rung: "ADV_RUNG", load: "ADV_LOAD" } as const;

function recent(days: readonly number[], day: number, within: number): number {
  return days.filter((one) => day - one < within).length;
}

/** Why the next rung cannot be entered today; null when it can be, or when there is none. */
function rungBlocked(
  track: Track,
  weighed: Weighed,
  tracks: ReadonlyMap<string, Track>,
  phase: number,
  state: TrainingState,
  catalog: Catalog,
): Blocked | null {
  const above = rungAbove(weighed.exercise, track.ladder, catalog);
  if (!above) return null;
  if (!exerciseOpen(above, phase)) return "phase";
  const passed = new Set([weighed.exercise.id]);
  const held = new Map<string, number>();
  for (const one of tracks.values()) {
    for (const exercise of one.passed) passed.add(exercise);
    for (const [exercise, seconds] of one.held) held.set(exercise, seconds);
  }
  for (const [exercise, seconds] of track.held) held.set(exercise, seconds);
  if (!above.entry.every((need) => entryMet(need, passed, held, state.tests, weighed.day))) return "entry";
  const exercises = [weighed.exercise, above];
  if (weighed.exercise.skill === "high" && !videoMet(exercises, state.videos, weighed.day, catalog)) {
    return "video";
  }
  return null;
}

/** A ruling that rests on this session and the earlier ones named, in training order. */
function rulingOf(
  decision: Decision,
  code: Code,
  seen: Weighed,
  position: Position,
  more: { why?: string; leg?: Leg | null; item?: string; earlier?: readonly Weighed[] } = {},
): Ruling {
  const { why = "", leg = null, item = null, earlier = [] } = more;
  const named = item ?? (leg && ITEM_CODES.includes(code) ? worstOf(seen, leg) : null);
  const because = earlier.length > 0 ? [...earlier, seen].flatMap((one) => one.because) : seen.because;
  return { decision, code, why, leg, item: named, position, because, seen };
}

function worstOf(seen: Weighed, leg: Leg): string | null {
  return worstItem(
    seen.exercise,
    seen.sets.filter((one) => leg === "both" || leg === one.body.side),
  );
}
