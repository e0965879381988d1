/** Every week of `tests/vectors/week.json` is arranged as it must be. */

import { expect, test } from "vitest";
import { builtCatalog } from "./testing/catalog";
import { answerTo, type Given } from "./testing/vector_week";
import { vectorCases } from "./testing/vectors";

const catalog = builtCatalog();

test.each(vectorCases<Given, readonly unknown[]>("week"))("$name", ({ given, expect: expected }) => {
  expect(answerTo(given, catalog)).toEqual(expected);
});
