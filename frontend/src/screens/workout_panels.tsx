import { useLocation } from "preact-iso";
import { catalog } from "../store/live";
import type { Exercise } from "../training/catalog";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { words } from "../words";
import { alongWords } from "../words/along";
import { noticeWords } from "../words/notices";
import { addWords, endWords, menuWords, painWords, skipWords, trialWords } from "../words/panels";
import { rungWords } from "../words/rungs";
import { later } from "./later";
import { leaveOpen } from "./launch";
import { RungPanel } from "./rung_panel";
import { SoundSettings } from "./sound_settings";
import { WeightStepper } from "./weight_stepper";
import { addSets, putOff, skipBout } from "./workout_changes";
import { changeDraft, changeTurn, draftOf, turnDraftOf, turnKey } from "./workout_draft";
import { discardWorkout, finish } from "./workout_finish";
import type { Bout, Flow, Side, Turn, Why, WorkoutLog } from "./workout_flow";
import { PainPanel } from "./workout_pain";
import { SetsPanel } from "./workout_sets";
import { itemsOf, mostFor } from "./workout_tap";

export type Panel =
  | "menu"
  | "pain"
  | "how"
  | "sets"
  | "rung"
  | "skip"
  | "add"
  | "weight"
  | "note"
  | "sound"
  | "end";

export type PanelProps = {
  workout: WorkoutLog;
  flow: Flow;
  turn: Turn;
  open: (panel: Panel | null) => void;
};

/** What slides up over a turn. */
export function WorkoutPanel({ panel, ...props }: PanelProps & { panel: Panel }) {
  const [title, Body] = PANELS[panel];
  const ladder = catalog().ladderById.get(props.turn.bout.ladder)?.name ?? "";
  const ofTrial = panel === "skip" ? ladder : panel === "end" ? trialWords.endTitle : title;
  return (
    <Sheet
      title={props.turn.bout.trial ? ofTrial : title}
      closeLabel={words.close}
      onClose={() => props.open(null)}
    >
      <Body {...props} />
    </Sheet>
  );
}

const PANELS: Record<Panel, [title: string, (props: PanelProps) => preact.JSX.Element]> = {
  menu: [words.workout.menu, MenuPanel],
  pain: [painWords.title, PainPanel],
  how: [menuWords.how, HowPanel],
  sets: [menuWords.sets, SetsPanel],
  rung: [rungWords.title, RungChoice],
  skip: [skipWords.title, SkipPanel],
  weight: [menuWords.weight, WeightPanel],
  note: [menuWords.note, NotePanel],
  add: [addWords.title, AddPanel],
  sound: [alongWords.settings, SoundSettings],
  end: [endWords.title, EndPanel],
};

type Entry = Exclude<Panel, "menu">;
const MENU: readonly Entry[] = [
  "how",
  "sets",
  "rung",
  "add",
  "skip",
  "weight",
  "note",
  "sound",
  "pain",
  "end",
];
/** A placement and the hop test have their rungs and their sets, and no weight. */
const FIXED_MENU = MENU.filter((panel) => !["rung", "add", "weight"].includes(panel));

function MenuPanel({ workout, turn, open }: PanelProps) {
  const { route } = useLocation();
  const fixed = catalog().extra_templates.includes(workout.body.template);
  const leave = () => {
    route("/");
    leaveOpen(workout.record);
  };
  const names = {
    ...menuWords,
    pain: menuWords.hurts,
    add: addWords.title,
    sound: alongWords.settings,
    rung: rungWords.title,
    skip: turn.bout.trial ? menuWords.skipLadder : menuWords.skip,
    end: turn.bout.trial ? trialWords.endTitle : menuWords.end,
  };
  return (
    <div class="menu">
      {(fixed ? FIXED_MENU : MENU).map((panel) => (
        <Button key={panel} look={panel === "end" ? "wide danger" : "wide"} onClick={() => open(panel)}>
          {names[panel]}
        </Button>
      ))}
      <Button look="wide bare" onClick={leave}>
        {menuWords.leave}
      </Button>
    </div>
  );
}

/** The text is there without it. */
const DrawnFault = later<{ exercise: Exercise; side: Turn["side"] }>(
  () => import("./fault_and_fix").then((part) => part.FaultAndFix),
  undefined,
  () => null,
);

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
      <DrawnFault exercise={exercise} side={turn.side} />
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

