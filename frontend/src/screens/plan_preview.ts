/** What the plan would be, were one thing different: the same rules, asked again. Pure. */

import type { Plan, PlanDay } from "../training/answers";
import type { Catalog, SessionType } from "../training/catalog";
import type { SessionMoved, Settings } from "../training/entries";
import type { Replayed } from "../training/replay";
import { plan } from "../training/schedule";
import { dayNumber, localDate, order } from "../training/units";

/** How far a session may be moved either way. */
const REACH_DAYS = 7;

export type Move = { readonly record: string; readonly body: SessionMoved };

/** A session that stands on a day; `move` brought it there, if the runner moved it. */
export type Movable = { readonly day: number; readonly template: string; readonly move: Move | null };

/** A session that comes, goes, or takes another time because of something else. */
export type Change = {
  readonly day: number;
  readonly type: SessionType;
  readonly how: "gone" | "gives_way" | "new" | "shorter" | "longer" | "bends";
  readonly minutes: number;
};

/** Another day for a session: what it would bend, at which hour, and what else changes. */
export type Candidate = {
  readonly day: number;
  /** The day the plan had it on. */
  readonly home: boolean;
  readonly not: "away" | "done" | "full" | null;
  readonly bent: readonly string[];
  readonly at: string | null;
  readonly changes: readonly Change[];
};

/** The days of `now` planned anew with other settings or moves. */
export function planWith(
  now: Plan,
  replayed: Replayed,
  catalog: Catalog,
  other: { readonly settings?: Settings; readonly moves?: readonly SessionMoved[] },
): Plan {
  const { state } = replayed;
  const first = now.days[0];
  const last = now.days.at(-1);
  if (!first || !last) return now;
  const settings = { ...state.settings, ...other.settings };
  const changed = { ...replayed, state: { ...state, settings, moves: other.moves ?? state.moves } };
  return plan(changed, catalog, dayNumber(first.on), dayNumber(last.on));
}

/** What a runner would notice between two plans of the same days; letters of templates trade places unseen. */
export function changesBetween(before: Plan, after: Plan): Change[] {
  const changes: Change[] = [];
  for (const [place, was] of before.days.entries()) {
    const is = after.days[place];
    if (!is) continue;
    const day = dayNumber(was.on);
    for (const one of was.sessions) {
      const { type, minutes } = one;
      const same = is.sessions.find((other) => other.type === type);
      if (!same) changes.push({ day, type, how: "gone", minutes });
      else if (is.bent_rules.some((rule) => !was.bent_rules.includes(rule))) {
        changes.push({ day, type, how: "bends", minutes });
      } else if (isOtherLength(minutes, same.minutes)) {
        changes.push({
          day,
          type,
          how: same.minutes < minutes ? "shorter" : "longer",
          minutes: same.minutes,
        });
      }
    }
    for (const one of is.sessions) {
      const isOld = was.sessions.some(({ type }) => type === one.type);
      if (!isOld) changes.push({ day, type: one.type, how: "new", minutes: one.minutes });
    }
  }
  return changes;
}

/** A third more or less: the two letters of a template differ by some minutes, and nobody minds. */
function isOtherLength(before: number, after: number): boolean {
  return 3 * Math.abs(before - after) > before;
}

/** The move that brought a session of this type to a day, if any. */
export function moveTo(day: number, template: string, moves: readonly Move[], catalog: Catalog): Move | null {
  const on = localDate(day);
  const type = catalog.templateById.get(template)?.type;
  return (
    moves.find(({ body }) => body.to_on === on && catalog.templateById.get(body.template)?.type === type) ??
    null
  );
}

/** The log's moves if the session were moved to a day. */
export function movesIf(moves: readonly SessionMoved[], moved: Movable, toDay: number): SessionMoved[] {
  const own = moved.move?.body;
  const others = own ? moves.filter((one) => !isSame(one, own)) : [...moves];
  const body = moveBody(moved, toDay);
  return body ? sorted([...others, body]) : others;
}

