/** Finding the first rungs, and the hops that open the jumps. */

import { count } from "../../formats";
import type * as english from "../placement";
import { named } from "./legs";

export const placementWords: typeof english.placementWords = {
  dueTitle: "Finde deine Sprossen",
  dueText:
    "Etwa 10 Minuten. Je Bein ein Satz mit fünf, von der untersten Sprosse aufwärts, bis es nicht mehr sauber ist. Du beginnst auf der letzten Sprosse, die auf beiden Beinen gut war.",
  dueAgain: "Du warst eine Weile weg. Je Bein ein Satz mit fünf zeigt, wo du wieder beginnst.",
  go: "Meine Sprossen finden",
  later: "Oder fang oben an: Jede Leiter beginnt dann mit ihrer ersten Sprosse, und du steigst von dort.",
  again: "Meine Sprossen neu finden",
  againText:
    "Etwa 10 Minuten: je Bein ein Satz mit fünf, von der untersten Sprosse aufwärts. Es ändert sich nichts, bis du es am Ende sagst.",
  endTitle: "Wo du beginnst",
  endText:
    "Die letzte Sprosse, die auf beiden Beinen sauber war, bei ihrem ersten Schritt. Von da steigst du.",
  start: "Von hier beginnen",
  set: "Deine Sprossen stehen fest.",
  take: (exercise) => `Beginnen mit: ${exercise}`,
  keep: (exercise) => `Bleiben bei: ${exercise}`,
  which: "Wo diese Leiter weitergeht",
  sets: (n) => (n === 1 ? "1 Satz steht dahinter" : `${count(n, "Satz", "Sätze")} stehen dahinter`),
  nothingTitle: "Nichts probiert",
  nothingText: "Deine Leitern bleiben, wo sie sind. Deine Sprossen findest du an einem anderen Tag.",
  toToday: "Zu Heute",
  choiceTitle: "Wo beginnen deine Leitern?",
  choiceText:
    "Jede auf der höchsten Sprosse, die du auf beiden Beinen sauber schaffst. Das Ausprobieren dauert etwa 10 Minuten.",
  plainHint: "Auf den ersten Sprossen. Deine findest du später.",
};

/** With their articles. */
const ITEMS: Readonly<Record<string, string>> = {
  Knie: "das Knie",
  Becken: "das Becken",
  Atmung: "die Atmung",
  Landung: "die Landung",
};

export const limitWords: typeof english.limitWords = {
  top: "Auf beiden Beinen sauber, und die höchste Sprosse, die jetzt geht.",
  untried: "Nicht probiert, also bleibt es, wie es ist.",
  stopped: (good) =>
    good
      ? "Auf beiden Beinen sauber. Da hast du aufgehört."
      : "Du hast aufgehört, bevor beide Beine dran waren, also beginnst du unten.",
  short: (next, leg) => limited(next, `blieb der Satz mit ${named(leg).dem} kurz`),
  pain: (next, leg, pain) => limited(next, `war der Schmerz ${named(leg).im} bei ${pain}`),
  quality: (next, leg, item) => limited(next, `wackelte ${ITEMS[item] ?? item} mit ${named(leg).dem}`),
};

function limited(next: string | null, seen: string): string {
  return next === null
    ? `Hier ${seen}. Also beginnst du unten, und von da lässt sich gut aufbauen.`
    : `Auf beiden Beinen sauber. Eine Sprosse höher (${next}) ${seen}.`;
}

export const hopWords: typeof english.hopWords = {
  dueTitle: "Bereit für die ersten Hopser?",
  dueText:
    "Das Letzte, was die Sprungtür verlangt: zwei Sätze mit 10 Hopsern auf beiden Beinen, dann 10 auf jedem Bein. Lande leise. Ab Schmerz 3 ist Schluss.",
  dueNext: "Dann entscheidet der Morgen danach: Fühlt er sich an wie immer, kann die Tür aufgehen.",
  go: "Die Hopser machen",
  title: "Hopser",
  outcome: {
    quiet:
      "Alles leise, kaum Schmerz. Der Morgen entscheidet: Fühlen sich deine Beine an wie immer, zählen die Hopser.",
    pain: "Es tat weh, darum zählen die Hopser heute nicht. Spring heute nicht mehr. Frühestens in drei Tagen kommen sie wieder dran.",
    loud: "Noch war nicht jede Landung leise, darum zählen die Hopser heute nicht. In drei Tagen kommen sie wieder dran.",
    short: "Es waren nicht alle Hopser, darum zählen sie heute nicht. In drei Tagen kommen sie wieder dran.",
  },
  answered: {
    quiet: "Alles leise, und der Morgen war wie immer: Die Hopser zählen für die Sprungtür.",
    worse:
      "Alles leise, aber der Morgen war schlechter als sonst, darum zählen die Hopser nicht. In ein paar Tagen kommen sie wieder dran.",
  },
  morning: "Diese Antwort entscheidet, ob die Hopser zählen.",
};
