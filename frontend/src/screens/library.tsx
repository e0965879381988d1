import { catalog } from "../store/live";
import type { Exercise } from "../training/catalog";
import { Figure } from "../ui/figure/figure";
import type { Side } from "../ui/figure/shapes";
import { Icon } from "../ui/icon";
import { figureWords } from "../words/figure";
import { libraryWords } from "../words/library";
import { Page } from "./page";
import "./library.css";

/** Every exercise, ladder by ladder, each with its drawing. */
export default function Library() {
  const { ladders, exercises } = catalog();
  return (
    <Page title={libraryWords.title}>
      <a class="button bare back" href="/progress">
        <Icon name="back" /> {libraryWords.progress}
      </a>
      {ladders.map((ladder) => (
        <section class="stack" key={ladder.id}>
          <h2>{ladder.name}</h2>
          <ul class="card lines">
            {exercises
              .filter((one) => one.ladder === ladder.id)
              .sort((a, b) => a.rung - b.rung)
              .map((exercise) => (
                <li key={exercise.id}>
                  <a class="line library-line" href={`/library/${exercise.id}`}>
                    <span class="library-picture" aria-hidden="true">
                      <Figure
                        exercise={exercise.id}
                        side={shownSide(exercise)}
                        label={figureWords.label(exercise.name)}
                      />
                    </span>
                    <span class="grow">{exercise.name}</span>
                    <Icon name="next" />
                  </a>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}

/** Pictures outside a workout show the right leg, or both where both work. */
export function shownSide({ sides }: Exercise): Side {
  return sides === "both" ? "both" : "right";
}
