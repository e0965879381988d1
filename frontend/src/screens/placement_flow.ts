/**
 * How a placement runs and what it finds. Pure: one session's entries in, the next trial or the places out.
 *
 * A bout is one ladder, a turn one try of one leg. Which rung is tried next is the core's decision.
 */

import { type Catalog, type Exercise, type Item, known } from "../training/catalog";
import type { Prescribed, RungChosen, SessionStarted, SetLogged } from "../training/entries";
import { LEGS } from "../training/evidence";
import { nextTrial, placedAt, placedLadders } from "../training/placement";
import { setClass } from "../training/quality";
import type { Replayed } from "../training/replay";
import { isTimed } from "../training/route";
import {
  type Bout,
  type BoutEnd,
  type Flow,
  newest,
  type Side,
  type Slot,
  type WorkoutLog,
  type WorkoutSet,
} from "./workout_flow";

export const PLACEMENT = "placement";

/** The first session's own order decides which ladder is tried first. */
const FIRST_TEMPLATE = "phase_1_A";

/** What a placement is started with: every placed ladder at its first rung, the legs taking turns at going first. */
export function placementItems(catalog: Catalog): readonly Prescribed[] {
  const { slots } = known(catalog.templateById, FIRST_TEMPLATE);
  const at = (ladder: string) => (slots.includes(ladder) ? slots.indexOf(ladder) : slots.length);
  return [...placedLadders(catalog)]
    .sort((a, b) => at(a) - at(b))
    .map((ladder, index) => {
      const trial = nextTrial(ladder, [], catalog);
      const exercise = known(catalog.exerciseById, trial?.exercise);
      const { reps = null, seconds = null } = trial ?? {};
      return {
        ladder,
        exercise: exercise.id,
        stage: exercise.stages[0] ?? "",
        microstep: 0,
        sets: catalog.rules.placement.sets,
        reps_low: reps,
        reps_high: reps,
        seconds_low: seconds,
        seconds_high: seconds,
        load_g: 0,
        tempo: exercise.dose.tempo,
        first_side: exercise.sides === "both" ? "both" : index % 2 === 0 ? "left" : "right",
      };
    });
}

export function placementFlow(log: WorkoutLog, catalog: Catalog): Flow {
  const bouts = log.body.prescribed.map((item, index) => boutOf(log, item, index, catalog));
  const put_off = log.later.flatMap((index) => bouts[index] ?? []);
  const order = [...bouts.filter((bout) => !log.later.includes(bout.index)), ...put_off];
  const bout = order.find((one) => one.end === null);
  const slot = bout?.slots.find((one) => !one.set);
  const turn = bout && slot ? { bout, side: slot.side, set_no: slot.set_no, sets: 1 } : null;
  return { bouts, turn, last: newest(log.sets) };
}

function boutOf(log: WorkoutLog, item: Prescribed, index: number, catalog: Catalog): Bout {
  const sets = triesOf(log.sets, item.ladder);
  const trial = nextTrial(item.ladder, sets, catalog);
  const exercise = known(catalog.exerciseById, trial?.exercise ?? placedAt(item.ladder, sets, catalog));
  const amount = trial?.reps ?? trial?.seconds ?? 0;
  const rungs = climbable(item.ladder, catalog);
  const done: Slot[] = sets.map((set) => ({ side: set.body.side, set_no: set.body.set_no, set }));
  const ahead = trial ? legsLeft(exercise, sets, index) : [];
  return {
    index,
    ladder: item.ladder,
    exercise,
    place: { exercise: exercise.id, stage: exercise.stages[0] ?? "", microstep: 0 },
    moved: false,
    low: amount,
    high: amount,
    target: amount,
    load_g: exercise.dose.load === "light_dumbbell_from_start" ? log.step_g : 0,
    tempo: exercise.dose.tempo,
    sets,
    slots: [...done, ...ahead.map((side) => ({ side, set_no: 1, set: null }))],
    shared: 1,
    lead: null,
    enough: false,
    trial: { at: rungs.indexOf(exercise) + 1, of: rungs.length },
    end: endOf(log, index, sets, trial !== null),
  };
}

