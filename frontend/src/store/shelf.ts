/** A database of this phone, used in whole transactions only, and opened again once when the browser has killed it. */

import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB, type StoreNames } from "idb";
import type { WhyClosed } from "./shapes";

export interface Layout<S extends DBSchema> {
  name: string;
  version: number;
  /** Makes every store of a new database. */
  create(db: IDBPDatabase<S>): void;
}

type Mode = "readonly" | "readwrite";

/** Some stores of one transaction, by name. Stores to read from may also be stores to write to. */
export type Stores<S extends DBSchema, Name extends StoreNames<S>, M extends Mode = Mode> = {
  readonly [N in Extract<Name, string>]: IDBPObjectStore<S, StoreNames<S>[], N, M>;
};

type Work<S extends DBSchema, Name extends StoreNames<S>, M extends Mode, T> = (
  stores: Stores<S, Name, M>,
) => Promise<T>;

interface Abortable {
  abort(): void;
}

/** Hears why a database cannot be reached just now, and null once it can. */
export type Say = (why: WhyClosed | null) => void;

const OPEN_MS = 8000;
/** The longest transaction there is, new stamps for years of entries on a slow phone, takes a third of it. */
const STALL_MS = 30_000;
/** What browsers say of a handle they have killed; an open page of Safari gets all of these after the background. */
const HANDLE_DEATHS = [
  "InvalidStateError",
  "UnknownError",
  "TransactionInactiveError",
  "AbortError",
  "TimeoutError",
];

export class Shelf<S extends DBSchema> {
  #handle: Promise<IDBPDatabase<S>> | null = null;
  #closed: WhyClosed | null = null;
  /** Transactions that still wait for something this page has to ask. */
  readonly #asking = new Set<Abortable>();
  readonly #layout: Layout<S>;
  readonly #say: Say;

  constructor(layout: Layout<S>, say: Say) {
    this.#layout = layout;
    this.#say = say;
  }

  /** What `work` returns, from one transaction. `work` may run twice, and waits for nothing but its stores. */
  read<Name extends StoreNames<S>, T>(names: Name[], work: Work<S, Name, "readonly", T>): Promise<T> {
    return this.#run((db) => transact(db, names, "readonly", work, this.#asking));
  }

  /** As `read`; on return all of what was written is on the disk, and after an error none of it. */
  write<Name extends StoreNames<S>, T>(names: Name[], work: Work<S, Name, "readwrite", T>): Promise<T> {
    return this.#run((db) => transact(db, names, "readwrite", work, this.#asking));
  }

