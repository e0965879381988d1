import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "../training/spreadsheet";
import { readCsv } from "./csv";

function cellsOf(text: string) {
  const rows = readCsv(text);
  return "why" in rows ? rows : rows.map(({ cells }) => cells);
}

test.each([
  [
    "a,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a,b\r\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a,b\r1,2\r",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a;b\n1,5;2\n",
    [
      ["a", "b"],
      ["1,5", "2"],
    ],
  ],
  [
    "a\tb\n1\t2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "\uFEFFa,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    '"a;x",b\n1,2\n',
    [
      ["a;x", "b"],
      ["1", "2"],
    ],
  ],
  [
    'a,b\n"x ""y"", z","1\n2"\n',
    [
      ["a", "b"],
      ['x "y", z', "1\n2"],
    ],
  ],
  [
    'a,b\n"",\n',
    [
      ["a", "b"],
      ["", ""],
    ],
  ],
  [
    "a,b\n\n1,2\n\n\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a,b\n1,",
    [
      ["a", "b"],
      ["1", ""],
    ],
  ],
  [
    "a,b\n1,2,\n",
    [
      ["a", "b"],
      ["1", "2", ""],
    ],
  ],
  [
    'a,b\n1, "2"\n',
    [
      ["a", "b"],
      ["1", ' "2"'],
    ],
  ],
])("%j is read cell by cell", (text, cells) => {
  expect(cellsOf(text)).toEqual(cells);
});

test.each([
  ["", { line: 1, why: "empty" }],
  ["\n\n", { line: 1, why: "empty" }],
  ['a,b\n1,"2\n3,4\n', { line: 2, why: "quote_never_ends" }],
  ['a,b\n"1\n2","3"x\n', { line: 3, why: "text_after_quote" }],
  ["a,b\n1,2\n3\n", { line: 3, why: "too_few_cells" }],
  ["a,b\n1,2\n3,4,5\n", { line: 3, why: "too_many_cells" }],
  ['a,b\r\n"1\r\n2",3\r\n4\r\n', { line: 4, why: "too_few_cells" }],
])("%j is damaged, and the line is told", (text, damage) => {
  expect(cellsOf(text)).toEqual(damage);
});

const cells = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", ";", "\t", "\r", "\n", " ", "1", "🦵") });

test("what is written as RFC 4180 is read as it was", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 5 }),
      fc.array(fc.array(cells, { minLength: 5, maxLength: 5 })),
      (width, rows) => {
        const table = [["a", "b", "c", "d", "e"], ...rows].map((row) => row.slice(0, width));
        const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
        expect(cellsOf(table.map((row) => row.map(quoted).join(",")).join("\r\n"))).toEqual(table);
      },
    ),
  );
});

test("what this app exports is read back, but for the apostrophe before a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cells, fc.nat(), cells)), (rows) => {
      const guarded = (cell: string | number) => String(cell).replace(/^[=+\-@\t\r\n]/, "'$&");
      const text = [csvLine(["x", "y", "z"]), ...rows.map(csvLine)].join("");
      expect(cellsOf(text)).toEqual([["x", "y", "z"], ...rows.map((row) => row.map(guarded))]);
    }),
  );
});

test("no text makes it stumble or go on for ever", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(readCsv(text)).toBeDefined();
    }),
  );
});
