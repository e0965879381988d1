import { useRef } from "preact/hooks";
import { newRecord, write, writeAll } from "../store/live";
import type { Test as TestKind } from "../training/catalog";
import type { TestMeasured } from "../training/entries";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { words } from "../words";
import { testWords } from "../words/tests";
import { dayToday } from "./day";
import { Leg } from "./leg";
import {
  LEGS,
  type MeasuredDay,
  type OneLeg,
  type Strides,
  strideFaults,
  strideNote,
  stridesIn,
} from "./measuring";
import { dropTestDraft, keepTestDraft, type TestDraft, testDraft } from "./test_draft";
import { FilmClock } from "./test_film";

type StrideProps = { kind: TestKind; editing: MeasuredDay | null; onDone: () => void };

/** The film of both legs: in how many strides each check showed a fault. Both belong together. */
export function StrideEntry({ kind, editing, onDone }: StrideProps) {
  const checks = kind.video?.checks ?? [];
  const draft = testDraft(freshDraft(kind, editing));
  const change = (what: Partial<TestDraft>) => keepTestDraft({ ...draft, ...what });
  const strides: Strides = {
    left: draft.trials.slice(0, checks.length),
    right: draft.trials.slice(checks.length),
  };
  const saved = useRef(false);
  const counted = LEGS.every((leg) => checks.every((_check, at) => strides[leg][at] != null));
  const count = (leg: OneLeg, at: number, value: number) =>
    change({
      trials: LEGS.flatMap((one) =>
        checks.map((_check, i) => (one === leg && i === at ? value : (strides[one][i] ?? null))),
      ),
    });
  const save = async () => {
    if (saved.current) return;
    saved.current = true;
    const now_ms = Date.now();
    const items = LEGS.map((leg, index) => {
      const before = editing?.[leg] ?? null;
      const body: TestMeasured = {
        test: kind.id,
        side: leg,
        performed_on: before?.body.performed_on ?? dayToday(),
        performed_at: before?.body.performed_at ?? now_ms + index,
        trials: [strideFaults(kind, strides, leg).length === 0 ? 1 : 0],
        pain: before?.body.pain ?? 0,
        note: strideNote(kind, strides[leg]),
      };
      return { kind: "test_measured" as const, record: before?.record ?? newRecord(), body, before };
    });
    await writeAll(items.map(({ before: _before, ...item }) => item));
    keepTestDraft(null);
    const undo = () => {
      for (const { record, before } of items) void write("test_measured", before?.body ?? null, record);
    };
    toast(testWords.savedBoth, { label: words.undo, run: undo });
    onDone();
  };
  const leave = () => {
    dropTestDraft(draft.key);
    onDone();
  };
  return (
    <>
      {!editing && kind.video && (
        <FilmClock
          video={kind.video}
          clock={draft.clock}
          filmed={draft.filmed}
          onChange={(clock, filmed) => change({ clock, filmed })}
        />
      )}
      <section class="card">
        <h2>{testWords.strides(kind.video?.strides ?? 0)}</h2>
        {checks.map((check, at) => (
          <div class="stack counters" key={check}>
            <h3>{check}</h3>
            {LEGS.map((leg) => (
              <Counter
                key={leg}
                label={testWords.strideOf(check, leg)}
                leg={leg}
                most={kind.video?.strides ?? 0}
                chosen={strides[leg][at] ?? null}
                onChoose={(value) => count(leg, at, value)}
              />
            ))}
          </div>
        ))}
        <Button look="primary big" disabled={!counted} onClick={() => void save()}>
          {editing ? testWords.saveChange : testWords.saveBoth}
        </Button>
        {editing && (
          <Button look="bare link" onClick={leave}>
            {testWords.leave}
          </Button>
        )}
      </section>
    </>
  );
}

/** The counts of the left leg, then those of the right: half a film that is looked at outlives the page. */
function freshDraft(kind: TestKind, editing: MeasuredDay | null): TestDraft {
  return {
    key: editing ? `${kind.id} ${editing.day}` : `${kind.id} ${dayToday()}`,
    trials: LEGS.flatMap((leg) => stridesIn(kind, editing?.[leg]?.body.note ?? null)),
    faults: null,
    pain: 0,
    clock: null,
    practiced: 0,
    filmed: 0,
  };
}

type CounterProps = {
  label: string;
  leg: OneLeg;
  most: number;
  chosen: number | null;
  onChoose: (value: number) => void;
};

function Counter({ label, leg, most, chosen, onChoose }: CounterProps) {
  return (
    <fieldset class="counter" aria-label={label}>
      <Leg side={leg} />
      {Array.from({ length: most + 1 }, (_, value) => (
        <label class="choice" key={label + String(value)}>
          <input
            type="radio"
            name={label}
            checked={chosen === value}
            aria-label={`${label}: ${value}`}
            onChange={() => onChoose(value)}
          />
          <span class="choice-face">{value}</span>
        </label>
      ))}
    </fieldset>
  );
}
