/** One run of backing up the open log. */

import { absorb, Going, noteSignedOut } from "../store/absorb";
import { type Home, storeUnsaved } from "../store/home";
import { currentHome, recount } from "../store/live";
import { isFull } from "../store/shelf";
import { unsaved } from "../store/spare";
import type { Stop } from "./plan";
import { converge } from "./rounds";
import { send } from "./wire";

/**
 * Null when it got through, or the log was closed meanwhile; otherwise why not. `leaving` breaks it off at once; `beat`
 * is called whenever it got a step further.
 */
export async function runOnce(
  home: Home,
  account: string,
  build: string,
  leaving: AbortSignal,
  beat: () => void = () => {},
): Promise<Stop | null> {
  const going = new Going(home, beat);
  try {
    // There may be room again; only what is in the database can be stamped anew.
    await storeUnsaved(home);
    const stop = await converge({
      account,
      device: home.device,
      build,
      shelf: home.shelf,
      spared: () => unsaved(account),
      isOpen: () => currentHome() === home && !leaving.aborted,
      nowMs: Date.now,
      send: (request) => {
        beat();
        return send(request, leaving);
      },
      absorb: (change) => absorb(home, change, going),
    });
    if (stop?.problem === "signed_out") await noteSignedOut(home, true);
    return stop;
  } catch (error) {
    return { problem: isFull(error) ? "storage_full" : "stuck", retryAfterS: null };
  } finally {
    await going.over();
    await recount(home);
  }
}
