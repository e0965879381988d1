import { catalog, view } from "../store/live";
import type { PlanDay, PlannedSession } from "../training/answers";
import { dayNumber } from "../training/units";
import { Icon } from "../ui/icon";
import { dates, words } from "../words";
import { planWords } from "../words/plan";
import { templateName } from "./describe";
import { awayOn, moveTo, weeksOf } from "./plan_preview";
import { versionsOf } from "./plan_records";
import { settings } from "./settings";

/** Weeks that are unfolded from the start. */
const OPEN_WEEKS = 2;

/** Four weeks, a row a day; a tap on a day says why and moves it. */
export function Weeks({ onOpen }: { onOpen: (day: number) => void }) {
  const seen = view.value;
  if (!seen) return null;
  return (
    <section class="stack">
      <h2>{planWords.weeks.title}</h2>
      <p class="small">{planWords.weeks.tap}</p>
      {weeksOf(seen.plan).map(({ week, days }, place) => (
        <details key={week} class="card plan-week" open={place < OPEN_WEEKS}>
          <summary>
            <h3>{planWords.weeks.week(week)}</h3>
            {days.some((day) => day.deload) && <span class="pill">{planWords.weeks.lighter}</span>}
            <span class="small">{summaryOf(days)}</span>
          </summary>
          <ul class="lines">
            {days.map((day) => (
              <Day key={day.on} day={day} today={seen.on} onOpen={onOpen} />
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function summaryOf(days: readonly PlanDay[]): string {
  const sum = (of: (day: PlanDay) => number) => days.reduce((all, day) => all + of(day), 0);
  return planWords.weeks.summary(
    sum((day) => day.sessions.length),
    sum((day) => day.runs.length),
  );
}

type DayProps = { day: PlanDay; today: number; onOpen: (day: number) => void };

function Day({ day, today, onOpen }: DayProps) {
  const number = dayNumber(day.on);
  const away = awayOn(number, settings());
  const empty = day.sessions.length + day.runs.length + day.tests.length === 0;
  return (
    <li>
      <button
        type="button"
        class={number === today ? "plan-day now" : "plan-day"}
        onClick={() => onOpen(number)}
      >
        <span class="plan-date">
          <span>{number === today ? planWords.weeks.today : dates.narrow(number)} </span>
          <b>{dates.dayOfMonth(number)}</b>
        </span>
        <span class="plan-what">
          {day.sessions.map((session) => (
            <SessionLine key={session.template} session={session} day={day} />
          ))}
          {day.runs.map((run) => (
            <span key={run.at} class={`plan-run ${run.type}`}>
              {planWords.weeks.run(words.runs[run.type] ?? run.type, run.at)}
            </span>
          ))}
          {day.tests.length > 0 && <span class="plan-tests">{planWords.weeks.tests(day.tests.length)}</span>}
          {away && <span class="plan-away">{planWords.weeks.away[away.why]}</span>}
          {empty && !away && <span class="quiet">{planWords.weeks.rest}</span>}
        </span>
        <Icon name="next" />
      </button>
    </li>
  );
}

function SessionLine({ session, day }: { session: PlannedSession; day: PlanDay }) {
  const moved = moveTo(dayNumber(day.on), session.template, versionsOf("session_moved"), catalog());
  return (
    <span class={`plan-session ${session.type}`}>
      <b>{templateName(catalog(), session.template)}</b>
      <small>
        {planWords.weeks.at(session.at ?? planWords.weeks.anyHour, session.minutes)}
        {moved && ` · ${planWords.weeks.moved}`}
      </small>
      {day.bent_rules.length > 0 && <Bends />}
    </span>
  );
}

function Bends() {
  return <small class="bends">{planWords.weeks.bends}</small>;
}
