/** What follows a set that was rough or that hurt (TRAINING.md 2.7). Pure. */

import type { Catalog } from "../training/catalog";
import type { SetLogged } from "../training/entries";
import type { Session } from "../training/fold";
import { halfUp } from "../training/units";
import { type Bout, isPoor, type Turn } from "./workout_flow";
import { itemsOf, lastOfLeg } from "./workout_tap";

/** The newest set at this place that was rough, or that hurt enough to ease off. */
export function troubled(bout: Bout, catalog: Catalog): { set: SetLogged; why: "rough" | "pain" } | null {
  const { settle_strength } = catalog.rules.pain;
  const here = bout.sets.filter(
    ({ body }) => body.exercise === bout.exercise.id && body.stage === bout.place.stage,
  );
  const bad = here.findLast(({ body }) => body.pain >= settle_strength || isPoor(body, catalog));
  return bad ? { set: bad.body, why: bad.body.pain >= settle_strength ? "pain" : "rough" } : null;
}

export type FaultsBefore = {
  when: "set" | "session";
  faults: readonly (readonly [item: string, score: 0 | 1])[];
};

/** What was not clean in this leg's set before, or the last time it did this exercise; null where all was. */
export function faultsBefore(turn: Turn, open: string, sessions: readonly Session[]): FaultsBefore | null {
  const own = lastOfLeg(turn);
  const { exercise } = turn.bout;
  const ofLeg = ({ sets }: Session) =>
    [...sets.values()].flat().filter(({ body }) => body.exercise === exercise.id && body.side === turn.side);
  const earlier = sessions.filter((one) => one.record !== open && ofLeg(one).length > 0);
  const newest = earlier.reduce<Session | null>(
    (best, one) => (best && best.body.started_at > one.body.started_at ? best : one),
    null,
  );
  const bodies = own ? [own.body] : newest ? ofLeg(newest).map(({ body }) => body) : [];
  const faults = itemsOf(exercise).flatMap((item) => {
    const worst = Math.min(...bodies.map(({ checks }) => checks[item] ?? 2));
    return worst < 2 ? [[item, worst as 0 | 1] as const] : [];
  });
  return faults.length > 0 ? { when: own ? "set" : "session", faults } : null;
}

/** About so much less weight, in the runner's own steps; always less. */
export function lighter(load_g: number, step_g: number, less_pct: number): number {
  const wanted = halfUp(load_g * (100 - less_pct), 100 * step_g) * step_g;
  return wanted < load_g ? wanted : Math.max(0, wanted - step_g);
}
