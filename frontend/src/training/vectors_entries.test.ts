/** The door lets in and refuses what `tests/vectors/entries.json` says. */

import { expect, test } from "vitest";
import { isRefusal, judge } from "./entries";
import { type Given, rawOf } from "./testing/vector_entry";
import { vectorCases } from "./testing/vectors";

const cases = vectorCases<Given, string>("entries");

test.each(cases)("$name", ({ given, expect: expected }) => {
  const raw = rawOf(given, cases);
  const judged = judge(raw);
  expect(isRefusal(judged) ? judged.code : "ok").toBe(expected);
  if (isRefusal(judged)) expect(judged.detail).not.toBe("");
  else expect(raw).toMatchObject(judged);
});

test("a refusal names the field, and the place inside it", () => {
  const detailOf = (like: string, body: Readonly<Record<string, unknown>>) => {
    const judged = judge(rawOf({ like, body }, cases));
    return isRefusal(judged) ? judged.detail : "";
  };
  expect(detailOf("set_logged", { pain: 11 })).toBe("pain: is not a whole number from 0 to 10");
  expect(detailOf("session_started", { "prescribed.0.sets": 101 })).toMatch(/^prescribed: 0: sets: /);
  expect(detailOf("setting time_off", { value: [{}] })).toMatch(/^value: 0: from: /);
});
