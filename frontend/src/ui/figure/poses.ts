/**
 * How each exercise looks: a pose at its start and one at its end, or the poses of a cycle; what stands around; and its
 * main fault, as what it changes. All for a right leg that works (skeleton.ts).
 */

import type { Change, Fault, Motion, Prop } from "./motion";
import type { Arm, Leg, Point, Pose } from "./skeleton";

const hang: Arm = { up: 4, out: 7, elbow: 14 };
const carry: Arm = { up: 2, out: 9, elbow: 3 };
const ahead: Arm = { up: 78, out: 4, elbow: 8 };
const onHip: Arm = { on: "hip" };
const swing: Arm = { up: 10, out: 10, elbow: 80 };

/** Off the floor behind, and off the floor in front. */
const lifted: Leg = { hip: 24, bend: 78, point: -5 };
const tucked: Leg = { hip: 14, bend: 100, out: 4 };

const stand: Pose = {
  hips: [0, 53.4, 0],
  work: { at: [0, 0, 6] },
  free: { at: [0, 0, -6] },
  near: hang,
  far: hang,
};
const oneLeg: Pose = { hips: [1, 53.4, 4.4], work: { at: [0, 0, 5] }, free: lifted, near: hang, far: hang };

const both = (arm: Arm) => ({ near: arm, far: arm });
const feet = (leg: Leg, half = 6) => ({
  work: { ...leg, at: [leg.at?.[0] ?? 0, leg.at?.[1] ?? 0, half] as Point },
  free: { ...leg, at: [leg.at?.[0] ?? 0, leg.at?.[1] ?? 0, -half] as Point },
});
const hands = (x: number, y: number, half = 9) => ({
  near: { at: [x, y, half] as Point },
  far: { at: [x, y, -half] as Point },
});

const box = (x: readonly [number, number], y: readonly [number, number], half: number): Prop => ({
  from: [x[0], y[0], -half],
  to: [x[1], y[1], half],
});
const wall = (x: number): Prop => ({ from: [x, 0, -40], to: [x + 3, 112, 40], soft: true });
/** Two backs of chairs, or the posts of a door frame, with room for a leg between them. */
const posts = (height: number, x: number): readonly Prop[] => [
  { from: [x, 0, -18], to: [x + 3, height, -15] },
  { from: [x, 0, 15], to: [x + 3, height, 18] },
];
const mat: Prop = { from: [-56, -2, -26], to: [56, 0, 26], soft: true };
const matAcross: Prop = { from: [-14, -2, -58], to: [14, 0, 58], soft: true };
const slope: Prop = { from: [-58, -11, -20], to: [58, -5, 20], rise: 10 };

const kneeIn = (says: string | null, more: Change = {}, at: readonly number[] = [1]): Fault => ({
  name: "knee_in",
  says,
  view: "front",
  at,
  change: { work: { knee: -42, roll: -16 }, drop: 8, side: 4, ...more },
});
const hipDrop = (says: string | null, at: readonly number[], more: Change = {}): Fault => ({
  name: "hip_drop",
  says,
  view: "front",
  at,
  change: { drop: 17, side: 8, ...more },
});
const marks = (x: number, y: number): NonNullable<Fault["marks"]> => [
  [
    [x - 8, y + 1, 0],
    [x - 14, y + 4, 0],
  ],
  [
    [x - 7, y + 5, 0],
    [x - 12, y + 10, 0],
  ],
  [
    [x + 17, y + 1, 0],
    [x + 23, y + 4, 0],
  ],
  [
    [x + 16, y + 5, 0],
    [x + 21, y + 10, 0],
  ],
];

const squatDown: Pose = {
  ...stand,
  hips: [-16, 30, 0],
  lean: 40,
  nod: -24,
  ...both(ahead),
  work: { at: [0, 0, 7], knee: 10 },
  free: { at: [0, 0, -7], knee: 10 },
};
const oneLegDown: Pose = {
  ...oneLeg,
  hips: [-8, 42.5, 4.4],
  lean: 30,
  nod: -18,
  free: { hip: 50, bend: 4 },
  ...both(ahead),
};

const lunge = (front: Leg, back: Leg, hips: Point, more: Partial<Pose> = {}): Pose => ({
  ...stand,
  hips,
  work: front,
  free: back,
  ...both(onHip),
  ...more,
});
const splitFrom = lunge({ at: [17, 0, 5] }, { at: [-21, 0, -5], heel: 48 }, [-1, 49, 0]);
const splitTo = lunge({ at: [17, 0, 5] }, { at: [-24, 0, -5], heel: 62 }, [-2, 31, 0], { lean: 6 });

const hinge: Pose = { ...stand, hips: [-13, 49.4, 0], lean: 64, nod: -30 };
const oneLegHinge: Pose = {
  ...oneLeg,
  hips: [-5, 51.5, 4.4],
  lean: 72,
  nod: -34,
  free: { hip: -73, bend: 3, point: 15 },
  near: { up: 2, out: 3, elbow: 2 },
  far: { up: 2, out: 3, elbow: 2 },
};

