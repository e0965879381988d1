/** What measuring reads from the log and from the catalogue. */

import { expect, test } from "vitest";
import { fold, progress, today } from "../training";
import { known } from "../training/catalog";
import { builtCatalog, germanCatalog } from "../training/testing/catalog";
import { DAY_0, type Given, logOf } from "../training/testing/vector_log";
import {
  asksAboutYou,
  closedWhy,
  countedOf,
  daysOf,
  doorAsks,
  dueReason,
  faultNote,
  faultsIn,
  firstLeg,
  flipFault,
  heightNorm,
  minutesFor,
  nextLeg,
  pointsOf,
  ranHard,
  startValue,
  stepOf,
  strideFaults,
  strideNote,
  stridesIn,
  typicalFor,
} from "./measuring";

const catalog = builtCatalog();
const german = germanCatalog();
const kindOf = (id: string) => known(catalog.testById, id);
const CALF = kindOf("sl_calf_raise");
const STAND = kindOf("sl_stand_eyes_open");
const HOP = kindOf("sl_hop_distance");
const STEP_DOWN = kindOf("lateral_step_down");
const STRIDES = kindOf("treadmill_stride_video");

type Told = Partial<Given> & { on: number };

function replayedOf(given: Told) {
  return fold(logOf(given as Given, catalog), catalog, DAY_0 + given.on);
}

const calf = (day: number, L: number[], R: number[]) => ({ day, test: CALF.id, L, R });

test("each day of a test has both legs, oldest first", () => {
  const { state } = replayedOf({ on: 30, tests: [calf(28, [28], [26]), calf(0, [27], [24])] });
  const days = daysOf(state, CALF.id).map((one) => [
    one.day - DAY_0,
    one.left?.body.trials,
    one.right?.body.trials,
  ]);
  expect(days).toEqual([
    [0, [27], [24]],
    [28, [28], [26]],
  ]);
});

test("the starting leg swaps at every test day, and the left one starts when nothing was measured", () => {
  const { state } = replayedOf({ on: 30, tests: [calf(0, [27], [24])] });
  const days = daysOf(state, CALF.id);
  const startedBy = (leg: "left" | "right") =>
    days.map((day) => {
      const later = day[leg === "left" ? "right" : "left"];
      const body = later && { ...later.body, performed_at: later.body.performed_at + 1 };
      return { ...day, [leg === "left" ? "right" : "left"]: later && { ...later, body } };
    });
  expect(firstLeg([], DAY_0)).toBe("left");
  expect(firstLeg(startedBy("left"), DAY_0 + 5)).toBe("right");
  expect(firstLeg(startedBy("right"), DAY_0 + 5)).toBe("left");
  // Today's own start changes nothing about who starts today.
  expect(firstLeg(startedBy("left"), DAY_0)).toBe("left");
});

test("a day on which only one leg was measured is followed by the other leg", () => {
  const { state } = replayedOf({ on: 30, tests: [calf(0, [27], [24])] });
  const alone = daysOf(state, CALF.id).map((one) => ({ ...one, right: null }));
  expect(firstLeg(alone, DAY_0 + 5)).toBe("right");
  expect(nextLeg(alone, DAY_0)).toBe("right");
  expect(nextLeg(daysOf(state, CALF.id), DAY_0)).toBeNull();
});

test("the best try counts where the test says so, else the mean", () => {
  expect(countedOf(CALF, [20, 27, 24])).toBe(27);
  expect(countedOf(HOP, [150, 152, 151])).toBe(151);
  expect(countedOf(kindOf("hop_6m_time"), [190, 180])).toBe(185);
});

test("a tap is a rep, a centimetre, a tenth of a second, and a hundredth against the clock", () => {
  expect([CALF, HOP, STAND, kindOf("hop_6m_time")].map(stepOf)).toEqual([1, 1, 10, 1]);
});

