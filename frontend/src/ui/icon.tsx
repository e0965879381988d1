const PATHS = {
  today: "M5 6h14v13H5zM5 10h14M9 4v3M15 4v3",
  ladder: "M8 3v18M16 3v18M8 7h8M8 12h8M8 17h8",
  way: "M6 20V9a4 4 0 0 1 8 0v6a3 3 0 0 0 6 0V5M17 8l3-3 3 3",
  you: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0",
  undo: "M9 7l-5 5 5 5M4 12h10a5 5 0 0 1 5 5v1",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  play: "M8 5l11 7-11 7z",
  pause: "M9 5v14M15 5v14",
  metronome: "M9 4h6l3 16H6zM12 15l5-9M7 15h10",
  next: "M9 5l7 7-7 7",
  back: "M15 5l-7 7 7 7",
  flag: "M6 21V4h13l-3.5 4.5L19 13H6",
  check: "M5 12.5l4.5 4.5L19 7.5",
} as const;

export type IconName = keyof typeof PATHS;

/** These point along the line of reading. */
const ONWARD: readonly IconName[] = ["next", "back"];

/** A picture beside a word, or inside a button that carries its own label: silent for screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={ONWARD.includes(name) ? "icon onward" : "icon"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
