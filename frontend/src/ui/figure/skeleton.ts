/**
 * Where the joints are. A pose is written for a runner whose right leg works; x is forward, y is up, z is to the right,
 * the floor is y = 0, and a tall runner is about a hundred units high. A limb is given by its angles, or by the place its
 * end is at: then the joint between follows, so that feet stay on the floor whatever the hips do.
 */

export type Point = readonly [x: number, y: number, z: number];

export interface Leg {
  /** The floor or the prop under the ankle of a flat foot. Left out, the leg hangs by its angles. */
  at?: Point;
  /** Degrees that the heel is raised, turning on the ball. Negative: the toes are, turning on the heel. */
  heel?: number;
  /** Degrees that the knee points outward of straight ahead; negative is caving in. */
  knee?: number;
  /** Degrees forward and outward from hanging straight down, and of the bend, for a leg in the air. */
  hip?: number;
  bend?: number;
  out?: number;
  /** Degrees that a hanging foot points down from square to the shin. */
  point?: number;
}

export interface Arm {
  /** Where the hand is. Left out, the arm hangs by its angles. */
  at?: Point;
  /** Degrees forward and outward from hanging straight down, and of the elbow. */
  up?: number;
  out?: number;
  elbow?: number;
}

export interface Pose {
  /** The middle between the hip joints. */
  hips: Point;
  /** Degrees of the pelvis: forward, down on the left, and turned to the left. */
  lean?: number;
  drop?: number;
  turn?: number;
  /** Degrees of the chest beyond the pelvis: forward, to the right, and turned to the left. */
  spine?: number;
  side?: number;
  twist?: number;
  /** Degrees that the face looks down beyond the chest. */
  nod?: number;
  work: Leg;
  free: Leg;
  /** The arms on the side of the working and of the free leg. */
  near: Arm;
  far: Arm;
}

export interface Limb {
  joints: readonly [Point, Point, Point];
}

export interface Foot {
  ankle: Point;
  heel: Point;
  ball: Point;
  toe: Point;
}

export interface Joints {
  hips: Point;
  chest: Point;
  head: Point;
  hipAt: Sides<Point>;
  shoulderAt: Sides<Point>;
  legs: Sides<Limb>;
  feet: Sides<Foot>;
  arms: Sides<Limb>;
}

export type Sides<T> = { work: T; free: T };

export const THIGH = 25;
export const SHIN = 25;
const ANKLE = 4;
const HEEL = 4;
const BALL = 9;
const TOE = 13;
const HIP_HALF = 5.5;
const SHOULDER_HALF = 9.5;
const TRUNK = 29;
const NECK_AND_HALF_HEAD = 11.5;
const UPPER_ARM = 16;
const FOREARM = 17;
const TOES_OUT = 8;

/** Three unit vectors: ahead, up and to the right of a part of the body. */
interface Frame {
  ahead: Point;
  up: Point;
  right: Point;
}

const WORLD: Frame = { ahead: [1, 0, 0], up: [0, 1, 0], right: [0, 0, 1] };

export function jointsOf(pose: Pose): Joints {
  const pelvis = turned(WORLD, pose.turn ?? 0, pose.lean ?? 0, pose.drop ?? 0);
  const chestFrame = turned(pelvis, pose.twist ?? 0, pose.spine ?? 0, -(pose.side ?? 0));
  // Half of the back bends with the pelvis and half with the chest, so that a rounded back looks round.
  const waist = along(pose.hips, pelvis.up, TRUNK * 0.4);
  const chest = along(waist, chestFrame.up, TRUNK * 0.6);
  const face = turned(chestFrame, 0, pose.nod ?? 0, 0);
  const hipAt = { work: along(pose.hips, pelvis.right, HIP_HALF), free: along(pose.hips, pelvis.right, -HIP_HALF) };
  const shoulderAt = {
    work: along(chest, chestFrame.right, SHOULDER_HALF),
    free: along(chest, chestFrame.right, -SHOULDER_HALF),
  };
  const facing = turned(WORLD, pose.turn ?? 0, 0, 0);
  const work = legOf(pose.work, hipAt.work, facing, 1);
  const free = legOf(pose.free, hipAt.free, facing, -1);
  return {
    hips: pose.hips,
    chest,
    head: along(chest, face.up, NECK_AND_HALF_HEAD),
    hipAt,
    shoulderAt,
    legs: { work: work.limb, free: free.limb },
    feet: { work: work.foot, free: free.foot },
    arms: {
      work: armOf(pose.near, shoulderAt.work, facing, 1),
      free: armOf(pose.far, shoulderAt.free, facing, -1),
    },
  };
}

