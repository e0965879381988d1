/**
 * The log as tables that any spreadsheet opens: one line per set of a leg, one line per test of a leg.
 *
 * For reading and reckoning, not for keeping: the whole log is in the log file. Text is RFC 4180 with CRLF.
 */

import { type Catalog, ITEMS } from "./catalog";
import type { Entry, SessionStarted, SetLogged, TestMeasured } from "./entries";
import { winners } from "./fold";
import { dayNumber, localDate, MS_PER_DAY, MS_PER_MIN, order } from "./units";

export type Cell = string | number | null;

/** Checks are 0 lost, 1 wobbly, 2 clean; pain is 0 to 10; `leg` is left, right or both. */
export const SETS: readonly string[] = [
  "performed_on",
  "local_time",
  "utc_offset_min",
  "utc_time",
  "session",
  "template",
  "ladder",
  "exercise",
  "stage",
  "microstep",
  "leg",
  "set_no",
  "reps",
  "seconds",
  "load_g",
  "tempo",
  ...ITEMS,
  "rir",
  "pain",
  "stopped",
  "note",
  "record",
];

/** Trials are whole numbers of `unit`; s/100 is hundredths of a second. Tests know no time zone. */
export const TESTS: readonly string[] = [
  "performed_on",
  "utc_time",
  "test",
  "leg",
  "trial_1",
  "trial_2",
  "trial_3",
  "unit",
  "pain",
  "note",
  "record",
];

const LAST_DAY = "9999-12-31";
const LAST_DAY_NUMBER = dayNumber(LAST_DAY);
const MS_PER_S = 1000;

/** What a spreadsheet may run as a formula when a cell begins with it. Source: OWASP, CSV injection. */
const FORMULA_STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"];

/** A row of SETS for every set that is not retracted, in training order. */
export function tableOfSets(entries: Iterable<Entry>): Cell[][] {
  const byKind = winners(entries, LAST_DAY);
  const started = new Map((byKind.session_started ?? []).map((v) => [v.record, v.body]));
  return [...(byKind.set_logged ?? [])]
    .sort(
      (a, b) =>
        a.body.performed_at - b.body.performed_at ||
        a.body.set_no - b.body.set_no ||
        order(a.record, b.record),
    )
    .map((v) => setRow(v.record, v.body, started.get(v.body.session)));
}

function setRow(record: string, body: SetLogged, session: SessionStarted | undefined): Cell[] {
  const localMs = session ? body.performed_at + session.utc_offset_min * MS_PER_MIN : null;
  return [
    session?.performed_on ?? null,
    localMs === null ? null : moment(localMs),
    session?.utc_offset_min ?? null,
    utc(body.performed_at),
    body.session,
    session?.template ?? null,
    body.ladder,
    body.exercise,
    body.stage,
    body.microstep,
    body.side,
    body.set_no,
    body.reps,
    body.seconds,
    body.load_g,
    body.tempo,
    ...ITEMS.map((item) => body.checks[item] ?? null),
    body.rir,
    body.pain,
    body.stopped,
    body.note,
    record,
  ];
}

/** A row of TESTS for every test that is not retracted, in the order they were done. */
export function tableOfTests(entries: Iterable<Entry>, catalog: Catalog): Cell[][] {
  return [...(winners(entries, LAST_DAY).test_measured ?? [])]
    .sort((a, b) => a.body.performed_at - b.body.performed_at || order(a.record, b.record))
    .map((v) => testRow(v.record, v.body, catalog));
}

function testRow(record: string, body: TestMeasured, catalog: Catalog): Cell[] {
  const test = catalog.testById.get(body.test);
  return [
    body.performed_on,
    utc(body.performed_at),
    body.test,
    body.side,
    ...[...body.trials, null, null].slice(0, 3),
    test ? unitText(test.unit, test.stored_per_unit) : null,
    body.pain,
    body.note,
    record,
  ];
}

function unitText(unit: string, storedPerUnit: number): string {
  return storedPerUnit === 1 ? unit : `${unit}/${storedPerUnit}`;
}

function utc(atMs: number): string | null {
  const found = moment(atMs);
  return found === null ? null : `${found.replace(" ", "T")}Z`;
}

/** `YYYY-MM-DD HH:MM:SS`; null for what no calendar of four-digit years holds. */
function moment(atMs: number): string | null {
  const day = Math.floor(atMs / MS_PER_DAY);
  if (day < 0 || day > LAST_DAY_NUMBER) return null;
  const s = Math.floor((atMs - day * MS_PER_DAY) / MS_PER_S);
  return `${localDate(day)} ${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** Numbers as they are. Text that could be taken for a formula begins with an apostrophe instead. */
function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = FORMULA_STARTS.some((sign) => cell.startsWith(sign)) ? `'${cell}` : cell;
  return /[,"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
