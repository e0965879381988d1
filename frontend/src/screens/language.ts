/** The runner's choice of a language, and when it takes effect: with a fresh page, since every sentence is in it. */

import { effect } from "@preact/signals";
import { type Choice, choiceOf, keepLanguage, language, languageChosen, languageOf } from "../language";
import { backup, glance, openWorkout } from "../store/live";
import { saveSetting, settings } from "./settings";

export function languageChoice(): Choice {
  const { language: said } = settings();
  return said === undefined ? languageChosen() : choiceOf(said);
}

/** What another device of this log chose is spoken here from the next start on. */
export function heedLanguage(): void {
  effect(() => {
    const said = glance.value?.recent.settings.language;
    if (said !== undefined) keepLanguage(choiceOf(said));
  });
}

export async function chooseLanguage(choice: Choice): Promise<void> {
  keepLanguage(choice);
  await saveSetting({ key: "language", value: choice });
  if (isDue()) location.reload();
  // In the middle of a workout it waits until that is over and Today, which nothing is typed into, is left alone.
  else document.addEventListener("visibilitychange", takeLater);
}

function takeLater(): void {
  if (isDue() && location.pathname === "/") location.reload();
}

function isDue(): boolean {
  const isOther = languageOf(languageChosen()) !== language;
  return isOther && openWorkout.peek() === null && backup.peek().unsaved === 0;
}
