import { catalog, view } from "../store/live";
import type { Test as TestKind } from "../training/catalog";
import { reading, testsWords, testWords } from "../words/tests";
import { doorAsks, isHopTest, type OneLeg } from "./measuring";

type HowToProps = {
  kind: TestKind;
  /** Whether it starts unfolded. */
  open: boolean;
  first: OneLeg;
  /** Nothing was measured before today. */
  isFirstDay: boolean;
};

/** Everything to know before the first try. */
export function HowTo({ kind, open, first, isFirstDay }: HowToProps) {
  const { test_day } = catalog();
  const [low, high] = test_day.warmup_minutes;
  return (
    <section class="card how">
      {isFirstDay && isHopTest(kind, catalog()) && <p class="note">{testWords.learn}</p>}
      <details class="fold plain" open={open}>
        <summary>{testWords.how}</summary>
        <ol class="numbered">
          {kind.protocol.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        {kind.stop.length > 0 && (
          <>
            <h3>{testWords.stopWhen}</h3>
            <ul class="bullets">
              {kind.stop.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        )}
        <ul class="bullets facts">
          <li>{testsWords.warmup(low, high)}</li>
          {!kind.video && <li>{triesOf(kind)}</li>}
          {!kind.video && <li>{testWords.order(first)}</li>}
          {!kind.video && <li>{testsWords.between(test_day.between_legs_s)}</li>}
          <li>{testsWords.stopAt(test_day.stop_pain)}</li>
          <Door kind={kind} />
          {kind.caution && <li>{kind.caution}</li>}
        </ul>
      </details>
    </section>
  );
}

function triesOf(kind: TestKind): string {
  const tries = testWords.triesEach(kind.trials, kind.value === "best");
  return kind.practice > 0 ? `${testWords.practice(kind.practice)} ${tries}` : tries;
}

function Door({ kind }: { kind: TestKind }) {
  const seen = view.value;
  const asked = seen && doorAsks(kind, seen.replayed, catalog());
  if (!asked) return null;
  return <li>{testWords.door(reading(kind, asked.value), asked.atMost)}</li>;
}
