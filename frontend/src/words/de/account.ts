import type * as english from "../account";

export const accountWords: typeof english.accountWords = {
  title: "Schlüssel, Geräte und Daten",
  sections: "Auf dieser Seite",
};
