/** What the first minute says. */

import { count } from "../formats";
import { spoken } from "../language";

export const welcomeWords = spoken("welcomeWords", {
  step: (at: number, of: number) => `Step ${at} of ${of}`,
  next: "Next",
  skip: "Skip",
  back: "Back",
  introTitle: "Strong on each leg",
  intro: [
    "Running is one leg at a time. Evenstride trains each one, and lets you climb only when both are ready.",
    "Two or three short sessions a week, around your runs. It works without a signal and needs no account.",
  ],
  introTime: "Setting up takes about a minute.",
  begin: "Set up",
  screeningTitle: "First, your health",
  screeningText: "Answer each one. This is the one step that cannot be skipped.",
  screeningLeft: (left: number) => `${count(left, "question", "questions")} left`,
  allNo: "No to all of these",
  askTitle: "Please ask a doctor before you start",
  askText: "You said yes to:",
  askWhy: "It may be fine to train. But this app cannot examine you, so someone who can should say so first.",
  cleared: "I have been cleared",
  clearedHint: "A doctor or physiotherapist has said yes.",
  later: "Not yet? Come back later.",
  saved: "Your answers are kept on this phone.",
  askAgain: "Answer the questions again",
  experienceTitle: "How used are you to single-leg strength work?",
  experience: {
    beginner: { label: "New to it", hint: "Less than six months of it" },
    seasoned: { label: "Used to it", hint: "Six months or more, regularly" },
  },
  usualDays: "Tuesday and Friday",
  expectTitle: "What to expect",
  expect: { beginner: "Two sessions a week.", seasoned: "Two or three sessions a week." },
  runsTitle: "Which days do you run?",
  runsText: "Tap a day to go through easy, hard and long. Strength keeps clear of hard and long runs.",
  noRun: "none",
  runTime: "Usual start",
  strengthTitle: "Which days suit strength?",
  strengthText: "Pick two or three. Without a choice it is Tuesday and Friday.",
  equipmentTitle: "What do you have?",
  equipmentText: "Exercises and steps you cannot do are left out. Without a choice, everything is assumed.",
  firstWeek: "Your first week",
  firstWeekSessions: (sessions: number, minutes: string) =>
    sessions === 0 ? "no session yet" : `${count(sessions, "session", "sessions")}, up to ${minutes}`,
  finish: "Start my plan",
  disclaimerTitle: "Before you start",
  installTitle: "Keep it on your home screen",
  install: "Install",
  installWhy: "It opens at once, without a network, and the browser keeps your log for longer.",
  installMenu: "Open the browser's menu, then “Install” or “Add to Home screen”. Your log is in it.",
  installIos:
    "Tap Share, then “Add to Home Screen”. The icon starts with an empty log: do it before the first session, or make an account here and sign in there.",
});
