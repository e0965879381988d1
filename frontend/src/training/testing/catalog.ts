import { readFileSync } from "node:fs";
import { type Catalog, readCatalog } from "../catalog";

const DOCUMENT = new URL("../../generated/catalog.json", import.meta.url);

/** The catalogue the app is built with; `python -m evenstride.catalog` writes it. */
export function builtCatalog(): Catalog {
  return readCatalog(JSON.parse(readFileSync(DOCUMENT, "utf-8")));
}
