/** A session as the plan proposes it: one exercise, the right leg behind. */

import type { Item, NextSession } from "../../training/answers";

export const STEP_UP: Item = {
  ladder: "step",
  exercise: "step_up",
  stage: "reps",
  microstep: 1,
  sets_left: 3,
  sets_right: 2,
  reps_low: 10,
  reps_high: 12,
  seconds_low: null,
  seconds_high: null,
  target: 11,
  load_g: 0,
  tempo: "3010",
  rest_s: 60,
  first_side: "right",
  checklist: [],
  cue: "",
  changed: null,
  contacts: 0,
};
export const NEXT: NextSession = {
  on: "2027-01-15",
  template: "phase_1_A",
  deload: false,
  why: "",
  minutes: 40,
  items: [STEP_UP],
  warmup: [],
  cooldown: [],
};
