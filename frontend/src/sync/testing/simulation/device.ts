/** A phone with a browser: what it keeps, its clock, who is signed in, and the tabs that are open. */

import { logShelf } from "../../../store/db";
import type { Pending, Place, Row } from "../../../store/shapes";
import type { Spared } from "../../../store/spare";
import { storageOf } from "../storage";
import { MemoryShelf, type Tables } from "./memory_shelf";
import type { Disk, Step } from "./shelf";
import type { Tab } from "./tab";
import type { Turns } from "./turns";

export interface Log {
  rows: Row[];
  pending: Pending[];
  place: Place | null;
}

/** All that a browser keeps for the app. */
interface Kept {
  disk: Map<string, Tables>;
  slots: Map<string, string>;
  signedInAs: string | null;
}

export interface OpenTab {
  readonly name: string;
  readonly device: Device;
  app: Tab;
  isStarted: boolean;
  isBusy: boolean;
  isSyncing: boolean;
  mustFollow: boolean;
  /** Requests since it began to sync. */
  sends: number;
  /** Requests one after the other that were too large. */
  tooLarge: number;
  /** Hears of each transaction that is about to write to a log, and of each that has. */
  beforeWrite: ((log: string) => Promise<void>) | null;
  afterWrite: ((log: string) => Promise<void>) | null;
}

export type Fetch = (
  tab: OpenTab,
  body: string,
) => Promise<{ status: number; text: string; retry: string | null }>;

/** What makes tabs: the text of the bundle as a function of everything a browser has around it. */
export type Program = (surroundings: Record<string, unknown>) => Tab;

export class Device {
  readonly name: string;
  readonly tabs: OpenTab[] = [];
  kept: Kept = { disk: new Map(), slots: new Map(), signedInAs: null };
  skewMs = 0;
  build = "1";
  /** Whether there is no room left for anything new. */
  isFull = false;
  /** Counts restores of this device: after one, it is another. */
  life = 0;
  readonly #names = new Set<string>();
  #opened = 0;

  readonly #turns: Turns;
  readonly #trueNowMs: () => number;
  /** Null for databases in memory. */
  readonly #indexedDB: IDBFactory | null;

  constructor(name: string, turns: Turns, trueNowMs: () => number, indexedDB: IDBFactory | null) {
    this.name = name;
    this.#turns = turns;
    this.#trueNowMs = trueNowMs;
    this.#indexedDB = indexedDB;
  }

  nowMs(): number {
    return this.#trueNowMs() + this.skewMs;
  }

  open(program: Program, fill: (bytes: Uint8Array) => Uint8Array, fetch: Fetch): OpenTab {
    const { kept } = this;
    const tab: OpenTab = {
      name: `${this.name}.${this.#opened++}`,
      device: this,
      app: null as unknown as Tab,
      isStarted: false,
      isBusy: false,
      isSyncing: false,
      mustFollow: false,
      sends: 0,
      tooLarge: 0,
      beforeWrite: null,
      afterWrite: null,
    };
    tab.app = program({
      disk: this.#disk(tab),
      fetch: async (_path: string, init: { body: string }) => {
        const { status, text, retry } = await fetch(tab, init.body);
        return { status, text: async () => text, headers: { get: () => retry } };
      },
      crypto: { getRandomValues: fill },
      Date: { now: () => this.nowMs(), parse: Date.parse },
      localStorage: storageOf(kept.slots),
      setTimeout: () => 0,
      clearTimeout: () => {},
      globalThis: { indexedDB: this.#indexedDB },
      indexedDB: this.#indexedDB,
    });
    this.tabs.push(tab);
    return tab;
  }

  close(tab: OpenTab): void {
    this.#turns.kill(tab);
    this.tabs.splice(this.tabs.indexOf(tab), 1);
  }

  copy(): Kept {
    const disk = new Map([...this.kept.disk].map(([name, tables]) => [name, new Map(tables)]));
    return { disk, slots: new Map(this.kept.slots), signedInAs: this.kept.signedInAs };
  }

  /** The browser as it was when the copy was made. Every tab is gone. */
  putBack({ disk, slots, signedInAs }: Kept): void {
    for (const tab of [...this.tabs]) this.close(tab);
    this.kept = {
      disk: new Map([...disk].map(([name, tables]) => [name, new Map(tables)])),
      slots: new Map(slots),
      signedInAs,
    };
    this.life++;
  }

  /** The accounts whose logs this device has, null for the guests'. */
  accounts(): (string | null)[] {
    const logs = [...this.#names].filter((name) => name !== "evenstride").sort();
    return logs
      .map((name) => name.slice("evenstride-".length))
      .map((name) => (name === "guest" ? null : name));
  }

  /** A log as it lies on the disk. */
  async log(account: string | null): Promise<Log> {
    const [pages, pending, place] = await this.#shelf(account).read(["pages", "pending", "meta"], (db) =>
      Promise.all([db.pages.getAll(), db.pending.index("hlc").getAll(), db.meta.get("place")]),
    );
    const rows = pages.flatMap((page) => JSON.parse(page.text) as Row[]);
    return { rows, pending, place: (place?.value as Place | undefined) ?? null };
  }

  /** Entries that only rest in the slot for what the database did not take. */
  spared(): Spared[] {
    return [...this.kept.slots.values()].map((text) => JSON.parse(text) as Spared);
  }

  #shelf(account: string | null): Pick<ReturnType<typeof logShelf>, "read"> {
    if (this.#indexedDB) {
      globalThis.indexedDB = this.#indexedDB;
      return logShelf(account);
    }
    const tables = this.#tables(`evenstride-${account ?? "guest"}`);
    return new MemoryShelf(tables) as unknown as ReturnType<typeof logShelf>;
  }

  #tables(name: string): Tables {
    this.#names.add(name);
    const found = this.kept.disk.get(name) ?? new Map();
    this.kept.disk.set(name, found);
    return found;
  }

  #disk(tab: OpenTab): Disk {
    return {
      tables: (name) => {
        this.#names.add(name);
        return this.#indexedDB ? null : this.#tables(name);
      },
      transact: (name, mode, work) =>
        this.#turns.stopAt(tab, `${mode} ${name}`, async (fate) => {
          if (mode === "write") await tab.beforeWrite?.(name);
          const result = await work(this.#steps(fate));
          if (mode === "write") await tab.afterWrite?.(name);
          return result;
        }),
    };
  }

  /** `torn:3`: the transaction is cut at its third step, and the tab with it. `full:3`: there is no room at that step. */
  #steps(fate: string): Step {
    const [what, at] = fate.split(":");
    let left = Number(at);
    return (step) => {
      if (this.isFull && step.endsWith(".put")) throw new DOMException("no room", "QuotaExceededError");
      if (what !== "torn" && what !== "full") return;
      if (--left <= 0) throw new DOMException(what, what === "full" ? "QuotaExceededError" : "AbortError");
    };
  }
}
