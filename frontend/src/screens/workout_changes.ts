/** Changes to the rest of a workout: skipping, going on, putting off. */

import { toast } from "../ui/toast";
import { words } from "../words";
import { addWords, skipWords } from "../words/panels";
import { changeDraft, draftOf } from "./workout_draft";
import { type Bout, onlyExtraLeft, type Side, type Why, type WorkoutLog } from "./workout_flow";
import { writeSet } from "./workout_log";

/** Leaves the rest of a bout out. A bout with sets keeps the reason in its last set, so every device knows it. */
export function skipBout(workout: WorkoutLog, bout: Bout, why: Why): void {
  const last = bout.sets.at(-1);
  const said = skipWords.skipped(bout.exercise.name);
  // Sets of the lagging leg alone are no part of what was prescribed: leaving them out says nothing of the session.
  if (last && !onlyExtraLeft(bout.slots, bout.shared)) {
    void writeSet({ ...last.body, stopped: why }, last.record);
    toast(said, { label: words.undo, run: () => void writeSet(last.body, last.record) });
    return;
  }
  const { skipped } = draftOf(workout.record);
  changeDraft(workout.record, { skipped: { ...skipped, [bout.index]: why } });
  toast(said, { label: words.undo, run: () => changeDraft(workout.record, { skipped }) });
}

/** Goes on with a bout after two rough sets. */
export function goOn(workout: WorkoutLog, bout: Bout): void {
  changeDraft(workout.record, { going_on: [...draftOf(workout.record).going_on, bout.index] });
}

/** One more set of each of these legs; it counts like any other. */
export function addSets(workout: WorkoutLog, bout: Bout, legs: readonly Side[]): void {
  const { more } = draftOf(workout.record);
  changeDraft(workout.record, { more: { ...more, [bout.index]: [...(more[bout.index] ?? []), ...legs] } });
  const undo = () => changeDraft(workout.record, { more });
  toast(addWords.added(bout.exercise.name), { label: words.undo, run: undo });
}

/** Puts a bout off to the end of the session. */
export function putOff(workout: WorkoutLog, bout: Bout): void {
  const later = [...draftOf(workout.record).later.filter((one) => one !== bout.index), bout.index];
  changeDraft(workout.record, { later });
  toast(skipWords.putOff(bout.exercise.name));
}
