import { useEffect, useState } from "preact/hooks";
import { catalog, newRecord, view, write } from "../store/live";
import type { PlanDay, PlannedSession } from "../training/answers";
import { dayNumber, localDate } from "../training/units";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { dates, words } from "../words";
import { planWords } from "../words/plan";
import { templateName } from "./describe";
import { changesLine, rulesSaid } from "./plan_changes";
import { type Candidate, candidate, candidateDays, type Movable, moveBody, moveTo } from "./plan_preview";
import { versionsOf } from "./plan_records";

type DaySheetProps = { day: PlanDay; underWay: boolean; onClose: () => void };

/** One day: what is on it and why, and another day for its sessions. */
export function DaySheet({ day, underWay, onClose }: DaySheetProps) {
  const [moving, move] = useState<PlannedSession | null>(null);
  const number = dayNumber(day.on);
  const nothing = day.sessions.length + day.runs.length + day.tests.length === 0;
  if (moving) return <MoveSheet moved={movable(number, moving)} onClose={onClose} />;
  return (
    <Sheet title={dates.full(number)} closeLabel={words.close} onClose={onClose}>
      {nothing && <p>{planWords.day.nothing}</p>}
      {day.sessions.map((session) => (
        <section class="card" key={session.template}>
          <h3>{templateName(catalog(), session.template)}</h3>
          <p class="quiet">
            {planWords.weeks.at(session.at ?? planWords.weeks.anyHour, session.minutes)}
            {day.deload && ` · ${planWords.weeks.lighter}`}
          </p>
          <p>{session.why}</p>
          {day.bent_rules.length > 0 && (
            <p class="bends">{planWords.move.bends(rulesSaid(day.bent_rules))}</p>
          )}
          {underWay ? (
            <p class="small">{planWords.move.todayOpen}</p>
          ) : (
            <MoveButtons moved={movable(number, session)} onMove={() => move(session)} onClose={onClose} />
          )}
        </section>
      ))}
      {day.runs.length > 0 && (
        <section class="stack">
          <h3>{planWords.day.runs}</h3>
          {day.runs.map((run) => (
            <p key={run.at}>{planWords.weeks.run(words.runs[run.type] ?? run.type, run.at)}</p>
          ))}
          <p class="small">{planWords.day.runFixed}</p>
        </section>
      )}
      {day.tests.length > 0 && (
        <section class="stack">
          <h3>{planWords.day.tests}</h3>
          {day.tests.map((test) => (
            <a class="button start" key={test} href={`/test/${test}`}>
              {catalog().testById.get(test)?.name ?? test}
            </a>
          ))}
          <p class="small">{planWords.day.testsWhy}</p>
        </section>
      )}
    </Sheet>
  );
}

function movable(day: number, { template }: PlannedSession): Movable {
  return { day, template, move: moveTo(day, template, versionsOf("session_moved"), catalog()) };
}

function MoveButtons({
  moved,
  onMove,
  onClose,
}: {
  moved: Movable;
  onMove: () => void;
  onClose: () => void;
}) {
  const from = moved.move && dayNumber(moved.move.body.from_on);
  const canReturn = from !== null && from >= (view.value?.on ?? 0);
  return (
    <div class="stack">
      <Button look="primary wide" onClick={onMove}>
        {planWords.day.move}
      </Button>
      {canReturn && (
        <Button
          look="wide"
          onClick={() => {
            onClose();
            void moveIt(moved, from);
          }}
        >
          <Icon name="undo" /> {planWords.day.moveBack(dates.weekday(from))}
        </Button>
      )}
    </div>
  );
}

/** Writes the move, as a new version of the move that brought the session here if there was one. */
async function moveIt(moved: Movable, toDay: number): Promise<void> {
  const record = moved.move?.record ?? newRecord();
  const body = moveBody(moved, toDay);
  await write("session_moved", body, record);
  const said = body ? planWords.move.done : planWords.move.back;
  toast(said(dates.short(toDay)), {
    label: words.undo,
    run: () => void write("session_moved", moved.move?.body ?? null, record),
  });
}

/** Every other day, with what it would bend before it is chosen. */
function MoveSheet({ moved, onClose }: { moved: Movable; onClose: () => void }) {
  const days = useCandidates(moved);
  const [chosen, choose] = useState<number | null>(null);
  const picked = days.find((one) => one.day === chosen)?.found;
  return (
    <Sheet
      title={planWords.move.title(templateName(catalog(), moved.template))}
      closeLabel={words.close}
      onClose={onClose}
    >
      <p class="quiet">{planWords.move.from(dates.full(moved.day))}</p>
      <fieldset class="candidates">
        <legend class="aside">{planWords.move.pick}</legend>
        {days.map(({ day, found }) => (
          <CandidateRow key={day} day={day} one={found} chosen={day === chosen} onChoose={choose} />
        ))}
      </fieldset>
      <p class="small">{planWords.move.hour}</p>
      {picked && (
        <Button
          look="primary big"
          onClick={() => {
            onClose();
            void moveIt(moved, picked.day);
          }}
        >
          {planWords.move.go(dates.short(picked.day))}
        </Button>
      )}
    </Sheet>
  );
}

/**
 * The days as they are when the sheet opens, so that nothing moves under the thumb. Each day is a plan of its own,
 * which takes a while where the log is long: the list stands at once, and what a day would bend is filled in.
 */
function useCandidates(moved: Movable): { day: number; found: Candidate | null }[] {
  const [seen] = useState(view.value);
  const [found, setFound] = useState<readonly Candidate[]>([]);
  const days = seen ? candidateDays(moved, seen.plan, seen.replayed) : [];
  const next = days[found.length];
  useEffect(() => {
    if (!seen || next === undefined) return;
    const turn = setTimeout(() =>
      setFound([...found, candidate(next, moved, seen.plan, seen.replayed, catalog())]),
    );
    return () => clearTimeout(turn);
  }, [next]);
  return days.map((day, place) => ({ day, found: found[place] ?? null }));
}

type RowProps = { day: number; one: Candidate | null; chosen: boolean; onChoose: (day: number) => void };

function CandidateRow({ day, one, chosen, onChoose }: RowProps) {
  const runs = view.value?.plan.days.find((other) => other.on === localDate(day))?.runs ?? [];
  const heading = (
    <span class="row apart">
      <b>{dates.short(day)}</b>
      <small>
        {runs.map((run) => planWords.weeks.run(words.runs[run.type] ?? run.type, run.at)).join(", ")}
      </small>
    </span>
  );
  if (!one) {
    return (
      <p class="candidate off">
        {heading}
        <small>{planWords.move.looking}</small>
      </p>
    );
  }
  if (one.not) {
    return (
      <p class="candidate off">
        {heading}
        <small>{planWords.move.not[one.not]}</small>
      </p>
    );
  }
  const hour = one.at ? planWords.move.at(one.at) : planWords.move.anyHour;
  return (
    <label class="choice candidate">
      <input type="radio" name="candidate" checked={chosen} onChange={() => onChoose(day)} />
      <span class="choice-face">
        {heading}
        {one.bent.length > 0 ? (
          <small class="bends">{planWords.move.bends(rulesSaid(one.bent))}</small>
        ) : (
          <small class="keeps">
            <Icon name="check" /> {one.home ? planWords.move.home : `${planWords.move.keeps}, ${hour}`}
          </small>
        )}
        {chosen && (
          <small>{one.changes.length > 0 ? changesLine(one.changes) : planWords.move.alsoNothing}</small>
        )}
      </span>
    </label>
  );
}
