/** The whole store as one browser tab has it, and a server behind `fetch`. */

import { randomUUID } from "node:crypto";
import { IDBFactory } from "fake-indexeddb";
import { vi } from "vitest";
import type { Translation } from "../../store/live";
import { builtCatalog } from "../../training/testing/catalog";
import type { SyncRequest } from "../plan";
import { ModelServer, problem } from "./server";
import { storageOf } from "./storage";

const Channel = BroadcastChannel;

/** A browser with nothing in it and nobody signed in, and the network it is on. */
export class Browser {
  readonly servers: Map<string, ModelServer>;
  readonly slots = new Map<string, string>();
  readonly reported: unknown[] = [];
  signedInAs: string | null = null;
  /** Accounts that have been deleted: their cookies hear so. */
  readonly gone = new Set<string>();
  isOnline = true;
  /** What the network says instead of the server. */
  trouble: (() => Response) | null = null;
  asked = 0;

  constructor(servers = new Map<string, ModelServer>()) {
    this.servers = servers;
    const id = randomUUID();
    vi.stubGlobal("indexedDB", new IDBFactory());
    // Node's channels reach every test that runs at the same time; a browser's reach its own tabs.
    vi.stubGlobal(
      "BroadcastChannel",
      class extends Channel {
        constructor(name: string) {
          super(`${name} ${id}`);
        }
      },
    );
    vi.stubGlobal("fetch", (path: string, init: RequestInit) => this.#fetch(path, init));
    vi.stubGlobal("reportError", (error: unknown) => this.reported.push(error));
    vi.stubGlobal("localStorage", storageOf(this.slots));
  }

  /** A new tab, or the app after it was killed: nothing of it is in memory. */
  async openTab(translation: Translation | null = null) {
    vi.resetModules();
    const live = await import("../../store/live");
    const account = await import("../../store/account");
    const { keepAhead, keepShown } = await import("../../store/now");
    const { runOnce } = await import("../run");
    await live.start(async () => builtCatalog(), translation);
    const sync = async () => {
      const home = live.currentHome();
      return home?.account ? await runOnce(home, home.account, "1", new AbortController().signal) : null;
    };
    const keep = async () => {
      const home = live.currentHome();
      if (home) await keepShown(home);
    };
    const keepDays = async () => {
      const home = live.currentHome();
      if (home) await keepAhead(home, live.catalog());
    };
    return { ...live, ...account, sync, keep, keepDays };
  }

  /** A new account, and the cookie that says so; a tab does not learn of it. */
  newAccount(): string {
    const server = new ModelServer(Date.now);
    this.servers.set(server.account, server);
    this.signedInAs = server.account;
    return server.account;
  }

  serverOf(account: string): ModelServer {
    const server = this.servers.get(account);
    if (!server) throw new Error("no such account");
    return server;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    this.asked++;
    if (!this.isOnline) throw new TypeError("fetch failed");
    if (this.trouble) return this.trouble();
    const { status, json } = this.#answer(`${init.method} ${path}`, await bodyOf(init));
    return new Response(JSON.stringify(json), { status });
  }

  #answer(door: string, body: Record<string, unknown>): { status: number; json: unknown } {
    switch (door) {
      case "POST /api/accounts": {
        const account = this.newAccount();
        return { status: 201, json: { account, recovery_code: account } };
      }
      case "POST /api/session":
        if (!this.servers.has(String(body.recovery_code))) return refused(401, "wrong_credentials");
        this.signedInAs = String(body.recovery_code);
        return { status: 200, json: { account: this.signedInAs } };
      case "DELETE /api/session":
        this.signedInAs = null;
        return { status: 200, json: {} };
      case "DELETE /api/account":
        if (this.signedInAs === null) return refused(401, "not_signed_in");
        this.servers.delete(this.signedInAs);
        this.gone.add(this.signedInAs);
        return { status: 200, json: {} };
      default: {
        if (this.signedInAs === null) return refused(401, "not_signed_in");
        if (this.gone.has(this.signedInAs)) return refused(410, "account_deleted");
        const { status, text } = this.serverOf(this.signedInAs).answer(body as unknown as SyncRequest);
        return { status, json: JSON.parse(text) };
      }
    }
  }
}

export type Tab = Awaited<ReturnType<Browser["openTab"]>>;

function refused(status: number, code: string): { status: number; json: unknown } {
  return { status, json: JSON.parse(problem(status, code, 0).text) };
}

async function bodyOf(init: RequestInit): Promise<Record<string, unknown>> {
  if (init.body === undefined || init.body === null) return {};
  const isPacked = new Headers(init.headers).get("content-encoding") === "gzip";
  const bytes = new Response(init.body).body as ReadableStream<Uint8Array<ArrayBuffer>>;
  const stream = isPacked ? bytes.pipeThrough(new DecompressionStream("gzip")) : bytes;
  return (await new Response(stream).json()) as Record<string, unknown>;
}
