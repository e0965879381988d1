import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Long enough that a slow tap is one step. */
const HOLD_MS = 450;
const REPEAT_MS = 90;

type StepperProps = {
  value: number;
  min: number;
  max: number;
  step?: number;
  /** What the number is read as, "8 reps". */
  reading: string;
  less: string;
  more: string;
  children: ComponentChildren;
  onChange: (value: number) => void;
};

/** A number with − and +; holding one repeats it. The children draw the number. */
export function Stepper({
  value,
  min,
  max,
  step = 1,
  reading,
  less,
  more,
  children,
  onChange,
}: StepperProps) {
  const move = (by: number) => onChange(Math.min(max, Math.max(min, value + by)));
  return (
    <div class="stepper">
      <HeldButton label={less} onStep={() => move(-step)}>
        −
      </HeldButton>
      <output aria-label={reading}>{children}</output>
      <HeldButton label={more} onStep={() => move(step)}>
        +
      </HeldButton>
    </div>
  );
}

type HeldButtonProps = { label: string; children: ComponentChildren; onStep: () => void };

/** A button that repeats while it is held. */
export function HeldButton({ label, children, onStep }: HeldButtonProps) {
  const latest = useRef(onStep);
  latest.current = onStep;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const repeated = useRef(false);

  const release = () => clearTimeout(timer.current);
  const repeat = () => {
    repeated.current = true;
    latest.current();
    timer.current = setTimeout(repeat, REPEAT_MS);
  };
  const press = () => {
    release();
    repeated.current = false;
    timer.current = setTimeout(repeat, HOLD_MS);
  };
  useEffect(() => release, []);

  return (
    <button
      type="button"
      aria-label={label}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={() => {
        if (!repeated.current) onStep();
        repeated.current = false;
      }}
    >
      {children}
    </button>
  );
}
