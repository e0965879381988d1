/**
 * Log → records → sessions in training order → TrainingState.
 *
 * The order in which entries arrive never matters: a record is its entry with the greatest `(hlc, id)`, and
 * training order is read from the bodies. Nothing here throws for odd data; what cannot be used is named in
 * `left_out` with its reason.
 */

import { type Catalog, type Exercise, known } from "./catalog";
import type {
  Bodies,
  Entry,
  Kind,
  MorningChecked,
  PlanStarted,
  RungChosen,
  RunLogged,
  ScreeningAnswered,
  SessionFinished,
  SessionMoved,
  SessionStarted,
  SetLogged,
  Settings,
  Side,
  TestMeasured,
  VideoChecked,
} from "./entries";
import { settingHolds } from "./entries";
import { dayNumber, dayOfInstant, localDate, order } from "./units";

/** The local day a kind is dated by; entries dated after the day asked are left out. */
const DAY_FIELD: ReadonlyMap<string, string> = new Map([
  ["screening_answered", "answered_on"],
  ["plan_started", "started_on"],
  ["session_started", "performed_on"],
  ["morning_checked", "checked_on"],
  ["run_logged", "performed_on"],
  ["test_measured", "performed_on"],
  ["red_flag_changed", "changed_on"],
  ["video_checked", "performed_on"],
]);

/** What is dated before this was never logged on that day. Design choice. */
const EARLIEST = "2000-01-01";

/**
 * The template of a session that another app logged: history, never evidence.
 *
 * Such apps know no checks, and mostly no legs and no pain. No rule reads these sessions: no verdict, door, phase,
 * count of jumps or day of the plan can come from them.
 */
export const IMPORTED = "imported";

const TOO_EARLY = "its date is before anything could be logged";
const TOO_LATE = "it is dated after the day asked";

/** Without any session to tell the runner's zone, a choice counts until the day has ended everywhere. */
const LATEST_ZONE_MIN = -12 * 60;

export type LoggedSet = Version<SetLogged>;
export type Choice = Version<RungChosen>;
export type Test = Version<TestMeasured> & { readonly day: number };
export type Video = Version<VideoChecked> & { readonly day: number };

/** An entry the fold could not use, and why in plain words. */
export type LeftOut = { readonly id: string; readonly why: string };

/** One workout. `sets` holds, per ladder, the usable sets in training order. */
export type Session = {
  readonly id: string;
  readonly record: string;
  readonly day: number;
  readonly body: SessionStarted;
  readonly sets: ReadonlyMap<string, readonly LoggedSet[]>;
  readonly finished: SessionFinished | null;
  readonly morning: MorningChecked | null;
  readonly morning_id: string | null;
};

/** Everything the log says as of the day `on`, with nothing decided yet. */
export type TrainingState = {
  readonly on: number;
  readonly settings: Settings;
  readonly plan_id: string | null;
  readonly plan: PlanStarted | null;
  readonly screening: Version<ScreeningAnswered> | null;
  /** Every open red flag with its entry and record, ordered by flag. */
  readonly red_flags: readonly { readonly id: string; readonly record: string; readonly flag: string }[];
  /** The first day of an open red flag; null without one. */
  readonly unsafe_from: number | null;
  /** By (day, started_at, record); those of other apps are not among them. */
  readonly sessions: readonly Session[];
  /** What other apps logged, in the same order: to look back at, and for nothing else. */
  readonly imported: readonly Session[];
  /** By (chosen_at, record). */
  readonly choices: readonly Choice[];
  /** By (day, performed_at, record). */
  readonly tests: readonly Test[];
  /** Test → side → its measurements, in the same order. */
  readonly tests_of: ReadonlyMap<string, ReadonlyMap<Side, readonly Test[]>>;
  /** By (day, record). */
  readonly videos: readonly Video[];
  /** Exercise → side → its videos, in the same order. */
  readonly videos_of: ReadonlyMap<string, ReadonlyMap<Side, readonly Video[]>>;
  /** By (started_at, record). */
  readonly runs: readonly RunLogged[];
  /** Local date → its runs, in the same order. */
  readonly runs_on: ReadonlyMap<string, readonly RunLogged[]>;
  readonly moves: readonly SessionMoved[];
  readonly left_out: readonly LeftOut[];
};

/** A day's sessions, in training order. */
export function sessionsOn({ sessions }: TrainingState, day: number): readonly Session[] {
  const first = sessions.findLastIndex((one) => one.day < day) + 1;
  return sessions.slice(first).filter((one) => one.day === day);
}

