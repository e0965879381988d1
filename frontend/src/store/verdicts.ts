/** What the rules make of a log: everything, and the little that the first screen needs. */

import { fold, plan, progress, today } from "../training";
import type { Catalog } from "../training/catalog";
import type { Entry } from "../training/entries";
import { adjustments } from "../training/symmetry";
import type { Glance } from "./kept";
import type { View } from "./now";

const PLAN_DAYS = 28;

/** The log is folded at once; the rest is worked out when a screen first asks for it, and few ask for all of it. */
export function viewOf(entries: Iterable<Entry>, catalog: Catalog, on: number): View {
  const replayed = fold(entries, catalog, on);
  const progressed = once(() => progress(replayed, catalog));
  const todays = once(() => today(replayed, catalog));
  const planned = once(() => plan(replayed, catalog, on, on + PLAN_DAYS - 1));
  return {
    on,
    replayed,
    state: replayed.state,
    get progress() {
      return progressed();
    },
    get today() {
      return todays();
    },
    get plan() {
      return planned();
    },
  };
}

function once<T extends object>(work: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= work();
    return made;
  };
}

/** Further back than any card on Today looks: a morning's question asks about three days, a hard run is felt for two. */
const RECENT_DAYS = 7;

export function glanceOf({ replayed, today, plan }: View, catalog: Catalog): Glance {
  const { state } = replayed;
  const { on, settings, plan_id, plan: started, red_flags, choices } = state;
  const sessions = state.sessions.filter(({ day }) => day >= on - RECENT_DAYS);
  const firstMs = (on - RECENT_DAYS) * 24 * 60 * 60 * 1000;
  const runs = state.runs.filter((run) => run.started_at >= firstMs);
  const legs = [...adjustments(replayed, catalog)].flatMap(([ladder, { leg }]) => {
    return leg ? [[ladder, leg] as const] : [];
  });
  return {
    on,
    today,
    plan,
    recent: { on, settings, plan_id, plan: started, red_flags, choices, sessions, runs },
    isNew: state.sessions.every((one) => one.sets.size === 0),
    legs: new Map(legs),
  };
}
