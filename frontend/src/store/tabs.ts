/** What one tab tells the others. Without BroadcastChannel each tab sees the others' work when it is opened again. */

import type { RawEntry } from "./shapes";

export type Note =
  | { type: "written"; account: string | null; entries: RawEntry[] }
  | { type: "changed"; account: string | null }
  | { type: "moved" };

const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("evenstride") : null;

export function tellTabs(note: Note): void {
  channel?.postMessage(note);
}

export function hearTabs(listen: (note: Note) => void): void {
  channel?.addEventListener("message", (event: MessageEvent<Note>) => listen(event.data));
}