/** The winning entry of a record that is not retracted. */
export type Version<Of> = { readonly id: string; readonly record: string; readonly body: Of };

/** Per kind, what `winners` found. */
type ByKind = { readonly [Of in Kind]?: readonly Version<Bodies[Of]>[] };

/** The state of the log on the local day `on`. Entries must have passed `judge`. */
export function foldLog(entries: Iterable<Entry>, catalog: Catalog, on: number): TrainingState {
  const leftOut: LeftOut[] = [];
  const byKind = winners(entries, localDate(on), leftOut);
  const everySession = sessionsOf(byKind, catalog, leftOut);
  const sessions = everySession.filter((one) => !isImported(one.body));
  const plan = latest(byKind.plan_started, (v) => v.body.started_on);
  for (const { id } of byKind.plan_started ?? []) {
    if (id !== plan?.id) leftOut.push({ id, why: "a plan started later takes its place" });
  }
  const tests = testsOf(byKind, catalog, leftOut);
  const videos = videosOf(byKind, catalog, leftOut);
  const flags = (byKind.red_flag_changed ?? []).filter((v) => v.body.open);
  const runs = [...(byKind.run_logged ?? [])]
    .sort((a, b) => a.body.started_at - b.body.started_at || order(a.record, b.record))
    .map((v) => v.body);
  const screening = latest(byKind.screening_answered, (v) => v.body.answered_on);
  return {
    on,
    settings: settingsOf(byKind, leftOut),
    plan_id: plan?.record ?? null,
    plan: plan?.body ?? null,
    screening,
    red_flags: flags
      .map((v) => ({ id: v.id, record: v.record, flag: v.body.flag }))
      .sort((a, b) => order(a.flag, b.flag) || order(a.id, b.id)),
    unsafe_from: flags.length > 0 ? Math.min(...flags.map(({ body }) => dayNumber(body.changed_on))) : null,
    sessions,
    imported: everySession.filter((one) => isImported(one.body)),
    choices: choicesOf(byKind, sessions, catalog, on, leftOut),
    tests,
    tests_of: byPlaceAndSide(tests, (body) => body.test),
    videos,
    videos_of: byPlaceAndSide(videos, (body) => body.exercise),
    runs,
    runs_on: byDate(runs),
    moves: [...(byKind.session_moved ?? [])]
      .sort((a, b) => order(a.body.from_on, b.body.from_on) || order(a.record, b.record))
      .map((v) => v.body),
    left_out: leftOut.sort((a, b) => order(a.id, b.id) || order(a.why, b.why)),
  };
}

/** Every setting with a value this build knows; another build may have let in others. */
function settingsOf(byKind: ByKind, leftOut: LeftOut[]): Settings {
  const settings: [string, unknown][] = [];
  for (const { id, body } of byKind.setting_changed ?? []) {
    if (settingHolds(body)) settings.push([body.key, body.value]);
    else leftOut.push({ id, why: "its value is not one this build knows" });
  }
  return Object.fromEntries(settings);
}

/** The version dated last, of equal ones that with the greatest record. */
function latest<Of>(
  versions: readonly Version<Of>[] | undefined,
  dated: (v: Version<Of>) => string,
): Version<Of> | null {
  let found: Version<Of> | null = null;
  for (const v of versions ?? []) {
    if (!found || (order(dated(v), dated(found)) || order(v.record, found.record)) > 0) found = v;
  }
  return found;
}

/** Per kind, the current version of every record that is not retracted and dated up to the day `on`. */
export function winners(entries: Iterable<Entry>, on: string, leftOut: LeftOut[] = []): ByKind {
  const byKind: Partial<Record<Kind, readonly Entry[]>> = {};
  for (const [kind, records] of currentOf(entries)) {
    byKind[kind] = datedUpTo(on, DAY_FIELD.get(kind), [...records.values()], leftOut);
  }
  return byKind as ByKind;
}

/** Kind → record → its entry with the greatest `(hlc, id)`. */
function currentOf(entries: Iterable<Entry>): ReadonlyMap<Kind, ReadonlyMap<string, Entry>> {
  const best = new Map<Kind, Map<string, Entry>>();
  for (const entry of entries) {
    let records = best.get(entry.kind);
    if (!records) {
      records = new Map();
      best.set(entry.kind, records);
    }
    const before = records.get(entry.record);
    if (!before || supersedes(entry, before)) records.set(entry.record, entry);
  }
  return best;
}