/** The entry that moves it there; null where that is no move any more. */
export function moveBody({ day, template, move }: Movable, toDay: number): SessionMoved | null {
  const from_on = move?.body.from_on ?? localDate(day);
  const to_on = localDate(toDay);
  return from_on === to_on ? null : { template, from_on, to_on, why: null };
}

function isSame(one: SessionMoved, other: SessionMoved): boolean {
  return one.template === other.template && one.from_on === other.from_on && one.to_on === other.to_on;
}

function sorted(moves: SessionMoved[]): SessionMoved[] {
  return moves.sort((a, b) => order(a.from_on, b.from_on));
}

/** Every other day near enough. */
export function candidateDays(moved: Movable, now: Plan, { state: { on } }: Replayed): number[] {
  const last = now.days.at(-1);
  const lastDay = Math.min(moved.day + REACH_DAYS, last ? dayNumber(last.on) : on);
  const days: number[] = [];
  for (let day = Math.max(on, moved.day - REACH_DAYS); day <= lastDay; day += 1) {
    if (day !== moved.day) days.push(day);
  }
  return days;
}

/** What another day would come to. Looks as far as a move is felt: two weeks on. */
export function candidate(
  day: number,
  moved: Movable,
  plan: Plan,
  replayed: Replayed,
  catalog: Catalog,
): Candidate {
  const now = { ...plan, days: plan.days.filter((one) => dayNumber(one.on) <= moved.day + 2 * REACH_DAYS) };
  const moves = movesIf(replayed.state.moves, moved, day);
  const then = planWith(now, replayed, catalog, { moves });
  const type = catalog.templateById.get(moved.template)?.type;
  const there = then.days.find((one) => dayNumber(one.on) === day);
  const session = there?.sessions.find((one) => one.type === type);
  const home = moved.move?.body.from_on === localDate(day);
  const changes = changesBetween(now, then).filter(
    (one) => one.type !== type || (one.day !== day && one.day !== moved.day),
  );
  const before = now.days.find((one) => dayNumber(one.on) === day)?.sessions.find((one) => one.type === type);
  if (before && !home) changes.unshift({ day, type: before.type, how: "gives_way", minutes: before.minutes });
  return {
    day,
    home,
    not: session || home ? null : whyNot(day, replayed),
    bent: there?.bent_rules ?? [],
    at: session?.at ?? null,
    changes,
  };
}

function whyNot(day: number, { state }: Replayed): "away" | "done" | "full" {
  if (awayOn(day, state.settings)) return "away";
  return state.sessions.some((one) => one.day === day && one.sets.size > 0) ? "done" : "full";
}

/** The time off that a day lies in. */
export function awayOn(day: number, settings: Settings) {
  const on = localDate(day);
  return settings.time_off?.find((one) => one.from <= on && on <= one.to) ?? null;
}

/** The days of a plan by plan week. */
export function weeksOf(now: Plan): { week: number; days: PlanDay[] }[] {
  const weeks: { week: number; days: PlanDay[] }[] = [];
  for (const day of now.days) {
    const current = weeks.at(-1);
    if (current && current.week === day.week) current.days.push(day);
    else weeks.push({ week: day.week, days: [day] });
  }
  return weeks;
}

/**
 * Days between the last session before time away and the first one after it; null where either is out of sight.
 *
 * `after` is the plan with the time away in it.
 */
export function gapAround(
  away: { readonly from: string; readonly to: string },
  after: Plan,
  { state }: Replayed,
): number | null {
  const done = state.sessions.filter((one) => one.sets.size > 0).map((one) => localDate(one.day));
  const planned = after.days.filter((one) => one.sessions.length > 0).map((one) => one.on);
  const before = [...done, ...planned]
    .filter((on) => on < away.from)
    .sort(order)
    .at(-1);
  const next = [...done, ...planned].filter((on) => on > away.to).sort(order)[0];
  return before === undefined || next === undefined ? null : dayNumber(next) - dayNumber(before);
}
