/** A notice of the system at the end of a rest, when nobody looks at the page. Asked for by a switch, never otherwise. */

import { preferences } from "./preferences";

const TAG = "evenstride-rest";

/** Whether notices can be had: not where the browser has none, nor once the runner has refused them. */
export function noticeState(): "none" | "refused" | "open" | "granted" {
  if (!("Notification" in globalThis) || !("serviceWorker" in navigator)) return "none";
  const { permission } = Notification;
  if (permission === "denied") return "refused";
  return permission === "granted" ? "granted" : "open";
}

/** The system's own question; whether the answer was yes. */
export async function askForNotices(): Promise<boolean> {
  if (noticeState() === "none") return false;
  return (await Notification.requestPermission()) === "granted";
}

/** A notice at an instant, if the page is hidden then. A page that the phone has put to sleep is late with it. */
export function noticeAt(atMs: number, title: string, body: string): () => void {
  if (!preferences.peek().notice || noticeState() !== "granted") return () => {};
  const timer = setTimeout(() => document.hidden && void show(title, body), Math.max(0, atMs - Date.now()));
  document.addEventListener("visibilitychange", clear);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", clear);
    void clear();
  };
}

async function show(title: string, body: string): Promise<void> {
  const worker = await navigator.serviceWorker.ready;
  await worker.showNotification(title, { body, tag: TAG }).catch(() => {});
}

/** Whoever is back has no use for it. */
async function clear(): Promise<void> {
  if (document.hidden) return;
  const worker = await navigator.serviceWorker.getRegistration();
  const shown = (await worker?.getNotifications?.({ tag: TAG })) ?? [];
  for (const notice of shown) notice.close();
}
