import { useState } from "preact/hooks";
import { catalog, newRecord, view, write, writeAll } from "../store/live";
import type { Due } from "../training/answers";
import type { Item } from "../training/catalog";
import type { MorningChecked } from "../training/entries";
import { Button } from "../ui/button";
import { CheckRow } from "../ui/check_row";
import { ChooseOne } from "../ui/choice";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { dates, words } from "../words";
import { dayToday } from "./day";
import { Leg } from "./leg";
import type { Marks } from "./workout_tap";
import { itemsOf } from "./workout_tap";

/** Whether a point keeps the plan closed until it is settled. */
export function isClosing(due: Due): boolean {
  return due.kind === "red_flag" || due.kind === "screening";
}

/** What to answer before anything else, one card each. */
export function DueCards({ due }: { due: readonly Due[] }) {
  return (
    <>
      {due.map((one) => {
        if (one.kind === "morning_check" && one.session)
          return <Morning key={one.session} session={one.session} />;
        if (one.kind === "video_check" && one.exercise)
          return <Video key={one.exercise} exercise={one.exercise} />;
        if (one.kind === "red_flag" && one.flag) return <Flag key={one.flag} flag={one.flag} />;
        if (one.kind === "screening") return <Screening key="screening" />;
        return null;
      })}
    </>
  );
}

/** The morning question: one tap when all is as usual. */
function Morning({ session }: { session: string }) {
  const [worse, setWorse] = useState(false);
  const last = view.value?.state.sessions.find((one) => one.record === session);
  if (!last) return null;
  const jumped = [...last.sets.keys()].some(
    (ladder) => catalog().ladderById.get(ladder)?.priority === "plyo",
  );
  const answer = (pain_change: number, soreness: MorningChecked["soreness"]) => {
    setWorse(false);
    const body = { session, checked_on: dayToday(), pain_change, soreness };
    void write("morning_checked", body, session).then(() =>
      toast(words.due.thanks, { label: words.undo, run: () => void write("morning_checked", null, session) }),
    );
  };
  return (
    <section class="card due">
      <h2>{words.due.morningTitle}</h2>
      <p class="quiet">{words.due.morningWhich(dates.weekday(last.day))}</p>
      <div class="three">
        <Button onClick={() => answer(-1, "none")}>{words.due.better}</Button>
        <Button onClick={() => answer(0, "none")}>{words.due.asUsual}</Button>
        <Button onClick={() => setWorse(true)}>{words.due.worse}</Button>
      </div>
      {jumped && (
        <Button look="bare link" onClick={() => setWorse(true)}>
          {words.due.soreAfterJumps}
        </Button>
      )}
      {worse && <Worse jumped={jumped} onAnswer={answer} onClose={() => setWorse(false)} />}
    </section>
  );
}

const SORE = Object.entries(words.due.sore).map(([value, label]) => ({
  value: value as MorningChecked["soreness"],
  label,
}));

function Worse({
  jumped,
  onAnswer,
  onClose,
}: {
  jumped: boolean;
  onAnswer: (pain_change: number, soreness: MorningChecked["soreness"]) => void;
  onClose: () => void;
}) {
  const [pain_change, setChange] = useState<number | null>(null);
  const [soreness, setSoreness] = useState<MorningChecked["soreness"] | null>(null);
  const ready = pain_change !== null && (!jumped || soreness !== null);
  const levels = jumped
    ? [{ value: 0, label: words.due.asUsual }, ...words.due.worseLevels]
    : words.due.worseLevels;
  return (
    <Sheet title={words.due.worseTitle} closeLabel={words.close} onClose={onClose}>
      <ChooseOne
        label={words.due.worseTitle}
        hideLabel
        look="tall"
        options={levels}
        chosen={pain_change}
        onChoose={setChange}
      />
      {jumped && (
        <ChooseOne
          label={words.due.soreTitle}
          look="tall"
          options={SORE}
          chosen={soreness}
          onChoose={setSoreness}
        />
      )}
      <Button
        look="primary big"
        disabled={!ready}
        onClick={() => onAnswer(pain_change ?? 0, soreness ?? "none")}
      >
        {words.save}
      </Button>
    </Sheet>
  );
}

