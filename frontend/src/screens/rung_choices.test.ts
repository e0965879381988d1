/** What a runner may choose, and what no choice can skip. */

import { describe, expect, test } from "vitest";
import { fold } from "../training";
import { known } from "../training/catalog";
import { builtCatalog } from "../training/testing/catalog";
import { DAY_0, type Given, logOf } from "../training/testing/vector_log";
import { choicesAt } from "./rung_choices";

const catalog = builtCatalog();

function told(given: object) {
  return fold(logOf({ sessions: [], ...given } as unknown as Given, catalog), catalog, DAY_0 + 1);
}

const FIRST_WEEK = told({ plan_day: 0 });
const SECOND_PHASE = told({});

function at(exercise: string, stage: string, microstep = 0, replayed = FIRST_WEEK) {
  return choicesAt({ exercise, stage, microstep }, replayed, catalog);
}

const names = (places: readonly { exercise: string; stage: string; microstep: number }[]) =>
  places.map((one) => `${one.exercise} ${one.stage} ${one.microstep}`);

describe("harder", () => {
  test("a micro-step, the next stage, and the first place of the next rung", () => {
    expect(names(at("low_step_down", "support").harder)).toEqual([
      "low_step_down support 1",
      "low_step_down reps 0",
      "step_up reps 0",
    ]);
  });

  test("never a rung or a stage whose phase is closed", () => {
    const deadlift = at("single_leg_deadlift", "reps");
    expect(deadlift.closed).toMatchObject({ rung: { id: "single_leg_rdl" }, why: "phase" });
    expect(names(deadlift.harder).every((one) => one.startsWith("single_leg_deadlift"))).toBe(true);
    for (const place of deadlift.harder) {
      expect(known(catalog.stageById, place.stage).phase_min).toBe(1);
    }
  });

  test("no jump before its door, whatever the phase", () => {
    for (const replayed of [FIRST_WEEK, SECOND_PHASE]) {
      expect(at("pogo_two_leg", "contacts", 0, replayed).closed).toMatchObject({
        rung: { id: "controlled_single_leg_hops" },
        why: "phase",
      });
    }
  });

  test("what another ladder must show first is still asked for", () => {
    const kickstand = at("kickstand_rdl", "reps");
    expect(kickstand.closed).toMatchObject({ rung: { id: "single_leg_deadlift" }, why: "needs" });
    const set = [30, 3, { k: 2, p: 2, b: 2 }, 0];
    const stand = { day: 0, exercise: "single_leg_stand", stage: "seconds", L: [set], R: [set] };
    const stood = told({ plan_day: 0, sessions: [{ ...stand, prescribed: { sets: 1, seconds: [20, 30] } }] });
    expect(names(at("kickstand_rdl", "reps", 0, stood).harder)).toContain("single_leg_deadlift support 0");
  });
});

describe("staying", () => {
  test("only once weights are open, and where there is a rung to stay below", () => {
    expect(at("step_up", "reps").stay).toBeNull();
    expect(at("step_up", "reps", 0, SECOND_PHASE).stay).toEqual({
      exercise: "step_up",
      stage: "load",
      microstep: 0,
    });
    const bare = told({ settings: { equipment: ["step", "support"] } });
    expect(at("step_up", "reps", 0, bare).stay).toBeNull();
    expect(at("step_up_knee_drive", "reps", 0, SECOND_PHASE).stay).toBeNull();
  });

  test("is known where it was chosen, and the rung above can be chosen from there", () => {
    const stays = told({ chosen: [{ day: 0, exercise: "step_up", stage: "load" }] });
    const choices = at("step_up", "load", 0, stays);
    expect(choices).toMatchObject({ stays: true, stay: null });
    expect(choices.easier.length).toBeGreaterThan(0);
    expect(names(choices.harder)).toContain("lateral_step_down reps 0");
  });
});

test("easier is never higher, and the bottom has none", () => {
  expect(at("low_step_down", "support").easier).toEqual([]);
  expect(names(at("step_up", "slow_ecc").easier)).toEqual(["step_up height 0", "low_step_down height 0"]);
  expect(names(at("step_up", "reps").easier)).toEqual(["low_step_down height 0"]);
});
