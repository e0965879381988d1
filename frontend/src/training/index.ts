/**
 * The science, pure: a log and a day in, decisions out. No clock, no chance, no I/O.
 *
 * Read in this order: units, entries, catalog, fold, quality, route, evidence, symmetry, needs, phases, doors,
 * jumps, gate, gaps, replay, progress, criteria, assessments, placement, doses, hours, days, week, schedule,
 * words, spreadsheet.
 * `backend/evenstride/training` is the twin, file for file; `tests/vectors` binds both.
 */

import type { Catalog } from "./catalog";
import type { Entry } from "./entries";
import { foldLog } from "./fold";
import { type Replayed, replay } from "./replay";

export { nextTrial, placedAt, placedLadders } from "./placement";
export { progress, session, sessions } from "./progress";
export type { Replayed } from "./replay";
export { plan, today } from "./schedule";
export { symmetry } from "./symmetry";

/** What the log says on a local day (a day number), every verdict included. */
export function fold(entries: Iterable<Entry>, catalog: Catalog, on: number): Replayed {
  return replay(foldLog(entries, catalog, on), catalog);
}
