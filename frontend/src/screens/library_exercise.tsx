import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { catalog } from "../store/live";
import { type Exercise, ITEMS } from "../training/catalog";
import { Figure } from "../ui/figure/figure";
import { Icon } from "../ui/icon";
import { Sheet } from "../ui/sheet";
import { words } from "../words";
import { figureWords } from "../words/figure";
import { libraryWords } from "../words/library";
import { tempoWords } from "./describe";
import { drawnFault } from "./drawn_fault";
import { FaultAndFix } from "./fault_and_fix";
import { shownSide } from "./library";
import { NotFound } from "./not_found";
import { Page } from "./page";
import "./library.css";

/** One exercise: how it looks, how it is done, what goes wrong and what is easier. All in the catalogue's words. */
export default function LibraryExercise() {
  const { exerciseById, ladderById } = catalog();
  const exercise = exerciseById.get(useRoute().params.exercise ?? "");
  if (!exercise) return <NotFound />;
  const ladder = ladderById.get(exercise.ladder);
  const rung = exercise.rung > 0 && ladder ? libraryWords.rung(exercise.rung, ladder.rungs.length) : null;
  return (
    <Page title={exercise.name} eyebrow={[ladder?.name, rung].filter(Boolean).join(" · ")}>
      <a class="button bare back" href="/library">
        <Icon name="back" /> {libraryWords.back}
      </a>
      <section class="card library-big">
        <Figure
          exercise={exercise.id}
          side={shownSide(exercise)}
          tempo={exercise.dose.tempo}
          label={figureWords.label(exercise.name)}
          turn={figureWords.turn}
          playing
        />
        <p class="small">{tempoWords(exercise, exercise.dose.tempo)}</p>
      </section>
      <section class="card">
        <h2>{libraryWords.how}</h2>
        <p>{exercise.setup}</p>
        <ol class="library-steps">
          {exercise.how.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {exercise.equipment.length > 0 && (
          <p class="small">
            {libraryWords.needs}: {exercise.equipment.join(", ")}
          </p>
        )}
      </section>
      <Lines title={libraryWords.cues} lines={exercise.cues} />
      <Good exercise={exercise} />
      <Faults exercise={exercise} />
      <Lines title={libraryWords.easier} lines={exercise.easier} />
    </Page>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section class="card">
      <h2>{title}</h2>
      <ul class="bullets">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function Good({ exercise: { checklist } }: { exercise: Exercise }) {
  return (
    <section class="card">
      <h2>{libraryWords.good}</h2>
      <dl class="library-good">
        {ITEMS.map(
          (item) =>
            checklist[item] && (
              <div key={item}>
                <dt>{libraryWords.items[item]}</dt>
                <dd>{checklist[item]}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

/** The catalogue's faults; the one that is drawn opens its drawing. */
function Faults({ exercise }: { exercise: Exercise }) {
  const [shown, show] = useState(false);
  const drawn = drawnFault(exercise.id, catalog());
  return (
    <section class="card">
      <h2>{libraryWords.faults}</h2>
      <ul class="lines">
        {exercise.faults.map((fault, line) => (
          <li key={fault}>
            {line === drawn ? (
              <button type="button" class="line" aria-haspopup="dialog" onClick={() => show(true)}>
                <span class="grow">
                  {fault} <small class="hint">{libraryWords.drawn}</small>
                </span>
                <Icon name="next" />
              </button>
            ) : (
              <span class="line">{fault}</span>
            )}
          </li>
        ))}
      </ul>
      {shown && (
        <Sheet title={libraryWords.main} closeLabel={words.close} onClose={() => show(false)}>
          <FaultAndFix exercise={exercise} side={shownSide(exercise)} />
        </Sheet>
      )}
    </section>
  );
}
