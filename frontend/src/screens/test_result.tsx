import { catalog, type View } from "../store/live";
import type { Test as TestKind } from "../training/catalog";
import type { Test as Measurement } from "../training/fold";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { normWords, reading, testWords } from "../words/tests";
import { AboutYou } from "./about_you";
import { Comparison } from "./comparison";
import { Leg } from "./leg";
import { asksAboutYou, countedOf, LEGS, type MeasuredDay, type OneLeg } from "./measuring";
import { normSentence } from "./norm";
import { settings } from "./settings";
import { testViews } from "./symmetry_view";

type ResultProps = {
  kind: TestKind;
  today: MeasuredDay;
  seen: View;
  onEdit: (measurement: Measurement) => void;
  /** Measures the leg that was left out; null when none was. */
  onOther: (() => void) | null;
};

/** Today's result: what the legs did, against noise and against what is typical. */
export function Result({ kind, today, seen, onEdit, onOther }: ResultProps) {
  const { on } = seen;
  const compared = testViews(seen.replayed, catalog()).find(
    (one) => one.kind.id === kind.id && one.newest.day === today.day && today.left && today.right,
  );
  const alone = LEGS.find((leg) => !today[leg === "left" ? "right" : "left"]);
  const norm = normSentence(kind, valuesOf(kind, today), settings(), on);
  return (
    <section class="card result">
      <h2>{testWords.today}</h2>
      {compared ? <Comparison one={compared} on={on} /> : <Plain kind={kind} today={today} />}
      {alone && <p>{testWords.onlyOneText(alone)}</p>}
      {!compared && !alone && <p>{kind.video ? strideSentence(today) : normWords.notCompared}</p>}
      {norm && <p>{norm}</p>}
      {asksAboutYou(kind, settings(), on) && (
        <details class="fold">
          <summary>{normWords.ask}</summary>
          <AboutYou height={kind.norms?.rows.length === 0} />
        </details>
      )}
      <div class="row edits">
        {LEGS.map((leg) => {
          const measured = today[leg];
          if (!measured) return null;
          const what = reading(kind, countedOf(kind, measured.body.trials));
          return (
            <Button key={leg} aria-label={testWords.edit(leg, what)} onClick={() => onEdit(measured)}>
              <Leg side={leg} /> {testWords.change}
            </Button>
          );
        })}
      </div>
      {onOther && alone && (
        <Button onClick={onOther}>{testWords.other(alone === "left" ? "right" : "left")}</Button>
      )}
      <NextTest kind={kind} seen={seen} />
    </section>
  );
}

function valuesOf(kind: TestKind, today: MeasuredDay): Partial<Record<OneLeg, number>> {
  return Object.fromEntries(
    LEGS.flatMap((leg) => {
      const measured = today[leg];
      return measured ? [[leg, countedOf(kind, measured.body.trials)]] : [];
    }),
  );
}

/** The numbers alone, where the legs are not compared. */
function Plain({ kind, today }: { kind: TestKind; today: MeasuredDay }) {
  return (
    <div class="sides">
      {LEGS.map((leg) => {
        const measured = today[leg];
        if (!measured) return null;
        return (
          <span class="side-value" key={leg}>
            <Leg side={leg} /> <b>{reading(kind, countedOf(kind, measured.body.trials))}</b>
          </span>
        );
      })}
    </div>
  );
}

/** What the film showed; each leg's note holds the counts. */
function strideSentence(today: MeasuredDay): string {
  const noted = LEGS.filter((leg) => today[leg]?.body.trials[0] === 0);
  return noted.length === 0
    ? testWords.strideClean
    : noted.map((leg) => testWords.strideNote(leg, today[leg]?.body.note ?? "")).join(" ");
}

/** On to the next test that is due, else to what the numbers say. */
function NextTest({ kind, seen }: { kind: TestKind; seen: View }) {
  const due = seen.today.due.flatMap((one) => (one.kind === "test" && one.test ? [one.test] : []));
  const next = due.find((id) => id !== kind.id);
  const name = catalog().testById.get(next ?? "")?.name;
  return (
    <div class="stack">
      {next && name ? (
        <a class="button primary big" href={`/test/${next}`}>
          {testWords.nextTest(name)}
        </a>
      ) : (
        <a class="button wide" href="/">
          {testWords.doneAll}
        </a>
      )}
      <a class="button bare link" href="/symmetry">
        {testWords.toSymmetry} <Icon name="next" />
      </a>
    </div>
  );
}
