/**
 * Which language the app speaks, and its words once they are here. It is settled before anything else is loaded:
 * a words file says its sentences once, when its module is evaluated.
 */

import type { Overlay } from "./training/translate";

export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];
/** What the runner can choose; "auto" is as the phone says. */
export type Choice = Language | "auto";

const SLOT = "evenstride-language";

/** What was chosen on this device, or on another one that shares its log. */
export function languageChosen(): Choice {
  try {
    return choiceOf(localStorage.getItem(SLOT));
  } catch {
    // A browser that keeps nothing, or no browser.
    return "auto";
  }
}

/** Kept beside the log, so that the next start need not read the log to know its first word. */
export function keepLanguage(choice: Choice): void {
  try {
    localStorage.setItem(SLOT, choice);
  } catch {
    // The log has it too.
  }
}

/** A choice as the log or the device has it; what this version does not speak is left to the phone. */
export function choiceOf(text: string | null | undefined): Choice {
  return LANGUAGES.find((one) => one === text) ?? "auto";
}

/** The language of a choice: of those that the phone asks for the first that is spoken here, or else English. */
export function languageOf(choice: Choice): Language {
  if (choice !== "auto") return choice;
  const asked = phoneLanguages().map((one) => choiceOf(one.slice(0, 2).toLowerCase()));
  return asked.find((one) => one !== "auto") ?? "en";
}

function phoneLanguages(): readonly string[] {
  return globalThis.navigator?.languages ?? [];
}

export const language: Language = languageOf(languageChosen());

/** The runner's own kind of it, where the phone names one: it decides the order of day and month. */
export const LOCALE = phoneLanguages().find((one) => one.startsWith(language)) ?? language;

/** What a language brings: its sentences by the names of the words files' constants, and the catalogue's. */
export type Tongue = { words: Readonly<Record<string, unknown>>; overlay: Promise<Overlay> };

/** The shape of the English words, with room for other sentences. Numbers are no words: they stay the same. */
export type Spoken<T> = T extends string
  ? string
  : T extends (...slots: infer Slots) => infer Said
    ? (...slots: Slots) => Spoken<Said>
    : { readonly [Key in keyof T]: Spoken<T[Key]> };

let sentences: Tongue["words"] = {};

/** Says everything in another language from now on. Only before the first words file is loaded. */
export function speak(words: Tongue["words"]): void {
  sentences = words;
}

/** The sentences of the constant of this name in the runner's language. */
export function spoken<const T>(name: string, english: T): Spoken<T> {
  return (sentences[name] ?? english) as Spoken<T>;
}
