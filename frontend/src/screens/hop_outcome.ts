/** What a hop session has shown before the morning has spoken. Pure. */

import type { Catalog } from "../training/catalog";
import type { SetLogged } from "../training/entries";

export type HopOutcome = "quiet" | "pain" | "loud" | "short";

/** `quiet` when all that was asked was done quietly and without pain (ruling 5); else what was in the way. */
export function hopOutcome(sets: readonly Hopped[], catalog: Catalog): HopOutcome {
  const asked = catalog.gates.plyo_gate.hop_tolerance;
  if (sets.some((set) => set.pain > asked.pain_max)) return "pain";
  if (sets.some((set) => (set.checks.quiet_landing ?? 0) < asked.landing_min)) return "loud";
  const done = (exercise: string, side: SetLogged["side"], reps: number) =>
    sets.filter((set) => set.exercise === exercise && set.side === side && (set.reps ?? 0) >= reps).length;
  const whole =
    done(asked.two_leg, "both", asked.two_leg_reps) >= asked.two_leg_sets &&
    done(asked.one_leg, "left", asked.one_leg_reps) > 0 &&
    done(asked.one_leg, "right", asked.one_leg_reps) > 0;
  return whole ? "quiet" : "short";
}

type Hopped = Pick<SetLogged, "exercise" | "side" | "reps" | "pain"> & {
  readonly checks: Readonly<Partial<Record<string, number>>>;
};