function RungChoice({ turn, open }: PanelProps) {
  const { ladder, place } = turn.bout;
  return <RungPanel ladder={ladder} place={place} onChosen={() => open(null)} />;
}

/** One more set of what is next, or of what was done last. */
function AddPanel({ workout, flow, turn, open }: PanelProps) {
  const last = flow.bouts.find((bout) => flow.last && bout.sets.includes(flow.last));
  const bouts = last && last !== turn.bout ? [turn.bout, last] : [turn.bout];
  const add = (bout: Bout, legs: readonly Side[]) => {
    open(null);
    addSets(workout, bout, legs);
  };
  return (
    <>
      <p class="quiet">{addWords.text}</p>
      {bouts.map((bout) => (
        <section class="stack" key={bout.index}>
          <h3>{bout.exercise.name}</h3>
          {bout.exercise.sides === "both" ? (
            <Button look="wide" onClick={() => add(bout, ["both"])}>
              {addWords.one}
            </Button>
          ) : (
            <div class="menu">
              <Button look="wide" onClick={() => add(bout, ["left"])}>
                {words.legs.name.left}
              </Button>
              <Button look="wide" onClick={() => add(bout, ["right"])}>
                {words.legs.name.right}
              </Button>
              <Button look="wide" onClick={() => add(bout, bothLegs(bout))}>
                {addWords.both}
              </Button>
            </div>
          )}
        </section>
      ))}
    </>
  );
}

/** In the order in which this exercise takes them. */
function bothLegs({ slots }: Bout): readonly Side[] {
  return slots[0]?.side === "right" ? ["right", "left"] : ["left", "right"];
}

const REASONS: readonly Why[] = ["time", "quality", "pain"];

function SkipPanel({ workout, turn, open }: PanelProps) {
  const skip = (why: Why) => {
    open(null);
    skipBout(workout, turn.bout, why);
  };
  const { trial, exercise } = turn.bout;
  return (
    <>
      <p class="quiet">{trial ? trialWords.skipText : exercise.name}</p>
      <Button
        look="wide"
        onClick={() => {
          open(null);
          putOff(workout, turn.bout);
        }}
      >
        {skipWords.later}
      </Button>
      {!trial && exercise.equipment.length > 0 && (
        <Button look="wide two-lines" onClick={() => open("rung")}>
          <span>{skipWords.gear}</span>
          <small>{skipWords.gearHint(exercise.equipment.join(", "))}</small>
        </Button>
      )}
      {REASONS.map((why) => (
        <Button key={why} look="wide" onClick={() => skip(why)}>
          {trial ? trialWords[why] : skipWords[why]}
        </Button>
      ))}
    </>
  );
}

function WeightPanel({ workout, turn, open }: PanelProps) {
  const key = turnKey(turn);
  const most = mostFor(turn);
  const load_g = turnDraftOf(workout.record, key).load_g ?? turn.bout.load_g;
  return (
    <>
      {most && (
        <p class="quiet">{noticeWords.copies(words.legs.name[turn.side === "left" ? "right" : "left"])}</p>
      )}
      <WeightStepper
        load_g={load_g}
        most_g={most?.load_g ?? null}
        onChange={(value) => changeTurn(workout.record, key, { load_g: value })}
      />
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

/** The end before the last set. A workout without a set leaves nothing behind. */
function EndPanel({ workout, flow }: PanelProps) {
  const { route } = useLocation();
  if (workout.sets.length === 0) {
    const discard = () => void discardWorkout(workout.record).then(() => route("/", true));
    return (
      <>
        <p>{endWords.nothing}</p>
        <Button look="wide big" onClick={discard}>
          {endWords.discard}
        </Button>
      </>
    );
  }
  if (workout.body.template === "placement") {
    const rest = flow.bouts.filter((bout) => bout.end === null).map((bout) => [bout.index, "time"]);
    const { skipped } = draftOf(workout.record);
    const stop = () => changeDraft(workout.record, { skipped: { ...skipped, ...Object.fromEntries(rest) } });
    return (
      <>
        <p>{trialWords.endText}</p>
        <Button look="wide big" onClick={stop}>
          {trialWords.end}
        </Button>
      </>
    );
  }
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
