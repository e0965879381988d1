/**
 * Every ladder after every session: the walk through the log that the verdicts come from.
 *
 * All ladders are walked together, in training order, because jump ladders share a limit and a rung may ask
 * for another ladder's rung.
 */

import { type Catalog, type Exercise, known, type Ladder } from "./catalog";
import { type Doors, dawn, phaseOf, seeSession, seeSetBack, seeWeighed, startDoors } from "./doors";
import { firstSetAt, type Weighed, weigh } from "./evidence";
import type { Choice, Session, TrainingState } from "./fold";
import { comeBack, gapBand } from "./gaps";
import {
  easedFrom,
  type Moment,
  progressionRuling,
  RUNNING_KEPT,
  type Ruling,
  safetyRuling,
  type Track,
} from "./gate";
import { DAYS_PER_WEEK, planWeek } from "./phases";
import { Grades } from "./quality";
import { firstPosition, microstepMax, setRange, smallestStepG } from "./route";
import type { LocksByDay } from "./symmetry";

/** Priorities of ladders that have verdicts; warm-up, cool-down and running drills do not. */
const CLIMBED: readonly string[] = ["core", "secondary", "bilateral_day", "accessory", "plyo"];

/** How long an early lighter week lasts. */
const EARLY_DELOAD_DAYS = 7;

/** More sessions than three weeks can hold. */
const EFFORTS_SEEN = 40;

/** A folded log and what the rules made of it: all that any answer is read from. */
export type Replayed = {
  readonly state: TrainingState;
  readonly tracks: ReadonlyMap<string, Track>;
  /** Session record → ladder → the ruling of that ladder-session. */
  readonly rulings: ReadonlyMap<string, ReadonlyMap<string, Ruling>>;
  readonly doors: Doors;
  readonly phase: number;
  readonly locks: LocksByDay;
  /** Days after which a lighter week was called for ahead of the calendar. */
  readonly early_deloads: readonly number[];
};

/** The walk so far. */
type Walk = {
  readonly state: TrainingState;
  readonly catalog: Catalog;
  readonly tracks: Map<string, Track>;
  /** Per ladder, the choices still ahead, latest first. */
  readonly choices: ReadonlyMap<string, Choice[]>;
  readonly doors: Doors;
  readonly grades: Grades;
  readonly rulings: Map<string, ReadonlyMap<string, Ruling>>;
  readonly jump_advances: number[];
  /** Every step back. */
  readonly setbacks: { readonly day: number; readonly ladder: string }[];
  /** Every session that has an rpe. */
  readonly efforts: { readonly day: number; readonly rpe: number }[];
  readonly early_deloads: number[];
};

export function climbedLadders(catalog: Catalog): readonly Ladder[] {
  return catalog.ladders.filter((ladder) => CLIMBED.includes(ladder.priority));
}

/** Every ladder after every session and choice of the log, in training order. */
export function replay(state: TrainingState, catalog: Catalog): Replayed {
  const walk = start(state, catalog);
  const { tracks, doors } = walk;
  let dawned = firstDawn(walk);
  let dusk: number | null = null;
  for (const session of state.sessions) {
    // The doors once more after the last session of a day: one shown open in the evening stays open.
    if (dusk !== null && dusk < session.day) dawn(doors, state, catalog, dusk);
    dusk = session.day;
    dawned = dawns(walk, dawned, session.day);
    const week = planWeek(state.plan, session.day);
    seeSession(doors, session, week, catalog);
    if (catalog.extra_templates.includes(session.body.template)) continue;
    const lightWeek = week === catalog.rules.plyo.weeks[0]?.week;
    const phase = phaseOf(doors);
    const moment = { state, catalog, phase, tracks, doors, jump_advances: walk.jump_advances };
    const ruled = new Map<string, Ruling>();
    for (const ladder of tracks.keys()) {
      if (session.sets.has(ladder)) take(walk, ladder, session, moment, lightWeek, ruled);
    }
    if (ruled.size > 0) walk.rulings.set(session.record, ruled);
    seeEffort(walk, session);
  }
  if (dusk !== null) dawn(doors, state, catalog, dusk);
  dawns(walk, dawned, state.on);
  dawn(doors, state, catalog, state.on);
  const phase = phaseOf(doors);
  for (const [ladder, track] of tracks) {
    choose(track, known(walk.choices, ladder), Number.POSITIVE_INFINITY, walk);
    comeBack(track, state, catalog, phase, doors.trained_on);
  }
  const { rulings, early_deloads } = walk;
  return { state, tracks, rulings, doors, phase, locks: doors.locks, early_deloads };
}

