import { useLocation } from "preact-iso";
import { catalog, glance, openWorkout, wholeView, write, writeAll } from "../store/live";
import type { Session } from "../training/fold";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { count, dates, words } from "../words";
import { dueWords } from "../words/due";
import { endWords } from "../words/panels";
import { foundOn, isAskedFor, keepsByDefault, PLACEMENT, placementChoices } from "./placement_flow";
import { discardWorkout, finish } from "./workout_finish";
import type { Why, WorkoutLog } from "./workout_flow";

const REASONS: readonly Why[] = ["time", "quality", "pain"];

/** Ends the open workout without going back into it. */
export function CloseSheet({ workout, onClose }: { workout: WorkoutLog; onClose: () => void }) {
  const { route } = useLocation();
  const isEmpty = workout.sets.length === 0;
  const end = async (why: Why) => {
    await finish(workout, why, null, "");
    route(`/done/${workout.record}`);
  };
  return (
    <Sheet title={endWords.title} closeLabel={words.close} onClose={onClose}>
      <p>{isEmpty ? endWords.nothing : endWords.text}</p>
      {isEmpty ? (
        <Button look="wide big" onClick={() => void discardWorkout(workout.record).then(onClose)}>
          {endWords.discard}
        </Button>
      ) : (
        REASONS.map((why) => (
          <Button key={why} look="wide big two-lines" onClick={() => void end(why)}>
            <span>{endWords[why]}</span>
            <small>{endWords[`${why}Hint`]}</small>
          </Button>
        ))
      )}
    </Sheet>
  );
}

/** How far back an unfinished session is asked about. Design choice: a week later nobody remembers. */
const ASKED_DAYS = 7;

/** Workouts of days before that nobody finished: how they ended decides what they count for. */
export function LeftOpen() {
  const seen = glance.value;
  const left = seen?.recent.sessions.findLast(
    (one) =>
      one.day < seen.on &&
      seen.on - one.day <= ASKED_DAYS &&
      !one.finished &&
      one.sets.size > 0 &&
      one.record !== openWorkout.value?.record,
  );
  if (!left) return null;
  return left.body.template === PLACEMENT ? <LeftPlacement left={left} /> : <LeftSession left={left} />;
}

const setsOf = (session: Session) => [...session.sets.values()].flat();

function LeftSession({ left }: { left: Session }) {
  const sets = setsOf(left);
  const { leftEnds } = dueWords;
  const close = async (ended: keyof typeof leftEnds) => {
    // It ended with its last set, whenever it is closed.
    const finished_at = Math.max(...sets.map((set) => set.body.performed_at));
    const body = { session: left.record, finished_at, rpe: null, ended, note: null };
    await write("session_finished", body, left.record);
    const undo = () => void write("session_finished", null, left.record);
    toast(dueWords.leftClosed, { label: words.undo, run: undo });
  };
  const ends = Object.entries(leftEnds) as [keyof typeof leftEnds, string][];
  return (
    <section class="card due">
      <h2>{dueWords.leftOpen(dates.weekday(left.day))}</h2>
      <p>{dueWords.leftOpenText(count(sets.length, "set", "sets"))}</p>
      <div class="two">
        {ends.map(([ended, label]) => (
          <Button key={ended} onClick={() => void close(ended)}>
            {label}
          </Button>
        ))}
      </div>
    </section>
  );
}

function LeftPlacement({ left }: { left: Session }) {
  const { route } = useLocation();
  const sets = setsOf(left);
  const use = async () => {
    const seen = await wholeView();
    if (!seen) return;
    const found = foundOn({ body: left.body, sets }, seen.replayed, catalog());
    const mayKeep = !isAskedFor(seen.replayed, catalog());
    const kept = found.filter((one) => mayKeep && keepsByDefault(one, catalog())).map((one) => one.ladder);
    const at_ms = Date.now();
    const body = { session: left.record, finished_at: at_ms, rpe: null, ended: "time", note: null } as const;
    await writeAll([
      ...placementChoices(found, kept, at_ms).map((choice) => ({
        kind: "rung_chosen" as const,
        body: choice,
      })),
      { kind: "session_finished", record: left.record, body },
    ]);
    route(`/done/${left.record}`);
  };
  const drop = () =>
    void writeAll([
      { kind: "session_started", record: left.record, body: null },
      ...sets.map(({ record }) => ({ kind: "set_logged" as const, record, body: null })),
    ]);
  return (
    <section class="card due">
      <h2>{dueWords.leftOpen(dates.weekday(left.day))}</h2>
      <p>{dueWords.leftOpenTrial(count(sets.length, "set", "sets"))}</p>
      <div class="two">
        <Button onClick={() => void use()}>{dueWords.leftUse}</Button>
        <Button onClick={drop}>{dueWords.leftDrop}</Button>
      </div>
    </section>
  );
}