  /** Lets go of the handle; the next use takes a new one. */
  close(): void {
    globalThis.removeEventListener?.("pagehide", this.#hide);
    this.#handle?.then((db) => db.close()).catch(() => {});
    this.#handle = null;
  }

  async #run<T>(work: (db: IDBPDatabase<S>) => Promise<T>): Promise<T> {
    let handle = this.#open();
    try {
      return await work(await handle);
    } catch (error) {
      // Phones kill the handle of a page in the background, and only the next write tells.
      if (this.#closed || !isDead(error)) throw error;
      // Of several that find the same handle dead, the first brings the new one.
      if (handle === this.#handle) this.close();
      handle = this.#open();
      return await work(await handle);
    }
  }

  #open(): Promise<IDBPDatabase<S>> {
    if (this.#closed) return Promise.reject(new ClosedError(this.#closed));
    if (this.#handle) return this.#handle;
    const opening = this.#opened();
    const forget = () => {
      if (this.#handle === opening) this.#handle = null;
    };
    opening.then((db) => db.addEventListener("close", forget)).catch(forget);
    globalThis.addEventListener?.("pagehide", this.#hide);
    this.#handle = opening;
    return opening;
  }

  async #opened(): Promise<IDBPDatabase<S>> {
    const { name, version, create } = this.#layout;
    // Absent in some web views, whatever the types say.
    if (!globalThis.indexedDB) throw new ClosedError("no_storage");
    const slow = setTimeout(() => this.#say("slow"), OPEN_MS);
    try {
      const db = await openDB<S>(name, version, {
        upgrade: (made, _from, _to, making) => {
          // When it is aborted, the opening fails too and says why.
          making.done.catch(() => {});
          create(made);
        },
        blocked: () => this.#say("blocked"),
        blocking: (_from, _to, event) => this.#yield(event.target as IDBDatabase),
      });
      this.#say(null);
      return db;
    } finally {
      clearTimeout(slow);
    }
  }

  /** A newer version of the app waits in another tab. Holding on would block it for ever. */
  #yield(db: IDBDatabase): void {
    this.#closed = "outdated";
    db.close();
    this.close();
    this.#say("outdated");
  }

  /**
   * A page that is kept to be shown again must not keep another one waiting, and finds its handle dead anyway. Frozen,
   * it would never ask for the rest of what it is at: that is taken back now, and done again when it is shown.
   */
  readonly #hide = (event: Event) => {
    if (!(event as PageTransitionEvent).persisted) return;
    for (const tx of this.#asking) takeBack(tx);
    this.close();
  };
}

export class ClosedError extends Error {
  readonly why: WhyClosed;

  constructor(why: WhyClosed) {
    super(`the log cannot be reached: ${why}`);
    this.why = why;
  }
}

async function transact<S extends DBSchema, Name extends StoreNames<S>, M extends Mode, T>(
  db: IDBPDatabase<S>,
  names: Name[],
  mode: M,
  work: Work<S, Name, M, T>,
  asking: Set<Abortable>,
): Promise<T> {
  const tx = db.transaction(names, mode, mode === "readwrite" ? { durability: "strict" } : {});
  asking.add(tx);
  // idb's own promise does not know the cause of a failed request yet when it fails, so the event is heard here.
  tx.done.catch(() => {});
  let isWorking = true;
  let stalled: ReturnType<typeof setTimeout> | undefined;
  const ended = new Promise<void>((resolve, reject) => {
    // A handle may also die without a word: what was asked of it is then never answered.
    stalled = setTimeout(() => reject(new DOMException("no answer", "TimeoutError")), STALL_MS);
    // Of what fails after it was told to commit, Safari's transaction forgets the cause until its end.
    tx.addEventListener("error", ({ target }) => reject((target as IDBRequest).error));
    tx.addEventListener("abort", () => reject(tx.error ?? new DOMException("aborted", "AbortError")));
    tx.addEventListener("complete", () => {
      if (isWorking)
        reject(new Error("a transaction that waited for something else was over before its work"));
      else resolve();
    });
  });
  const worked = async () => {
    try {
      const stores = Object.fromEntries(names.map((name) => [name, tx.objectStore(name)]));
      const result = await work(stores as unknown as Stores<S, Name, M>);
      asking.delete(tx);
      // From here on the browser can end it without this page.
      commit(tx);
      return result;
    } finally {
      isWorking = false;
      asking.delete(tx);
    }
  };
  try {
    const [result] = await Promise.all([worked(), ended]);
    return result;
  } catch (error) {
    const cause = tx.error ?? error;
    takeBack(tx);
    throw cause;
  } finally {
    clearTimeout(stalled);
  }
}

/** Says that nothing more will be asked. */
function commit(tx: { commit?(): void }): void {
  try {
    tx.commit?.();
  } catch {
    // It is over already: nothing was asked, or it waited for something else, which its end tells.
  }
}

/** Undoes what a transaction that failed has written so far. */
function takeBack(tx: Abortable): void {
  try {
    tx.abort();
  } catch {
    // The browser has done so already.
  }
}

/** Whether there is no room left on the phone. */
export function isFull(error: unknown): boolean {
  return nameOf(error) === "QuotaExceededError";
}

/** Why a database could not be opened, as far as the browser says. */
export function whyClosed(error: unknown): WhyClosed {
  if (error instanceof ClosedError) return error.why;
  if (isFull(error)) return "full";
  if (nameOf(error) === "VersionError") return "newer";
  return nameOf(error) === "SecurityError" ? "no_storage" : "broken";
}

/** Safari has failed requests that give no error at all. */
function isDead(error: unknown): boolean {
  return error === null || HANDLE_DEATHS.includes(nameOf(error));
}

function nameOf(error: unknown): string {
  return String((error as { name?: unknown } | null)?.name ?? "");
}
