/** Our own log file, read back on a phone: judged as what comes from the server is, nothing taken on trust. */

import { type Entry, isRefusal, judge, type RecordErased, SETTING_PREFIX } from "../training/entries";
import type { Damage } from "./csv";
import { utf8 } from "./names";

export const FORMAT = "evenstride-log";
export const VERSION = 1;

/** An entry as it travels, also one that only a newer app understands. */
export type FileEntry = {
  readonly id: string;
  readonly record: string;
  readonly kind: string;
  readonly v: number;
  readonly hlc: string;
  readonly body: Record<string, unknown> | null;
};

export type WhyRefused = "malformed" | "too_large" | "hlc_future" | "erased";

/** Entries that do not come in: why, how many, and which one of the file is the first, from 1. */
export type Refused = {
  readonly why: WhyRefused;
  readonly entries: number;
  readonly first: number;
  readonly detail: string;
};

export type LogFile = {
  /** Whose it was; null for a guest's. */
  readonly account: string | null;
  readonly entries: readonly FileEntry[];
  readonly refused: readonly Refused[];
  /** Erasures of the file. They are not brought in: a file erases nothing. */
  readonly erasures: number;
};

/** It is JSON, and no log of ours: which field says so. */
export type NoLog = { readonly noLog: "format" | "v" | "entries" };

const BODY_MAX_BYTES = 4096;
const AHEAD_MAX_MS = 24 * 60 * 60 * 1000;

/** `erased`: whether an erasure that this phone knows of holds for an entry. */
export function readLogFile(
  text: string,
  nowMs: number,
  erased: (entry: FileEntry) => boolean = () => false,
): LogFile | NoLog | Damage {
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  let file: unknown;
  try {
    file = JSON.parse(plain);
  } catch {
    return { line: lineOf(plain, faultIn(plain)), why: "not_json" };
  }
  const { format, v, account, entries } = (typeof file === "object" && file ? file : {}) as Record<
    string,
    unknown
  >;
  if (format !== FORMAT) return { noLog: "format" };
  if (v !== VERSION) return { noLog: "v" };
  if (!Array.isArray(entries)) return { noLog: "entries" };
  return { account: typeof account === "string" ? account : null, ...taken(entries, nowMs, erased) };
}

function taken(raws: readonly unknown[], nowMs: number, erased: (entry: FileEntry) => boolean) {
  const latest = `${Math.min(nowMs + AHEAD_MAX_MS, 2 ** 48 - 1)
    .toString(16)
    .padStart(12, "0")}-~`;
  const erasures: RecordErased[] = raws.flatMap((raw) => {
    const entry = judge(raw);
    return !isRefusal(entry) && entry.kind === "record_erased" && entry.body
      ? [entry.body as RecordErased]
      : [];
  });
  const targets = new Map(erasures.map((one) => [`${one.kind} ${one.record}`, one]));
  const entries = new Map<string, FileEntry>();
  const refused = new Map<WhyRefused, Refused>();
  const refuse = (why: WhyRefused, index: number, detail = "") => {
    const before = refused.get(why);
    const counted = { entries: (before?.entries ?? 0) + 1, first: before?.first ?? index + 1 };
    refused.set(why, { why, ...counted, detail: before?.detail ?? detail });
  };
  for (const [index, raw] of raws.entries()) {
    const judged = judge(raw);
    if (isRefusal(judged) && judged.code === "malformed") {
      refuse("malformed", index, judged.detail);
      continue;
    }
    const { id, record, kind, v, hlc, body } = raw as FileEntry;
    const entry = { id, record, kind, v, hlc, body };
    const target = targets.get(`${kind} ${record}`);
    const isErased = erased(entry) || (target !== undefined && isCovered(entry, target));
    if (kind === "record_erased") continue;
    if (utf8(JSON.stringify(body)).length > BODY_MAX_BYTES) refuse("too_large", index);
    else if (hlc > latest) refuse("hlc_future", index);
    else if (isErased && body !== null) refuse("erased", index);
    else if (!entries.has(id)) entries.set(id, entry);
  }
  return { entries: [...entries.values()], refused: [...refused.values()], erasures: erasures.length };
}

/** Erasures of a log, as the question whether one holds for an entry. */
export function erasedBy(log: Iterable<Entry>): (entry: FileEntry) => boolean {
  const known = new Map<string, RecordErased>();
  for (const { kind, body } of log) {
    if (kind !== "record_erased" || !body) continue;
    const one = body as RecordErased;
    known.set(`${one.kind} ${one.record}`, one);
  }
  return (entry) => {
    const found = known.get(`${entry.kind} ${entry.record}`);
    return found !== undefined && isCovered(entry, found);
  };
}

/** A setting may be chosen again later; any other record is gone for good. */
function isCovered({ record, hlc }: FileEntry, { erased_at }: RecordErased): boolean {
  return !record.startsWith(SETTING_PREFIX) || Number.parseInt(hlc.slice(0, 12), 16) <= erased_at;
}

const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids just these inside a text
  /[ \t\r\n]+|[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Where text stops being JSON. Browsers do not tell all, or not alike. */
export function faultIn(text: string): number {
  const closers: string[] = [];
  let [at, wants]: [number, "value" | "first" | "name" | "first name" | "colon" | "next" | "end"] = [
    0,
    "value",
  ];
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return at;
    const sign = token[0] ?? "";
    if (" \t\r\n".includes(sign)) {
      at += token.length;
      continue;
    }
    const isValue = !"}],:".includes(sign);
    if ((wants === "first" || wants === "first name") && sign === closers.at(-1)) {
      closers.pop();
      wants = closers.length > 0 ? "next" : "end";
    } else if (wants === "name" || wants === "first name") {
      if (sign !== '"') return at;
      wants = "colon";
    } else if (wants === "colon") {
      if (sign !== ":") return at;
      wants = "value";
    } else if (wants === "next") {
      if (sign === closers.at(-1)) {
        closers.pop();
        wants = closers.length > 0 ? "next" : "end";
      } else if (sign === ",") wants = closers.at(-1) === "}" ? "name" : "value";
      else return at;
    } else if (wants === "end" || !isValue) {
      return at;
    } else if (sign === "{" || sign === "[") {
      closers.push(sign === "{" ? "}" : "]");
      wants = sign === "{" ? "first name" : "first";
    } else wants = closers.length > 0 ? "next" : "end";
    at += token.length;
  }
  return at;
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}
