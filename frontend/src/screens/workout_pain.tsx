import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { catalog } from "../store/live";
import { Button } from "../ui/button";
import { ChooseOne } from "../ui/choice";
import { toast } from "../ui/toast";
import { painWords } from "../words/panels";
import { FlagList } from "./flag_list";
import { raiseFlag } from "./red_flags";
import { changeTurn, turnDraftOf, turnKey } from "./workout_draft";
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
  if (worse) return <FlagPanel />;
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
function FlagPanel() {
  const { route } = useLocation();
  const raise = async (flag: string) => {
    await raiseFlag(flag);
    toast(painWords.flagged);
    route("/", true);
  };
  return (
    <>
      <p>{painWords.severeText}</p>
      <FlagList onRaise={(flag) => void raise(flag)} />
    </>
  );
}
