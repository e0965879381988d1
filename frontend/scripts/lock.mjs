// Makes package-lock.json complete and hostless.
// Versions and hashes say what a package is; hosts are the machine's business, so no URL stays. A registry that
// lacks the native builds of other platforms leaves them out of the lock, and then `npm ci` refuses the whole lock:
// they are named here with the platform they are for, so that it skips or fetches them by their exact version.
import { readFileSync, writeFileSync } from "node:fs";

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  "arm",
  "arm64",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
];
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (!lock.packages[place] && EXACT.test(version)) lock.packages[place] = ofPlatform(name, version);
  }
}
for (const entry of Object.values(lock.packages)) {
  delete entry.resolved;
  delete entry.funding;
  delete entry.deprecated;
}
const places = Object.keys(lock.packages).sort();
lock.packages = Object.fromEntries(places.map((place) => [place, lock.packages[place]]));
const text = `${JSON.stringify(lock, null, 2)}\n`;
if (text.includes("://")) throw new Error("a URL is left in package-lock.json");
writeFileSync(path, text);

/** @param {string} name @param {string} version */
function ofPlatform(name, version) {
  const words = name.split(/[-/]/);
  const os = words.filter((word) => SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  return { version, dev: true, optional: true, ...(cpu.length && { cpu }), ...(os.length && { os }) };
}
