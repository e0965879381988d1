import { catalog } from "../store/live";
import { ChooseOne } from "../ui/choice";
import { words } from "../words";
import { limitWords, placementWords } from "../words/placement";
import type { Found } from "./placement_flow";
import { SetLine } from "./set_line";
import { SmallLadder } from "./verdict_card";

type FoundCardProps = {
  found: Found;
  /** Whether the rung the runner has now stays; null where there is nothing to choose. */
  kept: boolean | null;
  onKeep?: (keep: boolean) => void;
};

/** One ladder: the rung it starts on, what it rests on, and the sets behind that. */
export function FoundCard({ found, kept, onKeep }: FoundCardProps) {
  const { exercise, ladder, limit, sets, now } = found;
  const { exerciseById, ladderById } = catalog();
  const untried = limit.why === "untried";
  const stays = untried || kept === true;
  const at = stays ? (exerciseById.get(now) ?? exercise) : exercise;
  const options = [
    { value: false, label: placementWords.take(exercise.name) },
    { value: true, label: placementWords.keep(exerciseById.get(now)?.name ?? now) },
  ];
  return (
    <article class="card verdict">
      <SmallLadder ladder={ladder} exercise={at.id} stage={at.stages[0] ?? ""} />
      <div class="stack">
        <header>
          <p class="eyebrow">{ladderById.get(ladder)?.name}</p>
          <h2>{at.name}</h2>
        </header>
        <p>{whyHere(found)}</p>
        {kept !== null && now !== exercise.id && onKeep && (
          <ChooseOne
            label={placementWords.which}
            hideLabel
            look="tall"
            options={options}
            chosen={kept}
            onChoose={onKeep}
          />
        )}
        {sets.length > 0 && (
          <details class="fold">
            <summary>{placementWords.sets(sets.length)}</summary>
            <div class="lines">
              {sets.map(({ record, body }) => (
                <div class="line" key={record}>
                  <SetLine set={body} />
                  <span class="small">{exerciseById.get(body.exercise)?.name}</span>
                </div>
              ))}
            </div>
          </details>
        )}
      </div>
    </article>
  );
}

function whyHere({ good, limit }: Found): string {
  const next = "exercise" in limit && good ? limit.exercise.name : null;
  switch (limit.why) {
    case "top":
    case "untried":
      return limitWords[limit.why];
    case "stopped":
      return limitWords.stopped(good);
    case "short":
      return limitWords.short(next, words.legs.name[limit.leg]);
    case "pain":
      return limitWords.pain(next, words.legs.name[limit.leg], limit.pain);
    case "quality":
      return limitWords.quality(next, words.legs.name[limit.leg], words.item[limit.item]);
  }
}
