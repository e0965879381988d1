/** A new version of the app: fetched in the background, offered, and taken only when the runner says so. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { workerAddress } from "./trusted";

const CHECK_MS = 60 * 60_000;

const ready = signal(false);
/** Whether a new version can be had by `takeUpdate`. */
export const updateReady: ReadonlySignal<boolean> = ready;

let registration: ServiceWorkerRegistration | null = null;
let isTaking = false;
let isBusy: () => boolean = () => false;
let checkedAtMs = 0;

/** Makes the app work offline, and watches for new versions. While `busy` holds, none is started. */
export async function watchUpdates(busy: () => boolean): Promise<void> {
  isBusy = busy;
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  if (!workers || !import.meta.env.PROD) return;
  let isControlled = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    if (isTaking) location.reload();
    // Another tab took the new version, and this one still runs the old. But the very first worker, which takes
    // over the page that installed it, changes nothing.
    else if (isControlled) ready.value = true;
    isControlled = true;
  });
  try {
    // Some browsers that are told to block workers give nothing back, whatever the types say.
    registration =
      ((await workers.register(workerAddress(), { updateViaCache: "none" })) as typeof registration) ?? null;
  } catch {
    // Private windows refuse service workers: the app works, only not offline.
  }
  if (!registration) return;
  offerWaiting();
  registration.addEventListener("updatefound", watchInstalling);
  watchInstalling();
  document.addEventListener("visibilitychange", check);
  checkedAtMs = Date.now();
}

/** Has the words of a language kept, so that no later start needs the network for them. */
export async function keepWords(language: string): Promise<void> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  if (!workers || !import.meta.env.PROD) return;
  const { active } = await workers.ready;
  active?.postMessage({ type: "speaks", language });
}

/** Starts the new version, but never in the middle of a workout. */
export function takeUpdate(): void {
  if (isBusy()) return;
  isTaking = true;
  if (registration?.waiting) registration.waiting.postMessage({ type: "skip_waiting" });
  else location.reload();
}

/** Asks the server for a newer version now. */
export async function checkForUpdate(): Promise<void> {
  checkedAtMs = Date.now();
  await registration?.update().catch(() => {});
}

function check(): void {
  if (document.visibilityState === "visible" && Date.now() - checkedAtMs > CHECK_MS) void checkForUpdate();
}

function watchInstalling(): void {
  const worker = registration?.installing;
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed") offerWaiting();
  });
}

function offerWaiting(): void {
  if (registration?.waiting && registration.active) ready.value = true;
}
