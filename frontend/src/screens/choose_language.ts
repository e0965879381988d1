/** The runner's choice of a language, and when it takes effect: with a fresh page, since every sentence is in it. */

import {
  type Choice,
  choiceOf,
  keepLanguage,
  type Language,
  language,
  languageChosen,
  languageOf,
} from "../language";
import { backup, openWorkout } from "../store/live";
import { tongueOf } from "../tongues";
import { toast } from "../ui/toast";
import { youWords } from "../words/you";
import { saveSetting, settings } from "./settings";

export function languageChoice(): Choice {
  const { language: said } = settings();
  return said === undefined ? languageChosen() : choiceOf(said);
}

export async function chooseLanguage(choice: Choice): Promise<void> {
  try {
    await fetchWords(languageOf(choice));
  } catch {
    toast(youWords.languageOffline);
    return;
  }
  keepLanguage(choice);
  await saveSetting({ key: "language", value: choice });
  if (isDue()) location.reload();
  // In the middle of a workout it waits until that is over and Today, which nothing is typed into, is left alone.
  else document.addEventListener("visibilitychange", takeLater);
}

/** The words are here before the page is loaded anew: no phone keeps those of a language that nobody speaks. */
async function fetchWords(next: Language): Promise<void> {
  const fetchTongue = tongueOf(next);
  if (!fetchTongue) return;
  const { overlay } = await fetchTongue();
  if (Object.keys(await overlay).length === 0)
    throw new TypeError("the exercises in this language are missing");
}

function takeLater(): void {
  if (isDue() && location.pathname === "/") location.reload();
}

function isDue(): boolean {
  const isOther = languageOf(languageChosen()) !== language;
  return isOther && openWorkout.peek() === null && backup.peek().unsaved === 0;
}
