import { useEffect, useState } from "preact/hooks";
import { catalog } from "../store/live";
import { setContacts } from "../training/jumps";
import { isTimed } from "../training/route";
import { Bar } from "../ui/bar";
import { Button } from "../ui/button";
import { words } from "../words";
import { amountWords, stageWords, tempoWords } from "./describe";
import { later } from "./later";
import { useHeading } from "./page";
import { weightWords } from "./settings";
import { turnKey } from "./workout_actions";
import { goOn, skipBout } from "./workout_changes";
import { changeTurn, draftOf, turnDraftOf } from "./workout_draft";
import { type Flow, type Turn, troubled, type WorkoutLog } from "./workout_flow";
import { retryUnsaved, unsavedCount } from "./workout_log";
import { Pad } from "./workout_pad";
import type { Panel } from "./workout_panels";
import { Stage } from "./workout_stage";
import { amountFor, lastOfLeg, lighter } from "./workout_tap";

const WorkoutPanel = later(() => import("./workout_panels").then((panels) => panels.WorkoutPanel));

type TurnProps = { workout: WorkoutLog; flow: Flow; turn: Turn };

/** One turn: which leg, which exercise, how much, and the pad to log it. */
export function TurnScreen({ workout, flow, turn }: TurnProps) {
  const [panel, open] = useState<Panel | null>(null);
  const key = turnKey(turn);
  useEffect(() => open(null), [key]);
  useEffect(WorkoutPanel.load, []);
  return (
    <main class={`workout ${turn.side}`}>
      <Stage workout={workout} flow={flow} turn={turn} onMenu={() => open("menu")} />
      <div class="workout-body">
        <UnsavedBar />
        <What workout={workout} turn={turn} />
        {turn.bout.enough ? (
          <Enough workout={workout} turn={turn} />
        ) : (
          <>
            <PoorNotice workout={workout} turn={turn} onEasier={() => open("rung")} />
            <Pad workout={workout} turn={turn} onPain={() => open("pain")} />
            {turn.bout.trial && (
              <Button look="bare link" onClick={() => open("skip")}>
                {words.workout.highEnough}
              </Button>
            )}
          </>
        )}
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
    contactWords(bout),
  ];
  const told = [leadWords(turn), bout.moved ? null : draftOf(workout.record).changed[bout.ladder]];
  const jumps = exercise.category === "plyometric";
  const cue = jumps ? words.workout.stopJumps : exercise.cues[0];
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
      {told.map(
        (line) =>
          line && (
            <p class="changed" key={line}>
              {line}
            </p>
          ),
      )}
      {!isTimed(exercise) && (jumps || !lastOfLeg(turn)) && <p class="cue">{cue}</p>}
    </div>
  );
}

/** How many landings the whole exercise asks of a foot. */
function contactWords({ exercise, target, shared }: Turn["bout"]): string | null {
  const contacts = setContacts(exercise, target) * shared;
  return contacts > 0 ? words.workout.contacts(contacts) : null;
}

/** What a confirmed lagging leg changes in this set. */
function leadWords({ bout, side, set_no }: Turn): string | null {
  if (!bout.lead) return null;
  const leg = words.legs.name[bout.lead.side];
  if (set_no > bout.shared) return bout.shared > 0 ? words.workout.oneMore(leg) : words.workout.alone(leg);
  return side === bout.lead.side ? words.workout.leads(leg) : words.workout.copies(leg);
}

/** Two rough sets end an exercise for the day, unless the runner wants it otherwise. */
function Enough({ workout, turn }: { workout: WorkoutLog; turn: Turn }) {
  const { bout } = turn;
  return (
    <section class="card warn enough">
      <h2>{words.workout.enoughTitle}</h2>
      <p>{words.workout.enough}</p>
      <Button look="primary big" onClick={() => skipBout(workout, bout, "quality")}>
        {words.workout.enoughEnd}
      </Button>
      <Button look="wide" onClick={() => goOn(workout, bout)}>
        {words.workout.goOn}
      </Button>
    </section>
  );
}

type NoticeProps = { workout: WorkoutLog; turn: Turn; onEasier: () => void };

/** After a rough or a sore set, for the rest of the exercise: less range, more support, less weight, or a rung down. */
function PoorNotice({ workout, turn, onEasier }: NoticeProps) {
  const { bout } = turn;
  const bad = troubled(bout, catalog());
  if (!bad || catalog().extra_templates.includes(workout.body.template)) return null;
  const key = turnKey(turn);
  const load_g = turnDraftOf(workout.record, key).load_g ?? bout.load_g;
  const less_g = lighter(load_g, workout.step_g, catalog().rules.in_session.poor_less_load_pct);
  return (
    <div class="poor">
      <p>
        <b>{bad.why === "pain" ? words.workout.soreTitle : words.workout.poorTitle}</b>{" "}
        {bout.exercise.easier[0] ?? words.workout.lessRange}
      </p>
      {load_g > 0 && load_g >= (bad.set.load_g ?? 0) && (
        <Button onClick={() => changeTurn(workout.record, key, { load_g: less_g })}>
          {words.workout.lighter(less_g > 0 ? weightWords(less_g) : words.workout.noWeight)}
        </Button>
      )}
      <Button onClick={onEasier}>{words.workout.easier}</Button>
    </div>
  );
}
