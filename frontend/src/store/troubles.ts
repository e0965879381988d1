/** The last times that backing up did not get through, for the runner to pass on. Kept beside the log, not in it. */

import type { Problem } from "./shapes";

export interface Trouble {
  at: number;
  problem: Problem | "signed_out";
}

const SLOT = "evenstride-troubles";
const KEPT = 12;

export function troubles(): Trouble[] {
  try {
    return JSON.parse(localStorage.getItem(SLOT) ?? "[]") as Trouble[];
  } catch {
    return [];
  }
}

export function noteTrouble(problem: Trouble["problem"], nowMs: number): void {
  try {
    localStorage.setItem(SLOT, JSON.stringify([...troubles(), { at: nowMs, problem }].slice(-KEPT)));
  } catch {
    // No room for it: nothing depends on it.
  }
}
