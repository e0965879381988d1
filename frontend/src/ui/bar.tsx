import type { ComponentChildren } from "preact";

/** A line of news with what can be done about it. `bad` is for what must not be missed. */
export function Bar({ bad = false, children }: { bad?: boolean; children: ComponentChildren }) {
  return (
    <div class={bad ? "bar bad" : "bar"} role={bad ? "alert" : "status"}>
      {children}
    </div>
  );
}