test("the first tap starts at the try before, else at the last time, else at what is typical", () => {
  const { state } = replayedOf({ on: 30, tests: [calf(0, [27], [24])] });
  const last = daysOf(state, CALF.id)[0]?.right ?? null;
  expect(startValue(HOP, [150, null, null], null, {})).toBe(150);
  expect(startValue(CALF, [null], last, {})).toBe(24);
  expect(startValue(kindOf("knee_to_wall"), [null], null, {})).toBe(13);
  expect(startValue(HOP, [null], null, { sex: "m", height_cm: 180 })).toBe(135);
});

test("a knee is inside the toe or inside the foot, never both", () => {
  const inside = flipFault(flipFault(["arms"], "knee_inside_toe"), "knee_inside_foot");
  expect(inside).toEqual(["arms", "knee_inside_foot"]);
  expect(pointsOf(STEP_DOWN, inside)).toBe(3);
  expect(flipFault(inside, "arms")).toEqual(["knee_inside_foot"]);
});

test("faults that were noted are found again", () => {
  for (const seen of [[], ["arms"], ["trunk", "knee_inside_foot", "unsteady"]]) {
    expect(faultsIn(STEP_DOWN, faultNote(STEP_DOWN, seen))).toEqual(seen);
  }
});

test("faults that were noted in another language are left as they were noted", () => {
  const kind = known(german.testById, STEP_DOWN.id);
  expect(faultsIn(kind, faultNote(kind, ["arms", "trunk"]))).toEqual(["arms", "trunk"]);
  expect(faultsIn(kind, faultNote(STEP_DOWN, ["arms", "trunk"]))).toBeNull();
  expect(faultsIn(STEP_DOWN, faultNote(kind, ["arms"]))).toBeNull();
});

test("strides that were counted in another language are found again", () => {
  const kind = known(german.testById, STRIDES.id);
  expect(stridesIn(kind, strideNote(STRIDES, [4, 0, 5, 1]))).toEqual([4, 0, 5, 1]);
  expect(stridesIn(STRIDES, strideNote(kind, [4, 0, 5, 1]))).toEqual([4, 0, 5, 1]);
});

test("a stride fault is worth a note in 4 of 5 strides on one leg and at most 1 of 5 on the other", () => {
  const faults = (left: number, right: number) =>
    strideFaults(STRIDES, { left: [left, 0, 0, 0], right: [right, 0, 0, 0] }, "left").length;
  expect([faults(4, 1), faults(5, 0), faults(3, 0), faults(4, 2)]).toEqual([1, 1, 0, 0]);
  expect(strideFaults(STRIDES, { left: [4, 0, 0, 0], right: [1, 0, 0, 0] }, "right")).toEqual([]);
});

test("stride counts that were noted are found again", () => {
  expect(stridesIn(STRIDES, strideNote(STRIDES, [4, 0, 5, 1]))).toEqual([4, 0, 5, 1]);
  expect(stridesIn(STRIDES, null)).toEqual([null, null, null, null]);
});

test("what is typical follows age and sex, and is unknown without them", () => {
  const on = DAY_0;
  expect(typicalFor(CALF, { sex: "m", birth_year: 1991 }, on)).toBe(32);
  expect(typicalFor(CALF, { sex: "f", birth_year: 1986 }, on)).toBe(24);
  expect(typicalFor(CALF, { sex: "unspecified", birth_year: 1986 }, on)).toBeNull();
  expect(typicalFor(CALF, { sex: "m" }, on)).toBeNull();
  expect(typicalFor(CALF, { sex: "m", birth_year: 2010 }, on)).toBeNull();
  expect(typicalFor(STAND, { birth_year: 1986 }, on)).toBe(4_000);
  expect(typicalFor(STAND, { birth_year: 1987 }, on)).toBe(4_300);
});

