/** What the store holds in memory of a log. */

import { expect, test } from "vitest";
import { pageOf } from "./log";
import { emptyMemory, remember, rememberPage } from "./memory";
import type { Row } from "./shapes";

const NOW_MS = 1_795_000_000_000;
const HLC = "0199c0dea1b2-0000-8f3a5c7e9d1b2f40";

function row(seq: number, over: Partial<Row> = {}): Row {
  const id = `00000000-0000-4000-8000-${String(seq).padStart(12, "0")}`;
  const body = { key: "birth_year", value: 1980 };
  return { id, record: "setting:birth_year", kind: "setting_changed", v: 1, hlc: HLC, body, seq, ...over };
}

test("a page is judged once for each build, and what a build does not know is found by the next (SURVIVE 6)", () => {
  const page = pageOf([row(1), row(2, { kind: "mood_noted" }), row(3)]);
  const memory = emptyMemory();
  const judged = rememberPage(memory, page, "1", NOW_MS);
  expect(judged).toEqual({ build: "1", leftOut: [row(2).id] });
  expect([...memory.entries.keys()]).toEqual([row(1).id, row(3).id]);
  const trusted = { ...page, judged: { build: "1", leftOut: [row(1).id] } };
  expect(rememberPage(emptyMemory(), trusted, "1", NOW_MS)).toBe(trusted.judged);
  expect(rememberPage(emptyMemory(), trusted, "2", NOW_MS)).toEqual({ build: "2", leftOut: [row(2).id] });
});

test("an entry known already changes nothing; its confirmed stamp or its erasure does", () => {
  const memory = emptyMemory();
  expect(remember(memory, row(1), NOW_MS)).toBe(true);
  expect(remember(memory, row(1), NOW_MS)).toBe(false);
  expect(remember(memory, row(1, { hlc: HLC.replace("0000", "0001") }), NOW_MS)).toBe(true);
  expect(remember(memory, row(1, { hlc: HLC.replace("0000", "0001"), body: null }), NOW_MS)).toBe(true);
});
