/**
 * Which exercise of other apps is which of ours. Only the same movement: a lunge that does not say where to is none
 * of ours, a calf raise on a machine is none either. Names are those of the apps' own lists (Hevy's and Strong's
 * exercise libraries, FitNotes' default list) and what runners call their own; what they are done with is left out.
 */

/** Plain name → our exercise. */
const SAME: Readonly<Record<string, string>> = {
  // Hevy, Strong, FitNotes
  "bulgarian split squat": "rear_foot_elevated_split_squat",
  "rear foot elevated split squat": "rear_foot_elevated_split_squat",
  "split squat": "split_squat",
  "static lunge": "static_lunge",
  "stationary lunge": "static_lunge",
  "reverse lunge": "reverse_lunge",
  "rear lunge": "reverse_lunge",
  "forward lunge": "forward_lunge",
  // Hevy: Single Leg Romanian Deadlift (Dumbbell | Barbell); others by hand
  "single leg romanian deadlift": "single_leg_rdl",
  "single leg rdl": "single_leg_rdl",
  "kickstand romanian deadlift": "kickstand_rdl",
  "kickstand rdl": "kickstand_rdl",
  "b stance romanian deadlift": "kickstand_rdl",
  "b stance rdl": "kickstand_rdl",
  // Hevy, Strong
  "pistol squat": "pistol_squat_progression",
  "single leg squat": "single_leg_squat",
  "single leg box squat": "single_leg_box_squat",
  "single leg squat to box": "single_leg_box_squat",
  "single leg squat to bench": "single_leg_box_squat",
  "step up": "step_up",
  "lateral step down": "lateral_step_down",
  // Hevy: Single Leg Standing Calf Raise. None of the apps tells floor from step; our rung with weight is on a step.
  "single leg standing calf raise": "single_leg_calf_raise_step",
  "single leg calf raise": "single_leg_calf_raise_step",
  "standing calf raise": "calf_raise_two_leg",
  "calf raise": "calf_raise_two_leg",
  // Hevy, Strong
  "glute bridge": "glute_bridge",
  "single leg glute bridge": "single_leg_glute_bridge",
  clamshell: "clamshell",
  "clam shell": "clamshell",
  "side lying hip abduction": "side_lying_hip_abduction",
  "side plank": "side_plank",
  // Hevy: Deadlift (Barbell | Dumbbell | Trap bar); Strong: Deadlift (Barbell); FitNotes: Deadlift
  deadlift: "deadlift",
};

/** What a movement stays the same with. A machine, a cable or a band makes it another. */
const WITH = [
  "barbell",
  "dumbbell",
  "kettlebell",
  "bodyweight",
  "weighted",
  "trap bar",
  "hex bar",
  "db",
  "bb",
  "kb",
];

export type Told = {
  readonly exercise: string;
  /** Only when the name itself says it. */
  readonly leg: "left" | "right" | null;
};

/** Our exercise, when it truly is the same. */
export function exerciseCalled(name: string): Told | null {
  const words = ` ${name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
  const legs = [...words.matchAll(/ (left|right|l|r)(?= )/g)].map((found) => found[1]);
  if (legs.length > 1) return null;
  let plain = words.replace(/ (left|right|l|r)(?= )/g, "");
  for (const tool of WITH) plain = plain.replace(` ${tool} `, " ");
  plain = plain
    .trim()
    .replace(/^(one|1) (leg|legged) |^single (legged) /, "single leg ")
    .replace(/^(.+) (single|one|1) leg(ged)?$/, "single leg $1")
    .replace(/(lunge|squat|raise|up|bridge|deadlift|plank|clamshell)s$/, "$1");
  const exercise = Object.hasOwn(SAME, plain) ? SAME[plain] : undefined;
  if (!exercise) return null;
  const leg = legs[0];
  return { exercise, leg: leg === undefined ? null : leg.startsWith("l") ? "left" : "right" };
}

/** Every exercise of ours that another app's can be. */
export const KNOWN_ELSEWHERE: readonly string[] = [...new Set(Object.values(SAME))];
