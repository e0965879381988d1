import { Figure } from "../ui/figure/figure";
import { figureWords } from "../words/figure";
import type { Turn } from "./workout_flow";

/** The runner who does the set that is next, at its tempo, on its leg. */
export function WorkoutFigure({ turn: { bout, side } }: { turn: Turn }) {
  const { exercise, tempo } = bout;
  return (
    <Figure
      key={exercise.id}
      exercise={exercise.id}
      side={side}
      tempo={tempo}
      label={figureWords.label(exercise.name)}
      turn={figureWords.turn}
      playing
    />
  );
}
