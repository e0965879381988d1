/** Time for a drawing that moves: it stands still when nobody sees it. */

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Thirty drawings a second look smooth and leave a slow phone half of its time. */
const FRAME_MS = 30;
/** While a finger is at work the picture waits: nothing stands between a tap and its answer. */
const TAP_MS = 250;

/**
 * Calls `draw` with the milliseconds gone by since the start, while the element is on the screen and the page is open.
 * A `clock` of somebody else says the time instead; null while it has none to say.
 */
export function useMoving(
  of: RefObject<Element | null>,
  isPlaying: boolean,
  draw: (ms: number) => void,
  start_ms: number,
  on: string,
  clock: (() => number | null) | null = null,
): void {
  const told = useRef(clock);
  told.current = clock;
  useEffect(() => {
    const element = of.current;
    if (!element || !isPlaying) return;
    let isSeen = false;
    let frame = 0;
    let from_ms = 0;
    let gone_ms = start_ms;
    let tapped_ms = -TAP_MS;
    const step = (now_ms: number) => {
      frame = requestAnimationFrame(step);
      if (now_ms - from_ms - gone_ms < FRAME_MS || now_ms - tapped_ms < TAP_MS) return;
      gone_ms = now_ms - from_ms;
      const at_ms = told.current ? told.current() : gone_ms;
      if (at_ms !== null) draw(at_ms);
    };
    const change = () => {
      const runs = isSeen && !document.hidden;
      if (runs && frame === 0) {
        from_ms = performance.now() - gone_ms;
        frame = requestAnimationFrame(step);
      } else if (!runs && frame !== 0) {
        cancelAnimationFrame(frame);
        frame = 0;
      }
    };
    const observer = new IntersectionObserver((entries) => {
      isSeen = entries.at(-1)?.isIntersecting ?? false;
      change();
    });
    observer.observe(element);
    const wait = () => {
      tapped_ms = performance.now();
    };
    document.addEventListener("visibilitychange", change);
    document.addEventListener("pointerdown", wait, true);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", change);
      document.removeEventListener("pointerdown", wait, true);
      cancelAnimationFrame(frame);
    };
  }, [isPlaying, on]);
}
