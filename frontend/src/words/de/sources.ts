/** Woher die Zahlen kommen. */

import type * as english from "../sources";

export const sourceWords: typeof english.sourceWords = {
  title: "Woher die Zahlen kommen",
  link: "Woher die Zahlen kommen",
  text: "Jede Regel des Plans stützt sich auf eine davon, und was wir selbst gewählt haben, sagt es. Die Liste ist auf Englisch.",
  back: "Du",
  reading: "Der Server wird gefragt…",
  offline: "Die Liste liegt auf dem Server, und gerade gibt es keine Verbindung.",
  again: "Noch einmal",
};
