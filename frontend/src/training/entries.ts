/**
 * What may be written in the log: one body shape per kind, and the judgement every door applies.
 *
 * A body is validated once, at the door, and is then read as the typed object it is.
 * `judge` is the same function on the phone and on the server (CONTRACT.md section 3 and 4).
 */

import { dayNumber, localDate, SAFE_INT_MAX } from "./units";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
export const UUID_TEXT = new RegExp(`^${UUID}$`);
export const RECORD_TEXT = /^[a-z0-9:_-]{1,64}$/;
export const KIND_TEXT = /^[a-z0-9_]{1,64}$/;
export const HLC_TEXT = /^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{16}$/;
export const ERASURE_TEXT = new RegExp(`^erase:${UUID}$`);
export const SETTING_PREFIX = "setting:";

export const NOTE_MAX_CHARS = 500;
/** Deep enough for every kind; shallow enough that no parser is hurt by a hostile body. */
export const BODY_MAX_DEPTH = 8;

export type Side = "left" | "right" | "both";

export type Checks = {
  readonly knee_alignment?: number;
  readonly neutral_pelvis?: number;
  readonly smooth_breath?: number;
  readonly quiet_landing?: number;
};

/** What the runner has said; a key never written is absent, and its default lives where it is read. */
export type Settings = {
  readonly experience?: "beginner" | "seasoned";
  readonly strength_weekdays?: readonly number[];
  readonly run_week?: readonly RunOfWeek[];
  readonly equipment?: readonly string[];
  readonly smallest_load_step_g?: number;
  readonly units?: "kg" | "lb";
  readonly birth_year?: number;
  readonly sex?: "f" | "m" | "unspecified";
  readonly height_cm?: number;
  readonly language?: string;
  readonly races?: readonly Race[];
  readonly time_off?: readonly TimeOff[];
};

export type SettingChanged = {
  readonly [Key in keyof Settings]-?: { readonly key: Key; readonly value: Required<Settings>[Key] };
}[keyof Settings];

export type RunOfWeek = {
  readonly weekday: number;
  readonly type: "easy" | "hard" | "long";
  readonly at: string;
};

export type Race = {
  readonly on: string;
  readonly at: string;
};

export type TimeOff = {
  readonly from: string;
  readonly to: string;
  readonly why: "sick" | "holiday" | "other";
};

export type ScreeningAnswered = {
  readonly answered_on: string;
  readonly answers: Readonly<Record<string, boolean>>;
  readonly cleared: boolean;
};

export type PlanStarted = {
  readonly program: string;
  readonly started_on: string;
  readonly experience: "beginner" | "seasoned";
};

export type RungChosen = {
  readonly ladder: string;
  readonly exercise: string;
  readonly stage: string;
  readonly microstep: number;
  readonly chosen_at: number;
  readonly by: "placement" | "runner" | "coach";
  readonly why: string | null;
};

export type Prescribed = {
  readonly ladder: string;
  readonly exercise: string;
  readonly stage: string;
  readonly microstep: number;
  readonly sets: number;
  readonly reps_low: number | null;
  readonly reps_high: number | null;
  readonly seconds_low: number | null;
  readonly seconds_high: number | null;
  readonly load_g: number | null;
  readonly tempo: string | null;
  readonly first_side: Side | null;
};

export type SessionStarted = {
  readonly plan: string | null;
  readonly template: string;
  readonly performed_on: string;
  readonly started_at: number;
  readonly utc_offset_min: number;
  readonly deload: boolean;
  readonly sleep: "poor" | "ok" | null;
  readonly energy: "poor" | "ok" | null;
  readonly prescribed: readonly Prescribed[];
};

export type SetLogged = {
  readonly session: string;
  readonly ladder: string;
  readonly exercise: string;
  readonly stage: string;
  readonly microstep: number;
  readonly side: Side;
  readonly set_no: number;
  readonly reps: number | null;
  readonly seconds: number | null;
  readonly load_g: number | null;
  readonly tempo: string | null;
  readonly checks: Checks;
  readonly rir: number | null;
  readonly pain: number;
  readonly stopped: "done" | "time" | "quality" | "pain";
  readonly performed_at: number;
  readonly note: string | null;
};

export type SessionFinished = {
  readonly session: string;
  readonly finished_at: number;
  readonly rpe: number | null;
  readonly ended: "complete" | "time" | "quality" | "pain";
  readonly note: string | null;
};

export type MorningChecked = {
  readonly session: string;
  readonly checked_on: string;
  readonly pain_change: number;
  readonly soreness: "none" | "warmup_then_gone" | "warmup_and_stays" | "lasted" | "muscle_only";
};

