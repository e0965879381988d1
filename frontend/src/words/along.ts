/** What is said and shown along with a set: its tempo, its words, and the switches for both. */

import { spoken } from "../language";

export const alongWords = spoken("alongWords", {
  start: "Guide the tempo",
  stop: "Stop guiding the tempo",
  ready: "Get ready",
  rep: (rep: number, of: number) => `${rep} of ${of}`,
  phase: { lower: "down", below: "stay", lift: "up", above: "stay" },
  startedAloud: "Get ready. Three, two, one, then the first rep.",

  /** Read aloud. */
  spoken: {
    turn: (leg: string, dose: string) => `${leg}, ${dose}`,
    reps: (reps: number, slow_s: number | null) =>
      slow_s === null ? String(reps) : `${reps}, ${slow_s} seconds down`,
    seconds: (seconds: number) => `${seconds} seconds`,
    changeSide: (turn: string) => `Change side. ${turn}.`,
    restOver: (turn: string) => `Rest over. ${turn}.`,
    next: (exercise: string, turn: string) => `${exercise}. ${turn}.`,
    on: "I will say the leg and the reps.",
  },

  noticeTitle: "Rest is over",
  restOf: (exercise: string) => `Rest, then ${exercise}`,

  settings: "Sound and signals",
  on: "on",
  off: "off",
  sounds: "Sounds",
  soundsHint: "The end of a rest, both ends of a hold, the beats. Off is quiet: no words either.",
  guide: "Guide the tempo by itself",
  guideHint: "After each rest: three, two, one, then a tone for down, up and each pause.",
  speech: "Spoken words",
  speechHint: "“Rest over. Right leg, 8.”",
  vibration: "Vibration",
  notice: "A notice when rest ends and you are in another app",
  noticeHint: "Your phone asks once whether it may.",
  refused: "Your browser has been told not to show notices. Its settings can change that.",
  limits: {
    ios: "Music goes on. A locked iPhone puts this app to sleep: sound and notice may come late, or when you look.",
    other:
      "Music goes on. Locked for long, some phones put this app to sleep: the end of a rest may then come late.",
  },
  headset:
    "A headset's play button pauses the set only where the browser hands it over; music keeps it first.",
});
