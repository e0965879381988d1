/**
 * Where the joints are. A pose is written for a runner whose right leg works; x is forward, y is up, z is to the right,
 * the floor is y = 0, and a tall runner is about a hundred units high. A limb is given by its angles, or by the place its
 * end is at: then the joint between follows, so that feet stay on the floor whatever the hips do.
 */

export type Point = readonly [x: number, y: number, z: number];

export interface Leg {
  /** The floor or the prop under the ankle of a flat foot. Left out, the leg hangs by its angles. */
  at?: Point;
  /** Degrees that the heel is raised, turning on the ball; negative: below it, over the edge of a step. */
  heel?: number;
  /** Degrees that the toes are raised, turning on the heel. */
  rock?: number;
  /** How high the foot is lifted on its way to another place, instead of sliding there. */
  steps?: number;
  /** Degrees that the knee points outward of straight ahead; negative is caving in. */
  knee?: number;
  /** Degrees that the foot rolls onto its outer edge; negative: onto its inner one. */
  roll?: number;
  /** Where the ankle is of a foot that bears no weight, where its knee points, and its toes. */
  ankle?: Point;
  toward?: Point;
  toes?: Point;
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
  /** The part of the body on which the hand is. */
  on?: "hip" | "head";
  /** Where the elbow of a placed hand points. */
  toward?: Point;
  /** Degrees forward and outward from hanging straight down, and of the elbow. */
  up?: number;
  out?: number;
  elbow?: number;
}

export interface Pose {
  /** The middle between the hip joints. */
  hips: Point;
  /** Degrees of the pelvis: forward, down on the left, and then turned to the left about the long axis of the body. */
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
  /** The edges of the sole below the ball. */
  inner: Point;
  outer: Point;
}

