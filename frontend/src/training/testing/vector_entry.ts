/**
 * The shorthand of `tests/vectors/entries.json`, written out as a raw entry.
 *
 * `tests/training/vector_entry.py` reads the same shorthand.
 */

import type { Case } from "./vectors";

type Part = Record<string, unknown>;
export type Given = {
  readonly like?: string;
  readonly entry?: unknown;
  readonly body?: Readonly<Part>;
  readonly without?: readonly string[];
  readonly without_entry?: readonly string[];
};

/** The raw entry a vector's `given` stands for, of its own. */
export function rawOf(given: Given, cases: readonly Case<Given, string>[]): unknown {
  if (given.like === undefined) return structuredClone(given.entry);
  const full = cases.find((one) => one.name === given.like);
  const raw = { ...(structuredClone(full?.given.entry) as Part), ...(given.entry as Part) };
  for (const [path, value] of Object.entries(given.body ?? {})) {
    const [part, name] = inside(raw.body as Part, path);
    // Plain assignment would set the prototype where the name is `__proto__`.
    Object.defineProperty(part, name, { value, enumerable: true, configurable: true, writable: true });
  }
  for (const path of given.without ?? []) {
    const [part, name] = inside(raw.body as Part, path);
    delete part[name];
  }
  for (const name of given.without_entry ?? []) delete raw[name];
  return raw;
}

/** The object that holds the last name of a dotted path, and that name. */
function inside(whole: Part, path: string): readonly [Part, string] {
  const names = path.split(".");
  const last = names.pop() ?? "";
  return [names.reduce((part, name) => part[name] as Part, whole), last];
}
