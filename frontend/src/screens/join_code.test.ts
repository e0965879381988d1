/** A code, however it is typed. */

import { expect, test } from "vitest";
import { grouped, isWhole, joinLink } from "./join_code";
import { squareCode } from "./qr";

test.each([
  ["7KPM-3XW9", "7KPM-3XW9"],
  ["7kpm3xw9", "7KPM-3XW9"],
  [" 7kpm 3xw9 ", "7KPM-3XW9"],
  ["7KPM–3XW9", "7KPM-3XW9"],
  ["OILo-ilab", "0110-11AB"],
  ["7KPM-3XW9-EXTRA", "7KPM-3XW9"],
  ["https://stride.example/join#7KPM-3XW9", "7KPM-3XW9"],
  ["#7KPM-3XW9", "7KPM-3XW9"],
  ["7KPM", "7KPM"],
  ["7KPM-", "7KPM"],
  ["7KPM3", "7KPM-3"],
  ["", ""],
  ["#", ""],
])("what is typed as “%s” is shown as “%s”", (typed, shown) => {
  expect(grouped(typed)).toBe(shown);
  expect(grouped(shown)).toBe(shown);
});

test("typing and deleting one character at a time gets to every length and back", () => {
  const code = "7KPM-3XW9";
  let shown = "";
  for (const sign of code.replace("-", "")) shown = grouped(shown + sign);
  expect(shown).toBe(code);
  const lengths = new Set<number>();
  while (shown !== "") {
    shown = grouped(shown.slice(0, -1));
    lengths.add(shown.replace("-", "").length);
  }
  expect([...lengths]).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
});

test("a code is whole with eight characters, not with seven", () => {
  expect(isWhole("7kpm 3xw9")).toBe(true);
  expect(isWhole("7kpm 3xw")).toBe(false);
  expect(isWhole("")).toBe(false);
});

test("the link carries the code where no server gets it, and is read back", () => {
  const { pathname, search, hash } = new URL(joinLink("https://stride.example", "7KPM-3XW9"));
  expect([pathname, search]).toEqual(["/join", ""]);
  expect(grouped(hash)).toBe("7KPM-3XW9");
});

/** The dark units of the drawn path, row by row. */
function drawn({ size, path }: ReturnType<typeof squareCode>): string[] {
  const rows = Array.from({ length: size }, () => Array<string>(size).fill("."));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = 0; at < Number(width); at++) {
      const row = rows[Number(y)];
      if (row) row[Number(x) + at] = "#";
    }
  }
  return rows.map((row) => row.join(""));
}

test("the square code has its three corner marks and its timing lines", () => {
  const rows = drawn(squareCode("https://stride.example/join#7KPM-3XW9"));
  const { length } = rows;
  const mark = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];
  const cut = (top: number, left: number) => mark.map((_, at) => rows[top + at]?.slice(left, left + 7));
  expect(cut(0, 0)).toEqual(mark);
  expect(cut(0, length - 7)).toEqual(mark);
  expect(cut(length - 7, 0)).toEqual(mark);
  expect(rows[6]?.slice(8, length - 8)).toMatch(/^#(\.#)*$/);
});
