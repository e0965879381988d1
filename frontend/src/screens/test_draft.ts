/** What has been tried and not saved yet. It outlives the page; losing it loses no saved leg. */

import { signal } from "@preact/signals";

export type TestDraft = {
  key: string;
  trials: (number | null)[];
  /** Ids of the faults seen; null until somebody looked. */
  faults: string[] | null;
  pain: number;
  /** The clock that runs for a try, from a moment that may still be to come; what is counted by taps besides. */
  clock: { at: number; from_ms: number; taps?: number } | null;
  /** Tries for practice that are done. */
  practiced: number;
  /** Views of the stride film that are done. */
  filmed: number;
};

const KEY = "evenstride-test";

const kept = signal<TestDraft | null>(stored());

/** The draft under this key; `fresh` when there is none. */
export function testDraft(fresh: TestDraft): TestDraft {
  // An older version of the app may have kept less.
  return kept.value?.key === fresh.key ? { ...fresh, ...kept.value } : fresh;
}

export function keepTestDraft(next: TestDraft | null): void {
  kept.value = next;
  try {
    if (next) localStorage.setItem(KEY, JSON.stringify(next));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage may be full or forbidden; the draft then lives as long as the page.
  }
}

/** Forgets what was tried under this key, and nothing else. */
export function dropTestDraft(key: string): void {
  if (kept.value?.key === key) keepTestDraft(null);
}

function stored(): TestDraft | null {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? null : (JSON.parse(text) as TestDraft);
  } catch {
    return null;
  }
}
