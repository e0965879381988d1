/** What `Shelf` is in a simulated tab: the same transactions, each of which waits for its turn and can be cut short. */

import { type Layout, Shelf as OnIndexedDB, type Say } from "../../../store/shelf";
import { MemoryShelf, type Tables } from "./memory_shelf";

/** Hears of every step of a transaction; it throws where the transaction is to end. */
export type Step = (what: string) => void;

/** What a tab keeps its databases in. */
export interface Disk {
  /** The tables of a database; null when the browser's own IndexedDB is to keep them. */
  tables(name: string): Tables | null;
  transact<T>(name: string, mode: "read" | "write", work: (step: Step) => Promise<T>): Promise<T>;
}

declare const disk: Disk;

type Stores = Record<string, object>;
type Work<T> = (stores: Stores) => Promise<T>;

interface Inner {
  read<T>(names: string[], work: Work<T>): Promise<T>;
  write<T>(names: string[], work: Work<T>): Promise<T>;
  close(): void;
}

export class Shelf {
  readonly #name: string;
  readonly #inner: Inner;

  constructor(layout: Layout<never>, say: Say) {
    this.#name = layout.name;
    const tables = disk.tables(layout.name);
    this.#inner = (tables ? new MemoryShelf(tables) : new OnIndexedDB(layout, say)) as unknown as Inner;
  }

  read<T>(names: string[], work: Work<T>): Promise<T> {
    const go = (step: Step) => this.#inner.read(names, (stores) => work(watched(stores, step)));
    return disk.transact(this.#name, "read", go);
  }

  write<T>(names: string[], work: Work<T>): Promise<T> {
    const go = (step: Step) => this.#inner.write(names, (stores) => work(watched(stores, step)));
    return disk.transact(this.#name, "write", go);
  }

  close(): void {
    this.#inner.close();
  }
}

function watched(stores: Stores, step: Step): Stores {
  return Object.fromEntries(
    Object.entries(stores).map(([name, store]) => [name, watchedStore(name, store, step)]),
  );
}

function watchedStore(name: string, store: object, step: Step): object {
  return new Proxy(store, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== "function") return member;
      return (...given: unknown[]) => {
        step(`${name}.${String(key)}`);
        return Reflect.apply(member, target, given) as unknown;
      };
    },
  });
}
