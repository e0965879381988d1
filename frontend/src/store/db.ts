/** What lies in IndexedDB: one small database that knows who is here, and one database per account with its log. */

import type { DBSchema } from "idb";
import type { Clock } from "./clock";
import type { Kept } from "./kept";
import type { Pending, Place } from "./shapes";
import { type Layout, type Say, Shelf, type Stores } from "./shelf";

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
  gone: boolean;
  kept: Kept;
}

/**
 * What is kept once per browser. `adopt`: the log of one account is being put into another, by the runner's choice.
 * `leave`: the log of an account that is gone is to be emptied, with or without being kept among the guests' entries.
 */
export interface Control {
  device: string;
  account: string | null;
  adopt: { from: string; to: string } | null;
  leave: { account: string; keep: boolean } | null;
}

interface Fact {
  key: string;
  value: unknown;
}

export interface LogSchema extends DBSchema {
  pending: { key: string; value: Pending; indexes: { hlc: string } };
  pages: { key: number; value: Page };
  meta: { key: string; value: Fact };
}

interface ControlSchema extends DBSchema {
  facts: { key: string; value: Fact };
}

export type LogShelf = Shelf<LogSchema>;
export type ControlShelf = Shelf<ControlSchema>;

type LogStore = "pending" | "pages" | "meta";
/** Stores of a log inside a transaction that may write to them. */
export type Writable<Name extends LogStore = LogStore> = Stores<LogSchema, Name, "readwrite">;
export type Readable<Name extends LogStore = LogStore> = Stores<LogSchema, Name>;

/** The first layout, by the number that the phones' databases carry. */
const VERSION = 10;

export function logLayout(name: string): Layout<LogSchema> {
  return {
    name,
    version: VERSION,
    create(db) {
      db.createObjectStore("pending", { keyPath: "id" }).createIndex("hlc", "hlc");
      db.createObjectStore("pages", { keyPath: "first" });
      db.createObjectStore("meta", { keyPath: "key" });
    },
  };
}

const CONTROL: Layout<ControlSchema> = {
  name: "evenstride",
  version: VERSION,
  create(db) {
    db.createObjectStore("facts", { keyPath: "key" });
  },
};

/** The log of an account; null is the guest's. */
export function logShelf(account: string | null, say: Say = () => {}): LogShelf {
  return new Shelf(logLayout(`evenstride-${account ?? "guest"}`), say);
}

export function controlShelf(say: Say = () => {}): ControlShelf {
  return new Shelf(CONTROL, say);
}

export async function readControl(control: ControlShelf): Promise<Partial<Control>> {
  const facts = await control.read(["facts"], ({ facts }) => facts.getAll());
  return Object.fromEntries(facts.map(({ key, value }) => [key, value]));
}

export async function writeControl(control: ControlShelf, facts: Partial<Control>): Promise<void> {
  const rows = Object.entries(facts).map(([key, value]) => ({ key, value }));
  await control.write(["facts"], (to) => putAll(to.facts, rows));
}

export async function getMeta<K extends keyof Meta>(
  { meta }: Readable<"meta">,
  key: K,
): Promise<Meta[K] | undefined> {
  return (await meta.get(key))?.value as Meta[K] | undefined;
}

export async function putMeta<K extends keyof Meta>(
  { meta }: Writable<"meta">,
  key: K,
  value: Meta[K],
): Promise<void> {
  await meta.put({ key, value });
}

/**
 * Puts `value` without anybody waiting for it: whether that went well, the end of the transaction says. What fails at
 * once is thrown.
 */
export function putUnawaited<T>(store: { put(value: T): Promise<unknown> }, value: T): void {
  store.put(value).catch(() => {});
}

export async function putAll<T>(
  store: { put(value: T): Promise<unknown> },
  values: readonly T[],
): Promise<void> {
  // An async function each, so that one that throws at once leaves no other's failure unheard.
  await Promise.all(values.map(async (value) => await store.put(value)));
}

export async function deleteAll<K>(
  store: { delete(key: K): Promise<void> },
  keys: readonly K[],
): Promise<void> {
  await Promise.all(keys.map(async (key) => await store.delete(key)));
}