function legOf(leg: Leg, hip: Point, facing: Frame, outward: 1 | -1): { limb: Limb; foot: Foot } {
  if (leg.at) {
    const foot = plantedFoot(leg.at, leg.heel ?? 0, outward);
    const pole = around(facing, leg.knee ?? 0, outward);
    return { limb: { joints: reach(hip, foot.ankle, THIGH, SHIN, pole) }, foot };
  }
  const flexion = leg.hip ?? 0;
  const bend = leg.bend ?? 0;
  const out = (leg.out ?? 0) * outward;
  const thigh = hanging(facing, flexion, out);
  const shin = hanging(facing, flexion - bend, out);
  const knee = along(hip, thigh, THIGH);
  const ankle = along(knee, shin, SHIN);
  const toes = hanging(facing, flexion - bend + 90 - (leg.point ?? 0), out);
  return { limb: { joints: [hip, knee, ankle] }, foot: hangingFoot(ankle, toes, shin) };
}

function armOf(arm: Arm, shoulder: Point, facing: Frame, outward: 1 | -1): Limb {
  if (arm.at) {
    const back: Point = unit(add(scale(facing.ahead, -1), add(scale(facing.up, -0.6), scale(facing.right, 0.5 * outward))));
    return { joints: reach(shoulder, arm.at, UPPER_ARM, FOREARM, back) };
  }
  const up = arm.up ?? 0;
  const out = (arm.out ?? 0) * outward;
  const elbow = along(shoulder, hanging(facing, up, out), UPPER_ARM);
  return { joints: [shoulder, elbow, along(elbow, hanging(facing, up + (arm.elbow ?? 0), out * 0.6), FOREARM)] };
}

function plantedFoot(at: Point, raised: number, outward: 1 | -1): Foot {
  const ahead: Point = [cos(TOES_OUT), 0, sin(TOES_OUT) * outward];
  const place = (forward: number, up: number): Point => along(along(at, ahead, forward), WORLD.up, up);
  if (raised < 0) {
    const turn = (forward: number, up: number): Point =>
      place(-HEEL + (forward + HEEL) * cos(raised) + up * sin(raised), up * cos(raised) - (forward + HEEL) * sin(raised));
    return { ankle: turn(0, ANKLE), heel: turn(-HEEL, 0), ball: turn(BALL, 0), toe: turn(TOE, 0) };
  }
  const turn = (forward: number, up: number): Point =>
    place(BALL + (forward - BALL) * cos(raised) + up * sin(raised), up * cos(raised) - (forward - BALL) * sin(raised));
  return { ankle: turn(0, ANKLE), heel: turn(-HEEL, 0), ball: place(BALL, 0), toe: place(TOE, 0) };
}

function hangingFoot(ankle: Point, toes: Point, shin: Point): Foot {
  const sole = along(ankle, shin, ANKLE);
  return { ankle, heel: along(sole, toes, -HEEL), ball: along(sole, toes, BALL), toe: along(sole, toes, TOE) };
}

/** The middle joint between two ends, on the side of the pole; an end out of reach is drawn as far as it goes. */
function reach(from: Point, to: Point, upper: number, lower: number, pole: Point): readonly [Point, Point, Point] {
  const way = add(to, scale(from, -1));
  const far = Math.hypot(...way);
  const length = Math.min(far, upper + lower - 0.01);
  const straight = far === 0 ? WORLD.up : scale(way, 1 / far);
  const toMiddle = (upper * upper - lower * lower + length * length) / (2 * length);
  const aside = Math.sqrt(Math.max(0, upper * upper - toMiddle * toMiddle));
  const bent = unit(add(pole, scale(straight, -dot(pole, straight))));
  const middle = along(along(from, straight, toMiddle), bent, aside);
  return [from, middle, along(from, straight, length)];
}

function hanging({ ahead, up, right }: Frame, forward: number, out: number): Point {
  const down = add(scale(up, -cos(forward)), scale(ahead, sin(forward)));
  return add(scale(down, cos(out)), scale(right, sin(out)));
}

function around({ ahead, right }: Frame, degrees: number, outward: 1 | -1): Point {
  const level = add(scale(ahead, cos(degrees)), scale(right, sin(degrees) * outward));
  return add(level, scale(WORLD.up, 0.5)); // for knees of somebody who lies
}

/** First turned to the left, then leant forward, then dropped on the left. */
function turned({ ahead, up, right }: Frame, left: number, forward: number, drop: number): Frame {
  const a1 = add(scale(ahead, cos(left)), scale(right, -sin(left)));
  const r1 = add(scale(right, cos(left)), scale(ahead, sin(left)));
  const u2 = add(scale(up, cos(forward)), scale(a1, sin(forward)));
  const a2 = add(scale(a1, cos(forward)), scale(up, -sin(forward)));
  return {
    ahead: a2,
    up: add(scale(u2, cos(drop)), scale(r1, -sin(drop))),
    right: add(scale(r1, cos(drop)), scale(u2, sin(drop))),
  };
}

const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const scale = (a: Point, by: number): Point => [a[0] * by, a[1] * by, a[2] * by];
const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const unit = (a: Point): Point => scale(a, 1 / (Math.hypot(...a) || 1));
const along = (from: Point, direction: Point, far: number): Point => add(from, scale(direction, far));
