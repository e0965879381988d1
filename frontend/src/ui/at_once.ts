/** A button that a finger presses by being lifted; with anything else it is clicked, as every button is. */

/** A finger that moves so far scrolls, or has changed its mind. */
const SLOP_PX = 10;
/** A finger that stays so long rests. */
const LONG_MS = 500;

type Down = { x: number; y: number; at_ms: number };

let down: Down | null = null;
let acted_ms = Number.NEGATIVE_INFINITY;

/**
 * A browser first makes a mouse of a touch, and a click of that, which takes a slow phone 20 ms. What is a plain tap
 * is taken here, and no click follows it, which might find another screen under the finger; what is anything else
 * is left to the browser.
 */
export function atOnce(act: () => void) {
  return {
    onTouchStart({ cancelable, touches, timeStamp }: TouchEvent) {
      const [touch] = touches;
      // A thumb that stops a page in mid-scroll presses nothing; the browser tells it by this.
      const isTouch = cancelable && touch !== undefined && touches.length === 1;
      down = isTouch ? { x: touch.clientX, y: touch.clientY, at_ms: timeStamp } : null;
    },
    onTouchEnd(event: TouchEvent) {
      const began = down;
      down = null;
      if (!began || !isTap(began, event)) return;
      event.preventDefault();
      acted_ms = event.timeStamp;
      act();
    },
    onClick({ timeStamp }: MouseEvent) {
      // Should one follow all the same, as where a screen reader makes a touch of its own.
      if (timeStamp - acted_ms > LONG_MS) act();
    },
  };
}

function isTap(began: Down, { cancelable, touches, changedTouches, timeStamp }: TouchEvent): boolean {
  const [touch] = changedTouches;
  if (!touch || !cancelable || touches.length > 0) return false;
  const moved = Math.max(Math.abs(touch.clientX - began.x), Math.abs(touch.clientY - began.y));
  return moved <= SLOP_PX && timeStamp - began.at_ms < LONG_MS;
}
