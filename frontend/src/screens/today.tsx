import { useEffect, useMemo, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { catalog, glance, newRecord, openWorkout, write } from "../store/live";
import type { Due, Item, NextSession } from "../training/answers";
import { dayNumber } from "../training/units";
import { Button } from "../ui/button";
import { ChooseOne } from "../ui/choice";
import { Icon } from "../ui/icon";
import { dates, minutes, moment, words } from "../words";
import { BackupLine } from "./backup_line";
import { dayToday, utcOffset_min } from "./day";
import { stageWords, templateName } from "./describe";
import { later } from "./later";
import { launched, openedFor } from "./launch";
import { Page } from "./page";
import { asksLighter, type Feeling, itemsFor, leads, sessionStart } from "./session_start";
import { weightWords } from "./settings";
import { Week } from "./today_week";
import { blank, keepDraft } from "./workout_draft";
import { flowNow, shownWorkout } from "./workout_log";
import "./today.css";

const DueCards = later(() => import("./today_due").then((cards) => cards.DueCards));
const FirstCards = later(() => import("./today_due").then((cards) => cards.FirstCards));
const LeftOpen = later(() => import("./today_open").then((cards) => cards.LeftOpen));
const CloseSheet = later(() => import("./today_open").then((cards) => cards.CloseSheet));
const SomethingWrong = later(() => import("./today_wrong").then((part) => part.SomethingWrong));
DueCards.load();
LeftOpen.load();

/** The next session and why it is today, what to answer first, and the week around it. */
export default function Today() {
  const seen = glance.value;
  const { route } = useLocation();
  const started = seen !== null && seen.recent.plan !== null;
  const opened = useMemo(() => (started ? openedFor(Date.now()) : null), [started]);
  useEffect(() => {
    if (!seen) return;
    if (!started) route("/welcome", true);
    else if (opened === "workout") route("/workout", true);
    else if (opened === "start" && seen.today.next) {
      void startToday(seen.today.next, NOT_ASKED, false).finally(() => route("/workout", true));
    }
    launched();
  }, [seen === null, started]);
  if (!seen || !started || opened) return null;

  const { today, on } = seen;
  return (
    <Page title={titleOf(today.next, on)} eyebrow={dates.full(on)}>
      <BackupLine />
      <DueCards due={today.due} />
      <LeftOpen />
      {openWorkout.value ? <OpenCard /> : <NextCard next={today.next} on={on} />}
      <FirstCards due={today.due} />
      <Week plan={seen.plan} on={on} />
      <SomethingWrong />
    </Page>
  );
}

/** Whether a point keeps the plan closed until it is settled. */
function isClosing(due: Due): boolean {
  return due.kind === "red_flag" || due.kind === "screening";
}

function titleOf(next: NextSession | null, on: number): string {
  if (openWorkout.value) return words.today.titleOpen;
  const due = glance.value?.today.due ?? [];
  if (due.some(isClosing)) return words.today.titleClosed;
  if (!next) return words.today.titleNone;
  if (dayNumber(next.on) === on) return words.today.titleToday;
  const trained = glance.value?.recent.sessions.some((session) => session.day === on && session.finished);
  return trained ? words.today.titleDone : words.today.titleRest;
}

/** A workout was left open: it goes on where it was, unless the plan has been closed since. */
function OpenCard() {
  const { route } = useLocation();
  const [closing, close] = useState(false);
  const workout = shownWorkout.value;
  if (!workout) return null;
  const { template, started_at } = workout.body;
  const { bouts } = flowNow(workout);
  const done = bouts.filter((bout) => bout.end !== null).length;
  const isExtra = catalog().extra_templates.includes(template);
  const isClosed = glance.value?.today.due.some(isClosing) === true;
  return (
    <section class="card hero">
      <h2>{templateName(catalog(), template)}</h2>
      <p class="quiet">
        {words.today.resumeFrom(moment(started_at))}.{" "}
        {!isExtra && `${words.today.resumeAt(done, bouts.length)}.`}
      </p>
      {isClosed ? (
        <p class="lead">{words.today.closed}</p>
      ) : (
        <Button look="primary big" onClick={() => route("/workout")}>
          <Icon name="play" /> {isExtra ? words.today.resumeExtra : words.today.resume}
        </Button>
      )}
      <Button look="bare wide" onClick={() => close(true)}>
        {words.today.closeIt}
      </Button>
      {closing && <CloseSheet workout={workout} onClose={() => close(false)} />}
    </section>
  );
}

const NOT_ASKED: Feeling = { sleep: null, energy: null };

function NextCard({ next, on }: { next: NextSession | null; on: number }) {
  const { route } = useLocation();
  const [feeling, setFeeling] = useState(NOT_ASKED);
  const [lighter, setLighter] = useState(false);
  if (!next) {
    const closed = glance.value?.today.due.some(isClosing);
    return <p class="lead">{closed ? words.today.closed : words.today.none}</p>;
  }
  const isToday = dayNumber(next.on) === on;
  const offered = asksLighter(feeling, catalog()) && !next.deload;
  const start = async () => {
    await startToday(next, feeling, lighter && offered);
    route("/workout");
  };
  return (
    <section class="card hero">
      <div class="stack">
        <p class="eyebrow">
          {words.today.meta(templateName(catalog(), next.template), minutes(next.minutes))}
          {next.deload && <span class="pill">{words.today.deload}</span>}
        </p>
        {!isToday && <h2>{words.today.nextOn(dates.weekday(dayNumber(next.on)))}</h2>}
        <p class="lead">{next.why}</p>
      </div>
      {isToday && <FeelingTaps feeling={feeling} onChange={setFeeling} />}
      {offered && (
        <label class="switch">
          <input type="checkbox" checked={lighter} onChange={() => setLighter(!lighter)} />
          <span>
            {words.today.bothPoor} <b>{words.today.lighter}</b>
          </span>
        </label>
      )}
      {isToday ? (
        <>
          <Button look="primary big" onClick={() => void start()}>
            <Icon name="play" /> {lighter && offered ? words.today.startLighter : words.today.start}
          </Button>
          <Contents items={next.items} />
        </>
      ) : (
        <>
          <details class="fold">
            <summary>{words.today.whatIsInIt}</summary>
            <Contents items={next.items} />
          </details>
          <Button look="wide" onClick={() => void start()}>
            {words.today.anyway}
          </Button>
        </>
      )}
    </section>
  );
}

/** Begins what is planned; the workout is then open. */
async function startToday(next: NextSession, feeling: Feeling, isLighter: boolean): Promise<void> {
  const record = newRecord();
  const at = {
    at_ms: Date.now(),
    on: dayToday(),
    utc_offset_min: utcOffset_min(),
    plan: glance.value?.recent.plan_id ?? null,
  };
  const items = itemsFor(next, isLighter);
  await write("session_started", sessionStart(next, feeling, isLighter, at, catalog()), record);
  const changed = items.flatMap((item) => (item.changed ? [[item.ladder, item.changed]] : []));
  const lead = leads(items, isLighter, (ladder) => glance.value?.legs.get(ladder) ?? null, catalog());
  keepDraft({ ...blank(record), changed: Object.fromEntries(changed), lead });
}

const FEELINGS = [
  { value: "poor", label: words.today.poor },
  { value: "ok", label: words.today.ok },
] as const;

function FeelingTaps({ feeling, onChange }: { feeling: Feeling; onChange: (feeling: Feeling) => void }) {
  return (
    <div class="feeling">
      {(["sleep", "energy"] as const).map((what) => (
        <ChooseOne
          key={what}
          label={words.today[what]}
          look="even"
          options={FEELINGS}
          chosen={feeling[what]}
          onChoose={(answer) => onChange({ ...feeling, [what]: answer })}
        />
      ))}
    </div>
  );
}

/** The exercises of a session, one line each. */
function Contents({ items }: { items: readonly Item[] }) {
  return (
    <ul class="lines contents">
      {items.map((item) => {
        const exercise = catalog().exerciseById.get(item.exercise);
        const facts = [
          stageWords(catalog(), item),
          item.load_g > 0 && weightWords(item.load_g),
          item.contacts > 0 && words.contacts(item.contacts),
        ];
        return (
          <li class="line" key={`${item.ladder} ${item.exercise}`}>
            <span class="grow">
              <b>{exercise?.name}</b>
              <small>
                {facts.filter(Boolean).join(" · ")}
                {item.changed && <em> {item.changed}</em>}
              </small>
            </span>
            <span class="dose">
              {words.dose(
                item.sets_left,
                item.sets_right,
                item.target,
                item.reps_low === null,
                exercise?.sides === "per_leg",
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
