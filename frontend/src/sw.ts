/// <reference lib="webworker" />
import { clientsClaim } from "workbox-core";
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { dropOtherWords, keepNotedWords, keepWords, languageOfFile, pathOf, wordsFor } from "./sw_language";
import { SYNC_LOCK } from "./sync/rounds";
import { backUpUnseen } from "./sync/unseen";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const files = self.__WB_MANIFEST;
const words = files.filter((file) => languageOfFile(file) !== null);
precacheAndRoute(files.filter((file) => languageOfFile(file) === null));
cleanupOutdatedCaches();
// The page that installed this worker is served by it at once, so its first load already works offline.
clientsClaim();

// Every address of the app is the one page. The server's own doors, and files (a dot in the path), are not the app.
registerRoute(
  ({ request, url }) => request.mode === "navigate" && isAppPath(url.pathname),
  createHandlerBoundToURL("index.html"),
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && words.some((file) => url.pathname === pathOf(file)),
  ({ request }) => wordsFor(request),
);
self.addEventListener("install", (event) => event.waitUntil(keepNotedWords(words)));
self.addEventListener("activate", (event) => event.waitUntil(dropOtherWords(words)));

/** Not in the types: Chromium's Background Sync. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

// The network is back, and a page left something behind. Safari and Firefox never say so, and need not.
self.addEventListener("sync" as "activate", (event) => {
  if ((event as SyncEvent).tag === "evenstride-sync") event.waitUntil(backUpAlone());
});

/** Fails when it did not get through: the browser then tries again by itself, later, a few times. */
async function backUpAlone(): Promise<void> {
  const work = async () => {
    const stop = await backUpUnseen(__BUILD__);
    if (stop) throw new Error(`not backed up: ${stop.problem}`);
  };
  // A page that is at it needs no help.
  await navigator.locks.request(SYNC_LOCK, { ifAvailable: true }, async (lock) => lock && (await work()));
}

// A new version waits until the page says that the runner wants it.
self.addEventListener("message", (event) => {
  if (event.data?.type === "skip_waiting") void self.skipWaiting();
  if (event.data?.type === "speaks") event.waitUntil(keepWords(words, String(event.data.language)));
});

// The notice at the end of a rest leads back to the workout.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(toTheWorkout());
});

async function toTheWorkout(): Promise<void> {
  const [page] = await self.clients.matchAll({ type: "window" });
  await (page ? page.focus() : self.clients.openWindow("/workout"));
}

function isAppPath(path: string): boolean {
  return !/^\/(api|health|metrics)(\/|$)/.test(path) && !path.includes(".");
}
