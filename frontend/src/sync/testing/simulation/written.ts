/** What the runner has written, seen as saved and had erased: the truth that the logs are held against. */

import type { RawEntry } from "../../../store/shapes";

/** An entry somebody wrote. `tag` is in its body and in no other's; a retraction has none. */
export interface Written {
  readonly number: number;
  readonly tag: string | null;
  readonly id: string;
  readonly kind: string;
  readonly record: string;
  readonly body: Record<string, unknown> | null;
  readonly device: string;
  /** The log it was written in. */
  readonly account: string | null;
  /** Shares its id with an entry of another device. */
  readonly isTwin: boolean;
  /** No server will ever take it. */
  readonly isFaulty: boolean;
  /** The versions of its record that its writer's log held. */
  seen: Written[];
  /** The erasures its writer's log held, by when they were made. */
  erasuresSeen: number[];
  /** Whether the runner was told that it is kept. */
  isSaved: boolean;
  /** The stamp it was given when the database had no room for it. */
  setAsideAs: string | null;
  /** Whether every copy of it was destroyed from outside: no app could bring it back. */
  isLost: boolean;
  /** The stamp it had when the runner was told. */
  savedAs: string | null;
  /** The account that has claimed it, where a guest wrote it, and which of all claims that was. */
  claimedBy: string | null;
  claim: number | null;
  /** Whether a device was put back to when it had not been claimed yet: it may be claimed twice. */
  mayBeTwice: boolean;
  /** Whether a device was put back to when it waited: it may go with the stamp of that day. */
  hasOldStamp: boolean;
  /** Where among its device's writes in this log it comes, for as long as the device is the same. */
  order: { writer: string; at: number };
}

export interface Erased {
  readonly account: string;
  readonly kind: string;
  readonly record: string;
  readonly at: number;
  /** Whether every trace of the erasure itself was destroyed from outside. */
  isForgotten: boolean;
}

export class Truth {
  readonly written: Written[] = [];
  readonly erased: Erased[] = [];
  readonly #byTag = new Map<string, Written>();
  readonly #byId = new Map<string, Written>();

  add(one: Written): void {
    this.written.push(one);
    if (one.tag) this.#byTag.set(one.tag, one);
    if (!one.isTwin) this.#byId.set(one.id, one);
  }

  /** Who wrote an entry, wherever it was found; null for the server's own. */
  writerOf({ id, body }: Pick<RawEntry, "id" | "body">): Written | null {
    const tag = body?.tag;
    if (typeof tag === "string") return this.#byTag.get(tag) ?? null;
    return this.#byId.get(id) ?? null;
  }

  /** Whether an account's record was ever erased. */
  wasErased(account: string | null, { kind, record }: Pick<RawEntry, "kind" | "record">): boolean {
    return this.erased.some((one) => one.account === account && one.kind === kind && one.record === record);
  }
}

export function stampMs(hlc: string): number {
  return Number.parseInt(hlc.slice(0, 12), 16);
}
