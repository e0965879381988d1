/** What the runner reads while measuring, and in the list of tests. */

import { count, dates, minutes } from "../formats";
import { spoken } from "../language";
import type { Test } from "../training/catalog";
import { bare, readings } from "./readings";

export { bare };
export const readingWords = spoken(
  "readingWords",
  readings({
    reps: { one: "rep", many: "reps", short: "reps" },
    points: { one: "point", many: "points" },
    nothingToNote: "nothing to note",
    aNote: "a note",
  }),
);
export const { unitOf, shortUnitOf, reading, noiseReading } = readingWords;

const legName = { left: "left", right: "right" } as const;
const Leg = { left: "Left", right: "Right" } as const;

export const testsWords = spoken("testsWords", {
  title: "Tests",
  eyebrow: "Both legs, measured",
  intro:
    "A few minutes every four weeks show what each leg can do. The numbers open doors and show a leg that falls behind.",
  due: "Due now",
  dueIn: (time: string) => `About ${time}, plus the warm-up.`,
  all: "All tests",
  allHint: "In the order of a test day. Any of them, any day you are fresh.",
  others: "The others",
  next: (day: number) => `Next test day in your plan: ${dates.full(day)}.`,
  never: "not measured yet",
  oneLegOnly: (leg: "left" | "right") => `only the ${legName[leg]} leg`,
  legValue: (leg: "left" | "right", value: string) => `${leg === "left" ? "L" : "R"} ${value}`,
  lastOn: (day: number) => dates.short(day),
  testDay: "A test day",
  warmup: (low: number, high: number) => `Warm up for ${low} to ${high} minutes, as before a session.`,
  between: (between_s: number) => `${minutes(between_s / 60)} between the legs.`,
  stopAt: (pain: number) => `Stop a test at pain ${pain} or more.`,
  why: {
    confirm: "Seen once. Today it can be confirmed.",
    regular: "Part of this lighter week.",
    door: "A door in your plan waits for it.",
  },
  closed: {
    plan: "On hold with your plan, until the open point on Today is settled.",
    jumps: "Waits for the door to jumps: this test is one.",
    pause: "Jumps are paused after pain, and this test is one. It opens after seven calm days.",
  },
  symmetryLink: "What the numbers say about left and right",

  films: "Film checks",
  filmsText:
    "A set of each leg, filmed from the front and rated from outside. Your own eyes miss half of it.",
  filmOpen: "Rate a film",
  filmRate: (exercise: string) => `Rate a film: ${exercise}`,
  filmNever: "not filmed yet",
  filmGood: (until: number) => `clean on both legs, counts until ${dates.short(until)}`,
  filmNot: (day: number) => `filmed ${dates.short(day)}: not clean yet`,
  filmPart: (day: number) => `filmed ${dates.short(day)}: one leg is missing`,
  filmOld: (day: number) => `filmed ${dates.short(day)}: too long ago to count`,
});

