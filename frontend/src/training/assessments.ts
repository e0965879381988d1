/** What should be measured, and when: tests, hop tolerance, placement (TRAINING.md 3.5, 4.2, 4.3). */

import type { Catalog } from "./catalog";
import { calendarNear, GATES, missing, unseenLadders } from "./doors";
import { BOTH_LEGS, newest } from "./needs";
import { isDeload } from "./phases";
import type { Replayed } from "./replay";

/** What every reassessment holds, from a phase on. Design choice: what the doors ask and a squat test. */
const TESTS_FROM_PHASE: readonly (readonly [number, readonly string[]])[] = [
  [1, ["sl_stand_eyes_open", "lateral_step_down", "sl_sit_to_stand_30s", "sl_calf_raise"]],
  [3, ["sl_hop_distance"]],
];

/** Criterion of a door → the test that can meet it. */
const TEST_OF: ReadonlyMap<string, string> = new Map([
  ["step_down", "lateral_step_down"],
  ["balance", "sl_stand_eyes_open"],
  ["calf", "sl_calf_raise"],
  ["squat", "sl_sit_to_stand_30s"],
  ["hop_asymmetry", "sl_hop_distance"],
]);

/** A test younger than this is not asked for again in a lighter week. Design choice. */
const FRESH_DAYS = 14;

/** Days before a test that kept a door closed is offered again. Design choice: enough to get better. */
const RETRY_DAYS = 7;

/** The hop tolerance may be done in the week before jumps (TRAINING.md 4.3). */
const HOP_TOLERANCE_EARLY_DAYS = 7;

/** Rest between two attempts: 48 hours and the morning answer. Design choice. */
const HOP_TOLERANCE_RETRY_DAYS = 3;

/** Test ids to measure on a test day of this week, in the order of a test day. */
export function testsWanted(replayed: Replayed, catalog: Catalog, day: number): readonly string[] {
  const regular = isDeload(replayed.state.plan, catalog, day) ? regularTests(replayed, catalog, day) : [];
  const wanted = [...forDoors(replayed, catalog, day), ...unconfirmed(replayed, catalog, day), ...regular];
  return catalog.tests.filter((test) => wanted.includes(test.id)).map((test) => test.id);
}

/** What a reassessment on a day holds, in the order of a test day; nothing that is still fresh. */
export function regularTests(replayed: Replayed, catalog: Catalog, day: number): readonly string[] {
  const wanted = TESTS_FROM_PHASE.filter(([since]) => since <= replayed.phase).flatMap(([, tests]) => tests);
  return catalog.tests
    .map((test) => test.id)
    .filter((test) => wanted.includes(test) && isOlder(replayed, test, day, FRESH_DAYS));
}

/** Tests that keep the next door closed, from a week before its day on. */
function forDoors(replayed: Replayed, catalog: Catalog, day: number): readonly string[] {
  const { doors, state } = replayed;
  const gate = GATES.find((one) => !doors.opened_on.has(one));
  if (gate === undefined || !calendarNear(gate, doors, state, catalog, day)) return [];
  return [...missing(gate, doors, state, catalog, day)]
    .map((criterion) => TEST_OF.get(criterion))
    .filter((test) => test !== undefined)
    .filter((test) => isOlder(replayed, test, day, RETRY_DAYS));
}

/** Tests whose difference is real but seen on one date only, once another date would count. */
function unconfirmed(replayed: Replayed, catalog: Catalog, day: number): readonly string[] {
  const apartDays = catalog.rules.asymmetry.confirm_days;
  return [...replayed.locks.standings(day)]
    .filter(([, { newest: one }]) => one.real && !one.confirmed && day - one.day >= apartDays)
    .map(([test]) => test);
}

function isOlder(replayed: Replayed, test: string, day: number, days: number): boolean {
  return BOTH_LEGS.some((leg) => {
    const one = newest(replayed.state, test, leg, day);
    return one === null || day - one.day >= days;
  });
}

/** Whether the hops that prove readiness are all that the jump door still waits for. */
export function hopToleranceDue({ doors, state }: Replayed, catalog: Catalog): boolean {
  if (doors.opened_on.has("plyo_gate") || !doors.opened_on.has("phase_2")) return false;
  const day = state.on;
  const asked = [...missing("plyo_gate", doors, state, catalog, day)];
  if (!asked.includes("hop_tolerance")) return false;
  if (asked.some((one) => one !== "hop_tolerance" && one !== "calendar")) return false;
  const tried = state.sessions.findLast((one) => one.body.template === "hop_tolerance");
  if (tried && day - tried.day < HOP_TOLERANCE_RETRY_DAYS) return false;
  const soon = [...missing("plyo_gate", doors, state, catalog, day + HOP_TOLERANCE_EARLY_DAYS)];
  return !soon.includes("calendar");
}

/** Exercises to film: before a rung that asks for it, and to shorten a seasoned runner's first phase. */
export function videosDue({ tracks, doors, state }: Replayed, catalog: Catalog): readonly string[] {
  const waiting = new Set<string>();
  for (const [ladder, { ruling }] of tracks) {
    if (ruling?.code === "HOLD_BANKED" && ruling.why === "video") waiting.add(ladder);
  }
  const seasoned = state.plan?.experience === "seasoned" && !doors.returned;
  if (seasoned && !doors.opened_on.has("phase_2")) {
    const shortens = [...missing("phase_2", doors, state, catalog, state.on)].includes("calendar");
    if (shortens && calendarNear("phase_2", doors, state, catalog, state.on)) {
      for (const ladder of unseenLadders(state, catalog, state.on)) waiting.add(ladder);
    }
  }
  const exercises: string[] = [];
  for (const [ladder, { position }] of tracks) if (waiting.has(ladder)) exercises.push(position.exercise);
  return exercises;
}

/**
 * Whether the rungs should be found (again): before the first session, and after four weeks away.
 *
 * A session without a set is none: who began one and left has not been placed.
 */
export function placementDue({ state }: Replayed, catalog: Catalog): boolean {
  const done = state.sessions.filter((one) => one.sets.size > 0);
  const placed = done.findLast((one) => one.body.template === "placement");
  const trained = done.findLast((one) => !catalog.extra_templates.includes(one.body.template));
  if (!trained) return !placed && state.choices.length === 0;
  const away = state.on - Math.max(trained.day, placed?.day ?? trained.day);
  return away >= catalog.rules.placement.after_gap_days;
}
