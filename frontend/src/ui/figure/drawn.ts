/** A pose as shapes on paper, the far ones first. */

import { faulty, type Held, type Motion, type Prop, type View } from "./motion";
import { type Joints, jointsOf, type Point, type Pose, type Sides } from "./skeleton";

export type Part = "floor" | "soft" | "prop" | "far" | "body" | "belt" | "work" | "weight" | "mark";
export type Spot = readonly [x: number, y: number];

export interface Shape {
  part: Part;
  /** A closed shape is filled; every shape is drawn with a pen so wide. */
  closed?: true;
  width: number;
  points: readonly Spot[];
}

export interface Paper {
  left: number;
  top: number;
  width: number;
  height: number;
}

const WIDTHS = { thigh: 10, shin: 8, foot: 5, upper: 6.5, lower: 5.5, neck: 6, trunk: 14, front: 7, head: 13.2 };
/** Lines are wide: what stands on the floor reaches so far below its joints. */
const SOLE = 2.5;
/** All who stand are drawn to one scale; who lies has a lower paper. */
const STANDING = { from: 62, top: 126, width: 76 };
const OFTEN = 4;

type Deep = { depth: number; shapes: readonly Shape[] };
type Seen = { view: View; spot: (point: Point) => Spot; depth: (...points: Point[]) => number };

/** From the side the leg at work is the near one, so a left leg looks to the left; from the front as in a mirror. */
function seenFrom(view: View, leg: "left" | "right"): Seen {
  const mirror = leg === "right" ? 1 : -1;
  const across = view === "side" ? 0 : 2;
  const toMe = view === "side" ? 2 : 0;
  return {
    view,
    spot: (point) => [point[across] * mirror, -point[1]],
    depth: (...points) => points.reduce((sum, point) => sum + point[toMe], 0) / points.length,
  };
}

export function drawn(
  pose: Pose,
  motion: Pick<Motion, "props" | "held">,
  view: View,
  leg: "left" | "right",
  marks: readonly (readonly [Point, Point])[] = [],
): Shape[] {
  const joints = jointsOf(pose);
  const seen = seenFrom(view, leg);
  const { spot, depth } = seen;
  const pieces: Deep[] = [
    ...(motion.props ?? []).map((prop) => ({ depth: propDepth(prop, view), shapes: [propShape(prop, seen)] })),
    ...(["work", "free"] as const).flatMap((side) => limbs(joints, side, seen)),
    { depth: depth(joints.hips, joints.chest), shapes: trunk(joints, seen) },
    { depth: depth(joints.head) + 0.5, shapes: [line("body", WIDTHS.head, [spot(joints.head), spot(joints.head)])] },
    ...(motion.held ? weights(joints, motion.held, seen) : []),
    ...marks.map((mark) => ({ depth: 1_000, shapes: [line("mark", 2.6, mark.map(spot))] })),
  ];
  return pieces.sort((a, b) => a.depth - b.depth).flatMap((piece) => piece.shapes);
}

/** The floor, as wide as the paper; it does not move. */
export function floor({ left, width }: Paper): Shape {
  return line("floor", 1.5, [
    [left + 3, SOLE + 0.75],
    [left + width - 3, SOLE + 0.75],
  ]);
}

function limbs(joints: Joints, side: keyof Sides<unknown>, { view, spot, depth }: Seen): Deep[] {
  const part: Part = side === "work" ? "work" : view === "side" ? "far" : "body";
  const [hip, knee, ankle] = joints.legs[side].joints;
  const { heel, toe, inner, outer } = joints.feet[side];
  const [shoulder, elbow, hand] = joints.arms[side].joints;
  const arm: Part = view === "side" && side === "free" ? "far" : "body";
  // From the side everything of one half lies before or behind the trunk; from the front what is ahead lies before it.
  const before = view === "side" ? (side === "work" ? 20 : -20) : 0;
  const sole = view === "side" ? [] : [line(part, WIDTHS.foot, [spot(inner), spot(outer)])];
  return [
    {
      depth: before + depth(hip, knee, ankle),
      shapes: [
        line(part, WIDTHS.foot, [spot(heel), spot(toe)]),
        ...sole,
        line(part, WIDTHS.shin, [spot(knee), spot(ankle)]),
        line(part, WIDTHS.thigh, [spot(hip), spot(knee)]),
      ],
    },
    {
      depth: before * 1.5 + depth(shoulder, elbow, hand),
      shapes: [line(arm, WIDTHS.lower, [spot(elbow), spot(hand)]), line(arm, WIDTHS.upper, [spot(shoulder), spot(elbow)])],
    },
  ];
}

