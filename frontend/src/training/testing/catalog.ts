import { readFileSync } from "node:fs";
import { type Catalog, readCatalog } from "../catalog";
import { translated } from "../translate";

/** The catalogue the app is built with; `python -m evenstride.catalog` writes it. */
export function builtCatalog(): Catalog {
  return readCatalog(generated("catalog.json"));
}

/** The same in German; `python -m evenstride.catalog de` writes its overlay. */
export function germanCatalog(): Catalog {
  return translated(builtCatalog(), generated("catalog.de.json"));
}

function generated(file: string) {
  return JSON.parse(readFileSync(new URL(`../../generated/${file}`, import.meta.url), "utf-8"));
}
