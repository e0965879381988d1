/** What the page about the backup says. */

import { count, number } from "../formats";
import { spoken } from "../language";

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** In the largest unit that it has two of. */
function lasting(seconds: number): string {
  if (seconds < 2 * MINUTE_S) return count(seconds, "second", "seconds");
  if (seconds < 2 * HOUR_S) return `${number(Math.round(seconds / MINUTE_S))} minutes`;
  if (seconds < 2 * DAY_S) return `${number(Math.round(seconds / HOUR_S))} hours`;
  return `${number(Math.round(seconds / DAY_S))} days`;
}

export const backupWords = spoken("backupWords", {
  title: "Backup",
  onlyHere: "Only on this phone",
  safe: "Everything is backed up",
  nothing: "Nothing logged yet",
  nothingText: "What you log is kept on this phone first. This page says what has a copy elsewhere.",
  sets: (sets: number) => count(sets, "set", "sets"),
  others: (entries: number) => count(entries, "other entry", "other entries"),
  since: (when: string) => `Oldest from ${when}`,
  contact: (when: string) => `Last contact with the server ${when}`,
  noContact: "No contact with the server yet",
  send: "Send now",
  sending: "Sending…",
  elsewhere: "Another tab is backing up right now.",

  unsavedTitle: (entries: number) => `${count(entries, "entry is", "entries are")} not saved yet`,
  unsavedText:
    "This phone would not store all you logged. The rest is held in a spare place and sent when there is a connection. Free some room, keep this page open, or save the file.",
  saveAgain: "Save again",
  exportAll: "Save everything as a file",

  guestTitle: "Make it safer",
  guestText: "There is no copy yet. If this phone is lost or its data is cleared, so is your log.",
  guestAccount: "Make an account: no e-mail, no password. It keeps a copy.",
  guestFile: "Or save a file now and then, and keep it somewhere else.",
  account: "Make an account or sign in",
  forgetsTitle: "Safari forgets",
  forgetsText:
    "Safari deletes what a page has kept when you have not opened it for 7 days. With an account you get it all back.",
  homeScreen:
    "On the home screen it is not deleted. But the icon starts with an empty log: make an account here first, then sign in there.",

  refusedTitle: (entries: number) => `${count(entries, "entry was", "entries were")} not accepted`,
  refusedText:
    "They stay on this phone and count here. They are offered again after an update and once a day.",
  refusedWhy: {
    malformed: "The server says it is not of the right form.",
    unknown_kind: "The server does not know this kind yet. It will after its update.",
    unknown_version: "The server does not know this version yet. It will after its update.",
    too_large: "It is too large. A shorter note would fit.",
    hlc_future: "This phone's clock was far ahead.",
    id_conflict: "There is another entry by this name.",
    quota: "The account is full.",
  } as Record<string, string>,
  refusedOther: "The server would not take it.",
  saveRefused: "Save these as a file",
  tryAgain: "Try again",
  stillRefused: "Still not accepted.",

  details: "Details",
  persisted: "Data on this phone",
  persistedYes: "kept until you delete it",
  persistedNo: "may be cleared when room is short",
  persistedUnknown: "the browser does not say",
  room: "Room used",
  megabytes: (used: number, of: number) => `${number(used)} of ${number(of)} MB`,
  accountId: "Account",
  guest: "none",
  device: "This device",
  read: "Read from the server",
  entries: (entries: number) => count(entries, "entry", "entries"),
  clock: "Clock",
  clockRight: "right",
  clockOff: (seconds: number) => `${lasting(Math.abs(seconds))} ${seconds > 0 ? "behind" : "ahead"}`,
  version: "Version",
  copyDiagnosis: "Copy diagnosis",
  copyText: "For whoever helps you. It holds counts and states, nothing of what you logged.",
});
