/** Where a runner may go on a ladder by choice, and what is in the way of the next rung. Pure. */

import { type Catalog, type Exercise, known } from "../training/catalog";
import { knownOn } from "../training/gate";
import { jumpWeek } from "../training/jumps";
import { entryMet } from "../training/needs";
import { exerciseEquipped, exerciseOpen, stageOpen } from "../training/phases";
import type { Replayed } from "../training/replay";
import { microstepMax, rungAbove, rungBelow, setRange, stagesFor } from "../training/route";
import type { Place } from "./workout_flow";

/** The stage in which a runner stays and builds (ruling 4). */
const STAY = "load";

/** Why the next rung cannot be chosen: its phase or jump week, missing gear, legs too far apart, its needs, or a closed ladder. */
export type InTheWay = "phase" | "gear" | "legs" | "needs" | "frozen";

export type Choices = {
  /** Nearest first: a micro-step, a stage, a rung. */
  readonly easier: readonly Place[];
  readonly harder: readonly Place[];
  /** Staying on the rung and building load; null where it cannot be, or is so already. */
  readonly stay: Place | null;
  /** The runner has chosen to stay. */
  readonly stays: boolean;
  /** The next rung, where it cannot be chosen, and why. */
  readonly closed: { readonly rung: Exercise; readonly why: InTheWay } | null;
};

export function choicesAt(place: Place, replayed: Replayed, catalog: Catalog): Choices {
  const exercise = known(catalog.exerciseById, place.exercise);
  const track = replayed.tracks.get(exercise.ladder);
  const stays = track?.stay === true && place.stage === STAY;
  const above = rungAbove(exercise, exercise.ladder, catalog);
  const why = above && inTheWay(above, replayed, catalog);
  const isFrozen = replayed.locks.on(replayed.state.on).frozen.has(exercise.ladder);
  const harder = isFrozen ? [] : [...within(place, exercise, replayed, catalog)];
  if (above && !why) harder.push(firstPlace(above));
  return {
    easier: easierPlaces(place, catalog),
    harder,
    stay: stays || isFrozen || !above ? null : stayPlace(place, exercise, replayed, catalog),
    stays,
    closed: above && why ? { rung: above, why } : null,
  };
}

function firstPlace(exercise: Exercise): Place {
  return { exercise: exercise.id, stage: exercise.stages[0] ?? "", microstep: 0 };
}

/** The next micro-step, and the next stage that is open and needs nothing the runner lacks. */
function* within(place: Place, exercise: Exercise, replayed: Replayed, catalog: Catalog): Generator<Place> {
  const { state, phase } = replayed;
  const [low, high] = setRange(exercise);
  if (place.microstep < microstepMax(exercise, place.stage, low, high, catalog)) {
    yield { ...place, microstep: place.microstep + 1 };
  }
  const later = exercise.stages.slice(exercise.stages.indexOf(place.stage) + 1);
  const open = stagesFor(exercise, state, catalog).filter((stage) => stageOpen(stage, catalog, phase));
  const stage = open.find((one) => later.includes(one) && one !== STAY);
  if (stage) yield { exercise: exercise.id, stage, microstep: 0 };
}

function stayPlace(place: Place, exercise: Exercise, replayed: Replayed, catalog: Catalog): Place | null {
  const has = stagesFor(exercise, replayed.state, catalog).includes(STAY);
  if (!has || !stageOpen(STAY, catalog, replayed.phase)) return null;
  return { exercise: place.exercise, stage: STAY, microstep: place.stage === STAY ? place.microstep : 0 };
}

/** What no choice can skip. The rung being left needs no pass: leaving it is the choice. */
function inTheWay(above: Exercise, replayed: Replayed, catalog: Catalog): InTheWay | null {
  const { state, doors, locks, tracks, phase } = replayed;
  const now = locks.on(state.on);
  if (now.frozen.has(above.ladder)) return "frozen";
  if (!exerciseOpen(above, phase)) return "phase";
  if (!exerciseEquipped(above, state)) return "gear";
  if (above.category === "plyometric") {
    if (!jumpWeek(doors, state, catalog, state.on)?.opens.has(above.id)) return "phase";
    if (now.exercises.has(above.id)) return "legs";
  }
  const knows = knownOn(tracks.values(), doors, state.on);
  const own = known(catalog.ladderById, above.ladder).rungs;
  const others = above.entry.filter((need) => need.exercise === null || !own.includes(need.exercise));
  return others.every((need) => entryMet(need, knows, state, catalog, state.on)) ? null : "needs";
}

/** Places below this one, nearest first: a micro-step, a stage, a rung. Empty at the very bottom. */
export function easierPlaces(place: Place, catalog: Catalog): Place[] {
  const exercise = known(catalog.exerciseById, place.exercise);
  const places: Place[] = [];
  if (place.microstep > 0) places.push({ ...place, microstep: place.microstep - 1 });
  const earlier = exercise.stages.slice(0, exercise.stages.indexOf(place.stage));
  const stage = earlier.filter((id) => catalog.stageById.get(id)?.requires_any.length === 0).at(-1);
  if (stage) places.push({ exercise: exercise.id, stage, microstep: 0 });
  const below = rungBelow(exercise, exercise.ladder, catalog);
  const controls = below?.stages.filter((id) => catalog.stageById.get(id)?.kind === "control");
  const landing = controls?.at(-1) ?? below?.stages[0];
  if (below && landing) places.push({ exercise: below.id, stage: landing, microstep: 0 });
  return places;
}
