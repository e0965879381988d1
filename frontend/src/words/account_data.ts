/** What the runner reads about taking everything out and bringing earlier logs in. */

import { count } from "../formats";
import type { DamageCode, WhyLeft, WhyRefused } from "../imports";
import { LOCALE, spoken } from "../language";

const longDate = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeZone: "UTC" });

/** A local date with its year: what comes in may be years old. */
function day(on: string): string {
  return longDate.format(Date.parse(on));
}

const sessions = (n: number) => count(n, "session", "sessions");
const sets = (n: number) => count(n, "set", "sets");
const entries = (n: number) => count(n, "entry", "entries");

export const dataWords = spoken("dataWords", {
  title: "Your data",
  text: "Everything you ever logged, as files. Made on this phone, also without a connection.",
  all: "Save everything",
  allHint: "One file with the whole log. This app reads it back.",
  sets: "Sets as a table",
  tests: "Tests as a table",
  tableHint: "CSV for a spreadsheet: one line for each set or test of a leg.",
  failed: "The file could not be made. Try again.",

  importTitle: "Bring in an earlier log",
  importText:
    "From Hevy, Strong or FitNotes (their CSV export), or a file this app saved. You see first what would come in.",
  choose: "Choose a file",
  reading: "Reading the file…",
  span: (first: string, last: string) => (first === last ? day(first) : `${day(first)} to ${day(last)}`),
  fits: (nSessions: number, nSets: number) => `${sessions(nSessions)} with ${sets(nSets)} fit`,
  nothingFits: "Nothing in this file fits this log.",
  past: "They become past sessions to look back at. They move no exercise and open nothing: other apps do not say how clean a set was, and mostly not which leg.",
  unit: "The file does not say what its weights are in",
  units: { kg: "Kilograms", lb: "Pounds" },
  already: (n: number, of: number) =>
    n === of ? "All of it is here already." : `${entries(n)} of ${of} are here already and stay as they are.`,
  changed: (n: number) =>
    `${count(n, "entry differs", "entries differ")} from what you brought in before and will take its place.`,
  leftTitle: (n: number) => `${sets(n)} will not come in`,
  left: {
    other_exercise: "not an exercise of this app",
    other_side: "one leg of an exercise for both",
    warm_up: "a warm-up set",
    no_amount: "no reps and no seconds",
    no_seconds: "counted in reps, here it is held for seconds",
    no_reps: "counted in seconds, here it is counted in reps",
    odd_number: "a number that cannot be read",
    odd_date: "a date that cannot be read",
    too_early: "dated before 2000",
    in_the_future: "dated in the future",
    helped: "a weight below zero: a machine helped",
    too_many: "more than a hundred sets of it in one session",
  } as Record<WhyLeft, string>,
  leftLine: (n: number, why: string, line: number) => `${sets(n)}, ${why} (line ${line})`,
  leftMore: (n: number) => `and ${count(n, "other exercise", "other exercises")}`,

  log: (n: number) => `A log of this app with ${entries(n)}`,
  otherAccount:
    "This file was saved from another account. You can bring it in; it then belongs to this one too. If it is somebody else's, do not.",
  guestFile: "This file was saved without an account.",
  refusedTitle: (n: number) => `${entries(n)} will not come in`,
  refused: {
    malformed: "not of the right form",
    too_large: "too large",
    hlc_future: "stamped in the future",
    erased: "erased, and stay erased",
  } as Record<WhyRefused, string>,
  refusedLine: (n: number, why: string, first: number) =>
    `${entries(n)} ${why} (the first is number ${first} of the file)`,
  erasures: (n: number) =>
    `${count(n, "erasure", "erasures")} in it will not be carried out: a file erases nothing.`,

  import: (n: number) => `Import ${sets(n)}`,
  importLog: (n: number) => `Import ${entries(n)}`,
  importing: "Importing…",
  cancel: "Do not import",
  close: "Done",
  done: (n: number) => `${sets(n)} imported`,
  doneLog: (n: number) => `${entries(n)} imported`,
  notStored: "This phone could not store them. Nothing was brought in. Free some room, then try again.",

  damaged: (line: number, why: string) =>
    `The file is damaged in line ${line}: ${why}. Nothing was brought in.`,
  damage: {
    empty: "there is nothing in it",
    quote_never_ends: "a quoted text never ends",
    text_after_quote: "something stands between a closing quote and the next column",
    too_few_cells: "columns are missing",
    too_many_cells: "there are more columns than in the first line",
    not_json: "from there on it cannot be read",
    not_text: "this is not text",
  } as Record<DamageCode, string>,
  unknown: (columns: string) =>
    `This is no export of Hevy, Strong or FitNotes, and no file of this app. Its columns are: ${columns}.`,
  noLog: {
    format: "This file is not a log of this app.",
    v: "A newer version of this app saved this file. Update the app first.",
    entries: "This file has no entries in it.",
  },
  tooLarge: "This file is over 64 MB. That is no log of training.",
  unreadable: "The phone could not open this file. Choose it again.",

  pastTitle: (n: number) => `${sessions(n)} from other apps`,
  pastSets: (exercise: string, n: number) => `${exercise}: ${sets(n)}`,
  pastMore: (n: number) => `and ${count(n, "earlier session", "earlier sessions")}`,
  day,
});
