import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { catalog, view } from "../store/live";
import { session as sessionOf } from "../training";
import type { LadderProgress, SessionSet, Today } from "../training/answers";
import type { Session } from "../training/fold";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Sheet } from "../ui/sheet";
import { dates, words } from "../words";
import { progressWords } from "../words/progress";
import { rungWords } from "../words/rungs";
import { stageWords } from "./describe";
import { NotFound } from "./not_found";
import { Page } from "./page";
import { Streak } from "./progress";
import { RungPanel } from "./rung_panel";
import { SetLine } from "./set_line";
import { VerdictPill } from "./verdict_card";

/** One ladder, large, and the sets its last verdict rests on. */
export default function ProgressLadder() {
  const { ladder: id } = useRoute().params;
  const seen = view.value;
  if (!seen) return null;
  const at = seen.progress.ladders.find((one) => one.ladder === id);
  const ladder = catalog().ladderById.get(id ?? "");
  if (!at || !ladder) return <NotFound />;
  return (
    <Page title={ladder.name}>
      <a class="button bare back" href="/progress">
        <Icon name="back" /> {progressWords.back}
      </a>
      {at.verdict && (
        <section class="card">
          <header class="row apart">
            <Streak clean={at.streak} />
            <VerdictPill verdict={at.verdict} />
          </header>
          <p class="lead">{at.verdict.reason}</p>
        </section>
      )}
      {!isClosed(seen.today) && <Choose at={at} />}
      <BigLadder at={at} rungs={ladder.rungs} />
      <RestsOn because={at.verdict?.because ?? []} ladder={at.ladder} />
    </Page>
  );
}

function isClosed({ due }: Today): boolean {
  return due.some((one) => one.kind === "red_flag" || one.kind === "screening");
}

/** Another rung by the runner's own choice. */
function Choose({ at }: { at: LadderProgress }) {
  const [shown, show] = useState(false);
  return (
    <>
      <Button look="wide" onClick={() => show(true)}>
        {rungWords.change}
      </Button>
      {shown && (
        <Sheet title={rungWords.title} closeLabel={words.close} onClose={() => show(false)}>
          <RungPanel ladder={at.ladder} place={at} onChosen={() => show(false)} />
        </Sheet>
      )}
    </>
  );
}

function BigLadder({ at, rungs }: { at: LadderProgress; rungs: readonly string[] }) {
  const here = rungs.indexOf(at.exercise);
  return (
    <ol class="big-ladder" aria-label={progressWords.rungs}>
      {rungs.map((id, index) => {
        const exercise = catalog().exerciseById.get(id);
        const look = index === here ? "here" : index < here ? "climbed" : "";
        return (
          <li class={`big-rung ${look}`} key={id} aria-current={index === here ? "step" : undefined}>
            <b>{exercise?.name}</b>
            {index === here && (
              <span class="row">
                {progressWords.here}: {stageWords(catalog(), at)}
              </span>
            )}
            {index > here && exercise && <span class="row">{exercise.entry_text.join(" · ")}</span>}
          </li>
        );
      })}
    </ol>
  );
}

/** The sets and mornings a verdict names, session by session, newest first. */
function RestsOn({ because, ladder }: { because: readonly string[]; ladder: string }) {
  const sessions = view.value?.state.sessions.filter((one) => touches(one, ladder, because)) ?? [];
  return (
    <section class="stack">
      <h2>{progressWords.restsOn}</h2>
      {sessions.length === 0 && <p class="quiet">{progressWords.restsOnNothing}</p>}
      {[...sessions].reverse().map((one) => (
        <article class="card" key={one.record}>
          <h3>{dates.full(one.day)}</h3>
          <div class="lines">
            {setsOf(one.record, ladder).map((set) => (
              <div class="line" key={set.record}>
                <SetLine set={set} />
              </div>
            ))}
          </div>
          {one.morning && <p class="small">{progressWords.morning(one.morning.pain_change)}</p>}
        </article>
      ))}
    </section>
  );
}

function touches(session: Session, ladder: string, because: readonly string[]): boolean {
  return session.sets.get(ladder)?.some((set) => because.includes(set.id)) ?? false;
}

function setsOf(record: string, ladder: string): readonly SessionSet[] {
  const seen = view.value;
  const session = seen && sessionOf(seen.replayed, catalog(), record);
  return session?.ladders.find((one) => one.ladder === ladder)?.sets ?? [];
}
