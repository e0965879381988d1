/**
 * Every ladder after every session: the walk through the log that the verdicts come from.
 *
 * All ladders are walked together, in training order, because jump ladders share a limit and a rung may ask
 * for another ladder's rung.
 */

import { type Catalog, type Exercise, known, type Ladder } from "./catalog";
import { firstSetAt, type Weighed, weigh } from "./evidence";
import type { Choice, Session, TrainingState } from "./fold";
import { progressionRuling, RUNNING_KEPT, type Ruling, safetyRuling, type Track } from "./gate";
import { firstPosition, microstepMax, type Position, setRange, smallestStepG } from "./route";

/** Priorities of ladders that have verdicts; warm-up, cool-down and running drills do not. */
const CLIMBED: readonly string[] = ["core", "secondary", "bilateral_day", "accessory", "plyo"];

/** A folded log and what the rules made of it: all that any answer is read from. */
export type Replayed = {
  readonly state: TrainingState;
  readonly tracks: ReadonlyMap<string, Track>;
  /** Session record → ladder → the ruling of that ladder-session. */
  readonly rulings: ReadonlyMap<string, ReadonlyMap<string, Ruling>>;
};

export function climbedLadders(catalog: Catalog): readonly Ladder[] {
  return catalog.ladders.filter((ladder) => CLIMBED.includes(ladder.priority));
}

/** Every ladder after every session and choice of the log, in training order. */
export function replay(state: TrainingState, catalog: Catalog): Replayed {
  const tracks = new Map(climbedLadders(catalog).map((ladder) => [ladder.id, fresh(ladder, state, catalog)]));
  const choices = new Map<string, Choice[]>();
  for (const id of tracks.keys()) choices.set(id, []);
  for (const choice of [...state.choices].reverse()) choices.get(choice.body.ladder)?.push(choice);
  const rulings = new Map<string, Map<string, Ruling>>();
  const plyoAdvances: number[] = [];
  for (const session of state.sessions) {
    if (catalog.extra_templates.includes(session.body.template)) continue;
    const ruled = new Map<string, Ruling>();
    rulings.set(session.record, ruled);
    for (const [id, before] of tracks) {
      if (!session.sets.has(id)) continue;
      const track = afterChoices(before, known(choices, id), firstSetAt(session, id), state, catalog);
      tracks.set(id, track);
      const step = judgeSession(track, session, tracks, plyoAdvances, state, catalog);
      if (!step) continue;
      tracks.set(id, step);
      if (!step.ruling) continue;
      ruled.set(id, step.ruling);
      if (step.ruling.decision === "advance" && known(catalog.ladderById, id).priority === "plyo") {
        plyoAdvances.push(session.day);
      }
    }
  }
  for (const [id, track] of tracks) {
    tracks.set(id, afterChoices(track, known(choices, id), Number.POSITIVE_INFINITY, state, catalog));
  }
  return { state, tracks, rulings };
}

function fresh(ladder: Ladder, state: TrainingState, catalog: Catalog): Track {
  return {
    ladder: ladder.id,
    position: firstPosition(known(catalog.exerciseById, ladder.rungs[0]), state),
    streak: 0,
    running: [],
    ruling: null,
    last_day: null,
    last_first_side: null,
    advanced_on: null,
    stay: false,
    passed: new Set(),
    held: new Map(),
  };
}

/** The track after every choice made up to an instant; `choices` is latest first and is used up. */
function afterChoices(
  before: Track,
  choices: Choice[],
  untilMs: number,
  state: TrainingState,
  catalog: Catalog,
): Track {
  let track = before;
  for (let next = choices.at(-1); next && next.body.chosen_at <= untilMs; next = choices.at(-1)) {
    choices.pop();
    track = chosen(track, next, state, catalog);
  }
  return track;
}

function chosen(track: Track, { body }: Choice, state: TrainingState, catalog: Catalog): Track {
  const exercise = known(catalog.exerciseById, body.exercise);
  const loaded = body.stage === "load";
  const [low, high] = setRange(exercise);
  const bottom = firstPosition(exercise, state);
  return {
    ...track,
    position: {
      exercise: exercise.id,
      stage: body.stage,
      microstep: Math.min(body.microstep, microstepMax(exercise, body.stage, low, high, catalog)),
      load_g: loaded ? Math.max(track.position.load_g, smallestStepG(state)) : bottom.load_g,
    },
    streak: 0,
    running: [],
    ruling: null,
    stay: loaded && body.by !== "placement",
    passed: withRungsBelow(track.passed, exercise, catalog),
  };
}

