import { useEffect, useRef, useState } from "preact/hooks";
import { chimeAt } from "../device/sound";
import { catalog, newRecord, write } from "../store/live";
import type { Test as TestKind } from "../training/catalog";
import type { TestMeasured } from "../training/entries";
import type { Test as Measurement } from "../training/fold";
import { Button } from "../ui/button";
import { ChooseOne } from "../ui/choice";
import { NumberField } from "../ui/number_field";
import { toast } from "../ui/toast";
import { countdown, dates, decimalMark, words } from "../words";
import { reading, shortUnitOf, testWords, unitOf } from "../words/tests";
import { dayToday } from "./day";
import { Leg } from "./leg";
import {
  countedOf,
  faultNote,
  faultsIn,
  flipFault,
  hasStopwatch,
  lastBefore,
  type MeasuredDay,
  mostOf,
  type OneLeg,
  pointsOf,
  startValue,
  stepOf,
} from "./measuring";
import { settings } from "./settings";
import { Clock } from "./test_clock";
import { TapCounter } from "./test_counter";
import { dropTestDraft, keepTestDraft, type TestDraft, testDraft } from "./test_draft";
import { LandingHold } from "./test_landing";
import { useNow } from "./ticking";

type EntryProps = {
  kind: TestKind;
  leg: OneLeg;
  days: readonly MeasuredDay[];
  /** The day it is. */
  on: number;
  /** What is changed; null when it is measured now. */
  editing: Measurement | null;
  onDone: () => void;
};

/** The tries of one leg, and one button to save them. */
export function TestEntry({ kind, leg, days, on, editing, onDone }: EntryProps) {
  const draft = testDraft(freshDraft(kind, leg, editing));
  const change = (what: Partial<TestDraft>) => keepTestDraft({ ...draft, ...what });
  const trials = draft.trials.filter((trial) => trial !== null);
  const leave = () => {
    dropTestDraft(draft.key);
    onDone();
  };
  const { save, remove } = useSaving({ kind, leg, editing, onDone }, draft, trials);
  return (
    <section class={`leg-panel ${leg}`} aria-label={testWords.nowLeg(leg)}>
      <header class="row">
        <Leg side={leg} />
        <h2>{editing ? testWords.editTitle(leg, editing.day) : testWords.nowLeg(leg)}</h2>
      </header>
      {!editing && <RestLeft leg={leg} days={days} on={on} />}
      <Tries kind={kind} leg={leg} days={days} on={on} draft={draft} change={change} editing={editing} />
      <Pain pain={draft.pain} onChange={(pain) => change({ pain })} />
      <Button look="primary big" disabled={trials.length === 0} onClick={() => void save()}>
        {saveWords(kind, leg, trials.length, editing)}
      </Button>
      {editing && (
        <div class="row apart">
          <Button look="bare link" onClick={leave}>
            {testWords.leave}
          </Button>
          <Button look="bare link" onClick={() => void remove()}>
            {testWords.remove}
          </Button>
        </div>
      )}
    </section>
  );
}

function freshDraft(kind: TestKind, leg: OneLeg, editing: Measurement | null): TestDraft {
  const trials = editing?.body.trials ?? [];
  return {
    key: editing ? editing.record : `${kind.id} ${leg} ${dayToday()}`,
    trials: Array.from({ length: Math.max(kind.trials, trials.length) }, (_, at) => trials[at] ?? null),
    faults: editing && kind.faults.length > 0 ? faultsIn(kind, editing.body.note) : null,
    pain: editing?.body.pain ?? 0,
    clock: null,
    practiced: editing ? kind.practice : 0,
    filmed: 0,
  };
}

function saveWords(kind: TestKind, leg: OneLeg, done: number, editing: Measurement | null): string {
  if (done === 0) return testWords.saveFirst;
  return editing ? testWords.saveChange : testWords.save(leg, done, kind.trials);
}

type SavingProps = Omit<EntryProps, "days" | "on">;

