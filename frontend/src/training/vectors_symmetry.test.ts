/** Every case of `tests/vectors/symmetry.json` gives the comparison of legs it must give. */

import { expect, test } from "vitest";
import type { Symmetry } from "./answers";
import { known } from "./catalog";
import { type Entry, isRefusal, judge } from "./entries";
import { fold } from "./index";
import { type Adjustment, adjustments, isEven, setsByLeg, standings, symmetry } from "./symmetry";
import { builtCatalog } from "./testing/catalog";
import { DAY_0, DEFAULT_PLAN_DAY, type Given, logOf } from "./testing/vector_log";
import { vectorCases } from "./testing/vectors";
import { localDate, MS_PER_DAY } from "./units";

type Measured = {
  readonly test: string;
  readonly day: number;
  readonly L?: readonly number[];
  readonly R?: readonly number[];
  readonly B?: readonly number[];
  readonly pain?: number;
  readonly hour?: number;
};
type GivenTests = Given & { readonly measured?: readonly Measured[] };
type Expected = Partial<Omit<Symmetry, "tests">> & {
  readonly tests?: readonly Partial<Symmetry["tests"][number]>[];
  readonly locked?: readonly string[];
  readonly entered?: Readonly<Record<string, readonly [number, string | null, number | null]>>;
  readonly adjustments?: Readonly<Record<string, Partial<Adjustment>>>;
  readonly sets?: readonly (readonly [string, string, number, number, number])[];
  readonly even?: readonly (readonly [string, number, boolean])[];
};

const SIDE_OF = { L: "left", R: "right", B: "both" } as const;
/** Keeps the legs of one day apart, and all of them apart from the entries of `logOf`. */
const ID_GROUP = { L: "9001", R: "9002", B: "9003" } as const;
const HOUR_MS = 3_600_000;
const catalog = builtCatalog();

test.each(vectorCases<GivenTests, Expected>("symmetry"))("$name", ({ given, expect: expected }) => {
  const replayed = fold(
    [
      ...logOf({ plan_day: DEFAULT_PLAN_DAY, ...given }, catalog),
      ...(given.measured ?? []).flatMap(testEntries),
    ],
    catalog,
    DAY_0 + given.on,
  );
  const { tests, entered, adjustments: changes, locked, sets, even: evens, ...plain } = expected;
  const seen = symmetry(replayed, catalog);
  expect(seen).toMatchObject(plain);
  if (tests) {
    expect(seen.tests.map((one) => one.test)).toEqual(tests.map((one) => one.test));
    expect(seen.tests).toMatchObject(tests);
  }
  const { state } = replayed;
  const locks = replayed.locks.on(state.on);
  if (locked) expect([...locks.exercises].sort()).toEqual(locked);
  const standing = standings(state.tests, catalog, state.on);
  for (const [id, [tier, leg, day]] of Object.entries(entered ?? {})) {
    expect(standing.get(id)).toMatchObject({ tier, leg, entered: day === null ? null : DAY_0 + day });
  }
  const adjusted = adjustments(replayed, catalog);
  for (const [ladder, fields] of Object.entries(changes ?? {})) {
    expect(adjusted.get(ladder), ladder).toMatchObject(fields);
  }
  for (const [ladder, exercise, prescribed, left, right] of sets ?? []) {
    const adjustment = known(adjusted, ladder);
    const byLeg = setsByLeg(adjustment, known(catalog.exerciseById, exercise), prescribed, catalog);
    expect(byLeg, ladder).toEqual([left, right]);
  }
  for (const [id, belowPct, even] of evens ?? []) {
    expect(isEven(locks, id, belowPct), id).toBe(even);
  }
});

/** The entries of one test day. */
function testEntries(measured: Measured, number: number): readonly Entry[] {
  const stamp = number.toString(16).padStart(12, "0");
  return (["L", "R", "B"] as const)
    .filter((letter) => measured[letter])
    .map((letter) => {
      const id = `00000000-0000-7000-${ID_GROUP[letter]}-${stamp}`;
      const day = DAY_0 + measured.day;
      const entry = judge({
        id,
        record: id,
        kind: "test_measured",
        v: 1,
        hlc: `${stamp}-0000-0000000000000001`,
        body: {
          test: measured.test,
          side: SIDE_OF[letter],
          performed_on: localDate(day),
          performed_at: day * MS_PER_DAY + (measured.hour ?? 10) * HOUR_MS,
          trials: measured[letter],
          pain: measured.pain ?? 0,
          note: null,
        },
      });
      if (isRefusal(entry)) throw new Error(`${entry.detail} in ${JSON.stringify(measured)}`);
      return entry;
    });
}
