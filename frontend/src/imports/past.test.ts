import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, plan, progress, sessions, symmetry, today } from "../training";
import { type Entry, isRefusal, judge } from "../training/entries";
import { IMPORTED } from "../training/fold";
import { builtCatalog } from "../training/testing/catalog";
import { DAY_0, type Given, logOf } from "../training/testing/vector_log";
import { vectorCases } from "../training/testing/vectors";
import { dayNumber } from "../training/units";
import { exerciseCalled, KNOWN_ELSEWHERE } from "./exercises";
import { type Asked, type Past, type PastEntry, readFile } from "./index";
import {
  FITNOTES,
  FITNOTES_IPHONE,
  HEVY,
  HEVY_POUNDS,
  SAMPLES,
  STRONG_ANDROID,
  STRONG_IPHONE,
} from "./testing/samples";

const catalog = builtCatalog();
const ASKED: Asked = { unit: "kg", nowMs: Date.parse("2026-11-21T12:00:00Z"), offsetMin: () => 60 };

function past(text: string, asked: Asked = ASKED): Past {
  const reading = readFile(text, catalog, asked, () => false);
  if (reading.is !== "past") throw new Error(JSON.stringify(reading));
  return reading.past;
}

function bodies(found: Past, kind: string) {
  return found.entries.filter((entry) => entry.kind === kind).map((entry) => entry.body);
}

function stamped(entries: readonly PastEntry[]): Entry[] {
  return entries.map((entry, n) => {
    const judged = judge({
      ...entry,
      hlc: `0199c0dea1b2-${n.toString(16).padStart(4, "0")}-8f3a5c7e9d1b2f40`,
    });
    if (isRefusal(judged)) throw new Error(judged.detail);
    return judged;
  });
}

function lines(found: Past): string[] {
  return bodies(found, "set_logged").map((one) => {
    const amount = one.reps === null ? `${one.seconds} s` : `${one.reps}`;
    return `${one.exercise} ${one.stage} ${one.side} ${one.set_no}: ${amount} at ${one.load_g} rir ${one.rir}`;
  });
}

test("Hevy: workouts, sets, weights, holds and what is left out", () => {
  const found = past(HEVY);
  expect([found.app, found.sessions, found.sets]).toEqual(["hevy", 2, 6]);
  expect([found.firstOn, found.lastOn, found.unitIsGuessed]).toEqual(["2025-01-03", "2025-03-28", false]);
  expect(lines(found)).toEqual([
    "rear_foot_elevated_split_squat load both 1: 8 at 20000 rir 2",
    "rear_foot_elevated_split_squat load both 2: 7 at 22500 rir null",
    "side_plank seconds both 1: 45 s at null rir null",
    "single_leg_rdl load both 1: 10 at 16000 rir null",
    "single_leg_calf_raise_step reps both 1: 15 at null rir null",
    "deadlift load both 1: 5 at 80000 rir null",
  ]);
  expect(found.left).toEqual([
    { why: "warm_up", exercise: "Bulgarian Split Squat", sets: 1, line: 2 },
    { why: "other_exercise", exercise: "Bench Press (Barbell)", sets: 1, line: 5 },
  ]);
  const [session] = bodies(found, "session_started");
  expect(session).toMatchObject({
    template: IMPORTED,
    performed_on: "2025-03-28",
    started_at: Date.parse("2025-03-28T17:29:00+01:00"),
    utc_offset_min: 60,
    prescribed: [],
  });
  expect(bodies(found, "session_finished")[0]).toMatchObject({
    finished_at: Date.parse("2025-03-28T18:31:00+01:00"),
    note: "Hevy: Legs, heavy",
  });
  expect(bodies(found, "set_logged").map((one) => one.note)).toEqual([
    'front foot "flat"',
    null,
    null,
    "two\nlines",
    null,
    null,
  ]);
});

test("Hevy in pounds, with plain dates and CRLF", () => {
  expect(lines(past(HEVY_POUNDS))).toEqual(["reverse_lunge load both 1: 8 at 20412 rir null"]);
});

test("Strong on an iPhone says no unit: the runner's counts, and the runner is asked", () => {
  const found = past(STRONG_IPHONE);
  expect(found.unitIsGuessed).toBe(true);
  expect(lines(found)).toEqual([
    "pistol_squat_progression reps both 1: 6 at null rir null",
    "pistol_squat_progression load both 2: 5 at 4500 rir 1",
    "step_up load both 1: 10 at 20000 rir null",
  ]);
  expect(lines(past(STRONG_IPHONE, { ...ASKED, unit: "lb" }))[1]).toContain("at 2041 ");
  expect(bodies(found, "session_finished")[0]?.finished_at).toBe(Date.parse("2024-08-24T18:35:00+01:00"));
  expect(found.left.map(({ why, exercise, sets }) => [why, exercise, sets])).toEqual([
    ["warm_up", "Step-up (Dumbbell)", 1],
    ["other_exercise", "Squat (Assisted)", 1],
    ["other_exercise", "Running", 1],
  ]);
});

