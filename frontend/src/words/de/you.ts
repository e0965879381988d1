/** Backup, data, settings and this app. */

import { count } from "../../formats";
import type * as english from "../you";

export const youWords: typeof english.youWords = {
  title: "Du",
  backup: "Sichern und abgleichen",
  guestText:
    "Dein Tagebuch ist nur auf diesem Handy. Ein Konto bewahrt eine Kopie auf und bringt es auf andere Geräte. Ohne E-Mail, ohne Passwort.",
  create: "Konto anlegen",
  creating: "Wird angelegt …",
  codeTitle: "Dein Wiederherstellungscode",
  copy: "Kopieren",
  copied: "Kopiert.",
  copyFailed: "Kopieren war nicht erlaubt. Schreib ihn bitte auf.",
  keptCode: "Ich habe den Code aufbewahrt",
  codeFirst: "Bewahre zuerst den Code auf: Er wird nur jetzt gezeigt.",
  codeDone: "Fertig",
  signIn: "Ich habe ein Konto",
  signInTitle: "Auf diesem Gerät anmelden",
  signInText: "Alles, was auf diesem Handy eingetragen ist, kommt mit.",
  signInGo: "Anmelden",
  signingIn: "Du wirst angemeldet …",
  signedIn: "Angemeldet. Dein Tagebuch ist unterwegs.",
  signOut: "Abmelden",
  signedOutToast: "Abgemeldet. Dein Tagebuch bleibt auf diesem Handy.",
  account: (id) => `Konto ${id.slice(0, 8)}`,
  syncNow: "Jetzt abgleichen",
  lastContact: (when) => `Letzter Kontakt: ${when}`,
  neverContact: "Noch kein Kontakt zum Server",
  waiting: (n) =>
    n === 1
      ? "1 Eintrag wartet auf das nächste Netz."
      : `${count(n, "Eintrag", "Einträge")} warten auf das nächste Netz.`,
  onlyHere: (n) =>
    n === 1
      ? "1 Eintrag ist nur auf diesem Handy."
      : `${count(n, "Eintrag", "Einträge")} sind nur auf diesem Handy.`,
  allThere: "Alles ist gesichert.",
  sessionEnded:
    "Auf dem Server bist du abgemeldet. Eintragen geht weiter; melde dich wieder an, um zu sichern.",
  problem: {
    offline: "Beim letzten Versuch kein Netz.",
    not_our_server:
      "Das Netz hat geantwortet, aber nicht unser Server. So macht es die Anmeldeseite in Hotels und Cafés.",
    server_trouble: "Der Server hatte beim letzten Versuch Schwierigkeiten. Es wird wieder versucht.",
    busy: "Der Server ist ausgelastet. Es wird in einer Weile wieder versucht.",
    other_account:
      "Dieser Browser ist in einem anderen Konto angemeldet. Melde dich wieder an, um zu sichern.",
    account_deleted: "Dieses Konto wurde auf dem Server gelöscht. Dein Tagebuch bleibt auf diesem Handy.",
    update_needed: "Der Server verlangt eine neuere Version der App.",
    stuck: "Der letzte Versuch kam nicht bis ans Ende. Es wird wieder versucht.",
    storage_full: "Auf dem Handy ist kein Platz mehr. Schaff etwas und gleich dann noch einmal ab.",
  },
  trouble: {
    offline: "Gerade kein Netz. Nichts ist verloren; versuch es später noch einmal.",
    not_our_server: "Das Netz hat geantwortet, aber nicht unser Server. Melde dich zuerst im WLAN an.",
    wrong_code: "Diesen Code gibt es nicht. Prüfe jedes Zeichen.",
    signed_out: "Du bist abgemeldet. Melde dich zuerst wieder an.",
    not_valid: "Etwas fehlt oder stimmt nicht.",
    busy: "Der Server ist ausgelastet. Versuch es in einer Minute noch einmal.",
    wait: "Zu viele Versuche.",
    closed: "Dieser Server nimmt keine neuen Konten an.",
    invite: "Auf diesem Server braucht ein neues Konto eine Einladung.",
    server_trouble: "Der Server hatte Schwierigkeiten. Nichts ist verloren; versuch es später noch einmal.",
  },
  ofField: {
    "Write something here.": "Schreib hier etwas hin.",
    "It holds a sign that cannot be shown. Type it again.":
      "Darin ist ein Zeichen, das man nicht zeigen kann. Tipp es noch einmal.",
    "Keep it to 200 signs.": "Höchstens 200 Zeichen.",
    "Keep it to 1024 signs.": "Höchstens 1024 Zeichen.",
    "Use at least 10 signs. A few words are easy to remember.":
      "Nimm mindestens 10 Zeichen. Ein paar Wörter merkt man sich leicht.",
    "It repeats too few different signs, or follows a row of them. Take a few words of your own.":
      "Es wiederholt zu wenige verschiedene Zeichen oder folgt einer Reihe. Nimm ein paar eigene Wörter.",
    "It is little more than your name or the app's. Take a few words that have nothing to do with either.":
      "Es ist kaum mehr als dein Name oder der der App. Nimm ein paar Wörter, die mit beidem nichts zu tun haben.",
    "This is one of the passwords that are tried first. Take a few words of your own.":
      "Das ist eines der Passwörter, die zuerst probiert werden. Nimm ein paar eigene Wörter.",
    "A password needs a name to sign in with.":
      "Ein Passwort braucht einen Namen, mit dem du dich anmeldest.",
    "This invitation is unknown, used or too old. Ask for a new one.":
      "Diese Einladung ist unbekannt, benutzt oder zu alt. Bitte um eine neue.",
  },
  waitFor: (seconds) =>
    seconds > 90
      ? `Versuch es in ${Math.ceil(seconds / 60)} Minuten noch einmal.`
      : `Versuch es in ${seconds} s noch einmal.`,
  backupPage: "Wie es um die Sicherung steht",
  accountPage: "Schlüssel, Geräte und Daten",
  kinds: {
    setting_changed: "Eine Einstellung",
    screening_answered: "Fragen zur Gesundheit",
    plan_started: "Beginn des Plans",
    rung_chosen: "Eine Sprosse, die du gewählt hast",
    session_started: "Beginn einer Einheit",
    set_logged: "Ein Satz",
    session_finished: "Ende einer Einheit",
    morning_checked: "Eine Antwort vom Morgen",
    session_moved: "Eine verschobene Einheit",
    run_logged: "Ein Lauf",
    test_measured: "Ein Testergebnis",
    record_erased: "Eine Löschung",
    red_flag_changed: "Ein Warnzeichen",
    video_checked: "Ein bewerteter Film",
  },
  exportTitle: "Deine Daten",
  exportText:
    "Alles, was du je eingetragen hast, gehört dir: Speichere es als Datei, oder lies ein Tagebuch aus einer anderen App ein.",
  export: "Speichern oder einlesen",
  settings: "Einstellungen",
  units: "Gewichte in",
  language: "Language · Sprache",
  languages: { auto: "Wie das Handy", en: "English", de: "Deutsch" },
  languageOffline: "Ihre Worte müssen erst geholt werden, und gerade gibt es keine Verbindung.",
  languageLater: "Sie wechselt, wenn das offene Training vorbei ist.",
  days: "Krafttage",
  runs: "Läufe",
  equipment: "Ausrüstung",
  aboutYou: "Alter, Geschlecht, Größe",
  loadStep: "Kleinster Gewichtsschritt",
  notSaid: "offen",
  safety: "Sicherheit",
  safetyRedFlag: "Warnzeichen melden",
  redFlagText: "Tippe an, was zutrifft. Der Plan bleibt zu, bis es geklärt ist.",
  things: (have) => count(have, "Ding", "Dinge"),
  stopToday: "Hör für heute auf",
  seeSomeone: "Geh bald zu einer Fachperson",
  urgent: "Hol dir jetzt Hilfe",
  about: "Über Evenstride",
  claims: [
    "Krafttraining kann die Laufökonomie verbessern. Wie sehr, ist von Mensch zu Mensch verschieden.",
    "Es ergänzt dein Training. Vor Verletzungen schützt es nicht sicher.",
    "Ein Unterschied unter 10 % zwischen deinen Beinen ist normal. Es geht darum, sie anzugleichen, nicht darum, einen Fehler zu beheben.",
    "Eine saubere Checkliste im Studio beweist noch keinen besseren Laufstil. Darum wird später gefilmt.",
  ],
  persisted: "Der Browser behält deine Daten, bis du sie löschst.",
  notPersisted:
    "Der Browser kann Daten von Seiten löschen, die er für unbenutzt hält. Eine Sicherung ist der sichere Weg.",
  version: (build) => `Version ${build}`,
};
