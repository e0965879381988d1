/**
 * The laws of backing up, tried on random histories: phones, tabs, a bad network, a server that forgets.
 * SURVIVE 3, 4, 5, 7, 8, 9, 10, 13, 16, 17, 21, 22, 24, 32.
 */

import fc from "fast-check";
import { expect, test } from "vitest";
import { bare } from "../store/log";
import type { RawEntry } from "../store/shapes";
import { type Fault, Phone, uuidOf } from "./testing/phone";
import { ModelServer } from "./testing/server";

/** Ten times as many histories with EVENSTRIDE_FASTCHECK=10. */
const FACTOR = Number(process.env.EVENSTRIDE_FASTCHECK ?? 1);
const DAY_MS = 24 * 60 * 60 * 1000;
const NAMES = ["a", "b", "c"];
/** Records only one phone ever writes: their versions have an order everybody must agree on. */
const OWN = (phone: number) => `own${phone}`;

type Step =
  | { do: "write"; phone: number; own: boolean; name: string; value: number | null; times: number }
  | { do: "sync"; phone: number; faults: Fault[] }
  | { do: "two tabs"; phone: number; faults: Fault[] }
  | { do: "kill"; phone: number; sends: number }
  | { do: "clock"; phone: number; skewMs: number }
  | { do: "wait"; ms: number }
  | { do: "backup" }
  | { do: "restore"; announced: boolean }
  | { do: "wipe" }
  | { do: "erase"; name: string }
  | { do: "squeeze"; entriesMax: number; pageRows: number };

const phone = fc.integer({ min: 0, max: 2 });
const faults = fc.array(
  fc.constantFrom<Fault>("none", "none", "lost", "answer_lost", "error", "login_page", "empty"),
  { maxLength: 4 },
);
const skews = fc.constantFrom(0, -40 * DAY_MS, -3_600_000, 5000, 20 * 3_600_000, 3 * DAY_MS, 365 * DAY_MS);
const value = fc.option(fc.integer({ min: 0, max: 99 }), { freq: 8 });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("write" as const),
      phone,
      own: fc.boolean(),
      name: fc.constantFrom(...NAMES),
      value,
      times: fc.constantFrom(1, 1, 1, 2, 7),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("sync" as const), phone, faults }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("two tabs" as const), phone, faults }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("kill" as const), phone, sends: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("clock" as const), phone, skewMs: skews }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, 1000, 26 * 3_600_000) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "backup" as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restore" as const), announced: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: "wipe" as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("erase" as const), name: fc.constantFrom(...NAMES) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("squeeze" as const),
      entriesMax: fc.constantFrom(1, 2, 5, 200),
      pageRows: fc.constantFrom(1, 2, 5, 1000),
    }),
  },
);

test("whatever happens, nothing saved is lost and all phones end with the same log", {
  timeout: 300_000,
}, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), holds), {
    numRuns: 150 * FACTOR,
  });
});

test("a phone that was away while a record was erased and the erasure lost with the log is told all the same (SURVIVE 32)", async () => {
  const [away, b, other] = [1, "b", 0] as const;
  await holds([
    { do: "write", phone: away, own: false, name: b, value: 0, times: 1 },
    { do: "sync", phone: away, faults: [] },
    { do: "sync", phone: other, faults: [] },
    { do: "erase", name: b },
    { do: "write", phone: other, own: false, name: "a", value: null, times: 1 },
    { do: "restore", announced: false },
  ]);
});

async function holds(steps: readonly Step[]): Promise<void> {
  const world = new World();
  for (const one of steps) await world.live(one);
  await world.settle();
  world.checkStamps();
  world.checkNothingLost();
  await world.checkAllEqual();
  world.checkOwnOrder();
}

class World {
  timeMs = 1_795_000_000_000;
  readonly server = new ModelServer(() => this.timeMs);
  readonly phones = [0, 1, 2].map(() => new Phone(this.server, () => this.timeMs));
  readonly saved: RawEntry[] = [];
  readonly erased = new Set<string>();
  readonly lastOwn = new Map<string, RawEntry>();
  #backup = this.server.backup();
  readonly #empty = this.server.backup();

  async live(step: Step): Promise<void> {
    this.timeMs += 10;
    switch (step.do) {
      case "write":
        for (let time = 0; time < step.times; time++) await this.#write(step);
        return;
      case "sync":
        await this.#phone(step.phone).sync(step.faults);
        return;
      case "two tabs": {
        const one = this.#phone(step.phone);
        await Promise.all([
          one.sync(step.faults),
          one.sync([], one.open()),
          one.sync(step.faults, one.open()),
        ]);
        return;
      }
      case "kill": {
        const one = this.#phone(step.phone);
        await one.sync([], one.shelf, step.sends);
        one.shelf.close();
        one.shelf = one.open();
        return;
      }
      case "clock":
        this.#phone(step.phone).skewMs = step.skewMs;
        return;
      case "wait":
        this.timeMs += step.ms;
        return;
      case "backup":
        this.#backup = this.server.backup();
        return;
      case "restore":
        this.server.restore(this.#backup, step.announced);
        return;
      case "wipe":
        this.server.restore(this.#empty, true);
        return;
      case "erase":
        this.server.erase("red_flag_changed", uuidOf(step.name));
        this.erased.add(uuidOf(step.name));
        return;
      case "squeeze":
        this.server.entriesMax = step.entriesMax;
        this.server.pageRows = step.pageRows;
    }
  }

  /** The network is good again and every phone is opened; three rounds of visits reach everybody. */
  async settle(): Promise<void> {
    this.timeMs += 2 * DAY_MS;
    for (let visit = 0; visit < 3; visit++) {
      for (const phone of this.phones) {
        const before = phone.sends;
        expect(await phone.sync()).toBeNull();
        expect(phone.sends - before).toBeLessThan(20 + 4 * this.saved.length * 3);
      }
    }
  }

  checkStamps(): void {
    for (const row of this.server.rows) {
      expect(Number.parseInt(row.hlc.slice(0, 12), 16)).toBeLessThanOrEqual(this.timeMs + DAY_MS);
    }
  }

  checkNothingLost(): void {
    const held = new Map(this.server.rows.map((row) => [row.id, row]));
    const kept = this.saved.filter((entry) => !this.erased.has(entry.record));
    for (const entry of kept) expect(held.get(entry.id)?.body).toEqual(entry.body);
    expect(this.server.rows.filter((row) => row.body !== null && this.erased.has(row.record))).toEqual([]);
    expect(new Set(held.keys()).size).toBe(this.server.rows.length);
  }

  async checkAllEqual(): Promise<void> {
    const truth = this.server.rows.map(bare);
    for (const phone of this.phones) expect(await phone.log()).toEqual({ rows: truth, pending: [] });
  }

  checkOwnOrder(): void {
    for (const [record, last] of this.lastOwn) {
      const versions = this.server.rows.filter((row) => row.record === record);
      const winner = versions.reduce((a, b) => (b.hlc > a.hlc ? b : a));
      expect(winner.id).toBe(last.id);
    }
  }

  async #write({ phone, own, name, value }: Extract<Step, { do: "write" }>): Promise<void> {
    const record = own ? OWN(phone) : name;
    const entry = await this.#phone(phone).write(record, value);
    this.saved.push(entry);
    if (own) this.lastOwn.set(uuidOf(record), entry);
  }

  #phone(index: number): Phone {
    return this.phones[index] as Phone;
  }
}
