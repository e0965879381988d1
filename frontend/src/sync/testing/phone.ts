/** A phone for tests: the real log and the real sync, with its own database, clock and a wire that can be cut. */

import { applyChange } from "../../store/confirm";
import { type LogShelf, logShelf } from "../../store/db";
import { newDevice, newId } from "../../store/ids";
import { append, bare, readLog } from "../../store/log";
import type { Pending, RawEntry } from "../../store/shapes";
import type { Answer } from "../answer";
import type { Reply, Stop, SyncRequest } from "../plan";
import { converge, type Side } from "../rounds";
import type { ModelServer } from "./server";

/** What happens to a request: answered, never arrives, answer lost, or answered by somebody else. */
export type Fault = "none" | "lost" | "answer_lost" | "error" | "login_page" | "empty";

const HTML = "<!doctype html><title>Welcome to our hotel</title>";

export class Phone {
  readonly device = newDevice();
  readonly #log = newDevice();
  shelf = this.open();
  build = "1";
  /** The phone's clock minus the true one. */
  skewMs = 0;
  sends = 0;

  readonly server: ModelServer;
  readonly trueNowMs: () => number;

  constructor(server: ModelServer, trueNowMs: () => number) {
    this.server = server;
    this.trueNowMs = trueNowMs;
  }

  /** Another handle on the same database: a second tab, or the app after it was killed. */
  open(): LogShelf {
    return logShelf(this.#log);
  }

  nowMs(): number {
    return this.trueNowMs() + this.skewMs;
  }

  /** A new version of the record of that name. On return it is saved. */
  async write(name: string, value: number | null): Promise<RawEntry> {
    const body = value === null ? null : { flag: name, open: true, changed_on: "2026-11-21", value };
    const draft = { id: newId(this.nowMs()), record: uuidOf(name), kind: "red_flag_changed", v: 1, body };
    const [entry] = await append(this.shelf, [draft], { device: this.device, nowMs: this.nowMs() });
    return entry as RawEntry;
  }

  /** One run; `faults` befall its first requests, one each. */
  sync(
    faults: readonly Fault[] = [],
    shelf = this.shelf,
    sendsLeft = Number.POSITIVE_INFINITY,
  ): Promise<Stop | null> {
    const coming = [...faults];
    let left = sendsLeft;
    return converge({
      ...this.#side(shelf),
      isOpen: () => left > 0,
      send: async (request) => {
        left--;
        this.sends++;
        // Other tabs and phones get their turn while this request is under way.
        await new Promise((resolve) => setTimeout(resolve));
        return this.#carry(request, coming.shift() ?? "none");
      },
    });
  }

  /** One run with something out of the ordinary in it. `tamper` rewrites the server's answers. */
  syncWith({
    tamper,
    ...twist
  }: Partial<Side> & { tamper?: (answer: Answer) => unknown }): Promise<Stop | null> {
    const send = async (request: SyncRequest) => {
      const reply = this.#carry(request, "none") as Reply;
      return tamper ? { ...reply, text: JSON.stringify(tamper(JSON.parse(reply.text) as Answer)) } : reply;
    };
    return converge({ ...this.#side(this.shelf), send, ...twist });
  }

  /** How a tab with that handle takes in what the server said. */
  absorbInto(shelf: LogShelf): Side["absorb"] {
    const here = { device: this.device, whyNoNewStamps: () => null };
    return (change) => applyChange(shelf, change, { ...here, nowMs: this.nowMs() });
  }

  async log(): Promise<{ rows: RawEntry[]; pending: Pending[] }> {
    const { rows, pending } = await readLog(this.shelf);
    return { rows: rows.map(bare), pending };
  }

  #side(shelf: LogShelf): Omit<Side, "send"> {
    return {
      account: this.server.account,
      device: this.device,
      build: this.build,
      shelf,
      spared: () => [],
      isOpen: () => true,
      nowMs: () => this.nowMs(),
      absorb: this.absorbInto(shelf),
    };
  }

  #carry(request: SyncRequest, fault: Fault): Reply | null {
    const atMs = this.nowMs();
    if (fault === "lost") return null;
    if (fault === "error") return { status: 500, text: "oops", retryAfterS: null, atMs };
    if (fault === "login_page") return { status: 200, text: HTML, retryAfterS: null, atMs };
    if (fault === "empty") return { status: 200, text: "", retryAfterS: null, atMs };
    const reply = this.server.answer(JSON.parse(JSON.stringify(request)) as SyncRequest);
    return fault === "answer_lost" ? null : { ...reply, atMs };
  }
}

/** A UUID that carries a short name. */
export function uuidOf(name: string): string {
  const hex = Buffer.from(name).toString("hex").padStart(12, "0").slice(-12);
  return `00000000-0000-4000-8000-${hex}`;
}

/** `count` new versions of a few records, in order. */
export async function writeMany(phone: Phone, count: number): Promise<RawEntry[]> {
  const written: RawEntry[] = [];
  for (let at = 0; at < count; at++) written.push(await phone.write(`r${at % 7}`, at));
  return written;
}

export function ids(entries: readonly RawEntry[]): string[] {
  return entries.map((entry) => entry.id);
}

export async function waitingOn(phone: Phone): Promise<string[]> {
  return ids((await phone.log()).pending);
}

export async function readOn(phone: Phone): Promise<string[]> {
  return ids((await phone.log()).rows);
}
