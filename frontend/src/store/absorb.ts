/** Takes what the server said into the log, and into everything that is drawn from it. */

import { type Applied, applyChange } from "./confirm";
import { putMeta } from "./db";
import { type Home, release } from "./home";
import { catalog, currentHome, recount, reload, stirred } from "./live";
import { samePlace } from "./log";
import { remember } from "./memory";
import { draw } from "./now";
import { type Change, START } from "./shapes";
import { unspare } from "./spare";
import { tellTabs } from "./tabs";

/** Stores what the server said. A log that has been closed meanwhile is left as it is. */
export async function absorb(of: Home, change: Change): Promise<Applied> {
  const applied = await applyChange(of.shelf, change, { device: of.device, nowMs: Date.now() });
  const rows = applied.read ? (change.page?.rows ?? []) : [];
  unspare(new Set([...rows.map((row) => row.id), ...change.erased]));
  if (of !== currentHome()) return applied;
  await release(of);
  // An answer to an old question is not taken, and one that overtook another tab's is read anew with it.
  if (applied.read && samePlace(of.read, change.from)) of.read = change.page?.to ?? START;
  const isNews = rows.map((row) => remember(of.memory, row, Date.now())).includes(true);
  if (applied.reshaped) await reload(of);
  else if (isNews) draw(of, catalog(), true);
  if (applied.read) tellTabs({ type: "changed", account: of.account });
  return applied;
}

/** Notes whether the server knows this browser as signed in. Nothing else follows from it. */
export async function noteSignedOut(of: Home, signedOut: boolean): Promise<void> {
  await of.shelf.write(["meta"], (db) => putMeta(db, "signedOut", signedOut));
  if (of !== currentHome()) return;
  await recount(of);
  if (!signedOut) stirred.value++;
}
