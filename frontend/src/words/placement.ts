/** What is said around finding the first rungs, and around the hops that open the jumps. */

import { count } from "../formats";
import { spoken } from "../language";

export const placementWords = spoken("placementWords", {
  dueTitle: "Find your rungs",
  dueText:
    "About 10 minutes. One set of five on each leg, from the lowest rung up, until it is no longer clean. You start at the last rung that was good on both legs.",
  dueAgain: "You have been away for a while. One set of five on each leg shows where to start again.",
  go: "Find my rungs",
  later: "Or start above: every ladder then begins at its first rung, and you climb from there.",
  again: "Find my rungs again",
  againText:
    "About 10 minutes: one set of five on each leg, from the lowest rung up. Nothing changes until you say so at the end.",
  endTitle: "Where you start",
  endText: "The last rung that was clean on both legs, at its first step. You climb from here.",
  start: "Start from here",
  set: "Your rungs are set.",
  take: (exercise: string) => `Start at ${exercise}`,
  keep: (exercise: string) => `Keep ${exercise}`,
  which: "Where this ladder goes on",
  sets: (sets: number) => `${count(sets, "set", "sets")} behind it`,
  nothingTitle: "Nothing tried",
  nothingText: "Your ladders stay where they are. You can find your rungs another day.",
  toToday: "To Today",
  choiceTitle: "Where do your ladders begin?",
  choiceText:
    "Each one at the highest rung you do cleanly on both legs. Trying them out takes about 10 minutes.",
  plainHint: "At the first rungs. You can find yours later.",
});

/** Why a ladder starts where it does. `next` is the rung that was too much, null where that was the lowest. */
export const limitWords = spoken("limitWords", {
  top: "Clean on both legs, and the highest rung that can be tried now.",
  untried: "Not tried, so it stays where it is.",
  stopped: (good: boolean) =>
    good
      ? "Clean on both legs. You stopped there."
      : "You stopped before it was tried on both legs, so you start at the bottom.",
  short: (next: string | null, leg: string) => limited(next, `the set on your ${leg} stayed short`),
  pain: (next: string | null, leg: string, pain: number) => limited(next, `pain was ${pain} in your ${leg}`),
  quality: (next: string | null, leg: string, item: string) =>
    limited(next, `the ${item.toLowerCase()} slipped on your ${leg}`),
});

function limited(next: string | null, seen: string): string {
  return next === null
    ? `Here ${seen}. So you start at the bottom, with plenty to build on.`
    : `Clean on both legs. At the next rung, ${next}, ${seen}.`;
}

export const hopWords = spoken("hopWords", {
  dueTitle: "Ready to try hops?",
  dueText:
    "The last thing the jump door asks: two sets of 10 two-leg hops, then 10 hops on each leg. Land quietly. Pain of 3 or more ends it.",
  dueNext: "Then tomorrow morning decides: if it feels as usual, the door can open.",
  go: "Do the hops",
  title: "Hops",
  outcome: {
    quiet:
      "All quiet, no pain to speak of. Tomorrow morning decides: if your legs feel as usual, the hops count.",
    pain: "It hurt, so the hops do not count today. No more jumping. They are offered again in three days at the earliest.",
    loud: "Not every landing was quiet yet, so the hops do not count today. They are offered again in three days.",
    short: "Not all the hops were done, so they do not count today. They are offered again in three days.",
  },
  answered: {
    quiet: "All quiet, and the morning was as usual: the hops count for the jump door.",
    worse:
      "All quiet, but the morning was worse than usual, so the hops do not count. They are offered again in a few days.",
  },
  morning: "This answer decides whether the hops count.",
});
