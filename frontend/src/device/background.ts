/** Asks the browser to wake the service worker once there is a network, also when the app is gone. Never relied upon. */

/** Not in the DOM's types: Chromium has it, Safari and Firefox do not. */
interface SyncManager {
  register(tag: string): Promise<void>;
}

/** Nothing happens where the browser cannot, or will not. */
export async function wakeWhenOnline(tag: string): Promise<void> {
  const { serviceWorker } = navigator as Partial<Navigator>;
  if (!serviceWorker?.controller) return;
  try {
    const { sync } = (await serviceWorker.ready) as ServiceWorkerRegistration & { sync?: SyncManager };
    await sync?.register(tag);
  } catch {
    // Not allowed on this phone: the app backs up when it is opened.
  }
}