test("Strong on Android: semicolons, decimal commas, a byte order mark", () => {
  const found = past(STRONG_ANDROID);
  expect(found.unitIsGuessed).toBe(false);
  expect(lines(found)).toEqual([
    "rear_foot_elevated_split_squat load both 1: 8 at 17500 rir null",
    "rear_foot_elevated_split_squat load both 2: 10 at 12500 rir null",
    "glute_bridge reps both 1: 15 at null rir null",
  ]);
});

test("FitNotes: a day without an hour, and a leg where the name tells one", () => {
  const found = past(FITNOTES);
  expect([found.sessions, found.sets]).toEqual([2, 5]);
  expect(bodies(found, "session_started")[0]?.started_at).toBe(Date.parse("2023-05-01T12:00:00+01:00"));
  expect(lines(found)).toEqual([
    "rear_foot_elevated_split_squat load both 1: 10 at 14000 rir null",
    "rear_foot_elevated_split_squat load both 2: 9 at 14000 rir null",
    "side_plank seconds both 1: 40 s at null rir null",
    "single_leg_rdl load left 1: 8 at 12000 rir null",
    "single_leg_rdl load right 1: 8 at 12000 rir null",
  ]);
  expect(lines(past(FITNOTES_IPHONE))).toEqual(["split_squat load both 1: 12 at 15876 rir null"]);
});

test.each(Object.entries(SAMPLES))(
  "every entry of %s is one the log takes, of its own name",
  (_name, text) => {
    const { entries } = past(text);
    expect(stamped(entries)).toHaveLength(entries.length);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(new Set(entries.map(({ record }) => record)).size).toBe(entries.length);
  },
);

test.each(Object.entries(SAMPLES))("%s twice is the same entries twice", (_name, text) => {
  expect(past(text)).toEqual(past(text));
  expect(past(text, { ...ASKED, nowMs: ASKED.nowMs + 1e9 }).entries).toEqual(past(text).entries);
});

test("a file that was corrected is a new version of the same records, and nothing else moves", () => {
  const before = past(HEVY).entries;
  const after = past(HEVY.replace(",20,8,", ",21,8,")).entries;
  expect(after.map(({ record }) => record)).toEqual(before.map(({ record }) => record));
  const changed = after.filter(({ id }) => !before.some((one) => one.id === id));
  expect(changed.map(({ kind, body }) => [kind, body.load_g])).toEqual([["set_logged", 21_000]]);
});

test("another day's workout in a longer file leaves the earlier entries as they were", () => {
  const longer = `${HEVY}"New","5 Apr 2025, 10:00","5 Apr 2025, 10:30","","Step Up",,"",0,"normal",,10,,,\n`;
  const [all, before] = [past(longer).entries, past(HEVY).entries];
  expect(all.slice(0, before.length)).toEqual(before);
  expect(all).toHaveLength(before.length + 3);
});

describe("what does not fit is counted with its reason and its line", () => {
  const row = (exercise: string, weight: string, reps: string, seconds = "", date = "2025-01-01 10:00:00") =>
    `T,${date},${date},,${exercise},,,0,normal,${weight},${reps},,${seconds},`;
  const header = HEVY.split("\n")[0];
  test.each([
    ["Leg Press (Machine)", "100", "10", "", "2025-01-01 10:00:00", "other_exercise"],
    ["Lunge", "", "10", "", "2025-01-01 10:00:00", "other_exercise"],
    ["Walking Lunge", "", "10", "", "2025-01-01 10:00:00", "other_exercise"],
    ["Standing Calf Raise (Machine)", "", "10", "", "2025-01-01 10:00:00", "other_exercise"],
    ["constructor", "", "10", "", "2025-01-01 10:00:00", "other_exercise"],
    ["Deadlift left", "50", "10", "", "2025-01-01 10:00:00", "other_side"],
    ["Step Up", "", "", "", "2025-01-01 10:00:00", "no_amount"],
    ["Step Up", "", "0", "", "2025-01-01 10:00:00", "no_amount"],
    ["Step Up", "", "", "30", "2025-01-01 10:00:00", "no_reps"],
    ["Side Plank", "", "10", "", "2025-01-01 10:00:00", "no_seconds"],
    ["Step Up", "", "7.5", "", "2025-01-01 10:00:00", "odd_number"],
    ["Step Up", "", "-3", "", "2025-01-01 10:00:00", "odd_number"],
    ["Step Up", "", "many", "", "2025-01-01 10:00:00", "odd_number"],
    ["Step Up", "heavy", "7", "", "2025-01-01 10:00:00", "odd_number"],
    ["Step Up", "1001", "7", "", "2025-01-01 10:00:00", "odd_number"],
    ["Step Up", "-5", "7", "", "2025-01-01 10:00:00", "helped"],
    ["Step Up", "", "7", "", "yesterday", "odd_date"],
    ["Step Up", "", "7", "", "1999-12-31 10:00:00", "too_early"],
    ["Step Up", "", "7", "", "2026-11-21 14:00:00", "in_the_future"],
  ])("%s with %s, %s, %s on %s", (exercise, weight, reps, seconds, date, why) => {
    const found = past([header, row(exercise, weight, reps, seconds, date)].join("\n"));
    expect([found.sessions, found.sets, found.entries]).toEqual([0, 0, []]);
    expect(found.left).toEqual([{ why, exercise, sets: 1, line: 2 }]);
  });
  test("the hundred and first set of an exercise", () => {
    const found = past([header, ...Array.from({ length: 101 }, () => row("Step Up", "", "7"))].join("\n"));
    expect([found.sets, found.left]).toEqual([
      100,
      [{ why: "too_many", exercise: "Step Up", sets: 1, line: 102 }],
    ]);
  });
});

