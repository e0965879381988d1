import { useState } from "preact/hooks";
import { catalog, view } from "../store/live";
import type { Session } from "../training/fold";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { dates, minutes } from "../words";
import { historyWords } from "../words/history";
import { progressWords } from "../words/progress";
import { templateName } from "./describe";
import { Page } from "./page";
import { setsOf } from "./past_session";
import "./history.css";

const SHOWN = 30;
const MS_PER_MIN = 60_000;

/** Every session of the log, newest first. */
export default function History() {
  const [shown, show] = useState(SHOWN);
  const seen = view.value;
  if (!seen) return null;
  const { sessions, imported } = seen.state;
  const all = [...sessions, ...imported].sort(
    (a, b) => b.day - a.day || b.body.started_at - a.body.started_at || (a.record < b.record ? 1 : -1),
  );
  const months = byMonth(all.slice(0, shown));
  return (
    <Page title={historyWords.title}>
      <a class="button bare back" href="/progress">
        <Icon name="back" /> {progressWords.title}
      </a>
      <p class="quiet">{all.length > 0 ? historyWords.text : historyWords.empty}</p>
      {[...months].map(([month, of]) => (
        <section class="stack" key={month}>
          <h2>{month}</h2>
          <ul class="card lines">
            {of.map((session) => (
              <li key={session.record}>
                <SessionLine session={session} isImported={imported.includes(session)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {all.length > shown && (
        <Button look="wide" onClick={() => show(shown + SHOWN)}>
          {historyWords.more}
        </Button>
      )}
      {seen.state.plan && (
        <a class="button wide" href="/history/add">
          {historyWords.add}
        </a>
      )}
    </Page>
  );
}

function byMonth(sessions: readonly Session[]): ReadonlyMap<string, readonly Session[]> {
  const months = new Map<string, Session[]>();
  for (const session of sessions) {
    const month = dates.month(session.day);
    months.set(month, [...(months.get(month) ?? []), session]);
  }
  return months;
}

function SessionLine({ session, isImported }: { session: Session; isImported: boolean }) {
  const { day, body, finished } = session;
  const facts = [
    historyWords.sets(setsOf(session).length),
    finished && minutes(Math.max(1, Math.round((finished.finished_at - body.started_at) / MS_PER_MIN))),
    finished ? historyWords.ended[finished.ended] : historyWords.open,
  ];
  return (
    <a class="line history-line" href={`/history/${session.record}`}>
      <span class="history-day" aria-hidden="true">
        <span>{dates.narrow(day)}</span>
        <b>{dates.dayOfMonth(day)}</b>
      </span>
      <span class="grow stack tight">
        <span class="aside">{dates.full(day)}</span>
        <b>{isImported ? historyWords.imported : templateName(catalog(), body.template)}</b>
        <span class="small">{facts.filter(Boolean).join(" · ")}</span>
      </span>
      <Icon name="next" />
    </a>
  );
}
