import { readFileSync } from "node:fs";

/** One law with its reason: what is given and what both twins must make of it. */
export type Case<Given, Expect> = {
  readonly name: string;
  readonly why: string;
  readonly given: Given;
  readonly expect: Expect;
};

/** The cases of `tests/vectors/<name>.json`, which the Python tests read too. */
export function vectorCases<Given, Expect>(name: string): readonly Case<Given, Expect>[] {
  const file = new URL(`../../../../tests/vectors/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf-8")).cases;
}
