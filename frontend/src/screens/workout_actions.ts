/** What the runner's taps do in a workout. */

import { buzz } from "../device/vibration";
import { catalog } from "../store/live";
import type { SetLogged } from "../training/entries";
import { isBehind } from "../ui/drawing";
import { announce, toast } from "../ui/toast";
import { words } from "../words";
import { amountWords } from "./describe";
import { counted } from "./workout_clock";
import { changeDraft, draftOf, turnDraftOf, turnKey } from "./workout_draft";
import type { Flow, Turn, WorkoutLog } from "./workout_flow";
import { flowNow, shownWorkout, writeSet } from "./workout_log";
import { amountFor, setBody } from "./workout_tap";

/** Logs the turn as drafted. The next turn is drawn as soon as the set is stored, or is taking its time. */
export async function logTurn(workout: WorkoutLog, turn: Turn, rir: number | null): Promise<void> {
  // The second tap of a double one, on the turn that is being stored.
  if (isBehind()) return;
  const made = turnDraftOf(workout.record, turnKey(turn));
  const now_ms = draftOf(workout.record).paused_ms ?? Date.now();
  const note = [made.where && words.workout.painAt(made.where), made.note].filter(Boolean).join(". ");
  const body = setBody(
    workout.record,
    turn,
    {
      amount: made.amount ?? counted(made, now_ms) ?? amountFor(turn),
      marks: made.marks,
      pain: made.pain,
      rir,
      load_g: made.load_g ?? turn.bout.load_g,
      note,
    },
    Date.now(),
    catalog(),
  );
  const stored = writeSet(body);
  buzz();
  changeDraft(workout.record, { turn: null, rest: null, paused_ms: null });
  sayWhatHappened(turn, body, await stored);
}

function sayWhatHappened(turn: Turn, body: SetLogged, isStored: boolean): void {
  const shown = shownWorkout.value;
  if (!shown) return;
  const flow = flowNow(shown);
  const { exercise } = turn.bout;
  const done = words.workout.logged(
    words.legs.name[turn.side],
    turn.set_no,
    amountWords(exercise, body.reps ?? body.seconds ?? 0),
  );
  announce([isStored && done, nextSaid(flow)].filter(Boolean).join(" "));
  const ended = flow.bouts[turn.bout.index]?.end;
  if (ended === "jumps") toast(words.workout.endedJumps);
  else if (ended === "pain") {
    const jumps = exercise.category === "plyometric";
    toast(jumps ? words.workout.endedJumps : words.workout.endedPain(exercise.name));
  }
}

function nextSaid({ turn }: Flow): string {
  if (!turn) return words.workout.nextUp(words.cooldown.title);
  const set = words.workout.setOf(turn.set_no, turn.sets);
  return words.workout.announceNext(turn.bout.exercise.name, words.legs.name[turn.side], set);
}

/** Takes the newest set back; its turn is next again. */
export function undoLast(flow: Flow): void {
  if (!flow.last) return;
  const { side } = flow.last.body;
  void writeSet(null, flow.last.record);
  toast(words.workout.undone(words.legs.name[side]));
}
