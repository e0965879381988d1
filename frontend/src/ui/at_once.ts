/** A button that a finger presses by being lifted; with anything else it is clicked, as every button is. */

/** A finger that moves so far scrolls, or has changed its mind. */
const SLOP_PX = 10;
/** A finger that stays so long rests. */
const LONG_MS = 500;

type Down = { x: number; y: number; at_ms: number };

let down: Down | null = null;

/**
 * A browser first makes a mouse of a touch, and a click of that, which takes a slow phone 20 ms. What is a plain tap
 * is taken here, and no click follows it, which might find another screen under the finger; what is anything else
 * is left to the browser.
 */
export function atOnce(act: () => void) {
  return {
    onTouchStart({ touches, timeStamp }: TouchEvent) {
      const [touch] = touches;
      const isAlone = touch !== undefined && touches.length === 1;
      down = isAlone ? { x: touch.clientX, y: touch.clientY, at_ms: timeStamp } : null;
    },
    onTouchEnd(event: TouchEvent) {
      const began = down;
      down = null;
      if (!began || !isTap(began, event)) return;
      event.preventDefault();
      act();
    },
    onClick: act,
  };
}

function isTap(began: Down, { cancelable, touches, changedTouches, timeStamp }: TouchEvent): boolean {
  const [touch] = changedTouches;
  if (!touch || !cancelable || touches.length > 0) return false;
  const moved = Math.max(Math.abs(touch.clientX - began.x), Math.abs(touch.clientY - began.y));
  return moved <= SLOP_PX && timeStamp - began.at_ms < LONG_MS;
}
