/** What the rules make of a log is worked out when somebody asks for it, and once. */

import { expect, test } from "vitest";
import type { Catalog } from "../training/catalog";
import type { Entry } from "../training/entries";
import { builtCatalog } from "../training/testing/catalog";
import { localDate } from "../training/units";
import { localDay } from "./now";
import { viewOf } from "./verdicts";

const on = localDay(Date.now());
const started: Entry = {
  id: "00000000-0000-7000-8000-000000000001",
  record: "00000000-0000-7000-8000-000000000001",
  kind: "plan_started",
  v: 1,
  hlc: "000000000001-0000-0000000000000001",
  body: { program: builtCatalog().program.id, started_on: localDate(on), experience: "beginner" },
};

test.each(["progress", "today", "plan"] as const)(
  "a screen that does not look at %s does not pay for it, and a second look is free",
  (part) => {
    let reads = 0;
    const counted = new Proxy<Catalog>(builtCatalog(), {
      get(catalog, field, receiver) {
        reads++;
        return Reflect.get(catalog, field, receiver) as unknown;
      },
    });
    const readsOf = (look: () => unknown) => {
      const before = reads;
      look();
      return reads - before;
    };
    const folding = readsOf(() => viewOf([started], counted, on));
    const view = viewOf([started], counted, on);

    expect(reads).toBe(2 * folding);
    expect(readsOf(() => view[part])).toBeGreaterThan(0);
    expect(readsOf(() => view[part])).toBe(0);
  },
);
