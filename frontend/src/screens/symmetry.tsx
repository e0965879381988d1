import { catalog, type View, view } from "../store/live";
import { symmetry } from "../training";
import type { Leg as LegName, Symmetry as SymmetryAnswer, SymmetryControl } from "../training/answers";
import { type Adjustment, adjustments } from "../training/symmetry";
import { Drift } from "../ui/back_to_back";
import { Icon } from "../ui/icon";
import { symmetryWords } from "../words/symmetry";
import { bare } from "../words/tests";
import { Comparison } from "./comparison";
import { Leg } from "./leg";
import { daysOf, LEGS } from "./measuring";
import { Page } from "./page";
import {
  type Changes,
  changesNothing,
  changesOf,
  type Finding,
  rightAhead,
  type TestView,
  testViews,
} from "./symmetry_view";
import "./measuring.css";

/** Left and right, test by test: what is noise, what is real, and what it changes in the plan. */
export default function Symmetry() {
  const seen = view.value;
  if (!seen) return null;
  const { replayed, on } = seen;
  const answer = symmetry(replayed, catalog());
  const tests = testViews(replayed, catalog());
  const adjusted = adjustments(replayed, catalog());
  const changes = changesOf(adjusted, replayed, catalog());
  return (
    <Page title={symmetryWords.title}>
      <a class="button bare back" href="/progress">
        <Icon name="back" /> {symmetryWords.back}
      </a>
      {tests.length === 0 ? <Empty seen={seen} /> : <Headline answer={answer} tests={tests} />}
      {(tests.length > 0 || !changesNothing(changes)) && <ChangesCard changes={changes} />}
      {tests.length > 0 && (
        <section class="stack wide">
          <h2>{symmetryWords.tests}</h2>
          <p class="small key">{symmetryWords.key}</p>
          {[...tests].sort(byWeight).map((one) => (
            <TestCard key={one.kind.id} one={one} on={on} />
          ))}
        </section>
      )}
      <Control answer={answer} adjusted={adjusted} trained={seen.state.sessions.length > 0} />
      <a class="card link-card" href="/tests">
        <span class="grow">{symmetryWords.testsLink}</span> <Icon name="next" />
      </a>
      <section class="card">
        <h2>{symmetryWords.factsTitle}</h2>
        <ul class="bullets">
          {symmetryWords.facts.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    </Page>
  );
}

/** What is known for sure comes first, then what waits for a second day; noise keeps the order of a test day. */
function byWeight(a: TestView, b: TestView): number {
  return weightOf(b) - weightOf(a);
}

function weightOf({ finding, standing }: TestView): number {
  if (BEHIND.includes(finding) || standing.tier > 0) return 2;
  return finding === "once" ? 1 : 0;
}

/** No pair of legs has been measured: what to do, and how little it takes. */
function Empty({ seen }: { seen: View }) {
  const { tests, testById } = catalog();
  const started = tests.flatMap((kind) => {
    const last = kind.use_for_asymmetry ? daysOf(seen.state, kind.id).at(-1) : undefined;
    const leg = last && LEGS.find((one) => last[one] !== null);
    return leg ? [{ kind, leg }] : [];
  });
  const first = started[0]?.kind ?? testById.get(FIRST_TEST);
  return (
    <section class="card hero">
      <h2>{symmetryWords.empty.title}</h2>
      {started[0] ? (
        <p>{symmetryWords.empty.oneLeg(started[0].leg, started[0].kind.name)}</p>
      ) : (
        <p>{symmetryWords.empty.text}</p>
      )}
      {first && (
        <a class="button primary big" href={`/test/${first.id}`}>
          {symmetryWords.empty.start(first.name)}
        </a>
      )}
    </section>
  );
}

/** It takes a wall and says the most: the best studied of them, and no jump. */
const FIRST_TEST = "sl_calf_raise";

function Headline({ answer, tests }: { answer: SymmetryAnswer; tests: readonly TestView[] }) {
  const { headline_pct, lagging } = answer;
  const words = symmetryWords.headline;
  const { headline_days } = catalog().rules.asymmetry;
  return (
    <section class="card headline">
      {headline_pct === null ? (
        <h2>{tests.some(isOpen) ? words.open : words.none}</h2>
      ) : (
        <>
          <p class="headline-number">
            <b>{headline_pct} %</b> {words.label}
          </p>
          <h2>{headlineWords(lagging, tests)}</h2>
        </>
      )}
      <p class="small">{headline_pct === null ? words.noneText : words.text(headline_days)}</p>
    </section>
  );
}

function isOpen(one: TestView): boolean {
  return one.finding === "once";
}

function headlineWords(lagging: SymmetryAnswer["lagging"], tests: readonly TestView[]): string {
  const words = symmetryWords.headline;
  const behind = tests.filter((one) => BEHIND.includes(one.finding)).length;
  if (lagging === "left" || lagging === "right") return words.lagging(lagging, behind, tests.length);
  if (behind > 0) return words.differs;
  return tests.some(isOpen) ? words.open : words.even;
}

const BEHIND: readonly Finding[] = ["lagging", "priority", "refer"];

function ChangesCard({ changes }: { changes: Changes }) {
  const words = symmetryWords.changes;
  const { rules, test_day } = catalog();
  const { accessory, down_assessments, down_below_pct, expect_weeks } = rules.asymmetry;
  if (changesNothing(changes)) {
    return (
      <section class="card">
        <h2>{words.title}</h2>
        <p>{words.none}</p>
      </section>
    );
  }
  const ladder = (id: string) => catalog().ladderById.get(id)?.name ?? id;
  const exercise = (id: string) => catalog().exerciseById.get(id)?.name ?? id;
  const { first, extra, block, locked, frozen } = changes;
  return (
    <section class="card">
      <h2>{words.title}</h2>
      <ul class="in-plan">
        {first.map(({ leg, ladders, everywhere }) => (
          <li key={`first ${leg}`}>
            <Leg side={leg} />{" "}
            <span>{words.first(leg, everywhere ? words.everywhere : words.on(ladders.map(ladder)))}</span>
          </li>
        ))}
        {extra.map(({ leg, ladders, later }) => (
          <li key={`extra ${leg}`}>
            <Leg side={leg} /> <span>{words.extra(leg, ladders.map(ladder), later.map(ladder))}</span>
          </li>
        ))}
        {block && (
          <li>
            <Leg side={block.leg} />{" "}
            <span>
              {words.block(block.leg, block.exercises.map(exercise), accessory.sets, ...accessory.reps)}
            </span>
          </li>
        )}
        {frozen.length > 0 && (
          <li>
            <Leg side="both" /> <span>{words.frozen(frozen.map(ladder))}</span>
          </li>
        )}
        {locked.length > 0 && (
          <li>
            <Leg side="both" /> <span>{words.locked(locked.map(exercise))}</span>
          </li>
        )}
      </ul>
      <p class="small">
        {words.jumps} {words.lift(down_assessments, test_day.every_weeks, down_below_pct)}{" "}
        {words.expect(...expect_weeks)}
      </p>
    </section>
  );
}

function TestCard({ one, on }: { one: TestView; on: number }) {
  const { kind, newest, points, finding } = one;
  return (
    <article class="card">
      <header class="row apart">
        <h3>{kind.name}</h3>
        <span class={`pill ${finding === "refer" ? "back" : ""}`}>{symmetryWords.pills[finding]}</span>
      </header>
      <p class="small">{symmetryWords.measuredOn(newest.day)}</p>
      <Comparison one={one} on={on} />
      <Tier one={one} />
      {points.length > 1 && <Trend one={one} />}
      <a class="button" href={`/test/${kind.id}`} aria-label={symmetryWords.openTest(kind.name)}>
        {symmetryWords.open}
      </a>
    </article>
  );
}

/** The steps above it keep what it says, and their words build on its words. */
const FIRST_TIER = 1;

/** Where the test stands on the way up and down the steps. */
function Tier({ one }: { one: TestView }) {
  const { tier, entered, calm } = one.standing;
  const { tiers, down_assessments } = catalog().rules.asymmetry;
  const step = tiers[tier];
  if (tier === 0 || !step) return null;
  return (
    <div class="tier">
      <b>{symmetryWords.tier(tier, tiers.length - 1, step.name)}</b>
      {entered !== null && <span class="small"> {symmetryWords.since(entered)}</span>}
      {step.lagging_first && tier > FIRST_TIER && <p>{tiers[FIRST_TIER]?.text}</p>}
      <p>{step.text}</p>
      {calm.length > 0 && <p class="small">{symmetryWords.calm(calm.length, down_assessments)}</p>}
    </div>
  );
}

/** More would not fit on a screen, and a year of four-week tests is twelve. */
const DAYS_SHOWN = 12;

/** The same test over its dates, newest first: one dot a day, leaning to the leg that did better. */
function Trend({ one }: { one: TestView }) {
  const { kind, points } = one;
  const shown = [...points].reverse().slice(0, DAYS_SHOWN);
  const scale =
    1.15 * Math.max(...shown.flatMap((point) => [point.noise, Math.abs(rightAhead(kind, point))]), 1);
  return (
    <details class="fold" open={weightOf(one) > 0}>
      <summary>{symmetryWords.trend}</summary>
      <ol class="trend">
        {shown.map((point) => {
          const left = bare(kind, point.left);
          const right = bare(kind, point.right);
          return (
            <li key={point.day}>
              <span class="aside">{symmetryWords.point(point.day, left, right, point.real)}</span>
              <span class="trend-day" aria-hidden="true">
                {symmetryWords.day(point.day)}
              </span>
              <span class="trend-value" aria-hidden="true">
                {left}
              </span>
              <Drift at={rightAhead(kind, point)} noise={point.noise} scale={scale} real={point.real} />
              <span class="trend-value" aria-hidden="true">
                {right}
              </span>
            </li>
          );
        })}
      </ol>
      <p class="small">{symmetryWords.trendKey}</p>
    </details>
  );
}

type ControlProps = {
  answer: SymmetryAnswer;
  adjusted: ReadonlyMap<string, Adjustment>;
  trained: boolean;
};

/** What the log of the sets says about the legs, ladder by ladder. */
function Control({ answer, adjusted, trained }: ControlProps) {
  if (!trained) return null;
  return (
    <section class="card">
      <h2>{symmetryWords.control.title}</h2>
      {answer.control.length === 0 && <p>{symmetryWords.control.none}</p>}
      {answer.control.map((gap) => (
        <Gap key={`${gap.ladder} ${gap.kind}`} gap={gap} first={adjusted.get(gap.ladder)?.leg ?? null} />
      ))}
    </section>
  );
}

/** One gap, and who goes first on that ladder: tests speak before the log, and gaps may contradict each other. */
function Gap({ gap, first }: { gap: SymmetryControl; first: LegName | null }) {
  const { ladderById, rules } = catalog();
  const words = symmetryWords.control;
  const name = ladderById.get(gap.ladder)?.name ?? gap.ladder;
  const { leg } = gap;
  if (leg === "both") return null;
  const isQuality = gap.kind === "quality_gap";
  return (
    <div class="stack gap">
      <p class="row">
        <Leg side={leg} />
        <span class="grow">
          {isQuality
            ? words.quality(leg, name, rules.asymmetry.points_sessions)
            : words.rir(leg, name, rules.asymmetry.rir_sessions)}
        </span>
      </p>
      <p class="small">
        {words.values(gap.left, gap.right, isQuality ? words.qualityBars : words.rirBars)}{" "}
        {first === leg && words.first(leg)}
        {first === null && words.neither}
        {(first === "left" || first === "right") && first !== leg && words.tests(first)}
      </p>
    </div>
  );
}