export type SessionMoved = {
  readonly template: string;
  readonly from_on: string;
  readonly to_on: string;
  readonly why: string | null;
};

export type RunLogged = {
  readonly performed_on: string;
  readonly started_at: number;
  readonly type: "easy" | "hard" | "long" | "race";
  readonly duration_s: number;
  readonly distance_m: number | null;
};

export type TestMeasured = {
  readonly test: string;
  readonly side: Side;
  readonly performed_on: string;
  readonly performed_at: number;
  readonly trials: readonly number[];
  readonly pain: number;
  readonly note: string | null;
};

export type RedFlagChanged = {
  readonly flag: string;
  readonly open: boolean;
  readonly changed_on: string;
};

export type VideoChecked = {
  readonly exercise: string;
  readonly side: Side;
  readonly performed_on: string;
  readonly checks: Checks;
  readonly by: "self" | "coach" | "camera";
};

export type RecordErased = {
  readonly kind: string;
  readonly record: string;
  readonly erased_at: number;
};

/** Kind → its body at version 1. */
export type Bodies = {
  readonly setting_changed: SettingChanged;
  readonly screening_answered: ScreeningAnswered;
  readonly plan_started: PlanStarted;
  readonly rung_chosen: RungChosen;
  readonly session_started: SessionStarted;
  readonly set_logged: SetLogged;
  readonly session_finished: SessionFinished;
  readonly morning_checked: MorningChecked;
  readonly session_moved: SessionMoved;
  readonly run_logged: RunLogged;
  readonly test_measured: TestMeasured;
  readonly red_flag_changed: RedFlagChanged;
  readonly video_checked: VideoChecked;
  readonly record_erased: RecordErased;
};
export type Kind = keyof Bodies;
export type Body = Bodies[Kind];

/** What is wrong with a value, or null when nothing is. */
type Check = (value: unknown) => string | null;

const whole =
  (low: number, high: number): Check =>
  (value) =>
    isWhole(value) && value >= low && value <= high ? null : `is not a whole number from ${low} to ${high}`;

const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value) ? null : "is not of its form";

const upTo =
  (maxChars: number): Check =>
  (value) =>
    typeof value === "string" && (value.length <= maxChars || [...value].length <= maxChars)
      ? null
      : `is not text of at most ${maxChars} characters`;

const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string) ? null : `is none of ${values.join(", ")}`;

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? null : check(value);

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? null : check(value);

const listOf =
  (check: Check, max: number, min = 0): Check =>
  (value) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) {
      return `is not a list of ${min} to ${max}`;
    }
    return firstFault(value.map((item, index) => [String(index), check(item)]));
  };

/** An object with these fields; others are kept and not looked at. */
const shape = (fields: Readonly<Record<string, Check>>): Check => {
  const named = Object.entries(fields);
  return (value) => {
    if (!isObject(value)) return "is not an object";
    for (const [name, check] of named) {
      const fault = check(value[name]);
      if (fault) return `${name}: ${fault}`;
    }
    return null;
  };
};

const flag: Check = (value) => (typeof value === "boolean" ? null : "is neither true nor false");
const date: Check = (value) => (isRealDate(value) ? null : "is not a real YYYY-MM-DD date");
const clockTime = matching(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);
const uuid = matching(UUID_TEXT);
const id = matching(/^[A-Za-z0-9_-]{1,64}$/);
const instant = whole(0, SAFE_INT_MAX);
const count = whole(0, 100_000);
const grams = whole(0, 1_000_000);
const microstep = whole(0, 100);
const pain = whole(0, 10);
const score = optional(whole(0, 2));
const note = orNull(upTo(NOTE_MAX_CHARS));
const tempo = orNull(upTo(32));
const side = oneOf("left", "right", "both");
const weekday = whole(1, 7);
const poorOrOk = orNull(oneOf("poor", "ok"));
const answers: Check = (value) =>
  isObject(value)
    ? firstFault(Object.entries(value).map(([key, answer]) => [key, id(key) ?? flag(answer)]))
    : "is not an object";
const checks = shape({
  knee_alignment: score,
  neutral_pelvis: score,
  smooth_breath: score,
  quiet_landing: score,
});

