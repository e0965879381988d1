import { useEffect } from "preact/hooks";
import { showPlaying } from "../device/media";
import { noticeAt } from "../device/notice";
import { prefer, preferences } from "../device/preferences";
import { type ChimeName, chimesAt } from "../device/sound";
import { say, unlockSpeechOnTap } from "../device/speech";
import { buzzesAt } from "../device/vibration";
import { isTimed } from "../training/route";
import { MOTIONS } from "../ui/figure/poses";
import { secondsOf } from "../ui/figure/tempo";
import { Icon } from "../ui/icon";
import { announce } from "../ui/toast";
import { words } from "../words";
import { alongWords } from "../words/along";
import { useNow } from "./ticking";
import { isOn, pauseOrGoOn, type Timing, timingOf } from "./workout_clock";
import { changeTurn, turnDraftOf, turnKey } from "./workout_draft";
import type { Flow, Turn, WorkoutLog } from "./workout_flow";
import {
  beatsOf,
  endOfGuide,
  type Guide,
  guidedReps,
  guidedTempo,
  lengthOf,
  momentOf,
  type Phase,
  phasesOf,
} from "./workout_guide";
import { amountFor } from "./workout_tap";

/** A set found this long after its end was not done in time: the phone had been put away. */
const FORGOTTEN_MS = 15_000;
/** A rest that was ended by a tap ended up to a second ago: it is taken back in whole seconds. */
const JUST_ENDED_MS = 1_500;
/** A timer may be so late; a count that began longer ago would begin in the middle. */
const JUST_NOW_MS = 100;
/** A slower way down is worth a word. */
const SLOW_S = 3;

type AlongProps = { workout: WorkoutLog; flow: Flow; turn: Turn };

/** What goes along with a turn: its tempo, its words, a notice for who looks elsewhere, the buttons of a headset. */
export function Along({ workout, flow, turn }: AlongProps) {
  const timing = timingOf(workout, flow, turn);
  const { exercise, tempo } = turn.bout;
  const counted = guidedTempo(exercise, tempo);
  useEffect(unlockSpeechOnTap, []);
  useWords(turn, timing);
  useNotice(turn, timing);
  useHeadset(workout, flow, turn, timing);
  if (!counted) return null;
  const phases = phasesOf(counted, MOTIONS[exercise.id]?.lifts === true);
  return <Tempo key={turnKey(turn)} {...{ workout, turn, timing, phases }} />;
}

type TempoProps = Omit<AlongProps, "flow"> & { timing: Timing; phases: readonly Phase[] };

/** The button that starts and stops the guide, and what it counts. */
function Tempo({ workout, turn, timing, phases }: TempoProps) {
  const { guide, end_ms, paused_ms } = timing;
  const key = turnKey(turn);
  const change = (next: Guide | null) => changeTurn(workout.record, key, { guide: next });
  const begin = (from_ms: number) => {
    const reps = turnDraftOf(workout.record, key).amount ?? amountFor(turn);
    if (reps === 0) return;
    changeTurn(workout.record, key, { amount: null });
    change({ from_ms, rep_ms: lengthOf(phases), reps, before: 0 });
    announce(alongWords.startedAloud);
  };
  useStartAfterRest(end_ms, paused_ms, guide !== null, (from_ms) => {
    if (turnDraftOf(workout.record, key).amount === null) begin(from_ms);
  });
  useBeats(guide, phases, paused_ms);
  const toggle = () => {
    prefer({ guide: !guide });
    const now_ms = Date.now();
    if (guide) {
      const done = guidedReps(guide, paused_ms ?? now_ms);
      changeTurn(workout.record, key, { guide: null, amount: done > 0 ? done : null });
      return;
    }
    begin(now_ms);
  };
  return (
    <div class="along">
      {guide && (
        <Count
          guide={guide}
          phases={phases}
          paused_ms={paused_ms}
          onOver={(amount) => changeTurn(workout.record, key, { guide: null, amount })}
        />
      )}
      <button
        type="button"
        class={guide ? "tempo on" : "tempo"}
        aria-label={guide ? alongWords.stop : alongWords.start}
        onClick={toggle}
      >
        <Icon name={guide ? "close" : "metronome"} />
      </button>
    </div>
  );
}

type CountProps = {
  guide: Guide;
  phases: readonly Phase[];
  paused_ms: number | null;
  /** With the repetitions counted, or null when nobody was there. */
  onOver: (amount: number | null) => void;
};

