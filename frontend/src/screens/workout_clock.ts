/** What counts in a workout just now, by the wall clock: a hold, a set in time or a rest. It can stand still. */

import { catalog } from "../store/live";
import { changeDraft, changeTurn, draftOf, type TurnDraft, turnDraftOf, turnKey } from "./workout_draft";
import { type Flow, type Rest, restOf, type Turn, type WorkoutLog } from "./workout_flow";
import { type Guide, goneOn, guidedReps } from "./workout_guide";

export type Timing = {
  hold_from_ms: number | null;
  guide: Guide | null;
  rest: Rest | null;
  /** Seconds the runner added to the rest, or took from it. */
  extra_s: number;
  /** When the rest ends; 0 without one. */
  end_ms: number;
  /** Since when it stands still; null while time goes on. */
  paused_ms: number | null;
};

export function timingOf(workout: WorkoutLog, flow: Flow, turn: Turn): Timing {
  const { hold_from_ms, guide } = turnDraftOf(workout.record, turnKey(turn));
  const { rest: changed, paused_ms } = draftOf(workout.record);
  const rest = restOf(flow, catalog());
  const extra_s = changed && changed.after === flow.last?.record ? changed.extra_s : 0;
  const end_ms = rest ? rest.from_ms + (rest.seconds + extra_s) * 1_000 : 0;
  const timing = { hold_from_ms, guide, rest, extra_s, end_ms, paused_ms };
  // A pause that nothing was running in is none.
  return isOn(timing, paused_ms ?? Date.now()) ? timing : { ...timing, paused_ms: null };
}

/** Whether anything counts at an instant. */
export function isOn({ hold_from_ms, guide, end_ms }: Timing, now_ms: number): boolean {
  return hold_from_ms !== null || guide !== null || end_ms > now_ms;
}

/** Makes the rest longer, or shorter. */
export function changeRest(workout: WorkoutLog, flow: Flow, timing: Timing, by_s: number): void {
  changeDraft(workout.record, {
    rest: { after: flow.last?.record ?? "", extra_s: timing.extra_s + by_s },
  });
}

/** Stops what counts where it is, or lets it go on from there. */
export function pauseOrGoOn(workout: WorkoutLog, flow: Flow, turn: Turn): void {
  const timing = timingOf(workout, flow, turn);
  const now_ms = Date.now();
  if (timing.paused_ms === null) {
    if (isOn(timing, now_ms)) changeDraft(workout.record, { paused_ms: now_ms });
    return;
  }
  const stood_ms = now_ms - timing.paused_ms;
  const { hold_from_ms, guide } = timing;
  if (hold_from_ms !== null || guide) {
    changeTurn(workout.record, turnKey(turn), {
      hold_from_ms: hold_from_ms === null ? null : hold_from_ms + stood_ms,
      guide: guide && goneOn(guide, timing.paused_ms, now_ms),
    });
  }
  if (timing.end_ms > timing.paused_ms) changeRest(workout, flow, timing, stood_ms / 1_000);
  changeDraft(workout.record, { paused_ms: null });
}

/** How many repetitions the guide has counted; null when it has counted none. */
export function counted({ guide }: TurnDraft, now_ms: number): number | null {
  return (guide && guidedReps(guide, now_ms)) || null;
}
