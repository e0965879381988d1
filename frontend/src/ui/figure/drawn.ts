/** A pose as shapes on paper, the far ones first. */

import type { Motion, View } from "./motion";
import { type Deep, line, type Part, type Seen, type Shape, type Side } from "./shapes";
import { add, type Joints, jointsOf, type Point, type Pose, type Sides, scale } from "./skeleton";
import { things, weights } from "./things";

const WIDTHS = {
  thigh: 10,
  shin: 8,
  foot: 5,
  upper: 6.5,
  lower: 5.5,
  neck: 6,
  trunk: 14,
  front: 7,
  head: 13.2,
};
/** From the side the leg at work is the near one, so a left leg looks to the left; from the front as in a mirror. */
function seenFrom(view: View, leg: Side): Seen {
  const mirror = leg === "left" ? -1 : 1;
  const across = view === "side" ? 0 : 2;
  const toMe = view === "side" ? 2 : 0;
  return {
    view,
    mirror,
    spot: (point) => [0 + point[across] * mirror, -point[1]],
    depth: (...points) => points.reduce((sum, point) => sum + point[toMe], 0) / points.length,
  };
}

export function drawn(
  pose: Pose,
  motion: Pick<Motion, "props" | "held">,
  view: View,
  leg: Side,
  marks: readonly (readonly [Point, Point])[] = [],
): Shape[] {
  const joints = jointsOf(pose);
  const seen = seenFrom(view, leg);
  const { spot, depth } = seen;
  const pieces: Deep[] = [
    ...things(motion, seen),
    ...(["work", "free"] as const).flatMap((side) => limbs(joints, side, leg === "both", seen)),
    { depth: depth(joints.hips, joints.chest), shapes: trunk(joints, seen) },
    {
      depth: depth(joints.head) + 0.5,
      shapes: [line("body", WIDTHS.head, [spot(joints.head), spot(joints.head)])],
    },
    ...(motion.held ? weights(joints, motion.held, seen) : []),
    ...marks.map((mark) => ({ depth: 1_000, shapes: [line("mark", 2.6, mark.map(spot))] })),
  ];
  return pieces.sort((a, b) => a.depth - b.depth).flatMap((piece) => piece.shapes);
}

function limbs(
  joints: Joints,
  side: keyof Sides<unknown>,
  bothWork: boolean,
  { view, spot, depth }: Seen,
): Deep[] {
  const part: Part = side === "work" || bothWork ? "work" : view === "side" ? "far" : "body";
  const [hip, knee, ankle] = joints.legs[side].joints;
  const { heel, toe, inner, outer } = joints.feet[side];
  const [shoulder, elbow, hand] = joints.arms[side].joints;
  const arm: Part = view === "side" && side === "free" ? "far" : "body";
  // From the side everything of one half lies before or behind the trunk; from the front what is ahead lies before it.
  const before = view === "side" ? (side === "work" ? 20 : -20) : 0;
  // The leg at work is what is to be seen: a free one that is held forward does not hide it.
  const hidden = view === "front" && side === "work" ? depth(...joints.legs.free.joints) + 0.1 : -1_000;
  const sole = view === "side" ? [] : [line(part, WIDTHS.foot, [spot(inner), spot(outer)])];
  return [
    {
      depth: Math.max(hidden, before + depth(hip, knee, ankle)),
      shapes: [
        line(part, WIDTHS.foot, [spot(heel), spot(toe)]),
        ...sole,
        line(part, WIDTHS.shin, [spot(knee), spot(ankle)]),
        line(part, WIDTHS.thigh, [spot(hip), spot(knee)]),
      ],
    },
    {
      depth: before * 1.5 + depth(shoulder, elbow, hand),
      shapes: [
        line(arm, WIDTHS.lower, [spot(elbow), spot(hand)]),
        line(arm, WIDTHS.upper, [spot(shoulder), spot(elbow)]),
      ],
    },
  ];
}

function trunk({ hips, waist, chest, head, hipAt, shoulderAt }: Joints, { view, spot }: Seen): Shape[] {
  const neck = line("body", WIDTHS.neck, [spot(chest), spot(head)]);
  if (view === "side") return [neck, line("body", WIDTHS.trunk, [spot(hips), spot(waist), spot(chest)])];
  const corners = [shoulderAt.work, hipAt.work, hipAt.free, shoulderAt.free].map(spot);
  // The belt shows from the front whether the hips are level.
  const up = scale(add(waist, scale(hips, -1)), 0.6);
  const belt = line("belt", 2.2, [spot(add(hipAt.work, up)), spot(add(hipAt.free, up))]);
  return [neck, { part: "body", closed: true, points: corners, width: WIDTHS.front }, belt];
}
