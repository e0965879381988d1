/** Every case of `tests/vectors/placement.json`: the next try, the place found, and when it is asked for. */

import { expect, test } from "vitest";
import { fold, nextTrial, placedAt, today } from "./index";
import { builtCatalog } from "./testing/catalog";
import { DAY_0, type Given, logOf } from "./testing/vector_log";
import { vectorCases } from "./testing/vectors";

type Asked = Given & { readonly ladder: string; readonly on: number };
type Expected = {
  readonly place: string;
  readonly next: readonly [string, number | null, number | null] | null;
  readonly due?: boolean;
};

const catalog = builtCatalog();

test.each(vectorCases<Asked, Expected>("placement"))("$name", ({ given, expect: expected }) => {
  const replayed = fold(logOf(given, catalog), catalog, DAY_0 + given.on);
  const done = replayed.state.sessions.flatMap((session) => session.sets.get(given.ladder) ?? []);
  const trial = nextTrial(given.ladder, done, catalog);
  expect(trial && [trial.exercise, trial.reps, trial.seconds]).toEqual(expected.next);
  expect(placedAt(given.ladder, done, catalog)).toBe(expected.place);
  if (expected.due !== undefined) {
    const due = today(replayed, catalog).due.map((one) => one.kind);
    expect(due.includes("placement")).toBe(expected.due);
  }
});
