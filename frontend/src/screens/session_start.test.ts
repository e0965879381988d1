/** Starting a session keeps what the runner was shown. */

import { expect, test } from "vitest";
import type { Item } from "../training/answers";
import { builtCatalog } from "../training/testing/catalog";
import { asksLighter, itemsFor, leads, sessionStart } from "./session_start";
import { STEP_UP as ITEM, NEXT } from "./testing/next_session";

const catalog = builtCatalog();
const AT = { at_ms: 5, on: "2027-01-16", utc_offset_min: 60, plan: null };
const NOT_ASKED = { sleep: null, energy: null };

test("the extra set of a lagging leg is not part of what was prescribed", () => {
  const { prescribed } = sessionStart(NEXT, NOT_ASKED, false, AT, catalog);
  expect(prescribed).toMatchObject([{ exercise: "step_up", sets: 2, reps_low: 10, first_side: "right" }]);
});

test("it is dated by the day it is done, whatever day it was planned for", () => {
  expect(sessionStart(NEXT, NOT_ASKED, false, AT, catalog)).toMatchObject({
    performed_on: "2027-01-16",
    started_at: 5,
    utc_offset_min: 60,
    deload: false,
  });
});

test("a lighter session by choice has fewer sets and says so; a lighter week is not made lighter twice", () => {
  const lighter = sessionStart(NEXT, NOT_ASKED, true, AT, catalog);
  expect([lighter.deload, lighter.prescribed[0]?.sets]).toEqual([true, 1]);
  const week = sessionStart({ ...NEXT, deload: true }, NOT_ASKED, true, AT, catalog);
  expect([week.deload, week.prescribed[0]?.sets]).toEqual([true, 2]);
});

test("only poor sleep and little energy together suggest a lighter session", () => {
  expect(asksLighter({ sleep: "poor", energy: "poor" }, catalog)).toBe(true);
  expect(asksLighter({ sleep: "poor", energy: "ok" }, catalog)).toBe(false);
  expect(asksLighter(NOT_ASKED, catalog)).toBe(false);
});

const HOPS: Item = { ...ITEM, ladder: "hops", exercise: "controlled_single_leg_hops" };
const ALONE: Item = {
  ...ITEM,
  ladder: "bridge",
  exercise: "single_leg_glute_bridge",
  sets_left: 2,
  sets_right: 0,
};
const SAME: Item = { ...ITEM, sets_left: 2 };

test("the leg with more sets leads; with as many it is the one that lags; jumps have none", () => {
  const right = () => "right" as const;
  expect(leads([ITEM, SAME, HOPS, ALONE], false, right, catalog)).toEqual({
    0: { side: "left", extra: 1 },
    1: { side: "right", extra: 0 },
    3: { side: "left", extra: 2 },
  });
  expect(leads([SAME], false, () => null, catalog)).toEqual({});
});

test("a lighter session by choice leaves out what is for one leg alone", () => {
  const next = { ...NEXT, items: [ITEM, ALONE] };
  expect(itemsFor(next, true)).toEqual([ITEM]);
  expect(leads(itemsFor(next, true), true, () => "left", catalog)).toEqual({ 0: { side: "left", extra: 0 } });
  expect(sessionStart(next, NOT_ASKED, false, AT, catalog).prescribed).toMatchObject([
    { sets: 2 },
    { sets: 0 },
  ]);
});
