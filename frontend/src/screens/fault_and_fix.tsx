import type { Exercise } from "../training/catalog";
import { Figure } from "../ui/figure/figure";
import { MOTIONS } from "../ui/figure/poses";
import type { Side } from "../ui/figure/shapes";
import { figureWords } from "../words/figure";

/** The exercise's main fault, and the same moment done well: both move, seen from where the fault shows. */
export function FaultAndFix({ exercise, side }: { exercise: Exercise; side: Side }) {
  const fault = MOTIONS[exercise.id]?.fault;
  if (!fault) return null;
  const { name, fix } = figureWords.faults[fault.name];
  const same = { exercise: exercise.id, side, view: fault.view, tempo: exercise.dose.tempo, playing: true };
  return (
    <div class="fault-and-fix">
      <figure class="fault">
        <Figure {...same} label={figureWords.faultLabel(exercise.name, name)} fault />
        <figcaption>
          <b>{figureWords.fault}</b> {name}
        </figcaption>
      </figure>
      <figure class="fix">
        <Figure {...same} label={figureWords.fixLabel(exercise.name)} />
        <figcaption>
          <b>{figureWords.fix}</b> {fix}
        </figcaption>
      </figure>
    </div>
  );
}
