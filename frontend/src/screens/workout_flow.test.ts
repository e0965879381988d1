/** The laws of the workout: entries alone say what is next, and taking a set back leads back. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Exercise, known } from "../training/catalog";
import type { Prescribed, SessionStarted, Side } from "../training/entries";
import { isTimed, setRange } from "../training/route";
import { builtCatalog } from "../training/testing/catalog";
import { easierPlaces } from "./rung_choices";
import { endedAs, flowOf, type Lead, newest, restOf, type Turn, type WorkoutLog } from "./workout_flow";
import { asksReserve, type Logged, type Marks, mostFor, setBody } from "./workout_tap";
import { troubled } from "./workout_trouble";

const catalog = builtCatalog();
const SESSION = "00000000-0000-7000-8000-000000000001";
const START_MS = 1_800_000_000_000;
const SET_MS = 60_000;
const CLEAN: Logged = { amount: 8, marks: {}, pain: 0, rir: 3, load_g: 0, note: "" };
const LOST: Logged = { ...CLEAN, marks: { knee_alignment: 0, neutral_pelvis: 0, smooth_breath: 0 } };

const trained = catalog.exercises.filter((one) => one.rung > 0 && one.category !== "run");

function prescribed(exercise: Exercise, sets: number, first_side: Side): Prescribed {
  const [low, high] = setRange(exercise);
  const timed = isTimed(exercise);
  return {
    ladder: exercise.ladder,
    exercise: exercise.id,
    stage: exercise.stages[0] ?? "",
    microstep: 0,
    sets,
    reps_low: timed ? null : low,
    reps_high: timed ? null : high,
    seconds_low: timed ? low : null,
    seconds_high: timed ? high : null,
    load_g: 0,
    tempo: exercise.dose.tempo,
    first_side: exercise.sides === "both" ? "both" : first_side,
  };
}

function workoutOf(items: readonly Prescribed[]): WorkoutLog {
  const body: SessionStarted = {
    plan: null,
    template: "phase_1_A",
    performed_on: "2027-01-15",
    started_at: START_MS,
    utc_offset_min: 0,
    deload: false,
    sleep: null,
    energy: null,
    prescribed: items,
  };
  return {
    record: SESSION,
    body,
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

function workoutWith(...ids: string[]): WorkoutLog {
  return workoutOf(ids.map((id) => prescribed(known(catalog.exerciseById, id), 2, "left")));
}

function turnOf(workout: WorkoutLog): Turn | null {
  return flowOf(workout, catalog).turn;
}

/** The workout after its next turn has been done as `logged` says. */
function afterSet(workout: WorkoutLog, logged: Logged): WorkoutLog {
  const turn = turnOf(workout);
  if (!turn) return workout;
  const done = workout.sets.length;
  const body = setBody(SESSION, turn, logged, START_MS + done * SET_MS, catalog);
  const record = `00000000-0000-7000-8000-${String(done + 2).padStart(12, "0")}`;
  return { ...workout, sets: [...workout.sets, { record, body }] };
}

function afterSets(workout: WorkoutLog, sets: number, logged = CLEAN): WorkoutLog {
  return Array.from({ length: sets }).reduce<WorkoutLog>((so_far) => afterSet(so_far, logged), workout);
}

/** What a screen shows of a turn. */
function shown(turn: Turn | null) {
  return turn && { bout: turn.bout.index, place: turn.bout.place, side: turn.side, set_no: turn.set_no };
}

const someMarks = fc.dictionary(
  fc.constantFrom("knee_alignment", "neutral_pelvis", "smooth_breath"),
  fc.constantFrom(0, 1, 2),
) as fc.Arbitrary<Marks>;
const someSet: fc.Arbitrary<Logged> = fc.record({
  amount: fc.nat(30),
  marks: someMarks,
  pain: fc.oneof(
    { weight: 8, arbitrary: fc.nat(3) },
    { weight: 1, arbitrary: fc.integer({ min: 4, max: 10 }) },
  ),
  rir: fc.option(fc.nat(3)),
  load_g: fc.constantFrom(0, 2500),
  note: fc.constant(""),
});
const someWorkout = fc
  .uniqueArray(fc.constantFrom(...trained), { minLength: 1, maxLength: 8, selector: (one) => one.ladder })
  .chain((exercises) =>
    fc.tuple(
      ...exercises.map((exercise) =>
        fc
          .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom<Side>("left", "right"))
          .map(([sets, side]) => prescribed(exercise, sets, side)),
      ),
    ),
  )
  .map(workoutOf);
const someHistory = fc
  .tuple(someWorkout, fc.array(someSet, { maxLength: 50 }))
  .map(([workout, sets]) => sets.reduce(afterSet, workout));

