/** The laws of finding the rungs: what the core decides is what is asked, and the end says why. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../training";
import type { Item } from "../training/catalog";
import type { Entry } from "../training/entries";
import { placedAt } from "../training/placement";
import { builtCatalog } from "../training/testing/catalog";
import { DAY_0, type Given, logOf } from "../training/testing/vector_log";
import { hopOutcome } from "./hop_outcome";
import {
  extraStart,
  type Found,
  foundOn,
  hopItems,
  isAskedFor,
  keepsByDefault,
  placementChoices,
  placementFlow,
  placementItems,
} from "./placement_flow";
import { flowOf, newest, restOf, type WorkoutLog } from "./workout_flow";
import { type Logged, setBody } from "./workout_tap";

const catalog = builtCatalog();
const SESSION = "00000000-0000-7000-8000-000000000001";
const START_MS = 1_800_000_000_000;
const CLEAN: Logged = { amount: 10, marks: {}, pain: 0, rir: null, load_g: 0, note: "" };
const AT = { plan: null, performed_on: "2027-01-15", started_at: START_MS, utc_offset_min: 0 };
const EMPTY = fold([] as Entry[], catalog, DAY_0);

const FRESH: WorkoutLog = {
  record: SESSION,
  body: extraStart("placement", placementItems(catalog), AT),
  sets: [],
  choices: [],
  skipped: {},
  later: [],
  lead: {},
  going_on: [],
  more: {},
  step_g: 2500,
};

function turnOf(log: WorkoutLog) {
  return placementFlow(log, catalog).turn;
}

function withTry(log: WorkoutLog, logged: Logged): WorkoutLog {
  const turn = turnOf(log);
  if (!turn) return log;
  const done = log.sets.length;
  const body = setBody(SESSION, turn, logged, START_MS + done * 60_000, catalog);
  const record = `00000000-0000-7000-8000-${String(done + 2).padStart(12, "0")}`;
  return { ...log, sets: [...log.sets, { record, body }] };
}

/** Everything tried; `slip` says what goes wrong where. */
function tried(slip: (exercise: string, side: string) => Partial<Logged> = () => ({})): WorkoutLog {
  let log = FRESH;
  for (let turn = turnOf(log); turn; turn = turnOf(log)) {
    log = withTry(log, { ...CLEAN, ...slip(turn.bout.exercise.id, turn.side) });
  }
  return log;
}

function squat(log: WorkoutLog): Found {
  const found = foundOn(log, EMPTY, catalog).find((one) => one.ladder === "squat");
  if (!found) throw new Error("the squat is placed");
  return found;
}

const someTry: fc.Arbitrary<Logged> = fc.record({
  amount: fc.constantFrom(3, 5, 10),
  marks: fc.dictionary(fc.constantFrom<Item>("knee_alignment", "neutral_pelvis"), fc.constantFrom(0, 1, 2)),
  pain: fc.constantFrom(0, 0, 0, 2, 3, 6),
  rir: fc.constant(null),
  load_g: fc.constant(0),
  note: fc.constant(""),
}) as fc.Arbitrary<Logged>;
const someLog = fc.array(someTry, { maxLength: 40 }).map((tries) => tries.reduce(withTry, FRESH));

describe("laws", () => {
  test("nothing is tried twice, and it ends", () => {
    fc.assert(
      fc.property(fc.array(someTry, { minLength: 40, maxLength: 40 }), (tries) => {
        const log = tries.reduce(withTry, FRESH);
        const asked = log.sets.map(({ body }) => `${body.exercise} ${body.side}`);
        expect(new Set(asked).size).toBe(asked.length);
        expect(turnOf(log)).toBeNull();
      }),
    );
  });

  test("taking the newest try back brings its turn back, and the order of arrival never matters", () => {
    fc.assert(
      fc.property(someLog, someTry, (log, logged) => {
        const turn = turnOf(log);
        fc.pre(turn !== null);
        const later = withTry(log, logged);
        const undone = { ...later, sets: later.sets.filter((set) => set !== newest(later.sets)) };
        const mixed = { ...log, sets: [...log.sets].reverse() };
        for (const one of [undone, mixed]) {
          expect(turnOf(one)).toMatchObject({ side: turn?.side, bout: { place: turn?.bout.place } });
        }
      }),
    );
  });

  test("the end names the core's own place, and no place the rules would not allow", () => {
    fc.assert(
      fc.property(someLog, (log) => {
        for (const { ladder, exercise, good, sets } of foundOn(log, EMPTY, catalog)) {
          expect(exercise.id).toBe(placedAt(ladder, sets, catalog));
          expect(exercise.phase_min).toBeLessThanOrEqual(catalog.rules.placement.phase_max);
          if (exercise.rung > 1) expect(good).toBe(true);
        }
      }),
    );
  });
});

