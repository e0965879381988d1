// The simulation as two texts: what one tab runs, and the world around the tabs.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.env.EVENSTRIDE_SIMULATION_BUNDLES;

/** In a tab, databases wait for their turn. */
const inTurns = {
  name: "in-turns",
  resolveId: (source, importer) =>
    source === "./shelf" && importer?.endsWith("/store/db.ts") ? join(here, "shelf.ts") : null,
};

export default [
  {
    input: join(here, "tab.ts"),
    plugins: [inTurns],
    transform: { define: { __BUILD__: '"1"' } },
    output: { file: join(out, "tab.js"), format: "iife", name: "tab" },
  },
  {
    input: join(here, "main.ts"),
    platform: "node",
    transform: { define: { __BUILD__: '"1"' } },
    output: { file: join(out, "main.mjs"), format: "esm", sourcemap: true },
  },
];
