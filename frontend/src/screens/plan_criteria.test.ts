/** Every criterion of every door can be read: a name, numbers, and what would change it. */

import { describe, expect, test } from "vitest";
import { fold } from "../training";
import { criteria } from "../training/criteria";
import { builtCatalog } from "../training/testing/catalog";
import { DAY_0 } from "../training/testing/vector_log";
import { type Given, givenOf, weeksOf } from "../training/testing/vector_weeks";
import { vectorCases } from "../training/testing/vectors";
import { planWords } from "../words/plan";
import { addressOf, factsOf, isLegs, measureWords } from "./plan_criteria";
import { clockOf, runBody } from "./plan_run";

const catalog = builtCatalog();
const doors = vectorCases<Given, unknown>("doors");

function reportsOf(name: string) {
  const told = doors.find((one) => one.name === name);
  if (!told) throw new Error(`no case ${name}`);
  const given = givenOf(told, doors);
  return criteria(fold(weeksOf(given, catalog), catalog, DAY_0 + given.on), catalog);
}

describe("a door's criteria", () => {
  test.each(Object.values(catalog.gates))("$id has words for each of them", (gate) => {
    expect(Object.keys(planWords.criteria[gate.id] ?? {})).toEqual(gate.criteria.map((one) => one.id));
  });

  test("every one reads as a sentence with its numbers", () => {
    for (const report of reportsOf("a plan and nothing else")) {
      for (const one of report.criteria) {
        const said = planWords.criteria[report.id]?.[one.id];
        expect(said?.change(factsOf(one, catalog))).toMatch(/^[A-Z0-9].*\.$/);
        if (!isLegs(one)) expect(measureWords(one)).not.toMatch(/null|undefined|NaN/);
        if (said?.link) expect(addressOf(one.id)).not.toBeNull();
      }
    }
  });

  test("what waits for the calendar says the day", () => {
    const [calendar] = reportsOf("day 27")[0]?.criteria ?? [];
    if (!calendar) throw new Error("the first door asks for time");
    expect(measureWords(calendar)).toBe("27 of 28 days");
    expect(factsOf(calendar, catalog).by).toMatch(/2 Feb|Feb 2/);
  });

  test("a test that would change it is one tap away", () => {
    const tests = ["step_down", "balance", "calf", "hop_asymmetry"].map(addressOf);
    for (const address of tests) {
      const [, , id] = address?.split("/") ?? [];
      expect(catalog.testById.has(id ?? ""), address ?? "").toBe(true);
    }
  });
});

describe("a logged run", () => {
  test("keeps its hour, and what the form does not show", () => {
    const before = runBody({ on: "2026-02-03", at: "06:45", type: "hard", minutes: 50 }, null);
    expect(before).toMatchObject({ performed_on: "2026-02-03", duration_s: 3000, distance_m: null });
    expect(clockOf(before)).toBe("06:45");
    const after = runBody(
      { on: "2026-02-03", at: "18:30", type: "easy", minutes: 40 },
      { ...before, distance_m: 9_000 },
    );
    expect(after).toMatchObject({ type: "easy", duration_s: 2400, distance_m: 9_000 });
    expect(clockOf(after)).toBe("18:30");
  });
});
