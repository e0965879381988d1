/**
 * How each exercise looks: a pose at its start and one at its end, or the poses of a cycle; what stands around; and its
 * main fault, as what it changes. All for a right leg that works (skeleton.ts).
 */

import type { Arm, Leg, Point, Pose } from "./skeleton";

export type View = "side" | "front";

/** A box from one corner to the other; `soft` is a mat or a wall, drawn lightly. */
export interface Prop {
  from: Point;
  to: Point;
  soft?: boolean;
}

export type Held = "dumbbells" | "kettlebell";

export type FaultName = "knee_in" | "hip_drop" | "heel_up" | "back_round" | "lean_over" | "hard_landing" | "foot_roll" | "low_rise";

export interface Fault {
  name: FaultName;
  view: View;
  /** What is different at the end, or all the way through a cycle. */
  change: Change;
}

type Change = { [Part in keyof Pose]?: Pose[Part] extends object | undefined ? Partial<Pose[Part]> : Pose[Part] };

export interface Motion {
  view: View;
  /** Two for a way there and back, one for what is held; more are gone through in turn, with `times` in milliseconds. */
  poses: readonly Pose[];
  times?: readonly number[];
  props?: readonly Prop[];
  held?: Held;
  fault: Fault;
}

const hang: Arm = { up: 4, out: 7, elbow: 14 };
const ahead: Arm = { up: 78, out: 4, elbow: 8 };
const onHip: Arm = { up: -22, out: 38, elbow: 88 };

const stand: Pose = {
  hips: [0, 53.4, 0],
  work: { at: [0, 0, 6] },
  free: { at: [0, 0, -6] },
  near: hang,
  far: hang,
};

const oneLeg: Pose = {
  hips: [0, 53.4, 4.2],
  work: { at: [0, 0, 5] },
  free: { hip: 6, bend: 52, point: 20 },
  near: hang,
  far: hang,
};

const change = (pose: Pose, what: Partial<Pose>): Pose => ({ ...pose, ...what });
const both = (arm: Arm) => ({ near: arm, far: arm });
const kneeIn = (deeper: Change = {}): Fault => ({
  name: "knee_in",
  view: "front",
  change: { work: { knee: -38 }, drop: 7, ...deeper },
});
const hipDrop = (drop = 13): Fault => ({ name: "hip_drop", view: "front", change: { drop, side: 6 } });

const box = (x: readonly [number, number], y: readonly [number, number], half: number, soft = false): Prop => ({
  from: [x[0], y[0], -half],
  to: [x[1], y[1], half],
  ...(soft ? { soft } : {}),
});

const rail = box([25, 27], [0, 60], 11);
const wall = (x: number) => box([x, x + 3], [0, 112], 40, true);
const mat = box([-56, 56], [-2, 0], 26, true);
const mat_across: Prop = { from: [-14, -2, -58], to: [14, 0, 58], soft: true };
const onRail = { near: { at: [24, 60, 9] } as Arm, far: { at: [24, 60, -9] } as Arm };
const low = (y: number, half = 14) => box([-10, 16], [0, y], half);

const squatDown: Pose = change(stand, { hips: [-15, 30, 0], lean: 38, nod: -22, ...both(ahead), work: { at: [0, 0, 7], knee: 10 }, free: { at: [0, 0, -7], knee: 10 } });
const oneLegDown: Pose = change(oneLeg, { hips: [-9, 42.5, 4.2], lean: 30, nod: -18, free: { hip: 22, bend: 62, point: 15 }, ...both(ahead) });

const lunge = (front: Leg, back: Leg, hips: Point, more: Partial<Pose> = {}): Pose => change(stand, { hips, work: front, free: back, ...both(onHip), ...more });
const splitFrom = lunge({ at: [17, 0, 5] }, { at: [-19, 0, -5], heel: 48 }, [-1, 49, 0]);
const splitTo = lunge({ at: [17, 0, 5] }, { at: [-22, 0, -5], heel: 62 }, [-2, 31, 0], { lean: 8 });

