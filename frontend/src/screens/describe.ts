/** The catalogue's names, put together into the short lines a runner reads. Pure. */

import type { Catalog, Exercise } from "../training/catalog";
import { isTimed, namedMicrosteps } from "../training/route";
import { words } from "../words";
import type { Place } from "./workout_flow";

export function templateName(catalog: Catalog, id: string): string {
  return catalog.templateById.get(id)?.name ?? words.template[id] ?? id;
}

/** Where on a rung a runner is: "two hands", "slow lowering". */
export function stageWords(catalog: Catalog, place: Place): string {
  const exercise = catalog.exerciseById.get(place.exercise);
  const named = exercise ? namedMicrosteps(exercise, place.stage) : [];
  const step = named[Math.min(place.microstep, named.length - 1)];
  if (step !== undefined) return words.microstep[step] ?? step.replaceAll("_", " ");
  return words.stage[place.stage] ?? catalog.stageById.get(place.stage)?.name ?? place.stage;
}

/** "8 reps", "20 s". */
export function amountWords(exercise: Exercise, amount: number): string {
  return words.amount(amount, isTimed(exercise));
}

/** "5 s down · fast up", or "hold still". */
export function tempoWords(exercise: Exercise, tempo: string): string {
  if (exercise.dose.hold_s) return words.workout.holdEach(exercise.dose.hold_s);
  const digits = /^(\d)(\d)([\dX])\d?$/.exec(tempo);
  if (!digits) return words.workout.tempoWord[tempo] ?? tempo;
  const [, lower = "", pause = "", lift = ""] = digits;
  return words.workout.tempo(lower, pause, lift);
}
