/** What the first minute says. */

import { count } from "../../formats";
import type * as english from "../welcome";

export const welcomeWords: typeof english.welcomeWords = {
  step: (at, of) => `Schritt ${at} von ${of}`,
  next: "Weiter",
  skip: "Überspringen",
  back: "Zurück",
  introTitle: "Stark auf jedem Bein",
  intro: [
    "Laufen heißt: ein Bein nach dem anderen. Evenstride trainiert jedes und lässt dich erst steigen, wenn beide so weit sind.",
    "Zwei oder drei kurze Einheiten die Woche, rund um deine Läufe. Es geht ohne Netz und ohne Konto.",
  ],
  introTime: "Das Einrichten dauert etwa eine Minute.",
  begin: "Einrichten",
  screeningTitle: "Zuerst deine Gesundheit",
  screeningText: "Beantworte jede Frage. Das ist der eine Schritt, den du nicht überspringen kannst.",
  screeningLeft: (left) => `Noch ${count(left, "Frage", "Fragen")}`,
  allNo: "Nein zu allem",
  askTitle: "Frag bitte erst deinen Arzt",
  askText: "Du hast Ja gesagt zu:",
  askWhy:
    "Vielleicht spricht nichts gegen das Training. Aber diese App kann dich nicht untersuchen, also soll es zuerst jemand sagen, der es kann.",
  cleared: "Ich habe ein Ja bekommen",
  clearedHint: "Aus der Arztpraxis oder der Physiotherapie.",
  later: "Noch nicht? Komm später wieder.",
  saved: "Deine Antworten liegen auf diesem Handy.",
  askAgain: "Die Fragen noch einmal beantworten",
  experienceTitle: "Wie vertraut ist dir Krafttraining auf einem Bein?",
  experience: {
    beginner: { label: "Neu für mich", hint: "Weniger als sechs Monate" },
    seasoned: { label: "Gewohnt", hint: "Sechs Monate oder länger, regelmäßig" },
  },
  usualDays: "Dienstag und Freitag",
  expectTitle: "Was dich erwartet",
  expect: { beginner: "Zwei Einheiten die Woche.", seasoned: "Zwei oder drei Einheiten die Woche." },
  runsTitle: "An welchen Tagen läufst du?",
  runsText: "Tippe einen Tag an: locker, hart, lang. Die Kraft hält Abstand zu harten und langen Läufen.",
  noRun: "keiner",
  runTime: "Übliche Startzeit",
  strengthTitle: "Welche Tage passen für Kraft?",
  strengthText: "Nimm zwei oder drei. Ohne Auswahl sind es Dienstag und Freitag.",
  equipmentTitle: "Was hast du da?",
  equipmentText: "Übungen und Schritte, die nicht gehen, fallen weg. Ohne Auswahl gilt: alles da.",
  firstWeek: "Deine erste Woche",
  firstWeekSessions: (sessions, minutes) =>
    sessions === 0 ? "noch keine Einheit" : `${count(sessions, "Einheit", "Einheiten")}, bis ${minutes}`,
  finish: "Plan beginnen",
  disclaimerTitle: "Bevor du beginnst",
  installTitle: "Leg es auf deinen Home-Bildschirm",
  install: "Installieren",
  installWhy: "Sie öffnet sofort, auch ohne Netz, und der Browser behält dein Tagebuch länger.",
  installMenu:
    "Öffne das Menü des Browsers, dann „Installieren“ oder „Zum Startbildschirm hinzufügen“. Dein Tagebuch ist darin.",
  installIos:
    "Tippe auf Teilen, dann auf „Zum Home-Bildschirm“. Das Symbol beginnt mit einem leeren Tagebuch: Mach es vor der ersten Einheit, oder leg hier ein Konto an und melde dich dort an.",
};
