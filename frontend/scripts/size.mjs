// Weighs what the phone has to load, compressed, and fails above the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const KB = 1000;
const SCREENS_MAX_KB = 75;
const PRECACHE_MAX_KB = 300;
/** Sheets and forms of these two screens that are loaded when they are first opened. */
const OF_THE_SCREENS = /^src\/screens\/(today|workout)/;
/** What settles the language, what every start needs then, and what one needs that has nothing kept of the last one. */
const ENTRY = "start";
const APP = "first";
const RULES = "rules";
/** What another language brings. */
const WORDS = /^src\/words\/[^/]+\/index\.ts$/;

const built = new URL("../../backend/evenstride/static/", import.meta.url);
/** @type {Record<string, { file: string, name?: string, src?: string, imports?: string[], isEntry?: boolean, isDynamicEntry?: boolean }>} */
const chunks = JSON.parse(readFileSync(new URL(".vite/manifest.json", built), "utf8"));

const first = closure(named(({ name }) => name === ENTRY || name === APP));
const opened = closure(named(({ name }) => name === ENTRY || name === APP || name === RULES));
const screens = closure(
  named(
    ({ name, src }) => name === ENTRY || name === APP || name === RULES || OF_THE_SCREENS.test(src ?? ""),
  ),
);
const spoken = closure(named((chunk) => WORDS.test(chunk.src ?? "")));
const [app = ""] = named(({ name }) => name === APP).map((name) => chunks[name]?.file ?? "");
if (!app || spoken.length === 0) throw new Error("the app or another language has no chunk of its own");
if (spoken.includes(app)) throw new Error("a language's words lean on the app, so they would come after it");
if (opened.length === first.length) throw new Error("the rules have no chunk of their own");
const worker = readFileSync(new URL("sw.js", built), "utf8");
const listed = [...new Set([...worker.matchAll(/"?url"?:"([^"]+)"/g)].map((match) => match[1] ?? ""))];
// Kept only by phones that speak it.
const ofALanguage = listed.filter((file) => /^assets\/(?:catalog\.)?[a-z]{2}-/.test(file));
const precached = listed.filter((file) => !ofALanguage.includes(file));
if (!ofALanguage.some((file) => spoken.includes(file))) throw new Error("no language's words are kept apart");
if (precached.length === 0) throw new Error("the service worker names nothing to precache");

const isOver = [
  weigh("JavaScript for Today and workout", opened, SCREENS_MAX_KB),
  weigh("everything precached", precached, PRECACHE_MAX_KB),
].includes(true);
weigh("for information: before the first screen", first, Number.POSITIVE_INFINITY);
weigh("for information: with all their sheets", screens, Number.POSITIVE_INFINITY);
weigh("for information: another language, kept", ofALanguage, Number.POSITIVE_INFINITY);
if (isOver) process.exit(1);

/** @param {(chunk: (typeof chunks)[string]) => boolean | undefined} isMeant @returns {string[]} */
function named(isMeant) {
  return Object.keys(chunks).filter((name) => chunks[name] && isMeant(chunks[name]));
}

/** @param {string[]} names chunks and, once each, all they import at once @returns {string[]} their files */
function closure(names) {
  const seen = new Set(names);
  for (const name of seen) for (const next of chunks[name]?.imports ?? []) seen.add(next);
  return [...seen].map((name) => chunks[name]?.file ?? "");
}

/** @param {string} what @param {string[]} files @param {number} max_kb @returns {boolean} whether it is too much */
function weigh(what, files, max_kb) {
  const kb = files.reduce((sum, file) => sum + zipped(file), 0) / KB;
  const limit = Number.isFinite(max_kb) ? `, at most ${max_kb}` : "";
  console.log(`${what.padEnd(40)} ${kb.toFixed(1).padStart(6)} kB gzip${limit} (${files.length} files)`);
  return kb > max_kb;
}

/** @param {string} file @returns {number} bytes */
function zipped(file) {
  return gzipSync(readFileSync(new URL(file, built)), { level: 9 }).length;
}
