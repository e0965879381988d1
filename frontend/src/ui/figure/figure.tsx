import { useRef, useState } from "preact/hooks";
import { drawn } from "./drawn";
import { faulty, type Motion, poseAt, repetition, timeOf, type View } from "./motion";
import { useMoving } from "./moving";
import { floor, paperOf } from "./paper";
import { MOTIONS } from "./poses";
import type { Shape, Side } from "./shapes";
import type { Pose } from "./skeleton";
import "./figure.css";

type FigureProps = {
  exercise: string;
  side: Side;
  /** What a screen reader says, and what the button says that turns the runner to this view. */
  label: string;
  turn?: Readonly<Record<View, string>>;
  view?: View;
  tempo?: string;
  playing?: boolean;
  fault?: boolean;
  /** Milliseconds into the set that is counted, for a runner who moves with the count; null stands still. */
  clock?: (() => number | null) | undefined;
};

/** The drawn runner: still, or doing the exercise at its tempo; a tap turns it. */
export function Figure(props: FigureProps) {
  const motion = MOTIONS[props.exercise];
  const [turned, setTurned] = useState(false);
  if (!motion) return null;
  const first = props.view ?? motion.view;
  const other = first === "side" ? "front" : "side";
  const view = turned ? other : first;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const still = props.fault
    ? (motion.fault.at[0] ?? 0)
    : (motion.still ?? Math.min(1, motion.poses.length - 1));
  // Who wants no motion sees the start and the end side by side.
  const beside = props.playing && isCalm && !props.fault && motion.poses.length > 1;
  const stills = beside ? [still === 0 ? 1 : still - 1, still] : [still];
  const moves = Boolean(props.playing && !isCalm);
  return (
    <div class={`figure ${props.side}`}>
      {stills.map((still, index) => (
        <Runner
          key={[props.exercise, props.side, view, still, props.fault, moves, Boolean(props.clock)].join(" ")}
          {...{ ...props, motion, view, still, moves, label: index === 0 ? props.label : "" }}
        />
      ))}
      {props.turn && (
        <button
          type="button"
          class="figure-turn"
          aria-label={props.turn[turned ? first : other]}
          onClick={() => setTurned(!turned)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M19 12a7 7 0 1 1-2.4-5.3M17 2.5v4.7h-4.7" />
          </svg>
        </button>
      )}
    </div>
  );
}

type RunnerProps = FigureProps & { motion: Motion; view: View; still: number; moves: boolean };

function Runner({ label, motion, side, view, tempo = "", still, fault = false, moves, clock }: RunnerProps) {
  const svg = useRef<SVGSVGElement>(null);
  const paths = useRef<SVGGElement>(null);
  const last = useRef<unknown>(null);
  const poses = fault ? faulty(motion) : motion.poses;
  const way = repetition(motion, tempo, Boolean(clock));
  const shapes = (pose: Pose, nearest: number) =>
    drawn(pose, motion, view, side, fault && motion.fault.at.includes(nearest) ? motion.fault.marks : []);
  // Attributes are changed in place: a frame costs no rendering.
  const draw = (ms: number) => {
    const now = poseAt(poses, way, ms);
    if (!now || now.pose === last.current) return;
    last.current = now.pose;
    const strokes = shapes(now.pose, now.nearest).flatMap(strokesOf);
    [...(paths.current?.children ?? [])].forEach((path, index) => {
      for (const [name, value] of Object.entries(strokes[index] ?? { d: "" }))
        if (path.getAttribute(name) !== `${value}`) path.setAttribute(name, `${value}`);
    });
  };
  useMoving(svg, moves && way.length > 0, draw, timeOf(way, still), tempo, clock ?? null);
  const paper = paperOf(motion, view, side);
  const pose = poses[still];
  return (
    <svg
      ref={svg}
      viewBox={`${paper.left} ${paper.top} ${paper.width} ${paper.height}`}
      role="img"
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {strokesOf(floor(motion, paper)).map((stroke) => (
        <path key={stroke.class} {...stroke} />
      ))}
      <g ref={paths}>
        {(pose ? shapes(pose, still) : []).flatMap(strokesOf).map((stroke, index) => (
          <path key={index} {...stroke} />
        ))}
      </g>
    </svg>
  );
}

/** A line below in the colour of the paper, so that limbs that overlap read well, and the shape itself. */
function strokesOf({ part, width, points, closed }: Shape) {
  const d = `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}${closed ? "Z" : ""}`;
  return [
    { class: `halo ${part}`, d, "stroke-width": width + 2.4 },
    { class: closed ? `${part} closed` : part, d, "stroke-width": width },
  ];
}
