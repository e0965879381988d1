import { useState } from "preact/hooks";
import { catalog, newRecord } from "../store/live";
import type { SetLogged } from "../training/entries";
import { Sheet } from "../ui/sheet";
import { words } from "../words";
import { historyWords } from "../words/history";
import { Leg } from "./leg";
import { unratedSet } from "./past_session";
import { SetLine } from "./set_line";
import { type Bout, flowOf, type Slot, type WorkoutLog, type WorkoutSet } from "./workout_flow";
import { EditSet } from "./workout_sets";

type Editing = { set: WorkoutSet; isNew: boolean };

/** What was asked for and what was done, exercise by exercise; each set can be entered, changed or taken back. */
export function HistorySets({ log, onNew }: { log: WorkoutLog; onNew: (body: SetLogged) => void }) {
  const [editing, edit] = useState<Editing | null>(null);
  const { bouts } = flowOf(log, catalog());
  // A placement ends where it is no longer clean: what was not tried is not missing.
  const isFixed = catalog().extra_templates.includes(log.body.template);
  const name = catalog().exerciseById.get(editing?.set.body.exercise ?? "")?.name ?? "";
  return (
    <>
      {bouts.map((bout) => (
        <section class="card" key={bout.index}>
          <h2>{bout.exercise.name}</h2>
          <div class="lines">
            {bout.sets.map((set) => (
              <button
                type="button"
                class="line"
                key={set.record}
                aria-description={historyWords.editOf(...saidOf(set.body))}
                onClick={() => edit({ set, isNew: false })}
              >
                <SetLine set={set.body} />
              </button>
            ))}
            {(isFixed ? [] : emptySlots(bout)).map((slot) => (
              <button
                type="button"
                class="line empty-set"
                key={`${slot.side}${slot.set_no}`}
                onClick={() => {
                  const body = unratedSet(log, bout, slot, catalog());
                  edit({ set: { record: newRecord(), body }, isNew: true });
                }}
              >
                <Leg side={slot.side} />
                <span class="grow">{words.workout.setNo(slot.set_no)}</span>
                <span class="small">{historyWords.enter}</span>
              </button>
            ))}
          </div>
        </section>
      ))}
      {editing && (
        <Sheet title={name} closeLabel={words.close} onClose={() => edit(null)}>
          <EditSet set={editing.set} onDone={() => edit(null)} {...(editing.isNew && { onNew })} />
        </Sheet>
      )}
    </>
  );
}

function emptySlots({ slots }: Bout): readonly Slot[] {
  return slots.filter((slot) => slot.set === null);
}

function saidOf({ side, set_no }: Pick<SetLogged, "side" | "set_no">): [leg: string, set: string] {
  return [words.legs.name[side], words.workout.setNo(set_no)];
}
