/** Every case of `tests/vectors/jumps.json`: how many contacts a session may hold, and of which jumps. */

import { expect, test } from "vitest";
import { fold, today } from "./index";
import { jumpWeek, sessionBudget } from "./jumps";
import { builtCatalog } from "./testing/catalog";
import { DAY_0 } from "./testing/vector_log";
import { type Given, givenOf, weeksOf } from "./testing/vector_weeks";
import { vectorCases } from "./testing/vectors";

type Expected = {
  readonly budget?: readonly (readonly [number, number])[];
  readonly rows?: readonly (readonly [number, number, readonly string[]])[];
  readonly opens?: readonly string[] | null;
  readonly items?: readonly (readonly [string, number, number])[];
};

const catalog = builtCatalog();
const cases = vectorCases<Given, Expected>("jumps");

test.each(cases)("$name", (told) => {
  const given = givenOf(told, cases);
  const { budget = [], rows = [], opens, items } = told.expect;
  const replayed = fold(weeksOf(given, catalog), catalog, DAY_0 + given.on);
  const { doors, state } = replayed;
  for (const [day, contacts] of budget) {
    expect(sessionBudget(doors, state, catalog, DAY_0 + day), `${day}`).toBe(contacts);
  }
  for (const [day, high_max, newest] of rows) {
    const week = jumpWeek(doors, state, catalog, DAY_0 + day);
    expect(week?.row, `${day}`).toMatchObject({ high_max, opens: newest });
  }
  if (opens !== undefined) {
    const week = jumpWeek(doors, state, catalog, state.on);
    expect(week && [...week.opens].sort()).toEqual(opens);
  }
  if (items) {
    const planned = today(replayed, catalog).next?.items ?? [];
    const seen = planned.map((one) => [one.exercise, one.sets_left, one.contacts]);
    expect(seen).toEqual(expect.arrayContaining([...items]));
    expect(seen.filter(([, , contacts]) => contacts)).toHaveLength(items.filter((one) => one[2]).length);
  }
});
