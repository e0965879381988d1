/** Whole numbers and days are what `tests/vectors/units.json` says. */

import { expect, test } from "vitest";
import { vectorCases } from "./testing/vectors";
import { dayNumber, dayOfInstant, halfUp, localDate, weekday } from "./units";

type Given = { readonly function: keyof typeof FUNCTIONS; readonly arguments: readonly unknown[] };

const FUNCTIONS = {
  half_up: halfUp,
  day_number: dayNumber,
  local_date: localDate,
  weekday,
  day_of_instant: dayOfInstant,
};

test.each(vectorCases<Given, unknown>("units"))("$name", ({ given, expect: expected }) => {
  const asked = FUNCTIONS[given.function] as (...given: readonly unknown[]) => unknown;
  expect(asked(...given.arguments)).toBe(expected);
});
