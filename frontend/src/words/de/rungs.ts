/** Where a runner chooses a rung. */

import type * as english from "../rungs";

export const rungWords: typeof english.rungWords = {
  title: "Leichter oder schwerer",
  change: "Leichter, schwerer oder bleiben",
  easierTitle: "Leichter",
  easier:
    "Du machst gleich damit weiter. Die zwei sauberen Einheiten für den Aufstieg beginnen dort von vorn.",
  easierNone:
    "Das ist die leichteste Sprosse. Halt dich mehr fest oder geh weniger tief, und bewerte, was du siehst.",
  easierChosen: (what) => `Leichter: ${what}`,
  tips: "Oder auf derselben Sprosse",
  stayTitle: "Bleiben und aufbauen",
  stay: "Du bleibst auf dieser Sprosse und nimmst Gewicht dazu. Höher geht es erst, wenn du es sagst.",
  stays: "Du wolltest hier bleiben und aufbauen. Eine schwerere Sprosse unten beendet das.",
  stayChosen: (exercise) => `Du bleibst, mit Gewicht: ${exercise}`,
  harderTitle: "Schwerer",
  harder:
    "Deine Entscheidung. Was darunter liegt, gilt als geschafft, die zwei sauberen Einheiten beginnen dort von vorn, und die Türen der Phasen bleiben, wie sie sind.",
  harderNone: "Du bist ganz oben auf dieser Leiter. Mehr Wiederholungen oder Gewicht kommen von selbst.",
  harderChosen: (what) => `Schwerer: ${what}`,
  step: (stage, step) => `${stage}, Schritt ${step}`,
  closed: {
    phase: (rung) => `Nächste Sprosse: ${rung}. Ihre Phase ist noch nicht offen.`,
    legs: (rung) => `Nächste Sprosse: ${rung}. Sie geht auf, wenn deine Beine näher beieinander sind.`,
    needs: (rung) => `Nächste Sprosse: ${rung}. Sie verlangt noch:`,
    gear: (rung) =>
      `Nächste Sprosse: ${rung}. Dafür fehlt dir etwas, das du unter „Du“ nicht angekreuzt hast.`,
    frozen: (rung) => `Nächste Sprosse: ${rung}. Diese Leiter wartet, bis eine Fachperson geschaut hat.`,
  },
};
