import { useState } from "preact/hooks";
import { catalog, openWorkout, type View, view } from "../store/live";
import { dayNumber } from "../training/units";
import { words } from "../words";
import { planWords } from "../words/plan";
import { BackupLine } from "./backup_line";
import { Page } from "./page";
import { AwayAndRaces } from "./plan_away";
import { DaySheet } from "./plan_day";
import { Runs } from "./plan_runs";
import { Way } from "./plan_way";
import { Weeks } from "./plan_weeks";
import "./plan.css";

/** Where the runner is on the way, the four weeks to come, and all that may change them. */
export default function Plan() {
  const seen = view.value;
  const [opened, open] = useState<number | null>(null);
  if (!seen) return null;
  if (!seen.state.plan) {
    return (
      <Page title={planWords.title}>
        <p class="lead">{planWords.empty}</p>
      </Page>
    );
  }
  const day = seen.plan.days.find((one) => dayNumber(one.on) === opened);
  return (
    <Page title={planWords.title} eyebrow={eyebrowOf(seen)}>
      <BackupLine />
      {isClosed(seen) && <Closed />}
      <Way />
      <Weeks onOpen={open} />
      <AwayAndRaces />
      <Runs />
      {day && <DaySheet key={day.on} day={day} underWay={isUnderWay(day.on)} onClose={() => open(null)} />}
    </Page>
  );
}

function eyebrowOf({ plan }: View): string {
  const phase = catalog().program.phases.find((one) => one.id === plan.phase);
  return planWords.eyebrow(plan.week, phase?.name ?? planWords.way.phase(plan.phase));
}

/** A red flag or a health answer keeps every session closed. */
function isClosed({ today }: View): boolean {
  return today.due.some(({ kind }) => kind === "red_flag" || kind === "screening");
}

function isUnderWay(on: string): boolean {
  return openWorkout.value?.body.performed_on === on;
}

function Closed() {
  return (
    <section class="card warn">
      <h2>{words.today.titleClosed}</h2>
      <p>{planWords.closed}</p>
      <a class="button" href="/">
        {planWords.toToday}
      </a>
    </section>
  );
}
