import type { Plan, PlanDay } from "../training/answers";
import { dayNumber } from "../training/units";
import { Icon } from "../ui/icon";
import { dates, words } from "../words";

const DAYS_SHOWN = 7;

/** The next seven days as a strip: runs above, strength below. */
export function Week({ plan, on }: { plan: Plan; on: number }) {
  const days = plan.days.filter((day) => dayNumber(day.on) >= on).slice(0, DAYS_SHOWN);
  if (days.length === 0) return null;
  return (
    <section class="stack">
      <header class="row apart">
        <h2>{words.today.week}</h2>
        <a class="button bare link" href="/plan">
          {words.tabs.plan}
        </a>
      </header>
      <WeekStrip days={days} on={on} />
    </section>
  );
}

/** A column a day, and what the marks mean. */
export function WeekStrip({ days, on }: { days: readonly PlanDay[]; on: number }) {
  const races = days.some((day) => day.runs[0]?.type === "race");
  return (
    <>
      <ol class="week">
        {days.map((day) => (
          <Day key={day.on} day={day} on={on} />
        ))}
      </ol>
      <p class="small" aria-hidden="true">
        {words.today.weekKey} {races && words.today.weekRace}
      </p>
    </>
  );
}

function Day({ day, on }: { day: PlanDay; on: number }) {
  const number = dayNumber(day.on);
  const [run] = day.runs;
  const [session] = day.sessions;
  return (
    <li class={number === on ? "day now" : "day"} aria-label={saidOf(day, number === on)}>
      <span class="day-name" aria-hidden="true">
        {dates.narrow(number)}
        <b>{dates.dayOfMonth(number)}</b>
      </span>
      <span class={`day-run ${run?.type ?? "none"}`} aria-hidden="true">
        {run && (run.type === "race" ? <Icon name="flag" /> : words.runs[run.type])}
      </span>
      <span class={session ? `day-session ${session.type}` : "day-session none"} aria-hidden="true">
        {session && <Icon name="ladder" />}
      </span>
    </li>
  );
}

function saidOf(day: PlanDay, isToday: boolean): string {
  const runs = day.runs.map((run) => words.today.runAt(words.runs[run.type] ?? run.type, run.at));
  const sessions = day.sessions.map((one) =>
    one.type === "light" ? words.today.lightMark : words.today.sessionMark,
  );
  const what = [...runs, ...sessions];
  const name = dates.full(dayNumber(day.on));
  const when = isToday ? `${name}, ${words.today.todayMark}` : name;
  return `${when}: ${what.length > 0 ? what.join(", ") : words.today.restDay}`;
}
