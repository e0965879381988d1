import { useEffect } from "preact/hooks";
import { chimesAt } from "../device/sound";
import { say } from "../device/speech";
import { buzz } from "../device/vibration";
import { keepAwake } from "../device/wakelock";
import type { VideoProtocol } from "../training/catalog";
import { Button } from "../ui/button";
import { announce } from "../ui/toast";
import { countdown } from "../words";
import { filmWords } from "../words/tests";
import { type FilmStep, filmChimes, filmSteps, stepNow, VIEWS } from "./stride_film";
import type { TestDraft } from "./test_draft";
import { useNow } from "./ticking";

type FilmProps = {
  video: VideoProtocol;
  clock: TestDraft["clock"];
  /** How many views are in the can. */
  filmed: number;
  /** The clock, and how many views are done with it. */
  onChange: (clock: TestDraft["clock"], filmed: number) => void;
};

/** The clock of the film: hands-free once it runs, since its runner is on a treadmill. Nobody has to use it. */
export function FilmClock({ video, clock, filmed, onChange }: FilmProps) {
  const now_ms = useNow(clock ? 100 : null);
  const from_ms = clock?.from_ms ?? null;
  const view = VIEWS[clock?.at ?? filmed];
  const steps = view ? filmSteps(video, view) : [];
  const gone_ms = from_ms === null ? 0 : now_ms - from_ms;
  const at = stepNow(steps, gone_ms);
  const step = steps[at];
  useFilmSignals(steps, from_ms);
  useSteps(from_ms === null ? null : at, step ? filmWords.step[step.name] : filmWords.viewDone);
  useEffect(() => {
    if (clock && !step) onChange(null, clock.at + 1);
  }, [clock !== null && !step]);
  if (!clock || from_ms === null || !step) {
    return (
      <section class="card film">
        <h2>{filmWords.title}</h2>
        {filmed > 0 && <p role="status">{view ? filmWords.nowBeside : filmWords.allFilmed}</p>}
        {view && (
          <>
            <Button look="big" onClick={() => onChange({ at: filmed, from_ms: Date.now() }, filmed)}>
              {filmWords.start[view]}
            </Button>
            <p class="small">
              {filmed === 0 ? filmWords.hint(video.minutes, video.clip_s) : filmWords.hintBeside}
            </p>
          </>
        )}
      </section>
    );
  }
  const next = steps[at + 1];
  const skip = () => onChange({ ...clock, from_ms: from_ms - (step.until_ms - gone_ms) }, filmed);
  const is_filmed = step.name === "film_easy" || step.name === "film_fast";
  return (
    <section class={`clock filming ${is_filmed ? "on-film" : ""}`} aria-label={filmWords.title}>
      <p class="clock-leg">{filmWords.step[step.name]}</p>
      <span class="clock-face" role="timer">
        {countdown((step.until_ms - gone_ms) / 1_000)}
      </span>
      <p class="film-next">{next ? filmWords.after(filmWords.step[next.name]) : filmWords.afterLast}</p>
      <div class="tap-foot two">
        <button type="button" onClick={() => onChange(null, filmed)}>
          {filmWords.stop}
        </button>
        <button type="button" ref={takeFocus} onClick={skip}>
          {filmWords.skip}
        </button>
      </div>
    </section>
  );
}

/** It covers the page, so the keyboard has to be on it as well. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus({ preventScroll: true });
}

/** Says each step as it begins: into the hand, aloud where that is wanted, and to screen readers. */
function useSteps(at: number | null, text: string): void {
  useEffect(() => {
    if (at === null) return;
    buzz();
    say(text);
    announce(text);
  }, [at]);
}

function useFilmSignals(steps: readonly FilmStep[], from_ms: number | null): void {
  useEffect(() => {
    if (from_ms === null) return;
    const ends = [
      keepAwake(),
      chimesAt(filmChimes(steps).map(({ at_ms, name }) => ({ atMs: from_ms + at_ms, name }))),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [from_ms]);
}