/** Setting → what its value is. */
const SETTING_VALUES: ReadonlyMap<unknown, Check> = new Map([
  ["experience", oneOf("beginner", "seasoned")],
  ["strength_weekdays", listOf(weekday, 7)],
  ["run_week", listOf(shape({ weekday, type: oneOf("easy", "hard", "long"), at: clockTime }), 21)],
  ["equipment", listOf(id, 40)],
  ["smallest_load_step_g", whole(1, 100_000)],
  ["units", oneOf("kg", "lb")],
  ["birth_year", whole(1900, 2200)],
  ["sex", oneOf("f", "m", "unspecified")],
  ["height_cm", whole(50, 280)],
  ["language", matching(/^[a-zA-Z-]{2,16}$/)],
  ["races", listOf(shape({ on: date, at: clockTime }), 100)],
  ["time_off", listOf(shape({ from: date, to: date, why: oneOf("sick", "holiday", "other") }), 100)],
]);

const prescribed = shape({
  ladder: id,
  exercise: id,
  stage: id,
  microstep,
  sets: whole(0, 100),
  reps_low: orNull(count),
  reps_high: orNull(count),
  seconds_low: orNull(count),
  seconds_high: orNull(count),
  load_g: orNull(grams),
  tempo,
  first_side: orNull(side),
});

/** Kind → the shape of its body at version 1. */
const BODIES: ReadonlyMap<string, Check> = new Map<Kind, Check>([
  ["setting_changed", shape({ key: (key) => (SETTING_VALUES.has(key) ? null : "is no setting") })],
  ["screening_answered", shape({ answered_on: date, answers, cleared: flag })],
  ["plan_started", shape({ program: id, started_on: date, experience: oneOf("beginner", "seasoned") })],
  [
    "rung_chosen",
    shape({
      ladder: id,
      exercise: id,
      stage: id,
      microstep,
      chosen_at: instant,
      by: oneOf("placement", "runner", "coach"),
      why: note,
    }),
  ],
  [
    "session_started",
    shape({
      plan: orNull(uuid),
      template: id,
      performed_on: date,
      started_at: instant,
      utc_offset_min: whole(-1440, 1440),
      deload: flag,
      sleep: poorOrOk,
      energy: poorOrOk,
      prescribed: listOf(prescribed, 40),
    }),
  ],
  [
    "set_logged",
    shape({
      session: uuid,
      ladder: id,
      exercise: id,
      stage: id,
      microstep,
      side,
      set_no: whole(1, 100),
      reps: orNull(count),
      seconds: orNull(count),
      load_g: orNull(grams),
      tempo,
      checks,
      rir: orNull(whole(0, 5)),
      pain,
      stopped: oneOf("done", "time", "quality", "pain"),
      performed_at: instant,
      note,
    }),
  ],
  [
    "session_finished",
    shape({
      session: uuid,
      finished_at: instant,
      rpe: orNull(whole(1, 10)),
      ended: oneOf("complete", "time", "quality", "pain"),
      note,
    }),
  ],
  [
    "morning_checked",
    shape({
      session: uuid,
      checked_on: date,
      pain_change: whole(-10, 10),
      soreness: oneOf("none", "warmup_then_gone", "warmup_and_stays", "lasted", "muscle_only"),
    }),
  ],
  ["session_moved", shape({ template: id, from_on: date, to_on: date, why: note })],
  [
    "run_logged",
    shape({
      performed_on: date,
      started_at: instant,
      type: oneOf("easy", "hard", "long", "race"),
      duration_s: whole(0, 604_800),
      distance_m: orNull(whole(0, 1_000_000)),
    }),
  ],
  [
    "test_measured",
    shape({
      test: id,
      side,
      performed_on: date,
      performed_at: instant,
      trials: listOf(count, 3, 1),
      pain,
      note,
    }),
  ],
  ["red_flag_changed", shape({ flag: id, open: flag, changed_on: date })],
  [
    "video_checked",
    shape({ exercise: id, side, performed_on: date, checks, by: oneOf("self", "coach", "camera") }),
  ],
  ["record_erased", shape({ kind: id, record: matching(RECORD_TEXT), erased_at: instant })],
]);

export const KNOWN_VERSION = 1;

/** One line of the log. `body` is null when this version retracts the record. */
export type Entry = {
  readonly id: string;
  readonly record: string;
  readonly kind: Kind;
  readonly v: number;
  readonly hlc: string;
  readonly body: Body | null;
};

/** Why an entry may not enter the log, in the words of CONTRACT.md section 4. */
export type Refusal = {
  readonly code: "malformed" | "unknown_kind" | "unknown_version";
  readonly detail: string;
};

export function isRefusal(judged: Entry | Refusal): judged is Refusal {
  return "code" in judged;
}

const HEAD_FIELDS: readonly (readonly [string, RegExp])[] = [
  ["id", UUID_TEXT],
  ["record", RECORD_TEXT],
  ["kind", KIND_TEXT],
  ["hlc", HLC_TEXT],
];

