/** Every case of `tests/vectors/doors.json`: each door open, or closed with what it still asks for. */

import { expect, test } from "vitest";
import { fold, progress } from "./index";
import { builtCatalog } from "./testing/catalog";
import { DAY_0 } from "./testing/vector_log";
import { type Given, givenOf, weeksOf } from "./testing/vector_weeks";
import { vectorCases } from "./testing/vectors";

type Expected = Readonly<Record<string, "open" | readonly string[]>>;

const catalog = builtCatalog();
const cases = vectorCases<Given, Expected>("doors");

test.each(cases)("$name", (told) => {
  const given = givenOf(told, cases);
  const { gates } = progress(fold(weeksOf(given, catalog), catalog, DAY_0 + given.on), catalog);
  const seen = Object.fromEntries(gates.map(({ id, open, failed }) => [id, open ? "open" : failed]));
  expect({ ...seen, ...told.expect }).toEqual(seen);
});
