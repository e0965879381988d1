/** One run of backing up the open log. */

import { absorb, Going, noteGone, noteSignedOut } from "../store/absorb";
import { type Home, storeUnsaved } from "../store/home";
import { newId } from "../store/ids";
import { currentHome, recount } from "../store/live";
import { START } from "../store/shapes";
import { isFull } from "../store/shelf";
import { unsaved } from "../store/spare";
import { ENTRIES_MAX, type Stop } from "./plan";
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
    if (stop?.problem === "account_deleted") await noteGone(home);
    return stop;
  } catch (error) {
    await sendUnsaved(home, account, build, leaving);
    return { problem: isFull(error) ? "storage_full" : "stuck", retryAfterS: null };
  } finally {
    await going.over();
    await recount(home);
  }
}

/** A phone that can neither read nor write still has the network: what it could not store is offered all the same. */
async function sendUnsaved(
  { device }: Home,
  account: string,
  build: string,
  leaving: AbortSignal,
): Promise<void> {
  const entries = unsaved(account).slice(0, ENTRIES_MAX);
  if (entries.length === 0) return;
  await send({ proto: 1, req_id: newId(Date.now()), account, device, build, ...START, entries }, leaving);
}
