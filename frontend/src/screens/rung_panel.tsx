import type { ComponentChildren } from "preact";
import { catalog, view, write } from "../store/live";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { words } from "../words";
import { rungWords } from "../words/rungs";
import { stageWords } from "./describe";
import { choicesAt } from "./rung_choices";
import type { Place } from "./workout_flow";

type RungPanelProps = { ladder: string; place: Place; onChosen: () => void };

/** An easier place, a harder one, or staying: what each does is said before it is chosen. */
export function RungPanel({ ladder, place, onChosen }: RungPanelProps) {
  const seen = view.value;
  const exercise = catalog().exerciseById.get(place.exercise);
  if (!seen || !exercise) return null;
  const { easier, harder, stay, stays, closed } = choicesAt(place, seen.replayed, catalog());
  const choose = (to: Place, said: string) => {
    onChosen();
    void choosePlace(ladder, to, said);
  };
  return (
    <>
      <Group title={rungWords.easierTitle} text={easier.length > 0 ? rungWords.easier : rungWords.easierNone}>
        {easier.map((to) => (
          <PlaceButton
            key={keyOf(to)}
            to={to}
            onClick={() => choose(to, rungWords.easierChosen(named(to)))}
          />
        ))}
        {exercise.easier.length > 0 && (
          <details class="fold">
            <summary>{rungWords.tips}</summary>
            <ul class="bullets">
              {exercise.easier.map((tip) => (
                <li key={tip}>{tip}</li>
              ))}
            </ul>
          </details>
        )}
      </Group>
      {(stay || stays) && (
        <Group title={rungWords.stayTitle} text={stays ? rungWords.stays : rungWords.stay}>
          {stay && (
            <PlaceButton to={stay} onClick={() => choose(stay, rungWords.stayChosen(exercise.name))} />
          )}
        </Group>
      )}
      <Group
        title={rungWords.harderTitle}
        text={harder.length > 0 ? rungWords.harder : closed ? null : rungWords.harderNone}
      >
        {harder.map((to) => (
          <PlaceButton
            key={keyOf(to)}
            to={to}
            onClick={() => choose(to, rungWords.harderChosen(named(to)))}
          />
        ))}
        {closed && (
          <p class="small">
            {rungWords.closed[closed.why](closed.rung.name)}
            {closed.why === "needs" && ` ${closed.rung.entry_text.join(" ")}`}
          </p>
        )}
      </Group>
    </>
  );
}

function keyOf({ exercise, stage, microstep }: Place): string {
  return `${exercise}:${stage}:${microstep}`;
}

function named(place: Place): string {
  return `${catalog().exerciseById.get(place.exercise)?.name}, ${placeWords(place)}`;
}

/** "fingertips", or for a step that has no name "building reps, step 3". */
function placeWords(place: Place): string {
  const stage = stageWords(catalog(), place);
  const isNamed = (catalog().exerciseById.get(place.exercise)?.microsteps[place.stage] ?? []).length > 0;
  return isNamed || place.microstep === 0 ? stage : rungWords.step(stage, place.microstep + 1);
}

function Group({
  title,
  text,
  children,
}: {
  title: string;
  text: string | null;
  children: ComponentChildren;
}) {
  return (
    <section class="stack">
      <h3>{title}</h3>
      {text && <p class="quiet">{text}</p>}
      {children}
    </section>
  );
}

function PlaceButton({ to, onClick }: { to: Place; onClick: () => void }) {
  return (
    <Button look="wide big two-lines" onClick={onClick}>
      <span>{catalog().exerciseById.get(to.exercise)?.name}</span>
      <small>{placeWords(to)}</small>
    </Button>
  );
}

/** Writes the choice; a workout under way goes on there with its next set. */
export async function choosePlace(ladder: string, place: Place, said: string): Promise<void> {
  const { exercise, stage, microstep } = place;
  const chosen_at = Date.now();
  const choice = { ladder, exercise, stage, microstep, chosen_at, by: "runner", why: null } as const;
  const { record } = await write("rung_chosen", choice);
  toast(said, { label: words.undo, run: () => void write("rung_chosen", null, record) });
}
