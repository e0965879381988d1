import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { catalog, type View, view } from "../store/live";
import type { Test as TestKind } from "../training/catalog";
import type { Test as Measurement } from "../training/fold";
import { Icon } from "../ui/icon";
import { dates } from "../words";
import { reading, testsWords, testWords } from "../words/tests";
import { Leg } from "./leg";
import {
  closedWhy,
  countedOf,
  daysOf,
  firstLeg,
  LEGS,
  type MeasuredDay,
  nextLeg,
  type OneLeg,
} from "./measuring";
import { NotFound } from "./not_found";
import { Page } from "./page";
import { TestEntry } from "./test_entry";
import { HowTo } from "./test_how";
import { Result } from "./test_result";
import { StrideEntry } from "./test_strides";
import "./measuring.css";

/** One test: how it is done, each leg's result, and what the two say. */
export default function TestScreen() {
  const { id } = useRoute().params;
  const seen = view.value;
  if (!seen) return null;
  const kind = catalog().testById.get(id ?? "");
  if (!kind) return <NotFound text={testWords.missing} />;
  return <OneTest key={kind.id} kind={kind} seen={seen} />;
}

function OneTest({ kind, seen }: { kind: TestKind; seen: View }) {
  const [editing, edit] = useState<Measurement | null>(null);
  /** The one leg that is enough for today. */
  const [alone, setAlone] = useState<OneLeg | null>(null);
  const { on, replayed } = seen;
  const days = daysOf(replayed.state, kind.id);
  const today = days.find((one) => one.day === on) ?? null;
  const next = nextLeg(days, on);
  const closed = closedWhy(kind, seen, catalog());
  const measures = next !== null && alone === null && closed === null;
  const close = () => edit(null);
  return (
    <Page title={kind.name} eyebrow={eyebrowOf(kind, seen)}>
      <a class="button bare back" href="/tests">
        <Icon name="back" /> {testWords.back}
      </a>
      {closed && <p class="card warn">{testsWords.closed[closed]}</p>}
      <HowTo
        kind={kind}
        open={days.length === 0}
        first={firstLeg(days, on)}
        isFirstDay={isFirstDay(days, on)}
      />
      {editing ? (
        <Edit kind={kind} editing={editing} days={days} on={on} onDone={close} />
      ) : (
        <>
          {measures && kind.video && <StrideEntry kind={kind} editing={null} onDone={close} />}
          {measures && !kind.video && (
            <TestEntry key={next} kind={kind} leg={next} days={days} on={on} editing={null} onDone={close} />
          )}
          {measures && today && (
            <button
              type="button"
              class="button bare link"
              onClick={() => setAlone(next === "left" ? "right" : "left")}
            >
              {testWords.onlyOne}
            </button>
          )}
          {today && !measures && (
            <Result
              kind={kind}
              today={today}
              seen={seen}
              onEdit={edit}
              onOther={next && !closed ? () => setAlone(null) : null}
            />
          )}
        </>
      )}
      <Before kind={kind} days={days.filter((one) => one.day < on)} onEdit={edit} />
    </Page>
  );
}

function eyebrowOf(kind: TestKind, { today }: View): string {
  const due = today.due.flatMap((one) => (one.kind === "test" && one.test ? [one.test] : []));
  const at = due.indexOf(kind.id);
  return at < 0 ? testWords.eyebrow : testWords.dueAt(at + 1, due.length);
}

function isFirstDay(days: readonly MeasuredDay[], on: number): boolean {
  return days.every((one) => one.day === on);
}

type EditProps = {
  kind: TestKind;
  editing: Measurement;
  days: readonly MeasuredDay[];
  on: number;
  onDone: () => void;
};

function Edit({ kind, editing, days, on, onDone }: EditProps) {
  if (kind.video) {
    const day = days.find((one) => one.day === editing.day) ?? null;
    return <StrideEntry kind={kind} editing={day} onDone={onDone} />;
  }
  const { side } = editing.body;
  if (side === "both") return null;
  return (
    <TestEntry
      key={editing.record}
      kind={kind}
      leg={side}
      days={days}
      on={on}
      editing={editing}
      onDone={onDone}
    />
  );
}

type BeforeProps = {
  kind: TestKind;
  days: readonly MeasuredDay[];
  onEdit: (measurement: Measurement) => void;
};

/** Earlier days, newest first; a tap changes one. */
function Before({ kind, days, onEdit }: BeforeProps) {
  if (days.length === 0) return null;
  return (
    <details class="fold">
      <summary>{testWords.before}</summary>
      <ul class="lines">
        {[...days].reverse().map((one) => (
          <li class="earlier" key={one.day}>
            <span>{dates.short(one.day)}</span>
            {LEGS.map((leg) => {
              const measured = one[leg];
              if (!measured) return null;
              const what = reading(kind, countedOf(kind, measured.body.trials));
              return (
                <button
                  key={leg}
                  type="button"
                  class="button"
                  aria-label={testWords.edit(leg, what)}
                  onClick={() => {
                    onEdit(measured);
                    scrollTo({ top: 0 });
                  }}
                >
                  <Leg side={leg} /> {what}
                </button>
              );
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
