/** What this browser can and says of itself, for a diagnosis. */

import { isInstalled } from "./install";
import { mayBeForgotten, persisted, readPersisted, room } from "./storage";

/** `lock`: the one that a tab holds while it backs up. */
export async function aboutBrowser(lock: string): Promise<Record<string, unknown>> {
  await readPersisted();
  const { serviceWorker, locks, onLine, userAgent } = navigator as Partial<Navigator>;
  return {
    agent: userAgent ?? null,
    installed: isInstalled(),
    persisted: persisted.peek(),
    may_be_forgotten: mayBeForgotten(),
    room: await room(),
    online: onLine ?? null,
    worker: serviceWorker ? (serviceWorker.controller?.state ?? "none") : "unsupported",
    locks: locks ? ((await isLockHeld(lock)) ? "held" : "free") : "unsupported",
    can: {
      tell_tabs: "BroadcastChannel" in globalThis,
      hear: "EventSource" in globalThis,
      compress: "CompressionStream" in globalThis,
    },
  };
}

/** Whether a tab of this browser holds the lock of that name; false where that cannot be known. */
export async function isLockHeld(lock: string): Promise<boolean> {
  try {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    return held.some(({ name }) => name === lock);
  } catch {
    return false;
  }
}
