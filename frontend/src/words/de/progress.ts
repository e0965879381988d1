/** Ladders, verdicts and sessions that are over. */

import { count } from "../../formats";
import type * as english from "../progress";

export const progressWords: typeof english.progressWords = {
  title: "Fortschritt",
  phase: (phase, week) => `Phase ${phase} · Woche ${week}`,
  streak: (clean, of) => `${clean} von ${of} sauberen Einheiten am oberen Ende`,
  ladderLabel: (name, rung, of) => `${name}: Du bist auf Sprosse ${rung} von ${of}`,
  locked: (phase) => `Ab Phase ${phase}`,
  groups: {
    core: "Kern",
    secondary: "Ergänzung",
    bilateral_day: "Tage auf zwei Beinen",
    accessory: "Extras",
    plyo: "Sprünge",
  },
  measuring: "Messen",
  symmetry: "Links und rechts",
  symmetryHint: "Was Rauschen ist und was echt",
  tests: "Tests",
  testsHint: "Beide Beine, gemessen",
  history: "Verlauf",
  historyHint: "Jede Einheit, zum Ansehen und Berichtigen",
  library: "Alle Übungen",
  libraryHint: "Gezeichnet, und worauf es ankommt",
  doors: "Türen",
  open: "offen",
  missing: (things) => (things === 1 ? "eines fehlt noch" : `${things} Dinge fehlen noch`),
  empty: "Deine Leitern erscheinen, sobald dein Plan begonnen hat.",
  restsOn: "Worauf es beruht",
  restsOnNothing: "Noch auf nichts.",
  back: "Alle Leitern",
  rungs: "Die Sprossen",
  here: "hier bist du",
  morning: (change) =>
    change > 0
      ? `am nächsten Morgen schlechter (+${change})`
      : change < 0
        ? "am nächsten Morgen besser"
        : "am nächsten Morgen wie immer",
  setLine: (what, pain, rir) =>
    [what, rir !== null && `${rir >= 3 ? "3+" : rir} im Tank`, pain > 0 && `Schmerz ${pain}`]
      .filter(Boolean)
      .join(" · "),
};

export const doneWords: typeof english.doneWords = {
  title: (time) => `Geschafft. ${time}.`,
  titleNoTime: "Geschafft.",
  summary: (sets, exercises) => `${count(sets, "Satz", "Sätze")} in ${count(exercises, "Übung", "Übungen")}.`,
  next: (day, time) => `Weiter am ${day}, etwa ${time}.`,
  nextToday: (time) => `Weiter geht es heute, etwa ${time}.`,
  tomorrow: "Morgen früh eine Frage: Wie fühlt es sich an?",
  finish: "Zu Heute",
  undo: "Doch noch nicht fertig",
  missing: "Diese Einheit ist nicht auf diesem Handy.",
  deload: "Eine leichtere Einheit: zählt nicht für den Aufstieg.",
  nextTime: "Nächstes Mal",
  noVerdict: "Noch nicht beurteilt.",
};

export const verdictWords: typeof english.verdictWords = {
  ADV_STAGE: "eine Stufe höher",
  ADV_RUNG: "eine Sprosse höher",
  ADV_LOAD: "mehr Gewicht",
  HOLD_BUILD: "im Aufbau",
  HOLD_BANKED: "gutgeschrieben",
  HOLD_DELOAD: "leichtere Woche",
  hold: "bleiben",
  regress: "einen Schritt zurück",
  stop: "Stopp",
  return: "willkommen zurück",
};
