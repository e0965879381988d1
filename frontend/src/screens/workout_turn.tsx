import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { catalog } from "../store/live";
import { isTimed } from "../training/route";
import { Bar } from "../ui/bar";
import { Button } from "../ui/button";
import { words } from "../words";
import { amountWords, stageWords, tempoWords } from "./describe";
import { later } from "./later";
import { useHeading } from "./page";
import { weightWords } from "./settings";
import { draftOf, turnDraftOf, turnKey } from "./workout_draft";
import type { Flow, Turn, WorkoutLog } from "./workout_flow";
import { retryUnsaved, unsavedCount } from "./workout_log";
import { Pad } from "./workout_pad";
import type { Panel } from "./workout_panels";
import { Stage } from "./workout_stage";
import { amountFor, lastOfLeg } from "./workout_tap";

const notices = () => import("./workout_notices");
const Told = later(() => notices().then((found) => found.Told));
const Before = later(
  () => notices().then((found) => found.Before),
  undefined,
  () => null,
);
const Trouble = later(() => notices().then((found) => found.Trouble));
const HighEnough = later(() => notices().then((found) => found.HighEnough));
const WorkoutPanel = later(() => import("./workout_panels").then((panels) => panels.WorkoutPanel));

type TurnProps = { workout: WorkoutLog; flow: Flow; turn: Turn };

/** One turn: which leg, which exercise, how much, and the pad to log it. */
export function TurnScreen({ workout, flow, turn }: TurnProps) {
  const [panel, open] = useState<Panel | null>(null);
  const key = turnKey(turn);
  // With the turn, not after it is drawn: what the runner opens over the new one stays.
  useLayoutEffect(() => open(null), [key]);
  useEffect(WorkoutPanel.load, []);
  return (
    <main class={`workout ${turn.side}`}>
      <Stage workout={workout} flow={flow} turn={turn} onMenu={() => open("menu")} />
      <div class="workout-body">
        <UnsavedBar />
        <What workout={workout} turn={turn} />
        <Trouble workout={workout} turn={turn} onEasier={() => open("rung")} />
        {!turn.bout.enough && (
          <Pad workout={workout} turn={turn} onPain={() => open("pain")} onWeight={() => open("weight")} />
        )}
        {turn.bout.trial && <HighEnough turn={turn} onEnough={() => open("skip")} />}
      </div>
      {panel && <WorkoutPanel panel={panel} open={open} workout={workout} flow={flow} turn={turn} />}
    </main>
  );
}

/** Sets on the screen that the phone has not stored: loud, and never lost from the screen. */
export function UnsavedBar() {
  const sets = unsavedCount.value;
  if (sets === 0) return null;
  return (
    <Bar bad>
      <span>{words.workout.unsaved(sets)}</span>
      <Button onClick={() => void retryUnsaved()}>{words.workout.retry}</Button>
    </Bar>
  );
}

function What({ workout, turn }: { workout: WorkoutLog; turn: Turn }) {
  const { bout } = turn;
  const { exercise } = bout;
  const heading = useHeading(exercise.name);
  const dose = amountWords(exercise, amountFor(turn));
  const load_g = turnDraftOf(workout.record, turnKey(turn)).load_g ?? bout.load_g;
  const facts = [
    bout.trial ? null : stageWords(catalog(), bout.place),
    tempoWords(exercise, bout.tempo),
    load_g > 0 && words.workout.weightLine(weightWords(load_g)),
  ];
  const changed = bout.moved ? null : draftOf(workout.record).changed[bout.ladder];
  const jumps = exercise.category === "plyometric";
  return (
    <div class="what">
      <h1 ref={heading} tabIndex={-1}>
        {exercise.name}
      </h1>
      <p>
        <b class="what-dose">{words.workout.doseEach(dose, exercise.sides === "per_leg")}</b>
        {facts.map(
          (fact) =>
            fact && [
              " · ",
              <span class="fact" key={fact}>
                {fact}
              </span>,
            ],
        )}
      </p>
      {(bout.lead || jumps) && <Told turn={turn} />}
      <Before workout={workout} turn={turn} />
      {changed && <p class="changed">{changed}</p>}
      {!isTimed(exercise) && !jumps && !lastOfLeg(turn) && <p class="cue">{exercise.cues[0]}</p>}
    </div>
  );
}
