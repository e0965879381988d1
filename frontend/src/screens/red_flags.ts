/** Warning signs: raising one closes the plan and whatever is under way, settling one opens it again. */

import { glance, type Item, newRecord, openWorkout, writeAll } from "../store/live";
import { dayToday } from "./day";

/** Opens the flag, and ends a workout that is still going on. */
export async function raiseFlag(flag: string): Promise<void> {
  const items: Item[] = [
    { kind: "red_flag_changed", record: newRecord(), body: { flag, open: true, changed_on: dayToday() } },
  ];
  const open = openWorkout.value;
  if (open) {
    const body = {
      session: open.record,
      finished_at: Date.now(),
      rpe: null,
      ended: "pain",
      note: null,
    } as const;
    items.push({ kind: "session_finished", record: open.record, body });
  }
  await writeAll(items);
}

/** The records of an open flag: two phones may have raised it. */
export function recordsOf(flag: string): readonly string[] {
  const open = glance.value?.recent.red_flags ?? [];
  return open.filter((one) => one.flag === flag).map((one) => one.record);
}

/** Writes a new version of each of the flag's records. */
export async function setFlag(flag: string, records: readonly string[], open: boolean): Promise<void> {
  const body = { flag, open, changed_on: dayToday() };
  await writeAll(records.map((record) => ({ kind: "red_flag_changed" as const, record, body })));
}
