/**
 * Running drills of phase 4: which one a week holds, how much of it, and after which run (TRAINING.md 4.8).
 *
 * Two weeks of uphill strides come first; then hill sprints and race-pace drills take turns, and a lighter
 * week holds the treadmill check. What the runner has no hill or treadmill for makes way for what needs
 * neither.
 */

import { type Catalog, type Exercise, known } from "./catalog";
import type { Wish } from "./days";
import type { Session, TrainingState } from "./fold";
import { knownOn } from "./gate";
import { dayOf, MIN_PER_HOUR, type Run } from "./hours";
import { entryMet, type Known } from "./needs";
import { exerciseEquipped, planWeek } from "./phases";
import type { Replayed } from "./replay";
import { floorDiv, weekday } from "./units";

export const DRILL_LADDER = "run_integration";
const STRIDES = "uphill_strides";
const HILLS = "hill_repeats";
const RACE_PACE = "race_pace_drill";
const TREADMILL = "controlled_treadmill_sprint";

/** Drills that count as a key run however short they are (their `setup` in the catalogue). */
const ALWAYS_KEY: readonly string[] = [RACE_PACE];

/** How much longer the blocks at race pace grow at a time. Design choice. */
const LONGER_S = 30;

/** So many repeats of so many seconds; `isKey` makes the easy run before it a hard one. */
export type Drill = {
  readonly exercise: string;
  readonly reps: number;
  readonly seconds: number;
  readonly gradePct: number;
  readonly isKey: boolean;
};

/** Plan week up to `last` → the drill it still holds, as if every week before it had done its own. */
export function weekDrills(last: number, replayed: Replayed, catalog: Catalog): ReadonlyMap<number, Drill> {
  const { state, doors } = replayed;
  const found = new Map<number, Drill>();
  if (!doors.opened_on.has("phase_4") || doors.paused_since !== null) return found;
  const thisWeek = planWeek(state.plan, state.on);
  const counts = new Map(doors.drill_weeks);
  const now = { ...knownOn(replayed.tracks.values(), doors, state.on), drill_weeks: counts };
  const done = state.sessions.some(
    (one) => one.sets.has(DRILL_LADDER) && planWeek(state.plan, one.day) === thisWeek,
  );
  for (let week = done ? thisWeek + 1 : thisWeek; week <= last; week += 1) {
    const drill = drillIn(week, now, state, catalog);
    if (!drill) continue;
    found.set(week, drill);
    counts.set(drill.exercise, (counts.get(drill.exercise) ?? 0) + 1);
  }
  return found;
}

function drillIn(week: number, now: Known, state: TrainingState, catalog: Catalog): Drill | null {
  const counts = now.drill_weeks;
  const lighter = week % catalog.program.deload.every_weeks === 0;
  const may = (one: string) => isAllowed(one, now, state, catalog);
  let wanted: readonly string[] = week % 2 === 1 ? [HILLS, RACE_PACE] : [RACE_PACE];
  if ((counts.get(STRIDES) ?? 0) < catalog.rules.hills.strides_weeks && may(STRIDES)) wanted = [STRIDES];
  else if (lighter) wanted = [TREADMILL];
  const chosen = wanted.find(may);
  return chosen === undefined ? null : amountOf(chosen, counts.get(chosen) ?? 0, catalog);
}

function isAllowed(id: string, now: Known, state: TrainingState, catalog: Catalog): boolean {
  const exercise = known(catalog.exerciseById, id);
  return (
    exerciseEquipped(exercise, state) &&
    exercise.entry.every((need) => entryMet(need, now, state, catalog, state.on))
  );
}

/** Repeats first, then seconds, by the weeks it was done before. */
function amountOf(id: string, weeks: number, catalog: Catalog): Drill {
  const { dose } = known(catalog.exerciseById, id);
  const { hills } = catalog.rules;
  const [low, high] = dose.reps ?? [1, 1];
  const [shortest, longest] = dose.rep_seconds ?? [0, 0];
  let reps = Math.min(high, low + weeks);
  let seconds = shortest;
  let gradePct = hills.grade_pct[0];
  if (id === STRIDES) {
    reps = Math.min(high, low + 2 * weeks);
  } else if (id === HILLS) {
    const [start, add, most] = [hills.start_reps[1], hills.weekly_add[1], hills.reps_max[0]];
    reps = Math.min(most, start + add * weeks);
    const longer = floorDiv(Math.max(0, weeks - Math.ceil((most - start) / add)) + 1, 2);
    const last = hills.seconds.length - 1;
    seconds = hills.seconds[Math.min(longer, last)] ?? shortest;
    if (seconds === hills.seconds[last]) gradePct = hills.last_grade_pct;
  } else if (id === RACE_PACE) {
    seconds = Math.min(longest, shortest + LONGER_S * Math.max(0, weeks - (high - low)));
  }
  const isKey = ALWAYS_KEY.includes(id) || (id === HILLS && reps > hills.key_run_above_reps);
  return { exercise: id, reps, seconds, gradePct, isKey };
}

/**
 * The easy run of the seven days from `first` the drill comes after: away from key runs, then early.
 *
 * A drill that is a key run itself keeps away from the day after a chosen strength day. None in a race week
 * and where no easy run is planned.
 */
export function drillRun(
  first: number,
  days: number,
  runs: readonly Run[],
  offDays: ReadonlySet<number>,
  drill: Drill,
  wish: Wish,
  catalog: Catalog,
): Run | null {
  const rules = catalog.rules.schedule;
  const apartMin = rules.before_key_run_h * MIN_PER_HOUR;
  const keys = runs.filter((run) => rules.key_runs.includes(run.type)).map((run) => run.startMin);
  const races = runs.filter((run) => run.type === "race").map((run) => dayOf(run.startMin));
  const strain = ({ startMin }: Run): readonly [number, number, number] => {
    const near = keys.filter((key) => Math.abs(startMin - key) <= apartMin).length;
    const afterStrength = drill.isKey && wish.weekdays.includes(weekday(dayOf(startMin) - 1));
    return [Number(afterStrength), near, startMin];
  };
  let best: { run: Run; strain: readonly [number, number, number] } | null = null;
  for (const run of runs) {
    const day = dayOf(run.startMin);
    if (run.type !== "easy" || day < first || day >= first + days || offDays.has(day)) continue;
    if (races.some((race) => 0 <= race - day && race - day < days)) continue;
    const found = { run, strain: strain(run) };
    if (!best || isLess(found.strain, best.strain)) best = found;
  }
  return best?.run ?? null;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** Whether the drills of a session that was done make it a key run. */
export function isKeySession({ sets }: Session, catalog: Catalog): boolean {
  const done = sets.get(DRILL_LADDER) ?? [];
  const hills = done.filter(({ body }) => body.exercise === HILLS);
  const reps = hills.reduce((sum, { body }) => sum + (body.reps ?? 0), 0);
  return (
    reps > catalog.rules.hills.key_run_above_reps ||
    done.some(({ body }) => ALWAYS_KEY.includes(body.exercise))
  );
}

/** How long a drill takes, the way back included. */
export function drillSeconds({ dose }: Exercise, reps: number): number {
  return reps * ((dose.rep_seconds?.[1] ?? 0) + dose.rest_s);
}
