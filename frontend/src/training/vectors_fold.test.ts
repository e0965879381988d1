/** Every case of `tests/vectors/fold.json`: what the fold leaves out and why, and that nothing stops it. */

import { expect, test } from "vitest";
import { isRefusal, judge } from "./entries";
import { fold, plan, progress, sessions, symmetry, today } from "./index";
import { builtCatalog } from "./testing/catalog";
import { type Given as EntryGiven, rawOf } from "./testing/vector_entry";
import { vectorCases } from "./testing/vectors";
import { dayNumber } from "./units";

type Given = { readonly on: string; readonly entries: readonly EntryGiven[] };

const catalog = builtCatalog();
const cases = vectorCases<Given, Readonly<Record<string, unknown>>>("fold");
const full = vectorCases<EntryGiven, string>("entries");

test.each(cases)("$name", ({ given, expect: expected }) => {
  const entries = given.entries.map((one) => {
    const judged = judge(rawOf(one, full));
    if (isRefusal(judged)) throw new Error(judged.detail);
    return judged;
  });
  const on = dayNumber(given.on);
  const replayed = fold(entries, catalog, on);
  const { state } = replayed;
  const seen = {
    left_out: state.left_out.map(({ id, why }) => [id.slice(-2), why]),
    plan: state.plan?.started_on ?? null,
    sessions: state.sessions.map(({ body }) => body.performed_on),
    sets: state.sessions.flatMap((one) => [...one.sets.values()].flat()).length,
    tests: state.tests.length,
    imported: state.imported.map(({ body, sets }) => [body.performed_on, [...sets.values()].flat().length]),
  };
  expect({ ...seen, ...expected }).toEqual(seen);
  today(replayed, catalog);
  plan(replayed, catalog, on, on + 27);
  progress(replayed, catalog);
  symmetry(replayed, catalog);
  sessions(replayed, catalog, on - 400, on);
});