/** A ladder's tries in training order. */
function triesOf(sets: readonly WorkoutSet[], ladder: string): WorkoutSet[] {
  return sets
    .filter((set) => set.body.ladder === ladder)
    .sort((a, b) => a.body.performed_at - b.body.performed_at || (a.record < b.record ? -1 : 1));
}

/** Legs that have not tried this rung. Who went second on the rung below goes first on this one. */
function legsLeft(exercise: Exercise, sets: readonly WorkoutSet[], index: number): Side[] {
  const tried = sets.filter((set) => set.body.exercise === exercise.id).map((set) => set.body.side);
  const legs: readonly Side[] = LEGS[exercise.sides];
  const turned = (exercise.rung + index) % 2 === 0 ? [...legs].reverse() : legs;
  return turned.filter((leg) => !tried.includes(leg));
}

function climbable(ladder: string, catalog: Catalog): Exercise[] {
  return known(catalog.ladderById, ladder)
    .rungs.map((rung) => known(catalog.exerciseById, rung))
    .filter((exercise) => exercise.phase_min <= catalog.rules.placement.phase_max);
}

function endOf(log: WorkoutLog, index: number, sets: readonly WorkoutSet[], tries: boolean): BoutEnd | null {
  if (sets.some((set) => set.body.stopped === "pain")) return "pain";
  if (sets.some((set) => set.body.stopped !== "done")) return "stopped";
  if (!tries) return "done";
  return index in log.skipped ? "skipped" : null;
}

/** What kept a ladder from going further; `top` is the last rung a placement may try. */
export type Limit =
  | { readonly why: "top" | "stopped" | "untried" }
  | { readonly why: "quality"; readonly exercise: Exercise; readonly leg: Side; readonly item: Item }
  | { readonly why: "pain"; readonly exercise: Exercise; readonly leg: Side; readonly pain: number }
  | { readonly why: "short"; readonly exercise: Exercise; readonly leg: Side };

/** Where one ladder starts, what it rests on, and what would come next. */
export type Found = {
  readonly ladder: string;
  readonly exercise: Exercise;
  /** False where not even the first rung was good: it is where everybody starts. */
  readonly good: boolean;
  readonly limit: Limit;
  readonly sets: readonly WorkoutSet[];
  /** The rung the ladder is on now. */
  readonly now: string;
};

export function foundOn(
  log: Pick<WorkoutLog, "body" | "sets">,
  replayed: Replayed,
  catalog: Catalog,
): readonly Found[] {
  return log.body.prescribed.map(({ ladder }) => {
    const sets = triesOf(log.sets, ladder);
    const exercise = known(catalog.exerciseById, placedAt(ladder, sets, catalog));
    const good = isGood(exercise, sets, catalog);
    const now = replayed.tracks.get(ladder)?.position.exercise ?? exercise.id;
    return { ladder, exercise, good, limit: limitOf(exercise, good, sets, catalog), sets, now };
  });
}

function limitOf(exercise: Exercise, good: boolean, sets: readonly WorkoutSet[], catalog: Catalog): Limit {
  if (sets.length === 0) return { why: "untried" };
  const rungs = climbable(exercise.ladder, catalog);
  const next = good ? rungs[rungs.indexOf(exercise) + 1] : exercise;
  if (!next) return { why: "top" };
  const tried = sets.filter((set) => set.body.exercise === next.id).map((set) => set.body);
  const sore = tried.find((set) => set.pain > catalog.rules.placement.pain_max);
  if (sore) return { why: "pain", exercise: next, leg: sore.side, pain: sore.pain };
  const short = tried.find((set) => !isWhole(next, set, catalog));
  if (short) return { why: "short", exercise: next, leg: short.side };
  const rough = tried.find((set) => setClass(next, set.checks, catalog.rules.quality) !== "good");
  const item = rough && worst(rough);
  return rough && item ? { why: "quality", exercise: next, leg: rough.side, item } : { why: "stopped" };
}

