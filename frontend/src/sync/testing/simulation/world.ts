/** A world of phones and a server that goes wrong in every way the seed says, and then heals. */

import type { Pending, RawEntry } from "../../../store/shapes";
import type { Stop } from "../../plan";
import { Chance } from "./chance";
import { Device, type OpenTab, type Program } from "./device";
import { broken, nameOf } from "./promises";
import { type Answer, type Look, type Report, server } from "./server";
import type { Wish } from "./tab";
import { Turns } from "./turns";
import { stampMs, Truth, type Written } from "./written";

const SECOND_MS = 1000;
const HOUR_MS = 60 * 60 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;
const BEGINNING_MS = 1_795_000_000_000;
/** Longer than any request waits for its answer. */
const TIMEOUT_MS = 30 * SECOND_MS;
/** A request that its phone has given up may still arrive so much later. */
const STRAY_MS = 120 * SECOND_MS;
const TABS_MAX = 3;
const PASSES = 3;
const TURNS_MAX = 200_000;
/** From two hundred entries to none. */
const HALVINGS_MAX = 9;
const LATER_KIND = "stretch_logged";
const SETTINGS = ["units", "language"] as const;
const SKEWS_MS = [0, 0, 5 * SECOND_MS, -HOUR_MS, 20 * HOUR_MS, 3 * DAY_MS, -40 * DAY_MS, 365 * DAY_MS];
const ALLOWED_AHEAD_MS = DAY_MS;

/** What can happen besides somebody going on. How often each does is drawn anew for each seed. */
const EVENTS = {
  write: 30,
  sync: 22,
  tab: 4,
  kill: 5,
  move: 5,
  follow: 4,
  erase: 3,
  clock: 4,
  jump: 3,
  wait: 6,
  stray: 6,
  backup: 2,
  restore: 2,
  wipe: 1,
  copy: 1,
  put_back: 1,
  squeeze: 2,
  full: 2,
  update_server: 1,
  update_app: 2,
};
type EventName = keyof typeof EVENTS;
/** Without these nothing would happen at all. */
const ALWAYS: readonly EventName[] = ["write", "sync", "tab", "wait", "stray"];

interface Stray {
  body: string;
  signedInAs: string | null;
  sentMs: number;
}

class PromiseBroken extends Error {}

export interface Options {
  program: Program;
  /** The IndexedDB of a test library, instead of tables in memory. */
  newIndexedDB: (() => IDBFactory) | null;
  /** Whether a device may be put back to an earlier day. Only tables in memory can. */
  maySwapDisks: boolean;
}

export class World {
  readonly #seed: number;
  readonly #options: Options;
  readonly #chance: Chance;
  readonly #turns = new Turns();
  readonly #truth = new Truth();
  readonly #devices: Device[];
  readonly #accounts: readonly string[];
  readonly #events: Record<EventName, number>;
  readonly #strays: Stray[] = [];
  readonly #copies: { device: Device; copy: ReturnType<Device["copy"]> }[] = [];
  readonly #clashable: Written[] = [];
  readonly #trace: string[] = [];
  readonly counts: Record<string, number> = {};
  #timeMs = BEGINNING_MS;
  #backups = 1;
  #isQuiet = false;
  #moments = 0;
  /** In a hundred: how often something befalls a request, an answer or a transaction. */
  readonly #trouble: { request: number; answer: number; transaction: number };