function useSaving({ kind, leg, editing, onDone }: SavingProps, draft: TestDraft, trials: readonly number[]) {
  const busy = useRef(false);
  const once = async (work: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    try {
      await work();
    } finally {
      busy.current = false;
    }
  };
  const save = () =>
    once(async () => {
      const record = editing?.record ?? newRecord();
      const body: TestMeasured = {
        test: kind.id,
        side: leg,
        performed_on: editing?.body.performed_on ?? dayToday(),
        performed_at: editing?.body.performed_at ?? Date.now(),
        trials,
        pain: draft.pain,
        note: draft.faults ? faultNote(kind, draft.faults) : (editing?.body.note ?? null),
      };
      await write("test_measured", body, record);
      keepTestDraft(null);
      const said = testWords.saved(leg, reading(kind, countedOf(kind, trials)));
      toast(editing ? testWords.changed : said, undoTo(editing, record));
      onDone();
    });
  const remove = () =>
    once(async () => {
      if (!editing) return;
      await write("test_measured", null, editing.record);
      keepTestDraft(null);
      toast(testWords.removed, undoTo(editing, editing.record));
      onDone();
    });
  return { save, remove };
}

/** Brings back what was there before: the body it had, or nothing. */
function undoTo(before: Measurement | null, record: string) {
  return { label: words.undo, run: () => void write("test_measured", before?.body ?? null, record) };
}

type TriesProps = Omit<EntryProps, "onDone"> & {
  draft: TestDraft;
  change: (what: Partial<TestDraft>) => void;
};

function Tries({ kind, leg, days, on, draft, change, editing }: TriesProps) {
  if (kind.faults.length > 0) return <Faults kind={kind} draft={draft} change={change} />;
  const setTry = (at: number, value: number | null) =>
    change({ trials: draft.trials.map((trial, index) => (index === at ? value : trial)) });
  const last = lastBefore(days, leg, editing?.day ?? on);
  const start = startValue(kind, draft.trials, last, settings());
  const empty = draft.trials.indexOf(null);
  return (
    <>
      {!editing && draft.practiced < kind.practice && (
        <Practice
          done={draft.practiced}
          of={kind.practice}
          onDone={() => change({ practiced: draft.practiced + 1 })}
        />
      )}
      {!editing && kind.unit === "reps" && (
        <TapCounter
          kind={kind}
          leg={leg}
          clock={draft.clock}
          onChange={(clock) => change({ clock })}
          onEnd={(reps) => change({ clock: null, trials: reps === null ? draft.trials : [reps] })}
        />
      )}
      {!editing && hasStopwatch(kind) && (
        <Clock
          kind={kind}
          leg={leg}
          at={empty}
          clock={draft.clock}
          onStart={(from_ms) => change({ clock: { at: Math.max(0, empty), from_ms } })}
          onEnd={(value) => {
            const at = draft.clock?.at ?? 0;
            const trials =
              value === null ? draft.trials : draft.trials.map((one, i) => (i === at ? value : one));
            change({ clock: null, trials });
          }}
        />
      )}
      {!editing && kind.hold_s !== null && <LandingHold hold_s={kind.hold_s} />}
      {draft.trials.map((trial, at) => {
        const what = draft.trials.length > 1 ? testWords.try(at + 1) : testWords.oneTry;
        return (
          <div class="try" key={what}>
            {draft.trials.length > 1 && <span aria-hidden="true">{what}</span>}
            <NumberField
              value={trial}
              scale={kind.stored_per_unit}
              step={stepOf(kind)}
              max={mostOf(kind)}
              start={start}
              label={testWords.field(what, unitOf(kind, 0))}
              unit={shortUnitOf(kind, trial ?? 0)}
              decimalMark={decimalMark}
              less={testWords.less(what)}
              more={testWords.more(what)}
              onChange={(value) => setTry(at, value)}
            />
          </div>
        );
      })}
      {last && (
        <p class="small middle">
          {testWords.lastTime(
            `${reading(kind, countedOf(kind, last.body.trials))}, ${dates.short(last.day)}`,
          )}
        </p>
      )}
    </>
  );
}

