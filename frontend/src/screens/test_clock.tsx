import { useEffect } from "preact/hooks";
import { chimeAt } from "../device/sound";
import { buzz } from "../device/vibration";
import { keepAwake } from "../device/wakelock";
import type { Test as TestKind } from "../training/catalog";
import { Button } from "../ui/button";
import { testWords } from "../words/tests";
import { Leg } from "./leg";
import type { OneLeg } from "./measuring";
import type { TestDraft } from "./test_draft";
import { useNow } from "./ticking";

/** Time to get in place after the tap. Design choice. */
const READY_MS = 3_000;
/** A second tap of the same gesture does not stop it again. */
const GUARD_MS = 500;
/** A clock that ran on for so long was forgotten: it says nothing about a leg. Design choice. */
const FORGOTTEN_MS = 60_000;
const LONGEST_MS = 600_000;
const MS_PER_HUNDREDTH = 10;

type ClockProps = {
  kind: TestKind;
  leg: OneLeg;
  /** The try that comes next; below 0 when none is left. */
  at: number;
  clock: TestDraft["clock"];
  onStart: (from_ms: number) => void;
  /** The time in hundredths of a second, or null when there is none to keep. */
  onEnd: (value: number | null) => void;
};

/** One tap starts it, one tap stops it; it reads the wall clock, so a locked phone does not slow it down. */
export function Clock({ kind, leg, at, clock, onStart, onEnd }: ClockProps) {
  const now_ms = useNow(clock ? 100 : null);
  const from_ms = clock?.from_ms ?? null;
  const length_ms = kind.cap === null ? null : kind.cap * MS_PER_HUNDREDTH;
  const gone_ms = from_ms === null ? 0 : now_ms - from_ms;
  useSignals(from_ms, length_ms);
  useEffect(() => {
    if (from_ms === null) return;
    if (gone_ms >= (length_ms ?? LONGEST_MS) + FORGOTTEN_MS) onEnd(null);
    else if (length_ms !== null && gone_ms >= length_ms) {
      buzz([200, 100, 200]);
      onEnd(length_ms / MS_PER_HUNDREDTH);
    }
  }, [gone_ms]);
  if (from_ms === null) {
    if (at < 0) return null;
    return (
      <div class="stack">
        <Button look="big" onClick={() => onStart(Date.now() + READY_MS)}>
          {testWords.startTry(at + 1, kind.trials)}
        </Button>
        <p class="small middle">{length_ms === null ? testWords.clockHintOpen : testWords.clockHint}</p>
      </div>
    );
  }
  const isReady = gone_ms < 0;
  const stop = () => {
    if (gone_ms < GUARD_MS - READY_MS) return;
    onEnd(!isReady ? Math.round((Date.now() - from_ms) / MS_PER_HUNDREDTH) : null);
  };
  const does = isReady ? testWords.cancel : testWords.stop;
  return (
    <div class="clock">
      <span class="clock-leg">
        <Leg side={leg} /> {isReady ? testWords.ready : testWords.nowLeg(leg)}
      </span>
      <span class="clock-face" role="timer">
        {isReady ? Math.ceil(-gone_ms / 1_000) : tenths(gone_ms)}
      </span>
      <span class="clock-does">{does}</span>
      <button type="button" class="clock-stop" ref={takeFocus} aria-label={does} onClick={stop} />
    </div>
  );
}

/** It covers the page, so the keyboard has to be on it as well. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus({ preventScroll: true });
}

/** A stopwatch reads tenths. */
function tenths(gone_ms: number): string {
  return (Math.floor(gone_ms / 100) / 10).toFixed(1);
}

/** Sounds at the start and at the end, and a screen that stays on between them. */
function useSignals(from_ms: number | null, length_ms: number | null): void {
  useEffect(() => {
    if (from_ms === null) return;
    const ends = [
      keepAwake(),
      chimeAt(from_ms, "go"),
      ...(length_ms === null ? [] : [chimeAt(from_ms + length_ms, "rest")]),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [from_ms]);
}
