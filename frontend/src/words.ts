/**
 * Every sentence the runner reads, apart from verdicts (the catalogue's words) and what the catalogue says of
 * exercises and safety. Short, warm, concrete, second person. Numbers and dates go through Intl. In other languages:
 * one folder each beside these files, words/de for German.
 */

import { count, dates, minutes, number } from "./formats";
import { spoken } from "./language";

export {
  clock,
  count,
  countdown,
  dates,
  decimalMark,
  minutes,
  moment,
  number,
  weight,
} from "./formats";
export { LOCALE } from "./language";

export type LegName = "left" | "right" | "both";

const legs = {
  letter: { left: "L", right: "R", both: "LR" },
  name: { left: "left leg", right: "right leg", both: "both legs" },
  adjective: { left: "Left", right: "Right", both: "Both legs" },
} as const;

/** Holds are read in seconds; only a warm-up is long enough for minutes. */
const MINUTES_FROM_S = 120;

function amount(value: number, timed: boolean): string {
  if (!timed) return count(value, "rep", "reps");
  return value >= MINUTES_FROM_S ? minutes(Math.round(value / 60)) : `${number(value)} s`;
}

export const words = spoken("words", {
  app: "Evenstride",
  legs,
  amount,
  close: "Close",
  save: "Save",
  undo: "Undo",
  yes: "Yes",
  no: "No",
  tabs: { label: "Main", today: "Today", plan: "Plan", progress: "Progress", you: "You" },

  /** 1 for Monday to 7 for Sunday; day number 4 was a Monday. */
  weekdayShort: (weekday: number) => dates.narrow(weekday + 3),

  runs: { easy: "Easy", hard: "Hard", long: "Long", race: "Race" } as Record<string, string>,

  kept: {
    guest: (sets: number) =>
      sets === 0 ? "Nothing logged yet" : `${count(sets, "set", "sets")} only on this phone`,
    pending: (sets: number, entries: number) =>
      sets > 0
        ? `${count(sets, "set", "sets")} only on this phone`
        : `${count(entries, "change", "changes")} only on this phone`,
    backedUp: "Backed up",
    short: (sets: number) => `${number(sets)} only here`,
    deleted: "The account was deleted. Your log is on this phone only.",
    signedOut: "Signed out. Everything stays on this phone.",
    refused: (entries: number) => `${count(entries, "entry was", "entries were")} not accepted`,
    unsaved: (entries: number) => `${count(entries, "entry is", "entries are")} not saved yet`,
    unsavedTitle: (entries: number) =>
      `${count(entries, "entry is", "entries are")} not saved yet. Keep this page open.`,
    unsavedWhy: "See why",
    noContact: "No contact with the server yet",
    forgets: "Safari may delete it after 7 days without a visit.",
    underway: {
      reading: (done: number, of: number) => `Fetching: ${number(done)} of ${number(of)}`,
      preparing: (done: number, of: number) => `Getting ready: ${number(done)} of ${number(of)}`,
      sending: (done: number, of: number) => `Sending: ${number(done)} of ${number(of)}`,
    },
  },

  update: { offer: "A new version is ready.", take: "Update now" },

  missing: {
    title: "This screen did not load",
    text: "A part of the app did not arrive. Nothing you logged is lost.",
    again: "Try again",
  },

  opening: {
    failedTitle: "Your log could not be opened",
    failed: "Nothing has been deleted.",
    why: {
      blocked: "Another tab still holds an older version of your log open.",
      outdated: "A newer version of Evenstride is open in another tab. This one has stepped aside.",
      newer: "Your log was written by a newer version of Evenstride than this one.",
      full: "The phone has no room left for your log.",
      slow: "The browser is taking very long to open your log.",
      no_storage: "This browser keeps no data for this page, as in a private window.",
      no_catalog: "A part of the app is missing: the exercises could not be read.",
      broken: "The browser would not open the place where your training is kept.",
    },
    rescued: "Saved. Keep that file.",
    rescueFailed: "The file could not be made.",
    try: "What usually helps",
    tips: [
      "Close other tabs or windows of Evenstride, then try again.",
      "Leave private browsing: it forgets or blocks stored data.",
      "Free some space on the phone.",
      "Restart the browser.",
    ],
    retry: "Try again",
    rescue: "Save what is still in memory",
    rescueHint: "One file with every set this page still holds. Keep it; it can be imported later.",
  },

  notFound: {
    title: "Nothing here",
    text: "That page does not exist, or not any more.",
    home: "Go to Today",
  },

  item: {
    knee_alignment: "Knee",
    neutral_pelvis: "Pelvis",
    smooth_breath: "Breath",
    quiet_landing: "Landing",
  },
  score: ["lost", "wobbly", "clean"] as const,
  clean: (clean: number, of: number) => `${clean} of ${of} clean`,

  /** Stages whose own name would read oddly beside a number. */
  stage: {
    reps: "building reps",
    seconds: "building time",
    contacts: "building contacts",
  } as Record<string, string>,

  /** Sessions that are not part of the plan's week. */
  template: { placement: "Finding your rungs", hop_tolerance: "Hops" } as Record<string, string>,

  microstep: {
    two_hands: "two hands",
    one_hand: "one hand",
    fingertips: "fingertips",
    none: "no hands",
    single_leg: "one leg",
  } as Record<string, string>,

  contacts: (landings: number) => `${number(landings)} landings in all`,

  /** "2 × 8 each leg", "3 × 20 s"; with a lagging leg "2 × 8 each leg, right +1" or "2 × 10 right leg". */
  dose: (left: number, right: number, target: number, timed: boolean, perLeg: boolean) => {
    const more = left > right ? "left" : "right";
    const [sets, extra] = [Math.min(left, right), Math.abs(left - right)];
    const legs = sets === 0 ? ` ${more} leg` : ` each leg${extra > 0 ? `, ${more} +${extra}` : ""}`;
    const amount = `${number(target)}${timed ? " s" : ""}`;
    return `${number(sets || extra)} × ${amount}${perLeg ? legs : ""}`;
  },

  today: {
    titleToday: "Strength today",
    titleRest: "No strength today",
    titleDone: "Done for today",
    titleOpen: "A workout is open",
    titleClosed: "On hold",
    titleNone: "Nothing planned",
    nextOn: (day: string) => `Next: ${day}`,
    none: "No session in the next four weeks. Check your days and time off under You.",
    closed: "Sessions stay closed until the point above is settled.",
    meta: (template: string, time: string) => `${template} · about ${time}`,
    deload: "Lighter week",
    start: "Start",
    startLighter: "Start, lighter",
    anyway: "Do it today anyway",
    resume: "Continue the workout",
    resumeExtra: "Go on",
    closeIt: "End it here",
    resumeAt: (done: number, of: number) => `${done} of ${of} exercises done`,
    resumeFrom: (day: string) => `Started ${day}`,
    whatIsInIt: "What is in it",
    sleep: "Sleep",
    energy: "Energy",
    poor: "poor",
    ok: "ok",
    bothPoor: "Poor sleep and little energy: a lighter session may serve you better today.",
    lighter: "Make it lighter: fewer sets, not counted for moving up",
    week: "The week",
    restDay: "rest",
    weekKey: "Runs above, strength below.",
    weekRace: "The flag is your race.",
    todayMark: "today",
    sessionMark: "strength",
    lightMark: "light",
    runAt: (type: string, at: string) => `${type} run at ${at}`,
  },

  workout: {
    position: (at: number, of: number, time: string) => `${at} of ${of} · ${time}`,
    progress: (at: number, of: number) => `Exercise ${at} of ${of}`,
    menu: "More",
    undoLast: "Undo the last set",
    undone: (leg: string) => `Set taken back: ${leg}`,
    setNo: (no: number) => `set ${no}`,
    setOf: (no: number, of: number) => `set ${no} of ${of}`,
    doseEach: (target: string, perLeg: boolean) => (perLeg ? `${target} each leg` : target),
    tempo: (lower: string, pause: string, lift: string) =>
      [`${lower} s down`, pause !== "0" && `${pause} s hold`, lift === "X" ? "fast up" : `${lift} s up`]
        .filter(Boolean)
        .join(" · "),
    tempoWord: {
      hold: "hold still",
      fast: "fast",
      stick: "stick the landing",
      slow: "slow",
      easy: "easy",
    } as Record<string, string>,
    holdEach: (seconds: number) => `hold each ${seconds} s`,
    fewer: { reps: "One rep less", seconds: "One second less", weight: "Less weight" },
    more: { reps: "One rep more", seconds: "One second more", weight: "More weight" },
    reps: (value: number) => (value === 1 ? "rep" : "reps"),
    seconds: (value: number) => (value === 1 ? "second" : "seconds"),
    log: { all_clean: "All clean · log", rest_clean: "Rest was clean · log", as_marked: "Log as marked" },
    tank: {
      all_clean: "All clean, and left in the tank:",
      rest_clean: "Rest was clean, and left in the tank:",
      as_marked: "As marked, and left in the tank:",
    },
    reserve: ["0", "1", "2", "3+"],
    reserveSaid: (lead: string, reps: string) => `${lead} ${reps}. Log`,
    logStop: "Log · stop this exercise",
    logJumpsEnd: "Log · no more jumps today",
    start: (seconds: number) => `Start ${seconds} s`,
    getReady: "Get ready",
    stop: (seconds: number) => `Stop · ${seconds} s`,
    sameAsLast: "Same as last set",
    pain: "Pain",
    painAt: (place: string) => `Pain: ${place}`,
    painValue: (pain: number) => `Pain ${pain}`,
    logged: (leg: string, set: number, what: string) => `Logged: ${leg}, set ${set}, ${what}.`,
    nextUp: (what: string) => `Next: ${what}`,
    announceNext: (exercise: string, leg: string, set: string) => `Next: ${exercise}, ${leg}, ${set}.`,
    changeSide: "Change side",
    rest: "Rest",
    restBegins: (title: string, seconds: number) => `${title}: ${count(seconds, "second", "seconds")}.`,
    restOver: "Rest is over.",
    shorter: "15 seconds less rest",
    longer: "15 seconds more rest",
    endRest: "End the rest now: skip",
    skipRest: "skip",
    pause: "Pause",
    goOn: "Go on",
    paused: "paused",
    less15: "−15",
    more15: "+15",
    unsaved: (sets: number) => `${count(sets, "set is", "sets are")} not saved yet. Keep this page open.`,
    retry: "Save again",
    rungOf: (at: number, of: number) => `rung ${at} of ${of}`,
    endedPain: (exercise: string) => `${exercise} stops here today because of pain.`,
    endedJumps: "No more jumps today: a joint or tendon spoke up.",
    weightLine: (load: string) => `${load} in hand`,
    noWeight: "no weight",
  },

  warmup: {
    title: "Warm up",
    text: (low: number, high: number) =>
      `${low} to ${high} minutes. Then one easy set of the first exercise.`,
    done: "Warm, let's go",
    skip: "Skip the warm-up",
    each: "each side",
  },

  cooldown: {
    title: "Cool down",
    text: (low: number, high: number) => `${low} to ${high} minutes, easy.`,
    rpeTitle: "How hard was the whole session?",
    rpeHint: "1 is nothing, 10 is everything. Leave it empty if you like.",
    note: "A note, if you like",
    finish: "Finish",
  },
});
