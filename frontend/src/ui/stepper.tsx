import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** Long enough that a slow tap is one step. */
const HOLD_MS = 450;
const REPEAT_MS = 90;
/** Longer than between two steps of a hand that goes on. */
const AT_REST_MS = 700;

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

/** A number with − and +; holding one repeats it. The children draw the number; it is read once it is at rest. */
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
  const [said, say] = useState("");
  const moved = useRef(false);
  const move = (by: number) => {
    const next = Math.min(max, Math.max(min, value + by));
    moved.current = next !== value;
    onChange(next);
  };
  useEffect(() => {
    say("");
    // What changes by itself, as with the next leg, is told by whatever changes it.
    if (!moved.current) return;
    const timer = setTimeout(() => {
      moved.current = false;
      say(reading);
    }, AT_REST_MS);
    return () => clearTimeout(timer);
  }, [reading]);
  return (
    <div class="stepper">
      <HeldButton label={less} onStep={() => move(-step)}>
        −
      </HeldButton>
      <output aria-label={reading} aria-live="off">
        {children}
      </output>
      <HeldButton label={more} onStep={() => move(step)}>
        +
      </HeldButton>
      <span class="aside" role="status">
        {said}
      </span>
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
