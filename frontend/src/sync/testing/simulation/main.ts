/** Lives through seeds, one after the other: main.mjs TAB FIRST COUNT [memory | indexeddb] */

import { readFileSync } from "node:fs";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import "fake-indexeddb/auto";
import type { Program } from "./device";
import { server } from "./server";
import type { Tab } from "./tab";
import { World } from "./world";

const [bundle, first, count, disk] = process.argv.slice(2);
const SURROUNDINGS = [
  "disk",
  "fetch",
  "crypto",
  "Date",
  "localStorage",
  "setTimeout",
  "clearTimeout",
  "globalThis",
  "indexedDB",
];
// A text of its own for each tab: two tabs of one page share no memory, and each has its own clock and network.
const made = new Function(
  ...SURROUNDINGS,
  "IDBKeyRange",
  `${readFileSync(bundle as string, "utf8")};return tab.app;`,
);
const program: Program = (surroundings) =>
  made(...SURROUNDINGS.map((name) => surroundings[name]), IDBKeyRange) as Tab;

const options = {
  program,
  newIndexedDB: disk === "indexeddb" ? () => new IDBFactory() : null,
  // The same stories are told on both kinds of disk, so neither is put back then.
  maySwapDisks: disk === undefined,
};
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  server.report(await new World(seed, options).live());
}
