import { catalog } from "../store/live";
import type { SessionLadder, SessionSet, Verdict } from "../training/answers";
import { Dots } from "../ui/dots";
import { LadderDrawing } from "../ui/ladder";
import { words } from "../words";
import { stageWords } from "./describe";
import { Leg } from "./leg";
import { weightWords } from "./settings";
import { itemsOf } from "./workout_tap";
import "./verdict.css";
import { doneWords, progressWords, verdictWords } from "../words/progress";

/** What a ladder's part of a session came to: a small ladder, a sentence, and the sets it rests on. */
export function VerdictCard({ ladder }: { ladder: SessionLadder }) {
  const { verdict, sets } = ladder;
  const [first] = sets;
  const at = verdict ?? (first && { exercise: first.exercise, stage: first.stage });
  if (!at || !first) return null;
  const done = catalog().exerciseById.get(first.exercise);
  return (
    <article class="card verdict">
      <SmallLadder ladder={ladder.ladder} exercise={at.exercise} stage={at.stage} from={first.exercise} />
      <div class="stack">
        <header class="row apart">
          <h2>{done?.name}</h2>
          {verdict && <VerdictPill verdict={verdict} />}
        </header>
        <p>{verdict?.reason ?? doneWords.noVerdict}</p>
        {verdict && isMoved(verdict, first) && (
          <p class="small">
            {doneWords.nextTime}: <b>{nextPlace(verdict)}</b>
          </p>
        )}
        <LegDots sets={sets} />
      </div>
    </article>
  );
}

function isMoved(verdict: Verdict, first: SessionSet): boolean {
  return verdict.exercise !== first.exercise || verdict.stage !== first.stage;
}

function nextPlace(verdict: Verdict): string {
  const name = catalog().exerciseById.get(verdict.exercise)?.name ?? verdict.exercise;
  return `${name}, ${stageWords(catalog(), { ...verdict, microstep: 0 })}`;
}

export function VerdictPill({ verdict }: { verdict: Verdict }) {
  const look = { advance: "up", regress: "back", stop: "stop", hold: "", return: "back" }[verdict.decision];
  return <span class={`pill ${look}`}>{verdictWords[verdict.code] ?? verdictWords[verdict.decision]}</span>;
}

/** The ladder with the runner on the rung of the next session; `from` is the rung of this one. */
export function SmallLadder(at: { ladder: string; exercise: string; stage: string; from?: string }) {
  const { exerciseById, ladderById } = catalog();
  const ladder = ladderById.get(at.ladder);
  const exercise = exerciseById.get(at.exercise);
  if (!ladder || !exercise) return null;
  const rung = ladder.rungs.indexOf(exercise.id);
  return (
    <LadderDrawing
      rungs={ladder.rungs.length}
      at={rung}
      from={at.from ? ladder.rungs.indexOf(at.from) : null}
      stage={exercise.stages.indexOf(at.stage)}
      stages={exercise.stages.length}
      label={progressWords.ladderLabel(ladder.name, rung + 1, ladder.rungs.length)}
    />
  );
}

const SIDES = ["left", "right", "both"] as const;

/** Per leg one dot for every rated item of every set, and what was done. */
export function LegDots({ sets }: { sets: readonly SessionSet[] }) {
  const legs = SIDES.map((side) => ({ side, own: sets.filter((set) => set.side === side) }));
  return (
    <ul class="leg-dots">
      {legs
        .filter(({ own }) => own.length > 0)
        .map(({ side, own }) => (
          <li key={side}>
            <Leg side={side} />
            {own.map((set) => (
              <SetDots set={set} key={set.record} />
            ))}
          </li>
        ))}
    </ul>
  );
}

function SetDots({ set }: { set: SessionSet }) {
  const exercise = catalog().exerciseById.get(set.exercise);
  const items = exercise ? itemsOf(exercise) : [];
  const scores = items.map((item) => (set.checks[item] ?? null) as 0 | 1 | 2 | null);
  const clean = scores.filter((score) => score === 2).length;
  return (
    <span class="set-dots">
      <Dots scores={scores} label={words.clean(clean, items.length)} />
      <span>
        {set.reps ?? set.seconds}
        {set.seconds !== null && " s"}
        {set.load_g > 0 && ` · ${weightWords(set.load_g)}`}
        {set.pain > 0 && ` · ${words.workout.painValue(set.pain)}`}
      </span>
    </span>
  );
}
