/** What the phone keeps, in words both the store and the pure sync plan use. Types only. */

/** An entry as it travels: also of a kind or a version that this build does not know. */
export interface RawEntry {
  id: string;
  record: string;
  kind: string;
  v: number;
  hlc: string;
  body: Record<string, unknown> | null;
}

/** An entry the server holds, at its place in the account's log. */
export interface Row extends RawEntry {
  seq: number;
}

/** Why the server would not take an entry. `build` is the app that was told so. */
export interface Refusal {
  code: string;
  detail: string;
  build: string;
  atMs: number;
}

/** An entry that has not come back in the server's rows. */
export interface Pending extends RawEntry {
  /** A server has confirmed this stamp before it lost the entry: the stamp stands for good. */
  settled?: boolean;
  refusal?: Refusal;
  /** In the guests' database: the account this entry was copied to. */
  claimedBy?: string;
}

/** How far this phone has read the server's log. */
export interface Place {
  epoch: string | null;
  cursor: number;
  chain: string | null;
}

export const START: Place = { epoch: null, cursor: 0, chain: null };

/** An entry's id, and the stamp it had when the server was asked. */
export type Stamped = Pick<RawEntry, "id" | "hlc">;

/** What an answer of the server changes here. Applied in one transaction. */
export interface Change {
  /** Where the request was made from. Pages and resets count only while this is still the stored place. */
  from: Place;
  /** Server clock minus this phone's. */
  offsetMs: number;
  /** `head`: where the server's log ends. `more`: another page follows. */
  page: { rows: Row[]; to: Place; more?: boolean; head?: number } | null;
  /** The server's history is another one: read it from the start and offer everything. */
  reset: boolean;
  refused: { id: string; refusal: Refusal }[];
  /** Erased for privacy: the body must not rest here either. */
  erased: string[];
  /** Another entry has this id: ours needs a new one. */
  conflicts: string[];
  /** Stamps too far ahead for the server: while one of them still stands, all that waits is stamped anew, in order. */
  ahead: Stamped[];
}

/** Why the last attempt to back up did not get through. */
export type Problem =
  | "offline"
  | "not_our_server"
  | "server_trouble"
  | "busy"
  | "other_account"
  | "account_deleted"
  | "update_needed"
  | "stuck"
  | "storage_full";

/** Why the log on this phone cannot be opened. */
export type WhyClosed =
  | "blocked"
  | "newer"
  | "outdated"
  | "full"
  | "slow"
  | "no_storage"
  | "no_catalog"
  | "broken";
