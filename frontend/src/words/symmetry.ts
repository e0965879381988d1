/** What the runner reads about left and right. Words are calm: a leg is named only when it is confirmed. */

import { dates, number } from "../formats";
import { spoken } from "../language";

type Leg = "left" | "right";
const other = { left: "right", right: "left" } as const;
const Name = { left: "Left", right: "Right" } as const;

/** "squat, step and calf" */
function list(names: readonly string[]): string {
  const head = names.slice(0, -1).join(", ");
  return (head ? `${head} and ${names.at(-1)}` : (names[0] ?? "")).toLowerCase();
}

export const symmetryWords = spoken("symmetryWords", {
  title: "Left and right",
  back: "Progress",
  headline: {
    none: "No test in the last six weeks",
    noneText: "The number comes back with your next test day.",
    label: "apart",
    even: "Your legs are level as far as tests can tell.",
    lagging: (leg: Leg, behind: number, of: number) =>
      behind === of
        ? `Your ${leg} leg is catching up.`
        : `Your ${leg} leg is catching up in ${behind} of ${of} tests.`,
    differs: "Some tests differ. No leg is behind in all of them.",
    open: "Some results are waiting for a second day.",
    text: (days: number) =>
      `The middle of your tests of the last ${days} days. What is inside test noise counts as 0. Below 10 % is normal.`,
  },
  changes: {
    title: "What this changes in your plan",
    none: "Nothing. The starting leg alternates, and both do equal work.",
    first: (leg: Leg, where: string) =>
      `${Name[leg]} leg first ${where}. The ${other[leg]} leg copies its reps and weight, never more.`,
    everywhere: "in every one-leg exercise",
    on: (ladders: readonly string[]) => `on ${list(ladders)}`,
    extra: (leg: Leg, ladders: readonly string[], later: readonly string[]) =>
      [
        ladders.length > 0 && `One extra set for the ${leg} leg on ${list(ladders)}.`,
        later.length > 0 &&
          `One extra set on ${list(later)} as soon as you train ${later.length > 1 ? "them" : "it"} on one leg.`,
      ]
        .filter(Boolean)
        .join(" "),
    block: (leg: Leg, exercises: readonly string[], sets: number, low: number, high: number) =>
      `Extra work for the ${leg} leg alone: ${list(exercises)}, ${sets} × ${low} to ${high}.`,
    locked: (exercises: readonly string[]) => `Waiting until your legs are closer: ${list(exercises)}.`,
    frozen: (ladders: readonly string[]) =>
      `Nothing new on ${list(ladders)} until a professional has had a look.`,
    jumps: "Jumps stay equal: none are ever added for one leg.",
    lift: (assessments: number, weeks: number, below: number) =>
      `It lifts by itself: ${assessments} test days in a row, ${weeks} weeks apart, below ${below} % or inside noise.`,
    expect: (low: number, high: number) => `Give it ${low} to ${high} weeks.`,
  },
  tests: "Test by test",
  key: "The striped part is test noise. When both bars end inside it, there is no difference.",
  tier: (tier: number, of: number, name: string) => `Step ${tier} of ${of}: ${name.toLowerCase()}`,
  since: (day: number) => `since ${dates.short(day)}`,
  calm: (calm: number, of: number) => `${calm} of ${of} calm test days on the way down`,
  pills: {
    level: "level",
    noise: "no difference",
    spread: "no difference",
    once: "seen once",
    small: "small",
    watch: "watching",
    lagging: "catching up",
    priority: "catching up",
    refer: "ask a professional",
  },
  measuredOn: (day: number) => dates.full(day),
  trend: "Over time",
  trendKey: "Each dot leans to the leg that did better that day. Inside the striped part it leans to none.",
  open: "The test and its days",
  openTest: (test: string) => `${test}: the test and its days`,
  day: (day: number) => dates.short(day),
  chart: (left: string, right: string, what: string) => `Left ${left}, right ${right}. ${what}`,
  point: (day: number, left: string, right: string, real: boolean) =>
    `${dates.short(day)}: left ${left}, right ${right}, ${real ? "a real difference" : "no difference"}`,
  control: {
    title: "From your training log",
    none: "Your log shows no gap between the legs, in how clean or how hard the sets were.",
    quality: (leg: Leg, ladder: string, sessions: number) =>
      `${ladder}: your ${leg} leg was less steady over the last ${sessions} sessions.`,
    qualityBars: "faults in a set",
    rir: (leg: Leg, ladder: string, sessions: number) =>
      `${ladder}: equal work cost your ${leg} leg more over the last ${sessions} sessions.`,
    rirBars: "left in the tank",
    values: (left: number, right: number, what: string) =>
      `Left ${number(left)}, right ${number(right)} ${what}.`,
    neither: "The log points both ways there, so the starting leg alternates.",
    tests: (leg: Leg) => `Your tests point to the ${leg} leg, and they speak first: it starts there.`,
    first: (leg: Leg) => `So it goes first there: ${leg} leg, then the other copies.`,
  },
  empty: {
    title: "Two legs, no numbers yet",
    text: "Ten minutes, a wall and a step are enough. Each test takes both legs, and tells you whether what you see between them is real or just noise.",
    start: (test: string) => `Start with: ${test}`,
    list: "All tests",
    oneLeg: (leg: Leg, test: string) =>
      `${test}: the ${leg} leg is measured. The ${other[leg]} one is missing, so there is nothing to compare yet.`,
  },
  facts: [
    "Most runners' legs differ by 5 to 14 % in jumps. That is normal.",
    "The aim is to balance your legs, not to fix a fault.",
    "Nothing is called a difference until it beats the test's own noise, on the same leg, twice.",
  ],
  factsTitle: "How to read this",
  testsLink: "All tests, and how to do them",
});