function start(state: TrainingState, catalog: Catalog): Walk {
  const ladders = climbedLadders(catalog);
  const choices = new Map(ladders.map((ladder) => [ladder.id, [] as Choice[]]));
  for (const choice of [...state.choices].reverse()) choices.get(choice.body.ladder)?.push(choice);
  return {
    state,
    catalog,
    tracks: new Map(ladders.map((ladder) => [ladder.id, fresh(ladder, state, catalog)])),
    choices,
    doors: startDoors(state, catalog),
    grades: new Grades(catalog),
    rulings: new Map(),
    jump_advances: [],
    setbacks: [],
    efforts: [],
    early_deloads: [],
  };
}

/** The first day that can matter to a door: none opens before a session of the plan. */
function firstDawn({ doors, state }: Walk): number | null {
  const begun = doors.calendar_from;
  const [first] = state.sessions;
  return begun === null || !first ? null : Math.max(begun, first.day);
}

/** Lets every day up to `day` dawn; days before the plan do not. The next day to dawn. */
function dawns(walk: Walk, after: number | null, day: number): number | null {
  if (after === null) return null;
  for (let one = after; one <= day; one += 1) dawn(walk.doors, walk.state, walk.catalog, one);
  return Math.max(after, day + 1);
}

/** Calls for an early lighter week when ladders fall back together or effort climbs. */
function seeEffort(walk: Walk, { day, finished }: Session): void {
  const rules = walk.catalog.program.deload;
  if (finished && finished.rpe !== null) walk.efforts.push({ day, rpe: finished.rpe });
  const called = walk.early_deloads.at(-1);
  if (called !== undefined && day - called <= EARLY_DELOAD_DAYS) return;
  const fallen = new Set<string>();
  for (let at = walk.setbacks.length - 1; at >= 0; at -= 1) {
    const setback = walk.setbacks[at];
    if (!setback || day - setback.day >= rules.early_ladders_days) break;
    fallen.add(setback.ladder);
  }
  if (fallen.size >= rules.early_ladders || effortClimbed(walk, day)) walk.early_deloads.push(day);
}

/** Whether the last week's mean effort is so many points above the mean of the two weeks before it. */
function effortClimbed({ catalog, efforts }: Walk, day: number): boolean {
  const { early_rpe_days, early_rpe_above } = catalog.program.deload;
  const recent = { sum: 0, count: 0 };
  const before = { sum: 0, count: 0 };
  const seen = Math.max(0, efforts.length - EFFORTS_SEEN);
  for (let at = efforts.length - 1; at >= seen; at -= 1) {
    const effort = efforts[at];
    const ago = effort ? day - effort.day : Number.POSITIVE_INFINITY;
    if (!effort || ago >= DAYS_PER_WEEK + early_rpe_days) break;
    const week = ago < DAYS_PER_WEEK ? recent : before;
    week.sum += effort.rpe;
    week.count += 1;
  }
  if (recent.count === 0 || before.count === 0) return false;
  const rise = recent.sum * before.count - before.sum * recent.count;
  return rise >= early_rpe_above * recent.count * before.count;
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
    done: new Map(),
    held: new Map(),
    returned_on: null,
    gap: null,
  };
}

/** Every choice made up to an instant moves the track; `choices` is latest first and is used up. */
function choose(track: Track, choices: Choice[], untilMs: number, { state, catalog }: Walk): void {
  for (let next = choices.at(-1); next && next.body.chosen_at <= untilMs; next = choices.at(-1)) {
    choices.pop();
    const { body } = next;
    const exercise = known(catalog.exerciseById, body.exercise);
    const [low, high] = setRange(exercise);
    const last = microstepMax(exercise, body.stage, low, high, catalog);
    const loaded = body.stage === "load";
    track.position = {
      exercise: exercise.id,
      stage: body.stage,
      microstep: Math.min(body.microstep, last),
      load_g: loaded
        ? Math.max(track.position.load_g, smallestStepG(state))
        : firstPosition(exercise, state).load_g,
    };
    track.streak = 0;
    track.running = [];
    track.ruling = null;
    track.stay = loaded && body.by !== "placement";
    passBelow(track, exercise, body.stage, catalog);
  }
}

/** Every rung and stage below the place counts as passed. */
function passBelow(track: Track, exercise: Exercise, stage: string, catalog: Catalog): void {
  const { rungs } = known(catalog.ladderById, exercise.ladder);
  const below = rungs.slice(0, rungs.indexOf(exercise.id));
  if (!below.every((rung) => track.passed.has(rung))) track.passed = new Set([...track.passed, ...below]);
  for (const rung of below) passStages(track, rung, known(catalog.exerciseById, rung).stages.length);
  passStages(track, exercise.id, exercise.stages.indexOf(stage));
}

