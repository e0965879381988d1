/** What measuring needs to know of the log and of a test. Pure; values are in the test's stored unit. */

import type { Progress, Today } from "../training/answers";
import type { Catalog, Test as TestKind } from "../training/catalog";
import { calfRaisesAsked } from "../training/doors";
import type { Settings } from "../training/entries";
import type { Test, TrainingState } from "../training/fold";
import { isDeload } from "../training/phases";
import type { Replayed } from "../training/replay";
import { standings } from "../training/symmetry";
import { localDate, weekday } from "../training/units";

export type OneLeg = "left" | "right";
export const LEGS: readonly OneLeg[] = ["left", "right"];

/** One test on one day, as far as it was measured; of two versions of a leg the later one counts. */
export type MeasuredDay = { day: number; left: Test | null; right: Test | null };

/** Oldest first. */
export function daysOf(state: TrainingState, test: string): MeasuredDay[] {
  const days = new Map<number, MeasuredDay>();
  for (const leg of LEGS) {
    for (const one of state.tests_of.get(test)?.get(leg) ?? []) {
      const day = days.get(one.day) ?? { day: one.day, left: null, right: null };
      days.set(one.day, { ...day, [leg]: one });
    }
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}

/** The starting leg swaps at every test day, so that what comes from the order cancels out. */
export function firstLeg(days: readonly MeasuredDay[], on: number): OneLeg {
  const before = days.findLast((one) => one.day < on);
  if (!before) return "left";
  const { left, right } = before;
  if (!left || !right) return left ? "right" : "left";
  return left.body.performed_at <= right.body.performed_at ? "right" : "left";
}

/** The leg to measure next on a day; null when both are done. */
export function nextLeg(days: readonly MeasuredDay[], on: number): OneLeg | null {
  const today = days.find((one) => one.day === on);
  const first = firstLeg(days, on);
  const second = first === "left" ? "right" : "left";
  if (!today?.[first]) return first;
  return today[second] ? null : second;
}

/** The number that counts: the best trial, or the mean of them. */
export function countedOf(kind: TestKind, trials: readonly number[]): number {
  if (kind.value === "mean") return trials.reduce((sum, trial) => sum + trial, 0) / trials.length;
  return kind.better === "higher" ? Math.max(...trials) : Math.min(...trials);
}

/** How much one tap changes a value: tenths of a second, hundredths where a race against the clock is read. */
export function stepOf(kind: TestKind): number {
  if (kind.unit !== "s") return 1;
  return kind.better === "lower" ? 1 : 10;
}

/** Above it an entry is a slip of the thumb. */
const MOST: Readonly<Record<TestKind["unit"], number>> = {
  reps: 300,
  points: 20,
  cm: 1_500,
  s: 60_000,
  pass_fail: 1,
};

export function mostOf(kind: TestKind): number {
  return kind.cap ?? MOST[kind.unit];
}

const START: Readonly<Record<TestKind["unit"], number>> = {
  reps: 15,
  points: 0,
  cm: 60,
  s: 2_000,
  pass_fail: 1,
};

/** Where the first tap on an empty field starts: the try before, the last time, or what is typical. */
export function startValue(
  kind: TestKind,
  trials: readonly (number | null)[],
  last: Test | null,
  settings: Settings,
): number {
  const before = trials.findLast((trial) => trial !== null);
  if (before != null) return before;
  if (last) return Math.round(countedOf(kind, last.body.trials));
  const { norms } = kind;
  const height = heightNorm(kind, settings);
  if (height !== null) return height;
  if (norms?.typical_tenths) return Math.round(norms.typical_tenths / 10);
  return norms?.typical ?? norms?.healthy_mean?.[0] ?? START[kind.unit];
}

/** The leg's last measurement before a day. */
export function lastBefore(days: readonly MeasuredDay[], leg: OneLeg, day: number): Test | null {
  return days.findLast((one) => one.day < day && one[leg])?.[leg] ?? null;
}

/** Whether a stopwatch fills the tries: times that end by themselves. A race is read from a film. */
export function hasStopwatch(kind: TestKind): boolean {
  return kind.unit === "s" && kind.better === "higher";
}

/** Only one of these can be true of a knee. */
const EXCLUSIVE: readonly (readonly string[])[] = [["knee_inside_toe", "knee_inside_foot"]];

/** The faults seen after a tap on one of them. */
export function flipFault(seen: readonly string[], fault: string): string[] {
  if (seen.includes(fault)) return seen.filter((one) => one !== fault);
  const rivals = EXCLUSIVE.find((group) => group.includes(fault)) ?? [];
  return [...seen.filter((one) => !rivals.includes(one)), fault];
}

export function pointsOf(kind: TestKind, seen: readonly string[]): number {
  return kind.faults.filter((one) => seen.includes(one.id)).reduce((sum, one) => sum + one.points, 0);
}

/** What was seen, kept as text so that it can be read in an export. */
export function faultNote(kind: TestKind, seen: readonly string[]): string | null {
  const texts = kind.faults.filter((one) => seen.includes(one.id)).map((one) => one.text);
  return texts.length > 0 ? texts.join("; ") : null;
}

/** The faults of a note; null where it holds others than these words, as one noted in another language does. */
export function faultsIn(kind: TestKind, note: string | null): string[] | null {
  const texts = note?.split("; ") ?? [];
  const found = kind.faults.filter((one) => texts.includes(one.text)).map((one) => one.id);
  return found.length === texts.length ? found : null;
}

/** Strides that showed a fault, per check of the film; null where nobody has counted yet. */
export type Strides = Readonly<Record<OneLeg, readonly (number | null)[]>>;

/** The checks that are worth a note on a leg: often on it, hardly ever on the other. */
export function strideFaults(kind: TestKind, strides: Strides, leg: OneLeg): string[] {
  const { video } = kind;
  if (!video) return [];
  const other = strides[leg === "left" ? "right" : "left"];
  return video.checks.filter((_check, index) => {
    const here = strides[leg][index] ?? 0;
    return here >= video.fault_from && (other[index] ?? 0) <= video.other_leg_max;
  });
}

export function strideNote(kind: TestKind, counts: readonly (number | null)[]): string {
  const checks = kind.video?.checks ?? [];
  return checks
    .map((check, index) => `${check} ${counts[index] ?? 0}/${kind.video?.strides ?? 0}`)
    .join("; ");
}

/** The counts of a note, by their places: in whatever language it was noted, the checks are in this order. */
export function stridesIn(kind: TestKind, note: string | null): (number | null)[] {
  const texts = note?.split("; ") ?? [];
  return (kind.video?.checks ?? []).map((_check, index) => {
    const count = /(\d+)\/\d+$/.exec(texts[index] ?? "")?.[1];
    return count === undefined ? null : Number(count);
  });
}

/** What is typical at the runner's age and sex; null where either is not known. */
export function typicalFor(kind: TestKind, settings: Settings, on: number): number | null {
  const { birth_year, sex } = settings;
  if (birth_year === undefined) return null;
  const age = Number(localDate(on).slice(0, 4)) - birth_year;
  const rows = (kind.norms?.rows ?? []).filter((row) => row.sex === "any" || row.sex === sex);
  const fitting = rows.filter((row) => row.age_from <= age);
  return fitting.reduce((best, row) => (row.age_from > best.age_from ? row : best), fitting[0] ?? NO_ROW)
    .value;
}

const NO_ROW = { age_from: -1, value: null };

/** What is asked of a hop, from the body's height; null where height or sex is not known. */
export function heightNorm(kind: TestKind, { height_cm, sex }: Settings): number | null {
  const share = sex === "f" || sex === "m" ? kind.norms?.of_height_pct[sex] : undefined;
  return share === undefined || height_cm === undefined ? null : Math.round((height_cm * share) / 100);
}

/** Whether knowing age, sex or height would make the norm the runner's own. */
export function asksAboutYou(kind: TestKind, settings: Settings, on: number): boolean {
  const { norms } = kind;
  if (!norms) return false;
  if (norms.rows.length > 0) return typicalFor(kind, settings, on) === null;
  return Object.keys(norms.of_height_pct).length > 0 && heightNorm(kind, settings) === null;
}

/** Seconds to set up a test and to read a result. Design choice. */
const SET_UP_S = 60;
/** A try that nothing else says the length of. Design choice. */
const TRY_S = 20;
/** As many reps as possible. Design choice. */
const MANY_REPS_S = 60;

/** About how long tests take, warm-up left out; whole minutes, from ten on in fives. */
export function minutesFor(tests: readonly TestKind[], catalog: Catalog): number {
  const seconds = tests.reduce((sum, kind) => sum + secondsFor(kind, catalog), 0);
  const minutes = Math.ceil(seconds / 60);
  return minutes < 10 ? minutes : 5 * Math.ceil(minutes / 5);
}

function secondsFor(kind: TestKind, catalog: Catalog): number {
  if (kind.video) return kind.video.minutes * 60 + 2 * SET_UP_S;
  const ofOneLeg = (kind.practice + kind.trials) * tryS(kind);
  return SET_UP_S + 2 * ofOneLeg + catalog.test_day.between_legs_s;
}

function tryS(kind: TestKind): number {
  if (kind.seconds !== null) return kind.seconds;
  if (kind.unit === "s" && kind.better === "higher") return (kind.cap ?? kind.norms?.target ?? 0) / 100;
  return kind.unit === "reps" ? MANY_REPS_S : TRY_S;
}

/** Why a test may not be done now. */
export type Closed = "plan" | "jumps" | "pause";

/** What the rules made of the log, as far as it closes a test. */
type Seen = { today: Today; progress: Progress; replayed: Replayed };

/** Null when the test may be done: a test that jumps waits for the jump door like any jump. */
export function closedWhy(kind: TestKind, seen: Seen, catalog: Catalog): Closed | null {
  if (seen.today.due.some((one) => one.kind === "red_flag" || one.kind === "screening")) return "plan";
  if (!isHopTest(kind, catalog)) return null;
  if (!seen.progress.gates.some((gate) => gate.id === "plyo_gate" && gate.open)) return "jumps";
  return seen.replayed.doors.paused_since === null ? null : "pause";
}

/** Whether the test is a jump, which waits for the jump door. Exactly these have to be learned first. */
export function isHopTest(kind: TestKind, catalog: Catalog): boolean {
  return catalog.test_day.learned.includes(kind.id);
}

const MIN_PER_DAY = 1440;

type Ran = Pick<TrainingState, "on" | "settings" | "runs">;

/** Whether a hard run or a race began less than so many hours ago: logged ones, else the race, else the pattern. */
export function ranHard(state: Ran, nowMin: number, utcOffsetMin: number, hours: number): boolean {
  const days = Math.ceil((hours * 60) / MIN_PER_DAY);
  return Array.from({ length: days + 1 }, (_, back) => state.on - back)
    .flatMap((day) => hardStarts(state, day, utcOffsetMin))
    .some((startMin) => startMin <= nowMin && nowMin - startMin < hours * 60);
}

/** Local minutes since 1970 at which a hard run or a race of the day began. */
function hardStarts(state: Ran, day: number, utcOffsetMin: number): number[] {
  const on = localDate(day);
  const { races = [], run_week = [] } = state.settings;
  const logged = state.runs.filter((run) => run.performed_on === on);
  if (logged.length > 0) {
    return logged
      .filter((run) => run.type === "hard" || run.type === "race")
      .map((run) => Math.floor(run.started_at / 60_000) + utcOffsetMin);
  }
  const race = races.filter((one) => one.on === on);
  const hard = run_week.filter((one) => one.weekday === weekday(day) && one.type === "hard");
  return (race.length > 0 ? race : hard).map(({ at }) => {
    return day * MIN_PER_DAY + Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
  });
}

/** What the next closed door asks of each leg in a test, in the stored unit; null where none does. */
export function doorAsks(
  kind: TestKind,
  replayed: Replayed,
  catalog: Catalog,
): { value: number; atMost: boolean } | null {
  const { phase_2, plyo_gate } = catalog.gates;
  const open = replayed.doors.opened_on;
  if (open.has("plyo_gate")) return null;
  const next = open.has("phase_2") ? plyo_gate : phase_2;
  switch (kind.id) {
    case "sl_calf_raise":
      return { value: calfRaisesAsked(replayed.state, catalog, replayed.state.on), atMost: false };
    case "sl_stand_eyes_open":
      return { value: next.stand_s * kind.stored_per_unit, atMost: false };
    case "lateral_step_down":
      return { value: next.step_down_max, atMost: true };
    default:
      return null;
  }
}

/** Why a test is due: a second day would confirm what was seen once, the week asks for it, or a door does. */
export function dueReason(
  test: string,
  replayed: Replayed,
  catalog: Catalog,
): "confirm" | "regular" | "door" {
  const { state } = replayed;
  const newest = standings(state.tests, catalog, state.on).get(test)?.newest;
  if (newest?.real && !newest.confirmed) return "confirm";
  return isDeload(state.plan, catalog, state.on) ? "regular" : "door";
}