test("a hop's norm needs height and sex, and only then nothing more is asked", () => {
  expect(heightNorm(HOP, { sex: "f", height_cm: 170 })).toBe(111);
  expect(heightNorm(HOP, { height_cm: 170 })).toBeNull();
  expect(asksAboutYou(HOP, { sex: "f", height_cm: 170 }, DAY_0)).toBe(false);
  expect(asksAboutYou(HOP, { sex: "f" }, DAY_0)).toBe(true);
  expect(asksAboutYou(CALF, {}, DAY_0)).toBe(true);
  expect(asksAboutYou(STEP_DOWN, {}, DAY_0)).toBe(false);
});

test("minutes count every try of both legs and the rest between them", () => {
  expect(minutesFor([CALF], catalog)).toBe(5);
  expect(minutesFor([STAND, STEP_DOWN, CALF], catalog)).toBe(20);
});

test("hops wait for the jump door; a red flag closes every test", () => {
  const seen = (given: Told) => {
    const replayed = replayedOf(given);
    return { replayed, progress: progress(replayed, catalog), today: today(replayed, catalog) };
  };
  expect(closedWhy(HOP, seen({ on: 0 }), catalog)).toBe("jumps");
  expect(closedWhy(CALF, seen({ on: 0 }), catalog)).toBeNull();
  const flagged = seen({ on: 0, red_flags: [{ flag: "rest_or_night_pain", open: true, day: 0 }] });
  expect(closedWhy(CALF, flagged, catalog)).toBe("plan");
});

test("a hop test opens with the jump door and closes while jumps are paused", () => {
  const replayed = replayedOf({ on: 0 });
  const open = {
    phase: 3,
    week: 9,
    ladders: [],
    gates: [{ id: "plyo_gate" as const, open: true, failed: [] }],
  };
  const seen = { replayed, progress: open, today: today(replayed, catalog) };
  expect(closedWhy(HOP, seen, catalog)).toBeNull();
  replayed.doors.paused_since = DAY_0;
  expect(closedWhy(HOP, seen, catalog)).toBe("pause");
  expect(closedWhy(CALF, seen, catalog)).toBeNull();
});

test("tired legs are named within 48 hours of a hard run, logged or planned, to the minute", () => {
  const run_week = [{ weekday: 1, type: "hard" as const, at: "18:00" }];
  const { state } = replayedOf({ on: 2, settings: { run_week } });
  const monday18 = DAY_0 * 1440 + 18 * 60;
  expect(ranHard(state, monday18 + 48 * 60 - 1, 0, 48)).toBe(true);
  expect(ranHard(state, monday18 + 48 * 60, 0, 48)).toBe(false);
  const before = replayedOf({ on: 0, settings: { run_week } }).state;
  expect(ranHard(before, monday18 - 1, 0, 48)).toBe(false);
});

test("doors ask for calf raises by age and sex, and for fewer faults door by door", () => {
  const first = replayedOf({ on: 0, plan_day: 0, settings: { sex: "m", birth_year: 1991 } });
  expect(doorAsks(CALF, first, catalog)).toEqual({ value: 25, atMost: false });
  expect(doorAsks(STEP_DOWN, first, catalog)).toEqual({ value: 3, atMost: true });
  expect(doorAsks(STAND, first, catalog)).toEqual({ value: 3_000, atMost: false });
  expect(doorAsks(HOP, first, catalog)).toBeNull();
  const second = replayedOf({ on: 0 });
  second.doors.opened_on.set("phase_2", DAY_0);
  expect(doorAsks(STEP_DOWN, second, catalog)).toEqual({ value: 1, atMost: true });
  second.doors.opened_on.set("plyo_gate", DAY_0);
  expect(doorAsks(CALF, second, catalog)).toBeNull();
});

test("a test is due to confirm what was seen once, before any other reason", () => {
  const once = replayedOf({ on: 5, tests: [calf(0, [30], [20])] });
  expect(dueReason(CALF.id, once, catalog)).toBe("confirm");
  expect(dueReason(STAND.id, replayedOf({ on: 22, plan_day: 0 }), catalog)).toBe("regular");
  expect(dueReason(STAND.id, replayedOf({ on: 29, plan_day: 0 }), catalog)).toBe("door");
});
