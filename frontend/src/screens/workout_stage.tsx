import { useEffect, useRef } from "preact/hooks";
import { type Chime, chimeAt, chimesAt } from "../device/sound";
import { Icon } from "../ui/icon";
import { Legs } from "../ui/leg";
import { Ring } from "../ui/ring";
import { announce } from "../ui/toast";
import { countdown, minutes, words } from "../words";
import { BackupMark } from "./backup_line";
import { later } from "./later";
import { useNow } from "./ticking";
import { undoLast } from "./workout_actions";
import { changeRest, isOn, pauseOrGoOn, timingOf } from "./workout_clock";
import type { Bout, Flow, Rest, Turn, WorkoutLog } from "./workout_flow";
import { amountFor } from "./workout_tap";

const REST_STEP_S = 15;
/** A shorter hold has no room for a count before its end. */
const COUNTED_FROM_S = 6;
const MS_PER_MIN = 60_000;

const Runner = later<{ workout: WorkoutLog; turn: Turn }>(
  () => import("./workout_figure").then((part) => part.WorkoutFigure),
  undefined,
  ({ turn }) => <Legs side={turn.side} />,
);

/** What goes along with the set: tempo, words, notices, a headset's buttons. Nothing is missed before it has come. */
const Along = later<Omit<StageProps, "onMenu">>(
  () => import("./workout_along").then((part) => part.Along),
  undefined,
  () => null,
);

type StageProps = { workout: WorkoutLog; flow: Flow; turn: Turn; onMenu: () => void };

/** The coloured top: which leg, from across the room; the rest and the hold count here. */
export function Stage({ workout, flow, turn, onMenu }: StageProps) {
  return (
    <section class="stage">
      <Head workout={workout} flow={flow} turn={turn} onMenu={onMenu} />
      <div class="stage-middle">
        <div class="stage-room">
          <div class="which">
            <b class="which-letter" aria-hidden="true">
              {words.legs.letter[turn.side]}
            </b>
            <p>
              {words.legs.name[turn.side]}
              <span class="which-set"> {whichSet(turn)}</span>
            </p>
          </div>
          <div class="stage-picture">
            <Picture workout={workout} flow={flow} turn={turn} />
            <Along workout={workout} flow={flow} turn={turn} />
          </div>
        </div>
      </div>
    </section>
  );
}

function whichSet({ bout, set_no, sets }: Turn): string {
  return bout.trial ? words.workout.rungOf(bout.trial.at, bout.trial.of) : words.workout.setOf(set_no, sets);
}

function Head({ workout, flow, turn, onMenu }: StageProps) {
  const now_ms = useNow(15_000);
  const at = flow.bouts.filter((bout) => bout.end !== null).length + 1;
  const of = flow.bouts.length;
  const time = minutes(Math.max(0, Math.floor((now_ms - workout.body.started_at) / MS_PER_MIN)));
  return (
    <header class="workout-head">
      <div class="steps" role="img" aria-label={words.workout.progress(at, of)}>
        {flow.bouts.map((bout) => (
          <progress key={bout.index} max={1} value={doneOf(bout)} class={bout === turn.bout ? "now" : ""} />
        ))}
      </div>
      <div class="head-text">
        <span>{words.workout.position(at, of, time)}</span>
        <BackupMark />
      </div>
      <PauseButton workout={workout} flow={flow} turn={turn} />
      <button
        type="button"
        class="head-button"
        aria-label={words.workout.undoLast}
        disabled={!flow.last}
        onClick={() => undoLast(flow)}
      >
        <Icon name="undo" />
      </button>
      <button type="button" class="head-button" aria-label={words.workout.menu} onClick={onMenu}>
        <Icon name="more" />
      </button>
    </header>
  );
}

/** There while something counts. */
function PauseButton({ workout, flow, turn }: Omit<StageProps, "onMenu">) {
  const timing = timingOf(workout, flow, turn);
  const now_ms = useNow(timing.end_ms > Date.now() ? 1_000 : null);
  if (!isOn(timing, timing.paused_ms ?? now_ms)) return null;
  const isPaused = timing.paused_ms !== null;
  return (
    <button
      type="button"
      class="head-button"
      aria-label={isPaused ? words.workout.goOn : words.workout.pause}
      onClick={() => pauseOrGoOn(workout, flow, turn)}
    >
      <Icon name={isPaused ? "play" : "pause"} />
    </button>
  );
}

