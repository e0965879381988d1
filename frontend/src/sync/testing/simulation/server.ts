/** The real server, in a process of its own that has started this one: a line of JSON there, a line back, and no waiting. */

import { readSync, writeSync } from "node:fs";
import type { RawEntry, Row } from "../../../store/shapes";

export interface Answer {
  status: number;
  text: string;
  retry: string | null;
}

export interface Look {
  logs: Record<string, Row[]>;
  heads: Record<string, { epoch: string; cursor: number; chain: string }>;
  /** What `evenstride doctor` finds fault with. */
  doctor: string[];
}

export interface Report {
  seed: number;
  broken: string | null;
  hash: string;
  trace: string[];
  counts: Record<string, number>;
}

const INPUT = 0;
const OUTPUT = 1;
let unread = "";
const buffer = Buffer.alloc(1 << 16);

function ask<T>(what: string, question: object = {}): T {
  writeAll(`${JSON.stringify({ do: what, ...question })}\n`);
  return JSON.parse(readLine()) as T;
}

function writeAll(text: string): void {
  const bytes = Buffer.from(text);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(OUTPUT, bytes, at);
  } catch {
    leave();
  }
}

/** Whoever asked for stories has heard enough of them. */
function leave(): never {
  process.exit(0);
}

function readLine(): string {
  const chunks = [unread];
  while (!chunks.at(-1)?.includes("\n")) {
    const count = readSync(INPUT, buffer, 0, buffer.length, null);
    if (count === 0) leave();
    chunks.push(buffer.toString("latin1", 0, count));
  }
  const text = chunks.join("");
  const end = text.indexOf("\n");
  unread = text.slice(end + 1);
  return text.slice(0, end);
}

export const server = {
  begin(seed: number, now: number, count: number): string[] {
    return ask<{ accounts: string[] }>("begin", { seed, now, count }).accounts;
  },
  sync(signedIn: string | null, body: string, now: number, fails: boolean): Answer {
    return ask("sync", { signed_in: signedIn, body, now, fails });
  },
  /** When it was erased; null when the account has no such record. */
  erase(account: string, { kind, record }: Pick<RawEntry, "kind" | "record">, now: number): number | null {
    return ask<{ erased: number | null }>("erase", { account, kind, record, now }).erased;
  },
  backup(now: number): void {
    ask("backup", { now });
  },
  restore(which: number, how: "copied" | "announced" | "restored", forgets: boolean): void {
    ask("restore", { which, how, forgets });
  },
  update(): void {
    ask("update");
  },
  squeeze(pageRows: number | null, entriesMax: number | null, bytesMax: number | null): void {
    ask("squeeze", { page_rows: pageRows, entries_max: entriesMax, bytes_max: bytesMax });
  },
  look(now: number): Look {
    return ask("look", { now });
  },
  report(report: Report): void {
    ask("report", report);
  },
};