test("other files are told apart, by their columns or the line where they are damaged", () => {
  const read = (text: string) => readFile(text, catalog, ASKED, () => false);
  expect(read("Name,Phone\nAda,1\n")).toEqual({ is: "unknown", columns: ["Name", "Phone"] });
  expect(read(HEVY.replace('"Side Plank",,"",0', '"Side Plank",,",0'))).toMatchObject({ is: "damaged" });
  expect(read(`${HEVY}"Late","5 Apr`)).toEqual({
    is: "damaged",
    damage: { line: 11, why: "quote_never_ends" },
  });
  expect(read(`${HEVY}"Late","5 Apr"`)).toEqual({
    is: "damaged",
    damage: { line: 11, why: "too_few_cells" },
  });
  expect(read("PK\u0003\u0004\u0000\u0000xl/")).toEqual({
    is: "damaged",
    damage: { line: 1, why: "not_text" },
  });
  expect(read("")).toEqual({ is: "damaged", damage: { line: 1, why: "empty" } });
});

test("every name leads to an exercise of the catalogue", () => {
  expect(KNOWN_ELSEWHERE.filter((id) => !catalog.exerciseById.has(id))).toEqual([]);
});

test.each([
  ["Bulgarian Split Squat (Dumbbell)", "rear_foot_elevated_split_squat", null],
  ["Dumbbell Bulgarian Split Squats", "rear_foot_elevated_split_squat", null],
  ["Step-up", "step_up", null],
  ["Calf Raise (Single Leg)", "single_leg_calf_raise_step", null],
  ["One-Leg Squat (R)", "single_leg_squat", "right"],
  ["Single-Legged Glute Bridge", "single_leg_glute_bridge", null],
  ["Side Plank - left", "side_plank", "left"],
  ["Deadlift (Trap bar)", "deadlift", null],
])("%s is %s", (name, exercise, leg) => {
  expect(exerciseCalled(name)).toEqual({ exercise, leg });
});

describe("an imported history decides nothing", () => {
  const imported = stamped(Object.values(SAMPLES).flatMap((text) => past(text).entries));
  const gates = vectorCases<Given, unknown>("gate");
  test.each(gates)("beside: $name", ({ given }) => {
    const [entries, on] = [logOf(given, catalog), DAY_0 + given.on];
    const [without, withIt] = [fold(entries, catalog, on), fold([...imported, ...entries], catalog, on)];
    for (const answer of [progress, today, symmetry]) {
      expect(answer(withIt, catalog)).toEqual(answer(without, catalog));
    }
    expect(plan(withIt, catalog, on, on + 27)).toEqual(plan(without, catalog, on, on + 27));
    expect(withIt.phase).toBe(without.phase);
    expect(withIt.tracks).toEqual(without.tracks);
  });
  test("and can be looked back at", () => {
    const on = dayNumber("2026-11-21");
    const seen = sessions(fold(imported, catalog, on), catalog, 0, on);
    expect(seen.map((one) => one.performed_on)).toEqual([...seen.map((one) => one.performed_on)].sort());
    const sets = seen.flatMap(({ ladders }) => ladders.flatMap((one) => one.sets));
    expect(sets).toHaveLength(imported.filter(({ kind }) => kind === "set_logged").length);
    expect(seen.every(({ ladders }) => ladders.every(({ verdict }) => verdict === null))).toBe(true);
  });
});

test("no file makes it stumble: whatever comes in is what the log takes", () => {
  const cell = fc.oneof(
    fc.constantFrom(
      "Step Up",
      "Side Plank",
      "2025-01-01",
      "3 Jan 2025, 10:00",
      "10",
      "-1",
      "1,5",
      "W",
      "normal",
      "",
      "1h",
    ),
    fc.string({ unit: "binary" }),
  );
  const header = fc.constantFrom(
    ...Object.values(SAMPLES).map((text) => text.replace("\uFEFF", "").split(/\r?\n/)[0] ?? ""),
  );
  fc.assert(
    fc.property(
      header,
      fc.array(fc.array(cell, { minLength: 15, maxLength: 15 }), { maxLength: 6 }),
      (head, rows) => {
        const sign = head.includes(";") ? ";" : ",";
        const width = head.split(sign).length;
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = [head, ...rows.map((row) => row.slice(0, width).map(quoted).join(sign))].join("\n");
        const reading = readFile(text, catalog, ASKED, () => false);
        if (reading.is === "past") stamped(reading.past.entries);
        expect(["past", "damaged"]).toContain(reading.is);
      },
    ),
  );
});