function doneOf(bout: Bout): number {
  if (bout.end !== null) return 1;
  return bout.slots.filter((slot) => slot.set).length / bout.slots.length;
}

function Picture({ workout, flow, turn }: Omit<StageProps, "onMenu">) {
  const timing = timingOf(workout, flow, turn);
  const { hold_from_ms, guide, rest, end_ms, paused_ms } = timing;
  const wall_ms = useNow(hold_from_ms !== null || end_ms > Date.now() ? 200 : null);
  const now_ms = paused_ms ?? wall_ms;
  const target = amountFor(turn);

  useEffect(() => {
    if (paused_ms !== null) return;
    if (hold_from_ms !== null) return chimesAt(holdChimes(hold_from_ms, target));
    return end_ms > Date.now() ? chimeAt(end_ms, rest?.kind === "leg" ? "go" : "rest") : undefined;
  }, [end_ms, hold_from_ms, paused_ms]);

  if (hold_from_ms !== null)
    return <HoldRing from_ms={hold_from_ms} target={target} now_ms={now_ms} paused={paused_ms !== null} />;
  if (guide || !rest || end_ms <= now_ms) return <Runner workout={workout} turn={turn} />;
  return (
    <RestRing
      rest={rest}
      left_s={(end_ms - now_ms) / 1_000}
      total_s={rest.seconds + timing.extra_s}
      paused={paused_ms !== null}
      onChange={(by_s) => changeRest(workout, flow, timing, by_s)}
    />
  );
}

/** A count before a hold, its start, its last seconds and its end. */
function holdChimes(from_ms: number, target_s: number): Chime[] {
  const end_ms = from_ms + target_s * 1_000;
  const count = (until_ms: number): Chime[] =>
    [3, 2, 1].map((left) => ({ atMs: until_ms - left * 1_000, name: "beat" }));
  return [
    ...count(from_ms),
    { atMs: from_ms, name: "go" },
    ...(target_s > COUNTED_FROM_S ? count(end_ms) : []),
    { atMs: end_ms, name: "switch" },
  ];
}

type RestRingProps = {
  rest: Rest;
  left_s: number;
  total_s: number;
  paused: boolean;
  onChange: (by_s: number) => void;
};

function RestRing({ rest, left_s, total_s, paused, onChange }: RestRingProps) {
  const title = rest.kind === "leg" ? words.workout.changeSide : words.workout.rest;
  useRestSaid(title, left_s);
  return (
    <div class="resting" role="timer" aria-label={title}>
      <div class="rest-end">
        <Ring left={left_s / Math.max(1, total_s)}>
          <b class="ring-number">{countdown(left_s)}</b>
          <span>{paused ? words.workout.paused : title}</span>
          <u>{words.workout.skipRest}</u>
        </Ring>
        <button
          type="button"
          aria-label={words.workout.endRest}
          onClick={() => onChange(-Math.ceil(left_s))}
        />
      </div>
      <div class="rest-buttons">
        <button type="button" aria-label={words.workout.shorter} onClick={() => onChange(-REST_STEP_S)}>
          {words.workout.less15}
        </button>
        <button type="button" aria-label={words.workout.longer} onClick={() => onChange(REST_STEP_S)}>
          {words.workout.more15}
        </button>
      </div>
    </div>
  );
}

/** The clock beside it is silent: a rest is told when it begins and when it is over. */
function useRestSaid(title: string, left_s: number) {
  const left = useRef(left_s);
  left.current = left_s;
  useEffect(() => {
    announce(words.workout.restBegins(title, Math.ceil(left.current)));
    return () => {
      if (left.current < 2) announce(words.workout.restOver);
    };
  }, [title]);
}

type HoldRingProps = { from_ms: number; target: number; now_ms: number; paused: boolean };

function HoldRing({ from_ms, target, now_ms, paused }: HoldRingProps) {
  const held_s = (now_ms - from_ms) / 1_000;
  const ready = held_s >= 0;
  const said = ready ? words.workout.seconds(2) : words.workout.getReady;
  return (
    <div class="resting holding" role="timer">
      <Ring left={ready ? held_s / target : 0}>
        <b class="ring-number">{ready ? Math.floor(held_s) : Math.ceil(-held_s)}</b>
        <span>{paused ? words.workout.paused : said}</span>
      </Ring>
    </div>
  );
}
