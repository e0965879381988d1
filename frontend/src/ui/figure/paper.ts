/** How large the paper is that a motion is drawn on. */

import { drawn } from "./drawn";
import { faulty, type Motion, type View } from "./motion";
import { line, type Shape, type Side, SOLE } from "./shapes";

export interface Paper {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** All who stand are drawn to one scale; who lies has a lower paper. */
const STANDING = { from: 62, top: 126, width: 76 };
const MARGIN = 4;

/** The floor, as wide as the paper, below all that stands on it; it does not move. */
export function floor({ props = [] }: Motion, { left, width }: Paper): Shape {
  const y = SOLE + 0.75 - Math.min(0, ...props.filter((prop) => !prop.soft).map((prop) => prop.from[1]));
  return line("floor", 1.5, [
    [left + 3, y],
    [left + width - 3, y],
  ]);
}

/** The paper that all of a motion fits on, its fault as well; one scale from the side and from the front. */
export function paperOf(motion: Motion, view: View, leg: Side): Paper {
  const poses = [...motion.poses, ...faulty(motion)];
  const extent = (from: View) =>
    poses
      .flatMap((pose) => drawn(pose, motion, from, leg, motion.fault.marks))
      .flatMap(({ points, width }) => points.map(([x, y]) => ({ x, y, pen: width / 2 })));
  const here = extent(view);
  const all = [...here, ...extent(view === "side" ? "front" : "side")];
  const tall = Math.max(...all.map(({ y, pen }) => pen - y)) + MARGIN;
  const stands = tall > STANDING.from;
  const top = stands ? Math.max(STANDING.top, tall) : tall;
  const bottom = Math.max(SOLE + MARGIN, ...all.map(({ y, pen }) => y + pen + 1));
  const reach = Math.max(...(stands ? here : all).map(({ x, pen }) => Math.abs(x) + pen)) + MARGIN;
  const half = Math.max(reach, STANDING.width / 2);
  return { left: -half, top: -top, width: 2 * half, height: top + bottom };
}
