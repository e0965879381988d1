/**
 * A phone keeps the words of its own language alone: the others would be half as much again to fetch. Kept beside the
 * precache, since which they are is known only when the page says so.
 */

import { LANGUAGES } from "./language";

/** As the precache lists it. */
export type File = string | { readonly url: string };

const CACHE = "evenstride-language";
/** Which language it is, for the worker of the next version. */
const NOTE = "/language";
const OF_A_LANGUAGE = new RegExp(`^assets/(?:catalog\\.)?(${LANGUAGES.join("|")})-`);

/** Which language a file is of; null for what every phone needs. */
export function languageOfFile(file: File): string | null {
  return OF_A_LANGUAGE.exec(addressOf(file))?.[1] ?? null;
}

/** The path it has on the server. */
export function pathOf(file: File): string {
  return `/${addressOf(file)}`;
}

function addressOf(file: File): string {
  return typeof file === "string" ? file : file.url;
}

/** Keeps the words of a language from now on, and through updates. Fails when they cannot all be had. */
export async function keepWords(files: readonly File[], language: string): Promise<void> {
  const cache = await caches.open(CACHE);
  const noted = await (await cache.match(NOTE))?.text();
  if (noted !== language) await cache.put(NOTE, new Response(language));
  await addMissing(cache, files, language);
}

/** For a new version: the words of the language that was spoken last. */
export async function keepNotedWords(files: readonly File[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const language = await (await cache.match(NOTE))?.text();
  if (language) await addMissing(cache, files, language);
}

/** Lets go of the words of older versions, and of other languages. */
export async function dropOtherWords(files: readonly File[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const language = await (await cache.match(NOTE))?.text();
  const kept = new Set([NOTE, ...pathsOf(files, language)]);
  for (const request of await cache.keys()) {
    if (!kept.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

export async function wordsFor(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function addMissing(cache: Cache, files: readonly File[], language: string): Promise<void> {
  for (const path of pathsOf(files, language)) {
    if (!(await cache.match(path, { ignoreVary: true }))) await cache.add(path);
  }
}

function pathsOf(files: readonly File[], language: string | undefined): string[] {
  return files.filter((file) => languageOfFile(file) === language).map(pathOf);
}
