/**
 * One tab of the app, without its screens: the real log, claim and sync over a disk and a network that the simulation
 * holds in its hand. It is built into a text of its own and run anew for each tab, so that every tab has its own memory.
 */

import { hlcText, latest, tick, UNSET } from "../../../store/clock";
import { applyChange } from "../../../store/confirm";
import { controlShelf, writeControl } from "../../../store/db";
import { closeHome, type Home, openHome, release, storeUnsaved } from "../../../store/home";
import { newId } from "../../../store/ids";
import { append, type Draft, readLog } from "../../../store/log";
import type { Change, RawEntry } from "../../../store/shapes";
import { spare, unsaved, unspare, whyNoNewStamps } from "../../../store/spare";
import type { Stop } from "../../plan";
import { converge } from "../../rounds";
import { send } from "../../wire";

/** An entry before it has a stamp; without an id it gets one. */
export type Wish = Omit<Draft, "id"> & { id?: string };

export interface Tab {
  account(): string | null;
  start(): Promise<void>;
  write(wishes: readonly Wish[]): Promise<RawEntry[]>;
  sync(build: string): Promise<Stop | "left" | null>;
  /** The ids of what the database did not take. */
  unsaved(): string[];
  moveTo(account: string | null): Promise<void>;
  follow(): Promise<void>;
}

let home: Home | null = null;
/** What this tab has written to the log that is open, as far as the database would not take it. */
let setAsideHere: RawEntry[] = [];
const control = controlShelf();
const say = () => {};

function open(): Home {
  if (!home) throw new Error("the log is not open yet");
  return home;
}

export const app: Tab = {
  account: () => home?.account ?? null,

  async start() {
    home = await openHome(control, say, true);
  },

  async write(wishes) {
    const here = open();
    const nowMs = Date.now();
    const drafts = wishes.map((wish) => ({ ...wish, id: wish.id ?? newId(nowMs) }));
    const after = latest(UNSET.last, unsaved(here.account));
    try {
      const entries = await append(here.shelf, drafts, { device: here.device, nowMs }, after);
      unspare(new Set(entries.map((entry) => entry.id)));
      return entries;
    } catch {
      return await setAside(here, drafts, nowMs);
    }
  },

  async sync(build) {
    const of = home;
    if (!of?.account) return null;
    const { account, device, shelf } = of;
    try {
      await storeUnsaved(of);
      const stop = await converge({
        account,
        device,
        build,
        shelf,
        spared: () => unsaved(account),
        isOpen: () => home === of,
        nowMs: Date.now,
        send: (request) => send(request, new AbortController().signal),
        absorb: (change) => absorb(of, change),
      });
      return home === of ? stop : "left";
    } finally {
      await storeUnsaved(of);
    }
  },

  unsaved: () => unsaved(home?.account ?? null).map((entry) => entry.id),

  async moveTo(account) {
    const from = open();
    await writeControl(control, { account });
    enter(await openHome(control, say, true));
    closeHome(from);
  },

  async follow() {
    const from = open();
    enter(await openHome(control, say, false));
    closeHome(from);
  },
};

function enter(to: Home): void {
  home = to;
  setAsideHere = [];
}

/** As the live store does it; what is drawn on the screen has no part in this. */
async function absorb(of: Home, change: Change): ReturnType<typeof applyChange> {
  const applied = await applyChange(of.shelf, change, {
    device: of.device,
    nowMs: Date.now(),
    whyNoNewStamps: () => whyNoNewStamps(of.account),
  });
  const rows = applied.read ? (change.page?.rows ?? []) : [];
  unspare(new Set([...rows.map((row) => row.id), ...change.erased]));
  if (of === home) await release(of);
  return applied;
}

async function setAside(here: Home, drafts: readonly Draft[], nowMs: number): Promise<RawEntry[]> {
  const { rows, pending } = await readLog(here.shelf);
  let last = latest(UNSET.last, [...rows, ...pending, ...unsaved(here.account), ...setAsideHere]);
  const entries = drafts.map((draft) => {
    last = tick(last, nowMs);
    return { ...draft, hlc: hlcText(last, here.device) };
  });
  spare(here.account, entries);
  setAsideHere.push(...entries);
  return entries;
}
