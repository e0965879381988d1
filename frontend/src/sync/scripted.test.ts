/**
 * The real client against a server that says anything, in two tabs whose steps fall between each other's in every
 * order: nothing that waits is lost, the cursor moves with true pages only, and every run ends.
 */

import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { placeIn, readLog } from "../store/log";
import type { Reply, Stop } from "./plan";
import { Phone } from "./testing/phone";
import { answerAs, type Line, lines } from "./testing/scripted";
import { ModelServer } from "./testing/server";
import { Browser } from "./testing/tab";

/** Ten times as many with EVENSTRIDE_FASTCHECK=10. A failure prints the seed and the smallest case. */
const FACTOR = Number(process.env.EVENSTRIDE_FASTCHECK ?? 1);
const DAY_MS = 24 * 60 * 60 * 1000;

type Step =
  | { do: "write"; times: number }
  | { do: "sync"; tabs: number; during: number }
  | { do: "kill" }
  | { do: "other phone"; times: number }
  | { do: "squeeze"; entriesMax: number; pageRows: number }
  | { do: "clock"; skewMs: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("write" as const), times: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("sync" as const),
      tabs: fc.integer({ min: 1, max: 2 }),
      during: fc.nat(2),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "kill" }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("other phone" as const), times: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("squeeze" as const),
      entriesMax: fc.constantFrom(1, 2, 200),
      pageRows: fc.constantFrom(1, 3, 1000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("clock" as const),
      skewMs: fc.constantFrom(0, -40 * DAY_MS, 365 * DAY_MS),
    }),
  },
);

afterEach(() => {
  vi.unstubAllGlobals();
});

test("whatever a server says, in whatever order two tabs hear it, nothing is lost and every run ends (SURVIVE 5, 13, 17, 23)", {
  timeout: 600_000,
}, async () => {
  const given = [
    fc.scheduler(),
    fc.array(step, { minLength: 2, maxLength: 12 }),
    fc.array(lines, { maxLength: 25 }),
  ] as const;
  await fc.assert(fc.asyncProperty(...given, holds), { numRuns: 120 * FACTOR });
});

async function holds(
  scheduler: fc.Scheduler,
  steps: readonly Step[],
  script: readonly Line[],
): Promise<void> {
  const world = new World(scheduler, script);
  for (const one of [{ do: "write", times: 2 } as const, ...steps]) {
    await world.live(one);
    await world.check();
  }
  await world.settle();
}

const TRUTH: Line = { say: { say: "truth" }, forever: false };

class World {
  timeMs = 1_795_000_000_000;
  readonly server = new ModelServer(() => this.timeMs);
  readonly phone = new Phone(this.server, () => this.timeMs);
  readonly other = new Phone(this.server, () => this.timeMs);
  readonly #tabs = [this.phone.shelf, this.phone.open()];
  readonly #scheduler: fc.Scheduler;
  readonly #script: Line[];
  readonly #saved: string[] = [];
  #sends = 0;
  #count = 0;

  constructor(scheduler: fc.Scheduler, script: readonly Line[]) {
    this.#scheduler = scheduler;
    this.#script = [...script];
  }

  async live(step: Step): Promise<void> {
    this.timeMs += 10;
    switch (step.do) {
      case "write":
        return await this.#write(step.times);
      case "sync":
        return await this.#sync(step.tabs, step.during);
      case "kill":
        for (const tab of this.#tabs) tab.close();
        return;
      case "other phone":
        for (let time = 0; time < step.times; time++) await this.other.write("theirs", ++this.#count);
        await this.other.sync();
        return;
      case "squeeze":
        this.server.entriesMax = step.entriesMax;
        this.server.pageRows = step.pageRows;
        return;
      case "clock":
        this.phone.skewMs = step.skewMs;
    }
  }

  /** All that was ever saved is here, and what was read follows without a gap from the first row to the cursor. */
  async check(): Promise<void> {
    const { rows, pending } = await readLog(this.phone.shelf);
    const here = [...rows, ...pending].map((entry) => String(entry.body?.value));
    expect(this.#saved.filter((value) => !here.includes(value))).toEqual([]);
    expect(new Set([...rows, ...pending].map((entry) => entry.id)).size).toBe(rows.length + pending.length);
    const { cursor, chain, epoch } = await placeIn(this.phone.shelf);
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: cursor }, (_, at) => at + 1));
    expect(cursor === 0 || (chain !== null && epoch !== null)).toBe(true);
    const truth = this.server.rows.slice(0, cursor).map((row) => row.id);
    expect(rows.map((row) => row.id)).toEqual(truth);
  }