/** Those that are not retracted; what a day's question may not know yet is left out and said. */
function datedUpTo(
  on: string,
  dated: string | undefined,
  found: readonly Entry[],
  leftOut: LeftOut[],
): readonly Entry[] {
  const standing = found.filter((entry) => entry.body !== null);
  if (!dated) return standing;
  return standing.filter((entry) => {
    const day: string = entry.body?.[dated as keyof typeof entry.body] ?? "";
    if (EARLIEST <= day && day <= on) return true;
    leftOut.push({ id: entry.id, why: day > on ? TOO_LATE : TOO_EARLY });
    return false;
  });
}

function supersedes(entry: Entry, known: Entry): boolean {
  return entry.hlc > known.hlc || (entry.hlc === known.hlc && entry.id > known.id);
}

function sessionsOf(byKind: ByKind, catalog: Catalog, leftOut: LeftOut[]): readonly Session[] {
  const started = new Map((byKind.session_started ?? []).map((v) => [v.record, v]));
  const finishes = latestBySession(byKind.session_finished, (body) => body.finished_at, started, leftOut);
  const mornings = latestBySession(
    byKind.morning_checked,
    (body) => dayNumber(body.checked_on),
    started,
    leftOut,
  );
  const imported = new Set([...started.values()].filter((v) => isImported(v.body)).map((v) => v.record));
  const sets = setsBySession(byKind, started, imported, catalog, leftOut);
  const sessions: Session[] = [];
  for (const { id, record, body } of started.values()) {
    const morning = mornings.get(record);
    sessions.push({
      id,
      record,
      day: dayNumber(body.performed_on),
      body,
      sets: known(sets, record),
      finished: finishes.get(record)?.body ?? null,
      morning: morning?.body ?? null,
      morning_id: morning?.id ?? null,
    });
  }
  return sessions.sort(
    (a, b) => a.day - b.day || a.body.started_at - b.body.started_at || order(a.record, b.record),
  );
}

function isImported(body: SessionStarted): boolean {
  return body.template === IMPORTED;
}

/** Session record → its one answer; of several the latest dated one speaks. */
function latestBySession<Of extends { readonly session: string }>(
  versions: readonly Version<Of>[] | undefined,
  dated: (body: Of) => number,
  started: ReadonlyMap<string, unknown>,
  leftOut: LeftOut[],
): ReadonlyMap<string, Version<Of>> {
  const latestOf = new Map<string, Version<Of>>();
  for (const v of versions ?? []) {
    const { session } = v.body;
    if (!started.has(session)) {
      leftOut.push({ id: v.id, why: "its session is not in the log" });
      continue;
    }
    const before = latestOf.get(session);
    if (!before || (dated(v.body) - dated(before.body) || order(v.record, before.record)) > 0) {
      latestOf.set(session, v);
    }
  }
  return latestOf;
}

function setsBySession(
  byKind: ByKind,
  started: ReadonlyMap<string, unknown>,
  imported: ReadonlySet<string>,
  catalog: Catalog,
  leftOut: LeftOut[],
): ReadonlyMap<string, ReadonlyMap<string, readonly LoggedSet[]>> {
  const grouped = new Map<string, Map<string, LoggedSet[]>>();
  for (const session of started.keys()) grouped.set(session, new Map());
  for (const logged of byKind.set_logged ?? []) {
    const { session, ladder, exercise } = logged.body;
    const ladders = grouped.get(session);
    const why = ladders
      ? oddSet(logged.body, catalog.exerciseById.get(exercise), imported.has(session))
      : "its session is not in the log";
    const sets = ladders?.get(ladder);
    if (why !== null) leftOut.push({ id: logged.id, why });
    else if (sets) sets.push(logged);
    else ladders?.set(ladder, [logged]);
  }
  for (const ladders of grouped.values()) {
    // Nearly all are in order already, and a sort allocates a kilobyte even then.
    for (const sets of ladders.values()) if (!isInTrainingOrder(sets)) sets.sort(inTrainingOrder);
  }
  return grouped;
}

function isInTrainingOrder(sets: readonly LoggedSet[]): boolean {
  for (let at = 1; at < sets.length; at += 1) {
    const before = sets[at - 1];
    const after = sets[at];
    if (before && after && inTrainingOrder(before, after) > 0) return false;
  }
  return true;
}

function inTrainingOrder(a: LoggedSet, b: LoggedSet): number {
  return (
    a.body.performed_at - b.body.performed_at || a.body.set_no - b.body.set_no || order(a.record, b.record)
  );
}

