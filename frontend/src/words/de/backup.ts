/** The page about the backup. */

import { count, number } from "../../formats";
import type * as english from "../backup";

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

const entries = (n: number) => count(n, "Eintrag", "Einträge");

/** In the largest unit that it has two of, as an accusative. */
function lasting(seconds: number): string {
  if (seconds < 2 * MINUTE_S) return count(seconds, "Sekunde", "Sekunden");
  if (seconds < 2 * HOUR_S) return `${number(Math.round(seconds / MINUTE_S))} Minuten`;
  if (seconds < 2 * DAY_S) return `${number(Math.round(seconds / HOUR_S))} Stunden`;
  return `${number(Math.round(seconds / DAY_S))} Tage`;
}

export const backupWords: typeof english.backupWords = {
  title: "Sicherung",
  onlyHere: "Nur auf diesem Handy",
  safe: "Alles ist gesichert",
  nothing: "Noch nichts eingetragen",
  nothingText:
    "Was du einträgst, liegt zuerst auf diesem Handy. Diese Seite sagt, wovon es woanders eine Kopie gibt.",
  sets: (n) => count(n, "Satz", "Sätze"),
  others: (n) => count(n, "anderer Eintrag", "andere Einträge"),
  since: (when) => `Ältester: ${when}`,
  contact: (when) => `Letzter Kontakt zum Server: ${when}`,
  noContact: "Noch kein Kontakt zum Server",
  send: "Jetzt senden",
  sending: "Wird gesendet …",
  elsewhere: "Ein anderer Tab sichert gerade.",

  unsavedTitle: (n) => `${entries(n)} noch nicht gespeichert`,
  unsavedText:
    "Dieses Handy wollte nicht alles speichern, was du eingetragen hast. Der Rest liegt an einem Ausweichplatz und wird gesendet, sobald es Netz gibt. Schaff etwas Platz, lass diese Seite offen, oder speichere die Datei.",
  saveAgain: "Noch einmal speichern",
  exportAll: "Alles als Datei speichern",

  guestTitle: "Mach es sicherer",
  guestText:
    "Es gibt noch keine Kopie. Geht dieses Handy verloren oder werden seine Daten gelöscht, ist auch dein Tagebuch weg.",
  guestAccount: "Leg ein Konto an: ohne E-Mail, ohne Passwort. Es bewahrt eine Kopie auf.",
  guestFile: "Oder speichere ab und zu eine Datei und leg sie woanders hin.",
  account: "Konto anlegen oder anmelden",
  forgetsTitle: "Safari vergisst",
  forgetsText:
    "Safari löscht, was eine Seite gespeichert hat, wenn du sie 7 Tage nicht öffnest. Mit einem Konto bekommst du alles zurück.",
  homeScreen:
    "Auf dem Home-Bildschirm wird nichts gelöscht. Aber das Symbol beginnt mit einem leeren Tagebuch: Leg zuerst hier ein Konto an und melde dich dann dort an.",

  refusedTitle: (n) => `${entries(n)} nicht angenommen`,
  refusedText:
    "Sie bleiben auf diesem Handy und zählen hier. Nach einem Update und einmal am Tag werden sie wieder angeboten.",
  refusedWhy: {
    malformed: "Der Server sagt, die Form stimmt nicht.",
    unknown_kind: "Der Server kennt diese Art noch nicht. Nach seinem Update schon.",
    unknown_version: "Der Server kennt diese Version noch nicht. Nach seinem Update schon.",
    too_large: "Er ist zu groß. Eine kürzere Notiz würde passen.",
    hlc_future: "Die Uhr dieses Handys ging weit vor.",
    id_conflict: "Es gibt schon einen anderen Eintrag mit dieser Kennung.",
    quota: "Das Konto ist voll.",
  },
  refusedOther: "Der Server wollte ihn nicht nehmen.",
  saveRefused: "Diese als Datei speichern",
  tryAgain: "Noch einmal",
  stillRefused: "Immer noch nicht angenommen.",

  details: "Einzelheiten",
  persisted: "Daten auf diesem Handy",
  persistedYes: "bleiben, bis du sie löschst",
  persistedNo: "können weichen, wenn Platz fehlt",
  persistedUnknown: "der Browser sagt es nicht",
  room: "Belegter Platz",
  megabytes: (used, of) => `${number(used)} von ${number(of)} MB`,
  accountId: "Konto",
  guest: "keines",
  device: "Dieses Gerät",
  read: "Vom Server gelesen",
  entries,
  clock: "Uhr",
  clockRight: "geht richtig",
  clockOff: (seconds) => `geht ${lasting(Math.abs(seconds))} ${seconds > 0 ? "nach" : "vor"}`,
  version: "Version",
  copyDiagnosis: "Diagnose kopieren",
  copyText:
    "Für alle, die dir helfen. Sie enthält Zahlen und Zustände, nichts von dem, was du eingetragen hast.",
};
