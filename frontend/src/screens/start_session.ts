/** Starting sessions that are not part of the plan's week. */

import { catalog, glance, newRecord, write } from "../store/live";
import type { Prescribed } from "../training/entries";
import { dayToday, utcOffset_min } from "./day";
import { extraStart, hopItems, PLACEMENT, placementItems } from "./placement_flow";
import { blank, keepDraft } from "./workout_draft";

export function startPlacement(plan: string | null = glance.value?.recent.plan_id ?? null): Promise<void> {
  return start(PLACEMENT, placementItems(catalog()), plan);
}

export function startHops(): Promise<void> {
  return start("hop_tolerance", hopItems(catalog()), glance.value?.recent.plan_id ?? null);
}

async function start(template: string, items: readonly Prescribed[], plan: string | null): Promise<void> {
  const record = newRecord();
  const at = { plan, performed_on: dayToday(), started_at: Date.now(), utc_offset_min: utcOffset_min() };
  await write("session_started", extraStart(template, items, at), record);
  keepDraft(blank(record));
}
