/** Every case of `tests/vectors/today.json`: what is shown on a day, from doses to tests and drills. */

import { expect, test } from "vitest";
import type { Due, Item, PlanDay } from "./answers";
import { fold, plan, today } from "./index";
import type { Replayed } from "./replay";
import { builtCatalog } from "./testing/catalog";
import { DAY_0, type Given as LogGiven, logOf } from "./testing/vector_log";
import { givenOf, type Given as WeeksGiven, weeksOf } from "./testing/vector_weeks";
import { vectorCases } from "./testing/vectors";
import { dayNumber } from "./units";

type Wanted = Readonly<Record<string, unknown>>;
type Expected = {
  readonly items?: Readonly<Record<string, Wanted | null>>;
  readonly why?: string;
  readonly plan?: Readonly<Record<string, Wanted>>;
} & Wanted;

const catalog = builtCatalog();
const cases = vectorCases<WeeksGiven, Expected>("today");

test.each(cases)("$name", (told) => {
  const given = givenOf(told, cases);
  const entries =
    "exercise" in given ? logOf(given as unknown as LogGiven, catalog) : weeksOf(given, catalog);
  const seen = answerOf(fold(entries, catalog, DAY_0 + given.on), told.expect);
  expect({ ...seen, ...told.expect }).toEqual(seen);
});

/** The parts of today and of the plan that a case speaks of. */
function answerOf(replayed: Replayed, expected: Expected): Record<string, unknown> {
  const shown = today(replayed, catalog);
  const { next } = shown;
  const items = new Map((next?.items ?? []).map((item) => [item.ladder, item]));
  const on = replayed.state.on;
  const days = new Map(
    plan(replayed, catalog, on - 7, on + 28).days.map((day) => [dayNumber(day.on) - DAY_0, day]),
  );
  return {
    next: next ? [dayNumber(next.on) - DAY_0, next.template] : null,
    minutes: next?.minutes ?? null,
    due: shown.due.map(dueOf),
    ...(expected.items && { items: mapped(expected.items, (wanted, of) => partOf(items.get(of), wanted)) }),
    ...(expected.why && { why: next?.why.includes(expected.why) ? expected.why : (next?.why ?? null) }),
    ...(expected.plan && {
      plan: mapped(expected.plan, (wanted, day) =>
        mapped(wanted, (_, key) => planned(key, days.get(Number(day)))),
      ),
    }),
  };
}

function mapped<Of>(parts: Readonly<Record<string, Of>>, into: (part: Of, key: string) => unknown) {
  return Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, into(part, key)]));
}

function partOf(item: Item | undefined, wanted: Wanted | null): unknown {
  return item && wanted ? mapped(wanted, (_, key) => item[key as keyof Item]) : null;
}

function planned(key: string, day: PlanDay | undefined): unknown {
  if (key === "sessions") return day?.sessions.map(({ template, at }) => [template, at]);
  if (key === "runs") return day?.runs.map(({ type, at }) => [type, at]);
  return day?.[key as keyof PlanDay];
}

function dueOf({ kind, session, exercise, flag, test: measured }: Due): string {
  const what = session === null ? (exercise ?? flag ?? measured) : "session";
  return what === null ? kind : `${kind} ${what}`;
}
