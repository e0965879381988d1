import { useLocation } from "preact-iso";
import { catalog, write } from "../store/live";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { Stepper } from "../ui/stepper";
import { words } from "../words";
import { stageWords } from "./describe";
import { loadStep_g, weightWords } from "./settings";
import { goEasier, putOff, skipBout, turnKey } from "./workout_actions";
import { changeTurn, turnDraftOf } from "./workout_draft";
import { easierPlaces, type Flow, type Turn, type Why, type WorkoutLog } from "./workout_flow";
import { PainPanel } from "./workout_pain";
import { SetsPanel } from "./workout_sets";
import { itemsOf } from "./workout_tap";

export type Panel = "menu" | "pain" | "how" | "sets" | "easier" | "skip" | "weight" | "note" | "end";

export type PanelProps = {
  workout: WorkoutLog;
  flow: Flow;
  turn: Turn;
  open: (panel: Panel | null) => void;
};

const LOAD_MAX_G = 300_000;

/** What slides up over a turn. */
export function WorkoutPanel({ panel, ...props }: PanelProps & { panel: Panel }) {
  const [title, Body] = PANELS[panel];
  return (
    <Sheet title={title} closeLabel={words.close} onClose={() => props.open(null)}>
      <Body {...props} />
    </Sheet>
  );
}

const PANELS: Record<Panel, [title: string, (props: PanelProps) => preact.JSX.Element]> = {
  menu: [words.workout.menu, MenuPanel],
  pain: [words.pain.title, PainPanel],
  how: [words.menu.how, HowPanel],
  sets: [words.menu.sets, SetsPanel],
  easier: [words.easier.title, EasierPanel],
  skip: [words.skip.title, SkipPanel],
  weight: [words.menu.weight, WeightPanel],
  note: [words.menu.note, NotePanel],
  end: [words.end.title, EndPanel],
};

const MENU: readonly Exclude<Panel, "menu">[] = [
  "how",
  "sets",
  "easier",
  "skip",
  "weight",
  "note",
  "pain",
  "end",
];

function MenuPanel({ open }: PanelProps) {
  const { route } = useLocation();
  return (
    <div class="menu">
      {MENU.map((panel) => (
        <Button key={panel} look={panel === "end" ? "wide danger" : "wide"} onClick={() => open(panel)}>
          {panel === "pain" ? words.menu.hurts : words.menu[panel]}
        </Button>
      ))}
      <Button look="wide bare" onClick={() => route("/")}>
        {words.menu.leave}
      </Button>
    </div>
  );
}

function HowPanel({ turn }: PanelProps) {
  const { exercise } = turn.bout;
  return (
    <>
      <Lines title={words.menu.setup} lines={[exercise.setup]} />
      <Lines title={words.menu.steps} lines={exercise.how} />
      <Lines title={words.menu.think} lines={exercise.cues} />
      <section class="stack">
        <h3>{words.menu.good}</h3>
        <dl class="good">
          {itemsOf(exercise).map((item) => (
            <div key={item}>
              <dt>{words.item[item]}</dt>
              <dd>{exercise.checklist[item]}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Lines title={words.menu.faults} lines={exercise.faults} />
    </>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section class="stack">
      <h3>{title}</h3>
      <ul class="bullets">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function EasierPanel({ turn, open }: PanelProps) {
  const places = easierPlaces(turn.bout, catalog());
  const { exercise } = turn.bout;
  return (
    <>
      <p>{places.length > 0 ? words.easier.text : words.easier.none}</p>
      {places.map((place) => (
        <Button
          key={`${place.exercise}:${place.stage}:${place.microstep}`}
          look="wide big two-lines"
          onClick={() => {
            open(null);
            void goEasier(turn.bout, place);
          }}
        >
          <span>{catalog().exerciseById.get(place.exercise)?.name}</span>
          <small>{stageWords(catalog(), place)}</small>
        </Button>
      ))}
      {exercise.easier.length > 0 && <Lines title={words.easier.tips} lines={exercise.easier} />}
    </>
  );
}

const REASONS: readonly Why[] = ["time", "quality", "pain"];

function SkipPanel({ workout, turn, open }: PanelProps) {
  const skip = (why: Why) => {
    open(null);
    skipBout(workout, turn.bout, why);
  };
  return (
    <>
      <p class="quiet">{turn.bout.exercise.name}</p>
      <Button
        look="wide"
        onClick={() => {
          open(null);
          putOff(workout, turn.bout);
        }}
      >
        {words.skip.later}
      </Button>
      {REASONS.map((why) => (
        <Button key={why} look="wide" onClick={() => skip(why)}>
          {words.skip[why]}
        </Button>
      ))}
    </>
  );
}

function WeightPanel({ workout, turn, open }: PanelProps) {
  const key = turnKey(turn);
  const load_g = turnDraftOf(workout.record, key).load_g ?? turn.bout.load_g;
  return (
    <>
      <Stepper
        value={load_g}
        min={0}
        max={LOAD_MAX_G}
        step={loadStep_g()}
        reading={weightWords(load_g)}
        less={words.workout.fewer.weight}
        more={words.workout.more.weight}
        onChange={(value) => changeTurn(workout.record, key, { load_g: value })}
      >
        <b>{load_g > 0 ? weightWords(load_g) : words.workout.noWeight}</b>
      </Stepper>
      <Button look="primary big" onClick={() => open(null)}>
        {words.save}
      </Button>
    </>
  );
}

const NOTE_MAX_CHARS = 400;

function NotePanel({ workout, turn, open }: PanelProps) {
  const key = turnKey(turn);
  return (
    <>
      <label class="field">
        <span class="aside">{words.menu.note}</span>
        <textarea
          maxLength={NOTE_MAX_CHARS}
          value={turnDraftOf(workout.record, key).note}
          onInput={(event) => changeTurn(workout.record, key, { note: event.currentTarget.value })}
        />
      </label>
      <Button look="primary big" onClick={() => open(null)}>
        {words.save}
      </Button>
    </>
  );
}

function EndPanel({ workout }: PanelProps) {
  const { route } = useLocation();
  const end = async (ended: Why) => {
    await finish(workout, ended, null, "");
    route(`/done/${workout.record}`, true);
  };
  return (
    <>
      <p>{words.end.text}</p>
      {REASONS.map((why) => (
        <Button key={why} look="wide big two-lines" onClick={() => void end(why)}>
          <span>{words.end[why]}</span>
          <small>{words.end[`${why}Hint`]}</small>
        </Button>
      ))}
    </>
  );
}

/** Closes the workout. A session has one finish, so it bears the session's own id and can be taken back anywhere. */
export function finish(workout: WorkoutLog, ended: "complete" | Why, rpe: number | null, note: string) {
  const body = { session: workout.record, finished_at: Date.now(), rpe, ended, note: note || null };
  return write("session_finished", body, workout.record);
}