const BY = [
  { value: "self", label: words.due.by.self },
  { value: "coach", label: words.due.by.coach },
] as const;

/** A film of one set of each leg, rated from outside: what a new rung of a hard exercise waits for. */
function Video({ exercise: id }: { exercise: string }) {
  const [open, setOpen] = useState(false);
  const exercise = catalog().exerciseById.get(id);
  if (!exercise) return null;
  return (
    <section class="card due">
      <h2>{words.due.videoTitle(exercise.name)}</h2>
      <p>{words.due.videoText}</p>
      <Button onClick={() => setOpen(true)}>{words.due.videoOpen}</Button>
      {open && <VideoSheet exercise={id} onClose={() => setOpen(false)} />}
    </section>
  );
}

function VideoSheet({ exercise: id, onClose }: { exercise: string; onClose: () => void }) {
  const exercise = catalog().exerciseById.get(id);
  const [marks, setMarks] = useState<Record<string, Marks>>({});
  const [by, setBy] = useState<"self" | "coach">("self");
  if (!exercise) return null;
  const sides = exercise.sides === "both" ? (["both"] as const) : (["left", "right"] as const);
  const items = itemsOf(exercise);
  const rated = sides.every((side) => items.every((item) => marks[side]?.[item] !== undefined));
  const mark = (side: string, item: Item, score: 0 | 1 | 2 | null) => {
    const { [item]: _before, ...rest } = marks[side] ?? {};
    setMarks({ ...marks, [side]: score === null ? rest : { ...rest, [item]: score } });
  };
  const save = async () => {
    const performed_on = dayToday();
    await writeAll(
      sides.map((side) => ({
        kind: "video_checked" as const,
        record: newRecord(),
        body: { exercise: id, side, performed_on, checks: marks[side] ?? {}, by },
      })),
    );
    toast(words.due.thanks);
    onClose();
  };
  return (
    <Sheet title={exercise.name} closeLabel={words.close} onClose={onClose}>
      {sides.map((side) => (
        <section class="stack" key={side}>
          <h3 class="row">
            <Leg side={side} /> {words.legs.adjective[side]}
          </h3>
          {items.map((item) => (
            <CheckRow
              key={item}
              label={words.item[item]}
              hint={exercise.checklist[item] ?? ""}
              words={words.score}
              score={marks[side]?.[item] ?? null}
              onScore={(score) => mark(side, item, score)}
            />
          ))}
        </section>
      ))}
      <ChooseOne label={words.due.videoBy} options={BY} chosen={by} onChoose={setBy} />
      <Button look="primary big" disabled={!rated} onClick={() => void save()}>
        {words.due.videoSave}
      </Button>
    </Sheet>
  );
}

function Flag({ flag }: { flag: string }) {
  const known = catalog().safety.red_flags.find((one) => one.id === flag);
  const open = view.value?.state.red_flags.find((one) => one.flag === flag);
  const settle = () =>
    open && void write("red_flag_changed", { flag, open: false, changed_on: dayToday() }, open.record);
  return (
    <section class="card bad">
      <h2>{words.due.flagTitle}</h2>
      <p>
        <b>{known?.text}</b>
      </p>
      <p>{known && words.due.level[known.level]}</p>
      <Button onClick={settle}>{words.due.flagClear}</Button>
    </section>
  );
}

function Screening() {
  return (
    <section class="card warn">
      <h2>{words.due.screeningTitle}</h2>
      <p>{words.due.screeningText}</p>
      <a class="button" href="/welcome">
        {words.due.screeningOpen}
      </a>
    </section>
  );
}
