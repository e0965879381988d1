/** Putting the app on the home screen. */

import { type ReadonlySignal, signal } from "@preact/signals";

/** What Chromium sends when it is ready to install; not in the DOM's types. */
interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

const canInstall = signal(false);
/** Whether `install` would show the browser's own dialogue. */
export const installable: ReadonlySignal<boolean> = canInstall;

let kept: InstallPrompt | null = null;

/** Listens from the start: the browser asks once, early, and never again. */
export function watchInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    kept = event as InstallPrompt;
    canInstall.value = true;
  });
  addEventListener("appinstalled", forget);
}

/** Whether the runner said yes. Call it in a tap. */
export async function install(): Promise<boolean> {
  const prompt = kept;
  forget();
  if (!prompt) return false;
  try {
    return (await prompt.prompt()).outcome === "accepted";
  } catch {
    // Asked twice or outside a tap: the browser's own menu still can.
    return false;
  }
}

/** Whether the app runs from the home screen. */
export function isInstalled(): boolean {
  const isApple = (navigator as { standalone?: boolean }).standalone === true;
  return (
    isApple || ["standalone", "fullscreen", "minimal-ui"].some((mode) => matches(`(display-mode: ${mode})`))
  );
}

/** Whether only the share menu installs: on an iPhone or iPad, where the installed app starts with empty data. */
export function canInstallByHand(): boolean {
  return isApple() && !isInstalled();
}

/** An iPhone or an iPad, which says that it is a Mac. */
export function isApple(): boolean {
  const isTouchMac = /Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1;
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || isTouchMac;
}

/** Whether only the browser's menu installs: Firefox on Android, where the icon opens the same data. */
export function canInstallByMenu(): boolean {
  return /Android.*Firefox/.test(navigator.userAgent) && !isInstalled();
}

function matches(query: string): boolean {
  return globalThis.matchMedia?.(query).matches ?? false;
}

function forget(): void {
  kept = null;
  canInstall.value = false;
}
