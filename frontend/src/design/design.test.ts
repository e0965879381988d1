import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const UI = new URL("../ui/", import.meta.url);
const DESIGN = readFileSync(new URL("design.tsx", import.meta.url), "utf8");

test("the page of the design system shows every piece there is", () => {
  const pieces = readdirSync(UI)
    .filter((file) => file.endsWith(".tsx"))
    .flatMap((file) => [...readFileSync(new URL(file, UI), "utf8").matchAll(/^export function ([A-Z]\w+)/gm)])
    .map(([, name]) => name ?? "");
  expect(pieces.length).toBeGreaterThan(15);
  const missing = pieces.filter(
    (name) => !DESIGN.includes(`<${name}`) && name !== "HeldButton" && name !== "Dot",
  );
  expect(missing).toEqual([]);
});
