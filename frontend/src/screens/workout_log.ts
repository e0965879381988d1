/** Writing in the workout: stored and drawn; what could not be stored stays on the screen. */

import { computed, signal } from "@preact/signals";
import { backup, catalog, currentHome, glance, newRecord, openWorkout, recount, write } from "../store/live";
import type { SetLogged } from "../training/entries";
import { drawOnce } from "../ui/drawing";
import { loadStep_g } from "./settings";
import { draftOf } from "./workout_draft";
import { type Flow, flowOf, type WorkoutLog, type WorkoutSet } from "./workout_flow";

type Attempt = { record: string; body: SetLogged | null; failed: boolean };

const attempts = signal<readonly Attempt[]>([]);

/** Entries that are on the screen but not on the disk. */
export const unsavedCount = computed(
  () => backup.value.unsaved + attempts.value.filter((attempt) => attempt.failed).length,
);

/** The open workout as the runner sees it: stored sets with the ones on their way laid over them. */
export const shownWorkout = computed<WorkoutLog | null>(() => {
  const open = openWorkout.value;
  if (!open) return null;
  const { skipped, later, lead, going_on, more } = draftOf(open.record);
  const sets = new Map<string, WorkoutSet>(open.sets.map((set) => [set.record, set]));
  for (const { record, body } of attempts.value) {
    if (body === null) sets.delete(record);
    else if (body.session === open.record) sets.set(record, { record, body });
  }
  const choices = glance.value?.recent.choices.map((choice) => choice.body) ?? [];
  return {
    record: open.record,
    body: open.body,
    sets: [...sets.values()],
    choices,
    skipped,
    later,
    lead,
    going_on,
    more,
    step_g: loadStep_g(),
  };
});

/** How the sessions of a template run, where they run otherwise; what they need loads with their own screen. */
const ways = signal<Readonly<Record<string, typeof flowOf>>>({});

export function runsAs(template: string, way: typeof flowOf): void {
  ways.value = { ...ways.value, [template]: way };
}

/** What the workout comes to so far, and its next turn. */
export function flowNow(workout: WorkoutLog): Flow {
  return (ways.value[workout.body.template] ?? flowOf)(workout, catalog());
}

/**
 * A disk that takes longer is not waited for. Less would have a slow phone draw while its disk is about to answer, and
 * draw once more after it.
 */
const DRAWN_WITHIN_MS = 60;

/** Writes a set, or takes one back with a null body. True when it is on the disk; the screen hardly waits for that. */
export function writeSet(body: SetLogged | null, record: string = newRecord()): Promise<boolean> {
  return drawOnce(() => store({ record, body, failed: false }), DRAWN_WITHIN_MS);
}

async function store(attempt: Attempt): Promise<boolean> {
  const { record, body } = attempt;
  attempts.value = [...attempts.value.filter((one) => one.record !== record), attempt];
  try {
    await write("set_logged", body, record);
    attempts.value = attempts.value.filter((one) => one !== attempt);
    return true;
  } catch {
    attempts.value = attempts.value.map((one) => (one === attempt ? { ...one, failed: true } : one));
    return false;
  }
}

/** Tries again whatever could not be stored, and the network as well. */
export async function retryUnsaved(): Promise<void> {
  for (const { record, body } of attempts.value.filter((one) => one.failed)) await writeSet(body, record);
  // What the database had no room for goes in before it is counted, also for a guest, who has no server to try.
  const home = currentHome();
  if (home) await recount(home);
  const loop = await import("../sync/loop").catch(() => null);
  await loop?.syncNow();
}
