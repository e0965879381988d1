/** Where the languages other than English are: each a chunk of its own that only its readers load. */

import type { Language, Tongue } from "./language";

export const TONGUES: Readonly<Record<Exclude<Language, "en">, () => Promise<Tongue>>> = {
  de: () => import("./words/de").then(({ german }) => german),
};
