/** What stands around the catalogue's own words about exercises. */

import type * as english from "../library";

export const libraryWords: typeof english.libraryWords = {
  title: "Alle Übungen",
  back: "Alle Übungen",
  progress: "Fortschritt",
  rung: (rung, of) => `Sprosse ${rung} von ${of}`,
  needs: "Du brauchst",
  setup: "Ausgangsstellung",
  how: "So geht's",
  cues: "Denk an",
  good: "So sieht gut aus",
  faults: "Was schiefgeht",
  drawn: "Gezeichnet, daneben richtig",
  main: "Ein häufiger Fehler, daneben richtig",
  easier: "Leichtere Wege",
  items: {
    knee_alignment: "Knie",
    neutral_pelvis: "Becken",
    smooth_breath: "Atmung",
    quiet_landing: "Landung",
  },
};