/** The entry `raw` is, or why it is none. `raw` is parsed JSON; nothing in it is trusted. */
export function judge(raw: unknown): Entry | Refusal {
  if (!isObject(raw)) return refusal("malformed", "an entry is a JSON object");
  for (const [field, pattern] of HEAD_FIELDS) {
    const value = raw[field];
    if (typeof value !== "string" || !pattern.test(value)) {
      return refusal("malformed", `${field} is missing or not of its form`);
    }
  }
  if (!isWhole(raw.v) || raw.v < 1) return refusal("malformed", "v is a whole number from 1");
  if (raw.body !== null && !isObject(raw.body)) return refusal("malformed", "body is an object or null");
  if (!BODIES.has(raw.kind as string)) {
    return refusal("unknown_kind", `this build does not know ${raw.kind}`);
  }
  if (raw.v > KNOWN_VERSION) {
    return refusal("unknown_version", `this build knows ${raw.kind} up to version ${KNOWN_VERSION}`);
  }
  const { id, record, kind, v, hlc, body } = raw as Entry;
  const entry: Entry = { id, record, kind, v, hlc, body };
  const fault = faultOf(entry);
  return fault ? refusal("malformed", fault) : entry;
}

function refusal(code: Refusal["code"], detail: string): Refusal {
  return { code, detail };
}

/** Whether a setting's value is one this build knows. */
export function settingHolds({ key, value }: { readonly key: unknown; readonly value: unknown }): boolean {
  const fault = SETTING_VALUES.get(key);
  return fault !== undefined && fault(value) === null;
}

/** What is wrong with an entry of a known kind and version; null when nothing is. */
function faultOf(entry: Entry): string | null {
  if (entry.kind === "setting_changed") {
    if (!entry.record.startsWith(SETTING_PREFIX)) return "a setting's record is setting:<key>";
  } else if (entry.kind === "record_erased") {
    if (entry.body === null) return "an erasure cannot be retracted";
    if (!ERASURE_TEXT.test(entry.record)) return "an erasure's record is erase:<uuid>";
  } else if (!UUID_TEXT.test(entry.record)) {
    return `the record of ${entry.kind} is a UUID`;
  }
  if (entry.body === null) return null;
  return unstorable(entry.body, BODY_MAX_DEPTH) ?? bodyFault(entry, entry.body);
}

function bodyFault(entry: Entry, body: Body): string | null {
  const fault = BODIES.get(entry.kind)?.(body);
  if (fault) return fault;
  if (entry.kind === "setting_changed") {
    const { key, value } = body as SettingChanged;
    const valueFault = SETTING_VALUES.get(key)?.(value);
    if (valueFault) return `value: ${valueFault}`;
    if (entry.record !== SETTING_PREFIX + key) return "the record does not name the setting's key";
  }
  if (entry.kind === "set_logged") {
    const { reps, seconds } = body as SetLogged;
    if ((reps === null) === (seconds === null)) return "a set has either reps or seconds";
  }
  return null;
}

/** Why a JSON value cannot rest in a body: a float, a huge number, NUL, a lone surrogate, too deep. */
function unstorable(value: unknown, depth: number): string | null {
  if (depth < 0) return "nested too deeply";
  if (value === null || typeof value === "boolean") return null;
  if (typeof value === "number") {
    return isWhole(value) ? null : "numbers are whole and at most 2^53 - 1; use a smaller unit";
  }
  if (typeof value === "string") return unstorableText(value);
  if (Array.isArray(value)) {
    for (const item of value) {
      const fault = unstorable(item, depth - 1);
      if (fault) return fault;
    }
    return null;
  }
  if (!isObject(value)) return "not a JSON value";
  for (const key of Object.keys(value)) {
    const fault = unstorableText(key) ?? unstorable(value[key], depth - 1);
    if (fault) return fault;
  }
  return null;
}

function unstorableText(text: string): string | null {
  if (text.includes("\0")) return "text holds NUL";
  return /[\ud800-\udfff]/u.test(text) ? "text holds a lone surrogate" : null;
}

function firstFault(faults: readonly (readonly [string, string | null])[]): string | null {
  const found = faults.find(([, fault]) => fault);
  return found ? `${found[0]}: ${found[1]}` : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a whole number a phone keeps exact. */
function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** The calendar has no year 0, and 29 February only every fourth year. */
function isRealDate(value: unknown): value is string {
  if (typeof value !== "string" || !/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = dayNumber(value);
  return !Number.isNaN(day) && localDate(day) === value;
}