describe("one ladder after the other, from the lowest rung", () => {
  test("balance first, then the others in the order of a session", () => {
    expect(FRESH.body.prescribed.map((item) => item.ladder)).toEqual([
      "balance",
      "squat",
      "hinge",
      "step",
      "calf",
    ]);
  });

  test("five reps a leg, ten seconds for a hold, and who went second goes first on the next rung", () => {
    const log = tried();
    const of = (ladder: string) =>
      log.sets.filter((set) => set.body.ladder === ladder).map(({ body }) => `${body.exercise} ${body.side}`);
    expect(of("squat")).toEqual([
      "assisted_squat both",
      "assisted_single_leg_squat left",
      "assisted_single_leg_squat right",
      "single_leg_box_squat right",
      "single_leg_box_squat left",
    ]);
    expect(turnOf(FRESH)?.bout).toMatchObject({ target: 10, trial: { at: 1, of: 2 } });
  });

  test("a short rest between rungs, the usual change between legs", () => {
    const one = withTry(FRESH, CLEAN);
    expect(restOf(placementFlow(one, catalog), catalog)).toMatchObject({ kind: "leg", seconds: 15 });
    const two = withTry(one, CLEAN);
    expect(restOf(placementFlow(two, catalog), catalog)).toMatchObject({ kind: "exercise", seconds: 30 });
  });

  test("a ladder can be left out or stopped; pain that stops ends it", () => {
    const left = { ...FRESH, skipped: { 0: "time" } as const };
    expect(turnOf(left)?.bout.ladder).toBe("squat");
    const begun = withTry(FRESH, CLEAN);
    const [set] = begun.sets;
    if (!set) throw new Error("one try was logged");
    const stopped = { ...begun, sets: [{ ...set, body: { ...set.body, stopped: "time" as const } }] };
    expect(turnOf(stopped)?.bout.ladder).toBe("squat");
    expect(turnOf(withTry(FRESH, { ...CLEAN, pain: 6 }))?.bout.ladder).toBe("squat");
  });
});

describe("where you start, and why", () => {
  test("clean to the top", () => {
    expect(squat(tried())).toMatchObject({ exercise: { id: "single_leg_box_squat" }, limit: { why: "top" } });
  });

  test("a fault names the leg and the item, pain its number, a short set its leg", () => {
    const at = (what: Partial<Logged>) =>
      squat(tried((exercise, side) => (exercise === "single_leg_box_squat" && side === "left" ? what : {})));
    const faults = at({ marks: { neutral_pelvis: 0 } });
    expect(faults).toMatchObject({
      exercise: { id: "assisted_single_leg_squat" },
      good: true,
      limit: {
        why: "quality",
        leg: "left",
        item: "neutral_pelvis",
        exercise: { id: "single_leg_box_squat" },
      },
    });
    expect(at({ pain: 3 }).limit).toMatchObject({ why: "pain", leg: "left", pain: 3 });
    expect(at({ amount: 4 }).limit).toMatchObject({ why: "short", leg: "left" });
  });

  test("not even the lowest rung, stopped, not tried", () => {
    const bottom = squat(tried((exercise) => (exercise === "assisted_squat" ? { pain: 4 } : {})));
    expect(bottom).toMatchObject({ exercise: { id: "assisted_squat" }, good: false, limit: { why: "pain" } });
    expect(squat(FRESH).limit.why).toBe("untried");
    const begun = [CLEAN, CLEAN, CLEAN, CLEAN, CLEAN].reduce(withTry, FRESH);
    expect(squat(begun)).toMatchObject({
      exercise: { id: "assisted_squat" },
      good: true,
      limit: { why: "stopped" },
    });
  });

  test("choices are written for ladders that were tried and are not kept", () => {
    const found = foundOn(tried(), EMPTY, catalog);
    expect(placementChoices(found, ["squat"], 7).map((one) => one.ladder)).not.toContain("squat");
    expect(placementChoices(found, [], 7)).toContainEqual({
      ladder: "squat",
      exercise: "single_leg_box_squat",
      stage: "rom",
      microstep: 0,
      chosen_at: 7,
      by: "placement",
      why: null,
    });
    expect(placementChoices(foundOn(FRESH, EMPTY, catalog), [], 7)).toEqual([]);
  });
});

