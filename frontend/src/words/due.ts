/** What is asked before anything else. */

import { spoken } from "../language";

export const dueWords = spoken("dueWords", {
  morningTitle: "How do your legs feel after the last session?",
  morningWhich: (day: string) => `${day}'s session. Compare with a usual morning.`,
  better: "Better",
  asUsual: "As usual",
  worse: "Worse",
  worseTitle: "How much worse?",
  worseLevels: [
    { value: 1, label: "A little", hint: "1 point more than usual" },
    { value: 2, label: "Clearly", hint: "2 to 3 points more" },
    { value: 4, label: "A lot", hint: "4 points or more" },
  ],
  soreTitle: "And after the jumps?",
  sore: {
    none: "No soreness",
    muscle_only: "Only muscles, dull and even",
    warmup_then_gone: "Sore in the first steps, then gone",
    warmup_and_stays: "Sore and it stays",
    lasted: "Sore for more than an hour, or still now",
  },
  soreAfterJumps: "A joint or tendon was sore after the jumps",
  level: {
    stop_today: "Stop for today. If it does not settle at once, get help.",
    see_professional: "Please see a doctor or physiotherapist soon. The plan waits.",
    urgent: "Please get help now. The plan waits.",
  },
  thanks: "Noted.",
  videoTitle: (exercise: string) => `Film one set: ${exercise}`,
  videoText:
    "You are ready for the next rung. Prop the phone at hip height, film a set of each leg from the front, and rate what you see.",
  videoOpen: "Rate the film",
  videoBy: "Who looked?",
  by: { self: "Me", coach: "A coach" },
  videoSave: "Save both legs",
  flagTitle: "Open warning sign",
  flagCleared: "Cleared. Your plan goes on.",
  flagClear: "It is gone, or a professional has cleared me",
  screeningTitle: "Please ask a doctor before you start",
  screeningText:
    "You answered yes to a health question. Your plan waits until someone who can examine you agrees.",
  screeningOpen: "Look at my answers",
  leftOpen: (day: string) => `${day}'s workout was left open`,
  leftOpenText: (sets: string) =>
    `${sets} in it. How did it end? Out of time is neutral, the others are judged on what you did.`,
  leftOpenTrial: (sets: string) => `${sets} in it. Use what you found, or do it anew another day.`,
  leftEnds: { complete: "Complete", time: "Out of time", quality: "Form was gone", pain: "It hurt" },
  leftUse: "Show where I start",
  leftDrop: "Throw it away",
  leftClosed: "Closed.",
});
