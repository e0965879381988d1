/** What the runner reads about devices, adding a phone, tokens and the end of an account. */

import { count, countdown } from "../formats";
import { spoken } from "../language";

export const deviceWords = spoken("deviceWords", {
  title: "Devices",
  text: "Every phone, tablet and computer that is signed in. Each keeps the whole log and works without a connection.",
  seen: (when: string) => `Last seen ${when}`,
  seenNow: "This device, in use now",
  signOut: "Sign out",
  signOutOf: (label: string) => `Sign out ${label}`,
  signOutTitle: (label: string) => `Sign out ${label}?`,
  signOutText: (several: boolean) => [
    several
      ? "They keep every set that is on them, and back up nothing more until somebody signs in there again."
      : "It keeps every set that is on it, and backs up nothing more until somebody signs in there again.",
    several
      ? "If one is lost: renew your recovery code as well, and remove a passkey that lived on it."
      : "If it is lost: renew your recovery code as well, and remove a passkey that lived on it.",
  ],
  signOutOthers: (others: number) => `Sign out the ${count(others, "other device", "other devices")}`,
  signOutOthersTitle: (others: number) => `Sign out ${count(others, "other device", "other devices")}?`,
  othersSignedOut: "Only this device is signed in now.",
  signOutHereTitle: "Sign out here?",
  signOutHereText: "Your log stays on this phone, closed, until you sign in again.",
  onlyHere: (entries: number) =>
    `${count(entries, "entry is", "entries are")} not backed up yet. They stay too, and are sent when you are back.`,
  signedOut: (label: string) => `${label} is signed out.`,
  add: "Add a phone",
  again: "Try again",
  cancel: "Leave it as it is",
});

export const pairingWords = spoken("pairingWords", {
  title: "Add a phone",
  onOther: (host: string) =>
    `On the other phone, open ${host}, tap “I already train on another phone”, and type this code:`,
  orCamera: "Or point its camera at this square.",
  qr: "The link to join, as a square code for the camera",
  iphone:
    "On an iPhone the camera opens Safari. If Evenstride is on its home screen, open it from there and type the code instead: the app on the home screen has a log of its own.",
  left: (seconds: number) => `Good for ${countdown(seconds)}, for one phone.`,
  closing: "Closing this takes the code back.",
  making: "Asking for a code…",
  over: "This code is over. Nobody can join with it any more.",
  replaced: "This code has been taken back or replaced by a newer one.",
  another: "Make a new code",
  joined: (label: string) => `${label} has joined`,
  joinedText:
    "It has the whole log now, and each of them hears of what the other logs. Was that not you? Sign it out.",
  done: "Done",
});

export const joinWords = spoken("joinWords", {
  link: "I already train on another phone",
  title: "Join your log",
  text: "On the phone you train with already, open You, then “Keys, devices and data”, then “Add a phone”. It shows a code.",
  field: "The code",
  hint: "Eight letters and numbers. Capitals and the dash do not matter.",
  look: "See whose log it is",
  looking: "Looking…",
  inApp:
    "Do you want Evenstride on your home screen? Put it there first and type the code in that app: it starts with an empty log of its own, and a code is good once.",
  signedIn: (log: string) => `This phone is signed in already, to ${log}. A code is for a phone that is not.`,
  log: (name: string | null, account: string) => name ?? `log ${account.slice(0, 8)}`,
  about: "You are about to join",
  holds: "It holds",
  entries: (entries: number) => count(entries, "entry", "entries"),
  madeOn: "The code was made on",
  bringSets: (sets: number) =>
    `${count(sets, "set", "sets")} already on this phone ${sets === 1 ? "comes" : "come"} along and ${sets === 1 ? "becomes" : "become"} part of it.`,
  bringEntries: (entries: number) =>
    `${count(entries, "entry", "entries")} already on this phone ${entries === 1 ? "comes" : "come"} along and ${entries === 1 ? "becomes" : "become"} part of it.`,
  bringNothing: "Nothing is logged on this phone yet.",
  otherLog: (log: string) =>
    `This phone still holds another log, ${log}. It stays here, closed, and is not mixed with this one.`,
  caution: "Join only a log of your own: whoever shares one sees everything in it.",
  go: "Join this log",
  joining: "Joining…",
  notMine: "That is not my log",
  joined: "Joined. Your log is on its way.",
  already: "This phone is part of this log already. There is nothing to do.",
  notNow: "Not now",
  elsewhere: (log: string) =>
    `This phone is signed in to ${log}. Two logs are never mixed, so it has to leave that one first: it stays on this phone, closed.`,
  leaveFirst: (log: string) => `Sign out of ${log}`,
  trouble: {
    wrong_code: "No code reads like this. Check each character, or make a new one on the other phone.",
    code_used: "This code has been used. Make a new one on the other phone.",
    code_expired: "This code is over: each is good for ten minutes. Make a new one on the other phone.",
  } as Record<string, string>,
});

export const tokenWords = spoken("tokenWords", {
  title: "For scripts: access tokens",
  text: "A token lets a program of yours read or write your log. Whoever has it can do the same, so treat it like a key.",
  none: "There is none.",
  name: "What it is for",
  scopes: "It may",
  scope: { read: "read the log", write: "write to the log" } as Record<string, string>,
  make: "Make a token",
  making: "Making…",
  used: (when: string) => `last used ${when}`,
  neverUsed: "never used",
  remove: "Remove",
  removeOf: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove the token “${name}”?`,
  removeText: "Programs that use it are refused from now on. Nothing in your log changes.",
  removed: "The token is removed.",
  madeTitle: "Your token",
  madeText: "It is shown this once. Copy it to where your script reads it.",
});

export const deleteWords = spoken("deleteWords", {
  title: "Delete the account",
  text: "The end of the copy on the server. The log on this phone is yours and stays.",
  start: "Delete the account…",
  sheetTitle: "Delete the account for good?",
  goes: "Gone from the server, at once and for good",
  goesLines: (entries: number | null) => [
    entries === null ? "the whole log there" : `the log there: ${count(entries, "entry", "entries")}`,
    "its name, password, passkeys and recovery code",
    "every device's sign-in, every token",
  ],
  stays: "Stays",
  staysLines: [
    "the log on this phone: you decide afterwards",
    "the log on your other devices, until you decide there",
  ],
  pending: (entries: number) =>
    `${count(entries, "entry is", "entries are")} only on this phone. Nothing happens to them.`,
  exportFirst: "Save everything as a file first",
  word: "delete",
  type: (word: string) => `Type “${word}” to go on`,
  go: "Delete the account",
  going: "Deleting…",
  keep: "Keep the account",
});

export const goneWords = spoken("goneWords", {
  title: "This account has been deleted",
  text: "The server has nothing of it any more. Your whole log is still on this phone, and nothing happens to it until you say so.",
  keep: "Keep it as a guest's log",
  keepText: "All goes on as before, on this phone only. A new account can have it later.",
  kept: "Kept. Your log lives on this phone now.",
  remove: "Remove it from this phone…",
  removeTitle: "Remove the log from this phone?",
  removeText: (entries: number | null) =>
    `${entries === null ? "Every set" : count(entries, "entry", "entries")} on this phone ${entries === 1 ? "is" : "are"} deleted, and the server has no copy. This cannot be undone.`,
  removeGo: "Remove it for good",
  removed: "Removed. Nothing of it is left on this phone.",
  export: "Save everything as a file",
  noRoom: "The phone has no room to do that. Free some, then try again. Nothing has changed.",
  failed: "That did not work. Nothing has changed.",
});
