/** What a test measured, read aloud. Every language brings its own words for the units. */

import { LOCALE } from "../language";
import type { Test } from "../training/catalog";

type UnitWords = {
  /** `short` stands in the field beside the number. */
  reps: { one: string; many: string; short: string };
  points: { one: string; many: string };
  nothingToNote: string;
  aNote: string;
};

const upTo = [0, 1, 2].map((digits) => new Intl.NumberFormat(LOCALE, { maximumFractionDigits: digits }));

/** A value of a test's stored unit without its unit: "27", "151.7", "43.2". */
export function bare(kind: Test, stored: number): string {
  const digits = kind.unit !== "s" ? 1 : kind.better === "lower" ? 2 : 1;
  return (upTo[digits] as Intl.NumberFormat).format(stored / kind.stored_per_unit);
}

export function readings(words: UnitWords) {
  function unitOf(kind: Test, stored: number): string {
    if (kind.unit === "pass_fail") return "";
    if (kind.unit !== "reps" && kind.unit !== "points") return kind.unit;
    const { one, many } = words[kind.unit];
    return stored === kind.stored_per_unit ? one : many;
  }

  /** As short as it can be said: it shares a small field with the number. */
  function shortUnitOf(kind: Test, stored: number): string {
    return kind.unit === "reps" ? words.reps.short : unitOf(kind, stored);
  }

  /** "27 reps", "43.2 s"; a film passes or has a note. */
  function reading(kind: Test, stored: number): string {
    if (kind.unit === "pass_fail") return stored > 0 ? words.nothingToNote : words.aNote;
    return `${bare(kind, stored)} ${unitOf(kind, stored)}`;
  }

  /** How far apart two legs may be before it is more than noise: "6 reps", "10 %". */
  function noiseReading(kind: Test, noise: number): string {
    if (kind.noise_pct !== null) return `${kind.noise_pct} %`;
    const exact = kind.unit === "s" ? upTo[2] : upTo[1];
    return `${(exact as Intl.NumberFormat).format(noise / kind.stored_per_unit)} ${unitOf(kind, noise)}`;
  }

  return { unitOf, shortUnitOf, reading, noiseReading };
}
