import fc from "fast-check";
import { expect, test } from "vitest";
import { isRefusal, judge } from "../training/entries";
import { erasedBy, type FileEntry, faultIn, type LogFile, readLogFile } from "./log_file";

const NOW_MS = Date.parse("2026-11-21T12:00:00Z");
const RECORD = "0199c0de-0000-7000-8000-00000000000c";

function run(n: number, changed: Partial<FileEntry> = {}): FileEntry {
  return {
    id: `0199c0de-0000-7000-8000-${String(n).padStart(12, "0")}`,
    record: RECORD,
    kind: "run_logged",
    v: 1,
    hlc: "0199c0dea1b2-0000-8f3a5c7e9d1b2f40",
    body: { performed_on: "2026-11-20", started_at: 1, type: "easy", duration_s: 60, distance_m: null },
    ...changed,
  };
}

function erasure(n: number, kind: string, record: string, erased_at: number): FileEntry {
  return run(n, { kind: "record_erased", record: `erase:${RECORD}`, body: { kind, record, erased_at } });
}

function read(
  entries: readonly unknown[],
  more: object = {},
  erased?: (entry: FileEntry) => boolean,
): LogFile {
  const text = JSON.stringify({
    format: "evenstride-log",
    v: 1,
    account: null,
    exported_at: 1,
    entries,
    ...more,
  });
  const found = readLogFile(text, NOW_MS, erased);
  if (!("entries" in found)) throw new Error(JSON.stringify(found));
  return found;
}

test("good entries come back as they are, once each, those of a newer app among them", () => {
  const entries = [
    run(1),
    run(2, { kind: "dreamt", body: { of: "running" } }),
    run(3, { v: 9 }),
    run(4, { body: null }),
  ];
  expect(read([...entries, run(1)])).toEqual({ account: null, entries, refused: [], erasures: 0 });
  expect(read([], { account: RECORD }).account).toBe(RECORD);
});

test("what the log would not take is refused alone, counted and placed", () => {
  const { entries, refused } = read([
    run(1),
    null,
    run(2, { hlc: "ffffffffffff-0000-8f3a5c7e9d1b2f40" }),
    run(3, { body: { ...run(3).body, duration_s: -1 } }),
    run(4, { body: { ...run(4).body, more: "x".repeat(4096) } }),
    run(5, { body: { ...run(5).body, more: "é".repeat(2048) } }),
  ]);
  expect(entries).toEqual([run(1)]);
  expect(refused.map(({ why, entries, first }) => [why, entries, first])).toEqual([
    ["malformed", 2, 2],
    ["hlc_future", 1, 3],
    ["too_large", 2, 5],
  ]);
});

test("a file erases nothing, and brings back nothing that it says was erased", () => {
  const file = read([
    run(1),
    erasure(2, "run_logged", RECORD, 5),
    run(3, { record: "0199c0de-0000-7000-8000-00000000000d" }),
  ]);
  expect(file.entries.map(({ id }) => id)).toEqual([run(3).id]);
  expect([file.erasures, file.refused[0]?.why]).toEqual([1, "erased"]);
});

test("what was erased on this phone does not come back either", () => {
  const judged = judge(erasure(9, "run_logged", RECORD, 5));
  if (isRefusal(judged)) throw new Error(judged.detail);
  expect(read([run(1), run(2, { body: null })], {}, erasedBy([judged])).entries).toEqual([
    run(2, { body: null }),
  ]);
});

test("a setting that was chosen again after its erasure stands", () => {
  const setting = { kind: "setting_changed", record: "setting:units", body: { key: "units", value: "kg" } };
  const ms = 0x0199c0dea1b2;
  expect(
    read([run(1, setting), erasure(2, "setting_changed", "setting:units", ms - 1)]).entries,
  ).toHaveLength(1);
  expect(read([run(1, setting), erasure(2, "setting_changed", "setting:units", ms)]).entries).toHaveLength(0);
});

test.each([
  ['{"format":"hevy"}', "format"],
  ["[]", "format"],
  ['{"format":"evenstride-log","v":2,"entries":[]}', "v"],
  ['{"format":"evenstride-log","v":1,"entries":{}}', "entries"],
])("%s is no log", (text, noLog) => {
  expect(readLogFile(text, NOW_MS)).toEqual({ noLog });
});

test.each([
  ['{"format":"evenstride-log","v":1,\n"entries":[{}\n,{]}]}', 3],
  ['{"format":"evenstride-log",\n\n"v":1', 3],
  ['{"format":"evenstride-log",\n"v":01}', 2],
  ['{"a":"\u0001"}', 1],
  ["{\n}\nx", 3],
  ["{\n,}", 2],
  ['{"a":1\n"b":2}', 2],
  ["", 1],
])("%j is damaged in line %d", (text, line) => {
  expect(readLogFile(text, NOW_MS)).toEqual({ line, why: "not_json" });
});

test("the place of a fault is found in whatever the browser calls no JSON, and in nothing else", () => {
  const json = fc.json().map((text) => text);
  fc.assert(
    fc.property(
      json,
      fc.nat(),
      fc.string({ unit: fc.constantFrom('"', "{", "}", "[", "]", ",", ":", "1", "-", "t", "\\", "\n", "a") }),
      (text, at, put) => {
        const cut = at % (text.length + 1);
        const spoilt = text.slice(0, cut) + put + text.slice(cut + put.length);
        let isJson = true;
        try {
          JSON.parse(spoilt);
        } catch {
          isJson = false;
        }
        const fault = faultIn(spoilt);
        expect(fault).toBeLessThanOrEqual(spoilt.length);
        if (isJson) expect(fault).toBe(spoilt.length);
        else if (fault < spoilt.length) expect(() => JSON.parse(spoilt.slice(0, fault + 1))).toThrow();
      },
    ),
  );
});
