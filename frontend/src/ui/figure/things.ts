/** What stands around a runner and what the runner holds. */

import type { Held, Motion, Prop, View } from "./motion";
import { type Deep, line, type Seen, type Shape, SOLE, type Spot } from "./shapes";
import type { Joints, Point } from "./skeleton";

const BAR = 6.5;

export function weights(joints: Joints, held: Held, { view, mirror, spot, depth }: Seen): Deep[] {
  const hands = [joints.arms.work.joints[2], joints.arms.free.joints[2]] as const;
  if (held === "dumbbells")
    return hands.map((hand, at) => {
      const [x, y] = spot(hand);
      const long = (view === "side" ? 5 : 2) * mirror;
      const bar = line("weight", BAR, [
        [x - long, y],
        [x + long, y],
      ]);
      return { depth: depth(hand) + (at === 0 || view === "front" ? 40 : -40), shapes: [bar] };
    });
  const [x, y] = spot([(hands[0][0] + hands[1][0]) / 2, (hands[0][1] + hands[1][1]) / 2, 0]);
  const ball: Spot = [x, y + 8];
  return [{ depth: 60, shapes: [line("weight", 3, [[x, y], ball]), line("weight", 11, [ball, ball])] }];
}

export function things({ props = [] }: Pick<Motion, "props">, seen: Seen): Deep[] {
  return props.map((prop) => ({ depth: propDepth(prop, seen.view), shapes: [propShape(prop, seen)] }));
}

function propShape({ from, to, soft, rise = 0 }: Prop, { view, spot }: Seen): Shape {
  const climb = view === "side" ? rise : 0;
  const corners: Point[] = [
    from,
    [to[0], from[1], to[2]],
    [to[0], to[1] + climb, to[2]],
    [from[0], to[1], from[2]],
  ];
  const points = corners.map(spot).map(([x, y]): Spot => [x, y + SOLE + 0.75]);
  return { part: soft ? "soft" : "prop", closed: true, width: 1.5, points };
}

function propDepth({ from, to, soft }: Prop, view: View): number {
  // From the front, what is ahead of the runner hides nothing: it is drawn behind all the same.
  return (view === "side" ? Math.min(from[2], to[2]) : 0) - (soft ? 200 : 100);
}
