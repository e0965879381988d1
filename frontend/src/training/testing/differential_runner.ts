/**
 * Answers histories for tests/training/differential: a line of JSON in, a line of JSON out.
 *
 * Started as `node differential_runner.mjs CATALOG.json`; ends with its input.
 */

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { readCatalog } from "../catalog";
import { type Entry, isRefusal, judge } from "../entries";
import { fold, plan, progress, session, sessions, today } from "../index";

type Question = {
  /** The day asked, as a day number; days `first` to `last` are planned and listed. */
  readonly on: number;
  readonly first: number;
  readonly last: number;
  readonly entries: readonly unknown[];
};

const catalog = readCatalog(JSON.parse(readFileSync(process.argv[2] ?? "", "utf-8")));

function answer({ on, first, last, entries }: Question): unknown {
  const judged = entries.map(judge);
  const replayed = fold(
    judged.filter((one): one is Entry => !isRefusal(one)),
    catalog,
    on,
  );
  const records = replayed.state.sessions.map((one) => one.record);
  return {
    judged: judged.map((one) => (isRefusal(one) ? one.code : "ok")),
    left_out: replayed.state.left_out.map(({ id, why }) => [id, why]),
    progress: progress(replayed, catalog),
    today: today(replayed, catalog),
    plan: plan(replayed, catalog, first, last),
    sessions: sessions(replayed, catalog, first, last),
    last_session: session(replayed, catalog, records.at(-1) ?? ""),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
