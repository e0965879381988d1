/** What a tap says about a set. */

import { expect, test } from "vitest";
import { ITEMS, type Item, known } from "../training/catalog";
import { builtCatalog } from "../training/testing/catalog";
import { flowOf, type WorkoutLog } from "./workout_flow";
import {
  amountFor,
  asksReserve,
  completed,
  lastOfLeg,
  meaning,
  painAdvice,
  setBody,
  stoppedBy,
} from "./workout_tap";
import { lighter } from "./workout_trouble";

const catalog = builtCatalog();
const items: Item[] = ITEMS.slice(0, 3);

test("nothing marked, or only clean marks: the tap says all clean", () => {
  expect(meaning(items, {})).toBe("all_clean");
  expect(meaning(items, { knee_alignment: 2 })).toBe("all_clean");
});

test("one fault: the tap says the rest was clean", () => {
  expect(meaning(items, { neutral_pelvis: 1 })).toBe("rest_clean");
  expect(completed(items, { neutral_pelvis: 1 })).toEqual({
    knee_alignment: 2,
    neutral_pelvis: 1,
    smooth_breath: 2,
  });
});

test("all marked: the tap adds nothing of its own", () => {
  const marks = { knee_alignment: 2, neutral_pelvis: 0, smooth_breath: 1 } as const;
  expect(meaning(items, marks)).toBe("as_marked");
  expect(completed(items, marks)).toEqual(marks);
});

test("pain is read by the kind of exercise", () => {
  const squat = known(catalog.exerciseById, "step_up");
  const jump = known(catalog.exerciseById, "pogo_two_leg");
  expect([3, 4, 5, 6].map((pain) => painAdvice(pain, squat, catalog))).toEqual([
    "fine",
    "ease",
    "ease",
    "stop",
  ]);
  expect([2, 3, 5, 6].map((pain) => painAdvice(pain, jump, catalog))).toEqual([
    "fine",
    "end_jumps",
    "end_jumps",
    "stop",
  ]);
});

test("a set changed afterwards ended by pain when its pain ends the exercise, and only then", () => {
  const squat = known(catalog.exerciseById, "step_up");
  const jump = known(catalog.exerciseById, "pogo_two_leg");
  const ended = (pain: number, stopped: "done" | "pain" | "quality", exercise = squat) =>
    stoppedBy({ pain, stopped }, exercise, catalog);
  expect([ended(5, "done"), ended(6, "done"), ended(6, "quality")]).toEqual(["done", "pain", "pain"]);
  expect([ended(2, "pain"), ended(2, "quality")]).toEqual(["done", "quality"]);
  expect([ended(2, "done", jump), ended(3, "done", jump)]).toEqual(["done", "pain"]);
});

function workout(exercise: string, sets: number): WorkoutLog {
  const { ladder, stages, dose } = known(catalog.exerciseById, exercise);
  const [reps_low, reps_high] = dose.reps ?? [null, null];
  const [seconds_low, seconds_high] = dose.seconds ?? [null, null];
  return {
    record: "00000000-0000-7000-8000-000000000001",
    body: {
      plan: null,
      template: "phase_1_A",
      performed_on: "2027-01-15",
      started_at: 1,
      utc_offset_min: 0,
      deload: false,
      sleep: null,
      energy: null,
      prescribed: [
        {
          ladder,
          exercise,
          stage: stages[0] ?? "",
          microstep: 0,
          sets,
          reps_low,
          reps_high,
          seconds_low,
          seconds_high,
          load_g: 0,
          tempo: null,
          first_side: "left",
        },
      ],
    },
    sets: [],
    choices: [],
    skipped: {},
    later: [],
    lead: {},
    going_on: [],
    more: {},
    step_g: 2500,
  };
}

function firstTurn(log: WorkoutLog) {
  const { turn } = flowOf(log, catalog);
  if (!turn) throw new Error("the workout has a turn");
  return turn;
}

test("the last set of a leg asks for reps in reserve; holds and jumps never do", () => {
  expect(asksReserve(firstTurn(workout("step_up", 1)))).toBe(true);
  expect(asksReserve(firstTurn(workout("step_up", 2)))).toBe(false);
  expect(asksReserve(firstTurn(workout("single_leg_stand", 1)))).toBe(false);
  expect(asksReserve(firstTurn(workout("pogo_two_leg", 1)))).toBe(false);
});

test("the second leg is offered what the first one did", () => {
  const log = workout("step_up", 2);
  const turn = firstTurn(log);
  const done = { amount: 6, marks: {}, pain: 0, rir: null, load_g: 0, note: "" };
  const body = setBody(log.record, turn, done, 2, catalog);
  const next = firstTurn({ ...log, sets: [{ record: "00000000-0000-7000-8000-000000000002", body }] });
  expect(next.side).toBe("right");
  expect(amountFor(turn)).toBe(turn.bout.target);
  expect(amountFor(next)).toBe(6);
  expect(lastOfLeg(next)).toBeNull();
});

test("a hold is logged in seconds, everything else in reps", () => {
  const done = { amount: 25, marks: {}, pain: 0, rir: null, load_g: 0, note: "" };
  const hold = setBody("s", firstTurn(workout("single_leg_stand", 1)), done, 2, catalog);
  expect([hold.reps, hold.seconds]).toEqual([null, 25]);
  const reps = setBody("s", firstTurn(workout("step_up", 1)), done, 2, catalog);
  expect([reps.reps, reps.seconds, reps.note]).toEqual([25, null, null]);
});

test("about a fifth lighter, in the runner's own steps, and always less", () => {
  expect(lighter(10_000, 2_500, 20)).toBe(7_500);
  expect(lighter(12_500, 2_500, 20)).toBe(10_000);
  expect(lighter(10_000, 1_000, 20)).toBe(8_000);
  expect(lighter(2_500, 2_500, 20)).toBe(0);
  expect(lighter(20_000, 2_500, 20)).toBe(15_000);
});
