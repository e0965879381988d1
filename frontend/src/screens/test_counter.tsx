import { useEffect } from "preact/hooks";
import { chimeAt, chimesAt } from "../device/sound";
import { buzz } from "../device/vibration";
import { keepAwake } from "../device/wakelock";
import type { Test as TestKind } from "../training/catalog";
import { Button } from "../ui/button";
import { countdown } from "../words";
import { testWords } from "../words/tests";
import { Leg } from "./leg";
import type { OneLeg } from "./measuring";
import { readyMs, repsInTime, testBeats } from "./test_beat";
import type { TestDraft } from "./test_draft";
import { useNow } from "./ticking";

/** A counter found so long after its end was left lying. Design choice. */
const FORGOTTEN_MS = 600_000;

type CounterProps = {
  kind: TestKind;
  leg: OneLeg;
  clock: TestDraft["clock"];
  onChange: (clock: TestDraft["clock"]) => void;
  /** With the repetitions, or null when there is nothing to keep. */
  onEnd: (reps: number | null) => void;
};

/** Repetitions against a beat, against the clock or as many as there are: one tap each, anywhere on the colour. */
export function TapCounter({ kind, leg, clock, onChange, onEnd }: CounterProps) {
  const now_ms = useNow(clock ? 100 : null);
  const from_ms = clock?.from_ms ?? null;
  useTestSignals(kind, from_ms);
  const gone_ms = from_ms === null ? 0 : now_ms - from_ms;
  useEffect(() => {
    if (from_ms !== null && gone_ms > FORGOTTEN_MS) onEnd(null);
  }, [gone_ms > FORGOTTEN_MS]);
  if (!clock || from_ms === null) {
    const start = () => onChange({ at: 0, from_ms: Date.now() + readyMs(kind), taps: 0 });
    return (
      <div class="stack">
        <Button look="big" onClick={start}>
          {startWords(kind)}
        </Button>
        <p class="small middle">{hintWords(kind)}</p>
      </div>
    );
  }
  const taps = clock.taps ?? 0;
  const in_time = repsInTime(kind, gone_ms);
  const shown = taps > 0 ? taps : (in_time ?? 0);
  const isReady = gone_ms < 0;
  const change = (by: number) => {
    if (isReady) return;
    buzz();
    onChange({ ...clock, taps: Math.max(0, taps + by) });
  };
  return (
    <section class="clock counting" aria-label={testWords.nowLeg(leg)}>
      <p class="clock-leg">
        <Leg side={leg} /> {isReady ? testWords.ready : timeWords(kind, gone_ms)}
      </p>
      <button
        type="button"
        class="tap-zone"
        ref={takeFocus}
        aria-label={testWords.tapRep}
        onClick={() => change(1)}
      >
        <span class="clock-face" role="timer" aria-label={testWords.counted(shown)}>
          {isReady ? Math.ceil(-gone_ms / 1_000) : shown}
        </span>
        <span class="tap-hint">{in_time === null || taps > 0 ? testWords.tapHint : testWords.beatHint}</span>
      </button>
      <div class="tap-foot">
        <button
          type="button"
          class="clock-less"
          aria-label={testWords.tapLess}
          disabled={taps === 0}
          onClick={() => change(-1)}
        >
          −
        </button>
        <button type="button" class="clock-does" onClick={() => onEnd(isReady || shown === 0 ? null : shown)}>
          {isReady ? testWords.cancel : testWords.countDone}
        </button>
      </div>
    </section>
  );
}

function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus({ preventScroll: true });
}

function startWords(kind: TestKind): string {
  if (kind.seconds !== null) return testWords.startCount(kind.seconds);
  return kind.metronome_bpm === null ? testWords.startTaps : testWords.startBeat(kind.metronome_bpm);
}

function hintWords(kind: TestKind): string {
  if (kind.reps_per_min !== null) return testWords.hintPace(kind.reps_per_min);
  return kind.seconds === null ? testWords.hintTaps : testWords.hintTime;
}

/** What is left of the time, or how long it has been. */
function timeWords(kind: TestKind, gone_ms: number): string {
  if (kind.seconds === null) return countdown(Math.floor(gone_ms / 1_000));
  const left_s = kind.seconds - gone_ms / 1_000;
  return left_s > 0 ? countdown(left_s) : testWords.timeUp;
}

/** The beat or the two ends, given to the phone at once, and a screen that stays on. */
function useTestSignals(kind: TestKind, from_ms: number | null): void {
  useEffect(() => {
    if (from_ms === null) return;
    const beats = testBeats(kind).map(({ at_ms, name }) => ({ atMs: from_ms + at_ms, name }));
    const ends = [
      keepAwake(),
      beats.length > 0 ? chimesAt(beats) : chimeAt(from_ms, "go"),
      ...(kind.seconds === null ? [] : [chimeAt(from_ms + kind.seconds * 1_000, "rest")]),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [from_ms]);
}
