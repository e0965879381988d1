import { write } from "../store/live";
import type { Why, WorkoutLog } from "./workout_flow";

/** Closes the workout. A session has one finish, so it bears the session's own id and can be taken back anywhere. */
export function finish(workout: WorkoutLog, ended: "complete" | Why, rpe: number | null, note: string) {
  const body = { session: workout.record, finished_at: Date.now(), rpe, ended, note: note || null };
  return write("session_finished", body, workout.record);
}

/** Takes back a workout without a set: it leaves nothing behind. */
export function discardWorkout(record: string) {
  return write("session_started", null, record);
}
