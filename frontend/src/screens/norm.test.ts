/** A result against what is typical: the runner's own where age, sex or height are known. */

import { expect, test } from "vitest";
import { known } from "../training/catalog";
import { builtCatalog } from "../training/testing/catalog";
import { DAY_0 } from "../training/testing/vector_log";
import { readingWords as german } from "../words/de/tests";
import { findingWords, noiseReading, reading, readingWords } from "../words/tests";
import { normSentence } from "./norm";

/** Letters beside three digits, on a screen of 320 points. */
const LONGEST_UNIT = 6;

const catalog = builtCatalog();
const kindOf = (id: string) => known(catalog.testById, id);

test("with age and sex the norm is the runner's own, without them it is the catalogue's", () => {
  const calf = kindOf("sl_calf_raise");
  expect(normSentence(calf, { left: 27 }, { sex: "m", birth_year: 1991 }, DAY_0)).toContain("32 reps");
  expect(normSentence(calf, { left: 27 }, {}, DAY_0)).toBe(`To compare: ${calf.norms?.text}`);
});

test("a scored result is placed in its band, each leg where they differ", () => {
  const stepDown = kindOf("lateral_step_down");
  expect(normSentence(stepDown, { left: 1, right: 0 }, {}, DAY_0)).toBe("That is a good result on each leg.");
  expect(normSentence(stepDown, { left: 2, right: 4 }, {}, DAY_0)).toBe(
    "Left is in the middle, right has room to grow.",
  );
  expect(normSentence(kindOf("sl_bridge"), { left: 25, right: 20 }, {}, DAY_0)).toContain("is average");
});

test("numbers are read in the unit of the test, with the decimals it is measured in", () => {
  expect(reading(kindOf("sl_stand_eyes_open"), 4_320)).toBe("43.2 s");
  expect(reading(kindOf("hop_6m_time"), 184)).toBe("1.84 s");
  expect(reading(kindOf("sl_calf_raise"), 1)).toBe("1 rep");
  expect(noiseReading(kindOf("y_reach_anterior"), 5.5)).toBe("5.5 cm");
  expect(noiseReading(kindOf("hop_6m_time"), 17)).toBe("0.17 s");
  expect(noiseReading(kindOf("sl_hop_distance"), 13.8)).toBe("10 %");
});

test("no unit in a field takes the room of its number on a small phone, in no language", () => {
  const units = [readingWords, german].flatMap((words) =>
    catalog.tests.map((kind) => words.shortUnitOf(kind, 0)),
  );
  expect(units.filter((unit) => unit.length > LONGEST_UNIT)).toEqual([]);
});

test("no sentence without confirmation names a leg that is behind", () => {
  const calf = kindOf("sl_calf_raise");
  const unproven = [
    findingWords.level(calf, 25),
    findingWords.noise(calf, 27, 24, 6),
    findingWords.spread(calf, 27, 20),
    findingWords.once(calf, 30, 20, 6, DAY_0 + 5, false),
    findingWords.small(calf, 101, 100),
  ];
  for (const sentence of unproven) expect(sentence).not.toMatch(/your (left|right)|behind|catching up|weak/i);
});