  constructor(seed: number, options: Options) {
    this.#seed = seed;
    this.#options = options;
    this.#chance = new Chance(seed);
    this.#accounts = server.begin(seed, this.#timeMs, this.#chance.percent(50) ? 2 : 1);
    this.#devices = ["d0", "d1", "d2"].map(
      (name) => new Device(name, this.#turns, () => this.#timeMs, options.newIndexedDB?.() ?? null),
    );
    // A world where everything happens is rarely one where something happens often: each leaves some of it out.
    const kept = (name: EventName) => ALWAYS.includes(name) || this.#chance.percent(55);
    this.#events = Object.fromEntries(
      (Object.entries(EVENTS) as [EventName, number][]).map(([name, weight]) => [
        name,
        kept(name) ? weight : 0,
      ]),
    ) as Record<EventName, number>;
    if (!options.maySwapDisks) this.#events.copy = this.#events.put_back = 0;
    const often = () => this.#chance.pick([0, 0, 5, 15, 40]);
    this.#trouble = { request: often(), answer: often(), transaction: this.#chance.pick([0, 0, 2, 5, 12]) };
    if (this.#events.clock > 0)
      for (const device of this.#devices) device.skewMs = this.#chance.pick(SKEWS_MS);
    if (this.#events.squeeze > 0) this.#squeeze();
  }

  /** The whole story of the seed. */
  async live(): Promise<Report> {
    let why: string | null = null;
    let look: Look | null = null;
    try {
      await this.#begun();
      const steps = 60 + this.#chance.below(240);
      for (let step = 0; step < steps; step++) await this.#step();
      await this.#settle();
      look = server.look(this.#timeMs);
      why = await broken(this.#truth, look, this.#devices);
    } catch (error) {
      why = error instanceof PromiseBroken ? error.message : String((error as Error)?.stack ?? error);
    }
    if (why) this.#tell(`BROKEN: ${why}`);
    const hash = await digest(JSON.stringify([this.#trace, look]));
    return { seed: this.#seed, broken: why, hash, trace: why ? this.#trace : [], counts: this.counts };
  }

  /** Most phones are signed in before anything goes wrong. */
  async #begun(): Promise<void> {
    for (const device of this.#devices) {
      const tab = await this.#open(device);
      if (this.#chance.percent(75)) {
        await this.#untilDone();
        this.#move(tab, this.#accounts[0] as string);
      }
      if (this.#chance.percent(75)) await this.#untilDone();
    }
  }

  async #step(): Promise<void> {
    this.#timeMs += this.#chance.below(40);
    const stopped = this.#turns.waiting;
    if (stopped.length > 0 && this.#chance.percent(70)) await this.#goOn();
    else await this.#happen(this.#chance.weighed(this.#events));
    await this.#turns.stillness();
    const [error] = this.#turns.broken;
    if (error !== undefined) throw error;
  }

  /** Lets one that has stopped go on, into whatever befalls it. */
  async #goOn(): Promise<void> {
    const one = this.#chance.pick(this.#turns.waiting);
    const tab = one.tab as OpenTab;
    const fate = this.#isQuiet ? "ok" : this.#fateAt(one.at);
    if (!this.#isQuiet || fate !== "ok") this.#tell(`${tab.name} ${one.at}: ${fate}`);
    if (fate !== "ok") this.#count(fate.split(":")[0] as string);
    one.go(fate);
    // The transaction still ends, one way or the other; nothing after it does.
    if (fate.startsWith("torn")) this.#close(tab);
    await this.#turns.stillness();
  }

  #fateAt(at: string): string {
    const { request, answer, transaction } = this.#trouble;
    if (at === "send" || at === "door") {
      if (!this.#chance.percent(request)) return "ok";
      return this.#chance.pick([
        "lost",
        "late",
        "twice",
        "commit_fails",
        "busy",
        "page",
        "empty",
        "error",
        "cut",
      ]);
    }
    if (at === "answer") return this.#chance.percent(answer) ? "lost" : "ok";
    if (!this.#chance.percent(transaction)) return "ok";
    if (at.startsWith("read")) return "torn:1";
    return `${this.#chance.percent(70) ? "torn" : "full"}:${1 + this.#chance.below(this.#chance.pick([2, 6, 20]))}`;
  }

  async #happen(event: EventName): Promise<void> {
    this.#count(event);
    const device = this.#chance.pick(this.#devices);
    const tab = device.tabs.length > 0 ? this.#chance.pick(device.tabs) : await this.#open(device);
    switch (event) {
      case "write":
        return this.#write(tab);
      case "sync":
        return this.#sync(tab);
      case "tab":
        if (device.tabs.length < TABS_MAX) await this.#open(device);
        return;
      case "kill":
        this.#tell(`${tab.name} is killed`);
        return this.#close(tab);
      case "move":
        return this.#move(tab, this.#chance.percent(25) ? null : this.#chance.pick(this.#accounts));
      case "follow":
        return this.#follow(tab);
      case "erase":
        return this.#erase(tab);
      case "clock":
        device.skewMs = this.#chance.pick(SKEWS_MS);
        return this.#tell(`the clock of ${device.name} is ${device.skewMs} ms off`);
      case "jump":
        device.skewMs += this.#chance.pick([
          -DAY_MS,
          -HOUR_MS,
          -SECOND_MS,
          -1,
          1,
          SECOND_MS,
          HOUR_MS,
          DAY_MS,
        ]);
        return this.#tell(`the clock of ${device.name} jumps to ${device.skewMs} ms off`);
      case "wait":
        this.#timeMs += this.#chance.pick([
          1,
          SECOND_MS,
          10 * SECOND_MS,
          60 * SECOND_MS,
          HOUR_MS,
          26 * HOUR_MS,
        ]);
        return this.#tell("time goes by");
      case "stray":
        return this.#arrive();
      case "backup":
        server.backup(this.#timeMs);
        this.#backups++;
        return this.#tell("the server is backed up");
      case "restore":
        return await this.#restore(this.#chance.below(this.#backups), this.#chance.percent(15));
      case "wipe":
        return await this.#restore(0, this.#chance.percent(50));
      case "copy":
        this.#copies.push({ device, copy: device.copy() });
        return this.#tell(`${device.name} is copied`);
      case "put_back":
        return await this.#putBack(device);
      case "squeeze":
        return this.#squeeze();
      case "full":
        // Never between the two transactions of one write: what was set aside is tried first, and may fail alone.
        if (device.tabs.some((each) => each.isBusy)) return;
        device.isFull = !device.isFull;
        return this.#tell(`${device.name} has ${device.isFull ? "no" : "some"} room`);
      case "update_server":
        server.update();
        return this.#tell("the server is updated");
      case "update_app":
        device.build = String(Number(device.build) + 1);
        return this.#tell(`${device.name} has build ${device.build}`);
    }
  }

  async #open(device: Device): Promise<OpenTab> {
    const fill = (bytes: Uint8Array) => this.#chance.fill(bytes);
    const tab = device.open(this.#options.program, fill, (from, body) => this.#carry(from, body));
    tab.isBusy = true;
    tab.afterWrite = async (log) => {
      if (log === "evenstride-guest") await this.#noteClaims(device);
    };
    this.#tell(`${tab.name} is opened`);
    this.#begin(tab, async () => {
      await tab.app.start();
      tab.isStarted = true;
      tab.isBusy = false;
    });
    await this.#turns.stillness();
    return tab;
  }

  #close(tab: OpenTab): void {
    if (tab.device.tabs.includes(tab)) tab.device.close(tab);
  }

