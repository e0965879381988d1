/** When a stride film is run easy, filmed, run fast and filmed again. */

import { expect, test } from "vitest";
import { known } from "../training/catalog";
import { builtCatalog } from "../training/testing/catalog";
import { filmChimes, filmSteps, stepNow } from "./stride_film";

const { video } = known(builtCatalog().testById, "treadmill_stride_video");
if (!video) throw new Error("the stride film has no protocol");
const behind = filmSteps(video, "behind");
const beside = filmSteps(video, "beside");

test("five easy minutes come first, then ten seconds are filmed easy and ten fast", () => {
  expect(behind.map(({ name, from_ms, until_ms }) => [name, (until_ms - from_ms) / 1_000])).toEqual([
    ["warm", 300],
    ["film_easy", 10],
    ["faster", 15],
    ["film_fast", 10],
  ]);
});

test("from beside the clips are as long, without the easy minutes", () => {
  expect(beside.map(({ from_ms, until_ms }) => (until_ms - from_ms) / 1_000)).toEqual([30, 10, 15, 10]);
});

test("each instant belongs to one step, and none comes after the last", () => {
  expect([0, 299_999, 300_000, 310_000, 325_000, 334_999, 335_000].map((ms) => stepNow(behind, ms))).toEqual([
    0, 0, 1, 2, 3, 3, -1,
  ]);
});

test("three beats lead to each clip, and each clip says its end", () => {
  expect(filmChimes(beside).map(({ at_ms, name }) => `${at_ms / 1_000} ${name}`)).toEqual([
    "27 beat",
    "28 beat",
    "29 beat",
    "30 go",
    "40 switch",
    "52 beat",
    "53 beat",
    "54 beat",
    "55 go",
    "65 rest",
  ]);
});
