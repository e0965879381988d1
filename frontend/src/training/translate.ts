/**
 * The catalogue in another language: the same numbers and ids, other words.
 *
 * An overlay has the shape of the catalogue's document and holds only what a runner reads. A list of texts has
 * a text for each; of a list of records it holds each by what tells it from the others.
 */

import { type Catalog, type CatalogDocument, readCatalog } from "./catalog";

export type Overlay = string | readonly Overlay[] | { readonly [name: string]: Overlay };
type Part = Readonly<Record<string, unknown>>;

/** The field that tells a record from the others of its list: the first of these that it has. */
const TOLD_APART_BY = ["id", "score", "weekday", "days_min"];

/** The catalogue with the texts of the overlay; what the overlay leaves out stays as it was. */
export function translated(catalog: Catalog, overlay: Overlay): Catalog {
  return { ...readCatalog(merged(catalog, overlay) as CatalogDocument), original: catalog };
}

/** What tells a record from the others of its list; empty for one that nothing is read of. */
function keyOf(record: Part): string {
  const field = TOLD_APART_BY.find((one) => one in record);
  return field === undefined ? "" : String(record[field]);
}

function merged(part: unknown, overlay: Overlay): unknown {
  if (typeof overlay === "string" || isList(overlay)) return overlay;
  if (isList(part)) return part.map((one) => merged(one, overlay[keyOf(one as Part)] ?? {}));
  const inner = Object.entries(overlay).map(([name, text]) => [name, merged((part as Part)[name], text)]);
  return { ...(part as Part), ...Object.fromEntries(inner) };
}

function isList<One>(value: readonly One[] | unknown): value is readonly One[] {
  return Array.isArray(value);
}