describe("finding them again", () => {
  const set = [10, 3, { k: 2, p: 2, b: 2 }, 0] as const;
  const trained = {
    day: 0,
    exercise: "assisted_squat",
    stage: "support",
    B: [set, set],
    template: "phase_1_A",
  };
  const on = (day: number) =>
    fold(logOf({ plan_day: 0, sessions: [trained] } as unknown as Given, catalog), catalog, DAY_0 + day);

  test("before training and after four weeks away the places are the rules' own; else a rung may be kept", () => {
    expect(isAskedFor(EMPTY, catalog)).toBe(true);
    expect(isAskedFor(on(27), catalog)).toBe(false);
    expect(isAskedFor(on(28), catalog)).toBe(true);
  });

  test("a rung above what can be tried is kept unless it was not clean below", () => {
    const higher = { ...squat(tried()), now: "pistol_squat_progression" };
    expect(keepsByDefault(higher, catalog)).toBe(true);
    expect(keepsByDefault({ ...higher, limit: { why: "stopped" } }, catalog)).toBe(false);
    expect(keepsByDefault({ ...higher, now: "assisted_squat" }, catalog)).toBe(false);
    expect(keepsByDefault({ ...higher, now: "single_leg_box_squat" }, catalog)).toBe(true);
  });
});

describe("the hops", () => {
  const HOPS: WorkoutLog = { ...FRESH, body: extraStart("hop_tolerance", hopItems(catalog), AT) };
  const hop = (log: WorkoutLog, what: Partial<Logged> = {}): WorkoutLog => {
    const { turn } = flowOf(log, catalog);
    if (!turn) return log;
    const done = log.sets.length;
    const body = setBody(SESSION, turn, { ...CLEAN, ...what }, START_MS + done * 60_000, catalog);
    return { ...log, sets: [...log.sets, { record: `set-${done}`, body }] };
  };
  const outcome = (log: WorkoutLog) =>
    hopOutcome(
      log.sets.map((one) => one.body),
      catalog,
    );

  test("two sets on two legs, then one on each", () => {
    const done = [{}, {}, {}, {}, {}].reduce(hop, HOPS);
    expect(done.sets.map(({ body }) => `${body.exercise} ${body.side}`)).toEqual([
      "pogo_two_leg both",
      "pogo_two_leg both",
      "controlled_single_leg_hops left",
      "controlled_single_leg_hops right",
    ]);
    expect(outcome(done)).toBe("quiet");
  });

  test("pain of three ends all of it, a loud landing or a missing rep does not count", () => {
    const hurt = [{}, { pain: 3 }, {}, {}].reduce(hop, HOPS);
    expect([hurt.sets.length, outcome(hurt)]).toEqual([2, "pain"]);
    expect(outcome([{}, { marks: { quiet_landing: 1 as const } }, {}, {}].reduce(hop, HOPS))).toBe("loud");
    expect(outcome([{}, {}, {}, { amount: 9 }].reduce(hop, HOPS))).toBe("short");
    expect(outcome([{}, {}].reduce(hop, HOPS))).toBe("short");
    expect(outcome([{}, { pain: 2 }, {}, {}].reduce(hop, HOPS))).toBe("quiet");
  });
});
