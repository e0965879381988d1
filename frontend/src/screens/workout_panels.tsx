import { useLocation } from "preact-iso";
import { catalog } from "../store/live";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { Stepper } from "../ui/stepper";
import { words } from "../words";
import { easierWords, endWords, menuWords, painWords, skipWords } from "../words/panels";
import { stageWords } from "./describe";
import { loadStep_g, weightWords } from "./settings";
import { turnKey } from "./workout_actions";
import { goEasier, putOff, skipBout } from "./workout_changes";
import { changeTurn, turnDraftOf } from "./workout_draft";
import { finish } from "./workout_finish";
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
  pain: [painWords.title, PainPanel],
  how: [menuWords.how, HowPanel],
  sets: [menuWords.sets, SetsPanel],
  easier: [easierWords.title, EasierPanel],
  skip: [skipWords.title, SkipPanel],
  weight: [menuWords.weight, WeightPanel],
  note: [menuWords.note, NotePanel],
  end: [endWords.title, EndPanel],
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
          {panel === "pain" ? menuWords.hurts : menuWords[panel]}
        </Button>
      ))}
      <Button look="wide bare" onClick={() => route("/")}>
        {menuWords.leave}
      </Button>
    </div>
  );
}

function HowPanel({ turn }: PanelProps) {
  const { exercise } = turn.bout;
  return (
    <>
      <Lines title={menuWords.setup} lines={[exercise.setup]} />
      <Lines title={menuWords.steps} lines={exercise.how} />
      <Lines title={menuWords.think} lines={exercise.cues} />
      <section class="stack">
        <h3>{menuWords.good}</h3>
        <dl class="good">
          {itemsOf(exercise).map((item) => (
            <div key={item}>
              <dt>{words.item[item]}</dt>
              <dd>{exercise.checklist[item]}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Lines title={menuWords.faults} lines={exercise.faults} />
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
      <p>{places.length > 0 ? easierWords.text : easierWords.none}</p>
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
      {exercise.easier.length > 0 && <Lines title={easierWords.tips} lines={exercise.easier} />}
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
        {skipWords.later}
      </Button>
      {REASONS.map((why) => (
        <Button key={why} look="wide" onClick={() => skip(why)}>
          {skipWords[why]}
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
        <span class="aside">{menuWords.note}</span>
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
      <p>{endWords.text}</p>
      {REASONS.map((why) => (
        <Button key={why} look="wide big two-lines" onClick={() => void end(why)}>
          <span>{endWords[why]}</span>
          <small>{endWords[`${why}Hint`]}</small>
        </Button>
      ))}
    </>
  );
}
