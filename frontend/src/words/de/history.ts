/** Einheiten, die vorbei sind. */

import { count } from "../../formats";
import type * as english from "../history";

export const historyWords: typeof english.historyWords = {
  title: "Verlauf",
  text: "Jede Einheit, die du eingetragen hast, die neueste zuerst.",
  back: "Verlauf",
  empty: "Deine Einheiten erscheinen hier, sobald du trainiert hast.",
  add: "Eine Einheit ohne Handy nachtragen",
  more: "Frühere zeigen",
  sets: (sets) => count(sets, "Satz", "Sätze"),
  ended: { time: "früher beendet", quality: "früher beendet: Form", pain: "früher beendet: Schmerz" },
  open: "nicht beendet",
  imported: "aus einer anderen App",
  verdicts: "Was daraus wurde",
  importedText: "Sie kommt aus einer anderen App. Du kannst sie ansehen; dein Plan stützt sich nicht darauf.",
  note: "Deine Notiz",
  enter: "eintragen",
  editOf: (leg, set) => `Ändern: ${leg}, ${set}`,
  rule: "Was du hier änderst, ändert auch, was dein Plan daraus macht: so, als hättest du es an dem Tag so eingetragen.",
  remove: "Diese Einheit entfernen",
  removed: "Die Einheit ist entfernt.",
  gone: "Diese Einheit ist nicht auf diesem Handy.",
  addTitle: "Eine Einheit ohne Handy",
  addText:
    "Wann war sie? Unten steht, was dein Plan da für dich hatte. Trag ein, was du gemacht hast; den Rest lass leer.",
  day: "Tag",
  time: "Begonnen um",
  none: "Dein Plan hatte da keine Einheit für dich.",
  future: "Das ist noch nicht gewesen.",
  planned: (name, time) => `${name} · etwa ${time}`,
  first: "Mit dem ersten Satz, den du einträgst, wird sie gespeichert.",
};
