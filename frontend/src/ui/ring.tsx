import type { ComponentChildren } from "preact";

const RADIUS = 44;

/** A clock face that empties: `left` is the part still to go, 0 to 1. The children stand in the middle. */
export function Ring({ left, children }: { left: number; children: ComponentChildren }) {
  const shown = Math.min(1, Math.max(0, left));
  return (
    <div class="ring">
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle class="ring-track" cx="50" cy="50" r={RADIUS} />
        <circle
          class="ring-left"
          cx="50"
          cy="50"
          r={RADIUS}
          pathLength="1"
          stroke-dasharray={`${shown} 1`}
          transform="rotate(-90 50 50)"
        />
      </svg>
      <div class="ring-middle">{children}</div>
    </div>
  );
}
