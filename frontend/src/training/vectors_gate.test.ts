/** Every history of `tests/vectors/gate.json` gives the verdict it must give. */

import { expect, test } from "vitest";
import { known } from "./catalog";
import { fold, progress } from "./index";
import { builtCatalog } from "./testing/catalog";
import { DAY_0, type Given, logOf } from "./testing/vector_log";
import { vectorCases } from "./testing/vectors";

const catalog = builtCatalog();

test.each(vectorCases<Given, Record<string, unknown>>("gate"))("$name", ({ given, expect: expected }) => {
  const replayed = fold(logOf(given, catalog), catalog, DAY_0 + given.on);
  const { ladder } = known(catalog.exerciseById, given.exercise);
  const shown = progress(replayed, catalog).ladders.find((one) => one.ladder === ladder);
  const verdict = shown?.verdict ?? null;
  expect({ ...shown, ...verdict, verdict }).toMatchObject(expected);
  if (verdict) {
    expect(verdict.reason).not.toContain("{");
    expect(verdict.because).not.toEqual([]);
  }
});
