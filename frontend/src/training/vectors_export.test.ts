/** Every case of `tests/vectors/export.json`: the lines of the tables a log is exported as. */

import { expect, test } from "vitest";
import { isRefusal, judge } from "./entries";
import { csvLine, SETS, TESTS, tableOfSets, tableOfTests } from "./spreadsheet";
import { builtCatalog } from "./testing/catalog";
import { type Given as EntryGiven, rawOf } from "./testing/vector_entry";
import { vectorCases } from "./testing/vectors";

type Given = { readonly entries: readonly EntryGiven[] };
type Lines = {
  readonly sets: readonly string[];
  readonly tests: readonly string[];
  readonly headers?: readonly string[];
};

const catalog = builtCatalog();
const full = vectorCases<EntryGiven, string>("entries");
const headers = [csvLine(SETS), csvLine(TESTS)];

test.each(vectorCases<Given, Lines>("export"))("$name", ({ given, expect: expected }) => {
  const entries = given.entries.map((one) => {
    const judged = judge(rawOf(one, full));
    if (isRefusal(judged)) throw new Error(judged.detail);
    return judged;
  });
  expect({
    sets: tableOfSets(entries).map(csvLine),
    tests: tableOfTests(entries, catalog).map(csvLine),
    headers,
  }).toEqual({ headers, ...expected });
});
