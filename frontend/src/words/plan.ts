/** What the runner reads about the weeks ahead: doors, days, moves, time away, races, runs. */

import { count, minutes, number } from "../formats";
import { spoken } from "../language";

const each = (parts: readonly (string | false | null)[]) => parts.filter(Boolean).join(" · ");
const days = (value: number) => count(value, "day", "days");

/** A door's criterion: a short name, and one sentence on what would change it. `by` is the day it comes by itself. */
export type CriterionWords = {
  name: string;
  change: (facts: { target: number; by: string; lacking: string }) => string;
  /** Where the first sentence depends on what is lacking. */
  lacking?: Record<string, string>;
  link?: string;
};

const stepDown: CriterionWords = {
  name: "Step-down test",
  change: ({ target }) =>
    `Five slow reps off a 20 cm step, each leg: at most ${count(target, "fault point", "fault points")}.`,
  link: "Do the step-down test",
};

const stand: CriterionWords = {
  name: "Stand on one leg",
  change: ({ target }) => `${target} s with eyes open on each leg, best of three.`,
  link: "Do the standing test",
};

const calm = (within: string): CriterionWords => ({
  name: "Calm legs",
  change: ({ by, target }) =>
    by
      ? `Open again on ${by} if nothing hurts above ${target} until then.`
      : `No pain above ${target} ${within}.`,
});

const calendar: CriterionWords = {
  name: "Time",
  change: ({ by, target }) =>
    by
      ? `${days(target)} of training at least; they are full on ${by}. Tendons need the time even when strength is there.`
      : `Counts ${days(target)} from your first session back.`,
};

