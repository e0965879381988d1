/** What the runner has said about themselves, as the screens read and write it. */

import { view, write } from "../store/live";
import type { SettingChanged, Settings } from "../training/entries";
import { weight } from "../words";

/** A dumbbell pair's usual step, until the runner says otherwise. */
const DEFAULT_STEP_G = 2_500;

export function settings(): Settings {
  return view.value?.state.settings ?? {};
}

export function saveSetting(change: SettingChanged): Promise<unknown> {
  return write("setting_changed", change, `setting:${change.key}`);
}

export function weightWords(load_g: number): string {
  return weight(load_g, settings().units ?? "kg");
}

export function loadStep_g(): number {
  return settings().smallest_load_step_g ?? DEFAULT_STEP_G;
}
