/** A set in time: the count before it, then the beats of each repetition. Pure; instants are ms after it began. */

import type { Exercise } from "../training/catalog";
import { isTimed } from "../training/route";
import { secondsOf } from "../ui/figure/tempo";

export type PhaseName = "lower" | "below" | "lift" | "above";
export type Phase = { name: PhaseName; ms: number };

/** A sound of the guide; a pause sounds the same below and above. */
export type Beat = { at_ms: number; name: "beat" | "lower" | "pause" | "lift" | "tick" | "switch" };

/** Three, two, one. */
export const COUNT_IN_MS = 3_000;
const SECOND_MS = 1_000;

/** The tempo a set can be guided in; null where there is nothing to count, as in a jump. */
export function guidedTempo(exercise: Exercise, tempo: string): string | null {
  const { hold_s } = exercise.dose;
  if (isTimed(exercise) || exercise.category === "plyometric") return null;
  // Into it, held, out of it, and a breath.
  if (hold_s) return `111${hold_s}`;
  return secondsOf(tempo) ? tempo : null;
}

/** The phases of one repetition in their order; some exercises begin below and lift first. */
export function phasesOf(tempo: string, liftsFirst: boolean): readonly Phase[] {
  const seconds = secondsOf(tempo);
  if (!seconds) return [];
  const [lower, below, lift, above] = seconds.map((one) => Math.round(one * SECOND_MS)) as [
    number,
    number,
    number,
    number,
  ];
  const down: Phase[] = [
    { name: "lower", ms: lower },
    { name: "below", ms: below },
  ];
  const up: Phase[] = [
    { name: "lift", ms: lift },
    { name: "above", ms: above },
  ];
  return (liftsFirst ? [...up, ...down] : [...down, ...up]).filter(({ ms }) => ms > 0);
}

export function lengthOf(phases: readonly Phase[]): number {
  return phases.reduce((sum, { ms }) => sum + ms, 0);
}

/** Every beat of the set: the count, each phase with the seconds inside it, and the end. */
export function beatsOf(phases: readonly Phase[], reps: number): Beat[] {
  const beats: Beat[] = [];
  for (let at_ms = 0; at_ms < COUNT_IN_MS; at_ms += SECOND_MS) beats.push({ at_ms, name: "beat" });
  let at_ms = COUNT_IN_MS;
  for (let rep = 0; rep < reps; rep++) {
    for (const { name, ms } of phases) {
      beats.push({ at_ms, name: name === "lower" || name === "lift" ? name : "pause" });
      for (let in_ms = SECOND_MS; in_ms < ms; in_ms += SECOND_MS)
        beats.push({ at_ms: at_ms + in_ms, name: "tick" });
      at_ms += ms;
    }
  }
  beats.push({ at_ms, name: "switch" });
  return beats;
}

export type Moment =
  | { step: "count"; left: number }
  | { step: "rep"; rep: number; phase: PhaseName; left: number }
  | { step: "over" };

/** What is on at an instant: the number of the count, or which repetition, its phase, and the seconds left of that. */
export function momentOf(phases: readonly Phase[], reps: number, gone_ms: number): Moment {
  const in_ms = gone_ms - COUNT_IN_MS;
  if (in_ms < 0) return { step: "count", left: Math.ceil(-in_ms / SECOND_MS) };
  const rep_ms = lengthOf(phases);
  if (rep_ms === 0 || in_ms >= reps * rep_ms) return { step: "over" };
  let left_ms = in_ms % rep_ms;
  for (const { name, ms } of phases) {
    if (left_ms < ms) {
      const rep = Math.floor(in_ms / rep_ms) + 1;
      return { step: "rep", rep, phase: name, left: Math.ceil((ms - left_ms) / SECOND_MS) };
    }
    left_ms -= ms;
  }
  return { step: "over" };
}

/** A set that is being guided. Whoever reopens the app finds it where the wall clock is. */
export type Guide = {
  /** When the count before it began. */
  from_ms: number;
  rep_ms: number;
  /** Repetitions from this count on, and those done before it. */
  reps: number;
  before: number;
};

/** Repetitions that are through. */
export function guidedReps({ from_ms, rep_ms, reps, before }: Guide, now_ms: number): number {
  const through = Math.floor((now_ms - from_ms - COUNT_IN_MS) / rep_ms);
  return before + Math.min(reps, Math.max(0, through));
}

/** When the last repetition ends. */
export function endOfGuide({ from_ms, rep_ms, reps }: Guide): number {
  return from_ms + COUNT_IN_MS + reps * rep_ms;
}

/** The same set after an interruption: a count again, then the repetition that was broken off. */
export function goneOn(guide: Guide, paused_ms: number, now_ms: number): Guide {
  const done = guidedReps(guide, paused_ms);
  return { ...guide, from_ms: now_ms, reps: guide.before + guide.reps - done, before: done };
}

/** Milliseconds into the counted repetitions, for the figure: it waits for the first and stops with the last. */
export function inSet({ from_ms, rep_ms, reps }: Guide, now_ms: number): number {
  return Math.min(reps * rep_ms - 1, Math.max(0, now_ms - from_ms - COUNT_IN_MS));
}
