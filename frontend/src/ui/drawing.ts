/** When the screen is drawn: at once, or when everything that one tap changes has changed. */

import { options } from "preact";

let held: Promise<unknown> | null = null;

/**
 * What `change` changes until it is over is drawn in one go: at its end, or after `atMostMs`.
 *
 * For what goes to the disk as well. Had the drawing come first, the disk would only begin after it, and its answer
 * would have the same picture drawn again.
 */
export async function drawOnce<T>(change: () => Promise<T>, atMostMs: number): Promise<T> {
  let over = () => {};
  const holding = new Promise<void>((resolve) => {
    over = resolve;
  });
  held = holding;
  const late = setTimeout(letGo, atMostMs);
  function letGo() {
    clearTimeout(late);
    if (held === holding) held = null;
    over();
  }
  try {
    return await change();
  } finally {
    letGo();
  }
}

/** Whether the screen is behind what is true: a tap on it now means what has gone already. */
export function isBehind(): boolean {
  return held !== null;
}

/** Call it once, before anything is drawn. */
export function drawWhenDue(): void {
  options.debounceRendering = (draw) => {
    if (held) void drawAfterAll(draw);
    else queueMicrotask(draw);
  };
}

/** The next change may have begun before the last was over. */
async function drawAfterAll(draw: () => void): Promise<void> {
  while (held) await held;
  draw();
}