function trunk({ hips, waist, chest, head, hipAt, shoulderAt }: Joints, { view, spot }: Seen): Shape[] {
  const neck = line("body", WIDTHS.neck, [spot(chest), spot(head)]);
  if (view === "side") return [neck, line("body", WIDTHS.trunk, [spot(hips), spot(waist), spot(chest)])];
  const corners = [shoulderAt.work, hipAt.work, hipAt.free, shoulderAt.free].map(spot);
  // The belt shows from the front whether the hips are level.
  const belt = line("belt", 2.2, [spot(hipAt.work), spot(hipAt.free)]);
  return [neck, { part: "body", closed: true, points: corners, width: WIDTHS.front }, belt];
}

function weights(joints: Joints, held: Held, { view, spot, depth }: Seen): Deep[] {
  const hands = [joints.arms.work.joints[2], joints.arms.free.joints[2]] as const;
  if (held === "dumbbells")
    return hands.map((hand, at) => {
      const [x, y] = spot(hand);
      const long = view === "side" ? 5 : 2;
      const bar = line("weight", WIDTHS.upper, [
        [x - long, y],
        [x + long, y],
      ]);
      return { depth: depth(hand) + (at === 0 || view === "front" ? 40 : -40), shapes: [bar] };
    });
  const [x, y] = spot([(hands[0][0] + hands[1][0]) / 2, (hands[0][1] + hands[1][1]) / 2, 0]);
  const ball: Spot = [x, y + 8];
  return [{ depth: 60, shapes: [line("weight", 3, [[x, y], ball]), line("weight", 11, [ball, ball])] }];
}

function propShape({ from, to, soft, rise = 0 }: Prop, { view, spot }: Seen): Shape {
  const climb = view === "side" ? rise : 0;
  const corners: Point[] = [from, [to[0], from[1], to[2]], [to[0], to[1] + climb, to[2]], [from[0], to[1], from[2]]];
  const points = corners.map(spot).map(([x, y]): Spot => [x, y + SOLE + 0.75]);
  return { part: soft ? "soft" : "prop", closed: true, width: 1.5, points };
}

function propDepth({ from, to, soft }: Prop, view: View): number {
  // From the front, what is ahead of the runner hides nothing: it is drawn behind all the same.
  return (view === "side" ? Math.min(from[2], to[2]) : 0) - (soft ? 200 : 100);
}

/** The paper that all of a motion fits on, its fault as well; the same height from the side and from the front. */
export function paperOf(motion: Motion, view: View, leg: "left" | "right"): Paper {
  const poses = [...motion.poses, ...faulty(motion)];
  const spots = (from: View) =>
    poses.flatMap((pose) => drawn(pose, motion, from, leg, motion.fault.marks)).flatMap((shape) => shape.points.map(([x, y]) => [x, y, shape.width / 2] as const));
  const here = spots(view);
  const all = [...here, ...spots(view === "side" ? "front" : "side")];
  const tall = Math.max(...all.map(([, y, pen]) => pen - y)) + OFTEN;
  const top = tall > STANDING.from ? Math.max(STANDING.top, tall) : tall;
  const bottom = Math.max(SOLE + 4, ...all.map(([, y, pen]) => y + pen + 1));
  const reach = Math.max(...here.map(([x, , pen]) => Math.abs(x) + pen)) + OFTEN;
  const half = Math.max(reach, STANDING.width / 2);
  return { left: -half, top: -top, width: 2 * half, height: top + bottom };
}

function line(part: Part, width: number, points: readonly Spot[]): Shape {
  return { part, width, points };
}