function passStages(track: Track, exercise: string, stages: number): void {
  if (stages > (track.done.get(exercise) ?? 0)) track.done = new Map(track.done).set(exercise, stages);
}

/** One ladder's part of a session: choices made before it, then the verdict. */
function take(
  walk: Walk,
  ladder: string,
  session: Session,
  moment: Moment,
  lightWeek: boolean,
  ruled: Map<string, Ruling>,
): void {
  const { state, catalog, doors } = walk;
  let track = known(walk.tracks, ladder);
  const choices = known(walk.choices, ladder);
  if (choices.length > 0) choose(track, choices, firstSetAt(session, ladder), walk);
  const weighed = weigh(session, ladder, catalog, smallestStepG(state), walk.grades, lightWeek);
  const underWay = !session.finished && session.day === state.on && !weighed.complete;
  // Under way: it only stands if something alarming happened.
  if (underWay) track = { ...track };
  count(track, weighed, catalog);
  let ruling = safetyRuling(track, weighed, moment);
  if (!ruling) {
    if (underWay) return;
    ruling = progressionRuling(track, weighed, moment);
  }
  if (underWay) walk.tracks.set(ladder, track);
  seeWeighed(doors, ladder, weighed, catalog);
  move(track, weighed, ruling, catalog);
  ruled.set(ladder, ruling);
  if (ruling.decision !== "hold") seeRuling(walk, ladder, session.day, ruling);
}

function seeRuling(walk: Walk, ladder: string, day: number, { decision }: Ruling): void {
  if (decision === "advance") {
    if (known(walk.catalog.ladderById, ladder).priority === "plyo") walk.jump_advances.push(day);
    return;
  }
  walk.setbacks.push({ day, ladder });
  seeSetBack(walk.doors, ladder, day, walk.catalog);
}

/** Takes a session into the streak and the sessions running; neutral ones leave both alone. */
function count(track: Track, weighed: Weighed, catalog: Catalog): void {
  const rules = catalog.rules.advance;
  const { exercise, stage, day } = weighed;
  const { id } = exercise;
  if (id !== track.position.exercise || stage !== "load") track.stay = false;
  const last = track.running.at(-1);
  if (last && (last.exercise.id !== id || last.stage !== stage)) {
    track.streak = 0;
    track.running = [];
  }
  if (track.last_day !== null && day - track.last_day >= rules.streak_gap_days) {
    track.streak = 0;
    track.returned_on = day;
    track.gap = gapBand(day - track.last_day, catalog);
  }
  if (weighed.seconds_min !== null && weighed.both_good) {
    if (weighed.seconds_min > (track.held.get(id) ?? 0)) {
      track.held = new Map(track.held).set(id, weighed.seconds_min);
    }
  }
  const eased = easedFrom(track.ruling, weighed, catalog) !== null;
  if (id !== track.position.exercise) passBelow(track, exercise, stage, catalog);
  track.last_day = day;
  track.last_first_side = weighed.first_side;
  const here = track.position;
  const { microstep, load_g } = weighed;
  const stays = here.exercise === id && here.stage === stage;
  if (!stays || here.microstep !== microstep || here.load_g !== load_g) {
    track.position = { exercise: id, stage, microstep, load_g };
  }
  if (weighed.neutral) return;
  const before = track.running.at(-1);
  if (weighed.complete && weighed.both_good && weighed.at_top && !eased) {
    const paired = track.streak > 0 && before !== undefined && day - before.day <= rules.window_days;
    track.streak = paired ? Math.min(track.streak + 1, rules.sessions) : 1;
  } else {
    track.streak = 0;
  }
  track.running = [...track.running.slice(1 - RUNNING_KEPT), weighed];
}

/** Puts the track where the ruling says; anything but a hold starts the streak anew. */
function move(track: Track, weighed: Weighed, ruling: Ruling, catalog: Catalog): void {
  const before = track.position;
  const after = ruling.position;
  track.position = after;
  track.ruling = ruling;
  if (ruling.decision === "hold") return;
  if (ruling.decision === "advance") {
    track.advanced_on = weighed.day;
    passStages(track, before.exercise, weighed.exercise.stages.indexOf(before.stage) + 1);
    const develops = known(catalog.stageById, after.stage).kind === "development";
    if (after.exercise !== before.exercise || develops) {
      track.passed = new Set([...track.passed, before.exercise]);
    }
  }
  track.streak = 0;
  track.running = [];
  track.stay = track.stay && ruling.code === "ADV_LOAD";
}
