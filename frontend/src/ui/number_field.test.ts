/** What is typed into a number field is kept in the smallest unit, or not at all. */

import { expect, test } from "vitest";
import { readNumber, shownNumber } from "./number_field";

test("a point and a comma mean the same, and seconds are kept in hundredths", () => {
  expect(readNumber("43.2", 100, 4_500)).toBe(4_320);
  expect(readNumber("1,84", 100, 60_000)).toBe(184);
  expect(readNumber(" 27 ", 1, 300)).toBe(27);
  expect(readNumber("27.", 1, 300)).toBe(27);
});

test("hundredths that no float holds exactly are still whole", () => {
  expect(readNumber("1.15", 100, 60_000)).toBe(115);
  expect(readNumber("0.29", 100, 60_000)).toBe(29);
});

test("what is no number, or more than can be, is nothing", () => {
  for (const text of ["", "-3", "abc", "1.2.3", "1e3"]) expect(readNumber(text, 1, 300)).toBeNull();
  expect(readNumber("45", 100, 4_500)).toBe(4_500);
  expect(readNumber("45.01", 100, 4_500)).toBeNull();
});

test("what is shown with the mark of a language is read as the same number", () => {
  for (const mark of [".", ","]) {
    expect(shownNumber(4_325, 100, mark)).toBe(`43${mark}25`);
    expect(readNumber(shownNumber(4_325, 100, mark), 100, 60_000)).toBe(4_325);
  }
});
