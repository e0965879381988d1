/** What a move, time off or a race would come to, before anything is written. */

import { describe, expect, test } from "vitest";
import { fold, plan } from "../training";
import type { RunOfWeek, Settings } from "../training/entries";
import type { Replayed } from "../training/replay";
import { builtCatalog } from "../training/testing/catalog";
import { DAY_0, LogWriter } from "../training/testing/vector_log";
import { localDate } from "../training/units";
import {
  awayOn,
  type Candidate,
  candidate,
  candidateDays,
  changesBetween,
  gapAround,
  type Movable,
  type Move,
  moveBody,
  movesIf,
  moveTo,
  planWith,
  weeksOf,
} from "./plan_preview";

const catalog = builtCatalog();
const TEMPLATE = "phase_1_A";

/** Tuesday and Friday are strength days; Saturday's hard run and Sunday's long one leave Saturday no hour. */
const RUNS: readonly RunOfWeek[] = [
  { weekday: 2, type: "hard", at: "07:00" },
  { weekday: 6, type: "hard", at: "08:00" },
  { weekday: 7, type: "long", at: "08:00" },
];

/** A plan that starts on Monday, day 0, asked on that day. */
function started(more: Settings = {}, moves: readonly Move["body"][] = []): Replayed {
  const log = new LogWriter();
  const settings: Settings = { strength_weekdays: [2, 5], run_week: RUNS, ...more };
  for (const [key, value] of Object.entries(settings)) {
    log.write("setting_changed", { key, value }, `setting:${key}`);
  }
  log.write("plan_started", { program: "base", started_on: localDate(DAY_0), experience: "beginner" });
  for (const body of moves) log.write("session_moved", body);
  return fold(log.entries, catalog, DAY_0);
}

function candidatesOf(session: Movable, replayed: Replayed): Candidate[] {
  const now = planOf(replayed);
  return candidateDays(session, now, replayed).map((day) => candidate(day, session, now, replayed, catalog));
}

function planOf(replayed: Replayed) {
  return plan(replayed, catalog, DAY_0, DAY_0 + 27);
}

function daysWithSessions(replayed: Replayed): number[] {
  return planOf(replayed).days.flatMap((day, place) => (day.sessions.length > 0 ? [place] : []));
}

function session(place: number, move: Move | null = null): Movable {
  return { day: DAY_0 + place, template: TEMPLATE, move };
}

function moved(fromPlace: number, toPlace: number): Move["body"] {
  return {
    template: TEMPLATE,
    from_on: localDate(DAY_0 + fromPlace),
    to_on: localDate(DAY_0 + toPlace),
    why: null,
  };
}

describe("moving a session", () => {
  test("every day names what it would bend before it is chosen", () => {
    const replayed = started();
    const found = candidatesOf(session(4), replayed);
    const saturday = found.find((one) => one.day === DAY_0 + 5);
    const thursday = found.find((one) => one.day === DAY_0 + 3);
    expect(saturday?.bent).toEqual(["H1"]);
    expect(thursday?.bent).toEqual([]);
    expect(found.some((one) => one.day === DAY_0 + 4)).toBe(false);
  });

  test("the candidate is what the plan makes of the move once it is written", () => {
    const replayed = started();
    for (const one of candidatesOf(session(4), replayed)) {
      if (one.not) continue;
      const then = planOf(started({}, [moved(4, one.day - DAY_0)])).days[one.day - DAY_0];
      expect(then?.bent_rules).toEqual(one.bent);
      expect(then?.sessions.map(({ at }) => at)).toContain(one.at);
    }
  });

  test("a session that is planned there already gives way, and the week says where it goes", () => {
    const replayed = started();
    const before = daysWithSessions(replayed);
    expect(before).toContain(8);
    const tuesday = candidatesOf(session(4), replayed).find((one) => one.day === DAY_0 + 8);
    expect(tuesday?.changes[0]).toMatchObject({ day: DAY_0 + 8, how: "gives_way" });
    const friday = candidatesOf(session(4), replayed).find((one) => one.day === DAY_0 + 3);
    expect(friday?.changes).toEqual([]);
  });

  test("a day away takes no session and says so", () => {
    const away = { from: localDate(DAY_0 + 2), to: localDate(DAY_0 + 3), why: "holiday" } as const;
    const replayed = started({ time_off: [away] });
    const found = candidatesOf(session(4), replayed);
    expect(found.find((one) => one.day === DAY_0 + 2)?.not).toBe("away");
    expect(found.find((one) => one.day === DAY_0 + 6)?.not).toBeNull();
  });

  test("moved again it is a new version of the same move, from where the plan had it", () => {
    const record = "a";
    const now = session(5, { record, body: moved(4, 5) });
    expect(moveBody(now, DAY_0 + 2)).toEqual(moved(4, 2));
    expect(movesIf([moved(4, 5)], now, DAY_0 + 2)).toEqual([moved(4, 2)]);
  });

  test("moved back it is no move any more", () => {
    const now = session(5, { record: "a", body: moved(4, 5) });
    expect(moveBody(now, DAY_0 + 4)).toBeNull();
    expect(movesIf([moved(4, 5)], now, DAY_0 + 4)).toEqual([]);
    const replayed = started({}, [moved(4, 5)]);
    const home = candidatesOf(now, replayed).find((one) => one.home);
    expect(home).toMatchObject({ day: DAY_0 + 4, not: null, bent: [] });
  });

  test("the move that brought a session is found by its day and type, whatever the letter", () => {
    const moves = [{ record: "a", body: moved(4, 5) }];
    expect(moveTo(DAY_0 + 5, "phase_1_B", moves, catalog)).toBe(moves[0]);
    expect(moveTo(DAY_0 + 5, "light", moves, catalog)).toBeNull();
    expect(moveTo(DAY_0 + 4, TEMPLATE, moves, catalog)).toBeNull();
  });
});

