import { useEffect, useState } from "preact/hooks";
import { catalog } from "../store/live";
import { isTimed } from "../training/route";
import { atOnce } from "../ui/at_once";
import { CheckRow } from "../ui/check_row";
import { Dots } from "../ui/dots";
import { Stepper } from "../ui/stepper";
import { words } from "../words";
import { weightWords } from "./settings";
import { useNow } from "./ticking";
import { logTurn } from "./workout_actions";
import { counted } from "./workout_clock";
import { changeTurn, draftOf, type TurnDraft, turnDraftOf, turnKey } from "./workout_draft";
import { isPoor, type Turn, type WorkoutLog } from "./workout_flow";
import {
  amountFor,
  amountOf,
  asksReserve,
  itemsOf,
  lastOfLeg,
  type Marks,
  meaning,
  mostFor,
  painAdvice,
} from "./workout_tap";

const AMOUNT_MAX = 600;
const GET_READY_MS = 3_000;
/** A second tap of the same gesture must not log the other leg. */
const GUARD_MS = 500;
/** A hold found this long after its end was not held: the phone had been put away. */
const FORGOTTEN_MS = 15_000;

type PadProps = { workout: WorkoutLog; turn: Turn; onPain: () => void; onWeight: () => void };

/** The thumb zone: how much, how well, how it felt, and one button that says what it will do. */
export function Pad({ workout, turn, onPain, onWeight }: PadProps) {
  const key = turnKey(turn);
  const made = turnDraftOf(workout.record, key);
  const change = (what: Partial<TurnDraft>) => changeTurn(workout.record, key, what);
  const items = itemsOf(turn.bout.exercise);
  const mode = modeOf(turn, made);
  const load_g = made.load_g ?? turn.bout.load_g;
  return (
    <div class="pad">
      <div class="amount">
        <div class="amount-row">
          <Amount
            turn={turn}
            made={made}
            paused_ms={draftOf(workout.record).paused_ms}
            onChange={(amount) => change({ amount, hold_from_ms: null })}
          />
          {load_g > 0 && (
            <button type="button" class="load" onClick={onWeight}>
              {weightWords(load_g)}
            </button>
          )}
        </div>
        <SameAsLast turn={turn} onSame={change} />
      </div>
      <div class="checks">
        {items.map((item) => (
          <CheckRow
            key={item}
            label={words.item[item]}
            hint={turn.bout.exercise.checklist[item] ?? ""}
            words={words.score}
            score={made.marks[item] ?? null}
            onScore={(score) => change({ marks: marked(made.marks, item, score) })}
          />
        ))}
      </div>
      <div class="foot">
        {mode === "tank" && (
          <p class="foot-lead" aria-hidden="true">
            {words.workout.tank[meaning(items, made.marks)]}
          </p>
        )}
        <button type="button" class={made.pain > 0 ? "pain hurts" : "pain"} onClick={onPain}>
          <span>{words.workout.pain}</span>
          <b class="pain-value">{made.pain}</b>
        </button>
        <Go workout={workout} turn={turn} made={made} mode={mode} onChange={change} />
      </div>
    </div>
  );
}

type Mode = "hold" | "stop" | "end_jumps" | "tank" | "log";

/** What the one button is for, just now. */
function modeOf(turn: Turn, made: TurnDraft): Mode {
  if (isTimed(turn.bout.exercise) && made.amount === null) return "hold";
  const advice = painAdvice(made.pain, turn.bout.exercise, catalog());
  if (advice === "stop" || advice === "end_jumps") return advice;
  return asksReserve(turn) ? "tank" : "log";
}

function marked(marks: Marks, item: keyof Marks, score: 0 | 1 | 2 | null): Marks {
  const { [item]: _before, ...rest } = marks;
  return score === null ? rest : { ...rest, [item]: score };
}

type AmountProps = {
  turn: Turn;
  made: TurnDraft;
  paused_ms: number | null;
  onChange: (amount: number) => void;
};

function Amount({ turn, made, paused_ms, onChange }: AmountProps) {
  const now_ms = useNow(made.guide && paused_ms === null ? 200 : null);
  const value = made.amount ?? counted(made, paused_ms ?? now_ms) ?? amountFor(turn);
  const timed = isTimed(turn.bout.exercise);
  const unit = timed ? "seconds" : "reps";
  return (
    <Stepper
      value={value}
      min={0}
      max={mostFor(turn)?.amount ?? AMOUNT_MAX}
      reading={words.amount(value, timed)}
      less={words.workout.fewer[unit]}
      more={words.workout.more[unit]}
      onChange={onChange}
    >
      <b>{value}</b>
      {words.workout[unit](value)}
    </Stepper>
  );
}

