/** Was neben einem Satz herläuft: Tempo, gesprochene Worte und die Schalter für beides. */

import { number } from "../../formats";
import type * as english from "../along";

export const alongWords: typeof english.alongWords = {
  start: "Tempo vorgeben",
  stop: "Tempo nicht mehr vorgeben",
  ready: "Mach dich bereit",
  rep: (rep, of) => `${number(rep)} von ${number(of)}`,
  phase: { lower: "ab", below: "halten", lift: "auf", above: "halten" },
  startedAloud: "Mach dich bereit. Drei, zwei, eins, dann die erste Wiederholung.",

  spoken: {
    turn: (leg, dose) => `${leg}, ${dose}`,
    reps: (reps, slow_s) => (slow_s === null ? number(reps) : `${number(reps)}, ${slow_s} Sekunden ab`),
    seconds: (seconds) => `${number(seconds)} Sekunden`,
    changeSide: (turn) => `Seite wechseln. ${turn}.`,
    restOver: (turn) => `Pause vorbei. ${turn}.`,
    next: (exercise, turn) => `${exercise}. ${turn}.`,
    on: "Ich sage das Bein und die Wiederholungen.",
  },

  noticeTitle: "Die Pause ist vorbei",
  restOf: (exercise) => `Pause, dann ${exercise}`,

  settings: "Töne und Signale",
  on: "an",
  off: "aus",
  sounds: "Töne",
  soundsHint:
    "Das Ende der Pause, Anfang und Ende beim Halten, die Schläge. Aus ist still: auch keine Worte.",
  guide: "Tempo von selbst vorgeben",
  guideHint: "Nach jeder Pause: drei, zwei, eins, dann ein Ton für ab, auf und jedes Halten.",
  speech: "Gesprochene Worte",
  speechHint: "„Pause vorbei. Rechtes Bein, 8.“",
  vibration: "Vibrieren",
  notice: "Eine Mitteilung, wenn die Pause endet und du in einer anderen App bist",
  noticeHint: "Dein Handy fragt einmal, ob es darf.",
  refused: "Dein Browser soll keine Mitteilungen zeigen. In seinen Einstellungen kannst du das ändern.",
  limits: {
    ios: "Musik läuft weiter. Ein gesperrtes iPhone legt diese App schlafen: Ton und Mitteilung kommen dann spät oder erst, wenn du hinschaust.",
    other:
      "Musik läuft weiter. Lange gesperrt legen manche Handys diese App schlafen: Das Ende der Pause kommt dann womöglich später.",
  },
  headset:
    "Die Wiedergabetaste am Kopfhörer hält den Satz nur an, wo der Browser sie hergibt; Musik geht vor.",
};