/** `passed` with every rung below the exercise. */
function withRungsBelow(
  passed: ReadonlySet<string>,
  exercise: Exercise,
  catalog: Catalog,
): ReadonlySet<string> {
  const { rungs } = known(catalog.ladderById, exercise.ladder);
  const below = rungs.slice(0, rungs.indexOf(exercise.id));
  return below.every((rung) => passed.has(rung)) ? passed : new Set([...passed, ...below]);
}

/** The track after one session; null while it is still under way and nothing alarming happened. */
function judgeSession(
  before: Track,
  session: Session,
  tracks: ReadonlyMap<string, Track>,
  plyoAdvances: readonly number[],
  state: TrainingState,
  catalog: Catalog,
): Track | null {
  const weighed = weigh(session, before.ladder, catalog, smallestStepG(state));
  const track = counted(before, weighed, catalog);
  let ruling = safetyRuling(track, weighed, state, catalog);
  if (!ruling && !isUnderWay(weighed, session, state)) {
    ruling = progressionRuling(track, weighed, tracks, plyoAdvances, state, catalog);
  }
  return ruling && moved(track, weighed, ruling, catalog);
}

function isUnderWay(weighed: Weighed, session: Session, state: TrainingState): boolean {
  return !session.finished && session.day === state.on && !weighed.complete;
}

/**
 * The track with this session in its streak and its sessions running; neutral ones leave both alone.
 *
 * Another exercise or stage than last time, or a long pause, starts the streak anew.
 */
function counted(track: Track, weighed: Weighed, catalog: Catalog): Track {
  const { exercise, stage, microstep, load_g } = weighed;
  const { window_days, streak_gap_days, sessions } = catalog.rules.advance;
  const last = track.running.at(-1);
  const elsewhere = last !== undefined && (last.exercise.id !== exercise.id || last.stage !== stage);
  const paused = track.last_day !== null && weighed.day - track.last_day >= streak_gap_days;
  let streak = elsewhere || paused ? 0 : track.streak;
  let running = elsewhere ? [] : track.running;
  if (!weighed.neutral) {
    const inWindow = streak > 0 && last !== undefined && weighed.day - last.day <= window_days;
    const counts = weighed.complete && weighed.both_good && weighed.at_top;
    streak = counts ? Math.min(inWindow ? streak + 1 : 1, sessions) : 0;
    running = [...running.slice(1 - RUNNING_KEPT), weighed];
  }
  return {
    ladder: track.ladder,
    position: { exercise: exercise.id, stage, microstep, load_g },
    streak,
    running,
    ruling: track.ruling,
    last_day: weighed.day,
    last_first_side: weighed.first_side,
    advanced_on: track.advanced_on,
    stay: track.stay && exercise.id === track.position.exercise && stage === "load",
    passed: withRungsBelow(track.passed, exercise, catalog),
    held: heldAfter(track.held, weighed),
  };
}

function heldAfter(held: Track["held"], { exercise, both_good, seconds_min }: Weighed): Track["held"] {
  if (!both_good || seconds_min === null || seconds_min <= (held.get(exercise.id) ?? 0)) return held;
  return new Map(held).set(exercise.id, seconds_min);
}

/** The track at the ruling's position; a changed exercise, stage or load starts the streak anew. */
function moved(track: Track, weighed: Weighed, ruling: Ruling, catalog: Catalog): Track {
  const { position, decision, code } = ruling;
  const stayed = decision === "hold";
  const advanced = decision === "advance";
  return {
    ladder: track.ladder,
    position,
    streak: stayed ? track.streak : 0,
    running: stayed ? track.running : [],
    ruling,
    last_day: track.last_day,
    last_first_side: track.last_first_side,
    advanced_on: advanced ? weighed.day : track.advanced_on,
    stay: track.stay && (stayed || code === "ADV_LOAD"),
    passed: advanced ? passedAfter(track, position, catalog) : track.passed,
    held: track.held,
  };
}

/** Leaving an exercise, or developing it, means its rung gate is passed. */
function passedAfter(track: Track, after: Position, catalog: Catalog): ReadonlySet<string> {
  const { exercise } = track.position;
  const passes = after.exercise !== exercise || isDevelopment(after.stage, catalog);
  return passes && !track.passed.has(exercise) ? new Set([...track.passed, exercise]) : track.passed;
}

function isDevelopment(stage: string, catalog: Catalog): boolean {
  return known(catalog.stageById, stage).kind === "development";
}
