/** Whether two entries say the same, as the server compares them: record, kind, version and body. */

import type { RawEntry } from "./shapes";

export function sameContent(a: RawEntry, b: RawEntry): boolean {
  return a.record === b.record && a.kind === b.kind && a.v === b.v && canonical(a.body) === canonical(b.body);
}

/** JSON text with the keys sorted and no spaces: equal for equal values. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(",")}}`;
}