/** Three, two, one; then which repetition, and what to do now. */
function Count({ guide, phases, paused_ms, onOver }: CountProps) {
  const wall_ms = useNow(paused_ms === null ? 100 : null);
  const now_ms = paused_ms ?? wall_ms;
  const over_ms = now_ms - endOfGuide(guide);
  const all = guide.before + guide.reps;
  useEffect(() => {
    if (over_ms >= FORGOTTEN_MS) onOver(null);
    else if (over_ms >= 0) onOver(all);
  }, [over_ms >= 0]);
  const moment = momentOf(phases, guide.reps, now_ms - guide.from_ms);
  if (moment.step === "over") return null;
  if (moment.step === "count") {
    return (
      <p class="count" role="timer" aria-label={alongWords.ready}>
        <b>{moment.left}</b> {paused_ms === null ? alongWords.ready : words.workout.paused}
      </p>
    );
  }
  const rep = alongWords.rep(guide.before + moment.rep, all);
  const does = paused_ms === null ? alongWords.phase[moment.phase] : words.workout.paused;
  return (
    <p class="count" role="timer" aria-label={rep}>
      <b>
        {does} {moment.left}
      </b>{" "}
      {rep}
    </p>
  );
}

/** The beats of the whole set, given to the phone at once: sound on its own clock, and a buzz for each phase. */
function useBeats(guide: Guide | null, phases: readonly Phase[], paused_ms: number | null): void {
  useEffect(() => {
    if (!guide || paused_ms !== null) return;
    const beats = beatsOf(phases, guide.reps).map(({ at_ms, name }) => ({
      atMs: guide.from_ms + at_ms,
      name: name satisfies ChimeName,
    }));
    const quiet = chimesAt(beats);
    const still = buzzesAt(beats.filter(({ name }) => name !== "tick").map(({ atMs }) => atMs));
    return () => {
      quiet();
      still();
    };
  }, [guide?.from_ms, paused_ms]);
}

/** Whoever had the last set guided has the next one guided too, as soon as the rest is over or ended. */
function useStartAfterRest(
  end_ms: number,
  paused_ms: number | null,
  runs: boolean,
  begin: (from_ms: number) => void,
): void {
  const { guide } = preferences.value;
  useEffect(() => {
    const left_ms = end_ms - Date.now();
    if (!guide || runs || paused_ms !== null || left_ms < -JUST_ENDED_MS) return;
    const start = () =>
      Date.now() - end_ms < FORGOTTEN_MS && begin(Math.max(end_ms, Date.now() - JUST_NOW_MS));
    const timer = setTimeout(start, Math.max(0, left_ms));
    return () => clearTimeout(timer);
  }, [guide, runs, paused_ms, end_ms]);
}

/** What comes is said when it comes: at once for the other leg, at its end for a rest. */
function useWords(turn: Turn, { rest, end_ms, paused_ms, guide, hold_from_ms }: Timing): void {
  const { speech, sounds } = preferences.value;
  const { spoken } = alongWords;
  useEffect(() => {
    if (!speech || !sounds || paused_ms !== null || guide || hold_from_ms !== null) return;
    const said = spokenTurn(turn);
    const left_ms = end_ms - Date.now();
    if (!rest || left_ms <= 0) {
      if (!rest) say(spoken.next(turn.bout.exercise.name, said));
      return;
    }
    if (rest.kind === "leg") {
      say(spoken.changeSide(said));
      return;
    }
    const named = rest.kind === "exercise" ? spoken.turn(turn.bout.exercise.name, said) : said;
    const timer = setTimeout(() => say(spoken.restOver(named)), left_ms);
    return () => clearTimeout(timer);
  }, [turnKey(turn), rest?.kind === "leg" ? 0 : end_ms, paused_ms, speech, sounds]);
}

function spokenTurn(turn: Turn): string {
  const { spoken } = alongWords;
  const { exercise, tempo } = turn.bout;
  const amount = amountFor(turn);
  const down_s = secondsOf(tempo)?.[0] ?? 0;
  const dose = isTimed(exercise)
    ? spoken.seconds(amount)
    : spoken.reps(amount, down_s > SLOW_S ? down_s : null);
  return spoken.turn(words.legs.name[turn.side], dose);
}

function useNotice(turn: Turn, { rest, end_ms, paused_ms }: Timing): void {
  const { notice } = preferences.value;
  useEffect(() => {
    if (!notice || paused_ms !== null || !rest || rest.kind === "leg" || end_ms <= Date.now()) return;
    const what = alongWords.spoken.turn(turn.bout.exercise.name, words.legs.name[turn.side]);
    return noticeAt(end_ms, alongWords.noticeTitle, what);
  }, [notice, end_ms, paused_ms]);
}

function useHeadset(workout: WorkoutLog, flow: Flow, turn: Turn, timing: Timing): void {
  const { paused_ms, end_ms, guide, hold_from_ms } = timing;
  useEffect(() => {
    if (!isOn(timing, paused_ms ?? Date.now())) return;
    const { name } = turn.bout.exercise;
    const rests = guide === null && hold_from_ms === null;
    const leg = words.legs.name[turn.side];
    const playing = {
      title: rests ? alongWords.restOf(name) : name,
      artist: leg,
      paused: paused_ms !== null,
    };
    showPlaying(playing, () => pauseOrGoOn(workout, flow, turn));
    return () => showPlaying(null);
  }, [turnKey(turn), paused_ms, end_ms, guide?.from_ms, hold_from_ms]);
}
