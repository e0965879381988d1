/** What the runner reads about ladders, verdicts and sessions that are over. */

import { count } from "../formats";
import { spoken } from "../language";

export const progressWords = spoken("progressWords", {
  title: "Progress",
  phase: (phase: number, week: number) => `Phase ${phase} · week ${week}`,
  streak: (clean: number, of: number) => `${clean} of ${of} clean sessions at the top`,
  ladderLabel: (name: string, rung: number, of: number) => `${name}: you are on rung ${rung} of ${of}`,
  locked: (phase: number) => `From phase ${phase}`,
  groups: {
    core: "Core",
    secondary: "Supporting",
    bilateral_day: "Two-leg days",
    accessory: "Extras",
    plyo: "Jumps",
  } as Record<string, string>,
  measuring: "Measuring",
  symmetry: "Left and right",
  symmetryHint: "What is noise, what is real",
  tests: "Tests",
  testsHint: "Both legs, measured",
  history: "History",
  historyHint: "Every session, to look back at and to correct",
  library: "All exercises",
  libraryHint: "Drawn, with what to watch for",
  doors: "Doors",
  open: "open",
  missing: (things: number) => `${count(things, "thing", "things")} still missing`,
  empty: "Your ladders appear once your plan has started.",
  restsOn: "What it rests on",
  restsOnNothing: "Nothing yet.",
  back: "All ladders",
  rungs: "The rungs",
  here: "you are here",
  morning: (change: number) =>
    change > 0
      ? `worse next morning (+${change})`
      : change < 0
        ? "better next morning"
        : "as usual next morning",
  setLine: (what: string, pain: number, rir: number | null) =>
    [what, rir !== null && `${rir >= 3 ? "3+" : rir} in the tank`, pain > 0 && `pain ${pain}`]
      .filter(Boolean)
      .join(" · "),
});

export const doneWords = spoken("doneWords", {
  title: (time: string) => `Done. ${time}.`,
  titleNoTime: "Done.",
  summary: (sets: number, exercises: number) =>
    `${count(sets, "set", "sets")} in ${count(exercises, "exercise", "exercises")}.`,
  next: (day: string, time: string) => `Next: ${day}, about ${time}.`,
  nextToday: (time: string) => `Next: today, about ${time}.`,
  tomorrow: "Tomorrow morning, one question: how does it feel?",
  finish: "To Today",
  undo: "Not finished after all",
  missing: "This session is not on this phone.",
  deload: "A lighter session: not counted for moving up.",
  nextTime: "Next time",
  noVerdict: "Not judged yet.",
});

export const verdictWords = spoken("verdictWords", {
  ADV_STAGE: "up a stage",
  ADV_RUNG: "up a rung",
  ADV_LOAD: "more weight",
  HOLD_BUILD: "building",
  HOLD_BANKED: "banked",
  HOLD_DELOAD: "lighter week",
  hold: "stay",
  regress: "one step back",
  stop: "stop",
  return: "welcome back",
} as Record<string, string>);
