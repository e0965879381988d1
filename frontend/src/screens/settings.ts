/** What the runner has said about themselves, as the screens read and write it. */

import { signal } from "@preact/signals";
import { glance, write } from "../store/live";
import type { SettingChanged, Settings } from "../training/entries";
import { weight } from "../words";

/** A dumbbell pair's usual step, until the runner says otherwise. */
const DEFAULT_STEP_G = 2_500;

/** What was said and is still on its way to the disk: a second tap builds on it, not on what it replaces. */
const said = signal<Settings>({});

export function settings(): Settings {
  return { ...glance.value?.recent.settings, ...said.value };
}

/** Counts at once; kept when the promise resolves. */
export async function saveSetting(change: SettingChanged): Promise<void> {
  said.value = { ...said.peek(), [change.key]: change.value };
  try {
    await write("setting_changed", change, `setting:${change.key}`);
  } finally {
    if (said.peek()[change.key] === change.value) {
      const { [change.key]: _kept, ...rest } = said.peek();
      said.value = rest;
    }
  }
}

export function weightWords(load_g: number): string {
  return weight(load_g, settings().units ?? "kg");
}

export function loadStep_g(): number {
  return settings().smallest_load_step_g ?? DEFAULT_STEP_G;
}
