/** What slides up over a workout. */

export const menuWords = {
  how: "How to do it",
  setup: "Set-up",
  steps: "Do this",
  think: "Think of",
  faults: "Watch for",
  good: "What clean looks like",
  sets: "Sets so far",
  noSets: "No set logged yet.",
  easier: "An easier way",
  skip: "Skip this exercise",
  weight: "Weight",
  note: "Note for the next set",
  end: "End the workout now",
  hurts: "It hurts",
  leave: "Leave it open, go to Today",
} as const;

export const painWords = {
  title: "Does it hurt?",
  scale: "0 is nothing, 10 is the worst you can imagine.",
  where: "Where",
  places: ["foot", "ankle", "shin", "calf", "knee", "thigh", "hip", "back"],
  keep: (pain: number) => (pain === 0 ? "No pain" : `Keep ${pain}`),
  easeTitle: "Make it easier now",
  ease: [
    "Less depth, more support or less weight for the next set.",
    "It must be back to usual tomorrow morning. You will be asked.",
  ],
  endJumpsTitle: "No more jumps today",
  endJumps: [
    "Log what you did. All jumps end here for today.",
    "The rest of the session may go on if it does not hurt.",
  ],
  stopTitle: "Stop this exercise",
  stop: [
    "Log what you did; this exercise ends here, one rung lower next time.",
    "The next exercise is yours to try, gently, or end the session.",
  ],
  severe: "Something worse?",
  severeText: "If one of these is true, stop the session now. The plan stays closed until it is settled.",
  flagged: "Noted. The session has ended. Please have it looked at.",
} as const;

export const easierWords = {
  title: "An easier way",
  text: "You go on with it at once. Both legs then start their two clean sessions there.",
  none: "This is the easiest rung. Use more support or less depth, and rate what you see.",
  chosen: (what: string) => `Easier: ${what}`,
  tips: "Or, without changing the rung:",
} as const;

export const skipWords = {
  title: "Skip this exercise?",
  later: "Not now: do it at the end",
  time: "No time today",
  quality: "My form is gone",
  pain: "It does not feel right",
  skipped: (exercise: string) => `Skipped: ${exercise}`,
  putOff: (exercise: string) => `${exercise} comes at the end`,
} as const;

export const endWords = {
  title: "End the workout now?",
  text: "What you did is kept. Why do you stop?",
  time: "Out of time",
  timeHint: "Neutral: no step gained, none lost",
  quality: "My form is gone",
  qualityHint: "Judged on the sets you did",
  pain: "It hurts",
  painHint: "Judged on the sets you did",
} as const;

export const editWords = {
  remove: "Take this set back",
  saved: "Changed.",
  removed: "Taken back.",
  rir: "Left in the tank",
  notAsked: "not asked",
} as const;
