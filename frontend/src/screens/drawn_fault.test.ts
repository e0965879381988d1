/** The line of a fault opens its drawing in every language. */

import { expect, test } from "vitest";
import { builtCatalog, germanCatalog } from "../training/testing/catalog";
import { drawnFault } from "./drawn_fault";

const english = builtCatalog();
const german = germanCatalog();

test("the drawn fault is the same line in German as in English", () => {
  const lines = english.exercises.map(({ id }) => drawnFault(id, english));
  expect(german.exercises.map(({ id }) => drawnFault(id, german))).toEqual(lines);
  expect(lines.filter((line) => line >= 0)).toHaveLength(48);
});

test("a fault that is drawn stands where the drawing's words say", () => {
  const at = drawnFault("step_up", english);
  expect(english.exerciseById.get("step_up")?.faults[at]).toBe("knee caving in");
  expect(german.exerciseById.get("step_up")?.faults[at]).toBe("Das Knie kippt nach innen");
});