describe("another plan", () => {
  test("time off takes its sessions away and nothing else", () => {
    const replayed = started();
    const before = planOf(replayed);
    const away = { from: localDate(DAY_0 + 7), to: localDate(DAY_0 + 13), why: "sick" } as const;
    const after = planWith(before, replayed, catalog, { settings: { time_off: [away] } });
    const changes = changesBetween(before, after);
    expect(changes.map(({ day, how }) => [day - DAY_0, how])).toEqual([
      [8, "gone"],
      [11, "gone"],
    ]);
    expect(daysWithSessions(started({ time_off: [away] }))).toEqual([1, 4, 15, 18, 22, 25]);
  });

  test("a race shortens its week and says which session bends", () => {
    const race = { on: localDate(DAY_0 + 20), at: "09:00" };
    const replayed = started({}, [moved(18, 19)]);
    const before = planOf(replayed);
    const after = planWith(before, replayed, catalog, { settings: { races: [race] } });
    const changes = changesBetween(before, after);
    expect(changes).toContainEqual(expect.objectContaining({ day: DAY_0 + 19, how: "bends" }));
    expect(changes.every(({ day }) => day - DAY_0 >= 14)).toBe(true);
  });

  test("nothing different changes nothing", () => {
    const replayed = started();
    const before = planOf(replayed);
    expect(changesBetween(before, planWith(before, replayed, catalog, {}))).toEqual([]);
  });

  test("the gap is counted from the last session before to the first one after", () => {
    const replayed = started();
    const away = { from: localDate(DAY_0 + 5), to: localDate(DAY_0 + 20), why: "holiday" } as const;
    const after = planWith(planOf(replayed), replayed, catalog, { settings: { time_off: [away] } });
    expect(gapAround(away, after, replayed)).toBe(22 - 4);
    const first = { ...away, from: localDate(DAY_0) };
    expect(gapAround(first, after, replayed)).toBeNull();
  });
});

test("both ends of time off are days off", () => {
  const time_off = [{ from: "2026-02-02", to: "2026-02-04", why: "other" }] as const;
  const days = ["2026-02-01", "2026-02-02", "2026-02-04", "2026-02-05"].map((on) =>
    awayOn(Date.parse(on) / 86_400_000, { time_off }),
  );
  expect(days.map((one) => one !== null)).toEqual([false, true, true, false]);
});

test("the days of four weeks lie in their plan weeks", () => {
  const weeks = weeksOf(planOf(started()));
  expect(weeks.map(({ week, days }) => [week, days.length])).toEqual([
    [1, 7],
    [2, 7],
    [3, 7],
    [4, 7],
  ]);
});
