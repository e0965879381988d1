import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtCatalog } from "../training/testing/catalog";
import { repetition } from "../ui/figure/motion";
import { MOTIONS } from "../ui/figure/poses";
import {
  beatsOf,
  COUNT_IN_MS,
  endOfGuide,
  type Guide,
  goneOn,
  guidedReps,
  guidedTempo,
  inSet,
  lengthOf,
  momentOf,
  phasesOf,
} from "./workout_guide";

const catalog = builtCatalog();
const digit = fc.integer({ min: 0, max: 9 });
const moving = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant("X"));
const tempos = fc.tuple(moving, digit, moving, digit).map((parts) => parts.join(""));
const reps = fc.integer({ min: 1, max: 30 });

/** What the tempo says a repetition lasts, read plainly. */
function told_ms(tempo: string): number {
  return [...tempo].reduce((sum, one) => sum + (one === "X" ? 500 : 1_000 * Number(one)), 0);
}

describe("a set in time", () => {
  it("lasts exactly what its tempo says, whatever goes first", () => {
    fc.assert(
      fc.property(tempos, fc.boolean(), (tempo, liftsFirst) => {
        expect(lengthOf(phasesOf(tempo, liftsFirst))).toBe(told_ms(tempo));
      }),
    );
  });

  it("begins every repetition exactly so many times its length after the count, however long it goes on", () => {
    fc.assert(
      fc.property(tempos, fc.boolean(), reps, (tempo, liftsFirst, all) => {
        const phases = phasesOf(tempo, liftsFirst);
        const first = liftsFirst ? "lift" : "lower";
        const starts = beatsOf(phases, all).filter(({ name }) => name === first);
        expect(starts.map(({ at_ms }) => at_ms)).toEqual(
          Array.from({ length: all }, (_, rep) => 3_000 + rep * told_ms(tempo)),
        );
      }),
    );
  });

  it("counts three seconds, sounds every second in order and ends once, with the last repetition", () => {
    fc.assert(
      fc.property(tempos, fc.boolean(), reps, (tempo, liftsFirst, all) => {
        const beats = beatsOf(phasesOf(tempo, liftsFirst), all);
        const times = beats.map(({ at_ms }) => at_ms);
        expect(times.slice(0, 3)).toEqual([0, 1_000, 2_000]);
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        const gaps = times.slice(1).map((at_ms, index) => at_ms - (times[index] ?? 0));
        expect(Math.max(...gaps)).toBeLessThanOrEqual(1_000);
        expect(beats.filter(({ name }) => name === "switch").map(({ at_ms }) => at_ms)).toEqual([
          3_000 + all * told_ms(tempo),
        ]);
      }),
    );
  });

  it("shows the phase that the newest beat has begun, and the seconds left in it", () => {
    fc.assert(
      fc.property(tempos, fc.boolean(), reps, fc.nat(400_000), (tempo, liftsFirst, all, gone_ms) => {
        const phases = phasesOf(tempo, liftsFirst);
        const beats = beatsOf(phases, all);
        const now = momentOf(phases, all, gone_ms);
        const newest = beats.findLast((beat) => beat.at_ms <= gone_ms && beat.name !== "tick")?.name;
        if (now.step === "count") expect([newest, gone_ms < COUNT_IN_MS]).toEqual(["beat", true]);
        if (now.step === "over") expect(newest).toBe("switch");
        if (now.step === "rep") {
          const pause = now.phase === "below" || now.phase === "above";
          expect(newest).toBe(pause ? "pause" : now.phase);
          expect(now.rep).toBe(Math.floor((gone_ms - 3_000) / told_ms(tempo)) + 1);
          expect(now.left).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("never counts a repetition before its end, nor more than there are, and none is lost by a pause", () => {
    fc.assert(
      fc.property(tempos, reps, fc.nat(300_000), fc.nat(1_000_000), (tempo, all, gone_ms, stood_ms) => {
        const guide: Guide = { from_ms: 1_000, rep_ms: told_ms(tempo), reps: all, before: 0 };
        const at_ms = 1_000 + gone_ms;
        const done = guidedReps(guide, at_ms);
        expect(done).toBe(Math.min(all, Math.max(0, Math.floor((gone_ms - 3_000) / told_ms(tempo)))));
        const after = goneOn(guide, at_ms, at_ms + stood_ms);
        expect(guidedReps(after, at_ms + stood_ms)).toBe(done);
        expect(guidedReps(after, endOfGuide(after))).toBe(all);
        expect(guidedReps(after, endOfGuide(after) - 1)).toBe(Math.max(done, all - 1));
      }),
    );
  });

  it("moves the figure with the beats: both take the same time, in every exercise and stage", () => {
    let guided = 0;
    for (const exercise of catalog.exercises) {
      const motion = MOTIONS[exercise.id];
      const stages = exercise.stages.flatMap((id) => catalog.stageById.get(id)?.tempo ?? []);
      for (const tempo of [exercise.dose.tempo, ...stages]) {
        const counted = guidedTempo(exercise, tempo);
        if (counted === null || !motion || motion.times) continue;
        const phases = phasesOf(counted, motion.lifts === true);
        const way = repetition(motion, counted, true);
        expect([exercise.id, way.map(({ ms }) => ms)]).toEqual([exercise.id, phases.map(({ ms }) => ms)]);
        guided++;
      }
    }
    expect(guided).toBeGreaterThan(30);
  });

  it("keeps the figure inside the counted repetitions", () => {
    const guide: Guide = { from_ms: 0, rep_ms: 4_000, reps: 2, before: 0 };
    expect([0, 2_999, 3_000, 5_000, 10_999, 50_000].map((at) => inSet(guide, at))).toEqual([
      0, 0, 0, 2_000, 7_999, 7_999,
    ]);
  });

  it("guides no hold and no jump, and an exercise of short holds by their length", () => {
    const guides = (id: string) => {
      const exercise = catalog.exercises.find((one) => one.id === id);
      return exercise && guidedTempo(exercise, exercise.dose.tempo);
    };
    expect(guides("side_plank")).toBeNull();
    const jump = catalog.exercises.find((one) => one.category === "plyometric");
    expect(jump && guidedTempo(jump, "3010")).toBeNull();
    const short = catalog.exercises.find((one) => one.dose.hold_s);
    expect(short && guidedTempo(short, "hold")).toBe("1115");
  });
});