export interface Joints {
  hips: Point;
  waist: Point;
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
const SOLE_HALF = 2.6;

/** Three unit vectors: ahead, up and to the right of a part of the body. */
interface Frame {
  ahead: Point;
  up: Point;
  right: Point;
}

const WORLD: Frame = { ahead: [1, 0, 0], up: [0, 1, 0], right: [0, 0, 1] };

export function jointsOf(pose: Pose): Joints {
  const pelvis = turned(turned(WORLD, 0, pose.lean ?? 0, pose.drop ?? 0), pose.turn ?? 0, 0, 0);
  const trunk = turned(pelvis, pose.twist ?? 0, pose.spine ?? 0, -(pose.side ?? 0));
  // Half of the back bends with the pelvis and half with the chest, so that a rounded back looks round.
  const waist = along(pose.hips, pelvis.up, TRUNK * 0.4);
  const chest = along(waist, trunk.up, TRUNK * 0.6);
  const face = turned(trunk, 0, pose.nod ?? 0, 0);
  const head = along(chest, face.up, NECK_AND_HALF_HEAD);
  const hipAt = pair((outward) => along(pose.hips, pelvis.right, HIP_HALF * outward));
  const shoulderAt = pair((outward) => along(chest, trunk.right, SHOULDER_HALF * outward));
  const work = legOf(pose.work, hipAt.work, 1);
  const free = legOf(pose.free, hipAt.free, -1);
  const arm = (arm: Arm, side: keyof Sides<Point>, outward: 1 | -1): Limb => {
    const shoulder = shoulderAt[side];
    if (arm.on === "hip") {
      const hand = along(along(hipAt[side], pelvis.right, 4 * outward), pelvis.up, 7);
      return { joints: reach(shoulder, hand, UPPER_ARM, FOREARM, among(-0.55, 0, outward, pelvis)) };
    }
    if (arm.on === "head") {
      const hand = along(along(head, trunk.right, 4.5 * outward), face.ahead, -3);
      return { joints: reach(shoulder, hand, UPPER_ARM, FOREARM, among(0.1, -0.1, outward, trunk)) };
    }
    return armOf(arm, shoulder, outward);
  };
  return {
    hips: pose.hips,
    waist,
    chest,
    head,
    hipAt,
    shoulderAt,
    legs: { work: work.limb, free: free.limb },
    feet: { work: work.foot, free: free.foot },
    arms: { work: arm(pose.near, "work", 1), free: arm(pose.far, "free", -1) },
  };
}

function legOf(leg: Leg, hip: Point, outward: 1 | -1): { limb: Limb; foot: Foot } {
  if (leg.at) {
    const foot = plantedFoot(leg, leg.at, outward);
    const pole = leg.toward ?? among(cos(leg.knee ?? 0), 0, sin(leg.knee ?? 0) * outward);
    return { limb: { joints: reach(hip, foot.ankle, THIGH, SHIN, pole) }, foot };
  }
  if (leg.ankle) {
    const toward = leg.toward ?? WORLD.ahead;
    const joints = reach(hip, leg.ankle, THIGH, SHIN, toward);
    const shin = unit(add(joints[2], scale(joints[1], -1)));
    const square = leg.toes ?? unit(add(toward, scale(shin, -dot(toward, shin))));
    const bent = leg.point ?? 0;
    const toes = unit(add(scale(square, cos(bent)), scale(shin, sin(bent))));
    return { limb: { joints }, foot: hangingFoot(joints[2], toes, shin, outward) };
  }
  const flexion = leg.hip ?? 0;
  const bend = leg.bend ?? 0;
  const out = (leg.out ?? 0) * outward;
  const thigh = hanging(flexion, out);
  const shin = hanging(flexion - bend, out);
  const knee = along(hip, thigh, THIGH);
  const ankle = along(knee, shin, SHIN);
  const toes = leg.toes ?? hanging(flexion - bend + 90 - (leg.point ?? 0), out);
  return { limb: { joints: [hip, knee, ankle] }, foot: hangingFoot(ankle, toes, shin, outward) };
}

function armOf(arm: Arm, shoulder: Point, outward: 1 | -1): Limb {
  if (arm.at) {
    const pole = arm.toward ?? among(-1, -0.6, 0.5 * outward);
    return { joints: reach(shoulder, arm.at, UPPER_ARM, FOREARM, pole) };
  }
  const up = arm.up ?? 0;
  const out = (arm.out ?? 0) * outward;
  const elbow = along(shoulder, hanging(up, out), UPPER_ARM);
  const forearm = hanging(up + (arm.elbow ?? 0), out * 0.6);
  return { joints: [shoulder, elbow, along(elbow, forearm, FOREARM)] };
}

/** Turned on the ball or on the heel, and rolled over an edge of its sole. */
function plantedFoot({ heel = 0, rock = 0, roll = 0 }: Leg, at: Point, outward: 1 | -1): Foot {
  const ahead = among(cos(TOES_OUT), 0, sin(TOES_OUT) * outward);
  const aside = among(-sin(TOES_OUT), 0, cos(TOES_OUT) * outward);
  const onHeel = rock > Math.max(0, heel);
  const hinge = onHeel ? -HEEL : BALL;
  // On tiptoe the toes stay flat on the floor; on the heel they come up with the foot.
  const toes = onHeel ? heel - rock : 0;
  const edge = Math.sign(roll) * SOLE_HALF;
  const place = (forward: number, up: number, out: number, turn = heel - rock): Point => {
    const lengthways = hinge + (forward - hinge) * cos(turn) + up * sin(turn);
    const high = up * cos(turn) - (forward - hinge) * sin(turn);
    const sideways = edge + (out - edge) * cos(roll) + high * sin(roll);
    const above = high * cos(roll) - (out - edge) * sin(roll);
    return along(along(along(at, ahead, lengthways), aside, sideways), WORLD.up, above);
  };
  return {
    ankle: place(0, ANKLE, 0),
    heel: place(-HEEL, 0, 0),
    ball: place(BALL, 0, 0, toes),
    toe: place(TOE, 0, 0, toes),
    inner: place(BALL, 0, -SOLE_HALF, toes),
    outer: place(BALL, 0, SOLE_HALF, toes),
  };
}

function hangingFoot(ankle: Point, toes: Point, shin: Point, outward: 1 | -1): Foot {
  const down = unit(add(shin, scale(toes, -dot(shin, toes))));
  const sole = along(ankle, down, ANKLE);
  const aside = scale(cross(down, toes), outward);
  const ball = along(sole, toes, BALL);
  return {
    ankle,
    heel: along(sole, toes, -HEEL),
    ball,
    toe: along(sole, toes, TOE),
    inner: along(ball, aside, -SOLE_HALF),
    outer: along(ball, aside, SOLE_HALF),
  };
}

/** The middle joint between two ends, on the side of the pole; an end out of reach is drawn as far as it goes. */
function reach(
  from: Point,
  to: Point,
  upper: number,
  lower: number,
  pole: Point,
): readonly [Point, Point, Point] {
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

/** Swung out to the side first and forward then, so that a limb bends in one plane. */
function hanging(forward: number, out: number): Point {
  return [sin(forward), -cos(out) * cos(forward), sin(out) * cos(forward)];
}

function among(forward: number, upward: number, rightward: number, frame: Frame = WORLD): Point {
  const { ahead, up, right } = frame;
  return unit(add(add(scale(ahead, forward), scale(up, upward)), scale(right, rightward)));
}

function pair(of: (outward: 1 | -1) => Point): Sides<Point> {
  return { work: of(1), free: of(-1) };
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

export const cross = (a: Point, b: Point): Point => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
export const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const scale = (a: Point, by: number): Point => [a[0] * by, a[1] * by, a[2] * by];
export const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const unit = (a: Point): Point => scale(a, 1 / (Math.hypot(...a) || 1));
const along = (from: Point, direction: Point, far: number): Point => add(from, scale(direction, far));
