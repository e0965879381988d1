import { catalog } from "../store/live";
import type { SetLogged } from "../training/entries";
import { Dots } from "../ui/dots";
import { words } from "../words";
import { progressWords } from "../words/progress";
import { amountWords } from "./describe";
import { Leg } from "./leg";
import { weightWords } from "./settings";
import { itemsOf } from "./workout_tap";

type SetFacts = Pick<
  SetLogged,
  "exercise" | "side" | "reps" | "seconds" | "load_g" | "checks" | "rir" | "pain"
>;

/** One set in one line: leg, dots, what was done. */
export function SetLine({ set }: { set: SetFacts }) {
  const exercise = catalog().exerciseById.get(set.exercise);
  if (!exercise) return null;
  const scores = itemsOf(exercise).map((item) => (set.checks[item] ?? null) as 0 | 1 | 2 | null);
  const clean = scores.filter((score) => score === 2).length;
  const load = set.load_g ? weightWords(set.load_g) : null;
  const what = [amountWords(exercise, set.reps ?? set.seconds ?? 0), load].filter(Boolean).join(" · ");
  return (
    <>
      <Leg side={set.side} />
      <Dots scores={scores} label={words.clean(clean, scores.length)} />
      <span class="grow">{progressWords.setLine(what, set.pain, set.rir)}</span>
    </>
  );
}
