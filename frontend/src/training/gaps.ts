/** Coming back after days away (TRAINING.md 4.5, ruling 7): row 8, on the day asked, from the last place. */

import { type Catalog, type GapBand, known } from "./catalog";
import type { TrainingState } from "./fold";
import type { Track } from "./gate";
import { DAYS_PER_WEEK, exerciseOpen } from "./phases";
import { firstPosition, type Position, rungBelow, stageBelow } from "./route";
import { floorDiv, halfUp } from "./units";

const PHASE_OF_RESTART = 1;

/** The band of so many days since a ladder's last session. */
export function gapBand(days: number, catalog: Catalog): GapBand {
  const found = catalog.rules.gaps.find(
    (band) => band.days_min <= days && (band.days_max === null || days <= band.days_max),
  );
  if (!found) throw new Error(`no band holds a gap of ${days} days`);
  return found;
}

/**
 * Gives the track the verdict of coming back, where the ladder has rested long enough for one.
 *
 * A runner who trained other ladders since, the last on `trainedOn`, was not away.
 *
 * Where the runner has chosen a place since its last verdict, only the doses come back slowly.
 */
export function comeBack(
  track: Track,
  state: TrainingState,
  catalog: Catalog,
  phase: number,
  trainedOn: number | null,
): void {
  if (track.last_day === null) return;
  const days = state.on - track.last_day;
  if (days < catalog.rules.advance.streak_gap_days) return;
  const band = gapBand(days, catalog);
  track.streak = 0;
  track.running = [];
  track.gap = band;
  track.returned_on = null;
  if (!track.ruling) return;
  const plyo = known(catalog.ladderById, track.ladder).priority === "plyo";
  const back = plyo ? band.jumps_back : band.back;
  const position = backBy(back, track, state, catalog, phase);
  const { earlier, seen } = track.ruling;
  const trainedSince = trainedOn !== null && trainedOn > track.last_day;
  track.ruling = {
    decision: "return",
    code: "RETURN_GAP",
    why: trainedSince ? `${back}.ladder` : back,
    leg: null,
    item: null,
    position,
    earlier,
    seen,
  };
  track.position = position;
}

function backBy(
  back: GapBand["back"] | GapBand["jumps_back"],
  { position, ladder }: Track,
  state: TrainingState,
  catalog: Catalog,
  phase: number,
): Position {
  const exercise = known(catalog.exerciseById, position.exercise);
  let below = rungBelow(exercise, ladder, catalog) ?? exercise;
  switch (back) {
    case "stage":
      return stageBelow(position, ladder, state, catalog, phase);
    case "rung":
      return firstPosition(below, state);
    case "first_rung":
      return firstPosition(known(catalog.exerciseById, known(catalog.ladderById, ladder).rungs[0]), state);
    case "placement":
      while (!exerciseOpen(below, PHASE_OF_RESTART)) {
        const lower = rungBelow(below, ladder, catalog);
        if (!lower) break;
        below = lower;
      }
      return firstPosition(below, state);
    default:
      return position;
  }
}

/** The sets of a day on the way back: one fewer once, or half and three quarters for a week each. */
export function setsAfterGap({ gap, returned_on }: Track, sets: number, day: number): number {
  if (!gap) return sets;
  if (gap.sets_pct.length > 0) {
    const week = returned_on === null ? 0 : floorDiv(day - returned_on, DAYS_PER_WEEK);
    const pct = gap.sets_pct[week];
    return pct === undefined ? sets : Math.max(1, halfUp(sets * pct, 100));
  }
  return returned_on === null ? Math.max(1, sets - gap.sets_fewer) : sets;
}

/** The most sets of a jump exercise: so many percent of its contacts in the first week back. */
export function jumpSetsAfterGap({ gap, returned_on }: Track, sets: number, day: number): number {
  if (!gap || (returned_on !== null && day - returned_on >= DAYS_PER_WEEK)) return sets;
  return Math.max(1, halfUp(sets * gap.contacts_pct, 100));
}
