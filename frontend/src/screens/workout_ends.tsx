import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { catalog } from "../store/live";
import { Button } from "../ui/button";
import { ChooseOne } from "../ui/choice";
import { words } from "../words";
import { amountWords } from "./describe";
import { useHeading } from "./page";
import { undoLast } from "./workout_actions";
import { changeDraft, draftOf } from "./workout_draft";
import { finish } from "./workout_finish";
import { endedAs, type Flow, type WorkoutLog } from "./workout_flow";
import { UnsavedBar } from "./workout_turn";

/** Ticks before the first set; nothing of it is logged. */
export function WarmUp({ workout }: { workout: WorkoutLog }) {
  const heading = useHeading(words.warmup.title);
  const { warmup, warmup_minutes } = catalog().program;
  const [low, high] = warmup_minutes;
  const go = () => changeDraft(workout.record, { warmed: true });
  const all = warmup.every((one) => draftOf(workout.record).ticked.includes(one));
  return (
    <main class="page in-workout">
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {words.warmup.title}
        </h1>
        <p class="quiet">{words.warmup.text(low, high)}</p>
      </header>
      <Ticks workout={workout} exercises={warmup} />
      <div class="page-foot">
        <Button look={all ? "primary big" : "big"} onClick={go}>
          {all ? words.warmup.done : words.warmup.skip}
        </Button>
      </div>
    </main>
  );
}

const EFFORT = Array.from({ length: 10 }, (_, index) => ({ value: index + 1, label: String(index + 1) }));
const NOTE_MAX_CHARS = 500;

/** After the last set: ticks, how hard it was, done. */
export function CoolDown({ workout, flow }: { workout: WorkoutLog; flow: Flow }) {
  const heading = useHeading(words.cooldown.title);
  const { route } = useLocation();
  const [rpe, setRpe] = useState<number | null>(null);
  const [note, setNote] = useState("");
  const { cooldown, cooldown_minutes } = catalog().program;
  const [low, high] = cooldown_minutes;
  const end = async () => {
    await finish(workout, endedAs(flow, workout.skipped), rpe, note);
    route(`/done/${workout.record}`, true);
  };
  return (
    <main class="page in-workout">
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {words.cooldown.title}
        </h1>
        <p class="quiet">{words.cooldown.text(low, high)}</p>
      </header>
      <UnsavedBar />
      <Ticks workout={workout} exercises={cooldown} />
      <ChooseOne
        label={words.cooldown.rpeTitle}
        look="grid five"
        options={EFFORT}
        chosen={rpe}
        onChoose={setRpe}
      />
      <p class="small">{words.cooldown.rpeHint}</p>
      <label class="field">
        <span>{words.cooldown.note}</span>
        <textarea
          maxLength={NOTE_MAX_CHARS}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <div class="page-foot">
        <Button look="primary big" onClick={() => void end()}>
          {words.cooldown.finish}
        </Button>
        {flow.last && (
          <Button look="bare wide" onClick={() => undoLast(flow)}>
            {words.workout.undoLast}
          </Button>
        )}
      </div>
    </main>
  );
}

function Ticks({ workout, exercises }: { workout: WorkoutLog; exercises: readonly string[] }) {
  const { ticked } = draftOf(workout.record);
  const flip = (id: string) =>
    changeDraft(workout.record, {
      ticked: ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id],
    });
  return (
    <ul class="ticks">
      {exercises.map((id) => {
        const exercise = catalog().exerciseById.get(id);
        if (!exercise) return null;
        const [, high] = exercise.dose.reps ?? exercise.dose.seconds ?? [0, 0];
        return (
          <li key={id}>
            <label class="tick">
              <input type="checkbox" checked={ticked.includes(id)} onChange={() => flip(id)} />
              <span class="tick-box" aria-hidden="true" />
              <span class="grow">
                <b>{exercise.name}</b>
                <small>
                  {amountWords(exercise, high)}
                  {exercise.sides === "per_leg" && ` ${words.warmup.each}`}. {exercise.how[0]}
                </small>
              </span>
            </label>
          </li>
        );
      })}
    </ul>
  );
}