  /** Work of a tab that a full phone may break off; then the tab is as if it had been closed. */
  #begin(tab: OpenTab, work: () => Promise<void>): void {
    this.#turns.begin(async () => {
      try {
        await work();
      } catch (error) {
        if ((error as Error)?.name !== "QuotaExceededError") throw error;
        this.#tell(`${tab.name} fails for want of room`);
        this.#close(tab);
      }
    });
  }

  #write(tab: OpenTab): void {
    if (tab.isBusy || !tab.isStarted) return;
    const account = tab.app.account();
    const many = this.#chance.pick([1, 1, 1, 2, 5]);
    const ones = Array.from({ length: many }, () => this.#newEntry(tab, account));
    const wishes: Wish[] = ones.map(({ id, record, kind, body }, at) => {
      return { id, record, kind, v: ones[at]?.kind === "red_flag_changed" && isLater(body) ? 2 : 1, body };
    });
    tab.isBusy = true;
    for (const one of ones)
      this.#tell(`${tab.name} writes ${nameOf(one)} ${one.id} for ${account ?? "a guest"}`);
    const spared = tab.device.spared().filter((each) => each.account === account);
    tab.beforeWrite = async (log) => {
      if (log !== `evenstride-${account ?? "guest"}`) return;
      await this.#noteSeen(
        tab.device,
        account,
        ones,
        spared.map(({ entry }) => entry),
      );
    };
    this.#begin(tab, async () => {
      const entries = await tab.app.write(wishes);
      tab.beforeWrite = null;
      tab.isBusy = false;
      const apart = new Set(tab.app.unsaved());
      entries.forEach(({ id, hlc }, at) => {
        const one = ones[at] as Written;
        if (apart.has(id)) one.setAsideAs = hlc;
        // Two entries with one id, one of them in a slot by that id: chance gives no such two.
        if (apart.has(id) && one.isTwin) one.isLost = true;
        one.isSaved = true;
        one.savedAs = hlc;
        one.order = { ...one.order, at: this.#moments++ };
        this.#tell(`${nameOf(one)} is saved, stamped ${hlc}`);
      });
    });
  }

  #newEntry(tab: OpenTab, account: string | null): Written {
    const { device } = tab;
    const number = this.#truth.written.length;
    const { restore, wipe, put_back } = this.#events;
    // Chance gives no two entries one id, so that this happens to guests, or where logs are lost, is not to be asked.
    const mayBeTwins = account !== null && restore + wipe + put_back === 0;
    const shape = this.#chance.weighed({
      flag: 40,
      setting: 15,
      retraction: 8,
      later: 8,
      later_version: 5,
      faulty: 3,
      huge: 2,
      twin: mayBeTwins ? 12 : 0,
    });
    const ids = new Set(this.#truth.written.filter((one) => one.device === device.name).map((one) => one.id));
    const twin =
      shape === "twin" ? this.#clashable.filter((one) => one.account === account && !ids.has(one.id)) : [];
    const isTwin = twin.length > 0;
    // Twins have records of their own: their new stamps are no sign of who wrote last.
    const mayClash = mayBeTwins && shape === "flag" && this.#chance.percent(15);
    const pool = account === null ? `guest ${device.name}` : account;
    const name = isTwin || mayClash ? `own ${number}` : this.#chance.pick(["a", "b", "c", "d"]);
    const tag = `t${this.#seed}x${number}`;
    const setting = this.#chance.pick(SETTINGS);
    const flag = { flag: "fever", open: true, changed_on: "2026-11-21", tag };
    const bodies: Record<typeof shape, Record<string, unknown> | null> = {
      flag,
      setting: { key: setting, value: setting === "units" ? "kg" : "de", tag },
      retraction: null,
      later: { minutes: 5, tag },
      later_version: { ...flag, later: true },
      faulty: { ...flag, open: "perhaps" },
      huge: { ...flag, pad: "x".repeat(5000) },
      twin: flag,
    };
    const body = bodies[shape];
    const one: Written = {
      number,
      tag: body ? tag : null,
      id: isTwin ? this.#chance.pick(twin).id : this.#newUuid(device.nowMs()),
      kind: shape === "setting" ? "setting_changed" : shape === "later" ? LATER_KIND : "red_flag_changed",
      record:
        shape === "setting"
          ? `setting:${setting}`
          : uuidOf(`${pool} ${shape === "later" ? "later " : ""}${name}`),
      body,
      device: device.name,
      account,
      isTwin: isTwin || mayClash,
      isFaulty: shape === "faulty" || shape === "huge",
      seen: [],
      erasuresSeen: [],
      isSaved: false,
      setAsideAs: null,
      isLost: false,
      hasOldStamp: false,
      savedAs: null,
      claimedBy: null,
      claim: null,
      mayBeTwice: false,
      order: { writer: `${device.name} ${device.life} ${account}`, at: number },
    };
    this.#truth.add(one);
    if (mayClash) this.#clashable.push(one);
    return one;
  }

  /**
   * What the log holds in the moment before entries are stamped is what their writer has seen, with what was set aside
   * when the runner tapped.
   */
  async #noteSeen(
    device: Device,
    account: string | null,
    ones: readonly Written[],
    spared: readonly RawEntry[],
  ): Promise<void> {
    const { rows, pending } = await device.log(account);
    const entries: RawEntry[] = [...rows, ...pending, ...spared];
    ones.forEach((one, at) => {
      const versions = entries.filter(({ kind, record }) => kind === one.kind && record === one.record);
      const seen = versions.map((entry) => this.#truth.writerOf(entry)).filter((seen) => seen !== null);
      const together = ones
        .slice(0, at)
        .filter(({ kind, record }) => kind === one.kind && record === one.record);
      one.seen = [...seen, ...together];
      one.erasuresSeen = entries
        .filter(
          ({ kind, body }) =>
            kind === "record_erased" && body?.kind === one.kind && body.record === one.record,
        )
        .map(({ body }) => body?.erased_at as number);
      // The order is that of the transactions, not that of the taps.
      one.order = { ...one.order, at: this.#moments++ };
    });
  }

  #sync(tab: OpenTab): void {
    if (tab.isSyncing || !tab.isStarted || tab.app.account() === null) return;
    this.#count("runs");
    tab.isSyncing = true;
    this.#tell(`${tab.name} syncs`);
    this.#begin(tab, async () => {
      tab.sends = tab.tooLarge = 0;
      const stop = await tab.app.sync(tab.device.build);
      tab.isSyncing = false;
      this.#tell(`${tab.name} has synced: ${problemOf(stop)}`);
    });
  }

  #move(tab: OpenTab, account: string | null): void {
    if (tab.isBusy || !tab.isStarted) return;
    tab.isBusy = true;
    this.#tell(`${tab.name} goes over to ${account ?? "guests"}`);
    this.#begin(tab, async () => {
      const answered = await this.#turns.stopAt(tab, "door", async (fate) => {
        if (fate === "lost" || fate === "late") return false;
        tab.device.kept.signedInAs = account;
        return fate === "ok" || fate === "twice";
      });
      if (answered) {
        await tab.app.moveTo(account);
        for (const other of tab.device.tabs) other.mustFollow ||= other !== tab;
      }
      tab.isBusy = false;
    });
  }

  #follow(tab: OpenTab): void {
    if (tab.isBusy || !tab.isStarted || !tab.mustFollow) return;
    tab.isBusy = true;
    tab.mustFollow = false;
    this.#tell(`${tab.name} follows`);
    this.#begin(tab, async () => {
      await tab.app.follow();
      tab.isBusy = false;
    });
  }

  #erase(tab: OpenTab): void {
    const account = tab.device.kept.signedInAs;
    const known = this.#truth.written.filter((one) => one.account === account && !one.isTwin);
    if (account === null || known.length === 0) return;
    const { kind, record } = this.#chance.pick(known);
    const at = server.erase(account, { kind, record }, this.#timeMs);
    if (at === null) return;
    this.#tell(`${kind} ${record} of ${account} is erased up to ${at}`);
    this.#truth.erased.push({ account, kind, record, at, isForgotten: false });
  }

  /** What a tab sends, through whatever lies between it and the server. */
  async #carry(tab: OpenTab, body: string): Promise<Answer> {
    const sentMs = this.#timeMs;
    const answer = await this.#turns.stopAt(tab, "send", async (fate) => {
      tab.sends++;
      // Each request reads rows, has entries answered or is half the one before; a restored server begins it anew.
      const bound = 80 + 8 * this.#truth.written.length;
      if (tab.sends > bound) this.#fail(`${tab.name} has sent ${tab.sends} requests in one go`);
      const stray = { body, signedInAs: tab.device.kept.signedInAs, sentMs };
      if (fate === "late" || fate === "twice") this.#strays.push(stray);
      if (fate === "lost" || fate === "late" || this.#timeMs - sentMs > STRAY_MS) return null;
      if (fate === "busy") return { status: 429, text: PROBLEM, retry: "7" };
      if (fate === "page") return { status: 200, text: "<!doctype html><title>Hotel</title>", retry: null };
      if (fate === "empty") return { status: 200, text: "", retry: null };
      if (fate === "error") return { status: 500, text: "oops", retry: null };
      const given = this.#deliver(stray, fate === "commit_fails");
      tab.tooLarge = given.status === 413 ? tab.tooLarge + 1 : 0;
      if (tab.tooLarge > HALVINGS_MAX) this.#fail(`${tab.name} goes on sending what is too large`);
      return fate === "cut" ? { ...given, text: given.text.slice(0, -20) } : given;
    });
    return await this.#turns.stopAt(tab, "answer", async (fate) => {
      const isLate = this.#timeMs - sentMs > TIMEOUT_MS;
      if (answer === null || fate === "lost" || isLate) throw new TypeError("fetch failed");
      return answer;
    });
  }

  /** A request whose phone has long given up on it, or has its answer already. */
  #arrive(): void {
    if (this.#strays.length === 0) return;
    const [stray] = this.#strays.splice(this.#chance.below(this.#strays.length), 1);
    if (!stray || this.#timeMs - stray.sentMs > STRAY_MS) return;
    this.#tell("a stray request arrives");
    this.#count("strayed");
    this.#deliver(stray, false);
  }

  #deliver({ body, signedInAs }: Stray, fails: boolean): Answer {
    const answer = server.sync(signedInAs, body, this.#timeMs, fails);
    const asked = JSON.parse(body) as { account: string; cursor: number; entries: RawEntry[] };
    this.#tell(`  ${said(asked, answer)}`);
    if (answer.status === 200) {
      const told = JSON.parse(answer.text) as { reset?: true; results?: { status: string; code?: string }[] };
      if (told.reset) this.#count("reset");
      told.results?.forEach(({ status, code }, at) => {
        this.#count(code ?? status);
        const ahead = stampMs(asked.entries[at]?.hlc ?? "0") - this.#timeMs;
        if (status === "accepted" && ahead > ALLOWED_AHEAD_MS)
          this.#fail(`the server stored a stamp ${ahead} ms ahead`);
      });
    }
    return answer;
  }

  async #restore(which: number, forgets: boolean): Promise<void> {
    const how = this.#chance.weighed({
      copied: 45,
      announced: 45,
      restored: this.#chance.percent(20) ? 10 : 0,
    });
    server.restore(which, how, forgets);
    this.#tell(`the server is put back to ${which}, ${how}${forgets ? ", and its ledger is lost" : ""}`);
    await this.#mournLost();
  }

  async #putBack(device: Device): Promise<void> {
    const copies = this.#copies.filter((one) => one.device === device).map((one) => one.copy);
    const empty = { disk: new Map(), slots: new Map(), signedInAs: null };
    device.putBack(this.#chance.pick([empty, ...copies]));
    this.#tell(`${device.name} is put back to an earlier day`);
    const spared = device.spared();
    const setAside = (of: string | null) =>
      spared.filter(({ account }) => account === of).map(({ entry }) => entry);
    for (const account of new Set([null, ...device.accounts()])) {
      const { pending } = await device.log(account);
      for (const entry of [...pending, ...setAside(account)]) {
        const one = this.#truth.writerOf(entry);
        if (!one) continue;
        one.hasOldStamp = true;
        if (account === null && !(entry as Pending).claimedBy) one.mayBeTwice = true;
      }
    }
    await this.#mournLost();
  }

  /** After something outside destroyed copies: what is in no log any more, nobody can bring back. */
  async #mournLost(): Promise<void> {
    const { logs } = server.look(this.#timeMs);
    const entries: RawEntry[] = Object.values(logs).flat();
    for (const device of this.#devices) {
      for (const account of device.accounts()) {
        const { rows, pending } = await device.log(account);
        entries.push(...rows, ...pending);
      }
      entries.push(...device.spared().map(({ entry }) => entry));
    }
    const left = new Set(entries.map((entry) => this.#truth.writerOf(entry)));
    for (const one of this.#truth.written) {
      if (one.isSaved && !left.has(one) && !one.isLost) {
        one.isLost = true;
        this.#tell(`${nameOf(one)} is lost for good`);
      }
    }
    const told = entries.filter(({ kind }) => kind === "record_erased").map(({ body }) => body);
    for (const one of this.#truth.erased) {
      // A setting may have been erased before, which says nothing of what was chosen since.
      const isSetting = one.record.startsWith("setting:");
      one.isForgotten ||= !told.some(
        (body) =>
          body?.kind === one.kind &&
          body.record === one.record &&
          (!isSetting || (body.erased_at as number) >= one.at),
      );
    }
  }

  /** Who has claimed what guests wrote: the first to do so keeps it. */
  async #noteClaims(device: Device): Promise<void> {
    const { pending } = await device.log(null);
    const spared = device.spared().map(({ account, entry }) => ({ ...entry, claimedBy: account }));
    const claim = this.#moments++;
    for (const { claimedBy, ...entry } of [...pending, ...spared]) {
      const one = this.#truth.writerOf(entry);
      if (!one || !claimedBy || one.account !== null) continue;
      one.claimedBy ??= claimedBy;
      one.claim ??= claim;
      if (one.claimedBy !== claimedBy && !one.mayBeTwice)
        this.#fail(`${nameOf(one)} was claimed by ${one.claimedBy} and then by ${claimedBy}`);
    }
  }

  #squeeze(): void {
    const rows = this.#chance.pick([null, 1, 2, 3, 7]);
    const entries = this.#chance.pick([null, 1, 2, 5]);
    const bytes = this.#chance.pick([null, null, 900, 2000]);
    server.squeeze(rows, entries, bytes);
    this.#tell(`the server takes ${entries} entries and ${bytes} bytes, and gives ${rows} rows`);
  }

  /** Nothing goes wrong from here on. Everybody signs in everywhere, one after the other, and is done in a few passes. */
  async #settle(): Promise<void> {
    this.#isQuiet = true;
    this.#tell("the faults are over");
    for (const stray of this.#strays.splice(0))
      if (this.#timeMs - stray.sentMs <= STRAY_MS) this.#deliver(stray, false);
    await this.#untilDone();
    for (const device of this.#devices) device.isFull = false;
    server.update();
    server.squeeze(this.#chance.pick([null, 3]), null, null);
    this.#timeMs += 25 * HOUR_MS;
    const devices = this.#chance.shuffled(this.#devices);
    for (const device of devices) {
      device.build = "99";
      // Everybody starts the app anew once: then it claims what a guest has logged in a tab that lagged behind.
      for (const tab of [...device.tabs]) this.#close(tab);
      await this.#open(device);
    }
    await this.#untilDone();
    for (let pass = 0; pass < PASSES; pass++) {
      for (const device of devices) for (const account of this.#accounts) await this.#visit(device, account);
    }
  }

  async #visit(device: Device, account: string): Promise<void> {
    const tab = device.tabs[0] as OpenTab;
    if (tab.app.account() !== account || device.kept.signedInAs !== account) this.#move(tab, account);
    await this.#untilDone();
    let ended: Stop | "left" | null = "left";
    this.#begin(tab, async () => {
      tab.sends = tab.tooLarge = 0;
      ended = await tab.app.sync(device.build);
    });
    await this.#untilDone();
    if (ended !== null) throw new PromiseBroken(`${tab.name} cannot sync: ${problemOf(ended)}`);
    // Twice through the log after a reset, and a request for each batch; the pages are of three rows at least.
    const bound = 12 + this.#truth.written.length;
    if (tab.sends > bound)
      throw new PromiseBroken(`${tab.name} needed ${tab.sends} requests, and ${bound} would do`);
  }

  async #untilDone(): Promise<void> {
    for (let turn = 0; ; turn++) {
      await this.#turns.stillness();
      const [error] = this.#turns.broken;
      if (error !== undefined) throw error;
      if (this.#turns.waiting.length === 0) return;
      if (turn > TURNS_MAX) throw new PromiseBroken("it never comes to rest");
      await this.#goOn();
    }
  }

  /** Ends the story, also where whoever called would take the error for a lost connection. */
  #fail(why: string): never {
    const error = new PromiseBroken(why);
    this.#turns.broken.push(error);
    throw error;
  }

  #newUuid(nowMs: number): string {
    const hex = Buffer.from(this.#chance.fill(new Uint8Array(16))).toString("hex");
    const time = Math.max(0, nowMs).toString(16).padStart(12, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  #count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  #tell(what: string): void {
    this.#trace.push(`${this.#timeMs - BEGINNING_MS} ${what}`);
  }
}