/** Tries that do not count. They can be left out: the numbers below are there all the time. */
function Practice({ done, of, onDone }: { done: number; of: number; onDone: () => void }) {
  return (
    <Button look="wide practice" onClick={onDone}>
      <span>{testWords.practiceDone(done + 1, of)}</span>
      <span class="practice-dots" aria-hidden="true">
        {Array.from({ length: of }, (_, at) => (
          <i key={at} class={at < done ? "done" : ""} />
        ))}
      </span>
    </Button>
  );
}

/** A scored test: what was seen, not a number. Nothing seen is said with a tap of its own. */
function Faults({ kind, draft, change }: Pick<TriesProps, "kind" | "draft" | "change">) {
  const seen = draft.faults ?? [];
  const say = (faults: string[]) => change({ faults, trials: [pointsOf(kind, faults)] });
  return (
    <fieldset class="stack">
      <legend class="legend">{testWords.faults}</legend>
      <div class="choices tall">
        {kind.faults.map((fault) => (
          <label class="choice" key={fault.id}>
            <input
              type="checkbox"
              checked={seen.includes(fault.id)}
              onChange={() => say(flipFault(seen, fault.id))}
            />
            <span class="choice-face fault">
              <span class="fault-text">{fault.text}</span>
              <small class="hint">{testWords.score(fault.points)}</small>
            </span>
          </label>
        ))}
        <label class="choice">
          <input
            type="checkbox"
            checked={draft.faults !== null && seen.length === 0}
            onChange={() => say([])}
          />
          <span class="choice-face fault">
            <span class="fault-text">{testWords.noFault}</span>
            <small class="hint">{testWords.score(0)}</small>
          </span>
        </label>
      </div>
      {draft.faults !== null && (
        <p class="sum" role="status">
          <b>{testWords.score(pointsOf(kind, seen))}</b>
        </p>
      )}
    </fieldset>
  );
}

const LEVELS = Array.from({ length: 11 }, (_, pain) => ({ value: pain, label: String(pain) }));

function Pain({ pain, onChange }: { pain: number; onChange: (pain: number) => void }) {
  const [open, setOpen] = useState(false);
  const stop = pain >= catalog().test_day.stop_pain;
  return (
    <>
      {open ? (
        <ChooseOne
          label={testWords.painScale}
          look="grid"
          options={LEVELS}
          chosen={pain}
          onChoose={onChange}
        />
      ) : (
        <Button look="bare pain-line" onClick={() => setOpen(true)}>
          {testWords.pain(pain)} <span>{testWords.painChange}</span>
        </Button>
      )}
      {stop && (
        <div class="card warn" role="alert">
          <h3>{testWords.stopTitle}</h3>
          <p>{testWords.stopText}</p>
          <a class="button bare link start" href="/you">
            {testWords.severe}
          </a>
        </div>
      )}
    </>
  );
}

/** The rest between the legs, counted from the moment the first was saved. It asks for nothing. */
function RestLeft({ leg, days, on }: Pick<EntryProps, "leg" | "days" | "on">) {
  const today = days.find((one) => one.day === on);
  const first = today?.[leg === "left" ? "right" : "left"];
  const until_ms = first ? first.body.performed_at + catalog().test_day.between_legs_s * 1_000 : null;
  const now_ms = useNow(until_ms === null ? null : 500);
  const left_s = until_ms === null ? 0 : (until_ms - now_ms) / 1_000;
  const rests = left_s > 0;
  useEffect(() => (rests && until_ms !== null ? chimeAt(until_ms, "rest") : undefined), [rests, until_ms]);
  if (until_ms === null) return null;
  return (
    <p class="rest-line" role="timer">
      {rests ? (
        <>
          {testWords.rest} <b>{countdown(left_s)}</b>
        </>
      ) : (
        testWords.restOver
      )}
    </p>
  );
}