export const testWords = spoken("testWords", {
  back: "All tests",
  eyebrow: "Test",
  dueAt: (at: number, of: number) => (of === 1 ? "Due now" : `Due now, ${at} of ${of}`),
  how: "How to do it",
  practice: (tries: number) => `${count(tries, "try", "tries")} for practice first, on each leg.`,
  triesEach: (tries: number, best: boolean) =>
    tries === 1
      ? "One try on each leg."
      : `${count(tries, "try", "tries")} on each leg; the ${best ? "best one" : "mean"} counts.`,
  stopWhen: "It ends when",
  order: (leg: "left" | "right") =>
    `${Leg[leg]} leg first today. It swaps every time, so the order favours none.`,
  learn:
    "Your first day of hops is practice: you get better just by knowing how. It is kept, but trust the second day.",
  nowLeg: (leg: "left" | "right") => `${Leg[leg]} leg`,
  try: (at: number) => `Try ${at}`,
  oneTry: "Result",
  less: (what: string) => `${what}: less`,
  more: (what: string) => `${what}: more`,
  field: (what: string, unit: string) => `${what} in ${unit}`,
  lastTime: (what: string) => `Last time ${what}`,
  faults: "What did you see?",
  noFault: "Nothing, all clean",
  score: (points: number) => `${count(points, "point", "points")}`,
  startTry: (at: number, of: number) => (of === 1 ? "Start the clock" : `Start the clock for try ${at}`),
  startCount: (seconds: number) => `Start ${seconds} s`,
  startBeat: (bpm: number) => `Start ${bpm} beats a minute`,
  startTaps: "Count with taps",
  hintPace: (reps: number) =>
    `Three beats, then up on one and down on the next: ${reps} a minute. The beat counts along.`,
  hintTaps: "Tap the screen once for each rep, or let somebody tap for you.",
  hintTime: "Three seconds to get in place. Tap once for each rep.",
  tapRep: "One rep",
  tapLess: "One rep less",
  tapHint: "Tap for each rep",
  beatHint: "The beat counts. Tap only if you count yourself.",
  counted: (reps: number) => count(reps, "rep", "reps"),
  countDone: "Done",
  timeUp: "Time",
  practiceDone: (at: number, of: number) => `Tick practice try ${at} of ${of}`,
  landing: (seconds: number) => `Landed: count ${seconds} s`,
  landingSlips: (seconds: number) => `Hold: ${seconds}. Tap if it slips`,
  landingHint: "Tap as you land. You can do without.",
  landingHeld: (seconds: number) => `${seconds} s held: this try counts.`,
  landingLost: "Not held, so this try does not count. Once more.",
  ready: "Get in place",
  stop: "Stop",
  cancel: "Cancel",
  clockHint: "Three seconds to get in place. It stops by itself at the end.",
  clockHintOpen: "Three seconds to get in place. Tap anywhere on the button when it is over.",
  pain: (pain: number) => `Pain while testing: ${pain}`,
  painChange: "Change",
  painScale: "0 is nothing, 10 is the worst you can imagine.",
  stopTitle: "Stop this test",
  stopText: "Keep what you have, or leave it. A test is not worth pain; it comes back another day.",
  severe: "Something worse? Report a warning sign",
  save: (leg: "left" | "right", done: number, of: number) =>
    of > 1 && done < of ? `Save ${legName[leg]} leg · ${done} of ${of} tries` : `Save ${legName[leg]} leg`,
  saveFirst: "Enter a result first",
  saveChange: "Save the change",
  saveBoth: "Save both legs",
  saved: (leg: "left" | "right", what: string) => `${Leg[leg]} leg: ${what}. Saved.`,
  savedBoth: "Both legs saved.",
  changed: "Changed.",
  removed: "Taken back.",
  remove: "Take this one back",
  leave: "Leave it as it was",
  rest: "Rest, then the other leg",
  restOver: "Rested. The other leg now.",
  onlyOne: "Only this leg today",
  onlyOneText: (leg: "left" | "right") =>
    `Only the ${legName[leg]} leg today. One leg alone is compared with nothing; the other can follow today.`,
  other: (leg: "left" | "right") => `Measure the ${legName[leg]} leg after all`,
  today: "Today",
  change: "Change",
  strideClean: "Nothing worth a note: what shows on one leg shows on both, or hardly at all.",
  strideNote: (leg: "left" | "right", note: string) => `Worth a note on the ${legName[leg]} leg: ${note}.`,
  door: (asked: string, atMost: boolean) =>
    `A door in your plan asks for ${atMost ? "at most " : ""}${asked} on each leg.`,
  edit: (leg: "left" | "right", what: string) => `${Leg[leg]} leg: ${what}. Change`,
  nextTest: (name: string) => `Next: ${name}`,
  doneAll: "That was all. To Today",
  toSymmetry: "See left and right",
  before: "Earlier days",
  editTitle: (leg: "left" | "right", day: number) => `${Leg[leg]} leg, ${dates.short(day)}`,
  strides: (strides: number) => `In how many of ${strides} strides does it show a fault?`,
  strideOf: (check: string, leg: "left" | "right") => `${check}, ${legName[leg]} leg`,
  missing: "There is no such test.",
  recent: (hours: number) =>
    `You ran hard less than ${hours} hours ago. Tired legs read low: tomorrow or later is truer.`,
});

