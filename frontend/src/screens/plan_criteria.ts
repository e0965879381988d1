/** A door's criteria in words and addresses. Pure. */

import type { Catalog } from "../training/catalog";
import type { Criterion } from "../training/criteria";
import { dayNumber } from "../training/units";
import { dates } from "../words";
import { planWords } from "../words/plan";

/** Criterion → where the runner can do something about it. */
const ADDRESS: Readonly<Record<string, string>> = {
  sessions: "/",
  step_down: "/test/lateral_step_down",
  balance: "/test/sl_stand_eyes_open",
  calf: "/test/sl_calf_raise",
  squat: "/progress/squat",
  hop_tolerance: "/",
  safety: "/",
  hop_asymmetry: "/test/sl_hop_distance",
};

export function addressOf(criterion: string): string | null {
  return ADDRESS[criterion] ?? null;
}

export function isLegs({ measures }: Criterion): boolean {
  return measures.some(({ of }) => of === "left");
}

/** "12 of 28 days", or two such lines where a criterion has two numbers. */
export function measureWords({ measures }: Criterion): string {
  return measures
    .flatMap(({ of, value, target }) =>
      of === "left" || of === "right" ? [] : [planWords.measure[of](value, target)],
    )
    .join(", ");
}

/** What the sentence of a criterion names. */
export function factsOf({ measures, lacking, on }: Criterion, catalog: Catalog) {
  return {
    target: measures[0]?.target ?? 0,
    by: on ? dates.short(dayNumber(on)) : "",
    lacking: lacking.map((one) => catalog.ladderById.get(one)?.name ?? "").join(", "),
  };
}
