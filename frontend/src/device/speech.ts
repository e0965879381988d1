/** Words said aloud, where the browser has a voice and the runner wants one. */

import { preferences } from "./preferences";

export function canSpeak(): boolean {
  return "speechSynthesis" in globalThis;
}

/** Says a sentence in the page's language, in place of one that is still being said. */
export function say(text: string): void {
  const { sounds, speech } = preferences.peek();
  if (!sounds || !speech || !canSpeak()) return;
  const said = new SpeechSynthesisUtterance(text);
  said.lang = document.documentElement.lang;
  speechSynthesis.cancel();
  speechSynthesis.speak(said);
}

/** Iphones let a page speak once it has done so within a tap: the next one says nothing, aloud. */
export function unlockSpeechOnTap(): () => void {
  const unlock = () => say("");
  addEventListener("pointerup", unlock, { once: true, passive: true });
  return () => removeEventListener("pointerup", unlock);
}
