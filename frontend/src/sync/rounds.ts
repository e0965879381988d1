/** Request after request until a log on this phone and the server's hold the same. */

import type { Applied } from "../store/confirm";
import type { LogShelf } from "../store/db";
import { newId } from "../store/ids";
import { placeIn, waiting } from "../store/log";
import type { Change, RawEntry } from "../store/shapes";
import {
  afterAnswer,
  ENTRIES_MAX,
  FRESH_RUN,
  type Local,
  mayOffer,
  nextRequest,
  overtaken,
  type Reply,
  type Run,
  rests,
  type Stop,
  type SyncRequest,
} from "./plan";

/** Held by whoever backs up: a tab, or the service worker. */
export const SYNC_LOCK = "evenstride-sync";

/** One log, the way to its server, and the clock. */
export interface Side {
  account: string;
  device: string;
  build: string;
  shelf: LogShelf;
  /** Entries the database had no room for; they are offered all the same. */
  spared(): RawEntry[];
  isOpen(): boolean;
  nowMs(): number;
  /** Null when no answer came. */
  send(request: SyncRequest): Promise<Reply | null>;
  absorb(change: Change): Promise<Applied>;
}

/** Null when everything is read and offered, or the log was closed meanwhile; otherwise why it had to stop. */
export async function converge(side: Side): Promise<Stop | null> {
  let run = FRESH_RUN;
  while (side.isOpen()) {
    const local = await localOf(side, run);
    const request = nextRequest(local, run, newId(side.nowMs()));
    if (!request) return await unseen(side, run);
    const reply = await side.send(request);
    if (!reply) return { problem: "offline", retryAfterS: null };
    const step = afterAnswer(local, run, request, reply);
    if (step.stop) return step.stop;
    run = step.run;
    const applied = step.change && (await side.absorb(step.change));
    if (applied && !applied.read) run = overtaken(run);
    if (applied?.held) return { problem: applied.held, retryAfterS: null };
  }
  return null;
}

async function localOf(side: Side, run: Run): Promise<Local> {
  const { account, device, build, shelf } = side;
  const nowMs = side.nowMs();
  const wanted = (entry: RawEntry) => mayOffer(entry, run, build, nowMs);
  const place = await placeIn(shelf);
  const pending = [...(await waiting(shelf, wanted, ENTRIES_MAX)), ...side.spared().filter(wanted)];
  return { account, device, build, place, pending, nowMs };
}

/** An entry the server took and does not show is not saved: the next run offers it again. */
async function unseen({ shelf, build, nowMs }: Side, run: Run): Promise<Stop | null> {
  const atMs = nowMs();
  const left = await waiting(
    shelf,
    ({ id, refusal }) => run.offered.has(id) && !(refusal && rests(refusal, build, atMs)),
    1,
  );
  return left.length > 0 ? { problem: "stuck", retryAfterS: null } : null;
}
