/** A database in memory with the transactions of IndexedDB, as far as the log uses them: one at a time, all or nothing. */

type Key = string | number;

/** Values as JSON text by key, store by store. */
export type Tables = Map<string, Map<Key, string>>;

const KEYS: Readonly<Record<string, string>> = { pending: "id", pages: "first", meta: "key", facts: "key" };

export class MemoryShelf {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  read<T>(names: readonly string[], work: (stores: Record<string, MemoryStore>) => Promise<T>): Promise<T> {
    return this.#transact(names, work);
  }

  write<T>(names: readonly string[], work: (stores: Record<string, MemoryStore>) => Promise<T>): Promise<T> {
    return this.#transact(names, work);
  }

  close(): void {}

  async #transact<T>(
    names: readonly string[],
    work: (stores: Record<string, MemoryStore>) => Promise<T>,
  ): Promise<T> {
    const copies = names.map((name) => new Map(this.#tables.get(name)));
    const stores = names.map(
      (name, at) => new MemoryStore(KEYS[name] as string, copies[at] as Map<Key, string>),
    );
    try {
      const result = await work(
        Object.fromEntries(names.map((name, at) => [name, stores[at] as MemoryStore])),
      );
      for (const [at, name] of names.entries()) this.#tables.set(name, copies[at] as Map<Key, string>);
      return result;
    } finally {
      for (const store of stores) store.isOver = true;
    }
  }
}

interface Range {
  includes(key: unknown): boolean;
}

class MemoryStore {
  isOver = false;
  readonly #keyPath: string;
  readonly #rows: Map<Key, string>;

  constructor(keyPath: string, rows: Map<Key, string>) {
    this.#keyPath = keyPath;
    this.#rows = rows;
  }

  async get(key: Key): Promise<unknown> {
    this.#refuseOnceOver();
    const text = this.#rows.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async getAll(): Promise<unknown[]> {
    return this.#sorted().map((key) => JSON.parse(this.#rows.get(key) as string) as unknown);
  }

  async getAllKeys(): Promise<Key[]> {
    return this.#sorted();
  }

  async count(): Promise<number> {
    return this.#sorted().length;
  }

  async put(value: Record<string, unknown>): Promise<void> {
    this.#refuseOnceOver();
    this.#rows.set(value[this.#keyPath] as Key, JSON.stringify(value));
  }

  async delete(key: Key): Promise<void> {
    this.#refuseOnceOver();
    this.#rows.delete(key);
  }

  async openCursor(_range: null, _direction: "prev"): Promise<{ value: unknown } | null> {
    const last = this.#sorted().at(-1);
    return last === undefined ? null : { value: await this.get(last) };
  }

  /** By a field of text, and by the key among equals. */
  index(field: string) {
    return {
      getAll: async (wanted?: string | Range, count = Number.POSITIVE_INFINITY): Promise<unknown[]> => {
        const all = (await this.getAll()) as Record<string, string>[];
        const fits = (text: string) =>
          wanted === undefined || (typeof wanted === "string" ? text === wanted : wanted.includes(text));
        const found = all.filter((value) => fits(value[field] as string));
        return found.sort((a, b) => ((a[field] as string) < (b[field] as string) ? -1 : 1)).slice(0, count);
      },
    };
  }

  #sorted(): Key[] {
    this.#refuseOnceOver();
    return [...this.#rows.keys()].sort((a, b) => (a < b ? -1 : 1));
  }

  #refuseOnceOver(): void {
    if (this.isOver) throw new DOMException("the transaction is over", "TransactionInactiveError");
  }
}
