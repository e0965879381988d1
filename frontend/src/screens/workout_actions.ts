/** What the runner's taps do in a workout. */

import { buzz } from "../device/vibration";
import { catalog, write } from "../store/live";
import type { SetLogged } from "../training/entries";
import { announce, toast } from "../ui/toast";
import { words } from "../words";
import { amountWords, stageWords } from "./describe";
import { changeDraft, draftOf, turnDraftOf } from "./workout_draft";
import {
  type Bout,
  type Flow,
  flowOf,
  type Place,
  type Turn,
  type Why,
  type WorkoutLog,
} from "./workout_flow";
import { shownWorkout, writeSet } from "./workout_log";
import { amountFor, setBody } from "./workout_tap";

export function turnKey(turn: Turn): string {
  return `${turn.bout.index}:${turn.bout.place.exercise}:${turn.side}:${turn.set_no}`;
}

/** Logs the turn as drafted. The next turn is on the screen before the set is stored. */
export function logTurn(workout: WorkoutLog, turn: Turn, rir: number | null): void {
  const made = turnDraftOf(workout.record, turnKey(turn));
  const note = [made.where && words.pain.note(made.where), made.note].filter(Boolean).join(". ");
  const body = setBody(
    workout.record,
    turn,
    {
      amount: made.amount ?? amountFor(turn),
      marks: made.marks,
      pain: made.pain,
      rir,
      load_g: made.load_g ?? turn.bout.load_g,
      note,
    },
    Date.now(),
    catalog(),
  );
  buzz();
  void writeSet(body);
  changeDraft(workout.record, { turn: null, rest: null });
  sayWhatHappened(turn, body);
}

function sayWhatHappened(turn: Turn, body: SetLogged): void {
  const shown = shownWorkout.value;
  if (!shown) return;
  const flow = flowOf(shown, catalog());
  const { exercise } = turn.bout;
  const done = words.workout.logged(
    words.legs.name[turn.side],
    turn.set_no,
    amountWords(exercise, body.reps ?? body.seconds ?? 0),
  );
  announce(`${done} ${nextSaid(flow)}`);
  const ended = flow.bouts[turn.bout.index]?.end;
  if (ended === "poor") toast(words.workout.endedPoor(exercise.name));
  else if (ended === "jumps") toast(words.workout.endedJumps);
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

/** Leaves the rest of a bout out. A bout with sets keeps the reason in its last set, so every device knows it. */
export function skipBout(workout: WorkoutLog, bout: Bout, why: Why): void {
  const last = bout.sets.at(-1);
  const said = words.skip.skipped(bout.exercise.name);
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
  toast(words.skip.putOff(bout.exercise.name));
}

/** Goes on with an easier place from the next set on. */
export async function goEasier(bout: Bout, place: Place): Promise<void> {
  const choice = { ladder: bout.ladder, ...place, chosen_at: Date.now(), by: "runner", why: null } as const;
  const { record } = await write("rung_chosen", choice);
  const name = catalog().exerciseById.get(place.exercise)?.name ?? place.exercise;
  toast(words.easier.chosen(`${name}, ${stageWords(catalog(), place)}`), {
    label: words.undo,
    run: () => void write("rung_chosen", null, record),
  });
}
