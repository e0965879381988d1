/** Takes what the server said into the log, and into everything that is drawn from it. */

import { type Applied, applyChange } from "./confirm";
import { putMeta } from "./db";
import { type Home, release } from "./home";
import { catalog, currentHome, recount, reload, stirred } from "./live";
import { samePlace } from "./log";
import { remember } from "./memory";
import { draw, glance, setUnderway, type Underway } from "./now";
import { type Change, START } from "./shapes";
import { unspare, whyNoNewStamps } from "./spare";
import { tellTabs } from "./tabs";

/** Less than this is done before anybody could read how far it is. */
const WORTH_SHOWING = 1000;

/**
 * One run under way: how far it is, and what it has brought and nobody has seen yet. Five years of training come in
 * many pages; folding the log anew for each would take longer than to fetch them. So the first is drawn, and the rest
 * at the end of the run.
 */
export class Going {
  readonly #home: Home;
  readonly #beat: () => void;
  #taken = false;
  #news = false;
  #reshaped = false;
  #hasDrawn = false;
  #confirmed = 0;

  constructor(home: Home, beat: () => void) {
    this.#home = home;
    this.#beat = beat;
  }

  /** Shows how far it is. */
  at(underway: Underway): void {
    this.#beat();
    const isOpen = this.#home === currentHome();
    if (isOpen && underway.of >= WORTH_SHOWING) setUnderway(underway);
  }

  /** Notes what an answer has brought, and draws it when it is the first. */
  async brought({ read, reshaped, confirmed }: Applied, news: boolean): Promise<void> {
    this.#taken ||= read;
    this.#news ||= news;
    this.#reshaped ||= reshaped;
    this.#confirmed += confirmed;
    if (this.#news && !this.#hasDrawn) await this.#show();
  }

  /** All of the log waits again, and the runner sees that it does. */
  async startsOver(): Promise<void> {
    this.#confirmed = 0;
    await recount(this.#home);
  }

  /** Shows how much of what waited has been confirmed. */
  sent(): void {
    const of = this.#home.waiting.length;
    this.at({ doing: "sending", done: Math.min(this.#confirmed, of), of });
  }

  /** The run has come to its end, whichever. */
  async over(): Promise<void> {
    await this.#show();
    setUnderway(null);
  }

  async #show(): Promise<void> {
    const home = this.#home;
    if (home !== currentHome()) return;
    const [taken, news, reshaped] = [this.#taken, this.#news, this.#reshaped];
    [this.#taken, this.#news, this.#reshaped] = [false, false, false];
    this.#hasDrawn ||= news || reshaped;
    if (reshaped) await reload(home);
    // Whoever looks while a log with an open workout arrives must not be taken for a newcomer.
    else if (news) draw(home, catalog(), glance.peek()?.recent.plan != null);
    if (taken) tellTabs({ type: "changed", account: home.account });
  }
}

/** Stores what the server said. A log that has been closed meanwhile is left as it is. */
export async function absorb(of: Home, change: Change, going = new Going(of, () => {})): Promise<Applied> {
  const here = { device: of.device, nowMs: Date.now(), whyNoNewStamps: () => whyNoNewStamps(of.account) };
  const applied = await applyChange(of.shelf, change, here, (done, all) =>
    going.at({ doing: "preparing", done, of: all }),
  );
  const { rows = [], to = START, more = false, head = 0 } = (applied.read && change.page) || {};
  unspare(new Set([...rows.map((row) => row.id), ...change.erased]));
  if (of !== currentHome()) return applied;
  await release(of);
  // An answer to an old question is not taken, and one that overtook another tab's is read anew with it.
  if (applied.read && samePlace(of.read, change.from)) of.read = to;
  const isNews = rows.map((row) => remember(of.memory, row, Date.now())).includes(true);
  await going.brought(applied, isNews);
  if (applied.read && change.reset) await going.startsOver();
  if (more) going.at({ doing: "reading", done: to.cursor, of: head });
  else going.sent();
  return applied;
}

/** Notes whether the server knows this browser as signed in. Nothing else follows from it. */
export async function noteSignedOut(of: Home, signedOut: boolean): Promise<void> {
  await of.shelf.write(["meta"], (db) => putMeta(db, "signedOut", signedOut));
  if (of !== currentHome()) return;
  await recount(of);
  if (!signedOut) stirred.value++;
}

/** Notes that the account was deleted: this phone keeps its log, and its runner decides. */
export async function noteGone(of: Home): Promise<void> {
  await of.shelf.write(["meta"], (db) => putMeta(db, "gone", true));
  if (of === currentHome()) await recount(of);
}
