import { catalog, glance } from "../store/live";
import type { Due } from "../training/answers";
import { dayNumber } from "../training/units";
import { minutes } from "../words";
import { dueTestWords } from "../words/tests";
import { HardRun } from "./hard_run";
import { minutesFor } from "./measuring";

/** All tests that are due, in one card: how many, how long, and how they go with today's session. */
export function TestsCard({ due }: { due: readonly Due[] }) {
  const seen = glance.value;
  const tests = due.flatMap((one) => catalog().testById.get((one.kind === "test" && one.test) || "") ?? []);
  if (!seen || tests.length === 0) return null;
  return (
    <section class="card due">
      <h2>{dueTestWords.title(tests.length, minutes(minutesFor(tests, catalog())))}</h2>
      <p class="quiet">{tests.map((kind) => kind.name).join(" · ")}</p>
      <p>{whenWords()}</p>
      <HardRun state={seen.recent} />
      <a class="button" href="/tests">
        {dueTestWords.open}
      </a>
    </section>
  );
}

function whenWords(): string {
  const next = glance.value?.today.next;
  if (!next || dayNumber(next.on) !== glance.value?.on) return dueTestWords.withoutSession;
  return next.deload ? dueTestWords.withLighter : dueTestWords.withSession;
}
