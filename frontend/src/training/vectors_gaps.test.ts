/** Every case of `tests/vectors/gaps.json`: where a ladder starts again after days away, and with how much. */

import { expect, test } from "vitest";
import { known } from "./catalog";
import { jumpSetsAfterGap, setsAfterGap } from "./gaps";
import { fold, progress } from "./index";
import { builtCatalog } from "./testing/catalog";
import { DAY_0 } from "./testing/vector_log";
import { type Given, givenOf, weeksOf } from "./testing/vector_weeks";
import { vectorCases } from "./testing/vectors";

type DaySets = readonly (readonly [number, number])[];
type Expected = Readonly<Record<string, unknown>> & {
  readonly ladder: string;
  readonly of_four_sets?: DaySets;
  readonly of_four_jump_sets?: DaySets;
};

const catalog = builtCatalog();
const cases = vectorCases<Given, Expected>("gaps");

test.each(cases)("$name", (told) => {
  const given = givenOf(told, cases);
  const { of_four_sets = [], of_four_jump_sets = [], ...expected } = told.expect;
  const replayed = fold(weeksOf(given, catalog), catalog, DAY_0 + given.on);
  const track = known(replayed.tracks, expected.ladder);
  for (const [day, sets] of of_four_sets) expect(setsAfterGap(track, 4, DAY_0 + day)).toBe(sets);
  for (const [day, sets] of of_four_jump_sets) expect(jumpSetsAfterGap(track, 4, DAY_0 + day)).toBe(sets);
  const shown = progress(replayed, catalog).ladders.find((one) => one.ladder === expected.ladder);
  expect({ ...shown, ...shown?.verdict, load_g: track.position.load_g }).toMatchObject(expected);
});
