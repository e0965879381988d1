import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { catalog, newRecord, writeAll } from "../store/live";
import { Button } from "../ui/button";
import { ChooseOne } from "../ui/choice";
import { toast } from "../ui/toast";
import { painWords } from "../words/panels";
import { dayToday } from "./day";
import { turnKey } from "./workout_actions";
import { changeTurn, turnDraftOf } from "./workout_draft";
import type { PanelProps } from "./workout_panels";
import { painAdvice } from "./workout_tap";

const LEVELS = Array.from({ length: 11 }, (_, pain) => ({ value: pain, label: String(pain) }));
const PLACES = painWords.places.map((place) => ({ value: place, label: place }));

const ADVICE = {
  ease: { title: painWords.easeTitle, lines: painWords.ease, look: "card warn" },
  end_jumps: { title: painWords.endJumpsTitle, lines: painWords.endJumps, look: "card bad" },
  stop: { title: painWords.stopTitle, lines: painWords.stop, look: "card bad" },
} as const;

/** How much it hurts, where, and at once what that means. */
export function PainPanel({ workout, turn, open }: PanelProps) {
  const [worse, setWorse] = useState(false);
  const key = turnKey(turn);
  const { pain, where } = turnDraftOf(workout.record, key);
  const advice = painAdvice(pain, turn.bout.exercise, catalog());
  if (worse) return <FlagPanel workout={workout} />;
  return (
    <>
      <ChooseOne
        label={painWords.scale}
        look="grid"
        options={LEVELS}
        chosen={pain}
        onChoose={(value) => changeTurn(workout.record, key, { pain: value })}
      />
      {advice !== "fine" && (
        <div class={ADVICE[advice].look} role="alert">
          <h3>{ADVICE[advice].title}</h3>
          {ADVICE[advice].lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      {pain > 0 && (
        <ChooseOne
          label={painWords.where}
          options={PLACES}
          chosen={where}
          onChoose={(value) => changeTurn(workout.record, key, { where: value })}
        />
      )}
      <Button look="primary big" onClick={() => open(null)}>
        {painWords.keep(pain)}
      </Button>
      <Button look="bare link" onClick={() => setWorse(true)}>
        {painWords.severe}
      </Button>
    </>
  );
}

/** The warning signs that end the session and close the plan. */
function FlagPanel({ workout }: Pick<PanelProps, "workout">) {
  const { route } = useLocation();
  const raise = async (flag: string) => {
    const at_ms = Date.now();
    await writeAll([
      { kind: "red_flag_changed", record: newRecord(), body: { flag, open: true, changed_on: dayToday() } },
      {
        kind: "session_finished",
        record: workout.record,
        body: { session: workout.record, finished_at: at_ms, rpe: null, ended: "pain", note: null },
      },
    ]);
    toast(painWords.flagged);
    route("/", true);
  };
  return (
    <>
      <p>{painWords.severeText}</p>
      <div class="menu">
        {catalog().safety.red_flags.map((flag) => (
          <Button key={flag.id} look="wide" onClick={() => void raise(flag.id)}>
            {flag.text}
          </Button>
        ))}
      </div>
    </>
  );
}
