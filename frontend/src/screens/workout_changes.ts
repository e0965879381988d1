/** Changes to the rest of a workout: skipping, putting off, an easier place, the end. */

import { catalog, write } from "../store/live";
import { toast } from "../ui/toast";
import { words } from "../words";
import { easierWords, skipWords } from "../words/panels";
import { stageWords } from "./describe";
import { changeDraft, draftOf } from "./workout_draft";
import type { Bout, Place, Why, WorkoutLog } from "./workout_flow";
import { writeSet } from "./workout_log";

/** Leaves the rest of a bout out. A bout with sets keeps the reason in its last set, so every device knows it. */
export function skipBout(workout: WorkoutLog, bout: Bout, why: Why): void {
  const last = bout.sets.at(-1);
  const said = skipWords.skipped(bout.exercise.name);
  if (last) {
    void writeSet({ ...last.body, stopped: why }, last.record);
    toast(said, { label: words.undo, run: () => void writeSet(last.body, last.record) });
    return;
  }
  const { skipped } = draftOf(workout.record);
  changeDraft(workout.record, { skipped: { ...skipped, [bout.index]: why } });
  toast(said, { label: words.undo, run: () => changeDraft(workout.record, { skipped }) });
}

/** Puts a bout off to the end of the session. */
export function putOff(workout: WorkoutLog, bout: Bout): void {
  const later = [...draftOf(workout.record).later.filter((one) => one !== bout.index), bout.index];
  changeDraft(workout.record, { later });
  toast(skipWords.putOff(bout.exercise.name));
}

/** Goes on with an easier place from the next set on. */
export async function goEasier(bout: Bout, place: Place): Promise<void> {
  const choice = { ladder: bout.ladder, ...place, chosen_at: Date.now(), by: "runner", why: null } as const;
  const { record } = await write("rung_chosen", choice);
  const name = catalog().exerciseById.get(place.exercise)?.name ?? place.exercise;
  toast(easierWords.chosen(`${name}, ${stageWords(catalog(), place)}`), {
    label: words.undo,
    run: () => void write("rung_chosen", null, record),
  });
}
