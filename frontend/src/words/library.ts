/** What the runner reads around the catalogue's own words about exercises. */

import { spoken } from "../language";
import type { Item } from "../training/catalog";

export const libraryWords = spoken("libraryWords", {
  title: "All exercises",
  back: "All exercises",
  progress: "Progress",
  rung: (rung: number, of: number) => `Rung ${rung} of ${of}`,
  needs: "You need",
  setup: "Set up",
  how: "How",
  cues: "Think of",
  good: "What good looks like",
  faults: "What goes wrong",
  drawn: "Drawn beside the fix",
  main: "A common fault beside its fix",
  easier: "Easier ways",
  items: {
    knee_alignment: "Knee",
    neutral_pelvis: "Hips",
    smooth_breath: "Breath",
    quiet_landing: "Landing",
  } satisfies Record<Item, string>,
});
