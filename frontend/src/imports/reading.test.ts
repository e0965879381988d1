import { expect, test } from "vitest";
import { gramsOf, momentIn, numberIn, secondsIn } from "./reading";

const at = (on: string, hours: number, minutes: number, seconds = 0) => ({
  on,
  minutes: hours * 60 + minutes,
  seconds,
});

test.each([
  ["28 Mar 2025, 17:29", at("2025-03-28", 17, 29)],
  ["3 Jan 2025, 06:05", at("2025-01-03", 6, 5)],
  ["18 sept. 2026, 17:31", at("2026-09-18", 17, 31)],
  ["5 févr. 2025, 07:00", at("2025-02-05", 7, 0)],
  ["1 août 2025, 07:00", at("2025-08-01", 7, 0)],
  ["5. März 2025, 07:00", at("2025-03-05", 7, 0)],
  ["5 Mai 2025, 07:00", at("2025-05-05", 7, 0)],
  ["5 Dez. 2025, 07:00", at("2025-12-05", 7, 0)],
  ["5 de out. de 2025, 07:00", at("2025-10-05", 7, 0)],
  ["5 ene 2025, 07:00", at("2025-01-05", 7, 0)],
  ["Mar 28, 2025, 5:29 PM", at("2025-03-28", 17, 29)],
  ["Mar 28, 2025 at 12:05 am", at("2025-03-28", 0, 5)],
  ["28 Mar 2025, 5:29\u202fPM", at("2025-03-28", 17, 29)],
  ["2024-11-05 18:30:00", at("2024-11-05", 18, 30)],
  ["2024-11-05T18:30:07.123Z", at("2024-11-05", 18, 30, 7)],
  ["2024-11-05", at("2024-11-05", 12, 0)],
  ["2024-02-29", at("2024-02-29", 12, 0)],
])("%s is a moment", (cell, moment) => {
  expect(momentIn(cell)).toEqual(moment);
});

test.each([
  "",
  "2025-02-29",
  "32 Jan 2025, 10:00",
  "5 Foo 2025, 10:00",
  "03/04/2025",
  "2025-01-01 25:00",
  "2025-01-01 10:61",
  "5 Jan 2025, 13:00 PM",
])("%s is none", (cell) => {
  expect(momentIn(cell)).toBeNull();
});

test.each([
  ["12", 12],
  ["12.5", 12.5],
  ["12,5", 12.5],
  ["-20", -20],
  ["6.0", 6],
  ["", null],
  ["-", null],
  ["1.234,5", undefined],
  ["ten", undefined],
  ["1e9", undefined],
])("%s as a number", (cell, number) => {
  expect(numberIn(cell)).toBe(number);
});

test.each([
  ["0:01:30", 90],
  ["1:30", 90],
  ["1h 5m", 3900],
  ["45m", 2700],
  ["45 min", 2700],
  ["90s", 90],
  ["2700", 2700],
  ["30.0", 30],
  ["", null],
  ["soon", null],
])("%s as seconds", (cell, seconds) => {
  expect(secondsIn(cell)).toBe(seconds);
});

test.each([
  [22.5, "kg", 22_500],
  [45, "lb", 20_412],
  [0.1, "kg", 100],
  [2.2046, "lb", 1000],
] as const)("%d %s in grams", (weight, unit, grams) => {
  expect(gramsOf(weight, unit)).toBe(grams);
});
