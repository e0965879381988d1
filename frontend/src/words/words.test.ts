/**
 * Every language says all that English says. Both are walked side by side, sentence by sentence, and no list of
 * sentences is kept here: what a words file says is found in it.
 */

import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../language";
import { builtCatalog } from "../training/testing/catalog";

type Said = string | number | ((...slots: unknown[]) => unknown) | { readonly [name: string]: Said };

type Room = Record<string, unknown>;
type Pair = { path: string; english: Said; other: Said | undefined };

const ENGLISH = roomsIn(import.meta.glob<Room>(["../words.ts", "./*.ts", "!./*.test.ts"], { eager: true }));
const FOLDERS = import.meta.glob<Room>("./*/*.ts", { eager: true });

/** What is the same in another language, and right so: names, and what only a number or a date fills. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: [
    ...["words.app", "words.legs.letter.both", "words.tabs.plan", "words.weekdayShort", "dataWords.day"],
    ...["passkeys.title", "passkeys.name", "password.name", "signIn.name", "Words.version"],
    ...["planWords.title", "way.phase", "day.tests", "weeks.tests", "race.at", "runs.at", "runs.length"],
    ...["runs.line", "groups.accessory", "progressWords.tests", "symmetryWords.measuredOn"],
    ...["symmetryWords.day", "testsWords.title", "testsWords.lastOn", "testWords.eyebrow", "testWords.field"],
    ...["youWords.language", "languages.en", "languages.de"],
  ],
};

/** What a slot of a sentence may be filled with. */
const [KIND] = builtCatalog().tests;
/** Of a door's criterion. */
const FACTS = { target: 41, by: "«ä»", lacking: "«ä»" };
const FEW = ["«ä»", "left", 41, true, null, KIND];
const MANY = [
  ...FEW,
  "right",
  "2026-11-21",
  0,
  1,
  3,
  false,
  null,
  ["«ä»"],
  [{ leg: "left", what: "«ä»" }],
  FACTS,
];
/** What shows that a slot was filled with something it was not made for. */
const MISFIT = /undefined|NaN|null|\[object|=>|\b(true|false)\b|(«ä»|41|3|1|0) (leg|one)\b/;
const NONSENSE = /undefined|NaN|\[object|=>/;

function roomsIn(files: Record<string, Room>): Record<string, Said> {
  const all = Object.values(files).flatMap((file) => Object.entries(file));
  return Object.fromEntries(all.filter(([name]) => /^words$|Words$/.test(name))) as Record<string, Said>;
}

/** Every sentence of a tree with its path, both languages' side by side. */
function pairsOf(english: Said, other: Said | undefined, path: string): Pair[] {
  if (typeof english !== "object") return [{ path, english, other }];
  const theirs = typeof other === "object" ? other : {};
  const names = [...new Set([...Object.keys(english), ...Object.keys(theirs)])];
  return names.flatMap((name) => pairsOf(english[name] ?? "", theirs[name], `${path}.${name}`));
}

function* fillings(slots: number): Generator<unknown[]> {
  if (slots === 0) yield [];
  else for (const rest of fillings(slots - 1)) for (const one of slots > 2 ? FEW : MANY) yield [...rest, one];
}

/** What is said with these slots filled; null where the sentence will not take them. */
function filled(sentence: Said | undefined, filling: unknown[]): string | null {
  try {
    return String(typeof sentence === "function" ? sentence(...filling) : sentence);
  } catch {
    return null;
  }
}

type Sentence = { asked: string; ours: string; theirs: string; filling: unknown[] };

/** What both languages say for each filling that both are made for. */
function saidOf({ path, english, other }: Pair): Sentence[] {
  const all = [...fillings(typeof english === "function" ? english.length : 0)].flatMap((filling) => {
    const ours = filled(english, filling);
    const theirs = ours === null || (filling.length > 0 && MISFIT.test(ours)) ? null : filled(other, filling);
    if (ours === null || theirs === null) return [];
    return [{ asked: `${path}(${filling.map(String).join(", ")})`, ours, theirs, filling }];
  });
  // English may only repeat what the other language counts with, or gives an ending to. What a slot is made for is
  // what it says something sound with, sometime.
  const sound = all.filter(({ theirs }) => !NONSENSE.test(theirs));
  const fits = (one: unknown, at: number) => sound.some(({ filling }) => sortOf(filling[at]) === sortOf(one));
  return all.filter(({ filling }) => filling.every(fits));
}

function sortOf(one: unknown): string {
  if (typeof one !== "string") return typeof one;
  return one === "left" || one === "right" ? "leg" : one;
}

/** The slots that can be seen in a text. */
function slotsIn(text: string, filling: unknown[]): unknown[] {
  return filling.filter((one) => (one === "«ä»" || one === 41) && text.includes(String(one)));
}

function hasWords(text: string): boolean {
  return /\p{L}{2,}/u.test(text.replaceAll(/left|right|LR/g, ""));
}

test("every language that can be chosen has its words, and no other has", () => {
  const folders = new Set(Object.keys(FOLDERS).map((path) => path.split("/")[1]));
  expect(["en", ...folders].sort()).toEqual([...LANGUAGES].sort());
});

describe.each(LANGUAGES.filter((one) => one !== "en"))("the words in %s", (language) => {
  const files = Object.entries(FOLDERS).filter(([path]) => path.startsWith(`./${language}/`));
  const spoken = FOLDERS[`./${language}/index.ts`]?.tongue as { words: Said };
  const pairs = pairsOf(ENGLISH, spoken.words, "");
  const said = new Map(pairs.map((pair) => [pair.path, saidOf(pair)]));

  test("are those of every file of the folder", () => {
    expect(Object.keys(spoken.words).sort()).toEqual(Object.keys(roomsIn(Object.fromEntries(files))).sort());
  });

  test("are all that English has and no more, with as many slots", () => {
    expect(pairs.length).toBeGreaterThan(900);
    for (const { path, english, other } of pairs) {
      expect(typeof other, path).toBe(typeof english);
      if (typeof english === "function") expect((other as typeof english).length, path).toBe(english.length);
      if (typeof english === "number") expect(other, path).toBe(english);
      if (typeof english === "string") expect(other === "", path).toBe(english === "");
    }
  });

  test("say nothing that is no word, and what English says of each slot", () => {
    for (const [path, all] of said) {
      expect(all.length, `${path}: nothing fits its slots`).toBeGreaterThan(0);
      const lost = all.find(
        ({ ours, theirs, filling }) =>
          NONSENSE.test(theirs) || slotsIn(theirs, filling).length < slotsIn(ours, filling).length,
      );
      expect(lost, path).toBeUndefined();
    }
  });

  test("are not English", () => {
    const same = [...said].filter(([, all]) => {
      const worded = all.filter(({ ours }) => hasWords(ours));
      return worded.length > 0 && worded.every(({ ours, theirs }) => ours === theirs);
    });
    const odd = same
      .map(([path]) => path)
      .filter((path) => !SAME[language]?.some((one) => path.endsWith(one)));
    expect(odd).toEqual([]);
  });
});
