/** What is said beside a turn of the workout: who leads, how to ease off, when it is enough. */

export const noticeWords = {
  poorTitle: "That one got away.",
  soreTitle: "That hurt.",
  next: (tip: string) => `Next set: ${tip}, or a third less range.`,
  nextTimed: (tip: string) => `Next set: ${tip}.`,
  support: "a hand of support",
  lighter: (load: string) => `Lighter: ${load}`,
  easier: "Easier",
  enoughTitle: "Two rough sets. Enough of this today?",
  enough: "Tired reps teach the fault. If you end it here, it is judged on the sets you did.",
  enoughEnd: "End this exercise",
  goOn: "Go on with it",
  leads: (leg: string) => `Your ${leg} sets the measure today.`,
  copies: (leg: string) => `Copies your ${leg}, and no more.`,
  oneMore: (leg: string) => `One more for your ${leg} alone.`,
  alone: (leg: string) => `For your ${leg} alone.`,
  stopJumps: "Stop when height, sound or landing changes, even with jumps left.",
  highEnough: "This is high enough",
  skipLadder: "Skip this ladder",
} as const;
