/** What the server would not take: it stays here and counts here; the runner can save it and offer it again. */

import { putAll } from "./db";
import type { Home } from "./home";
import { currentHome, recount } from "./live";
import { logFile } from "./log";
import type { Pending } from "./shapes";

/** Offers all that was refused again with the next run, without waiting for another build or another day. */
export async function offerAgain(): Promise<void> {
  const home = currentHome();
  if (!home) return;
  await home.shelf.write(["pending"], async ({ pending }) => {
    const refused = (await pending.getAll()).filter((entry) => entry.refusal);
    await putAll(pending, refused.map(unrested));
  });
  await recount(home);
}

/** What was refused as a log file of its own, with nothing left out. */
export async function refusedFile(home: Home | null = currentHome()): Promise<Blob> {
  const refused = home ? (await pendingIn(home)).filter((entry) => entry.refusal) : [];
  return new Blob([logFile(home?.account ?? null, refused, Date.now())], { type: "application/json" });
}

async function pendingIn({ shelf }: Home): Promise<Pending[]> {
  return await shelf.read(["pending"], ({ pending }) => pending.getAll());
}

/** Still flagged, so that it does not vanish from the page before it is accepted, but no longer held back. */
function unrested(entry: Pending): Pending {
  return entry.refusal ? { ...entry, refusal: { ...entry.refusal, atMs: 0 } } : entry;
}
