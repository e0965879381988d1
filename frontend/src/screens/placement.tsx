import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { catalog, view, writeAll } from "../store/live";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { words } from "../words";
import { placementWords } from "../words/placement";
import { useHeading } from "./page";
import {
  foundOn,
  isAskedFor,
  keepsByDefault,
  PLACEMENT,
  placementChoices,
  placementFlow,
} from "./placement_flow";
import { FoundCard } from "./placement_found";
import { undoLast } from "./workout_actions";
import { draftOf } from "./workout_draft";
import { WarmUp } from "./workout_ends";
import { discardWorkout } from "./workout_finish";
import type { Flow, WorkoutLog } from "./workout_flow";
import { flowNow, runsAs } from "./workout_log";
import { TurnScreen, UnsavedBar } from "./workout_turn";

runsAs(PLACEMENT, placementFlow);

/** Finding the first rung of each ladder: warm-up, one try after the other, and where you start. */
export function Placement({ workout }: { workout: WorkoutLog }) {
  const flow = flowNow(workout);
  if (workout.sets.length === 0 && !draftOf(workout.record).warmed) return <WarmUp workout={workout} />;
  if (flow.turn) return <TurnScreen workout={workout} flow={flow} turn={flow.turn} />;
  return workout.sets.length > 0 ? (
    <WhereYouStart workout={workout} flow={flow} />
  ) : (
    <Nothing workout={workout} />
  );
}

/** Each ladder's rung and why, and one tap that makes it so. */
function WhereYouStart({ workout, flow }: { workout: WorkoutLog; flow: Flow }) {
  const heading = useHeading(placementWords.endTitle);
  const { route } = useLocation();
  const seen = view.value;
  const [said, say] = useState<Readonly<Record<string, boolean>>>({});
  if (!seen) return null;
  const found = foundOn(workout, seen.replayed, catalog());
  const mayKeep = !isAskedFor(seen.replayed, catalog());
  const keeps = (ladder: string) => {
    const one = found.find((each) => each.ladder === ladder);
    return mayKeep && one !== undefined && (said[ladder] ?? keepsByDefault(one, catalog()));
  };
  const start = async () => {
    const at_ms = Date.now();
    const kept = found.map((one) => one.ladder).filter(keeps);
    const stopped = flow.bouts.some((bout) => bout.end === "skipped");
    const hurt = flow.bouts.some((bout) => bout.end === "pain");
    const ended = hurt ? "pain" : stopped ? "time" : "complete";
    await writeAll([
      ...placementChoices(found, kept, at_ms).map((body) => ({ kind: "rung_chosen" as const, body })),
      {
        kind: "session_finished",
        record: workout.record,
        body: { session: workout.record, finished_at: at_ms, rpe: null, ended, note: null },
      },
    ]);
    toast(placementWords.set);
    route("/", true);
  };
  return (
    <main class="page in-workout">
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {placementWords.endTitle}
        </h1>
        <p class="quiet">{placementWords.endText}</p>
      </header>
      <UnsavedBar />
      {found.map((one) => (
        <FoundCard
          key={one.ladder}
          found={one}
          kept={mayKeep && one.limit.why !== "untried" ? keeps(one.ladder) : null}
          onKeep={(keep) => say({ ...said, [one.ladder]: keep })}
        />
      ))}
      <div class="page-foot sticky">
        <Button look="primary big" onClick={() => void start()}>
          {placementWords.start}
        </Button>
        {flow.last && (
          <Button look="bare wide" onClick={() => undoLast(flow)}>
            {words.workout.undoLast}
          </Button>
        )}
      </div>
    </main>
  );
}

/** Every ladder was left out: nothing to place by, and nothing to keep. */
function Nothing({ workout }: { workout: WorkoutLog }) {
  const heading = useHeading(placementWords.nothingTitle);
  const { route } = useLocation();
  return (
    <main class="page in-workout">
      <h1 ref={heading} tabIndex={-1}>
        {placementWords.nothingTitle}
      </h1>
      <p class="lead">{placementWords.nothingText}</p>
      <Button
        look="primary big"
        onClick={() => void discardWorkout(workout.record).then(() => route("/", true))}
      >
        {placementWords.toToday}
      </Button>
    </main>
  );
}