describe("laws", () => {
  test("the order in which sets arrive never changes what is next", () => {
    fc.assert(
      fc.property(someHistory, fc.infiniteStream(fc.double({ noNaN: true })), (workout, dice) => {
        const mixed = workout.sets
          .map((set) => ({ set, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ set }) => set);
        expect(shown(turnOf({ ...workout, sets: mixed }))).toEqual(shown(turnOf(workout)));
      }),
    );
  });

  test("taking the newest set back brings its own turn back", () => {
    fc.assert(
      fc.property(someHistory, someSet, (workout, logged) => {
        fc.pre(turnOf(workout) !== null);
        const later = afterSet(workout, logged);
        const undone = { ...later, sets: later.sets.filter((set) => set !== newest(later.sets)) };
        expect(shown(turnOf(undone))).toEqual(shown(turnOf(workout)));
      }),
    );
  });

  test("every prefix of a workout leads to the turn that was logged next", () => {
    fc.assert(
      fc.property(someHistory, (workout) => {
        for (const [at, { body }] of workout.sets.entries()) {
          const turn = turnOf({ ...workout, sets: workout.sets.slice(0, at) });
          expect(turn).toMatchObject({ side: body.side, set_no: body.set_no });
          expect(turn?.bout.place.exercise).toBe(body.exercise);
        }
      }),
    );
  });

  test("no leg is asked for the same set twice, and the workout ends", () => {
    fc.assert(
      fc.property(someWorkout, fc.array(someSet, { minLength: 60, maxLength: 60 }), (workout, sets) => {
        const whole = sets.reduce(afterSet, workout);
        const slots = whole.sets.map(({ body }) => `${body.ladder} ${body.side} ${body.set_no}`);
        expect(new Set(slots).size).toBe(slots.length);
        expect(turnOf(whole)).toBeNull();
      }),
    );
  });

  test("every set the runner adds is asked once, of its leg, after those that were prescribed", () => {
    const legs = fc.array(fc.constantFrom<Side>("left", "right"), { maxLength: 4 });
    fc.assert(
      fc.property(someWorkout, legs, (workout, added) => {
        const flow = flowOf(afterSets({ ...workout, more: { 0: added } }, 80), catalog);
        expect(flow.turn).toBeNull();
        const [first] = workout.body.prescribed;
        const done = flow.bouts[0]?.sets.map(({ body }) => body) ?? [];
        const slots = done.map(({ side, set_no }) => `${side} ${set_no}`);
        expect(new Set(slots).size).toBe(slots.length);
        const both = first?.first_side === "both";
        for (const leg of both ? (["both"] as const) : (["left", "right"] as const)) {
          const more = both ? added.length : added.filter((one) => one === leg).length;
          expect(done.filter(({ side }) => side === leg)).toHaveLength((first?.sets ?? 0) + more);
        }
        expect(done.slice((first?.sets ?? 0) * (both ? 1 : 2)).map(({ side }) => side)).toEqual(
          added.map((leg) => (both ? "both" : leg)),
        );
      }),
    );
  });

  test("a clean workout asks for every prescribed set of each leg and is complete", () => {
    fc.assert(
      fc.property(someWorkout, (workout) => {
        const asked = workout.body.prescribed.reduce(
          (sum, item) => sum + item.sets * (item.first_side === "both" ? 1 : 2),
          0,
        );
        const whole = afterSets(workout, asked);
        const flow = flowOf(whole, catalog);
        expect(flow.turn).toBeNull();
        expect(flow.bouts.every((bout) => bout.end === "done")).toBe(true);
        expect(endedAs(flow, {})).toBe("complete");
      }),
    );
  });

  test("legs take turns, the prescribed one first", () => {
    fc.assert(
      fc.property(someWorkout, (workout) => {
        const whole = afterSets(workout, 60);
        for (const bout of flowOf(whole, catalog).bouts) {
          const sides = bout.sets.map((set) => set.body.side);
          const first = workout.body.prescribed[bout.index]?.first_side;
          expect(sides[0]).toBe(first);
          if (first !== "both")
            expect(sides.every((side, at) => at === 0 || side !== sides[at - 1])).toBe(true);
        }
      }),
    );
  });
});

