/** Beside a turn of the workout: who leads, how to ease off, when it is enough. */

import type * as english from "../notices";
import { named } from "./legs";

export const noticeWords: typeof english.noticeWords = {
  poorTitle: "Der ist dir entwischt.",
  soreTitle: "Das tat weh.",
  next: (tip) => `Nächster Satz: ${tip}, oder ein Drittel weniger Weg.`,
  nextTimed: (tip) => `Nächster Satz: ${tip}.`,
  support: "eine Hand zum Festhalten",
  lighter: (load) => `Leichter: ${load}`,
  easier: "Leichter",
  enoughTitle: "Zwei wackelige Sätze. Genug davon für heute?",
  enough:
    "Müde Wiederholungen üben den Fehler ein. Hörst du hier auf, zählen die Sätze, die du gemacht hast.",
  enoughEnd: "Diese Übung beenden",
  goOn: "Weitermachen",
  leads: (leg) => `${capital(named(leg).das)} gibt vor.`,
  copies: (leg) => `Nicht mehr als mit ${named(leg).dem}.`,
  oneMore: (leg) => `Noch einer, nur mit ${named(leg).dem}.`,
  alone: (leg) => `Nur mit ${named(leg).dem}.`,
  stopJumps: "Hör auf, wenn Höhe, Klang oder Landung anders werden.",
  before: {
    set: (what) => `Letzter Satz: ${what}.`,
    session: (what) => `Letztes Mal: ${what}.`,
  },
  fault: (item, score) => `${item} ${score}`,
  highEnough: "Das ist hoch genug",
  skipLadder: "Diese Leiter auslassen",
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
