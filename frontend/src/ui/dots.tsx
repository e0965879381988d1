/** 0 lost, 1 wobbly, 2 clean, null not rated. */
export type Score = 0 | 1 | 2 | null;

const NAMES = ["lost", "wobbly", "clean"] as const;

/** One dot per rated item: full for clean, half for wobbly, an empty ring for lost. */
export function Dots({ scores, label }: { scores: readonly Score[]; label: string }) {
  return (
    <span class="dots" role="img" aria-label={label}>
      {scores.map((score, index) => (
        <Dot score={score} key={index} />
      ))}
    </span>
  );
}

/** The mark of one score. */
export function Dot({ score }: { score: Score }) {
  return (
    <svg class={`dot ${score === null ? "" : NAMES[score]}`} viewBox="0 0 12 12" aria-hidden="true">
      {score === 2 && <circle class="fill" cx="6" cy="6" r="6" />}
      {score === 1 && <path class="fill" d="M6 0a6 6 0 0 0 0 12z" />}
      <circle cx="6" cy="6" r="5" />
    </svg>
  );
}
