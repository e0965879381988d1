import { expect, it } from "vitest";
import { known } from "../training/catalog";
import { builtCatalog } from "../training/testing/catalog";
import { readyMs, repsInTime, testBeats } from "./test_beat";

const catalog = builtCatalog();
const kind = (id: string) => known(catalog.testById, id);

it("keeps 60 beats a minute for the calf raise, up and down in turn, after three to get ready", () => {
  const beats = testBeats(kind("sl_calf_raise"));
  expect(beats.map(({ at_ms }) => at_ms)).toEqual(beats.map((_beat, index) => (index - 3) * 1_000));
  expect(beats.slice(0, 6).map(({ name }) => name)).toEqual([
    "beat",
    "beat",
    "beat",
    "lift",
    "lower",
    "lift",
  ]);
  expect(readyMs(kind("sl_calf_raise"))).toBe(3_000);
});

it("counts thirty calf raises a minute, none before its end", () => {
  const at = (gone_ms: number) => repsInTime(kind("sl_calf_raise"), gone_ms);
  expect([-500, 0, 1_999, 2_000, 59_999, 60_000].map(at)).toEqual([0, 0, 0, 1, 29, 30]);
});

it("gives 40 even beats a minute without drift where no pace of repetitions is known", () => {
  const beats = testBeats(kind("sl_sit_to_stand_max"));
  expect(beats.every(({ name }) => name === "beat")).toBe(true);
  expect(beats.find(({ at_ms }) => at_ms === 60_000)).toBe(beats[3 + 40]);
  expect(repsInTime(kind("sl_sit_to_stand_max"), 60_000)).toBeNull();
});

it("is silent in a test without a beat", () => {
  expect(testBeats(kind("sl_bridge"))).toEqual([]);
});