function oddSet(body: SetLogged, exercise: Exercise | undefined, isImported: boolean): string | null {
  if (!exercise) return "its exercise is not in the catalogue";
  if (exercise.ladder !== body.ladder) return "its exercise is on another ladder";
  if (!exercise.stages.includes(body.stage)) return "its exercise has no such stage";
  // Another app did not tell the legs apart: its `both` may be a set of each.
  const isUntold = isImported && body.side === "both";
  if ((body.side === "both") !== (exercise.sides === "both") && !isUntold) {
    return "its side does not fit the exercise";
  }
  if ((body.seconds === null) !== (exercise.dose.seconds === null || exercise.dose.reps !== null)) {
    return "it counts reps where the exercise counts seconds, or the reverse";
  }
  return null;
}

function choicesOf(
  byKind: ByKind,
  sessions: readonly Session[],
  catalog: Catalog,
  on: number,
  leftOut: LeftOut[],
): readonly Choice[] {
  const chosen = [...(byKind.rung_chosen ?? [])].sort(
    (a, b) => a.body.chosen_at - b.body.chosen_at || order(a.record, b.record),
  );
  const starts = sessions
    .map((session) => session.body)
    .sort((a, b) => a.started_at - b.started_at || a.utc_offset_min - b.utc_offset_min);
  const usable: Choice[] = [];
  let offsetMin = LATEST_ZONE_MIN;
  let upcoming = 0;
  for (const choice of chosen) {
    const { chosen_at, exercise: exerciseId, ladder, stage } = choice.body;
    for (let next = starts[upcoming]; next && next.started_at <= chosen_at; next = starts[upcoming]) {
      offsetMin = next.utc_offset_min;
      upcoming += 1;
    }
    if (dayOfInstant(chosen_at, offsetMin) > on) continue;
    const exercise = catalog.exerciseById.get(exerciseId);
    if (exercise?.ladder === ladder && exercise.stages.includes(stage)) usable.push(choice);
    else leftOut.push({ id: choice.id, why: "the catalogue has no such rung and stage on that ladder" });
  }
  return usable;
}

function testsOf(byKind: ByKind, catalog: Catalog, leftOut: LeftOut[]): readonly Test[] {
  const tests: Test[] = [];
  for (const { id, record, body } of byKind.test_measured ?? []) {
    const why = oddTest(body, catalog);
    if (why) leftOut.push({ id, why });
    else tests.push({ id, record, day: dayNumber(body.performed_on), body });
  }
  return tests.sort(
    (a, b) => a.day - b.day || a.body.performed_at - b.body.performed_at || order(a.record, b.record),
  );
}

function oddTest(body: TestMeasured, catalog: Catalog): string | null {
  const test = catalog.testById.get(body.test);
  if (!test) return "its test is not in the catalogue";
  if (body.side === "both") return "it names both legs, and a test is of one";
  if (test.unit === "s" && test.better === "lower" && body.trials.includes(0))
    return "it took no time at all";
  return null;
}

function byPlaceAndSide<Of extends Version<{ readonly side: Side }>>(
  versions: readonly Of[],
  placeOf: (body: Of["body"]) => string,
): ReadonlyMap<string, ReadonlyMap<Side, readonly Of[]>> {
  const grouped = new Map<string, Map<Side, Of[]>>();
  for (const one of versions) {
    const place = placeOf(one.body);
    const { side } = one.body;
    const sides = grouped.get(place);
    const ofSide = sides?.get(side);
    if (!sides) grouped.set(place, new Map([[side, [one]]]));
    else if (!ofSide) sides.set(side, [one]);
    else ofSide.push(one);
  }
  return grouped;
}

function byDate(runs: readonly RunLogged[]): ReadonlyMap<string, readonly RunLogged[]> {
  const grouped = new Map<string, RunLogged[]>();
  for (const run of runs) {
    const ofDay = grouped.get(run.performed_on);
    if (ofDay) ofDay.push(run);
    else grouped.set(run.performed_on, [run]);
  }
  return grouped;
}

function videosOf(byKind: ByKind, catalog: Catalog, leftOut: LeftOut[]): readonly Video[] {
  const videos: Video[] = [];
  for (const { id, record, body } of byKind.video_checked ?? []) {
    const exercise = catalog.exerciseById.get(body.exercise);
    if (!exercise) {
      leftOut.push({ id, why: "its exercise is not in the catalogue" });
    } else if ((body.side === "both") !== (exercise.sides === "both")) {
      leftOut.push({ id, why: "its side does not fit the exercise" });
    } else {
      videos.push({ id, record, day: dayNumber(body.performed_on), body });
    }
  }
  return videos.sort((a, b) => a.day - b.day || order(a.record, b.record));
}
