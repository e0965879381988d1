/** The languages other than English, each a chunk of its own that only its readers load. */

import type { Language, Tongue } from "./language";

/** By the folder of its words. */
const FOLDERS = import.meta.glob<{ tongue: Tongue }>("./words/*/index.ts");

/** What fetches the words of a language; null for English, which is here already. */
export function tongueOf(language: Language): (() => Promise<Tongue>) | null {
  const fetchIt = FOLDERS[`./words/${language}/index.ts`];
  return fetchIt ? () => fetchIt().then(({ tongue }) => tongue) : null;
}
