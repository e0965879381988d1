/** A result held against what is typical, in one sentence. Pure. */

import type { Test as TestKind } from "../training/catalog";
import type { Settings } from "../training/entries";
import { normWords, reading } from "../words/tests";
import { heightNorm, LEGS, type OneLeg, typicalFor } from "./measuring";

/** The runner's own norm where age, sex or height make one; else what the catalogue says of everybody. */
export function normSentence(
  kind: TestKind,
  values: Readonly<Partial<Record<OneLeg, number>>>,
  settings: Settings,
  on: number,
): string {
  const { norms } = kind;
  if (!norms) return "";
  if (norms.bands.length > 0) return bandSentence(kind, values) ?? norms.text;
  const typical = typicalFor(kind, settings, on);
  if (typical !== null) return normWords.typical(reading(kind, typical));
  const ofHeight = heightNorm(kind, settings);
  if (ofHeight !== null) return normWords.height(reading(kind, ofHeight));
  return kind.video ? norms.text : normWords.everybody(norms.text);
}

function bandSentence(kind: TestKind, values: Readonly<Partial<Record<OneLeg, number>>>): string | null {
  const said = LEGS.flatMap((leg) => {
    const value = values[leg];
    return value === undefined ? [] : [{ leg, what: normWords.band[bandOf(kind, value)] }];
  });
  const [first, second] = said;
  if (!first) return null;
  if (second && first.what === second.what) return normWords.bandBoth(first.what);
  return normWords.bandEach(said);
}

/** What lies in none of a test's bands is average: they leave the middle out. */
function bandOf(kind: TestKind, value: number) {
  const rounded = Math.round(value);
  const band = kind.norms?.bands.find(
    (one) => one.low <= rounded && (one.high === null || rounded <= one.high),
  );
  return band?.id ?? "average";
}
