/**
 * Answers histories for tests/training/differential: a line of JSON in, a line of JSON out.
 *
 * Started as `node differential_runner.mjs CATALOG.json [OVERLAY.json]`; ends with its input.
 */

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { type CatalogDocument, readCatalog } from "../catalog";
import { criteria } from "../criteria";
import { type Entry, isRefusal, judge } from "../entries";
import type { Track } from "../gate";
import {
  fold,
  nextTrial,
  placedAt,
  placedLadders,
  plan,
  progress,
  type Replayed,
  session,
  sessions,
  symmetry,
  today,
} from "../index";
import { translated } from "../translate";
import { changed, reason } from "../words";
import { rulingOf, type Told } from "./told_rulings";

type Question = {
  /** The day asked, as a day number; days `first` to `last` are planned and listed. */
  readonly on: number;
  readonly first: number;
  readonly last: number;
  readonly entries: readonly unknown[];
};
/** Asks for the sentences of verdicts, made from the one ruling of a log. */
type SentenceQuestion = Pick<Question, "on" | "entries"> & { readonly told: readonly Told[] };

const [documentFile = "", overlayFile] = process.argv.slice(2);
const document: CatalogDocument = JSON.parse(readFileSync(documentFile, "utf-8"));
const catalog = overlayFile
  ? translated(readCatalog(document), JSON.parse(readFileSync(overlayFile, "utf-8")))
  : readCatalog(document);

function answered(question: Question | SentenceQuestion | { readonly catalog: true }): unknown {
  if ("catalog" in question) {
    return Object.fromEntries(
      Object.keys(document).map((part) => [part, catalog[part as keyof typeof document]]),
    );
  }
  return "told" in question ? sentences(question) : answer(question);
}

function sentences({ on, entries, told }: SentenceQuestion): unknown {
  const judged = entries.map(judge).filter((one): one is Entry => !isRefusal(one));
  const replayed = fold(judged, catalog, on);
  const rulings = told.map((one) => rulingOf(one, replayed, catalog));
  return {
    said: rulings.map((one) => [reason(one, replayed.state, catalog), changed(one, replayed.state, catalog)]),
  };
}

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
    state: stateOf(replayed),
    placed: placedLadders(catalog).map((ladder) => {
      const done = replayed.state.sessions.flatMap((one) => one.sets.get(ladder) ?? []);
      return [placedAt(ladder, done, catalog), nextTrial(ladder, done, catalog)?.exercise ?? null];
    }),
    progress: progress(replayed, catalog),
    criteria: criteria(replayed, catalog),
    symmetry: symmetry(replayed, catalog),
    today: today(replayed, catalog),
    plan: plan(replayed, catalog, first, last),
    sessions: sessions(replayed, catalog, first, last),
    last_session: session(replayed, catalog, records.at(-1) ?? ""),
  };
}

/** What no answer shows, yet later answers may depend on. */
function stateOf({ state, tracks, rulings, doors }: Replayed): unknown {
  return {
    settings: state.settings,
    plan: state.plan_id,
    choices: state.choices.map((one) => one.record),
    tests: state.tests.map((one) => one.record),
    videos: state.videos.map((one) => one.record),
    runs: state.runs,
    moves: state.moves,
    left_out: state.left_out.map(({ id, why }) => [id, why]),
    tracks: [...tracks.values()].map(trackOf),
    doors: {
      opened_on: Object.fromEntries(doors.opened_on),
      good_running: Object.fromEntries(
        [...doors.good_running].map(([ladder, { good, last }]) => [ladder, [good, last]]),
      ),
      drill_weeks: Object.fromEntries(doors.drill_weeks),
    },
    rulings: [...rulings].flatMap(([record, ruled]) =>
      [...ruled].map(([ladder, { code, why, position }]) => [record, ladder, code, why, position]),
    ),
  };
}

function trackOf(track: Track): unknown {
  const { position, streak, running, last_day, last_first_side, advanced_on, stay, passed, held } = track;
  return {
    position,
    streak,
    running: running.map((one) => one.every.map((logged) => logged.id)),
    last_day,
    last_first_side,
    advanced_on,
    stay,
    passed: [...passed].sort(),
    done: Object.fromEntries(track.done),
    held: Object.fromEntries(held),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answered(JSON.parse(line)))}\n`);
}
