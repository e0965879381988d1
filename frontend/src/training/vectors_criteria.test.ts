/** Every case of `tests/vectors/criteria.json`: what a closed door asks for, with values and targets. */

import { expect, test } from "vitest";
import { type Criterion, criteria, type Measure } from "./criteria";
import { fold, progress } from "./index";
import { builtCatalog } from "./testing/catalog";
import { DAY_0 } from "./testing/vector_log";
import { type Given, givenOf, weeksOf } from "./testing/vector_weeks";
import { vectorCases } from "./testing/vectors";
import { dayNumber } from "./units";

type Short = Readonly<Record<string, unknown>>;
type Expected = Readonly<Record<string, number | Readonly<Record<string, Short>>>>;

const catalog = builtCatalog();
const doors = vectorCases<Given, unknown>("doors");
const cases = vectorCases<Given, Expected>("criteria");

test.each(cases)("$name", (told) => {
  const given = givenOf(told, doors);
  const reports = criteria(fold(weeksOf(given, catalog), catalog, DAY_0 + given.on), catalog);
  for (const [gate, expected] of Object.entries(told.expect)) {
    const report = reports.find((one) => one.id === gate);
    if (typeof expected === "number") {
      expect(report?.open_since && dayNumber(report.open_since) - DAY_0).toBe(expected);
    } else {
      const shown = Object.fromEntries(report?.criteria.map((one) => [one.id, short(one)]) ?? []);
      expect(shown).toEqual({ ...shown, ...expected });
    }
  }
});

test.each(doors)("what is shown agrees with the door: $name", (told) => {
  const given = givenOf(told, doors);
  const replayed = fold(weeksOf(given, catalog), catalog, DAY_0 + given.on);
  const { gates } = progress(replayed, catalog);
  for (const report of criteria(replayed, catalog)) {
    const gate = gates.find((one) => one.id === report.id);
    expect(report.open_since !== null).toBe(gate?.open);
    expect(report.criteria.filter((one) => !one.met).map((one) => one.id)).toEqual(gate?.failed);
    for (const one of report.criteria) {
      expect(one.measures.every(isReached) && one.lacking.length === 0, one.id).toBe(one.met);
      expect(one.met && one.on !== null).toBe(false);
    }
  }
});

function isReached({ value, target, asks }: Measure): boolean {
  if (value === null) return false;
  return { least: value >= target, most: value <= target, below: value < target }[asks];
}

function short({ measures, lacking, on }: Criterion): Short {
  return {
    ...Object.fromEntries(measures.map((one) => [one.of, [one.value, one.target]])),
    ...(lacking.length > 0 ? { lacking } : {}),
    ...(on ? { on: dayNumber(on) - DAY_0 } : {}),
  };
}
