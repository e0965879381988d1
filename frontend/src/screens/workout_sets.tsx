import { useState } from "preact/hooks";
import { catalog } from "../store/live";
import type { Exercise, Item } from "../training/catalog";
import type { SetLogged } from "../training/entries";
import { isTimed } from "../training/route";
import { Button } from "../ui/button";
import { CheckRow } from "../ui/check_row";
import { ChooseOne } from "../ui/choice";
import { Stepper } from "../ui/stepper";
import { toast } from "../ui/toast";
import { words } from "../words";
import { editWords, menuWords } from "../words/panels";
import { SetLine } from "./set_line";
import { WeightStepper } from "./weight_stepper";
import type { WorkoutSet } from "./workout_flow";
import { writeSet } from "./workout_log";
import type { PanelProps } from "./workout_panels";
import { amountOf, completed, itemsOf, type Marks, meaning, stoppedBy } from "./workout_tap";

/** Every set of this workout; each can be changed or taken back. */
export function SetsPanel({ flow }: PanelProps) {
  const [editing, edit] = useState<WorkoutSet | null>(null);
  if (editing) return <EditSet set={editing} onDone={() => edit(null)} />;
  const bouts = flow.bouts.filter((bout) => bout.sets.length > 0);
  if (bouts.length === 0) return <p>{menuWords.noSets}</p>;
  return (
    <>
      {bouts.map((bout) => (
        <section class="stack" key={bout.index}>
          <h3>{bout.exercise.name}</h3>
          <div class="lines">
            {bout.sets.map((set) => (
              <button type="button" class="line" key={set.record} onClick={() => edit(set)}>
                <SetLine set={set.body} />
              </button>
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

const RESERVE = [
  { value: -1, label: editWords.notAsked },
  ...words.workout.reserve.map((label, value) => ({ value, label })),
];
const LEVELS = Array.from({ length: 11 }, (_, pain) => ({ value: pain, label: String(pain) }));
const AMOUNT_MAX = 600;

type EditSetProps = {
  set: WorkoutSet;
  onDone: () => void;
  /** Where it is not in the log yet: writes it. */
  onNew?: (body: SetLogged) => void;
};

/** A set as it stands; saving writes a new version of it at the same instant of training. */
export function EditSet({ set, onDone, onNew }: EditSetProps) {
  const [body, setBody] = useState<SetLogged>(set.body);
  const exercise = catalog().exerciseById.get(body.exercise);
  if (!exercise) return null;
  const change = (what: Partial<SetLogged>) => setBody({ ...body, ...what });
  const save = (next: SetLogged | null, said: string) => {
    if (onNew && next) onNew(next);
    else void writeSet(next, set.record);
    toast(said);
    onDone();
  };
  const items = itemsOf(exercise);
  const marks = body.checks as Marks;
  // What nobody rated was clean only when the button says so.
  const isRated = items.every((item) => marks[item] !== undefined);
  const rated = { ...body, checks: completed(items, marks), stopped: stoppedBy(body, exercise, catalog()) };
  return (
    <div class="stack wide">
      <p class="quiet">
        {exercise.name}, {words.legs.name[body.side]}, {words.workout.setNo(body.set_no)}
      </p>
      <EditAmount body={body} exercise={exercise} onChange={change} />
      <EditWeight body={body} onChange={change} />
      <div class="checks">
        {items.map((item) => (
          <CheckRow
            key={item}
            label={words.item[item]}
            hint={exercise.checklist[item] ?? ""}
            words={words.score}
            score={(body.checks[item] ?? null) as 0 | 1 | 2 | null}
            onScore={(score) =>
              score !== null && change({ checks: { ...body.checks, [item]: score } as Record<Item, number> })
            }
          />
        ))}
      </div>
      {!isTimed(exercise) && exercise.category !== "plyometric" && (
        <ChooseOne
          label={editWords.rir}
          options={RESERVE}
          chosen={body.rir === null ? -1 : Math.min(3, body.rir)}
          onChoose={(value) => change({ rir: value < 0 ? null : value })}
        />
      )}
      <ChooseOne
        label={words.workout.pain}
        look="grid"
        options={LEVELS}
        chosen={body.pain}
        onChoose={(pain) => change({ pain })}
      />
      <Button look="primary big" onClick={() => save(rated, onNew ? editWords.logged : editWords.saved)}>
        {isRated ? words.save : words.workout.log[meaning(items, marks)]}
      </Button>
      {!onNew && (
        <Button look="wide danger" onClick={() => save(null, editWords.removed)}>
          {editWords.remove}
        </Button>
      )}
    </div>
  );
}

type EditProps = { body: SetLogged; onChange: (what: Partial<SetLogged>) => void };

function EditAmount({ body, exercise, onChange }: EditProps & { exercise: Exercise }) {
  const timed = isTimed(exercise);
  const unit = timed ? "seconds" : "reps";
  const value = amountOf(body);
  return (
    <Stepper
      value={value}
      min={0}
      max={AMOUNT_MAX}
      reading={words.amount(value, timed)}
      less={words.workout.fewer[unit]}
      more={words.workout.more[unit]}
      onChange={(next) => onChange({ [unit]: next })}
    >
      <b>{value}</b>
      {words.workout[unit](value)}
    </Stepper>
  );
}

function EditWeight({ body, onChange }: EditProps) {
  const load_g = body.load_g ?? 0;
  // Lowered to nothing, it can still be raised again.
  const [had] = useState(load_g > 0);
  if (!had) return null;
  return <WeightStepper load_g={load_g} onChange={(next) => onChange({ load_g: next })} />;
}
