// Leaves package-lock.json without a single URL: versions and hashes say what a package is, hosts are the machine's business.
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));
for (const entry of Object.values(lock.packages)) {
  delete entry.resolved;
  delete entry.funding;
  delete entry.deprecated;
}
const text = `${JSON.stringify(lock, null, 2)}\n`;
if (text.includes("://")) throw new Error("a URL is left in package-lock.json");
writeFileSync(path, text);