/** On the back, the shoulders where they are whatever the hips do. */
const onBack = (lean: number, hips: Point, more: Partial<Pose> = {}): Pose => ({
  ...stand,
  hips,
  lean,
  nod: -90 - lean,
  work: { at: [21, 0, 6] },
  free: { at: [21, 0, -6] },
  near: { at: [1, 2.5, 15], toward: [0, 0, 1] },
  far: { at: [1, 2.5, -15], toward: [0, 0, -1] },
  ...more,
});
const backDown: Point = [-1, 6.6, 0];
const backUp: Point = [-3.6, 18.8, 0];

/** On the left side, the working leg above. */
const lying: Pose = {
  hips: [0, 10.5, 2],
  drop: 86,
  work: { hip: -8, out: 84 },
  free: { ankle: [-10, 5, 40], toward: [1, 0, 0.2] },
  near: { at: [17, 3, -18], toward: [0.4, 0.5, -1] },
  far: { at: [5, 3, -52], toward: [1, 0, -0.4] },
};
const clam: Pose = {
  ...lying,
  work: { ankle: [0, 11.5, 37], toward: [1, -0.1, 0] },
  free: { ankle: [0, 5, 38], toward: [1, 0, 0] },
};

/** On the right forearm: the side that is down works. */
const forearm: Arm = { at: [16, 2.6, 28], toward: [-1, -1, 0] };
const plankDown: Pose = {
  hips: [0, 11.6, 1.7],
  drop: -57,
  work: { ankle: [0, 4, -44], toes: [1, 0, 0] },
  free: { ankle: [-3, 9, -43], toes: [1, 0, 0] },
  near: { at: [16, 2.6, 31], toward: [-1, -1, 0] },
  far: onHip,
};
const plankUp: Pose = {
  ...plankDown,
  hips: [0, 20.7, -2.3],
  drop: -77,
  work: { ankle: [0, 4, -50], toes: [1, 0, 0] },
  free: { ankle: [-3, 11, -50], toes: [1, 0, 0] },
  near: forearm,
};
const kneesDown: Pose = {
  ...plankDown,
  work: { ankle: [-23, 4.5, -20], toward: [0, -0.2, -1], point: 60 },
  free: { ankle: [-24, 11, -18], toward: [0, -0.2, -1], point: 60 },
};
const kneesUp: Pose = {
  ...kneesDown,
  hips: [0, 18.2, -3.6],
  drop: -72,
  work: { ankle: [-24.5, 4.8, -27], toward: [0, -0.3, -1], point: 60 },
  free: { ankle: [-24.5, 12, -27], toward: [0, -0.2, -1], point: 60 },
  near: { at: [16, 2.6, 26], toward: [-1, -1, 0] },
};

/** On hands and knees, the hand of the working side behind the head. */
const onFours: Pose = {
  hips: [-14, 29.5, 0],
  lean: 88,
  nod: -14,
  twist: 14,
  work: { ankle: [-38, 4.6, 6], toward: [1, -1, 0], toes: [-0.96, -0.28, 0] },
  free: { ankle: [-38, 4.6, -6], toward: [1, -1, 0], toes: [-0.96, -0.28, 0] },
  near: { on: "head" },
  far: { at: [16, 2.5, -9], toward: [-1, 0, -0.3] },
};

const stride = (work: Leg, free: Leg, y: number, arms: readonly [number, number], lean = 6): Pose => ({
  hips: [0, y, 0],
  lean,
  work,
  free,
  near: { up: arms[0], out: 8, elbow: 86 },
  far: { up: arms[1], out: 8, elbow: 86 },
});

/** On the other leg, a hand on the wall. */
const circling = (work: Leg): Pose => ({
  ...oneLeg,
  hips: [1, 53.4, -4.4],
  work,
  free: { at: [0, 0, -5] },
  near: onHip,
  far: { at: [6, 76, -33], toward: [-0.2, -1, -0.2] },
});

/** Six moments of two strides: landed, pushed off and in the air, first with the right foot and then with the left. */
const running = (knee: number, back: number, lean: number, climb = 0): readonly Pose[] => {
  const landed = (z: number): Leg => ({ at: [5, 5 * climb, z] });
  const pushed = (z: number): Leg => ({ at: [-15, -15 * climb, z], heel: 40 });
  const passing: Leg = { hip: 8, bend: 104, point: 10 };
  const driven: Leg = { hip: knee, bend: 84, point: 4 };
  const trailing: Leg = { hip: -20, bend: back, point: 30 };
  const reaching: Leg = { hip: knee - 10, bend: 58, point: 0 };
  return [
    stride(landed(2.5), passing, 51, [-18, 26], lean),
    stride(pushed(2.5), driven, 54, [-46, 34], lean),
    stride(trailing, reaching, 59, [-40, 38], lean),
    stride(passing, landed(-2.5), 51, [26, -18], lean),
    stride(driven, pushed(-2.5), 54, [34, -46], lean),
    stride(reaching, trailing, 59, [38, -40], lean),
  ];
};
const six = (ms: number) => [ms, ms, ms, ms, ms, ms];

