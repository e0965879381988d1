import { computed, effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./app";
import { wakeWhenOnline } from "./device/background";
import { badge } from "./device/badge";
import { watchInstall } from "./device/install";
import { unlockSoundOnTap } from "./device/sound";
import { askToPersist, readPersisted } from "./device/storage";
import { keepWords, watchUpdates } from "./device/update";
import { language, type Tongue } from "./language";
import { heedLanguage } from "./screens/language";
import { isDueToday } from "./screens/launch";
import { backup, glance, openWorkout, start } from "./store/live";
import type { Catalog } from "./training/catalog";
import { drawWhenDue } from "./ui/drawing";
import { keepFocus } from "./ui/focus";

/** Starts the app, in another language than English if it is given one. */
export function begin(tongue: Tongue | null): void {
  drawWhenDue();
  watchInstall();
  unlockSoundOnTap();
  keepFocus();
  // Nothing on the screen waits for the network, so the code for it comes after the first screen. Where it does not
  // come, on a first visit that goes offline, the next start has it.
  void start(undefined, tongue && { language, translate: (english) => translate(english, tongue) })
    .then(() => import("./sync/loop"))
    .then(({ startSync }) => startSync())
    .catch(() => {});
  void readPersisted();
  heedLanguage();
  void watchUpdates(() => openWorkout.peek() !== null);
  void keepWords(language);

  // Asking for storage that lasts makes sense to the runner, and to the browser, once there is a set to keep.
  effect(() => {
    if (openWorkout.value && openWorkout.value.sets.length > 0) void askToPersist();
  });

  // The icon says what Today says: a session to do, or one to go on with.
  const isDue = computed(() => glance.value && (openWorkout.value !== null || isDueToday(glance.value)));
  effect(() => {
    if (isDue.value !== null) badge(isDue.value);
  });

  // What the last minute of a workout left behind goes even if the app is not opened again today.
  effect(() => {
    if (backup.value.problem && hasWork()) void wakeWhenOnline("evenstride-sync");
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && hasWork()) void wakeWhenOnline("evenstride-sync");
  });

  const root = document.getElementById("app");
  if (root) render(<App />, root);
}

async function translate(english: Catalog, tongue: Tongue): Promise<Catalog> {
  const [{ translated }, overlay] = await Promise.all([import("./training/translate"), tongue.overlay]);
  return translated(english, overlay);
}

function hasWork(): boolean {
  const { account, pending, signedOut } = backup.peek();
  return account !== null && pending > 0 && !signedOut;
}
