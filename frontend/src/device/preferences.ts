/** How this device behaves: kept here and nowhere else, since another phone may be the one in a library. */

import { signal } from "@preact/signals";

export interface Preferences {
  /** Off, nothing is heard: no signal, no beat, no word. */
  sounds: boolean;
  /** Says the leg and the dose aloud. */
  speech: boolean;
  vibration: boolean;
  /** Guides the tempo of each set as soon as the rest before it is over. */
  guide: boolean;
  /** Shows a notice at the end of a rest that nobody watches. */
  notice: boolean;
}

const USUAL: Preferences = { sounds: true, speech: false, vibration: true, guide: false, notice: false };
const KEY = "evenstride-device";

export const preferences = signal<Preferences>({ ...USUAL, ...stored() });

export function prefer(change: Partial<Preferences>): void {
  preferences.value = { ...preferences.peek(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences.peek()));
  } catch {
    // Storage may be full or forbidden; it then holds as long as the page.
  }
}

function stored(): Partial<Preferences> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const known = Object.entries(kept ?? {}).filter(([name, on]) => name in USUAL && typeof on === "boolean");
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}
