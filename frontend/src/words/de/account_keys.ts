/** Passkeys, name and password, and the recovery code. */

import { LOCALE } from "../../language";
import type * as english from "../account_keys";

const longDate = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });

const dated = (at_ms: number) => longDate.format(at_ms);

export const keyWords: typeof english.keyWords = {
  reading: "Der Server wird gefragt …",
  again: "Noch einmal",
  cancel: "Abbrechen",
  save: "Speichern",
  saving: "Wird gespeichert …",
  saved: "Gespeichert.",
  yourPassword: "Dein jetziges Passwort",
  yourPasswordHint: "Damit niemand deine Schlüssel ändert, der dieses Handy offen findet.",
  notYourPassword: "Das ist nicht dein Passwort.",
  unsupported: "Dieser Browser kann keine Passkeys, oder nicht unter dieser Adresse.",

  prompt: {
    closed:
      "Es wurde kein Passkey benutzt: Die Frage wurde geschlossen, oder dieses Gerät hat keinen für diese Seite. Versuch es noch einmal, oder nimm einen anderen Weg.",
    already_here: "Dieses Gerät hat schon einen Passkey für dein Konto.",
    wrong_address:
      "Unter dieser Adresse gehen Passkeys nicht. Sie brauchen einen Namen mit https, etwa https://train.example.",
    cannot: "Dieses Gerät kann keinen Passkey aufbewahren. Vielleicht fehlt eine Bildschirmsperre.",
    failed: "Das Gerät hat es nicht geschafft. Versuch es noch einmal, oder nimm einen anderen Weg.",
  },
  refused: {
    challenge_gone: "Das hat zu lange gedauert. Versuch es noch einmal.",
    passkey_known: "Dieser Passkey öffnet schon ein Konto.",
    passkey_refused: "Der Server hat diesen Passkey nicht genommen. Versuch es noch einmal.",
    too_many_passkeys: "Für einen weiteren Passkey ist kein Platz. Entferne zuerst einen.",
    passkey_copied:
      "Dieser Passkey könnte kopiert worden sein: Er wurde inzwischen woanders benutzt. Nimm einen anderen Weg hinein, und entferne ihn dann.",
    wrong_credentials:
      "Dieser Passkey öffnet hier kein Konto. Vielleicht wurde er entfernt. Nimm einen anderen Weg hinein.",
  },

  passkeys: {
    title: "Passkeys",
    text: "Ein Passkey öffnet dein Konto mit deinem Gesicht, deinem Finger oder deiner Bildschirmsperre. Dein Handy oder dein Passwortmanager bewahrt ihn auf. Du musst dir nichts merken.",
    none: "Es gibt noch keinen.",
    add: "Passkey hinzufügen",
    addAnother: "Noch einen Passkey hinzufügen",
    adding: "Dein Gerät ist dran …",
    added: "Der Passkey öffnet jetzt dein Konto.",
    since: (at_ms) => `Hinzugefügt am ${dated(at_ms)}`,
    rename: "Umbenennen",
    renameOf: (label) => `${label} umbenennen`,
    renameTitle: "Gib dem Passkey einen Namen",
    name: "Name",
    nameHint: "Etwa das Handy oder der Passwortmanager, wo er liegt.",
    remove: "Entfernen",
    removeOf: (label) => `${label} entfernen`,
    removeTitle: "Diesen Passkey entfernen?",
    removeText: (label) =>
      `„${label}“ öffnet dein Konto dann nicht mehr. Dein Tagebuch bleibt, und jedes angemeldete Gerät auch. Lösch ihn außerdem in deinem Passwortmanager.`,
    lastText:
      "Es ist dein letzter Passkey. Ohne ihn öffnet nur noch der Wiederherstellungscode dein Konto auf einem neuen Handy.",
    keepsCode: "Ich habe meinen Wiederherstellungscode",
    removeGo: "Den Passkey entfernen",
    removing: "Wird entfernt …",
    removed: "Entfernt.",
  },

  password: {
    title: "Name und Passwort",
    text: "Wenn du lieber tippst: Auch ein Name und ein Passwort öffnen dein Konto. Ohne E-Mail.",
    named: (name) => `Du kannst dich als ${name} anmelden.`,
    nameOnly: (name) => `Dein Name ist ${name}. Ein Passwort gibt es nicht.`,
    set: "Name und Passwort festlegen",
    change: "Name oder Passwort ändern",
    changeTitle: "Dein Name und dein Passwort",
    name: "Name",
    nameHint: "Nur zum Anmelden. Sonst sieht ihn niemand.",
    nameTaken: "Diesen Namen hat schon ein anderes Konto.",
    password: "Passwort",
    passwordHint: "Auf die Länge kommt es an: ein Satz, den nur du kennst.",
    newPassword: "Neues Passwort",
    newPasswordHint: "Lass es leer, um deines zu behalten.",
    show: "Zeigen, was ich tippe",
    remove: "Name und Passwort entfernen",
    removeTitle: "Name und Passwort entfernen?",
    removeText: (passkeys) =>
      passkeys > 0
        ? `Sie öffnen dein Konto dann nicht mehr. ${passkeys === 1 ? "Dein Passkey und der Wiederherstellungscode" : `Deine ${passkeys} Passkeys und der Wiederherstellungscode`} schon.`
        : "Sie öffnen dein Konto dann nicht mehr. Das kann dann nur noch der Wiederherstellungscode.",
    removed: "Entfernt.",
  },

  recovery: {
    title: "Wiederherstellungscode",
    text: "Er öffnet dein Konto, wenn sonst alles verloren ist. Er wurde einmal gezeigt. Ist er weg oder hat ihn jemand gesehen, dann lass dir einen neuen geben.",
    renew: "Neuen Code anlegen",
    renewTitle: "Neuen Wiederherstellungscode anlegen?",
    renewText:
      "Der alte öffnet dann nichts mehr, ob auf Papier oder im Passwortmanager. Den neuen siehst du einmal.",
    renewing: "Wird angelegt …",
    only: "Er ist der einzige Schlüssel zu deinem Konto und wird nur dieses eine Mal gezeigt. Schreib ihn auf, druck ihn aus oder leg ihn in deinen Passwortmanager.",
    one: "Er öffnet dein Konto, wenn sonst alles verloren ist, und wird nur dieses eine Mal gezeigt. Schreib ihn auf, druck ihn aus oder leg ihn in deinen Passwortmanager.",
    print: "Drucken",
    passkeyTitle: "Beim nächsten Mal leichter",
    passkeyText:
      "Mit einem Passkey meldet dich dein Gesicht, dein Finger oder die Bildschirmsperre an. Kein Code zu tippen.",
    paper: {
      title: "Evenstride-Wiederherstellungscode",
      account: (id) => `Konto ${id.slice(0, 8)}`,
      on: (at_ms) => `Angelegt am ${dated(at_ms)}`,
      use: (host) =>
        `Handy verloren? Öffne ${host}, tippe auf „Du“, dann „Ich habe ein Konto“, und gib diesen Code ein: Dein Tagebuch ist wieder da.`,
      care: "Wer diesen Code hat, kann dein Tagebuch öffnen. Bewahre ihn auf wie einen Schlüssel.",
    },
  },

  signIn: {
    passkey: "Mit einem Passkey",
    passkeyText: "Dein Gesicht, dein Finger oder die Bildschirmsperre. Nichts zu tippen.",
    waiting: "Dein Gerät ist dran …",
    join: "Mit einem Code von meinem anderen Handy beitreten",
    or: "Oder tippen",
    ways: { code: "Mein Code", name: "Name und Passwort" },
    code: "Wiederherstellungscode",
    codeHint: "Sechs Gruppen zu fünf, so wie du sie aufgeschrieben hast.",
    name: "Name",
    password: "Passwort",
    wrongPassword: "Der Name oder das Passwort stimmt nicht.",
  },
};
