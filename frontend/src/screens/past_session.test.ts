/** A session that is over, or one done without the phone, as the workout's own logic reads it. */

import { expect, test } from "vitest";
import type { NextSession } from "../training/answers";
import type { RungChosen } from "../training/entries";
import { builtCatalog } from "../training/testing/catalog";
import { missedSession, pastLog, unratedSet } from "./past_session";
import { NEXT, STEP_UP } from "./testing/next_session";
import { flowOf } from "./workout_flow";

const catalog = builtCatalog();
const RECORD = "0199c0de-0000-7000-8000-000000000001";
const BEGAN = 1_800_000_000_000;
const EVEN: NextSession = {
  ...NEXT,
  items: [{ ...STEP_UP, sets_left: 2, target: 8, reps_low: 8, microstep: 0 }],
};
const AT = { on: "2027-01-14", at_ms: BEGAN, utc_offset_min: 60 };

function missed() {
  return missedSession(RECORD, EVEN, AT, null, catalog);
}

test("it is dated by when it was, and over when it would have been", () => {
  const { started, finished } = missed();
  expect(started).toMatchObject({ performed_on: "2027-01-14", started_at: BEGAN, utc_offset_min: 60 });
  expect(finished).toMatchObject({ session: RECORD, finished_at: BEGAN + 40 * 60_000, ended: "complete" });
});

test("a set that is entered has the amount that was asked for, and no mark at all", () => {
  const log = pastLog(RECORD, missed().started, [], [], 1_000);
  const [bout] = flowOf(log, catalog).bouts;
  const slot = bout?.slots[1];
  if (!bout || !slot) throw new Error("no slot");
  const made = unratedSet(log, bout, slot, catalog);
  expect(made).toMatchObject({ side: "left", set_no: 1, reps: bout.target, checks: {}, pain: 0, rir: null });
});

test("sets that are entered out of order are in training order all the same", () => {
  const { started } = missed();
  const empty = pastLog(RECORD, started, [], [], 1_000);
  const [bout] = flowOf(empty, catalog).bouts;
  if (!bout) throw new Error("no bout");
  const [right1, left1, right2] = bout.slots;
  if (!right1 || !left1 || !right2) throw new Error("no slots");
  const first = unratedSet(empty, bout, right1, catalog);
  const logged = { id: "a", record: "a", body: { ...first, checks: { knee_alignment: 2 } } };
  const one = pastLog(RECORD, started, [logged], [], 1_000);
  const [next] = flowOf(one, catalog).bouts;
  const after = next?.slots[2];
  if (!next || !after) throw new Error("no slot");
  const second = unratedSet(one, next, after, catalog);
  expect(second.performed_at).toBeGreaterThan(first.performed_at);
  expect(first.performed_at).toBeGreaterThan(BEGAN);
});

test("a rung that was chosen after the session changes nothing in it", () => {
  const chosen: RungChosen = {
    ladder: "step",
    exercise: "step_down",
    stage: "reps",
    microstep: 0,
    chosen_at: BEGAN + 1,
    by: "runner",
    why: null,
  };
  const log = pastLog(RECORD, missed().started, [], [chosen], 1_000);
  expect(flowOf(log, catalog).bouts[0]?.exercise.id).toBe("step_up");
});
