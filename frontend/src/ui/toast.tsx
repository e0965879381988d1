import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { Button } from "./button";

type Toast = { text: string; action: { label: string; run: () => void } | null };

const SHOWN_MS = 6_000;
const current = signal<Toast | null>(null);
const spoken = signal("");

/** Shows one line for a few seconds, with one thing to do about it. The newest replaces what is there. */
export function toast(text: string, action: Toast["action"] = null): void {
  current.value = { text, action };
}

export function hideToast(): void {
  current.value = null;
}

/** What is said within this time belongs together: the second sentence must not cut off the first. */
const TOGETHER_MS = 1_000;
let spokenAtMs = 0;

/** Says a sentence to screen readers only. */
export function announce(text: string): void {
  const together = Date.now() - spokenAtMs < TOGETHER_MS;
  spoken.value = together ? `${spoken.value} ${text}` : text;
  spokenAtMs = Date.now();
}

/** Where toasts and announcements appear, out of the thumb's way; mounted once. */
export function Messages({ place }: { place: "bottom" | "above-tabs" | "top" }) {
  const shown = current.value;
  const [held, hold] = useState(false);
  useEffect(() => {
    // Nobody loses the button that the keyboard is on.
    if (!shown || held) return;
    const timer = setTimeout(hideToast, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown, held]);
  return (
    <>
      <p class="aside" role="status">
        {spoken.value}
      </p>
      <div
        class={`toasts ${place}`}
        role="status"
        onFocusIn={() => hold(true)}
        onFocusOut={() => hold(false)}
      >
        {shown && (
          <div class="toast">
            <span>{shown.text}</span>
            {shown.action && (
              <Button
                look="bare link"
                onClick={() => {
                  shown.action?.run();
                  hold(false);
                  hideToast();
                }}
              >
                {shown.action.label}
              </Button>
            )}
          </div>
        )}
      </div>
    </>
  );
}
