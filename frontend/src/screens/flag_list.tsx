import { catalog } from "../store/live";
import { Button } from "../ui/button";
import { flagWords } from "../words/panels";

const LEVELS = ["urgent", "stop_today", "see_professional"] as const;

/** Every warning sign that is not open yet, the gravest first. */
export function FlagList({
  open = [],
  onRaise,
}: {
  open?: readonly string[];
  onRaise: (flag: string) => void;
}) {
  const flags = catalog().safety.red_flags.filter((flag) => !open.includes(flag.id));
  return (
    <>
      {LEVELS.map((level) => (
        <section class="stack" key={level}>
          <h3>{flagWords[level]}</h3>
          {flags
            .filter((flag) => flag.level === level)
            .map((flag) => (
              <Button key={flag.id} look="wide start" onClick={() => onRaise(flag.id)}>
                {flag.text}
              </Button>
            ))}
        </section>
      ))}
    </>
  );
}
