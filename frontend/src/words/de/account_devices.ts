/** Devices, adding a phone, tokens and the end of an account. */

import { count, countdown, number } from "../../formats";
import type * as english from "../account_devices";

const entries = (n: number) => count(n, "Eintrag", "Einträge");
const along = (n: number, what: string) =>
  n === 1
    ? `${what} auf diesem Handy kommt mit und wird ein Teil davon.`
    : `${what} auf diesem Handy kommen mit und werden ein Teil davon.`;

export const deviceWords: typeof english.deviceWords = {
  title: "Geräte",
  text: "Jedes Handy, Tablet und jeder Rechner, der angemeldet ist. Jedes Gerät hat das ganze Tagebuch und läuft auch ohne Netz.",
  seen: (when) => `Zuletzt gesehen: ${when}`,
  seenNow: "Dieses Gerät, gerade in Gebrauch",
  signOut: "Abmelden",
  signOutOf: (label) => `${label} abmelden`,
  signOutTitle: (label) => `${label} abmelden?`,
  signOutText: (several) => [
    several
      ? "Sie behalten jeden Satz, der darauf ist, und sichern nichts mehr, bis sich dort wieder jemand anmeldet."
      : "Es behält jeden Satz, der darauf ist, und sichert nichts mehr, bis sich dort wieder jemand anmeldet.",
    several
      ? "Ist eines verloren: Erneuere auch den Wiederherstellungscode, und entferne einen Passkey, der darauf lag."
      : "Ist es verloren: Erneuere auch den Wiederherstellungscode, und entferne einen Passkey, der darauf lag.",
  ],
  signOutOthers: (others) =>
    others === 1 ? "Das andere Gerät abmelden" : `Die ${number(others)} anderen Geräte abmelden`,
  signOutOthersTitle: (others) =>
    others === 1 ? "Das andere Gerät abmelden?" : `${number(others)} andere Geräte abmelden?`,
  othersSignedOut: "Jetzt ist nur noch dieses Gerät angemeldet.",
  signOutHereTitle: "Hier abmelden?",
  signOutHereText: "Dein Tagebuch bleibt auf diesem Handy, zugeklappt, bis du dich wieder anmeldest.",
  onlyHere: (n) =>
    n === 1
      ? "1 Eintrag ist noch nicht gesichert. Auch er bleibt und wird gesendet, wenn du zurück bist."
      : `${entries(n)} sind noch nicht gesichert. Auch sie bleiben und werden gesendet, wenn du zurück bist.`,
  signedOut: (label) => `${label} ist abgemeldet.`,
  add: "Ein Handy hinzufügen",
  again: "Noch einmal",
  cancel: "So lassen",
};

export const pairingWords: typeof english.pairingWords = {
  title: "Ein Handy hinzufügen",
  onOther: (host) =>
    `Öffne auf dem anderen Handy ${host}, tippe auf „Ich trainiere schon auf einem anderen Handy“ und gib diesen Code ein:`,
  orCamera: "Oder richte seine Kamera auf dieses Quadrat.",
  qr: "Der Link zum Beitreten als Quadrat für die Kamera",
  iphone:
    "Auf dem iPhone öffnet die Kamera Safari. Liegt Evenstride dort auf dem Home-Bildschirm, dann öffne es von da und tippe den Code ein: Die App auf dem Home-Bildschirm hat ein eigenes Tagebuch.",
  left: (seconds) => `Gilt noch ${countdown(seconds)}, für ein Handy.`,
  closing: "Wenn du das hier schließt, verfällt der Code.",
  making: "Ein Code wird geholt …",
  over: "Dieser Code ist abgelaufen. Damit kommt niemand mehr hinein.",
  replaced: "Dieser Code wurde zurückgenommen oder durch einen neueren ersetzt.",
  another: "Neuer Code",
  joined: (label) => `${label} ist dabei`,
  joinedText:
    "Dort ist jetzt das ganze Tagebuch, und jedes der Geräte erfährt, was das andere einträgt. Warst du das nicht? Dann melde es ab.",
  done: "Fertig",
};

