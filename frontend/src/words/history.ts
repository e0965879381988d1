/** What the runner reads about sessions that are over. */

import { count } from "../formats";
import { spoken } from "../language";

export const historyWords = spoken("historyWords", {
  title: "History",
  text: "Every session you logged, newest first.",
  back: "History",
  empty: "Your sessions appear here once you have trained.",
  add: "Add a session done without the phone",
  more: "Show earlier ones",
  sets: (sets: number) => count(sets, "set", "sets"),
  ended: { time: "ended early", quality: "ended early: form", pain: "ended early: pain" } as Record<
    string,
    string
  >,
  open: "not finished",
  imported: "from another app",
  verdicts: "What came of it",
  importedText: "It came from another app. You can look back at it; nothing in your plan rests on it.",
  note: "Your note",
  enter: "add",
  editOf: (leg: string, set: string) => `Change ${leg}, ${set}`,
  rule: "What you change here changes what your plan makes of it, as if it had been logged so that day.",
  remove: "Remove this session",
  removed: "The session is removed.",
  gone: "This session is not on this phone.",
  addTitle: "A session without the phone",
  addText: "When was it? Below is what your plan had for you then. Enter what you did; leave the rest.",
  day: "Day",
  time: "Began at",
  none: "Your plan had no session for you then.",
  future: "That has not happened yet.",
  planned: (name: string, time: string) => `${name} · about ${time}`,
  first: "It is kept with the first set you enter.",
});
