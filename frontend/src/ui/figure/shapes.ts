/** What a picture is made of: lines as wide as a limb, and areas. */

import type { View } from "./motion";
import type { Point } from "./skeleton";

export type Part = "floor" | "soft" | "prop" | "far" | "body" | "belt" | "work" | "weight" | "mark";
export type Spot = readonly [x: number, y: number];

export interface Shape {
  part: Part;
  /** A closed shape is filled; every shape is drawn with a pen so wide. */
  closed?: true;
  width: number;
  points: readonly Spot[];
}

export type Side = "left" | "right" | "both";

export type Deep = { depth: number; shapes: readonly Shape[] };
export type Seen = {
  view: View;
  mirror: 1 | -1;
  spot: (point: Point) => Spot;
  depth: (...points: Point[]) => number;
};

/** Lines are wide: what stands on the floor reaches so far below its joints. */
export const SOLE = 2.5;
export function line(part: Part, width: number, points: readonly Spot[]): Shape {
  return { part, width, points };
}
