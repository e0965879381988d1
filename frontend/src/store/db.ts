/** IndexedDB: one small database that knows who is here, and one database per account with that account's log. */

import Dexie, { type DexieOptions, type Table } from "dexie";
import type { Clock } from "./clock";
import type { Pending, Place, WhyClosed } from "./shapes";

/** Confirmed rows `first` to `last` as one JSON list: thousands of rows load in one read. */
export interface Page {
  first: number;
  last: number;
  count: number;
  text: string;
  /** Which build of the app has judged every row, and which rows it does not understand. */
  judged?: { build: string; leftOut: string[] };
}

/** What is kept once per log. */
export interface Meta {
  clock: Clock;
  place: Place;
  lastContactAt: number;
  signedOut: boolean;
}

/** What is kept once per browser. `adopt`: the log of one account is being put into another, by the runner's choice. */
export interface Control {
  device: string;
  account: string | null;
  adopt: { from: string; to: string } | null;
}

class ControlDb extends Dexie {
  declare facts: Table<{ key: string; value: unknown }, string>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: "strict" });
    this.version(1).stores({ facts: "key" });
  }
}

export class LogDb extends Dexie {
  declare pending: Table<Pending, string>;
  declare pages: Table<Page, number>;
  declare meta: Table<{ key: string; value: unknown }, string>;

  constructor(name: string, options: DexieOptions = {}) {
    super(name, { ...options, chromeTransactionDurability: "strict" });
    this.version(1).stores({ pending: "id,hlc", pages: "first", meta: "key" });
  }
}

const CONTROL_NAME = "evenstride";
const HANDLE_DEATHS = [
  "InvalidStateError",
  "UnknownError",
  "DatabaseClosedError",
  "TransactionInactiveError",
  "AbortError",
];
const OPEN_MS = 8000;

/** A database that is opened when first used and reopened once when its handle has died. */
export class Shelf<Db extends Dexie = LogDb> {
  #db: Db;
  #closed: WhyClosed | null = null;
  readonly #make: () => Db;
  readonly #say: (why: WhyClosed | null) => void;

  /** `say` hears why the database cannot be reached just now, and null once it can. */
  constructor(make: () => Db, say: (why: WhyClosed | null) => void) {
    this.#make = make;
    this.#say = say;
    this.#db = this.#watched();
  }

  /** What `work` returns. `work` may run twice, and only its last run counts: it must be one transaction. */
  async run<T>(work: (db: Db) => PromiseLike<T>): Promise<T> {
    if (this.#closed) throw new ClosedError(this.#closed);
    try {
      await this.#open();
      return await work(this.#db);
    } catch (error) {
      // Phones kill the handle of a page in the background, and only the next write tells.
      if (this.#closed || !isDead(error)) throw error;
      this.#db.close();
      this.#db = this.#watched();
      await this.#open();
      return await work(this.#db);
    }
  }

  close(): void {
    this.#db.close();
  }

  async #open(): Promise<void> {
    if (this.#db.isOpen()) return;
    const slow = setTimeout(() => this.#say("slow"), OPEN_MS);
    try {
      await this.#db.open();
    } finally {
      clearTimeout(slow);
    }
    this.#say(null);
  }

  #watched(): Db {
    const db = this.#make();
    db.on("blocked", () => this.#say("blocked"));
    db.on("versionchange", () => {
      // A newer version of the app waits in another tab. Holding on would block it for ever.
      this.#closed = "outdated";
      db.close();
      this.#say("outdated");
    });
    return db;
  }
}

export class ClosedError extends Error {
  readonly why: WhyClosed;

  constructor(why: WhyClosed) {
    super(`the log cannot be reached: ${why}`);
    this.why = why;
  }
}

type Say = (why: WhyClosed | null) => void;

/** The log of an account; null is the guest's. */
export function logShelf(account: string | null, say: Say = () => {}): Shelf {
  return new Shelf(() => new LogDb(`evenstride-${account ?? "guest"}`), say);
}

export type ControlShelf = Shelf<ControlDb>;

export function controlShelf(say: Say = () => {}): ControlShelf {
  return new Shelf(() => new ControlDb(CONTROL_NAME), say);
}

export async function readControl(control: ControlShelf): Promise<Partial<Control>> {
  const facts = await control.run((db) => db.facts.toArray());
  return Object.fromEntries(facts.map(({ key, value }) => [key, value]));
}

export async function writeControl(control: ControlShelf, facts: Partial<Control>): Promise<void> {
  const rows = Object.entries(facts).map(([key, value]) => ({ key, value }));
  await control.run((db) => db.facts.bulkPut(rows));
}

export async function getMeta<K extends keyof Meta>(db: LogDb, key: K): Promise<Meta[K] | undefined> {
  return (await db.meta.get(key))?.value as Meta[K] | undefined;
}

export async function putMeta<K extends keyof Meta>(db: LogDb, key: K, value: Meta[K]): Promise<void> {
  await db.meta.put({ key, value });
}

/** Whether there is no room left on the phone. */
export function isFull(error: unknown): boolean {
  return names(error).includes("QuotaExceededError");
}

/** Why a database could not be opened, as far as the browser says. */
export function whyClosed(error: unknown): WhyClosed {
  if (error instanceof ClosedError) return error.why;
  const said = names(error);
  if (said.includes("QuotaExceededError")) return "full";
  if (said.includes("VersionError")) return "newer";
  if (said.includes("MissingAPIError") || said.includes("SecurityError")) return "no_storage";
  return "broken";
}

function isDead(error: unknown): boolean {
  return !isFull(error) && names(error).some((name) => HANDLE_DEATHS.includes(name));
}

/** The names of an error and of the errors inside it. */
function names(error: unknown): string[] {
  if (typeof error !== "object" || error === null) return [];
  const { name, inner } = error as { name?: string; inner?: unknown };
  return [name ?? "", ...names(inner)];
}
