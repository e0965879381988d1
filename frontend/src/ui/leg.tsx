export type Side = "left" | "right" | "both";

/** Each leg has a shape that points to its side of the screen. */
const SHAPES: Record<Side, string> = {
  left: "M8 1.5h18.5v21H8L1.5 12z",
  right: "M1.5 1.5H20L26.5 12 20 22.5H1.5z",
  both: "M7 1.5h14L26.5 12 21 22.5H7L1.5 12z",
};

/** The small mark of a leg: letter, shape and colour say the same thing. */
export function LegMark({ side, letter, label }: { side: Side; letter: string; label: string }) {
  return (
    <span class={`leg ${side}`} role="img" aria-label={label}>
      <svg viewBox="0 0 28 24" aria-hidden="true" stroke-width="1.5" stroke-linejoin="round">
        <path d={SHAPES[side]} />
      </svg>
      <b aria-hidden="true" data-letter={letter} />
    </span>
  );
}

const STANDING = { left: "M46 36 43 100 44 164 30 172", right: "M74 36 77 100 76 164 90 172" };
const LIFTED = { left: "M46 36 30 92 38 138 26 148", right: "M74 36 90 92 82 138 94 148" };

/** Hips and two legs as in a mirror, your left on the left: the leg at work stands, the other is lifted. */
export function Legs({ side }: { side: Side }) {
  const works = (leg: "left" | "right") => side === leg || side === "both";
  return (
    <svg class="legs" viewBox="0 0 120 184" aria-hidden="true">
      <path class="ground" d="M10 181H110" />
      {(["right", "left"] as const).map((leg) => (
        <path
          key={leg}
          class={works(leg) ? "limb works" : "limb"}
          d={works(leg) ? STANDING[leg] : LIFTED[leg]}
        />
      ))}
      <path class="limb works" d="M60 12V30M46 36H74" />
    </svg>
  );
}
