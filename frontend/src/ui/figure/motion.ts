/** What an exercise's motion is made of, and the pose at any moment of it. The data is in poses.ts. */

import {
  type Arm,
  add,
  dot,
  type Joints,
  jointsOf,
  type Leg,
  type Point,
  type Pose,
  scale,
  unit,
} from "./skeleton";
import { secondsOf, type Tempo } from "./tempo";

export type View = "side" | "front";

/** A box from one corner to the other; `soft` is a mat or a wall, drawn lightly. */
export interface Prop {
  from: Point;
  to: Point;
  soft?: boolean;
  /** How much higher a box's top is at its far end: a hill. */
  rise?: number;
}

export type Held = "dumbbells" | "kettlebell" | "stick";

export type FaultName =
  | "knee_in"
  | "knees_in"
  | "hip_drop"
  | "hip_sag"
  | "hip_open"
  | "hip_sway"
  | "heel_up"
  | "heels_push"
  | "back_round"
  | "lean_over"
  | "trunk_swing"
  | "hard_landing"
  | "overreach"
  | "foot_roll"
  | "low_rise"
  | "knee_straight"
  | "roll_back"
  | "toes_up"
  | "holding_on"
  | "head_down";

export type Change = Partial<Omit<Pose, "work" | "free" | "near" | "far">> & {
  work?: Leg;
  free?: Leg;
  near?: Arm;
  far?: Arm;
};

export interface Fault {
  name: FaultName;
  /** The catalogue's words for it; null where it names none that can be drawn. */
  says: string | null;
  view: View;
  /** The poses that are different, and what is; left out: the one at which it is worst. */
  at: readonly number[];
  change: Change;
  /** Short strokes where the floor is hit. */
  marks?: readonly (readonly [Point, Point])[];
}

export interface Motion {
  view: View;
  /** Two for a way there and back, one for what is held; more are gone through in turn, with `times` in milliseconds. */
  poses: readonly Pose[];
  times?: readonly number[];
  /** Whether the second pose is the upper one, so that lifting comes first. */
  lifts?: true;
  /** The foot has air under it at some time of the motion. */
  jumps?: true;
  props?: readonly Prop[];
  held?: Held;
  /** The pose that shows the exercise when nothing moves, if not the second. */
  still?: number;
  fault: Fault;
}

/** One stretch of time: from a pose to the next; the same one twice is a pause. */
export interface Stretch {
  from: number;
  to: number;
  ms: number;
}

const MS_PER_S = 1_000;
/** How a pose is gone into, held and left again where the catalogue gives no tempo. */
const HOLD: Tempo = [1.2, 0.8, 1.2, 4];
const CALM: Tempo = [2, 0.6, 2, 0.6];
/** A breath between two repetitions, or a way that turns at once looks like a pendulum. */
const BREATH_S = 0.35;

/** The stretches of one repetition, by the tempo; `counted` leaves out the breath, so that it lasts what the tempo says. */
export function repetition(
  { poses, times, lifts }: Motion,
  tempo: string,
  counted = false,
): readonly Stretch[] {
  if (poses.length === 1) return [];
  if (times)
    return poses.map((_, from) => ({ from, to: (from + 1) % poses.length, ms: times[from] ?? MS_PER_S }));
  const [lower, below, lift, above] = secondsOf(tempo) ?? (tempo === "hold" ? HOLD : CALM);
  const [top, bottom] = lifts ? [1, 0] : [0, 1];
  const down = [stretch(top, bottom, lower), stretch(bottom, bottom, below)];
  const up = [stretch(bottom, top, lift), stretch(top, top, above)];
  const all = lifts ? [...up, ...down] : [...down, ...up];
  return [stretch(0, 0, counted ? 0 : BREATH_S), ...all].filter(({ ms }) => ms > 0);
}

function stretch(from: number, to: number, seconds: number): Stretch {
  return { from, to, ms: seconds * MS_PER_S };
}

/** The poses with the fault in them. */
export function faulty({ poses, fault }: Motion): readonly Pose[] {
  return poses.map((pose, index) => (fault.at.includes(index) ? changed(pose, fault.change) : pose));
}

function changed(pose: Pose, { near, far, work, free, ...rest }: Change): Pose {
  return {
    ...pose,
    ...rest,
    near: { ...pose.near, ...near },
    far: { ...pose.far, ...far },
    work: { ...pose.work, ...work },
    free: { ...pose.free, ...free },
  };
}

