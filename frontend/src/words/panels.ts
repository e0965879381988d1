/** What slides up over a workout. */

import { spoken } from "../language";

export const menuWords = spoken("menuWords", {
  how: "How to do it",
  setup: "Set-up",
  steps: "Do this",
  think: "Think of",
  faults: "Watch for",
  good: "What clean looks like",
  sets: "Sets so far",
  noSets: "No set logged yet.",
  skip: "Skip this exercise",
  skipLadder: "Enough of this ladder",
  weight: "Weight",
  note: "Note for the next set",
  end: "End the workout now",
  hurts: "It hurts",
  leave: "Leave it open, go to Today",
});

export const painWords = spoken("painWords", {
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
  wrongText: "Tap what is true. The plan stays closed until you say that it is settled.",
  closed: "Noted. The plan waits.",
  flagged: "Noted. The session has ended. Please have it looked at.",
});

export const skipWords = spoken("skipWords", {
  title: "Skip this exercise?",
  later: "Not now: do it at the end",
  gear: "The equipment is missing",
  gearHint: (gear: string) =>
    `It takes: ${gear}. Missing for longer? Untick it under You, and the plan does without.`,
  time: "No time today",
  quality: "My form is gone",
  pain: "It does not feel right",
  skipped: (exercise: string) => `Skipped: ${exercise}`,
  putOff: (exercise: string) => `${exercise} comes at the end`,
});

export const addWords = spoken("addWords", {
  title: "One more set",
  text: "It comes after the sets that are left, and counts like every other.",
  both: "Each leg",
  one: "One set",
  added: (exercise: string) => `One more: ${exercise}`,
});

export const flagWords = spoken("flagWords", {
  urgent: "Get help now",
  stop_today: "Stop now",
  see_professional: "Have it looked at soon",
  link: "Something feels wrong?",
  title: "What is wrong?",
});

export const trialWords = spoken("trialWords", {
  skipText:
    "You start at the last rung that was clean on both legs, or at the lowest. You can climb from there at any time.",
  time: "This is high enough",
  quality: "My form is gone",
  pain: "It does not feel right",
  endTitle: "Stop finding rungs",
  endText: "What you found so far counts. Ladders you did not try stay where they are.",
  end: "Show where I start",
});

export const endWords = spoken("endWords", {
  title: "End the workout now?",
  text: "What you did is kept. Why do you stop?",
  time: "Out of time",
  timeHint: "Neutral: no step gained, none lost",
  quality: "My form is gone",
  qualityHint: "Judged on the sets you did",
  pain: "It hurts",
  painHint: "Judged on the sets you did",
  nothing: "No set is logged yet, so nothing is lost.",
  discard: "Leave it for another time",
});

export const editWords = spoken("editWords", {
  remove: "Take this set back",
  saved: "Changed.",
  logged: "Logged.",
  removed: "Taken back.",
  rir: "Left in the tank",
  notAsked: "not asked",
});