describe("what ends an exercise today", () => {
  test("two poor sets suggest it, and the runner may go on", () => {
    const once = afterSet(workoutWith("step_up", "single_leg_stand"), LOST);
    expect(turnOf(once)).toMatchObject({ side: "right", set_no: 1, bout: { enough: false } });
    const twice = afterSet(once, LOST);
    expect(turnOf(twice)?.bout).toMatchObject({ exercise: { id: "step_up" }, enough: true });
    expect(turnOf({ ...twice, going_on: [0] })?.bout.enough).toBe(false);
  });

  test("pain of six, and not of five", () => {
    const workout = workoutWith("step_up", "single_leg_stand");
    expect(turnOf(afterSet(workout, { ...CLEAN, pain: 5 }))?.bout.index).toBe(0);
    const stopped = afterSet(workout, { ...CLEAN, pain: 6 });
    expect(stopped.sets[0]?.body.stopped).toBe("pain");
    expect(turnOf(stopped)?.bout.index).toBe(1);
  });

  test("pain of three in a jump ends every jump and nothing else", () => {
    const workout = workoutWith("pogo_two_leg", "plyometric_step", "step_up");
    expect(turnOf(afterSet(workout, { ...CLEAN, pain: 2 }))?.bout.index).toBe(0);
    const flow = flowOf(afterSet(workout, { ...CLEAN, pain: 3 }), catalog);
    expect(flow.turn?.bout.exercise.id).toBe("step_up");
    expect(flow.bouts.map((bout) => bout.end)).toEqual(["pain", "jumps", null]);
  });

  test("the runner skips it, before or after a set of it", () => {
    const fresh = { ...workoutWith("step_up", "single_leg_stand"), skipped: { 0: "time" } as const };
    expect(turnOf(fresh)?.bout.index).toBe(1);
    const begun = afterSet(workoutWith("step_up", "single_leg_stand"), CLEAN);
    const [set] = begun.sets;
    if (!set) throw new Error("one set was logged");
    const marked = { ...begun, sets: [{ ...set, body: { ...set.body, stopped: "quality" as const } }] };
    expect(turnOf(marked)?.bout.index).toBe(1);
    expect(endedAs(flowOf(marked, catalog), {})).toBe("quality");
  });
});

describe("changing the plan of the day", () => {
  test("a bout put off comes after the others and keeps its sets", () => {
    const begun = afterSet(workoutWith("step_up", "single_leg_stand"), CLEAN);
    const later = { ...begun, later: [0] };
    expect(turnOf(later)?.bout.index).toBe(1);
    expect(turnOf(afterSets(later, 4))).toMatchObject({ side: "right", set_no: 1, bout: { index: 0 } });
  });

  test("an easier place goes on at once with the sets that are left", () => {
    const begun = afterSet(workoutWith("step_up"), LOST);
    const bout = turnOf(begun)?.bout;
    const [place] = bout ? easierPlaces(bout.place, catalog) : [];
    if (!place) throw new Error("a step-up has an easier place");
    const choice = { ladder: "step", ...place, chosen_at: START_MS + 1, by: "runner", why: null } as const;
    const eased = { ...begun, choices: [choice] };
    expect(turnOf(eased)).toMatchObject({ side: "right", set_no: 1, bout: { place, moved: true } });
    expect(turnOf(afterSets(eased, 3))).toBeNull();
  });

  test("a rung chosen before the workout does not change it", () => {
    const choice = { stage: "support", microstep: 0, by: "runner", why: null } as const;
    const old = { ...choice, ladder: "step", exercise: "low_step_down", chosen_at: START_MS - 1 };
    expect(turnOf({ ...workoutWith("step_up"), choices: [old] })?.bout.exercise.id).toBe("step_up");
  });

  test("every easier place exists, is lower, and the bottom has none", () => {
    for (const exercise of trained) {
      for (const stage of exercise.stages) {
        const item = { ...prescribed(exercise, 2, "left"), stage };
        const bout = turnOf(workoutOf([item]))?.bout;
        if (!bout) throw new Error("a fresh workout has a turn");
        for (const place of easierPlaces(bout.place, catalog)) {
          const to = known(catalog.exerciseById, place.exercise);
          expect(to.stages).toContain(place.stage);
          expect(to.rung).toBeLessThanOrEqual(exercise.rung);
        }
        if (exercise.rung === 1 && stage === exercise.stages[0])
          expect(easierPlaces(bout.place, catalog)).toEqual([]);
      }
    }
  });
});