export const planWords = spoken("planWords", {
  title: "Plan",
  eyebrow: (week: number, phase: string) => (week > 0 ? `Week ${week} · ${phase}` : phase),
  empty: "Your plan appears here once it has started.",
  closed: "Sessions stay closed until the point on Today is settled.",
  toToday: "Go to Today",

  way: {
    title: "The way",
    phase: (phase: number) => `Phase ${phase}`,
    here: "you are here",
    done: "done",
    ahead: "ahead",
    door: (name: string) => `Door: ${name}`,
    doorOpen: "open",
    doorMissing: (missing: number, of: number) => `${missing} of ${of} still missing`,
    openSince: (day: string) => `Open since ${day}.`,
    nextDoor: "The next door",
    allOpen: "Every door is open. From here it is hills, strides and race pace.",
    needs: (missing: number) => `Still needs ${missing === 1 ? "one thing" : `${number(missing)} things`}`,
    has: "Already there",
    met: "there",
    notMet: "still missing",
    stays: "An open door stays open, unless you are away for very long.",
    both: "The calendar and your legs both have to agree. There is no hurry.",
  },

  criteria: {
    phase_2: {
      calendar,
      sessions: {
        name: "Sessions done",
        change: () => "Three of four planned one-leg sessions. The next one counts.",
        link: "To the next session",
      },
      ladders: {
        name: "Good twice running",
        change: ({ lacking }) => `${lacking}: two sessions in a row that are good on both legs.`,
      },
      step_down: stepDown,
      balance: stand,
      pain: calm("in the last 7 days"),
    },
    plyo_gate: {
      calendar,
      calf: {
        name: "Calf raises",
        change: ({ target }) => `${target} in a row on each leg, in time with the beat.`,
        link: "Do the calf test",
      },
      step_down: stepDown,
      squat: {
        name: "Single-leg squat",
        change: ({ target }) => `${target} clean reps to a 45 cm bench on both legs, in a session.`,
        link: "See the squat ladder",
      },
      balance: stand,
      pain: {
        ...calm("in the last 7 days, and calm mornings"),
        lacking: { morning: "A morning felt worse than usual." },
      },
      hop_tolerance: {
        name: "Trial hops",
        change: () => "Two sets of ten two-leg hops, then ten on each leg: quiet, and a calm next morning.",
        lacking: {
          not_tried: "Offered on Today once everything else is there.",
          not_passed: "Not quiet or not all of them last time. Try again in a few days.",
          no_morning: "Done. The morning after decides.",
          worse_morning: "The morning after was worse than usual. Try again in a few days.",
        },
        link: "To Today",
      },
      safety: {
        name: "Nothing open",
        change: () => "An open warning sign or health answer first needs a professional's yes.",
        link: "To Today",
      },
    },
    phase_4: {
      calendar,
      jumps: {
        name: "Weeks of jumps",
        change: ({ target }) => `${target} weeks with jumps, and no step back in the last two.`,
      },
      hop_asymmetry: {
        name: "Even hops",
        change: ({ target }) =>
          `Single-leg hops less than ${target} % apart, or no more apart than the test can tell.`,
        link: "Do the hop test",
      },
      pain: calm("on jump days in the last 14 days"),
    },
  } as Record<string, Record<string, CriterionWords>>,

  measure: {
    days: (value: number | null, target: number) =>
      value === null ? `0 of ${days(target)}` : `${number(Math.max(0, value))} of ${days(target)}`,
    sessions: (value: number | null, target: number) =>
      target === 0 ? `${number(value ?? 0)} so far` : `${number(value ?? 0)} of at least ${number(target)}`,
    ladders: (value: number | null, target: number) => `${number(value ?? 0)} of ${number(target)} ladders`,
    reps: (value: number | null, target: number) => `${number(value ?? 0)} of ${number(target)} reps`,
    pain: (value: number | null, target: number) => `pain ${number(value ?? 0)} · at most ${number(target)}`,
    weeks: (value: number | null, target: number) =>
      `${number(value ?? 0)} of ${count(target, "week", "weeks")}`,
    clean_weeks: (value: number | null, target: number) =>
      `${number(value ?? 0)} of ${count(target, "week", "weeks")} without a step back`,
    apart_pct: (value: number | null, target: number) =>
      value === null ? "not measured" : `${number(value)} % apart · below ${number(target)} %`,
  },
  noise: "inside the test noise",
  /** How the numbers of a leg read, by criterion. */
  legs: {
    step_down: (value: number) => count(value, "point", "points"),
    balance: (value: number) => `${number(value)} s`,
    calf: (value: number) => number(value),
  } as Record<string, (value: number) => string>,
  legTarget: {
    step_down: (target: number) => `at most ${number(target)}`,
    balance: (target: number) => `at least ${number(target)} s`,
    calf: (target: number) => `at least ${number(target)}`,
  } as Record<string, (target: number) => string>,
  notMeasured: "not measured yet",
  personalCalf: "The number follows your age and sex; without them it is 20.",

  weeks: {
    title: "Four weeks ahead",
    week: (week: number) => (week > 0 ? `Week ${week}` : "Before the start"),
    lighter: "Lighter week",
    nothing: "No strength this week.",
    summary: (sessions: number, runs: number) =>
      each([
        sessions > 0 ? count(sessions, "session", "sessions") : "no strength",
        runs > 0 && count(runs, "run", "runs"),
      ]),
    today: "Today",
    anyHour: "any hour",
    at: (time: string, length: number) => `${time} · about ${minutes(length)}`,
    run: (type: string, time: string) => `${type} ${time}`,
    tests: (tests: number) => count(tests, "test", "tests"),
    away: { sick: "Sick", holiday: "Holiday", other: "Away" },
    moved: "moved",
    bends: "bends a rule",
    rest: "Rest",
    tap: "Tap a day to see why, or to move it.",
  },

  day: {
    why: "Why here",
    runs: "Runs",
    tests: "Tests",
    testsWhy: "Tests sit in lighter weeks, away from hard runs, so they stay with their week.",
    nothing: "Nothing planned. Rest is part of the plan.",
    move: "Move to another day",
    moveBack: (day: string) => `Back to ${day}`,
    bent: "Bends",
    logRun: "Log a run",
    runFixed: "Runs follow your week. Change it under Runs below.",
    open: "Open Today",
  },

  move: {
    title: (name: string) => `Move: ${name}`,
    from: (day: string) => `Now on ${day}. Pick a day; each one says first what it would bend.`,
    looking: "Looking…",
    keeps: "Keeps every rule",
    bends: (rules: string) => `Bends: ${rules}`,
    home: "Where the plan had it",
    at: (time: string) => `at ${time}`,
    anyHour: "any hour",
    hour: "The hour follows your runs: the plan picks the one that bends least.",
    go: (day: string) => `Move to ${day}`,
    pick: "Pick a day",
    alsoLine: (changes: string) => `Also: ${changes}.`,
    alsoOn: (day: string, what: string) => `${day} ${what}`,
    also: {
      gone: (what: string) => `${what.toLowerCase()} leaves`,
      gives_way: (what: string) => `the ${what.toLowerCase()} planned there gives way`,
      new: (what: string) => `${what.toLowerCase()} comes`,
      shorter: (what: string, length: number) => `${what.toLowerCase()} is shorter, about ${minutes(length)}`,
      longer: (what: string, length: number) => `${what.toLowerCase()} is longer, about ${minutes(length)}`,
      bends: (what: string) => `${what.toLowerCase()} then bends a rule`,
    },
    alsoNothing: "Nothing else changes.",
    more: (left: number) => `and ${count(left, "more change", "more changes")}`,
    not: {
      away: "You are away.",
      done: "You trained that day already.",
      full: "No room there.",
    },
    done: (day: string) => `Moved to ${day}.`,
    back: (day: string) => `Back on ${day}.`,
    todayOpen: "This session is under way, so it stays today.",
  },

  /** In words, what moving a session somewhere bends. */
  rules: {
    H1: (hours: number) => `a key run comes within ${hours} h, and your legs would start it tired`,
    H2: (hours: number) => `it is not ${hours} h after that day's hard run`,
    H3: (hours: number) => `another one-leg session is less than ${hours} h away`,
    H4: (hours: number) => `your race is less than ${hours} h away`,
    H5: (hours: number) => `it is less than ${hours} h after your long run`,
  } as Record<string, (hours: number) => string>,

  type: {
    unilateral: "One-leg session",
    bilateral: "Two-leg session",
    light: "Light session",
  },

  away: {
    title: "Away and races",
    none: "No time away and no race planned.",
    add: { sick: "I am sick", holiday: "Holiday", other: "Time off" },
    why: "What is it?",
    kinds: { sick: "Sick", holiday: "Holiday", other: "Other" },
    from: "First day off",
    to: "Last day off",
    wrong: "The last day comes before the first.",
    fever: (free: number) => `With fever: add ${days(free)} without symptoms`,
    feverHint: "Count from the last day with symptoms.",
    sheet: { sick: "Get well first", holiday: "Holiday", other: "Time off" },
    range: (first: string, last: string, length: number) =>
      first === last ? first : `${first} to ${last} · ${days(length)}`,
    save: "Save",
    remove: "Remove",
    backToday: "I am back today",
    saved: (what: string) => `${what} saved.`,
    removed: (what: string) => `${what} removed.`,
    changes: "What changes in the next four weeks",
    changesNone: "Nothing planned has to change.",
    returns: "When you come back",
    gap: (length: number) => `${days(length)} between two sessions:`,
    bands: "Coming back after time away",
    bandOf: (low: number, high: number | null) =>
      high === null ? `${number(low)} days or more` : `${number(low)} to ${days(high)}`,
    kept: "Your log and your rungs stay. Only the first days back are easier.",
  },

  race: {
    add: "Add a race",
    title: "Race",
    on: "Day",
    at: "Start",
    what: (before: number, apart: number) =>
      `In race week one session at half the sets, at least ${before} days before. In the last ${apart} hours no strength at all.`,
    past: "That day is over. Log it as a run instead.",
    line: (day: string, time: string) => `${day}, ${time}`,
    in: (left: number) => (left === 0 ? "today" : left === 1 ? "tomorrow" : `in ${days(left)}`),
    raced: "raced",
  },

  runs: {
    title: "Runs",
    week: "Your run week",
    weekHint: "Tap a day to change it; strength makes room at once.",
    log: "Log a run",
    edit: "Edit the run",
    recent: "Lately",
    none: "No run logged yet. A logged run replaces the planned one of its day.",
    type: "How was it?",
    when: "When?",
    today: "Today",
    yesterday: "Yesterday",
    earlier: "Another day",
    day: "Day",
    at: "Start",
    duration: "How long?",
    less: "Five minutes less",
    more: "Five minutes more",
    length: (value: number) => minutes(value),
    save: "Log the run",
    saveEdit: "Save",
    remove: "Take it back",
    saved: (type: string, day: string) => `${type} run on ${day} logged.`,
    changed: "Run changed.",
    removed: "Run taken back.",
    future: "A run counts once it is done.",
    line: (type: string, time: string, length: number) => `${type} · ${time} · ${minutes(length)}`,
  },
});
