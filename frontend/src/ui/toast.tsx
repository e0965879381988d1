import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
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

/** Says a sentence to screen readers only. */
export function announce(text: string): void {
  spoken.value = text;
}

/** Where toasts and announcements appear, out of the thumb's way; mounted once. */
export function Messages({ place }: { place: "bottom" | "above-tabs" | "top" }) {
  const shown = current.value;
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(hideToast, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <>
      <p class="aside" role="status">
        {spoken.value}
      </p>
      <div class={`toasts ${place}`} role="status">
        {shown && (
          <div class="toast">
            <span>{shown.text}</span>
            {shown.action && (
              <Button
                look="bare link"
                onClick={() => {
                  shown.action?.run();
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
