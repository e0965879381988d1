import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./app";
import { watchInstall } from "./device/install";
import { unlockSoundOnTap } from "./device/sound";
import { askToPersist, readPersisted } from "./device/storage";
import { watchUpdates } from "./device/update";
import { openWorkout, start } from "./store/live";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/parts.css";

watchInstall();
unlockSoundOnTap();
// Nothing on the screen waits for the network, so the code for it comes after the first screen. Where it does not
// come, on a first visit that goes offline, the next start has it.
void start()
  .then(() => import("./sync/loop"))
  .then(({ startSync }) => startSync())
  .catch(() => {});
void readPersisted();
void watchUpdates(() => openWorkout.peek() !== null);

// Asking for storage that lasts makes sense to the runner, and to the browser, once there is a set to keep.
effect(() => {
  if (openWorkout.value && openWorkout.value.sets.length > 0) void askToPersist();
});

const root = document.getElementById("app");
if (root) render(<App />, root);