function worst({ checks }: SetLogged): Item | undefined {
  const rated = Object.entries(checks) as [Item, number][];
  return rated.sort(([, a], [, b]) => a - b)[0]?.[0];
}

function isWhole(exercise: Exercise, set: SetLogged, catalog: Catalog): boolean {
  const { reps, seconds } = catalog.rules.placement;
  return isTimed(exercise) ? (set.seconds ?? 0) >= seconds : (set.reps ?? 0) >= reps;
}

function isGood(exercise: Exercise, sets: readonly WorkoutSet[], catalog: Catalog): boolean {
  const tried = sets.filter((set) => set.body.exercise === exercise.id);
  return LEGS[exercise.sides].every((leg) =>
    tried.some(
      ({ body }) =>
        body.side === leg &&
        body.pain <= catalog.rules.placement.pain_max &&
        isWhole(exercise, body, catalog) &&
        setClass(exercise, body.checks, catalog.rules.quality) === "good",
    ),
  );
}

/** Whether the rules ask for these places: nothing trained yet, or weeks away. Else the runner may keep a rung. */
export function isAskedFor({ state }: Replayed, catalog: Catalog): boolean {
  const trained = state.sessions.findLast(
    (one) => one.sets.size > 0 && !catalog.extra_templates.includes(one.body.template),
  );
  return !trained || state.on - trained.day >= catalog.rules.placement.after_gap_days;
}

/** A placement cannot see above phase 1: a runner who got further keeps the rung unless they say otherwise. */
export function keepsByDefault({ exercise, limit, now }: Found, catalog: Catalog): boolean {
  const rungs = known(catalog.ladderById, exercise.ladder).rungs;
  const gap = rungs.indexOf(now) - rungs.indexOf(exercise.id);
  return gap === 0 || (gap > 0 && limit.why === "top");
}

/** The choices a placement writes: the first stage of each found rung, for ladders that were tried. */
export function placementChoices(
  found: readonly Found[],
  kept: readonly string[],
  at_ms: number,
): readonly RungChosen[] {
  return found
    .filter((one) => one.limit.why !== "untried" && !kept.includes(one.ladder))
    .map(({ ladder, exercise }) => ({
      ladder,
      exercise: exercise.id,
      stage: exercise.stages[0] ?? "",
      microstep: 0,
      chosen_at: at_ms,
      by: PLACEMENT,
      why: null,
    }));
}

type StartAt = Pick<SessionStarted, "plan" | "performed_on" | "started_at" | "utc_offset_min">;

/** Two sets on two legs, then one on each: what shows that the legs are ready for jumps (ruling 5). */
export function hopItems(catalog: Catalog): readonly Prescribed[] {
  const hops = catalog.gates.plyo_gate.hop_tolerance;
  return [
    hopItem(hops.two_leg, hops.two_leg_sets, hops.two_leg_reps, catalog),
    hopItem(hops.one_leg, 1, hops.one_leg_reps, catalog),
  ];
}

function hopItem(id: string, sets: number, reps: number, catalog: Catalog): Prescribed {
  const exercise = known(catalog.exerciseById, id);
  return {
    ladder: exercise.ladder,
    exercise: id,
    stage: exercise.stages[0] ?? "",
    microstep: 0,
    sets,
    reps_low: reps,
    reps_high: reps,
    seconds_low: null,
    seconds_high: null,
    load_g: 0,
    tempo: exercise.dose.tempo,
    first_side: exercise.sides === "both" ? "both" : "left",
  };
}

export function extraStart(
  template: string,
  prescribed: readonly Prescribed[],
  start: StartAt,
): SessionStarted {
  return { ...start, template, deload: false, sleep: null, energy: null, prescribed };
}
