/** What the screens draw of left and right: noise stays noise, and a leg is named only once it is confirmed. */

import { expect, test } from "vitest";
import { fold } from "../training";
import { known } from "../training/catalog";
import { adjustments } from "../training/symmetry";
import { builtCatalog } from "../training/testing/catalog";
import { DAY_0, type Given, logOf } from "../training/testing/vector_log";
import { changesNothing, changesOf, rightAhead, scaleOf, testViews } from "./symmetry_view";

const catalog = builtCatalog();

type Told = Partial<Given> & { on: number };

function replayedOf(given: Told) {
  return fold(logOf(given as Given, catalog), catalog, DAY_0 + given.on);
}

function viewOf(given: Told, id: string) {
  const found = testViews(replayedOf(given), catalog).find((one) => one.kind.id === id);
  if (!found) throw new Error(`${id} was not compared`);
  return found;
}

const CALF = "sl_calf_raise";
const HOP = "sl_hop_distance";
const measured = (day: number, test: string, L: number[], R: number[], pain = 0) => ({
  day,
  test,
  L,
  R,
  pain,
});

test("27 against 24 calf raises is no finding, on one day or on two", () => {
  const first = measured(0, CALF, [27], [24]);
  for (const tests of [[first], [first, measured(28, CALF, [27], [24])]]) {
    const view = viewOf({ on: 28, tests }, CALF);
    expect([view.finding, view.leg, view.answer.tier]).toEqual(["noise", null, 0]);
  }
});

test("a difference equal to the noise is noise, one more is real", () => {
  expect(viewOf({ on: 0, tests: [measured(0, CALF, [30], [24])] }, CALF).finding).toBe("noise");
  expect(viewOf({ on: 0, tests: [measured(0, CALF, [31], [24])] }, CALF).finding).toBe("once");
});

test("legs that are alike are level", () => {
  expect(viewOf({ on: 0, tests: [measured(0, CALF, [25], [25])] }, CALF).finding).toBe("level");
});

test("tries that lie further apart than the legs make no difference either", () => {
  const view = viewOf({ on: 0, tests: [measured(0, HOP, [150, 150, 150], [90, 130, 170])] }, HOP);
  expect([view.newest.left, view.newest.right, view.finding, view.leg]).toEqual([150, 130, "spread", null]);
});

test("what was seen once names no leg; a second date five days later does", () => {
  const once = measured(0, CALF, [30], [20]);
  const before = viewOf({ on: 4, tests: [once] }, CALF);
  expect([before.finding, before.leg]).toEqual(["once", null]);
  const after = viewOf({ on: 5, tests: [once, measured(5, CALF, [30], [20])] }, CALF);
  expect([after.finding, after.leg, after.answer.tier]).toEqual(["priority", "right", 2]);
});

test("the worst pain in the test makes it a matter for a professional", () => {
  const view = viewOf(
    { on: 5, tests: [measured(0, CALF, [30], [20]), measured(5, CALF, [30], [20], 3)] },
    CALF,
  );
  expect([view.finding, view.standing.tier]).toEqual(["refer", 3]);
});

test("every date is a point as it was seen then, oldest first", () => {
  const tests = [
    measured(0, CALF, [30], [20]),
    measured(28, CALF, [26], [25]),
    measured(56, CALF, [24], [24]),
  ];
  const { points, newest } = viewOf({ on: 60, tests }, CALF);
  expect(points.map((one) => [one.day - DAY_0, one.left, one.right, one.real])).toEqual([
    [0, 30, 20, true],
    [28, 26, 25, false],
    [56, 24, 24, false],
  ]);
  expect(newest).toEqual(points.at(-1));
});

test("two near days of calf raises are one assessment with less noise", () => {
  const tests = [measured(0, CALF, [30], [26]), measured(3, CALF, [32], [26])];
  const { points } = viewOf({ on: 3, tests }, CALF);
  expect(points.map((one) => [one.left, one.right, one.noise])).toEqual([
    [30, 26, 6],
    [31, 26, 4],
  ]);
});

test("a dot leans to the leg that did better, also where less is better", () => {
  const ahead = (id: string, left: number, right: number) =>
    rightAhead(known(catalog.testById, id), { day: 0, left, right, noise: 0, real: false, confirmed: false });
  expect(ahead(CALF, 20, 30)).toBe(10);
  expect(ahead("lateral_step_down", 1, 4)).toBe(-3);
});

test("bars of a scored test are drawn on the scale of its points, so that one point looks small", () => {
  const view = viewOf({ on: 0, tests: [measured(0, "lateral_step_down", [1], [0])] }, "lateral_step_down");
  expect(scaleOf(view)).toBe(6);
  expect(scaleOf(viewOf({ on: 0, tests: [measured(0, CALF, [27], [24])] }, CALF))).toBe(27);
});

test("without a finding the plan changes nothing", () => {
  const replayed = replayedOf({ on: 0, tests: [measured(0, CALF, [27], [24])] });
  expect(changesNothing(changesOf(adjustments(replayed, catalog), replayed, catalog))).toBe(true);
});

test("a far difference changes order, sets, extra work and locks, all for the same leg", () => {
  const tests = [
    measured(0, HOP, [150, 150, 150], [120, 120, 120]),
    measured(6, HOP, [150, 150, 150], [120, 120, 120]),
  ];
  const replayed = replayedOf({ on: 6, tests });
  const changes = changesOf(adjustments(replayed, catalog), replayed, catalog);
  expect(changesNothing(changes)).toBe(false);
  expect(changes.first.map((one) => [one.leg, one.everywhere])).toEqual([["right", true]]);
  // Squats and calf raises are still done on two legs here.
  expect(changes.extra).toEqual([{ leg: "right", ladders: ["step"], later: ["squat", "calf"] }]);
  expect(changes.block?.leg).toBe("right");
  expect([...(changes.block?.exercises ?? [])].sort()).toEqual(
    ["clamshell", "single_leg_glute_bridge", "tibialis_raise"].sort(),
  );
  expect([...changes.locked].sort()).toEqual(["bounding", "single_leg_drop_jump"]);
  expect(changes.frozen).toEqual([]);
});

test("a matter for a professional freezes its pattern and adds no set", () => {
  const tests = [measured(0, CALF, [30], [20]), measured(5, CALF, [30], [20], 3)];
  const replayed = replayedOf({ on: 5, tests });
  const changes = changesOf(adjustments(replayed, catalog), replayed, catalog);
  expect([changes.frozen, changes.extra, changes.block]).toEqual([["calf"], [], null]);
});
