/** The beat of a test and the repetitions it stands for. Pure; instants are ms after the test began. */

import type { Test as TestKind } from "../training/catalog";

const MS_PER_MIN = 60_000;
const READY_BEATS = 3;
/** Nobody goes on for longer; a beat that is forgotten falls silent. Design choice. */
const LONGEST_MS = 600_000;

export type TestBeat = { at_ms: number; name: "beat" | "lift" | "lower" };

/** A beat each so often, three of them before the start; up and down in turn where two make a repetition. */
export function testBeats(kind: TestKind): TestBeat[] {
  const { metronome_bpm: bpm } = kind;
  if (bpm === null) return [];
  const paired = bpm === (kind.reps_per_min ?? 0) * 2;
  const beats: TestBeat[] = [];
  for (let index = -READY_BEATS; beatAt(index, bpm) <= LONGEST_MS; index++) {
    const name = index < 0 || !paired ? "beat" : index % 2 === 0 ? "lift" : "lower";
    beats.push({ at_ms: beatAt(index, bpm), name });
  }
  return beats;
}

function beatAt(index: number, bpm: number): number {
  return Math.round((index * MS_PER_MIN) / bpm);
}

/** How long the count before the start takes. */
export function readyMs(kind: TestKind): number {
  return kind.metronome_bpm === null ? 3_000 : beatAt(READY_BEATS, kind.metronome_bpm);
}

/** Repetitions that are through if every one was in time; null for a test without a pace. */
export function repsInTime(kind: TestKind, gone_ms: number): number | null {
  if (kind.reps_per_min === null) return null;
  return Math.floor((Math.min(LONGEST_MS, Math.max(0, gone_ms)) * kind.reps_per_min) / MS_PER_MIN);
}
