/** Taking everything out and bringing earlier logs in. */

import { count } from "../../formats";
import { LOCALE } from "../../language";
import type * as english from "../account_data";

const longDate = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeZone: "UTC" });

/** A local date with its year: what comes in may be years old. */
function day(on: string): string {
  return longDate.format(Date.parse(on));
}

const sessions = (n: number) => count(n, "Einheit", "Einheiten");
const sets = (n: number) => count(n, "Satz", "Sätze");
const entries = (n: number) => count(n, "Eintrag", "Einträge");
const come = (n: number) => (n === 1 ? "kommt" : "kommen");
const matches = (n: number) => (n === 1 ? "passt" : "passen");

export const dataWords: typeof english.dataWords = {
  title: "Deine Daten",
  text: "Alles, was du je eingetragen hast, als Dateien. Sie entstehen auf diesem Handy, auch ohne Netz.",
  all: "Alles speichern",
  allHint: "Eine Datei mit dem ganzen Tagebuch. Diese App liest sie wieder ein.",
  sets: "Sätze als Tabelle",
  tests: "Tests als Tabelle",
  tableHint: "CSV für eine Tabellenkalkulation: eine Zeile je Satz oder Test eines Beins.",
  failed: "Die Datei ließ sich nicht anlegen. Versuch es noch einmal.",

  importTitle: "Ein früheres Tagebuch einlesen",
  importText:
    "Aus Hevy, Strong oder FitNotes (deren CSV-Export), oder eine Datei, die diese App gespeichert hat. Du siehst zuerst, was hereinkäme.",
  choose: "Datei aussuchen",
  reading: "Die Datei wird gelesen …",
  span: (first, last) => (first === last ? day(first) : `${day(first)} bis ${day(last)}`),
  fits: (nSessions, nSets) =>
    `${sessions(nSessions)} mit ${count(nSets, "Satz", "Sätzen")} ${matches(nSessions)}`,
  nothingFits: "In dieser Datei passt nichts zu diesem Tagebuch.",
  past: "Daraus werden frühere Einheiten zum Nachschlagen. Sie rücken keine Übung vor und öffnen nichts: Andere Apps sagen nicht, wie sauber ein Satz war, und meistens auch nicht, welches Bein es war.",
  unit: "Die Datei sagt nicht, worin ihre Gewichte gemessen sind",
  units: { kg: "Kilogramm", lb: "Pfund (lb)" },
  already: (n, of) =>
    n === of
      ? "Das ist alles schon hier."
      : `${entries(n)} von ${of} ${n === 1 ? "ist" : "sind"} schon hier und ${n === 1 ? "bleibt" : "bleiben"}, wie ${n === 1 ? "er ist" : "sie sind"}.`,
  changed: (n) =>
    n === 1
      ? "1 Eintrag ist anders als beim letzten Einlesen und tritt an dessen Stelle."
      : `${entries(n)} sind anders als beim letzten Einlesen und treten an deren Stelle.`,
  leftTitle: (n) => `${sets(n)} ${come(n)} nicht mit`,
  left: {
    other_exercise: "keine Übung dieser App",
    other_side: "nur ein Bein einer Übung für beide",
    warm_up: "ein Aufwärmsatz",
    no_amount: "weder Wiederholungen noch Sekunden",
    no_seconds: "in Wiederholungen gezählt, hier wird auf Zeit gehalten",
    no_reps: "in Sekunden gezählt, hier zählen Wiederholungen",
    odd_number: "eine Zahl, die sich nicht lesen lässt",
    odd_date: "ein Datum, das sich nicht lesen lässt",
    too_early: "von vor dem Jahr 2000",
    in_the_future: "aus der Zukunft",
    helped: "ein Minusgewicht: Da hat ein Gerät geholfen",
    too_many: "mehr als hundert Sätze davon in einer Einheit",
  },
  leftLine: (n, why, line) => `${sets(n)}, ${why} (Zeile ${line})`,
  leftMore: (n) => `und ${count(n, "weitere Übung", "weitere Übungen")}`,

  log: (n) => `Ein Tagebuch dieser App mit ${count(n, "Eintrag", "Einträgen")}`,
  otherAccount:
    "Diese Datei stammt aus einem anderen Konto. Du kannst sie einlesen, dann gehört sie auch zu diesem. Ist sie von jemand anderem, lass es.",
  guestFile: "Diese Datei wurde ohne Konto gespeichert.",
  refusedTitle: (n) => `${entries(n)} ${come(n)} nicht mit`,
  refused: {
    malformed: "nicht in der richtigen Form",
    too_large: "zu groß",
    hlc_future: "mit einem Zeitstempel aus der Zukunft",
    erased: "gelöscht, und das bleibt so",
  },
  refusedLine: (n, why, first) => `${entries(n)} ${why} (der erste ist Nummer ${first} der Datei)`,
  erasures: (n) =>
    `${count(n, "Löschung", "Löschungen")} darin ${n === 1 ? "wird" : "werden"} nicht ausgeführt: Eine Datei löscht nichts.`,

  import: (n) => `${sets(n)} einlesen`,
  importLog: (n) => `${entries(n)} einlesen`,
  importing: "Wird eingelesen …",
  cancel: "Nicht einlesen",
  close: "Fertig",
  done: (n) => `${sets(n)} eingelesen`,
  doneLog: (n) => `${entries(n)} eingelesen`,
  notStored:
    "Dieses Handy konnte das nicht speichern. Es ist nichts hereingekommen. Schaff etwas Platz und versuch es noch einmal.",

  damaged: (line, why) => `Die Datei ist in Zeile ${line} beschädigt: ${why}. Es ist nichts hereingekommen.`,
  damage: {
    empty: "Es steht nichts darin",
    quote_never_ends: "Ein Text in Anführungszeichen endet nie",
    text_after_quote: "Zwischen einem schließenden Anführungszeichen und der nächsten Spalte steht etwas",
    too_few_cells: "Es fehlen Spalten",
    too_many_cells: "Es sind mehr Spalten als in der ersten Zeile",
    not_json: "Ab dort lässt sie sich nicht lesen",
    not_text: "Das ist kein Text",
  },
  unknown: (columns) =>
    `Das ist kein Export aus Hevy, Strong oder FitNotes und keine Datei dieser App. Ihre Spalten sind: ${columns}.`,
  noLog: {
    format: "Diese Datei ist kein Tagebuch dieser App.",
    v: "Diese Datei stammt von einer neueren Version der App. Aktualisiere zuerst die App.",
    entries: "In dieser Datei stehen keine Einträge.",
  },
  tooLarge: "Diese Datei hat über 64 MB. Das ist kein Trainingstagebuch.",
  unreadable: "Das Handy konnte diese Datei nicht öffnen. Such sie noch einmal aus.",

  pastTitle: (n) => `${sessions(n)} aus anderen Apps`,
  pastSets: (exercise, n) => `${exercise}: ${sets(n)}`,
  pastMore: (n) => `und ${count(n, "frühere Einheit", "frühere Einheiten")}`,
  day,
};
