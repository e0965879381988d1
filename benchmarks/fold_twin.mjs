// Folds a log with the phone's twin and says how long it took: node fold_twin.mjs CATALOG LOG ON RUNS
import { readFileSync } from "node:fs";
import { fold, progress, today } from "../frontend/src/training";
import { readCatalog } from "../frontend/src/training/catalog";
import { dayNumber } from "../frontend/src/training/units";

const [catalogFile, logFile, on, runs] = process.argv.slice(2);
const catalog = readCatalog(JSON.parse(readFileSync(catalogFile, "utf8")));
const entries = JSON.parse(readFileSync(logFile, "utf8"));
const took_ms = [];
let folded;
for (let run = 0; run < Number(runs); run += 1) {
  const begun = performance.now();
  folded = fold(entries, catalog, dayNumber(on));
  took_ms.push(performance.now() - begun);
}
process.stdout.write(
  JSON.stringify({ took_ms, progress: progress(folded, catalog), today: today(folded, catalog) }),
);
