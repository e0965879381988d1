/** A pose as shapes on paper, the far ones first. */

import type { Held, Motion, Prop, View } from "./poses";
import { type Joints, jointsOf, type Point, type Pose, type Sides } from "./skeleton";

export type Part = "prop" | "soft" | "body" | "far" | "work" | "weight" | "floor";

export type Shape =
  | { kind: "line"; part: Part; width: number; points: readonly Spot[] }
  | { kind: "area"; part: Part; points: readonly Spot[]; width: number }
  | { kind: "disc"; part: Part; at: Spot; radius: number };

export type Spot = readonly [x: number, y: number];

/** Half the width and the height of the paper; the floor is at FLOOR. */
export const PAPER = { left: -60, top: -112, width: 120, height: 122 };

const WIDTHS = { thigh: 10, shin: 8, foot: 5.5, upper: 6.5, lower: 5.5 };

type Deep = { depth: number; shapes: readonly Shape[] };

export function drawn(pose: Pose, motion: Pick<Motion, "props" | "held">, view: View, leg: "left" | "right"): Shape[] {
  const joints = jointsOf(pose);
  const mirror = leg === "right" ? 1 : -1;
  // From the side the leg at work is the near one, so a left leg looks to the left. From the front as in a mirror.
  const spot = (point: Point): Spot =>
    view === "side" ? [point[0] * mirror, -point[1]] : [point[2] * mirror, -point[1]];
  const depth = (...points: Point[]) =>
    points.reduce((sum, point) => sum + (view === "side" ? point[2] : point[0]), 0) / points.length;
  const pieces: Deep[] = [
    { depth: -1000, shapes: [floor()] },
    ...(motion.props ?? []).map((prop) => ({ depth: propDepth(prop, view), shapes: [propShape(prop, spot)] })),
    ...(["work", "free"] as const).flatMap((side) => limbs(joints, side, view, spot, depth)),
    { depth: depth(joints.hips, joints.chest), shapes: trunk(joints, view, spot) },
    { depth: depth(joints.head) + 0.5, shapes: [{ kind: "disc", part: "body", at: spot(joints.head), radius: 6.6 }] },
    ...(motion.held ? weights(joints, motion.held, spot, depth) : []),
  ];
  return pieces.sort((a, b) => a.depth - b.depth).flatMap((piece) => piece.shapes);
}

function limbs(
  joints: Joints,
  side: keyof Sides<unknown>,
  view: View,
  spot: (point: Point) => Spot,
  depth: (...points: Point[]) => number,
): Deep[] {
  const part: Part = side === "work" ? "work" : view === "side" ? "far" : "body";
  const [hip, knee, ankle] = joints.legs[side].joints;
  const { heel, toe } = joints.feet[side];
  const [shoulder, elbow, hand] = joints.arms[side].joints;
  const arm: Part = view === "side" && side === "free" ? "far" : "body";
  // From the side everything of one half lies before or behind the trunk; from the front what is ahead lies before it.
  const before = view === "side" ? (side === "work" ? 20 : -20) : 0;
  return [
    {
      depth: before + depth(hip, knee, ankle),
      shapes: [
        line(part, WIDTHS.foot, [spot(heel), spot(toe)]),
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

function trunk(joints: Joints, view: View, spot: (point: Point) => Spot): Shape[] {
  const { hips, chest, head, hipAt, shoulderAt } = joints;
  const neck = line("body", 6, [spot(chest), spot(head)]);
  if (view === "side") return [neck, line("body", 14, [spot(hips), spot(chest)])];
  const corners = [shoulderAt.work, hipAt.work, hipAt.free, shoulderAt.free].map(spot);
  return [neck, { kind: "area", part: "body", points: corners, width: 7 }];
}

function weights(
  joints: Joints,
  held: Held,
  spot: (point: Point) => Spot,
  depth: (...points: Point[]) => number,
): Deep[] {
  const hands = [joints.arms.work.joints[2], joints.arms.free.joints[2]] as const;
  if (held === "dumbbells")
    return hands.map((hand, at) => {
      const [x, y] = spot(hand);
      return { depth: depth(hand) + (at === 0 ? 40 : -40), shapes: [line("weight", 6.5, [[x - 4.5, y], [x + 4.5, y]])] };
    });
  const [x, y] = spot([(hands[0][0] + hands[1][0]) / 2, (hands[0][1] + hands[1][1]) / 2, 0]);
  return [{ depth: 60, shapes: [line("weight", 3, [[x, y], [x, y + 4]]), { kind: "disc", part: "weight", at: [x, y + 8], radius: 5.5 }] }];
}

function propShape({ from, to, soft }: Prop, spot: (point: Point) => Spot): Shape {
  const [x1, y1] = spot(from);
  const [x2, y2] = spot(to);
  return { kind: "area", part: soft ? "soft" : "prop", width: 1.5, points: [[x1, y1], [x2, y1], [x2, y2], [x1, y2]] };
}

function propDepth({ from, to }: Prop, view: View): number {
  // From the front, what is ahead of the runner hides nothing: it is drawn behind all the same.
  return view === "side" ? Math.min(from[2], to[2]) - 100 : -100;
}

function floor(): Shape {
  return { kind: "line", part: "floor", width: 1.5, points: [[PAPER.left + 4, 2.2], [PAPER.left + PAPER.width - 4, 2.2]] };
}

function line(part: Part, width: number, points: readonly Spot[]): Shape {
  return { kind: "line", part, width, points };
}
