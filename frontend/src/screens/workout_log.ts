/** Writing in the workout: drawn at once, then stored; what could not be stored stays on the screen. */

import { computed, signal } from "@preact/signals";
import { backup, catalog, currentHome, glance, newRecord, openWorkout, recount, write } from "../store/live";
import type { SetLogged } from "../training/entries";
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

/** Writes a set, or takes one back with a null body. It is on the screen before it is on the disk. */
export async function writeSet(body: SetLogged | null, record: string = newRecord()): Promise<void> {
  const attempt: Attempt = { record, body, failed: false };
  attempts.value = [...attempts.value.filter((one) => one.record !== record), attempt];
  try {
    await write("set_logged", body, record);
    attempts.value = attempts.value.filter((one) => one !== attempt);
  } catch {
    attempts.value = attempts.value.map((one) => (one === attempt ? { ...one, failed: true } : one));
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
