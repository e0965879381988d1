import { catalog, type View, view } from "../store/live";
import type { Test as TestKind } from "../training/catalog";
import { dayNumber } from "../training/units";
import { Icon } from "../ui/icon";
import { minutes } from "../words";
import { bare, reading, testsWords, unitOf } from "../words/tests";
import { Films } from "./films";
import { HardRun } from "./hard_run";
import { closedWhy, countedOf, daysOf, dueReason, LEGS, type MeasuredDay, minutesFor } from "./measuring";
import { Page } from "./page";
import "./measuring.css";

/** Every test in the order of a test day, the due ones first. */
export default function Tests() {
  const seen = view.value;
  if (!seen) return null;
  const due = dueTests(seen);
  const others = catalog().tests.filter((kind) => !due.includes(kind));
  return (
    <Page title={testsWords.title} eyebrow={testsWords.eyebrow}>
      <p>{testsWords.intro}</p>
      {due.length > 0 && (
        <section class="card due">
          <h2>{testsWords.due}</h2>
          <p class="quiet">{testsWords.dueIn(minutes(minutesFor(due, catalog())))}</p>
          <HardRun state={seen.state} />
          <TestLines tests={due} seen={seen} due />
        </section>
      )}
      <section class="card">
        <h2>{due.length > 0 ? testsWords.others : testsWords.all}</h2>
        {due.length === 0 && <p class="quiet">{nextDay(seen)}</p>}
        <TestLines tests={others} seen={seen} due={false} />
      </section>
      <a class="card link-card" href="/symmetry">
        <span class="grow">{testsWords.symmetryLink}</span> <Icon name="next" />
      </a>
      <Films seen={seen} />
      <TestDay />
    </Page>
  );
}

function dueTests({ today }: View): TestKind[] {
  return today.due.flatMap((one) => catalog().testById.get((one.kind === "test" && one.test) || "") ?? []);
}

/** The next day the plan holds tests for, else when any of them may be done. */
function nextDay({ plan, on }: View): string {
  const next = plan.days.find((day) => dayNumber(day.on) > on && day.tests.length > 0);
  return next ? `${testsWords.next(dayNumber(next.on))} ${testsWords.allHint}` : testsWords.allHint;
}

function TestLines({ tests, seen, due }: { tests: readonly TestKind[]; seen: View; due: boolean }) {
  return (
    <ul class="lines">
      {tests.map((kind) => (
        <li key={kind.id}>
          <a class="line" href={`/test/${kind.id}`}>
            <span class="grow">
              <b>{kind.name}</b>
              <small class="hint">{lastWords(kind, daysOf(seen.state, kind.id).at(-1))}</small>
              <small class="hint">
                {due ? testsWords.why[dueReason(kind.id, seen.replayed, catalog())] : closedWords(kind, seen)}
              </small>
            </span>
            <Icon name="next" />
          </a>
        </li>
      ))}
    </ul>
  );
}

function closedWords(kind: TestKind, seen: View): string | null {
  const why = closedWhy(kind, seen, catalog());
  return why && testsWords.closed[why];
}

/** "L 27 · R 24 reps, 3 Nov". */
function lastWords(kind: TestKind, last: MeasuredDay | undefined): string {
  if (!last) return testsWords.never;
  const values = LEGS.flatMap((leg) => {
    const measured = last[leg];
    if (!measured) return [];
    const value = countedOf(kind, measured.body.trials);
    return [testsWords.legValue(leg, kind.unit === "pass_fail" ? reading(kind, value) : bare(kind, value))];
  });
  return `${values.join(" · ")} ${unitOf(kind, 0)}, ${testsWords.lastOn(last.day)}`;
}

function TestDay() {
  const { test_day } = catalog();
  const [low, high] = test_day.warmup_minutes;
  const lines = [
    testsWords.warmup(low, high),
    ...test_day.text,
    testsWords.between(test_day.between_legs_s),
    testsWords.stopAt(test_day.stop_pain),
  ];
  return (
    <section class="card">
      <h2>{testsWords.testDay}</h2>
      <ul class="bullets">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
