import { useState } from "preact/hooks";
import { catalog, glance, write } from "../store/live";
import type { Due } from "../training/answers";
import type { MorningChecked } from "../training/entries";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { dates, words } from "../words";
import { dueWords } from "../words/due";
import { hopWords } from "../words/placement";
import { dayToday } from "./day";
import { recordsOf, setFlag } from "./red_flags";
import { HopsCard, PlacementCard } from "./today_extra";
import { VideoSheet, Worse } from "./today_sheets";
import { TestsCard } from "./today_tests";

/** What to answer before anything else, one card each. */
export function DueCards({ due }: { due: readonly Due[] }) {
  return (
    <>
      {due.map((one) => {
        if (one.kind === "morning_check" && one.session)
          return <Morning key={one.session} session={one.session} />;
        if (one.kind === "video_check" && one.exercise)
          return <Video key={one.exercise} exercise={one.exercise} />;
        // Raised on two phones it is still one sign.
        if (one.kind === "red_flag" && one.flag && due.find((each) => each.flag === one.flag) === one)
          return <Flag key={one.flag} flag={one.flag} />;
        if (one.kind === "screening") return <Screening key="screening" />;
        if (one.kind === "placement" && !glance.value?.isNew) return <PlacementCard key="placement" />;
        if (one.kind === "hop_tolerance") return <HopsCard key="hops" />;
        return null;
      })}
      <TestsCard due={due} />
    </>
  );
}

/** What may be done before the first session: under it, since that one can begin without. */
export function FirstCards({ due }: { due: readonly Due[] }) {
  const isOffered = glance.value?.isNew && due.some((one) => one.kind === "placement");
  return isOffered ? <PlacementCard /> : null;
}

/** The morning question: one tap when all is as usual. */
function Morning({ session }: { session: string }) {
  const [worse, setWorse] = useState(false);
  const last = glance.value?.recent.sessions.find((one) => one.record === session);
  if (!last) return null;
  const jumped = [...last.sets.keys()].some(
    (ladder) => catalog().ladderById.get(ladder)?.priority === "plyo",
  );
  const answer = (pain_change: number, soreness: MorningChecked["soreness"]) => {
    setWorse(false);
    const body = { session, checked_on: dayToday(), pain_change, soreness };
    void write("morning_checked", body, session).then(() =>
      toast(dueWords.thanks, { label: words.undo, run: () => void write("morning_checked", null, session) }),
    );
  };
  return (
    <section class="card due">
      <h2>{dueWords.morningTitle}</h2>
      <p class="quiet">
        {dueWords.morningWhich(dates.weekday(last.day))}
        {last.body.template === "hop_tolerance" && ` ${hopWords.morning}`}
      </p>
      <div class="three">
        <Button onClick={() => answer(-1, "none")}>{dueWords.better}</Button>
        <Button onClick={() => answer(0, "none")}>{dueWords.asUsual}</Button>
        <Button onClick={() => setWorse(true)}>{dueWords.worse}</Button>
      </div>
      {jumped && (
        <Button look="bare link" onClick={() => setWorse(true)}>
          {dueWords.soreAfterJumps}
        </Button>
      )}
      {worse && <Worse jumped={jumped} onAnswer={answer} onClose={() => setWorse(false)} />}
    </section>
  );
}

/** A film of one set of each leg, rated from outside: what a new rung of a hard exercise waits for. */
function Video({ exercise: id }: { exercise: string }) {
  const [open, setOpen] = useState(false);
  const exercise = catalog().exerciseById.get(id);
  if (!exercise) return null;
  return (
    <section class="card due">
      <h2>{dueWords.videoTitle(exercise.name)}</h2>
      <p>{dueWords.videoText}</p>
      <Button onClick={() => setOpen(true)}>{dueWords.videoOpen}</Button>
      {open && <VideoSheet exercise={id} onClose={() => setOpen(false)} />}
    </section>
  );
}

function Flag({ flag }: { flag: string }) {
  const known = catalog().safety.red_flags.find((one) => one.id === flag);
  const settle = async () => {
    const records = recordsOf(flag);
    await setFlag(flag, records, false);
    toast(dueWords.flagCleared, { label: words.undo, run: () => void setFlag(flag, records, true) });
  };
  return (
    <section class="card bad">
      <h2>{dueWords.flagTitle}</h2>
      <p>
        <b>{known?.text}</b>
      </p>
      <p>{known && dueWords.level[known.level]}</p>
      <Button onClick={() => void settle()}>{dueWords.flagClear}</Button>
    </section>
  );
}

function Screening() {
  return (
    <section class="card warn">
      <h2>{dueWords.screeningTitle}</h2>
      <p>{dueWords.screeningText}</p>
      <a class="button" href="/welcome">
        {dueWords.screeningOpen}
      </a>
    </section>
  );
}
