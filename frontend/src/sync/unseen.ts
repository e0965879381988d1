/** Backs up while no page is open: what the service worker does when the browser tells it that the network is back. */

import { applyChange } from "../store/confirm";
import { controlShelf, logShelf, putMeta, readControl } from "../store/db";
import { tellTabs } from "../store/tabs";
import type { Stop } from "./plan";
import { converge } from "./rounds";
import { send } from "./wire";

/**
 * One run for whoever is signed in on this phone; null when it got through, or nobody is. It draws nothing, and guests'
 * copies and what no database took are left to the next page that is opened.
 */
export async function backUpUnseen(build: string): Promise<Stop | null> {
  const control = controlShelf();
  const { account = null, device, adopt = null } = await readControl(control);
  control.close();
  if (account === null || device === undefined || adopt !== null) return null;
  const shelf = logShelf(account);
  try {
    const stop = await converge({
      account,
      device,
      build,
      shelf,
      spared: () => [],
      isOpen: () => true,
      nowMs: Date.now,
      send: (request) => send(request, new AbortController().signal),
      // A worker cannot see whether a page has set entries aside.
      absorb: (change) =>
        applyChange(shelf, change, { device, nowMs: Date.now(), whyNoNewStamps: () => "stuck" }),
    });
    if (stop?.problem === "signed_out") {
      await shelf.write(["meta"], (db) => putMeta(db, "signedOut", true));
    }
    tellTabs({ type: "changed", account });
    return stop;
  } finally {
    shelf.close();
  }
}