describe("a lagging leg", () => {
  const STEP = prescribed(known(catalog.exerciseById, "step_up"), 2, "right");
  const RIGHT: Lead = { side: "right", extra: 1 };
  const led = (sets = 2, lead = RIGHT): WorkoutLog => ({
    ...workoutOf([{ ...STEP, sets }]),
    lead: { 0: lead },
  });
  const legs = (workout: WorkoutLog) => workout.sets.map(({ body }) => `${body.side} ${body.set_no}`);

  test("goes first in every set and has one more of its own at the end", () => {
    expect(legs(afterSets(led(), 9))).toEqual(["right 1", "left 1", "right 2", "left 2", "right 3"]);
  });

  test("sets the measure: the other leg copies its reps and load and is told not to go beyond", () => {
    const after = afterSet(led(), { ...CLEAN, amount: 7, load_g: 2500 });
    const turn = turnOf(after);
    expect(turn && mostFor(turn)).toEqual({ amount: 7, load_g: 2500 });
    expect(turn?.bout.load_g).toBe(2500);
    const next = turnOf(afterSet(after, CLEAN));
    expect(next && mostFor(next)).toBeNull();
  });

  test("without one nothing limits either leg", () => {
    const turn = turnOf(afterSet(workoutOf([STEP]), CLEAN));
    expect(turn && mostFor(turn)).toBeNull();
  });

  test("is asked for its reserve after its last shared set and after its own", () => {
    const asked = Array.from({ length: 5 }, (_, done) => {
      const turn = turnOf(afterSets(led(), done));
      return turn !== null && asksReserve(turn);
    });
    expect(asked).toEqual([false, false, true, true, true]);
  });

  test("may leave its own set out: the exercise is done, the session complete", () => {
    const shared = { ...afterSets(led(), 4), skipped: { 0: "time" } as const };
    expect(flowOf(shared, catalog).bouts[0]?.end).toBe("done");
    expect(endedAs(flowOf(shared, catalog), shared.skipped)).toBe("complete");
    const short = { ...afterSets(led(), 3), skipped: { 0: "time" } as const };
    expect(endedAs(flowOf(short, catalog), short.skipped)).toBe("time");
  });

  test("has the accessory block to itself, even where what the start kept is lost", () => {
    expect(legs(afterSets(led(0, { side: "right", extra: 2 }), 9))).toEqual(["right 1", "right 2"]);
    const lost = workoutOf([{ ...STEP, sets: 0 }]);
    const { sets } = catalog.rules.asymmetry.accessory;
    expect(legs(afterSets(lost, 9))).toEqual(Array.from({ length: sets }, (_, at) => `right ${at + 1}`));
  });
});

describe("going on after a set that was rough or sore", () => {
  test("the newest such set of this place speaks", () => {
    const bout = (...sets: Logged[]) => turnOf(sets.reduce(afterSet, workoutWith("step_up")))?.bout;
    const why = (...sets: Logged[]) => {
      const at = bout(...sets);
      return at && troubled(at, catalog)?.why;
    };
    expect(why(CLEAN)).toBeUndefined();
    expect(why({ ...CLEAN, pain: 3 })).toBeUndefined();
    expect(why({ ...CLEAN, pain: 4 })).toBe("pain");
    expect(why(LOST)).toBe("rough");
    expect(why(LOST, { ...CLEAN, pain: 5 })).toBe("pain");
  });

  test("a stage chosen on the way has its own tempo and weight", () => {
    const choice = { ladder: "step", exercise: "step_up", microstep: 0, chosen_at: START_MS + 1 } as const;
    const at = (stage: string) => {
      const choices = [{ ...choice, stage, by: "runner", why: null } as const];
      return turnOf({ ...workoutWith("step_up"), choices })?.bout;
    };
    expect(at("slow_ecc")).toMatchObject({ tempo: "5010", load_g: 0 });
    expect(at("load")).toMatchObject({ load_g: 2500 });
  });
});

describe("rest", () => {
  test("changing the leg has its own short time, longer with weight or near the limit", () => {
    const { leg_change_s, leg_change_loaded_s } = catalog.program;
    const rest = (logged: Logged) =>
      restOf(flowOf(afterSet(workoutWith("step_up"), logged), catalog), catalog);
    expect(rest({ ...CLEAN, rir: null })).toMatchObject({
      kind: "leg",
      seconds: leg_change_s,
      from_ms: START_MS,
    });
    expect(rest({ ...CLEAN, load_g: 2500 })).toMatchObject({ seconds: leg_change_loaded_s });
    expect(rest({ ...CLEAN, rir: 2 })).toMatchObject({ seconds: leg_change_loaded_s });
  });

  test("between sets and exercises it is the exercise's own", () => {
    const rest_s = known(catalog.exerciseById, "step_up").dose.rest_s;
    const workout = workoutWith("step_up", "single_leg_stand");
    const rest = (sets: number) => restOf(flowOf(afterSets(workout, sets), catalog), catalog);
    expect(rest(0)).toBeNull();
    expect(rest(2)).toMatchObject({ kind: "set", seconds: rest_s });
    expect(rest(4)).toMatchObject({ kind: "exercise", seconds: rest_s });
    expect(rest(8)).toBeNull();
  });
});
