import { Figure } from "../ui/figure/figure";
import { figureWords } from "../words/figure";
import { draftOf, turnDraftOf, turnKey } from "./workout_draft";
import type { Turn, WorkoutLog } from "./workout_flow";
import { guidedTempo, inSet } from "./workout_guide";

/** The runner who does the set that is next, at its tempo, on its leg. */
export function WorkoutFigure({ workout, turn }: { workout: WorkoutLog; turn: Turn }) {
  const { bout, side } = turn;
  const { exercise } = bout;
  const { guide } = turnDraftOf(workout.record, turnKey(turn));
  const counted = guide && guidedTempo(exercise, bout.tempo);
  return (
    <Figure
      key={exercise.id}
      exercise={exercise.id}
      side={side}
      tempo={counted ?? bout.tempo}
      label={figureWords.label(exercise.name)}
      turn={figureWords.turn}
      playing
      clock={counted ? () => inSet(guide, draftOf(workout.record).paused_ms ?? Date.now()) : undefined}
    />
  );
}
