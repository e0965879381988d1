import { useLocation, useRoute } from "preact-iso";
import { catalog, view, write } from "../store/live";
import { session as sessionOf } from "../training";
import type { Code, Decision, Session, SessionLadder } from "../training/answers";
import type { LoggedSet } from "../training/fold";
import { dayNumber } from "../training/units";
import { Button } from "../ui/button";
import { dates, minutes } from "../words";
import { hopWords } from "../words/placement";
import { doneWords } from "../words/progress";
import { BackupLine } from "./backup_line";
import { templateName } from "./describe";
import { hopOutcome } from "./hop_outcome";
import { InstallCard } from "./install_card";
import { NotFound } from "./not_found";
import { Page } from "./page";
import { foundOn, PLACEMENT } from "./placement_flow";
import { FoundCard } from "./placement_found";
import { SetLine } from "./set_line";
import { VerdictCard } from "./verdict_card";

const MS_PER_MIN = 60_000;

/** The end of a session: what was done, one verdict per ladder, what comes next. */
export default function Done() {
  const { session: record } = useRoute().params;
  const { route } = useLocation();
  const seen = view.value;
  if (!seen || !record) return null;
  const session = sessionOf(seen.replayed, catalog(), record);
  if (!session) return <NotFound text={doneWords.missing} />;
  if (catalog().extra_templates.includes(session.template)) return <DoneExtra session={session} />;
  const sets = session.ladders.reduce((sum, ladder) => sum + ladder.sets.length, 0);
  const { next } = seen.today;
  const isToday = dayNumber(session.performed_on) === seen.on;
  return (
    <Page title={titleOf(session)} eyebrow={templateName(catalog(), session.template)} tabs={false}>
      <BackupLine />
      <p class="lead">
        {doneWords.summary(sets, session.ladders.length)} {next && nextWords(next.on, next.minutes, seen.on)}
      </p>
      {session.deload && <p class="quiet">{doneWords.deload}</p>}
      {[...session.ladders]
        .sort((a, b) => weight(a) - weight(b))
        .map((ladder) => (
          <VerdictCard key={ladder.ladder} ladder={ladder} />
        ))}
      {isToday && sets > 0 && <p class="small middle">{doneWords.tomorrow}</p>}
      {/* Once there is something to come back for. */}
      {isToday && sets > 0 && <InstallCard />}
      {isToday && <UnfinishButton session={record} />}
      <div class="page-foot sticky">
        <Button look="primary big" onClick={() => route("/")}>
          {doneWords.finish}
        </Button>
      </div>
    </Page>
  );
}

/** A placement or a hop session: nothing is judged, so it says what was found. */
function DoneExtra({ session }: { session: Session }) {
  const { route } = useLocation();
  const seen = view.value;
  const folded = seen?.state.sessions.find((one) => one.record === session.session);
  if (!seen || !folded) return null;
  const sets = [...folded.sets.values()].flat();
  const isToday = dayNumber(session.performed_on) === seen.on;
  const placed = session.template === PLACEMENT;
  return (
    <Page title={titleOf(session)} eyebrow={templateName(catalog(), session.template)} tabs={false}>
      <BackupLine />
      {placed ? (
        foundOn({ body: folded.body, sets }, seen.replayed, catalog()).map((found) => (
          <FoundCard key={found.ladder} found={found} kept={null} />
        ))
      ) : (
        <HopResult session={session} sets={sets} />
      )}
      {isToday && <UnfinishButton session={session.session} />}
      <div class="page-foot sticky">
        <Button look="primary big" onClick={() => route("/")}>
          {doneWords.finish}
        </Button>
      </div>
    </Page>
  );
}

function HopResult({ session, sets }: { session: Session; sets: readonly LoggedSet[] }) {
  const outcome = hopOutcome(
    sets.map((set) => set.body),
    catalog(),
  );
  const { answered } = hopWords;
  const morning = session.pain_change;
  const isAnswered = outcome === "quiet" && morning !== null;
  const said = isAnswered
    ? answered[morning > catalog().gates.plyo_gate.hop_tolerance.morning_max ? "worse" : "quiet"]
    : hopWords.outcome[outcome];
  return (
    <>
      <p class="lead">{said}</p>
      <section class="card">
        <div class="lines">
          {sets.map((set) => (
            <div class="line" key={set.record}>
              <SetLine set={set.body} />
              <span class="small">{catalog().exerciseById.get(set.body.exercise)?.name}</span>
            </div>
          ))}
        </div>
      </section>
    </>
  );
}

const DECISIONS: readonly Decision[] = ["stop", "advance", "return", "regress", "hold"];
/** Nothing to think about: more of the same. */
const PLAIN: readonly Code[] = ["HOLD_BUILD", "HOLD_DELOAD"];

/** What changes comes first, what goes on as it was last. */
function weight({ verdict }: SessionLadder): number {
  if (!verdict || PLAIN.includes(verdict.code)) return DECISIONS.length;
  return DECISIONS.indexOf(verdict.decision);
}

function titleOf({ started_at, finished_at }: Session): string {
  if (finished_at === null) return doneWords.titleNoTime;
  return doneWords.title(minutes(Math.max(1, Math.round((finished_at - started_at) / MS_PER_MIN))));
}

function nextWords(next_on: string, next_minutes: number, on: number): string {
  const day = dayNumber(next_on);
  const time = minutes(next_minutes);
  return day === on ? doneWords.nextToday(time) : doneWords.next(dates.weekday(day), time);
}

/** Opens the session again by taking its finish back. */
function UnfinishButton({ session }: { session: string }) {
  const { route } = useLocation();
  const reopen = async () => {
    await write("session_finished", null, session);
    route("/workout", true);
  };
  return (
    <Button look="bare wide" onClick={() => void reopen()}>
      {doneWords.undo}
    </Button>
  );
}
