import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../", import.meta.url);

/**
 * The version and twelve hex digits of everything the app is made of: two builds share a name only when they are the
 * same app. The phone offers refused entries again when this name has changed.
 */
export function buildName() {
  const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  const hash = createHash("sha256").update(readFileSync(new URL("package-lock.json", root)));
  const names = readdirSync(new URL("src/", root), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !/\.test\.tsx?$/.test(file.name))
    .map((file) => `${file.parentPath}/${file.name}`)
    .sort();
  for (const name of names) hash.update(readFileSync(name));
  return `${version}+${hash.digest("hex").slice(0, 12)}`;
}
