/** What is said beside a turn of the workout: who leads, how to ease off, when it is enough. */

import { spoken } from "../language";

export const noticeWords = spoken("noticeWords", {
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
  leads: (leg: string) => `The ${leg} leads.`,
  copies: (leg: string) => `Copy the ${leg}, no more.`,
  oneMore: (leg: string) => `One more, ${leg} only.`,
  alone: (leg: string) => `Only the ${leg}.`,
  stopJumps: "Stop when height, sound or landing changes.",
  before: {
    set: (what: string) => `Last set: ${what}.`,
    session: (what: string) => `Last time: ${what}.`,
  },
  fault: (item: string, score: string) => `${item.toLowerCase()} ${score}`,
  highEnough: "This is high enough",
  skipLadder: "Skip this ladder",
});