function SameAsLast({ turn, onSame }: { turn: Turn; onSame: (what: Partial<TurnDraft>) => void }) {
  const last = lastOfLeg(turn);
  // Nobody wants a rough set again.
  if (!last || isPoor(last.body, catalog())) return null;
  const { body } = last;
  const amount = Math.min(amountOf(body), mostFor(turn)?.amount ?? AMOUNT_MAX);
  const items = itemsOf(turn.bout.exercise);
  const scores = items.map((item) => body.checks[item] as 0 | 1 | 2);
  const same = () => onSame({ amount, marks: { ...body.checks } as Marks, pain: body.pain, guide: null });
  return (
    <button type="button" class="same" onClick={same}>
      {words.workout.sameAsLast}
      <span>
        {amount}{" "}
        <Dots scores={scores} label={words.clean(scores.filter((one) => one === 2).length, items.length)} />
      </span>
    </button>
  );
}

/**
 * A finger leaves the focus where it is, as everywhere in Safari: who has no keyboard needs none, and taking it from a
 * button that goes with its turn would have the browser lay out the page twice.
 */
function unfocused(event: MouseEvent): void {
  event.preventDefault();
}

type GoProps = {
  mode: Mode;
  workout: WorkoutLog;
  turn: Turn;
  made: TurnDraft;
  onChange: (what: Partial<TurnDraft>) => void;
};

/** The one button. Its words are what the tap will say; on a leg's last set it asks for the reserve as well. */
function Go({ workout, turn, made, mode, onChange }: GoProps) {
  const guarded = useGuard(turnKey(turn));
  const said = meaning(itemsOf(turn.bout.exercise), made.marks);
  const log = (rir: number | null) => {
    if (!guarded) void logTurn(workout, turn, rir);
  };
  if (mode === "hold") {
    const { paused_ms } = draftOf(workout.record);
    return <HoldButton turn={turn} made={made} paused_ms={paused_ms} onChange={onChange} />;
  }
  if (mode === "tank") return <Tank said={said} guarded={guarded} onLog={log} />;
  return (
    <button
      type="button"
      class={mode === "log" ? "go" : "go halt"}
      onMouseDown={unfocused}
      aria-disabled={guarded}
      {...atOnce(() => log(null))}
    >
      {mode === "log" && words.workout.log[said]}
      {mode === "stop" && words.workout.logStop}
      {mode === "end_jumps" && words.workout.logJumpsEnd}
    </button>
  );
}

type TankProps = { said: ReturnType<typeof meaning>; guarded: boolean; onLog: (rir: number) => void };

function Tank({ said, guarded, onLog }: TankProps) {
  return (
    <fieldset class="tank" aria-label={words.workout.tank[said]}>
      {words.workout.reserve.map((label, rir) => (
        <button
          key={label}
          type="button"
          class="go"
          onMouseDown={unfocused}
          aria-disabled={guarded}
          aria-label={words.workout.reserveSaid(words.workout.tank[said], label)}
          {...atOnce(() => onLog(rir))}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}

type HoldProps = Pick<GoProps, "turn" | "made" | "onChange"> & { paused_ms: number | null };

/** Starts a hold after a short count, stops it, or lets it end by itself: after as long as the other leg held. */
function HoldButton({ turn, made, paused_ms, onChange }: HoldProps) {
  const from_ms = made.hold_from_ms;
  const wall_ms = useNow(from_ms === null ? null : 200);
  const now_ms = paused_ms ?? wall_ms;
  const target = amountFor(turn);
  const over_ms = from_ms === null ? -1 : now_ms - from_ms - target * 1_000;
  useEffect(() => {
    if (over_ms >= FORGOTTEN_MS) onChange({ hold_from_ms: null });
    else if (over_ms >= 0) onChange({ hold_from_ms: null, amount: target });
  }, [over_ms >= 0]);
  if (from_ms === null) {
    return (
      <button
        type="button"
        class="go"
        onMouseDown={unfocused}
        {...atOnce(() => onChange({ hold_from_ms: Date.now() + GET_READY_MS }))}
      >
        {words.workout.start(target)}
      </button>
    );
  }
  const held = Math.max(0, Math.floor((now_ms - from_ms) / 1_000));
  const stop = () => onChange({ hold_from_ms: null, amount: held > 0 ? held : null });
  return (
    <button type="button" class="go" onMouseDown={unfocused} {...atOnce(stop)}>
      {words.workout.stop(held)}
    </button>
  );
}

/** True for a moment after a turn has come up. */
function useGuard(key: string): boolean {
  const [passed, pass] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => pass(key), GUARD_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return passed !== key;
}