/** The pose so many milliseconds after the start of a repetition, and the number of the one it is nearest to. */
export function poseAt(
  poses: readonly Pose[],
  way: readonly Stretch[],
  ms: number,
): { pose: Pose; nearest: number } | null {
  let left = ms % way.reduce((sum, one) => sum + one.ms, 0);
  for (const { from, to, ms } of way) {
    if (left < ms) {
      const [start, end] = [poses[from], poses[to]];
      if (!start || !end) return null;
      const share = left / ms;
      // What runs does not stop at each pose; what is slow begins and ends gently.
      const eased = way.length > 5 ? share : share * share * (3 - 2 * share);
      return { pose: between(start, end, eased), nearest: eased < 0.5 ? from : to };
    }
    left -= ms;
  }
  return null;
}

/** When a repetition first comes to a pose: a picture that stood still there goes on from it. */
export function timeOf(way: readonly Stretch[], pose: number): number {
  const until = way.findIndex(({ from }) => from === pose);
  return way.slice(0, Math.max(0, until)).reduce((sum, { ms }) => sum + ms, 0);
}

const TURNS = ["lean", "drop", "turn", "spine", "side", "twist", "nod"] as const;

export function between(from: Pose, to: Pose, share: number): Pose {
  if (from === to || share <= 0) return from;
  if (share >= 1) return to;
  const joints = () => [jointsOf(from), jointsOf(to)] as const;
  const pose: Pose = {
    hips: mixed(from.hips, to.hips, share),
    work: legBetween(from.work, to.work, share, "work", joints),
    free: legBetween(from.free, to.free, share, "free", joints),
    near: armBetween(from.near, to.near, share, "work", joints),
    far: armBetween(from.far, to.far, share, "free", joints),
  };
  for (const turn of TURNS) pose[turn] = number(from[turn], to[turn], share);
  return pose;
}

type Both = () => readonly [Joints, Joints];

function legBetween(from: Leg, to: Leg, share: number, side: "work" | "free", joints: Both): Leg {
  if (from.at && to.at) {
    const leg: Leg = { ...to, at: lifted(mixed(from.at, to.at, share), from, to, share) };
    for (const part of ["heel", "rock", "knee", "roll"] as const)
      leg[part] = number(from[part], to[part], share);
    return leg;
  }
  if (!(from.at || to.at || from.ankle || to.ankle)) {
    const leg: Leg = {};
    for (const part of ["hip", "bend", "out", "point"] as const)
      leg[part] = number(from[part], to[part], share);
    return leg;
  }
  const [before, after] = joints();
  const one = loose(before, side);
  const other = loose(after, side);
  return {
    ankle: lifted(mixed(one.ankle, other.ankle, share), from, to, share),
    toward: unit(mixed(one.toward, other.toward, share)),
    toes: unit(mixed(one.toes, other.toes, share)),
  };
}

function lifted([x, y, z]: Point, from: Leg, to: Leg, share: number): Point {
  return [x, y + (from.steps ?? to.steps ?? 0) * 4 * share * (1 - share), z];
}

/** A leg by where its ends are, whichever way it was given. */
function loose(joints: Joints, side: "work" | "free"): { ankle: Point; toward: Point; toes: Point } {
  const [hip, knee, ankle] = joints.legs[side].joints;
  const { heel, toe } = joints.feet[side];
  const toes = unit(add(toe, scale(heel, -1)));
  const aside = away(hip, knee, ankle);
  return { ankle, toward: Math.hypot(...aside) > 2 ? unit(aside) : toes, toes };
}

function armBetween(from: Arm, to: Arm, share: number, side: "work" | "free", joints: Both): Arm {
  if (from.on && from.on === to.on) return to;
  if (!(from.at || to.at || from.on || to.on)) {
    const arm: Arm = {};
    for (const part of ["up", "out", "elbow"] as const) arm[part] = number(from[part], to[part], share);
    return arm;
  }
  const [before, after] = joints().map((one) => one.arms[side].joints) as [
    readonly [Point, Point, Point],
    readonly [Point, Point, Point],
  ];
  const toward = unit(mixed(away(...before), away(...after), share));
  return { at: mixed(before[2], after[2], share), toward };
}

/** Which way, and how far, the middle joint lies off the straight line between the ends. */
export function away(from: Point, middle: Point, to: Point): Point {
  const line = unit(add(to, scale(from, -1)));
  const aside = add(middle, scale(from, -1));
  return add(aside, scale(line, -dot(aside, line)));
}

function mixed(from: Point, to: Point, share: number): Point {
  return add(scale(from, 1 - share), scale(to, share));
}

function number(from: number | undefined, to: number | undefined, share: number): number {
  return (from ?? 0) * (1 - share) + (to ?? 0) * share;
}
