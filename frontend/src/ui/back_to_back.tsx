import { useId } from "preact/hooks";

type BackToBackProps = {
  left: number;
  right: number;
  /** The value that fills a whole side. */
  scale: number;
  /** How far apart two values may lie and still be the same; 0 draws no band. */
  noise: number;
  /** Whether each side takes the colour of its leg; else both are the same calm one. */
  legs: boolean;
  label: string;
};

const HALF = 150;
const GAP = 1.5;
const ROOM = HALF - 4;
const BAR_TOP = 7;
const BAR_HEIGHT = 22;

/** Two bars that grow apart from the middle, left on the left, with the band of noise at the longer one's end. */
export function BackToBack({ left, right, scale, noise, legs, label }: BackToBackProps) {
  const stripes = useId();
  const length = (value: number) => (ROOM * Math.min(value, scale)) / scale;
  const longest = Math.max(left, right);
  const from = length(Math.max(0, longest - noise));
  const until = length(longest);
  return (
    <svg
      class={legs ? "back-to-back legs" : "back-to-back"}
      viewBox="0 0 300 36"
      role="img"
      aria-label={label}
    >
      <Stripes id={stripes} />
      <rect
        class="bar-left"
        x={HALF - GAP - length(left)}
        y={BAR_TOP}
        width={length(left)}
        height={BAR_HEIGHT}
        rx="3"
      />
      <rect class="bar-right" x={HALF + GAP} y={BAR_TOP} width={length(right)} height={BAR_HEIGHT} rx="3" />
      {noise > 0 && until > from && (
        <>
          <Band x={HALF - GAP - until} width={until - from} y={2} height={32} stripes={stripes} />
          <Band x={HALF + GAP + from} width={until - from} y={2} height={32} stripes={stripes} />
        </>
      )}
      <path class="middle-line" d={`M${HALF} 1V35`} />
    </svg>
  );
}

type DriftProps = {
  /** Below zero to the left. */
  at: number;
  noise: number;
  /** The distance from the middle to an end. */
  scale: number;
  /** Whether the dot stands for more than noise. */
  real: boolean;
};

const LINE_HALF = 90;
const LINE_ROOM = LINE_HALF - 8;

/** One dot on a line: how far it leans, and whether that is more than noise. The words beside it say the same. */
export function Drift({ at, noise, scale, real }: DriftProps) {
  const stripes = useId();
  const x = (value: number) => LINE_HALF + (LINE_ROOM * Math.max(-scale, Math.min(scale, value))) / scale;
  return (
    <svg class="drift" viewBox="0 0 180 24" aria-hidden="true">
      <Stripes id={stripes} />
      <path class="drift-line" d="M2 12H178" />
      {noise > 0 && <Band x={x(-noise)} width={x(noise) - x(-noise)} y={2} height={20} stripes={stripes} />}
      <path class="middle-line" d={`M${LINE_HALF} 1V23`} />
      <circle class={real ? "drift-dot real" : "drift-dot"} cx={x(at)} cy="12" r="6" />
    </svg>
  );
}

function Stripes({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path class="stripe" d="M0 0V6" />
      </pattern>
    </defs>
  );
}

type BandProps = { x: number; y: number; width: number; height: number; stripes: string };

function Band({ stripes, ...box }: BandProps) {
  return (
    <>
      <rect class="noise-ground" {...box} rx="2" />
      <rect class="noise" {...box} rx="2" fill={`url(#${stripes})`} />
    </>
  );
}
