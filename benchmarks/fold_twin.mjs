// Folds a log with the phone's twin and says how long it took: node fold_twin.mjs CATALOG LOG ON DAYS RUNS
import { readFileSync } from "node:fs";
import { fold, plan, progress, today } from "../frontend/src/training";
import { readCatalog } from "../frontend/src/training/catalog";
import { dayNumber } from "../frontend/src/training/units";

const [catalogFile, logFile, on, days, runs] = process.argv.slice(2);
const catalog = readCatalog(JSON.parse(readFileSync(catalogFile, "utf8")));
const entries = JSON.parse(readFileSync(logFile, "utf8"));
const day = dayNumber(on);
const took_ms = [];
let answer;
for (let run = 0; run < Number(runs); run += 1) {
  const begun = performance.now();
  const folded = fold(entries, catalog, day);
  answer = {
    progress: progress(folded, catalog),
    today: today(folded, catalog),
    plan: plan(folded, catalog, day, day + Number(days) - 1),
  };
  took_ms.push(performance.now() - begun);
}
process.stdout.write(JSON.stringify({ took_ms, ...answer }));
