import { signal } from "@preact/signals";
import type { ComponentType } from "preact";

/** A component whose code comes when it is first drawn, or before that by `load`; till then nothing is drawn. */
export function later<Props extends object>(fetch: () => Promise<ComponentType<Props>>) {
  const found = signal<ComponentType<Props> | null>(null);
  const load = () => {
    if (found.peek()) return;
    fetch().then(
      (component) => {
        found.value = component;
      },
      // Offline before everything was there: the next time it is drawn asks again.
      () => {},
    );
  };
  const Later = (props: Props) => {
    const Found = found.value;
    if (Found) return <Found {...props} />;
    load();
    return null;
  };
  return Object.assign(Later, { load });
}
