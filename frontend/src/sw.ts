/// <reference lib="webworker" />
import { clientsClaim } from "workbox-core";
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
// The page that installed this worker is served by it at once, so its first load already works offline.
clientsClaim();

// Every address of the app is the one page. The server's own doors, and files (a dot in the path), are not the app.
registerRoute(
  ({ request, url }) => request.mode === "navigate" && isAppPath(url.pathname),
  createHandlerBoundToURL("index.html"),
);

// A new version waits until the page says that the runner wants it.
self.addEventListener("message", (event) => {
  if (event.data?.type === "skip_waiting") void self.skipWaiting();
});

function isAppPath(path: string): boolean {
  return !/^\/(api|health|metrics)(\/|$)/.test(path) && !path.includes(".");
}