export const MOTIONS: Readonly<Record<string, Motion>> = {
  assisted_squat: {
    view: "side",
    poses: [
      { ...stand, ...hands(25, 62, 16.5) },
      { ...squatDown, hips: [-17, 31, 0], lean: 30, ...hands(25, 62, 16.5) },
    ],
    props: posts(60, 24),
    fault: {
      name: "knees_in",
      says: "knees drifting in",
      view: "front",
      at: [1],
      change: {
        work: { at: [0, 0, 9], knee: -15, roll: -16 },
        free: { at: [0, 0, -9], knee: -15, roll: -16 },
      },
    },
  },
  assisted_single_leg_squat: {
    view: "side",
    poses: [
      { ...oneLeg, free: { hip: 28, bend: 12 }, ...hands(25, 62, 16.5) },
      { ...oneLegDown, hips: [-8, 44, 4.4], lean: 20, free: { hip: 46, bend: 8 }, ...hands(25, 62, 16.5) },
    ],
    props: posts(60, 24),
    fault: kneeIn("knee caving in"),
  },
  single_leg_box_squat: {
    view: "side",
    poses: [
      { ...oneLeg, free: { hip: 28, bend: 8 }, ...both({ up: 40, out: 4, elbow: 10 }) },
      { ...oneLeg, hips: [-17, 32, 4.4], lean: 42, nod: -24, free: { hip: 72, bend: 14 }, ...both(ahead) },
    ],
    props: [box([-46, -14], [0, 24], 16)],
    fault: kneeIn("knee caving in"),
  },
  single_leg_squat: {
    view: "side",
    poses: [{ ...oneLeg, free: { hip: 28, bend: 6 }, ...both({ up: 50, out: 4, elbow: 8 }) }, oneLegDown],
    fault: kneeIn("knee caving in"),
  },
  pistol_squat_progression: {
    view: "side",
    poses: [
      { ...oneLeg, free: { hip: 28, bend: 8 }, ...both({ up: 60, out: 4, elbow: 6 }) },
      {
        ...oneLeg,
        hips: [-14, 23, 4.4],
        lean: 46,
        nod: -26,
        free: { hip: 82, bend: 4 },
        ...both({ up: 84, out: 4 }),
      },
    ],
    fault: {
      name: "heel_up",
      says: "heel lift",
      view: "side",
      at: [1],
      change: { work: { heel: 30 }, hips: [-6, 26, 4.4], lean: 56 },
    },
  },
  static_lunge: {
    view: "side",
    poses: [splitFrom, splitTo],
    fault: kneeIn("front knee caving in", { drop: 0 }),
  },
  reverse_lunge: {
    view: "side",
    poses: [
      lunge({ at: [10, 0, 5] }, { at: [8, 0, -6] }, [10, 53.2, 0]),
      lunge({ at: [10, 0, 5] }, { at: [-32, 0, -6], heel: 62, steps: 5 }, [-9, 31, 0], { lean: 10 }),
    ],
    fault: kneeIn("front knee caving in", { drop: 0 }),
  },
  forward_lunge: {
    view: "side",
    poses: [
      lunge({ at: [-20, 0, 6] }, { at: [-20, 0, -6] }, [-19, 53.4, 0]),
      lunge({ at: [20, 0, 6], steps: 5 }, { at: [-23, 0, -6], heel: 60 }, [0, 31, 0], { lean: 6 }),
    ],
    fault: kneeIn("knee caving in on landing", { drop: 0 }),
  },
  split_squat: {
    view: "side",
    poses: [
      { ...splitFrom, ...both(carry) },
      { ...splitTo, ...both(carry) },
    ],
    held: "dumbbells",
    fault: {
      name: "heel_up",
      says: "front heel lifting",
      view: "side",
      at: [1],
      change: { work: { heel: 28 }, hips: [7, 33, 0], lean: 16 },
    },
  },
  rear_foot_elevated_split_squat: {
    view: "side",
    poses: [
      lunge(
        { at: [14, 0, 5] },
        { at: [-44, 19, -5], heel: 66, toward: [0.6, -1, 0] },
        [-1, 48, 0],
        both(carry),
      ),
      lunge({ at: [14, 0, 5] }, { at: [-44, 19, -5], heel: 74, toward: [0.3, -1, 0] }, [-4, 32, 0], {
        lean: 12,
        ...both(carry),
      }),
    ],
    props: [box([-58, -30], [0, 19], 14)],
    held: "dumbbells",
    fault: kneeIn("front knee caving in", { drop: 0 }),
  },
  hip_hinge_drill: {
    view: "side",
    poses: [
      { ...stand, ...both(onHip) },
      { ...hinge, ...both(onHip) },
    ],
    props: [wall(-25)],
    fault: {
      name: "back_round",
      says: "rounding the back",
      view: "side",
      at: [1],
      change: { lean: 40, spine: 46, nod: 6 },
    },
  },
  kickstand_rdl: {
    view: "side",
    poses: [
      {
        ...stand,
        hips: [2, 53, 1.5],
        work: { at: [2, 0, 6] },
        free: { at: [-14, 0, -6], heel: 34 },
        ...both(carry),
      },
      {
        ...hinge,
        hips: [-12, 48.5, 1.5],
        lean: 74,
        work: { at: [2, 0, 6] },
        free: { at: [-14, 0, -6], heel: 36 },
        ...both({ up: 2, out: 6 }),
      },
    ],
    held: "dumbbells",
    fault: {
      name: "back_round",
      says: "back rounding",
      view: "side",
      at: [1],
      change: { lean: 44, spine: 48, nod: 4 },
    },
  },
  single_leg_deadlift: {
    view: "side",
    poses: [{ ...oneLeg, free: { hip: -6, bend: 50, point: -6 } }, oneLegHinge],
    fault: {
      name: "hip_open",
      says: "hip opening out",
      view: "front",
      at: [1],
      change: { turn: 40, twist: -8, free: { out: 26 } },
    },
  },
  single_leg_rdl: {
    view: "side",
    poses: [{ ...oneLeg, free: { hip: -6, bend: 50, point: -6 }, ...both(carry) }, oneLegHinge],
    held: "dumbbells",
    fault: {
      name: "back_round",
      says: "back rounding",
      view: "side",
      at: [1],
      change: { lean: 46, spine: 46, nod: 2 },
    },
  },
  low_step_down: {
    view: "side",
    poses: [
      {
        ...oneLeg,
        hips: [1, 63.4, 4.4],
        work: { at: [0, 10, 5] },
        free: { hip: 24, bend: 6 },
        ...both(onHip),
      },
      {
        ...oneLeg,
        hips: [-3, 52.5, 4.4],
        lean: 16,
        nod: -8,
        work: { at: [0, 10, 5] },
        free: { hip: 29, bend: 4, point: -8 },
        ...both(onHip),
      },
    ],
    props: [box([-14, 15], [0, 10], 14)],
    fault: kneeIn("knee caving in"),
  },
  step_up: {
    view: "side",
    poses: [
      {
        ...stand,
        hips: [-4, 52, 0],
        lean: 18,
        work: { at: [14, 20, 5] },
        free: { at: [-16, 0, -5], heel: 14, steps: 22 },
      },
      { ...stand, hips: [14, 73.4, 0], work: { at: [14, 20, 5] }, free: { at: [13, 20, -5] } },
    ],
    lifts: true,
    props: [box([4, 36], [0, 20], 15)],
    fault: kneeIn("knee caving in", { drop: 3 }, [0]),
  },
  lateral_step_down: {
    view: "front",
    poses: [
      {
        ...oneLeg,
        hips: [1, 73.2, 3.6],
        work: { at: [0, 20, 6] },
        free: { hip: 6, bend: 4, out: 4, point: -10 },
        ...both(onHip),
      },
      {
        ...oneLeg,
        hips: [-7, 55.4, 2.4],
        lean: 22,
        nod: -12,
        work: { at: [0, 20, 6] },
        free: { hip: 12, bend: 4, out: 6, point: -12 },
        ...both(onHip),
      },
    ],
    props: [{ from: [-12, 0, 1], to: [16, 20, 27] }],
    fault: kneeIn("knee inside the second toe"),
  },
  step_up_knee_drive: {
    view: "side",
    poses: [
      {
        ...stand,
        hips: [-4, 52, 0],
        lean: 18,
        work: { at: [14, 20, 5] },
        free: { at: [-20, 0, -5], heel: 18, steps: 20 },
        near: { up: 30, out: 6, elbow: 80 },
        far: { up: -24, out: 6, elbow: 80 },
      },
      {
        ...oneLeg,
        hips: [15, 73.4, 4.4],
        work: { at: [14, 20, 5] },
        free: { hip: 88, bend: 92 },
        near: { up: 40, out: 6, elbow: 80 },
        far: { up: -30, out: 6, elbow: 80 },
      },
    ],
    lifts: true,
    props: [box([4, 36], [0, 20], 15)],
    fault: hipDrop("hip dropping at the top", [1], { hips: [15, 71.6, 5.6] }),
  },
  calf_raise_two_leg: {
    view: "side",
    poses: [
      { ...stand, hips: [2, 53.6, 0], ...hands(27, 78) },
      { ...stand, hips: [8, 58.4, 0], ...feet({ heel: 42 }), ...hands(27, 82) },
    ],
    lifts: true,
    props: [wall(28)],
    fault: {
      name: "foot_roll",
      says: "rolling to the outer edge",
      view: "front",
      at: [1],
      change: { work: { roll: 30, knee: 24 }, free: { roll: 30, knee: 24 }, hips: [8, 57.4, 0] },
    },
  },
  balanced_calf_raise: {
    view: "side",
    poses: [
      { ...oneLeg, hips: [2, 53.6, 4.4], ...hands(27, 78) },
      { ...oneLeg, hips: [8, 58.6, 4.4], work: { at: [0, 0, 5], heel: 42 }, ...hands(27, 82) },
    ],
    lifts: true,
    props: [wall(28)],
    fault: {
      name: "low_rise",
      says: "losing height",
      view: "side",
      at: [1],
      change: { hips: [5, 55.2, 4.4], work: { heel: 14 }, ...hands(27, 80) },
    },
  },
  single_leg_calf_raise_step: {
    view: "side",
    poses: [
      { ...oneLeg, hips: [-4, 69, 4.4], work: { at: [-9, 20, 5], heel: -20 }, ...hands(25, 82, 16.5) },
      { ...oneLeg, hips: [-1, 78.6, 4.4], work: { at: [-9, 20, 5], heel: 42 }, ...hands(25, 82, 16.5) },
    ],
    lifts: true,
    props: [box([-4, 18], [0, 20], 13), ...posts(80, 24)],
    fault: {
      name: "low_rise",
      says: "short range",
      view: "side",
      at: [1],
      change: { hips: [-3, 75, 4.4], work: { heel: 12 } },
    },
  },
  bent_knee_calf_raise: {
    view: "side",
    poses: [
      { ...oneLeg, hips: [-3, 49.4, 4.4], lean: 8, ...hands(25, 62, 16.5) },
      { ...oneLeg, hips: [3, 54.6, 4.4], lean: 8, work: { at: [0, 0, 5], heel: 38 }, ...hands(25, 62, 16.5) },
    ],
    lifts: true,
    props: posts(60, 24),
    fault: {
      name: "knee_straight",
      says: "knee straightening to help",
      view: "side",
      at: [1],
      change: { hips: [6, 58, 4.4], lean: 0 },
    },
  },
  short_foot: {
    view: "side",
    poses: [
      {
        ...stand,
        hips: [-22, 32, 0],
        ...feet({ at: [2, 0, 0] }),
        near: { at: [-4, 36, 8] },
        far: { at: [-4, 36, -8] },
      },
      {
        ...stand,
        hips: [-22, 32, 0],
        work: { at: [2, 0, 6], roll: 7 },
        free: { at: [2, 0, -6] },
        near: { at: [-4, 36, 8] },
        far: { at: [-4, 36, -8] },
      },
    ],
    lifts: true,
    props: [box([-42, -14], [0, 24], 16)],
    fault: {
      name: "foot_roll",
      says: "rolling to the outer edge",
      view: "front",
      at: [1],
      change: { work: { roll: 36, knee: 22 } },
    },
  },
  single_leg_stand: {
    view: "front",
    poses: [{ ...oneLeg, ...both(onHip) }],
    fault: hipDrop("hip dropping or hitching", [0], { hips: [1, 51.6, 6] }),
  },
  single_leg_stand_eyes_closed: {
    view: "front",
    poses: [{ ...oneLeg, ...both({ out: 30, elbow: 10 }) }],
    props: [{ from: [-14, 0, 31], to: [14, 112, 34], soft: true }],
    fault: {
      name: "holding_on",
      says: "grabbing the wall",
      view: "front",
      at: [0],
      change: {
        hips: [1, 53, 7],
        drop: -6,
        side: 8,
        near: { at: [6, 76, 30], toward: [0, -1, 0.6] },
        far: { out: 52 },
      },
    },
  },
  single_leg_reach: {
    view: "side",
    poses: [
      { ...oneLeg, free: { hip: 22, bend: 12 }, ...both(onHip) },
      {
        ...oneLeg,
        hips: [-9, 44, 4.4],
        lean: 30,
        nod: -18,
        free: { hip: 40, bend: 2, point: 26 },
        ...both(onHip),
      },
    ],
    fault: kneeIn("knee caving in"),
  },
  side_plank_knees: {
    view: "front",
    poses: [kneesDown, kneesUp],
    lifts: true,
    props: [matAcross],
    fault: {
      name: "hip_sag",
      says: "hips sagging or rolling back",
      view: "front",
      at: [1],
      change: { hips: [0, 11.8, -1], drop: -57 },
    },
  },
  side_plank: {
    view: "front",
    poses: [plankDown, plankUp],
    lifts: true,
    props: [matAcross],
    fault: {
      name: "hip_sag",
      says: "hips sagging",
      view: "front",
      at: [1],
      change: { hips: [0, 12, 0], drop: -58 },
    },
  },
  glute_bridge: {
    view: "side",
    poses: [onBack(-90, backDown), onBack(-114.6, backUp)],
    lifts: true,
    props: [mat],
    fault: {
      name: "heels_push",
      says: "pushing from toes",
      view: "side",
      at: [1],
      change: { work: { heel: 40 }, free: { heel: 40 }, hips: [-3.6, 21, 0], lean: -117 },
    },
  },
  single_leg_glute_bridge: {
    view: "side",
    poses: [
      onBack(-90, backDown, { free: { hip: 172, bend: 90 } }),
      onBack(-114.6, backUp, { free: { hip: 172, bend: 90 } }),
    ],
    lifts: true,
    props: [mat],
    fault: {
      name: "hip_drop",
      says: "hip dropping on the free side",
      view: "side",
      at: [1],
      change: {
        hips: [-3, 14.6, 0],
        lean: -107,
        nod: 17,
        turn: 40,
        twist: -38,
        free: { hip: 144, bend: 84 },
      },
    },
  },
  clamshell: {
    view: "front",
    poses: [clam, { ...clam, work: { ankle: [0, 11.5, 37], toward: [0.6, 0.8, 0] } }],
    lifts: true,
    props: [matAcross],
    fault: {
      name: "roll_back",
      says: "rolling back",
      view: "front",
      at: [1],
      change: { turn: -52, hips: [-4, 10, 2], work: { toward: [0.05, 1, 0] }, near: { on: "hip" } },
    },
  },
  side_lying_hip_abduction: {
    view: "front",
    poses: [lying, { ...lying, work: { hip: -8, out: 114 } }],
    lifts: true,
    props: [matAcross],
    fault: {
      name: "toes_up",
      says: "toes turning up",
      view: "front",
      at: [1],
      change: { turn: -26, work: { toes: [0, 0.91, -0.41] } },
    },
  },
  tibialis_raise: {
    view: "side",
    poses: [
      { ...stand, hips: [-24, 51.2, 0], ...feet({ at: [-8, 0, 0] }) },
      { ...stand, hips: [-24, 53.2, 0], ...feet({ at: [-8, 0, 0], rock: 30 }) },
    ],
    lifts: true,
    props: [wall(-36)],
    fault: {
      name: "low_rise",
      says: "short range",
      view: "side",
      at: [1],
      change: { hips: [-24, 51.6, 0], work: { rock: 6 }, free: { rock: 6 } },
    },
  },
  pogo_two_leg: {
    view: "side",
    poses: [
      { ...stand, hips: [5, 53.4, 0], ...feet({ heel: 14 }), ...both(swing) },
      {
        ...stand,
        hips: [6, 64.4, 0],
        ...feet({ at: [0, 7, 0], heel: 40 }),
        ...both({ up: 24, out: 10, elbow: 80 }),
      },
    ],
    times: [240, 240],
    jumps: true,
    fault: {
      name: "hard_landing",
      says: "loud landings",
      view: "side",
      at: [0],
      change: { hips: [0, 53.9, 0], work: { heel: 0 }, free: { heel: 0 } },
      marks: marks(0, 0),
    },
  },
  controlled_single_leg_hops: {
    view: "side",
    poses: [
      { ...oneLeg, hips: [5, 53, 4.4], work: { at: [0, 0, 5], heel: 14 }, ...both(swing) },
      {
        ...oneLeg,
        hips: [6, 64, 4.4],
        work: { at: [0, 6.5, 5], heel: 40 },
        ...both({ up: 24, out: 10, elbow: 80 }),
      },
    ],
    times: [260, 260],
    jumps: true,
    fault: {
      name: "hard_landing",
      says: "heel slapping",
      view: "side",
      at: [0],
      change: { hips: [0, 53.9, 4.4], work: { heel: 0 } },
      marks: marks(0, 0),
    },
  },
  plyometric_step: {
    view: "side",
    poses: [
      stride({ at: [10, 12, 5] }, { at: [-18, 0, -5], heel: 28 }, 54, [-20, 30], 10),
      stride({ hip: 18, bend: 40, point: 26 }, { hip: 4, bend: 34, point: 26 }, 76, [10, 10], 4),
      stride({ at: [-18, 0, 5], heel: 28 }, { at: [10, 12, -5] }, 54, [30, -20], 10),
      stride({ hip: 4, bend: 34, point: 26 }, { hip: 18, bend: 40, point: 26 }, 76, [10, 10], 4),
    ],
    times: [320, 320, 320, 320],
    still: 0,
    jumps: true,
    props: [box([2, 30], [0, 12], 15)],
    fault: {
      name: "hard_landing",
      says: "stamping",
      view: "side",
      at: [0],
      change: { hips: [0, 56.5, 0], lean: 2, free: { at: [-20, 0, -5], heel: 36 } },
      marks: [
        [
          [26, 14, 0],
          [32, 18, 0],
        ],
        [
          [25, 19, 0],
          [30, 25, 0],
        ],
        [
          [4, 15, 0],
          [-2, 19, 0],
        ],
      ],
    },
  },
  power_skip: {
    view: "side",
    poses: [
      stride({ at: [2, 0, 3] }, { hip: 30, bend: 78 }, 52, [-10, 20], 4),
      stride({ hip: -6, bend: 6, point: 42 }, { hip: 88, bend: 94, point: 4 }, 68, [54, -40], 2),
      stride({ hip: 30, bend: 78 }, { at: [2, 0, -3] }, 52, [20, -10], 4),
      stride({ hip: 88, bend: 94, point: 4 }, { hip: -6, bend: 6, point: 42 }, 68, [-40, 54], 2),
    ],
    times: [300, 340, 300, 340],
    jumps: true,
    fault: {
      name: "overreach",
      says: "reaching the foot ahead",
      view: "side",
      at: [0],
      change: {
        hips: [-4, 48, 0],
        work: { at: [24, 0, 3], rock: 20 },
        free: { hip: 34, bend: 92 },
        lean: -8,
      },
    },
  },
  bounding: {
    view: "side",
    poses: [
      stride({ at: [8, 0, 3] }, { hip: 20, bend: 96 }, 50, [-18, 24], 8),
      stride({ hip: -32, bend: 20, point: 42 }, { hip: 72, bend: 78, point: 4 }, 66, [58, -50], 8),
      stride({ hip: 20, bend: 96 }, { at: [8, 0, -3] }, 50, [24, -18], 8),
      stride({ hip: 72, bend: 78, point: 4 }, { hip: -32, bend: 20, point: 42 }, 66, [-50, 58], 8),
    ],
    times: [280, 420, 280, 420],
    jumps: true,
    fault: {
      name: "overreach",
      says: "overreaching",
      view: "side",
      at: [0],
      change: { hips: [-4, 47, 0], work: { at: [26, 0, 3], rock: 22 }, lean: -6 },
    },
  },
  drop_landing_two_leg: {
    view: "side",
    poses: [
      { ...stand, hips: [-25, 73.4, 0], ...feet({ at: [-26, 20, 0] }) },
      { ...stand, hips: [-22, 73, 0], work: { hip: 26, bend: 8 }, free: { at: [-26, 20, -6] } },
      {
        ...stand,
        hips: [6, 66, 0],
        work: { hip: 8, bend: 16, point: 26 },
        free: { hip: 8, bend: 16, point: 26, steps: 6 },
        ...both({ up: 20, out: 20, elbow: 40 }),
      },
      {
        ...stand,
        hips: [0, 36, 0],
        lean: 34,
        nod: -20,
        work: { at: [13, 0, 7], knee: 6 },
        free: { at: [13, 0, -7], knee: 6 },
        ...both({ up: 50, out: 14, elbow: 30 }),
      },
      {
        ...stand,
        hips: [0, 36, 0],
        lean: 34,
        nod: -20,
        work: { at: [13, 0, 7], knee: 6 },
        free: { at: [13, 0, -7], knee: 6 },
        ...both({ up: 50, out: 14, elbow: 30 }),
      },
    ],
    times: [700, 450, 240, 2_200, 0],
    still: 3,
    jumps: true,
    props: [box([-46, -14], [0, 20], 15)],
    fault: {
      name: "hard_landing",
      says: "loud landing",
      view: "side",
      at: [3, 4],
      change: {
        hips: [12, 53.6, 0],
        lean: 0,
        nod: 0,
        near: { up: 10, elbow: 20 },
        far: { up: 10, elbow: 20 },
      },
      marks: marks(13, 0),
    },
  },
  single_leg_drop_landing: {
    view: "side",
    poses: [
      { ...stand, hips: [-35, 73.4, -3], work: { hip: 10, bend: 10 }, free: { at: [-36, 20, -5] } },
      { ...stand, hips: [-31, 73, -3], work: { hip: 26, bend: 8 }, free: { at: [-36, 20, -5] } },
      {
        ...oneLeg,
        hips: [6, 66, 3],
        work: { hip: 8, bend: 14, point: 26 },
        free: { hip: 4, bend: 50, steps: 6 },
        ...both({ up: 10, out: 30, elbow: 30 }),
      },
      {
        ...oneLeg,
        hips: [5, 43, 4.4],
        lean: 28,
        nod: -16,
        work: { at: [13, 0, 5] },
        free: tucked,
        ...both({ up: 36, out: 20, elbow: 30 }),
      },
      {
        ...oneLeg,
        hips: [5, 43, 4.4],
        lean: 28,
        nod: -16,
        work: { at: [13, 0, 5] },
        free: tucked,
        ...both({ up: 36, out: 20, elbow: 30 }),
      },
    ],
    times: [700, 450, 240, 2_200, 0],
    still: 3,
    jumps: true,
    props: [box([-54, -24], [0, 20], 15)],
    fault: kneeIn("knee diving in", {}, [3, 4]),
  },
  single_leg_drop_jump: {
    view: "side",
    poses: [
      { ...stand, hips: [-35, 73.4, -3], work: { hip: 10, bend: 10 }, free: { at: [-36, 20, -5] } },
      { ...stand, hips: [-31, 73, -3], work: { hip: 26, bend: 8 }, free: { at: [-36, 20, -5] } },
      {
        ...oneLeg,
        hips: [9, 47, 4.4],
        lean: 14,
        work: { at: [12, 0, 5] },
        free: { ...tucked, steps: 8 },
        ...both({ up: -20, out: 16, elbow: 50 }),
      },
      {
        ...oneLeg,
        hips: [14, 72, 4.4],
        work: { hip: -2, bend: 6, point: 44 },
        free: { hip: 40, bend: 80 },
        ...both({ up: 70, out: 14, elbow: 50 }),
      },
      { ...squatDown, hips: [2, 40, 0], lean: 28, work: { at: [13, 0, 7] }, free: { at: [13, 0, -7] } },
      { ...squatDown, hips: [2, 40, 0], lean: 28, work: { at: [13, 0, 7] }, free: { at: [13, 0, -7] } },
    ],
    times: [700, 420, 260, 340, 1_400, 0],
    still: 2,
    jumps: true,
    props: [box([-54, -24], [0, 20], 15)],
    fault: kneeIn("knee diving in", { hips: [9, 46, 4.4] }, [2]),
  },
  deadlift: {
    view: "side",
    poses: [
      { ...stand, ...hands(8, 50, 4) },
      { ...stand, hips: [-17, 37, 0], lean: 54, nod: -28, ...hands(8, 24, 4) },
    ],
    held: "kettlebell",
    fault: {
      name: "back_round",
      says: "rounding the back",
      view: "side",
      at: [1],
      change: { lean: 32, spine: 48, nod: 4 },
    },
  },
  easy_raise: {
    view: "side",
    poses: [
      stride({ at: [0, 0, 4] }, { hip: 56, bend: 74 }, 53, [-24, 24], 2),
      stride({ at: [0, 0, 4] }, { at: [1, 0, -4] }, 53, [0, 0], 2),
      stride({ hip: 56, bend: 74 }, { at: [0, 0, -4] }, 53, [24, -24], 2),
      stride({ at: [1, 0, 4] }, { at: [0, 0, -4] }, 53, [0, 0], 2),
    ],
    times: [360, 260, 360, 260],
    still: 2,
    fault: { name: "lean_over", says: null, view: "side", at: [0, 1, 2, 3], change: { lean: 26 } },
  },
  hip_circles: {
    view: "front",
    poses: [
      circling({ hip: 80, bend: 88, out: 4 }),
      circling({ hip: 50, bend: 86, out: 50 }),
      circling({ hip: -8, bend: 84, out: 18 }),
    ],
    times: [900, 900, 900],
    props: [{ from: [-14, 0, -37], to: [14, 112, -34], soft: true }],
    fault: {
      name: "trunk_swing",
      says: "swinging the trunk",
      view: "front",
      at: [1],
      change: { side: -20, drop: -10 },
    },
  },
  ankle_dorsiflexion_mobilisation: {
    view: "side",
    poses: [
      lunge({ at: [14, 0, 5] }, { at: [-34, 0, -5], heel: 36 }, [-6, 46, 0], hands(29, 70)),
      lunge({ at: [14, 0, 5] }, { at: [-34, 0, -5], heel: 48 }, [3, 38.5, 0], hands(29, 66)),
    ],
    props: [wall(31)],
    fault: {
      name: "heel_up",
      says: "heel lifting",
      view: "side",
      at: [1],
      change: { work: { heel: 26 }, hips: [-1, 41, 0] },
    },
  },
  thoracic_rotation: {
    view: "side",
    poses: [onFours, { ...onFours, twist: -58, nod: -6 }],
    lifts: true,
    props: [mat],
    fault: {
      name: "hip_sway",
      says: "hips swaying",
      view: "front",
      at: [1],
      change: { hips: [-14, 28.5, -13] },
    },
  },
  easy_walk_and_breath: {
    view: "side",
    poses: [
      stride({ at: [14, 0, 3], rock: 16 }, { at: [-16, 0, -3], heel: 36 }, 51.6, [-22, 22], 2),
      stride({ at: [0, 0, 3] }, { hip: 22, bend: 60, point: -6 }, 53.4, [0, 0], 2),
      stride({ at: [-16, 0, 3], heel: 36 }, { at: [14, 0, -3], rock: 16 }, 51.6, [22, -22], 2),
      stride({ hip: 22, bend: 60, point: -6 }, { at: [0, 0, -3] }, 53.4, [0, 0], 2),
    ].map((pose) => ({ ...pose, near: { ...pose.near, elbow: 24 }, far: { ...pose.far, elbow: 24 } })),
    times: [420, 420, 420, 420],
    still: 0,
    fault: {
      name: "head_down",
      says: null,
      view: "side",
      at: [0, 1, 2, 3],
      change: { lean: 8, spine: 18, nod: 30 },
    },
  },
  calf_and_hip_stretch: {
    view: "side",
    poses: [lunge({ at: [-24, 0, 5] }, { at: [13, 0, -5] }, [0, 45, 0], { lean: 12, ...hands(29, 72) })],
    props: [wall(31)],
    fault: { name: "heel_up", says: null, view: "side", at: [0], change: { work: { heel: 26 } } },
  },
  uphill_strides: {
    view: "side",
    poses: running(60, 66, 10, 0.086),
    times: six(130),
    jumps: true,
    props: [slope],
    fault: {
      name: "overreach",
      says: "overstriding",
      view: "side",
      at: [0],
      change: { hips: [-4, 48, 0], work: { at: [24, 2, 2.5], rock: 20 }, lean: -4 },
    },
  },
  hill_repeats: {
    view: "side",
    poses: running(76, 72, 14, 0.086),
    times: six(110),
    still: 1,
    jumps: true,
    props: [slope],
    fault: {
      name: "lean_over",
      says: "leaning from the waist",
      view: "side",
      at: [0, 1, 2, 3, 4, 5],
      change: { lean: 46, nod: -26 },
    },
  },
  race_pace_drill: {
    view: "side",
    poses: running(58, 80, 7),
    times: six(120),
    still: 2,
    jumps: true,
    fault: hipDrop(null, [0], { hips: [0, 49.5, 2] }),
  },
  controlled_treadmill_sprint: {
    view: "side",
    poses: running(66, 84, 7),
    times: six(105),
    jumps: true,
    props: [box([-48, 44], [-7, 0], 16), box([47, 50], [0, 62], 12), box([22, 50], [58, 61], 12)],
    fault: {
      name: "holding_on",
      says: "holding the rails",
      view: "side",
      at: [0, 1, 2, 3, 4, 5],
      change: { ...hands(26, 62, 12), lean: 14 },
    },
  },
};
