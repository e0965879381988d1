const RUNG_GAP = 15;
const TOP = 12;
const RAIL_LEFT = 6;
const RAIL_RIGHT = 38;
const STAGE_X = 48;
const STAGE_GAP = 6;

type LadderProps = {
  rungs: number;
  /** Index of the rung the runner stands on, from the bottom. */
  at: number;
  /** Where the last verdict came from, if it moved the runner to another rung. */
  from?: number | null;
  /** Stage reached on this rung, from 0, and how many there are. */
  stage: number;
  stages: number;
  label: string;
};

/** A ladder, the runner on a rung, and beside the rung its stages from the bottom up. */
export function LadderDrawing({ rungs, at, from = null, stage, stages, label }: LadderProps) {
  const height = TOP + rungs * RUNG_GAP + 4;
  const y = (rung: number) => height - 10 - rung * RUNG_GAP;
  return (
    <svg class="ladder" viewBox={`0 0 54 ${height}`} role="img" aria-label={label}>
      <path class="rail" d={`M${RAIL_LEFT} 4V${height - 2}M${RAIL_RIGHT} 4V${height - 2}`} />
      {Array.from({ length: rungs }, (_, rung) => (
        <path
          key={rung}
          class={`rung ${rungLook(rung, at, from)}`}
          d={`M${RAIL_LEFT} ${y(rung)}H${RAIL_RIGHT}`}
        />
      ))}
      <circle class="you" cx={(RAIL_LEFT + RAIL_RIGHT) / 2} cy={y(at) - 8.5} r="4.5" />
      {Array.from({ length: stages }, (_, index) => (
        <circle
          key={index}
          class={index <= stage ? "stage-mark reached" : "stage-mark"}
          cx={STAGE_X}
          cy={y(at) + ((stages - 1) / 2 - index) * STAGE_GAP}
          r="2"
        />
      ))}
    </svg>
  );
}

function rungLook(rung: number, at: number, from: number | null): string {
  if (rung === at) return "here";
  if (rung === from) return from > at ? "left-above" : "climbed";
  return rung < at ? "climbed" : "";
}