export const joinWords: typeof english.joinWords = {
  link: "Ich trainiere schon auf einem anderen Handy",
  title: "Zu deinem Tagebuch",
  text: "Öffne auf dem Handy, mit dem du schon trainierst, „Du“, dann „Schlüssel, Geräte und Daten“, dann „Ein Handy hinzufügen“. Es zeigt einen Code.",
  field: "Der Code",
  hint: "Acht Buchstaben und Ziffern. Großschreibung und Strich sind egal.",
  look: "Nachsehen, wessen Tagebuch das ist",
  looking: "Ich sehe nach …",
  inApp:
    "Willst du Evenstride auf dem Home-Bildschirm haben? Leg es zuerst dorthin und gib den Code in dieser App ein: Sie beginnt mit einem eigenen, leeren Tagebuch, und ein Code gilt nur einmal.",
  signedIn: (log) =>
    `Dieses Handy ist schon angemeldet: ${log}. Ein Code ist für ein Handy, das es noch nicht ist.`,
  log: (name, account) => name ?? `Tagebuch ${account.slice(0, 8)}`,
  about: "Du trittst bei",
  holds: "Darin sind",
  entries,
  madeOn: "Der Code stammt von",
  bringSets: (n) => along(n, count(n, "Satz", "Sätze")),
  bringEntries: (n) => along(n, entries(n)),
  bringNothing: "Auf diesem Handy ist noch nichts eingetragen.",
  otherLog: (log) =>
    `Auf diesem Handy liegt noch ein anderes Tagebuch: ${log}. Es bleibt hier, zugeklappt, und wird mit diesem nicht vermischt.`,
  caution: "Tritt nur einem eigenen Tagebuch bei: Wer eines teilt, sieht alles, was darin steht.",
  go: "Diesem Tagebuch beitreten",
  joining: "Du trittst bei …",
  notMine: "Das ist nicht mein Tagebuch",
  joined: "Du bist dabei. Dein Tagebuch ist unterwegs.",
  already: "Dieses Handy gehört schon zu diesem Tagebuch. Es ist nichts zu tun.",
  notNow: "Jetzt nicht",
  elsewhere: (log) =>
    `Dieses Handy ist schon angemeldet: ${log}. Zwei Tagebücher werden nie vermischt, darum muss es dieses erst verlassen: Es bleibt auf dem Handy, zugeklappt.`,
  leaveFirst: (log) => `Abmelden: ${log}`,
  trouble: {
    wrong_code:
      "So lautet kein Code. Prüfe jedes Zeichen, oder lass dir auf dem anderen Handy einen neuen geben.",
    code_used: "Dieser Code wurde schon benutzt. Lass dir auf dem anderen Handy einen neuen geben.",
    code_expired:
      "Dieser Code ist abgelaufen: Jeder gilt zehn Minuten. Lass dir auf dem anderen Handy einen neuen geben.",
  },
};

export const tokenWords: typeof english.tokenWords = {
  title: "Für Skripte: Zugangsschlüssel",
  text: "Mit einem Zugangsschlüssel kann ein Programm von dir dein Tagebuch lesen oder hineinschreiben. Wer ihn hat, kann das auch, also hüte ihn wie einen Schlüssel.",
  none: "Es gibt keinen.",
  name: "Wofür er ist",
  scopes: "Er darf",
  scope: { read: "das Tagebuch lesen", write: "ins Tagebuch schreiben" },
  make: "Zugangsschlüssel anlegen",
  making: "Wird angelegt …",
  used: (when) => `zuletzt benutzt: ${when}`,
  neverUsed: "nie benutzt",
  remove: "Entfernen",
  removeOf: (name) => `${name} entfernen`,
  removeTitle: (name) => `Den Zugangsschlüssel „${name}“ entfernen?`,
  removeText:
    "Programme, die ihn benutzen, werden ab jetzt abgewiesen. An deinem Tagebuch ändert sich nichts.",
  removed: "Der Zugangsschlüssel ist entfernt.",
  madeTitle: "Dein Zugangsschlüssel",
  madeText: "Er wird nur dieses eine Mal gezeigt. Kopier ihn dorthin, wo dein Skript ihn liest.",
};

export const deleteWords: typeof english.deleteWords = {
  title: "Das Konto löschen",
  text: "Das Ende der Kopie auf dem Server. Das Tagebuch auf diesem Handy gehört dir und bleibt.",
  start: "Das Konto löschen …",
  sheetTitle: "Das Konto endgültig löschen?",
  goes: "Auf dem Server sofort und für immer weg",
  goesLines: (n) => [
    n === null ? "das ganze Tagebuch dort" : `das Tagebuch dort: ${entries(n)}`,
    "Name, Passwort, Passkeys und Wiederherstellungscode",
    "die Anmeldung jedes Geräts und jeder Zugangsschlüssel",
  ],
  stays: "Bleibt",
  staysLines: [
    "das Tagebuch auf diesem Handy: darüber entscheidest du danach",
    "das Tagebuch auf deinen anderen Geräten, bis du dort entscheidest",
  ],
  pending: (n) =>
    n === 1
      ? "1 Eintrag ist nur auf diesem Handy. Ihm geschieht nichts."
      : `${entries(n)} sind nur auf diesem Handy. Ihnen geschieht nichts.`,
  exportFirst: "Erst alles als Datei speichern",
  word: "löschen",
  type: (word) => `Tippe „${word}“, um weiterzugehen`,
  go: "Das Konto löschen",
  going: "Wird gelöscht …",
  keep: "Das Konto behalten",
};

export const goneWords: typeof english.goneWords = {
  title: "Dieses Konto wurde gelöscht",
  text: "Der Server hat nichts mehr davon. Dein ganzes Tagebuch ist noch auf diesem Handy, und es geschieht nichts damit, bis du es sagst.",
  keep: "Als Tagebuch ohne Konto behalten",
  keepText: "Alles geht weiter wie bisher, nur auf diesem Handy. Ein neues Konto kann es später übernehmen.",
  kept: "Behalten. Dein Tagebuch lebt jetzt auf diesem Handy.",
  remove: "Von diesem Handy entfernen …",
  removeTitle: "Das Tagebuch von diesem Handy entfernen?",
  removeText: (n) =>
    `${n === null ? "Jeder Satz" : entries(n)} auf diesem Handy ${n === null || n === 1 ? "wird" : "werden"} gelöscht, und der Server hat keine Kopie. Das lässt sich nicht rückgängig machen.`,
  removeGo: "Für immer entfernen",
  removed: "Entfernt. Auf diesem Handy ist nichts mehr davon.",
  export: "Alles als Datei speichern",
  noRoom:
    "Dafür ist auf dem Handy kein Platz. Schaff etwas und versuch es noch einmal. Es hat sich nichts geändert.",
  failed: "Das hat nicht geklappt. Es hat sich nichts geändert.",
};
