import { useState } from "preact/hooks";
import { catalog, newRecord, writeAll } from "../store/live";
import type { Item } from "../training/catalog";
import type { MorningChecked } from "../training/entries";
import { Button } from "../ui/button";
import { CheckRow } from "../ui/check_row";
import { ChooseOne } from "../ui/choice";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { words } from "../words";
import { dueWords } from "../words/due";
import { dayToday } from "./day";
import { Leg } from "./leg";
import { itemsOf, type Marks } from "./workout_tap";

const SORE = Object.entries(dueWords.sore).map(([value, label]) => ({
  value: value as MorningChecked["soreness"],
  label,
}));

/** A morning that is worse than usual: by how much, and how it felt after jumps. */
export function Worse({
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
    ? [{ value: 0, label: dueWords.asUsual }, ...dueWords.worseLevels]
    : dueWords.worseLevels;
  return (
    <Sheet title={dueWords.worseTitle} closeLabel={words.close} onClose={onClose}>
      <ChooseOne
        label={dueWords.worseTitle}
        hideLabel
        look="tall"
        options={levels}
        chosen={pain_change}
        onChoose={setChange}
      />
      {jumped && (
        <ChooseOne
          label={dueWords.soreTitle}
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
  { value: "self", label: dueWords.by.self },
  { value: "coach", label: dueWords.by.coach },
] as const;

/** The film of one set, rated leg by leg. */
export function VideoSheet({ exercise: id, onClose }: { exercise: string; onClose: () => void }) {
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
    const items = sides.map((side) => ({
      kind: "video_checked" as const,
      record: newRecord(),
      body: { exercise: id, side, performed_on, checks: marks[side] ?? {}, by },
    }));
    await writeAll(items);
    const run = () => void writeAll(items.map((item) => ({ ...item, body: null })));
    toast(dueWords.thanks, { label: words.undo, run });
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
      <ChooseOne label={dueWords.videoBy} options={BY} chosen={by} onChoose={setBy} />
      <Button look="primary big" disabled={!rated} onClick={() => void save()}>
        {dueWords.videoSave}
      </Button>
    </Sheet>
  );
}
