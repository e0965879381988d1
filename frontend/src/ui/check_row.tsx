import { Dot } from "./dots";

type CheckRowProps = {
  label: string;
  /** What good looks like, read by screen readers and shown on a long press. */
  hint: string;
  words: readonly [lost: string, wobbly: string, clean: string];
  score: 0 | 1 | 2 | null;
  onScore: (score: 0 | 1 | 2 | null) => void;
};

const ORDER = [2, 1, 0] as const;

/** Three marks for one item, none of them chosen at first; tapping the chosen one clears it. */
export function CheckRow({ label, hint, words, score, onScore }: CheckRowProps) {
  return (
    <fieldset class="check" aria-label={`${label}. ${hint}`}>
      <span class="check-label" title={hint}>
        {label}
      </span>
      <div class="check-marks">
        {ORDER.map((mark) => (
          <button
            key={mark}
            type="button"
            class={`mark ${score === mark ? "on" : ""}`}
            aria-pressed={score === mark}
            aria-label={`${label}: ${words[mark]}`}
            onClick={() => onScore(score === mark ? null : mark)}
          >
            <Dot score={mark} />
            {words[mark]}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
