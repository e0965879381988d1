/** Whether the browser may throw this app's data away, and how much room there is. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { isInstalled } from "./install";

const ANSWER_MS = 3000;

const kept = signal<boolean | null>(null);
/** Whether the browser has promised to keep the data; null when it does not say. */
export const persisted: ReadonlySignal<boolean | null> = kept;

let asked = false;

/** Asks once per visit for the data to be kept: at the first logged set, when it is clear what it is for. */
export async function askToPersist(): Promise<void> {
  if (asked) return;
  asked = true;
  kept.value = await inTime(storage()?.persist?.());
}

export async function readPersisted(): Promise<void> {
  kept.value = await inTime(storage()?.persisted?.());
}

/**
 * Whether the browser deletes what this page keeps when nobody has looked at it for seven days. Safari does, and on an
 * iPhone every browser is Safari inside; apps on the home screen are spared, and whom it has promised to keep data.
 * https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/
 */
export function mayBeForgotten(): boolean {
  const { userAgent } = navigator;
  const isWebKit = /AppleWebKit/.test(userAgent) && !/Chrome|Chromium|Edg|Android/.test(userAgent);
  return isWebKit && !isInstalled() && persisted.value !== true;
}

/** Null when the browser does not say. Browsers round and pad these numbers. */
export async function room(): Promise<{ usedBytes: number; quotaBytes: number } | null> {
  const { usage, quota } = (await inTime(storage()?.estimate?.())) ?? {};
  return usage === undefined || quota === undefined ? null : { usedBytes: usage, quotaBytes: quota };
}

/** Missing without a secure origin and in some web views, whatever the types say. */
function storage(): Partial<StorageManager> | undefined {
  return (navigator as Partial<Navigator>).storage;
}

/** The answer, or null when the browser has none, refuses, or leaves us waiting (Firefox asks the runner). */
async function inTime<T>(answer: Promise<T> | undefined): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, ANSWER_MS, null));
  try {
    return (await Promise.race([answer, late])) ?? null;
  } catch {
    return null;
  }
}
