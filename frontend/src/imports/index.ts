/**
 * Files a runner has from elsewhere, as entries of this log: ours, and the exports of Hevy, Strong and FitNotes.
 *
 * Pure, and for the phone alone: text in, entries out; nothing is stored, nothing is sent. Read in this order: csv,
 * reading, apps, exercises, names, past, log_file.
 */

import type { Catalog } from "../training/catalog";
import { readApp } from "./apps";
import { type Damage, readCsv } from "./csv";
import { type FileEntry, type LogFile, type NoLog, readLogFile } from "./log_file";
import { type Asked, type Past, pastOf } from "./past";

export type { App } from "./apps";
export type { Damage, DamageCode } from "./csv";
export {
  erasedBy,
  type FileEntry,
  type LogFile,
  type NoLog,
  type Refused,
  type WhyRefused,
} from "./log_file";
export { type Asked, type Left, NAMES, type Past, type PastEntry, type WhyLeft } from "./past";

export type Reading =
  | { readonly is: "past"; readonly past: Past }
  | { readonly is: "log"; readonly log: LogFile }
  | { readonly is: "unknown"; readonly columns: readonly string[] }
  | ({ readonly is: "no_log" } & NoLog)
  | { readonly is: "damaged"; readonly damage: Damage };

/** What a file is, and what of it can come in. */
export function readFile(
  text: string,
  catalog: Catalog,
  asked: Asked,
  erased: (entry: FileEntry) => boolean,
): Reading {
  if (/^\uFEFF?[\s]*[{[]/.test(text)) {
    const log = readLogFile(text, asked.nowMs, erased);
    if ("noLog" in log) return { is: "no_log", ...log };
    return "why" in log ? { is: "damaged", damage: log } : { is: "log", log };
  }
  // What no text holds: a picture, a spreadsheet's own file, an archive.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const odd = /[\u0000-\u0008\u000e-\u001f\ufffd]/.exec(text.slice(0, 4096));
  if (odd)
    return { is: "damaged", damage: { line: text.slice(0, odd.index).split("\n").length, why: "not_text" } };
  const rows = readCsv(text);
  if ("why" in rows) return { is: "damaged", damage: rows };
  const file = readApp(rows);
  if (!file) return { is: "unknown", columns: rows[0]?.cells ?? [] };
  return { is: "past", past: pastOf(file, catalog, asked) };
}