const PROBLEM = JSON.stringify({
  type: "urn:evenstride:problem:too_many_requests",
  status: 429,
  code: "too_many_requests",
});

function isLater(body: Record<string, unknown> | null): boolean {
  return body?.later === true;
}

function said(asked: { cursor: number; entries: RawEntry[] }, { status, text }: Answer): string {
  const offered = `from ${asked.cursor}, offering ${asked.entries.map(({ id, hlc }) => `${id.slice(-6)}@${hlc.slice(0, 17)}`).join(" ") || "nothing"}`;
  if (status !== 200) return `${offered}: ${status}`;
  const told = JSON.parse(text) as {
    reset?: true;
    reason?: string;
    results: { status: string; code?: string }[];
    rows: RawEntry[];
    next: number;
    more: boolean;
  };
  if (told.reset) return `${offered}: reset (${told.reason})`;
  const results = told.results.map(({ status, code }) => code ?? status).join(" ");
  return `${offered}: ${results || "-"}, ${told.rows.length} rows to ${told.next}${told.more ? " and more" : ""}`;
}

function problemOf(stop: Stop | "left" | null): string {
  return stop === null ? "done" : stop === "left" ? "left" : stop.problem;
}

function uuidOf(name: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const sign of name) hash = BigInt.asUintN(64, (hash ^ BigInt(sign.charCodeAt(0))) * 0x100000001b3n);
  const hex = hash.toString(16).padStart(16, "0");
  return `00000000-0000-4000-8${hex.slice(0, 3)}-${hex.slice(4)}`;
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Buffer.from(bytes).toString("hex").slice(0, 16);
}