const hinge: Pose = change(stand, { hips: [-11, 50, 0], lean: 62, nod: -30, near: { up: 0, out: 3 }, far: { up: 0, out: 3 } });
const oneLegHinge: Pose = change(oneLeg, { hips: [-4, 51.5, 4.4], lean: 72, nod: -34, free: { hip: -74, bend: 3, point: 25 }, near: { up: 2, out: 3 }, far: { up: 2, out: 3 } });

const onBack = (hips: Point, lean: number, more: Partial<Pose> = {}): Pose =>
  change(stand, { hips, lean, work: { at: [27, 0, 6] }, free: { at: [27, 0, -6] }, near: { up: 55, out: 16, elbow: 4 }, far: { up: 55, out: 16, elbow: 4 }, nod: 12, ...more });

const lying: Pose = { hips: [0, 8, -2], drop: 86, work: { out: 88 }, free: { out: -88 }, near: { up: 30, out: 50, elbow: 30 }, far: { up: 92, out: 20, elbow: 30 }, side: 4 };

const hop = (y: number, more: Partial<Pose> = {}): Pose => change(oneLeg, { hips: [0, 53.4 + y, 4.2], ...more });
const stride = (work: Leg, free: Leg, y: number, arms: readonly [number, number], lean = 6): Pose => ({
  hips: [0, y, 0],
  lean,
  work,
  free,
  near: { up: arms[0], out: 8, elbow: 86 },
  far: { up: arms[1], out: 8, elbow: 86 },
});

const running = (y: number, knee: number, back: number, lean: number): readonly Pose[] => [
  stride({ at: [4, 0, 2] , heel: 0 }, { hip: 8, bend: 96, point: 20 }, y - 1.5, [-18, 26], lean),
  stride({ at: [-13, 0, 2], heel: 34 }, { hip: knee, bend: 84, point: 4 }, y, [34, -46], lean),
  stride({ hip: -18, bend: back, point: 30 }, { hip: knee - 8, bend: 46, point: 4 }, y + 5, [38, -40], lean),
  stride({ hip: 8, bend: 96, point: 20 }, { at: [4, 0, -2] }, y - 1.5, [26, -18], lean),
  stride({ hip: knee, bend: 84, point: 4 }, { at: [-13, 0, -2], heel: 34 }, y, [-46, 34], lean),
  stride({ hip: knee - 8, bend: 46, point: 4 }, { hip: -18, bend: back, point: 30 }, y + 5, [-40, 38], lean),
];
const runTimes = (ms: number) => [ms, ms, ms, ms, ms, ms];
const slope: Prop = box([-58, 58], [-8, -2], 20);
const sloppyRun: Fault = { name: "hip_drop", view: "front", change: { drop: 10, side: 6 } };

