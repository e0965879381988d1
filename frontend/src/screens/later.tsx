/**
 * Code that comes when it is needed. After another tab has taken a new version of the app, or on a first visit that
 * goes offline, it may not come: then the place where it belongs says so, and nothing is reloaded behind the runner's
 * back.
 */

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useMemo } from "preact/hooks";
import { lazy } from "preact-iso";
import { Bar } from "../ui/bar";
import { Button } from "../ui/button";
import { words } from "../words";
import { Page } from "./page";

type MissingProps = { onAgain: () => void };

const AGAIN_MS = 700;

/**
 * A component whose code comes when it is first drawn, or before that by `load`; till then nothing is drawn. What can do
 * without it names a `StandIn`, which is drawn until it has come and for good if it never does.
 */
export function later<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  Missing: ComponentType<MissingProps> = MissingBar,
  StandIn?: ComponentType<Props>,
) {
  const { Shown, load } = coming(fetch, Missing, StandIn);
  return Object.assign(Shown, { load: () => void load() });
}

/** A screen whose code comes when it is first gone to; till then, and till all is `ready`, the one before stays. */
export function screen<Props extends object>(
  fetch: () => Promise<{ default: ComponentType<Props> }>,
  ready: Promise<void>,
) {
  const { Shown, load } = coming(() => fetch().then((module) => module.default), MissingScreen);
  return lazy(() => Promise.all([load(), ready]).then(() => Shown));
}

/** What stands where a whole screen belongs. */
export function MissingScreen({ onAgain }: MissingProps) {
  return (
    <Page title={words.missing.title}>
      <MissingBar onAgain={onAgain} />
    </Page>
  );
}

function MissingBar({ onAgain }: MissingProps) {
  return (
    <Bar bad>
      <span>{words.missing.text}</span>
      <Button onClick={onAgain}>{words.missing.again}</Button>
    </Bar>
  );
}

function coming<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  Missing: ComponentType<MissingProps>,
  StandIn?: ComponentType<Props>,
) {
  const found = signal<ComponentType<Props> | null>(null);
  const isMissing = signal(false);
  let underway: Promise<void> | null = null;
  let missedAtMs = 0;

  /** Resolves when it has come, or has not come twice. */
  const load = (): Promise<void> => {
    if (found.peek()) return Promise.resolve();
    isMissing.value = false;
    underway ??= twice(fetch)
      .then(
        (component) => {
          found.value = component;
        },
        () => {
          isMissing.value = true;
          missedAtMs = Date.now();
        },
      )
      .finally(() => {
        underway = null;
      });
    return underway;
  };

  const again = () =>
    void load().then(() => {
      // Some browsers never ask again for code that did not come, and old code is gone for good after an update.
      if (isMissing.peek() && canReload()) location.reload();
    });

  const Shown = (props: Props) => {
    useMemo(() => {
      if (Date.now() - missedAtMs > AGAIN_MS) void load();
    }, []);
    const Found = found.value;
    if (Found) return <Found {...props} />;
    if (StandIn) return <StandIn {...props} />;
    return isMissing.value ? <Missing onAgain={again} /> : null;
  };
  return { Shown, load };
}

async function twice<T>(fetch: () => Promise<T>): Promise<T> {
  try {
    return await fetch();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return await fetch();
  }
}

/** Whether a reload finds the app: from the network, or from the copy that the service worker keeps. */
function canReload(): boolean {
  const { onLine, serviceWorker } = navigator as Partial<Navigator>;
  return onLine !== false || Boolean(serviceWorker?.controller);
}
