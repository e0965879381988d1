/** What is asked before anything else. */

import type * as english from "../due";

export const dueWords: typeof english.dueWords = {
  morningTitle: "Wie fühlen sich deine Beine nach der letzten Einheit an?",
  morningWhich: (day) => `Die Einheit vom ${day}. Vergleich mit einem gewöhnlichen Morgen.`,
  better: "Besser",
  asUsual: "Wie immer",
  worse: "Schlechter",
  worseTitle: "Wie viel schlechter?",
  worseLevels: [
    { value: 1, label: "Ein wenig", hint: "1 Punkt mehr als sonst" },
    { value: 2, label: "Deutlich", hint: "2 bis 3 Punkte mehr" },
    { value: 4, label: "Viel", hint: "4 Punkte oder mehr" },
  ],
  soreTitle: "Und nach den Sprüngen?",
  sore: {
    none: "Nichts zu spüren",
    muscle_only: "Nur die Muskeln, dumpf und gleichmäßig",
    warmup_then_gone: "Bei den ersten Schritten, dann weg",
    warmup_and_stays: "Es tut weh und bleibt",
    lasted: "Länger als eine Stunde, oder immer noch",
  },
  soreAfterJumps: "Nach den Sprüngen hat ein Gelenk oder eine Sehne wehgetan",
  level: {
    stop_today: "Schluss für heute. Wenn es nicht gleich nachlässt, hol dir Hilfe.",
    see_professional: "Geh bitte bald zum Arzt oder zur Physiotherapie. Der Plan wartet.",
    urgent: "Hol dir bitte jetzt Hilfe. Der Plan wartet.",
  },
  thanks: "Notiert.",
  videoTitle: (exercise) => `Film einen Satz: ${exercise}`,
  videoText:
    "Du bist bereit für die nächste Sprosse. Stell das Handy auf Hüfthöhe, film von vorn einen Satz je Bein und bewerte, was du siehst.",
  videoOpen: "Film bewerten",
  videoBy: "Wer hat geschaut?",
  by: { self: "Ich", coach: "Ein Coach" },
  videoSave: "Beide Beine speichern",
  flagTitle: "Offenes Warnzeichen",
  flagCleared: "Geklärt. Dein Plan geht weiter.",
  flagClear: "Es ist weg, oder eine Fachperson hat Ja gesagt",
  screeningTitle: "Frag bitte erst deinen Arzt",
  screeningText:
    "Du hast eine Frage zur Gesundheit mit Ja beantwortet. Dein Plan wartet, bis jemand zustimmt, der dich untersuchen kann.",
  screeningOpen: "Meine Antworten ansehen",
  leftOpen: (day) => `Das Training vom ${day} blieb offen`,
  leftOpenText: (sets) =>
    `${sets} darin. Wie ging es aus? „Keine Zeit mehr“ zählt nicht, das andere wird nach dem beurteilt, was du gemacht hast.`,
  leftOpenTrial: (sets) =>
    `${sets} darin. Nimm, was du gefunden hast, oder mach es an einem anderen Tag neu.`,
  leftEnds: {
    complete: "Ganz geschafft",
    time: "Keine Zeit mehr",
    quality: "Technik war weg",
    pain: "Es tat weh",
  },
  leftUse: "Zeig, wo ich beginne",
  leftDrop: "Verwerfen",
  leftClosed: "Abgeschlossen.",
};
