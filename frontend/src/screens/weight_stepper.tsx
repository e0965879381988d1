import { Stepper } from "../ui/stepper";
import { words } from "../words";
import { loadStep_g, weightWords } from "./settings";

const LOAD_MAX_G = 300_000;

type WeightStepperProps = { load_g: number; most_g?: number | null; onChange: (load_g: number) => void };

/** A weight in the runner's own steps. */
export function WeightStepper({ load_g, most_g = LOAD_MAX_G, onChange }: WeightStepperProps) {
  return (
    <Stepper
      value={load_g}
      min={0}
      max={most_g ?? LOAD_MAX_G}
      step={loadStep_g()}
      reading={load_g > 0 ? weightWords(load_g) : words.workout.noWeight}
      less={words.workout.fewer.weight}
      more={words.workout.more.weight}
      onChange={onChange}
    >
      <b>{load_g > 0 ? weightWords(load_g) : words.workout.noWeight}</b>
    </Stepper>
  );
}
