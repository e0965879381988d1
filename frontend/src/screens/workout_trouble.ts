/** What follows a set that was rough or that hurt (TRAINING.md 2.7). Pure. */

import type { Catalog } from "../training/catalog";
import type { SetLogged } from "../training/entries";
import { halfUp } from "../training/units";
import { type Bout, isPoor } from "./workout_flow";

/** The newest set at this place that was rough, or that hurt enough to ease off. */
export function troubled(bout: Bout, catalog: Catalog): { set: SetLogged; why: "rough" | "pain" } | null {
  const { settle_strength } = catalog.rules.pain;
  const here = bout.sets.filter(
    ({ body }) => body.exercise === bout.exercise.id && body.stage === bout.place.stage,
  );
  const bad = here.findLast(({ body }) => body.pain >= settle_strength || isPoor(body, catalog));
  return bad ? { set: bad.body, why: bad.body.pain >= settle_strength ? "pain" : "rough" } : null;
}

/** About so much less weight, in the runner's own steps; always less. */
export function lighter(load_g: number, step_g: number, less_pct: number): number {
  const wanted = halfUp(load_g * (100 - less_pct), 100 * step_g) * step_g;
  return wanted < load_g ? wanted : Math.max(0, wanted - step_g);
}
