/** Current versions of the records the plan is changed by: a change is a new version of the same record. */

import { currentHome, view } from "../store/live";
import type { Entry } from "../training/entries";
import { type Version, winners } from "../training/fold";
import { localDate } from "../training/units";

type Bodies = {
  session_moved: import("../training/entries").SessionMoved;
  run_logged: import("../training/entries").RunLogged;
};

/** Read anew with every view, which is drawn after every write. */
export function versionsOf<Kind extends keyof Bodies>(kind: Kind): readonly Version<Bodies[Kind]>[] {
  const on = view.value?.on;
  const home = currentHome();
  if (on === undefined || !home) return [];
  const entries: Entry[] = [];
  for (const entry of home.memory.entries.values()) if (entry.kind === kind) entries.push(entry);
  return (winners(entries, localDate(on))[kind] ?? []) as readonly Version<Bodies[Kind]>[];
}
