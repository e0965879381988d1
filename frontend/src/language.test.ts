/** Which language is spoken, and how its numbers and days are written. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";

const shelf = new Map<string, string>();

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => shelf.get(name) ?? null,
    setItem: (name: string, text: string) => shelf.set(name, text),
  });
});

afterEach(() => {
  shelf.clear();
  vi.unstubAllGlobals();
});

/** The first module of the app on a phone that asks for these languages. */
async function startedWith(...languages: string[]) {
  vi.stubGlobal("navigator", { languages });
  return { ...(await import("./language")), ...(await import("./formats")) };
}

test.each([
  [["de-DE", "en"], "de", "de-DE"],
  [["de-AT"], "de", "de-AT"],
  [["fr-FR", "de", "en-GB"], "de", "de"],
  [["en-US", "de"], "en", "en-US"],
  [["fr-FR"], "en", "en"],
  [[], "en", "en"],
])("a phone that asks for %j is spoken to in %s as %s", async (asked, language, locale) => {
  const started = await startedWith(...asked);
  expect([started.language, started.LOCALE]).toEqual([language, locale]);
});

test("what the runner chose goes before what the phone asks for, until they leave it to the phone", async () => {
  const { keepLanguage } = await startedWith("en-GB");
  keepLanguage("de");
  vi.resetModules();
  const german = await startedWith("en-GB");
  expect([german.language, german.LOCALE, german.languageChosen()]).toEqual(["de", "de", "de"]);

  german.keepLanguage("auto");
  vi.resetModules();
  expect((await startedWith("en-GB")).language).toBe("en");
});

test("a choice that this version does not speak is left to the phone", async () => {
  const { choiceOf, languageOf } = await startedWith("de-CH");
  expect(languageOf(choiceOf("tlh"))).toBe("de");
  expect(languageOf(choiceOf(undefined))).toBe("de");
});

test("a browser that keeps nothing is spoken to as the phone asks", async () => {
  vi.stubGlobal("localStorage", {
    getItem: () => {
      throw new Error("denied");
    },
  });
  expect((await startedWith("de")).language).toBe("de");
});

test("numbers, weights and days are written as the language does", async () => {
  const { dates, decimalMark, number, weight, clock } = await startedWith("de-DE");
  expect(decimalMark).toBe(",");
  expect(number(26_000)).toBe("26.000");
  expect(weight(2_500, "kg")).toBe("2,5 kg");
  expect(dates.full(20_778)).toBe("Samstag, 21. November");
  expect(dates.narrow(20_778)).toBe("Sa");
  expect(clock(Date.UTC(2026, 10, 21, 18, 5) + new Date(2026, 10, 21).getTimezoneOffset() * 60_000)).toBe(
    "18:05",
  );
});

test("a sentence is English until another language is spoken, and where that has none", async () => {
  const { speak, spoken } = await startedWith("de-DE");
  expect(spoken("greeting", { hello: "Hello" })).toEqual({ hello: "Hello" });
  speak({ greeting: { hello: "Hallo" } });
  expect(spoken("greeting", { hello: "Hello" })).toEqual({ hello: "Hallo" });
  expect(spoken("other", { bye: "Bye" })).toEqual({ bye: "Bye" });
});