export const filmWords = spoken("filmWords", {
  title: "Film it by the clock",
  start: { behind: "Start, phone behind you", beside: "Start, phone beside you" },
  hint: (easy_min: number, clip_s: number) =>
    `${minutes(easy_min)} easy, then beats and sounds lead through ${clip_s} s easy and ${clip_s} s fast. A second phone films best: this one is silent while its camera is open. Filmed already? Go on below.`,
  hintBeside: "Half a minute easy, then the same again. Filmed from both sides at once? Go on below.",
  nowBeside: "Filmed from behind. Now put the phone beside you.",
  allFilmed: "All filmed. Watch it slowly, and count below.",
  step: { warm: "Run easy", film_easy: "Filmed: easy", faster: "Now faster", film_fast: "Filmed: fast" },
  after: (step: string) => `Then: ${step}`,
  afterLast: "Then you are done here",
  viewDone: "That was it. Slow down.",
  skip: "Skip ahead",
  stop: "Stop",
});

/** The two numbers as a runner says them. */
function both(kind: Test, left: number, right: number): string {
  return `Left ${bare(kind, left)}, right ${bare(kind, right)} ${unitOf(kind, right)}`;
}

/** What a comparison says, one sentence each. Only a confirmed one names a leg. */
export const findingWords = spoken("findingWords", {
  level: (kind: Test, left: number) => `${reading(kind, left)} on both legs: level.`,
  noise: (kind: Test, left: number, right: number, noise: number) =>
    `${both(kind, left, right)}. Up to ${noiseReading(kind, noise)} apart is test noise, so this is no difference.`,
  spread: (kind: Test, left: number, right: number) =>
    `${both(kind, left, right)}. Your own tries lie as far apart as your legs, so this is no difference.`,
  once: (kind: Test, left: number, right: number, noise: number, from: number, isOpen: boolean) =>
    `${both(kind, left, right)}: more than the test noise of ${noiseReading(kind, noise)}, seen once. ${
      isOpen
        ? "One more test now would tell."
        : `One more test on another day would tell, from ${dates.short(from)} on.`
    }`,
  small: (kind: Test, left: number, right: number) =>
    `${both(kind, left, right)}. Seen twice, and small: nothing to change.`,
  watch: (leg: "left" | "right", pct: number) =>
    `Your ${legName[leg]} leg is ${pct} % behind, seen twice. Below 10 % is normal, so nothing changes.`,
  lagging: (leg: "left" | "right", pct: number) =>
    `Your ${legName[leg]} leg is catching up: ${pct} % behind, seen twice.`,
  priority: (leg: "left" | "right", pct: number) =>
    `Your ${legName[leg]} leg has some catching up to do: ${pct} % behind, seen twice.`,
  refer: (leg: "left" | "right", pct: number) =>
    `Your ${legName[leg]} leg is ${pct} % behind, seen twice. Please let a doctor or physiotherapist have a look.`,
});

/** What is typical, in one sentence. */
export const normWords = spoken("normWords", {
  everybody: (text: string) => `To compare: ${text}`,
  typical: (what: string) => `Typical at your age is ${what}.`,
  height: (what: string) => `About ${what} is usual for your height.`,
  band: {
    good: "is a good result",
    medium: "is in the middle",
    average: "is average",
    poor: "has room to grow",
  },
  bandBoth: (what: string) => `That ${what} on each leg.`,
  bandEach: (said: readonly { leg: "left" | "right"; what: string }[]) =>
    `${said.map(({ leg, what }, at) => `${(at === 0 ? Leg : legName)[leg]} ${what}`).join(", ")}.`,
  notCompared: "With this test the legs are not compared.",
  ask: "Make it your own norm",
  askText: "Typical values depend on age and sex, some on height. It stays in your log.",
});

export const aboutWords = spoken("aboutWords", {
  birthYear: "Year of birth",
  sex: "Sex",
  sexes: { f: "female", m: "male", unspecified: "rather not say" },
  height: "Height in cm",
});

export const dueTestWords = spoken("dueTestWords", {
  title: (tests: number, time: string) =>
    `${tests === 1 ? "1 test is due" : `${tests} tests are due`}: about ${time}`,
  withLighter: "It is a lighter week. Warm up, test while you are fresh, then do today's session.",
  withSession: "Warm up, test while you are fresh, then do today's session. Or pick a day without one.",
  withoutSession: "No strength today, so the legs are free for it. Warm up first.",
  open: "To the tests",
});