export const MOTIONS: Record<string, Motion> = {
  assisted_squat: {
    view: "side",
    poses: [change(stand, onRail), change(squatDown, { hips: [-17, 31, 0], lean: 30, ...onRail })],
    props: [rail],
    fault: { name: "knee_in", view: "front", change: { work: { knee: -30 }, free: { knee: -30 } } },
  },
  assisted_single_leg_squat: {
    view: "side",
    poses: [change(oneLeg, onRail), change(oneLegDown, { hips: [-8, 44, 4.2], lean: 20, ...onRail })],
    props: [rail],
    fault: kneeIn(),
  },
  single_leg_box_squat: {
    view: "side",
    poses: [
      change(oneLeg, { free: { hip: 22, bend: 22 }, ...both({ up: 40, out: 4, elbow: 10 }) }),
      change(oneLeg, { hips: [-19, 29, 4.2], lean: 40, nod: -20, free: { hip: 78, bend: 26 }, ...both(ahead) }),
    ],
    props: [box([-40, -14], [0, 23], 16)],
    fault: kneeIn(),
  },
  single_leg_squat: { view: "side", poses: [oneLeg, oneLegDown], fault: kneeIn() },
  pistol_squat_progression: {
    view: "side",
    poses: [
      change(oneLeg, { free: { hip: 24, bend: 12 }, ...both({ up: 50, out: 4, elbow: 6 }) }),
      change(oneLeg, { hips: [-16, 21, 4.2], lean: 44, nod: -24, free: { hip: 88, bend: 8 }, ...both(ahead) }),
    ],
    fault: { name: "heel_up", view: "side", change: { work: { heel: 26 }, hips: [-11, 23, 4.2], lean: 54 } },
  },
  static_lunge: { view: "side", poses: [splitFrom, splitTo], fault: kneeIn({ drop: 0 }) },
  reverse_lunge: {
    view: "side",
    poses: [
      lunge({ at: [10, 0, 5] }, { at: [8, 0, -5] }, [9, 53.2, 0]),
      lunge({ at: [10, 0, 5] }, { at: [-30, 0, -5], heel: 62 }, [-9, 31, 0], { lean: 12 }),
    ],
    fault: kneeIn({ drop: 0 }),
  },
  forward_lunge: {
    view: "side",
    poses: [
      lunge({ at: [-16, 0, 5] }, { at: [-18, 0, -5] }, [-17, 53.2, 0]),
      lunge({ at: [20, 0, 5] }, { at: [-21, 0, -5], heel: 60 }, [0, 31, 0], { lean: 8 }),
    ],
    fault: kneeIn({ drop: 0 }),
  },
  split_squat: {
    view: "side",
    poses: [splitFrom, splitTo],
    held: "dumbbells",
    fault: { name: "lean_over", view: "side", change: { lean: 42 } },
  },
  rear_foot_elevated_split_squat: {
    view: "side",
    poses: [
      lunge({ at: [14, 0, 5] }, { at: [-26, 20, -5], heel: 70 }, [4, 50, 0], { near: { up: 2, out: 6 }, far: { up: 2, out: 6 } }),
      lunge({ at: [14, 0, 5] }, { at: [-26, 20, -5], heel: 78 }, [-4, 32, 0], { lean: 16, near: { up: 2, out: 6 }, far: { up: 2, out: 6 } }),
    ],
    props: [box([-42, -14], [0, 19], 14)],
    held: "dumbbells",
    fault: kneeIn({ drop: 0 }),
  },
  hip_hinge_drill: {
    view: "side",
    poses: [change(stand, both(onHip)), change(hinge, both({ up: 20, out: 36, elbow: 92 }))],
    fault: { name: "back_round", view: "side", change: { lean: 34, spine: 44, nod: 10 } },
  },
  kickstand_rdl: {
    view: "side",
    poses: [
      change(stand, { work: { at: [6, 0, 6] }, free: { at: [-12, 0, -6], heel: 28 }, hips: [0, 53, 1], near: { up: 4, out: 4 }, far: { up: 4, out: 4 } }),
      change(hinge, { work: { at: [6, 0, 6] }, free: { at: [-12, 0, -6], heel: 34 }, hips: [-10, 49.5, 1], near: { up: 4, out: 3 }, far: { up: 4, out: 3 } }),
    ],
    held: "dumbbells",
    fault: { name: "back_round", view: "side", change: { lean: 34, spine: 44, nod: 10 } },
  },
  single_leg_deadlift: { view: "side", poses: [change(oneLeg, { free: { hip: -8, bend: 16, point: 30 } }), oneLegHinge], fault: { name: "hip_drop", view: "front", change: { drop: -24 } } },
  single_leg_rdl: {
    view: "side",
    poses: [change(oneLeg, { free: { hip: -8, bend: 16, point: 30 }, near: { up: 3, out: 4 }, far: { up: 3, out: 4 } }), oneLegHinge],
    held: "dumbbells",
    fault: { name: "back_round", view: "side", change: { lean: 48, spine: 42, nod: 6 } },
  },
  low_step_down: {
    view: "side",
    poses: [
      change(oneLeg, { hips: [0, 63.2, 4.2], work: { at: [0, 10, 5] }, free: { hip: 16, bend: 10 }, ...both(onHip) }),
      change(oneLeg, { hips: [-4, 54, 4.2], lean: 12, work: { at: [0, 10, 5] }, free: { hip: 24, bend: 16, point: -12 }, ...both(onHip) }),
    ],
    props: [low(10)],
    fault: kneeIn(),
  },
  step_up: {
    view: "side",
    poses: [
      change(stand, { hips: [-6, 51.5, 0], lean: 16, work: { at: [14, 20, 5] }, free: { at: [-16, 0, -5], heel: 14 } }),
      change(stand, { hips: [13, 73.4, 1], work: { at: [14, 20, 5] }, free: { at: [12, 20, -5] } }),
    ],
    props: [box([4, 34], [0, 20], 15)],
    fault: kneeIn({ drop: 0 }),
  },
  lateral_step_down: {
    view: "front",
    poses: [
      change(oneLeg, { hips: [0, 73.2, 3.6], work: { at: [0, 20, 5] }, free: { hip: 10, bend: 6, out: 6 }, ...both(onHip) }),
      change(oneLeg, { hips: [-7, 58.5, 2.4], lean: 20, nod: -12, work: { at: [0, 20, 5] }, free: { hip: 14, bend: 8, out: 8, point: -10 }, ...both(onHip) }),
    ],
    props: [{ from: [-12, 0, 0], to: [16, 20, 26] }],
    fault: kneeIn(),
  },
  step_up_knee_drive: {
    view: "side",
    poses: [
      change(stand, { hips: [-6, 51.5, 0], lean: 16, work: { at: [14, 20, 5] }, free: { at: [-16, 0, -5], heel: 14 }, near: { up: 30, out: 6, elbow: 80 }, far: { up: -24, out: 6, elbow: 80 } }),
      change(oneLeg, { hips: [13, 73.4, 4], work: { at: [14, 20, 5] }, free: { hip: 88, bend: 92 }, near: { up: 40, out: 6, elbow: 80 }, far: { up: -30, out: 6, elbow: 80 } }),
    ],
    props: [box([4, 34], [0, 20], 15)],
    fault: hipDrop(),
  },
  calf_raise_two_leg: {
    view: "side",
    poses: [change(stand, both(onHip)), change(stand, { hips: [4, 60, 0], work: { at: [0, 0, 6], heel: 42 }, free: { at: [0, 0, -6], heel: 42 }, ...both(onHip) })],
    fault: { name: "foot_roll", view: "front", change: { work: { knee: 30 }, free: { knee: 30 } } },
  },
  balanced_calf_raise: {
    view: "side",
    poses: [change(oneLeg, both(onHip)), change(oneLeg, { hips: [4, 60, 4.2], work: { at: [0, 0, 5], heel: 42 }, ...both(onHip) })],
    fault: { name: "low_rise", view: "side", change: { hips: [2, 55.4, 4.2], work: { heel: 14 }, lean: 10 } },
  },
  single_leg_calf_raise_step: {
    view: "side",
    poses: [
      change(oneLeg, { hips: [-1, 69.5, 4.2], work: { at: [-9, 20, 5], heel: -0.1 }, near: { at: [24, 80, 9] }, far: { at: [24, 80, -9] } }),
      change(oneLeg, { hips: [-3, 79.5, 4.2], work: { at: [-9, 20, 5], heel: 42 }, near: { at: [24, 80, 9] }, far: { at: [24, 80, -9] } }),
    ],
    props: [box([-5, 22], [0, 20], 14), box([25, 27], [0, 80], 11)],
    fault: { name: "low_rise", view: "side", change: { hips: [-2, 74, 4.2], work: { heel: 14 } } },
  },
  bent_knee_calf_raise: {
    view: "side",
    poses: [
      change(oneLeg, { hips: [-5, 47.6, 4.2], lean: 10, near: { at: [24, 60, 9] }, far: { at: [24, 60, -9] } }),
      change(oneLeg, { hips: [-1, 53.6, 4.2], lean: 10, work: { at: [0, 0, 5], heel: 38 }, near: { at: [24, 60, 9] }, far: { at: [24, 60, -9] } }),
    ],
    props: [rail],
    fault: { name: "low_rise", view: "side", change: { hips: [1, 59, 4.2], work: { heel: 36 }, lean: 2 } },
  },
  short_foot: {
    view: "side",
    poses: [change(oneLeg, both(onHip)), change(oneLeg, { hips: [0, 53.9, 4.2], work: { at: [0, 0.6, 5] }, ...both(onHip) })],
    fault: { name: "foot_roll", view: "front", change: { work: { knee: -26 }, drop: 4 } },
  },
  single_leg_stand: { view: "front", poses: [change(oneLeg, both(onHip))], fault: hipDrop() },
  single_leg_stand_eyes_closed: { view: "front", poses: [change(oneLeg, both({ up: 0, out: 40, elbow: 10 }))], fault: hipDrop() },
  single_leg_reach: {
    view: "side",
    poses: [
      change(oneLeg, { ...both(onHip), free: { hip: 10, bend: 6 } }),
      change(oneLeg, { hips: [-8, 45, 4.2], lean: 24, nod: -16, free: { hip: 36, bend: 2, point: -4 }, ...both(onHip) }),
    ],
    fault: kneeIn(),
  },
  side_plank_knees: {
    view: "front",
    poses: [
      { hips: [0, 9, 0], drop: -62, side: -6, work: { hip: -6, out: -80, bend: 0 }, free: { hip: 0, out: 80 }, near: { at: [6, 2, 36] }, far: { up: 0, out: 14, elbow: 6 } },
      { hips: [0, 18, -2], drop: -68, work: { out: -72 }, free: { out: 74 }, near: { at: [6, 2, 34] }, far: { up: 0, out: 14, elbow: 6 } },
    ],
    props: [mat_across],
    fault: { name: "hip_drop", view: "front", change: { hips: [0, 10, -2] } },
  },
  side_plank: {
    view: "front",
    poses: [
      { hips: [0, 9, 0], drop: -62, side: -6, work: { out: -82 }, free: { out: 82 }, near: { at: [6, 2, 36] }, far: { up: 0, out: 14, elbow: 6 } },
      { hips: [0, 19, -2], drop: -70, work: { out: -74 }, free: { out: 76 }, near: { at: [6, 2, 35] }, far: { up: 0, out: 14, elbow: 6 } },
    ],
    props: [mat_across],
    fault: { name: "hip_drop", view: "front", change: { hips: [0, 10, -2] } },
  },
  glute_bridge: {
    view: "side",
    poses: [onBack([-4, 6.5, 0], -90), onBack([1, 21, 0], -118)],
    props: [mat],
    fault: { name: "low_rise", view: "side", change: { hips: [-2, 11, 0], lean: -100 } },
  },
  single_leg_glute_bridge: {
    view: "side",
    poses: [
      onBack([-4, 6.5, 0], -90, { free: { hip: 62, bend: 4 } }),
      onBack([1, 21, 0], -118, { free: { hip: 62, bend: 4 } }),
    ],
    props: [mat],
    fault: { name: "hip_drop", view: "front", change: { drop: 16 } },
  },
  clamshell: {
    view: "front",
    poses: [
      change(lying, { work: { at: [14, 6, 30], knee: 0 }, free: { at: [14, 0, 30] } }),
      change(lying, { work: { at: [14, 6, 30], knee: 60 }, free: { at: [14, 0, 30] } }),
    ],
    props: [mat_across],
    fault: { name: "lean_over", view: "front", change: { drop: 104 } },
  },
  side_lying_hip_abduction: {
    view: "front",
    poses: [lying, change(lying, { work: { out: 120 } })],
    props: [mat_across],
    fault: { name: "lean_over", view: "front", change: { work: { out: 124, hip: 30 }, drop: 100 } },
  },
  tibialis_raise: {
    view: "side",
    poses: [
      change(stand, { hips: [-20, 52.6, 0], lean: -3, work: { at: [-8, 0, 6] }, free: { at: [-8, 0, -6] } }),
      change(stand, { hips: [-20, 52.8, 0], lean: -3, work: { at: [-8, 0, 6], heel: -28 }, free: { at: [-8, 0, -6], heel: -28 } }),
    ],
    props: [wall(-34)],
    fault: { name: "low_rise", view: "side", change: { work: { heel: -6 }, free: { heel: -6 } } },
  },
  pogo_two_leg: {
    view: "side",
    poses: [
      change(stand, { hips: [2, 54, 0], work: { at: [0, 0, 6], heel: 12 }, free: { at: [0, 0, -6], heel: 12 }, ...both({ up: 10, out: 10, elbow: 80 }) }),
      change(stand, { hips: [2, 66, 0], work: { at: [0, 6.5, 6], heel: 40 }, free: { at: [0, 6.5, -6], heel: 40 }, ...both({ up: 24, out: 10, elbow: 80 }) }),
    ],
    times: [220, 220],
    fault: { name: "hard_landing", view: "side", change: { work: { heel: 0 }, free: { heel: 0 }, lean: 18 } },
  },
  controlled_single_leg_hops: {
    view: "side",
    poses: [
      hop(0.6, { hips: [2, 54, 4.2], work: { at: [0, 0, 5], heel: 12 }, ...both({ up: 10, out: 10, elbow: 80 }) }),
      hop(12, { hips: [2, 65, 4.2], work: { at: [0, 5.6, 5], heel: 40 }, ...both({ up: 24, out: 10, elbow: 80 }) }),
    ],
    times: [240, 240],
    fault: { name: "hard_landing", view: "side", change: { work: { heel: 0, knee: -10 }, lean: 20 } },
  },
  plyometric_step: {
    view: "side",
    poses: [
      change(stand, { hips: [4, 55, 0], lean: 10, work: { at: [10, 12, 5] }, free: { at: [-10, 0, -5], heel: 20 }, near: { up: -20, out: 6, elbow: 80 }, far: { up: 30, out: 6, elbow: 80 } }),
      change(stand, { hips: [2, 74, 0], work: { hip: -4, bend: 18, point: 40 }, free: { hip: 10, bend: 34, point: 30 }, near: { up: 10, out: 8, elbow: 80 }, far: { up: 10, out: 8, elbow: 80 } }),
      change(stand, { hips: [4, 55, 0], lean: 10, work: { at: [-10, 0, 5], heel: 20 }, free: { at: [10, 12, -5] }, near: { up: 30, out: 6, elbow: 80 }, far: { up: -20, out: 6, elbow: 80 } }),
      change(stand, { hips: [2, 74, 0], work: { hip: 10, bend: 34, point: 30 }, free: { hip: -4, bend: 18, point: 40 }, near: { up: 10, out: 8, elbow: 80 }, far: { up: 10, out: 8, elbow: 80 } }),
    ],
    times: [320, 320, 320, 320],
    props: [box([0, 28], [0, 12], 15)],
    fault: { name: "hard_landing", view: "side", change: { lean: 30 } },
  },
  power_skip: {
    view: "side",
    poses: [
      stride({ at: [2, 0, 3] }, { hip: 30, bend: 60 }, 52, [-10, 20], 4),
      stride({ hip: -6, bend: 6, point: 42 }, { hip: 90, bend: 94, point: 4 }, 64, [54, -40], 2),
      stride({ hip: 30, bend: 60 }, { at: [2, 0, -3] }, 52, [20, -10], 4),
      stride({ hip: 90, bend: 94, point: 4 }, { hip: -6, bend: 6, point: 42 }, 64, [-40, 54], 2),
    ],
    times: [300, 340, 300, 340],
    fault: { name: "hard_landing", view: "side", change: { lean: 22 } },
  },
  bounding: {
    view: "side",
    poses: [
      stride({ at: [8, 0, 3] }, { hip: 20, bend: 90 }, 50, [-18, 24], 8),
      stride({ hip: -34, bend: 26, point: 42 }, { hip: 74, bend: 78, point: 4 }, 64, [58, -50], 8),
      stride({ hip: 20, bend: 90 }, { at: [8, 0, -3] }, 50, [24, -18], 8),
      stride({ hip: 74, bend: 78, point: 4 }, { hip: -34, bend: 26, point: 42 }, 64, [-50, 58], 8),
    ],
    times: [280, 420, 280, 420],
    fault: { name: "hard_landing", view: "side", change: { lean: 26 } },
  },
  drop_landing_two_leg: {
    view: "side",
    poses: [
      change(stand, { hips: [-24, 73.4, 0], work: { hip: 24, bend: 8 }, free: { at: [-24, 20, -6] } }),
      change(stand, { hips: [6, 62, 0], work: { hip: 10, bend: 14, point: 30 }, free: { hip: 10, bend: 14, point: 30 }, ...both({ up: 20, out: 20, elbow: 40 }) }),
      change(stand, { hips: [1, 36, 0], lean: 34, nod: -20, work: { at: [14, 0, 7] }, free: { at: [14, 0, -7] }, ...both({ up: 40, out: 14, elbow: 40 }) }),
      change(stand, { hips: [1, 36, 0], lean: 34, nod: -20, work: { at: [14, 0, 7] }, free: { at: [14, 0, -7] }, ...both({ up: 40, out: 14, elbow: 40 }) }),
    ],
    times: [900, 260, 1400, 500],
    props: [box([-42, -14], [0, 20], 15)],
    fault: { name: "knee_in", view: "front", change: { work: { knee: -34 }, free: { knee: -34 } } },
  },
  single_leg_drop_landing: {
    view: "side",
    poses: [
      change(stand, { hips: [-24, 73.4, -2], work: { hip: 26, bend: 8 }, free: { at: [-24, 20, -5] } }),
      change(oneLeg, { hips: [8, 60, 4], work: { hip: 8, bend: 10, point: 30 }, free: { hip: 4, bend: 50 }, ...both({ up: 10, out: 30, elbow: 30 }) }),
      change(oneLegDown, { hips: [4, 43, 4.2], work: { at: [14, 0, 5] }, ...both({ up: 30, out: 26, elbow: 30 }) }),
      change(oneLegDown, { hips: [4, 43, 4.2], work: { at: [14, 0, 5] }, ...both({ up: 30, out: 26, elbow: 30 }) }),
    ],
    times: [900, 240, 1400, 500],
    props: [box([-42, -14], [0, 20], 15)],
    fault: kneeIn(),
  },
  single_leg_drop_jump: {
    view: "side",
    poses: [
      change(stand, { hips: [-24, 73.4, -2], work: { hip: 26, bend: 8 }, free: { at: [-24, 20, -5] } }),
      change(oneLeg, { hips: [8, 48, 4.2], lean: 18, work: { at: [14, 0, 5] }, free: { hip: 14, bend: 70 }, ...both({ up: -20, out: 16, elbow: 50 }) }),
      change(oneLeg, { hips: [14, 70, 4.2], work: { hip: 0, bend: 6, point: 44 }, free: { hip: 40, bend: 70 }, ...both({ up: 70, out: 14, elbow: 50 }) }),
      change(squatDown, { hips: [4, 40, 0], lean: 26, work: { at: [16, 0, 7] }, free: { at: [16, 0, -7] } }),
    ],
    times: [800, 240, 320, 1100],
    props: [box([-42, -14], [0, 20], 15)],
    fault: kneeIn(),
  },
  deadlift: {
    view: "side",
    poses: [
      change(stand, { near: { at: [7, 40, 7] }, far: { at: [7, 40, -7] } }),
      change(stand, { hips: [-17, 37, 0], lean: 52, nod: -26, near: { at: [7, 18, 6] }, far: { at: [7, 18, -6] } }),
    ],
    held: "kettlebell",
    fault: { name: "back_round", view: "side", change: { lean: 30, spine: 44, nod: 6 } },
  },
  easy_raise: {
    view: "side",
    poses: [
      stride({ at: [0, 0, 3] }, { hip: 52, bend: 70 }, 53, [24, -24], 2),
      stride({ at: [0, 0, 3] }, { at: [1, 0, -3] }, 53, [0, 0], 2),
      stride({ hip: 52, bend: 70 }, { at: [0, 0, -3] }, 53, [-24, 24], 2),
      stride({ at: [1, 0, 3] }, { at: [0, 0, -3] }, 53, [0, 0], 2),
    ],
    times: [360, 260, 360, 260],
    fault: { name: "lean_over", view: "side", change: { lean: 24 } },
  },
  hip_circles: {
    view: "front",
    poses: [
      change(oneLeg, { hips: [0, 53.4, -4.2], work: { hip: 76, bend: 84, out: 4 }, free: { at: [0, 0, -5] }, ...both(onHip) }),
      change(oneLeg, { hips: [0, 53.4, -4.2], work: { hip: 48, bend: 84, out: 44 }, free: { at: [0, 0, -5] }, ...both(onHip) }),
      change(oneLeg, { hips: [0, 53.4, -4.2], work: { hip: -8, bend: 80, out: 16 }, free: { at: [0, 0, -5] }, ...both(onHip) }),
    ],
    times: [800, 800, 800],
    fault: { name: "lean_over", view: "front", change: { side: -16, drop: 8 } },
  },
  ankle_dorsiflexion_mobilisation: {
    view: "side",
    poses: [
      lunge({ at: [14, 0, 5] }, { at: [-18, 0, -5], heel: 10 }, [-4, 48, 0], { near: { at: [29, 66, 9] }, far: { at: [29, 66, -9] } }),
      lunge({ at: [14, 0, 5] }, { at: [-18, 0, -5], heel: 26 }, [2, 44, 0], { near: { at: [29, 64, 9] }, far: { at: [29, 64, -9] } }),
    ],
    props: [wall(30)],
    fault: { name: "heel_up", view: "side", change: { work: { heel: 24 }, hips: [3, 46, 0] } },
  },
  thoracic_rotation: {
    view: "front",
    poses: [
      { hips: [-2, 20, 0], lean: 78, nod: -10, work: { hip: 8, bend: 94, point: 80 }, free: { hip: 8, bend: 94, point: 80 }, near: { up: 66, out: 56, elbow: 110 }, far: { up: 2, out: 2 } },
      { hips: [-2, 20, 0], lean: 78, nod: -10, twist: -42, work: { hip: 8, bend: 94, point: 80 }, free: { hip: 8, bend: 94, point: 80 }, near: { up: 96, out: 128, elbow: 60 }, far: { up: 2, out: 2 } },
    ],
    props: [mat],
    fault: { name: "lean_over", view: "front", change: { drop: -16 } },
  },
  easy_walk_and_breath: {
    view: "side",
    poses: [
      stride({ at: [12, 0, 3], heel: -14 }, { at: [-14, 0, -3], heel: 30 }, 52, [-16, 16], 2),
      stride({ at: [0, 0, 3] }, { hip: 16, bend: 44, point: 10 }, 53, [0, 0], 2),
      stride({ at: [-14, 0, 3], heel: 30 }, { at: [12, 0, -3], heel: -14 }, 52, [16, -16], 2),
      stride({ hip: 16, bend: 44, point: 10 }, { at: [0, 0, -3] }, 53, [0, 0], 2),
    ],
    times: [420, 420, 420, 420],
    fault: { name: "lean_over", view: "side", change: { lean: 18, nod: 30 } },
  },
  calf_and_hip_stretch: {
    view: "side",
    poses: [lunge({ at: [-22, 0, 5] }, { at: [12, 0, -5] }, [0, 45.5, 0], { lean: 10, near: { at: [29, 70, 9] }, far: { at: [29, 70, -9] } })],
    props: [wall(30)],
    fault: { name: "heel_up", view: "side", change: { work: { heel: 24 } } },
  },
  uphill_strides: { view: "side", poses: running(53, 62, 64, 12), times: runTimes(130), props: [slope], fault: { name: "lean_over", view: "side", change: { lean: 34 } } },
  hill_repeats: { view: "side", poses: running(53, 76, 70, 16), times: runTimes(110), props: [slope], fault: { name: "lean_over", view: "side", change: { lean: 38 } } },
  race_pace_drill: { view: "side", poses: running(53, 58, 78, 8), times: runTimes(120), fault: sloppyRun },
  controlled_treadmill_sprint: { view: "side", poses: running(53, 70, 82, 8), times: runTimes(105), props: [box([-44, 44], [-7, -2], 16), box([40, 43], [-2, 52], 10)], fault: sloppyRun },
};