  /** The server is itself again: all of it gets there, once. */
  async settle(): Promise<void> {
    this.#script.length = 0;
    this.timeMs += 2 * DAY_MS;
    this.phone.skewMs = 0;
    for (let visit = 0; visit < 2; visit++) expect(await this.phone.sync()).toBeNull();
    await this.check();
    expect((await readLog(this.phone.shelf)).pending).toEqual([]);
    const held = this.server.rows.map((row) => String(row.body?.value));
    expect(this.#saved.filter((value) => !held.includes(value))).toEqual([]);
    expect(new Set(held).size).toBe(held.length);
  }

  async #write(times: number): Promise<void> {
    for (let time = 0; time < times; time++) {
      const entry = await this.phone.write(`r${this.#count % 3}`, ++this.#count);
      this.#saved.push(String(entry.body?.value));
    }
  }

  /** One run in each of so many tabs, and writes that fall in between. */
  async #sync(tabs: number, during: number): Promise<void> {
    const before = this.#sends;
    const scripted = this.#script.length;
    const runs = this.#tabs.slice(0, tabs).map((shelf) => this.#run(shelf));
    const writes = Array.from({ length: during }, () =>
      this.#scheduler.schedule(Promise.resolve(), "write").then(() => this.#write(1)),
    );
    await this.#scheduler.waitFor(Promise.all([...runs, ...writes]));
    if (this.#script[0]?.forever) this.#script.shift();
    // Each answer of the script costs a round at most a few more; then every entry and row has its own, at worst.
    const work = this.#saved.length + this.server.rows.length;
    expect(this.#sends - before).toBeLessThanOrEqual(tabs * (20 + 4 * scripted + 6 * work));
  }

  #run(shelf: Phone["shelf"]): Promise<Stop | null> {
    return this.phone.syncWith({
      shelf,
      absorb: this.phone.absorbInto(shelf),
      send: async (request): Promise<Reply | null> => {
        this.#sends++;
        const sent = JSON.parse(JSON.stringify(request));
        await this.#scheduler.schedule(Promise.resolve(), "request");
        const [line = TRUTH] = this.#script;
        if (!line.forever) this.#script.shift();
        const reply = answerAs(line.say, this.server, sent, this.phone.nowMs());
        await this.#scheduler.schedule(Promise.resolve(), "answer");
        return reply;
      },
    });
  }
}

const header = fc.oneof(
  fc.constantFrom(
    "",
    "0",
    "-1",
    "1e9",
    "99999999999999999999",
    "soon",
    "Wed, 21 Oct 2099 07:28:00 GMT",
    "3.5",
  ),
  fc.string({ unit: "grapheme-ascii" }),
);
const answer = fc.record({
  status: fc.constantFrom(200, 201, 400, 401, 403, 404, 409, 410, 413, 422, 426, 429, 500, 502, 503),
  retryAfter: fc.option(header),
  body: fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom("", "<html>", '{"code":"not_signed_in"}', '{"code":"account_deleted"}'),
    fc
      .record({ code: fc.string(), req_id: fc.uuid(), rows: fc.array(fc.jsonValue()) })
      .map((o) => JSON.stringify(o)),
  ),
});

test("whatever comes over the wire, nothing leaves pending, and no wait is longer than an hour (SURVIVE 17)", {
  timeout: 300_000,
}, async () => {
  vi.stubGlobal("navigator", {});
  const browser = new Browser();
  const tab = await browser.openTab();
  await tab.createAccount();
  await tab.sync();
  const { id } = await tab.write("setting_changed", { key: "units", value: "kg" }, "setting:units");
  const held = browser.serverOf(tab.backup.value.account ?? "").rows.length;
  await fc.assert(
    fc.asyncProperty(answer, async ({ status, retryAfter, body }) => {
      const headers = new Headers();
      try {
        if (retryAfter !== null) headers.set("retry-after", retryAfter);
      } catch {
        // No header at all: a server cannot send such a one either.
      }
      browser.trouble = () => new Response(body, { status, headers });
      const stop = await tab.sync();
      expect(stop).not.toBeNull();
      expect(stop?.retryAfterS ?? 1).toBeGreaterThan(0);
      expect(stop?.retryAfterS ?? 1).toBeLessThanOrEqual(3600);
      const log = JSON.parse(await (await tab.exportLog()).text());
      expect(log.entries.map((entry: { id: string }) => entry.id)).toEqual([id]);
      expect(tab.backup.value.pending).toBe(1);
    }),
    { numRuns: 150 * FACTOR },
  );
  browser.trouble = null;
  expect(await tab.sync()).toBeNull();
  expect(browser.serverOf(tab.backup.value.account ?? "").rows.length).toBe(held + 1);
});
