import { useMemo, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { catalog, currentHome, newRecord, view, writeAll } from "../store/live";
import type { View } from "../store/now";
import { fold, today } from "../training";
import type { NextSession } from "../training/answers";
import type { SetLogged } from "../training/entries";
import { dayNumber, localDate } from "../training/units";
import { Bar } from "../ui/bar";
import { Icon } from "../ui/icon";
import { minutes } from "../words";
import { historyWords } from "../words/history";
import { utcOffset_min } from "./day";
import { templateName } from "./describe";
import { HistorySets } from "./history_sets";
import { Page } from "./page";
import { missedSession, pastLog } from "./past_session";
import { DateField, TimeField } from "./plan_away";
import { clockOf } from "./plan_run";
import { loadStep_g } from "./settings";
import "./history.css";

const USUAL_START = "18:00";

/** A session that was trained while the phone was elsewhere: what the plan had that day, to be filled in. */
export default function HistoryAdd() {
  const seen = view.value;
  return seen && <Adding seen={seen} />;
}

function Adding({ seen }: { seen: View }) {
  const { route } = useLocation();
  const started_on = seen.state.plan?.started_on ?? localDate(seen.on);
  const [on, setOn] = useState(() => localDate(Math.max(dayNumber(started_on), seen.on - 1)));
  const [at, setAt] = useState(() =>
    instant(on, USUAL_START) > Date.now() ? clockOf({ started_at: Date.now() }) : USUAL_START,
  );
  const [record] = useState(newRecord);
  const next = useMemo(() => plannedOn(on), [on, seen.replayed]);
  const at_ms = instant(on, at);
  const made = next && missedSession(record, next, missedAt(on, at_ms), seen.state.plan_id, catalog());
  const isAhead = at_ms > Date.now();
  const keep = async (body: SetLogged) => {
    if (!made) return;
    await writeAll([
      { kind: "session_started", record, body: made.started },
      { kind: "session_finished", record, body: made.finished },
      { kind: "set_logged", body },
    ]);
    route(`/history/${record}`, true);
  };
  return (
    <Page title={historyWords.addTitle}>
      <a class="button bare back" href="/history">
        <Icon name="back" /> {historyWords.back}
      </a>
      <p class="quiet">{historyWords.addText}</p>
      <div class="two">
        <DateField
          label={historyWords.day}
          value={on}
          min={started_on}
          max={localDate(seen.on)}
          onChange={setOn}
        />
        <TimeField label={historyWords.time} value={at} onChange={setAt} />
      </div>
      {isAhead && <Bar bad>{historyWords.future}</Bar>}
      {!isAhead && !made && <p>{historyWords.none}</p>}
      {!isAhead && made && next && (
        <>
          <h2>{historyWords.planned(templateName(catalog(), next.template), minutes(next.minutes))}</h2>
          <HistorySets
            log={pastLog(record, made.started, [], [], loadStep_g())}
            onNew={(body) => void keep(body)}
          />
          <p class="small">{historyWords.first}</p>
        </>
      )}
    </Page>
  );
}

/** By this phone's clock. */
function instant(on: string, at: string): number {
  return new Date(`${on}T${at}:00`).getTime();
}

/** What the app would have shown that day. */
function plannedOn(on: string): NextSession | null {
  const home = currentHome();
  return home && today(fold(home.memory.entries.values(), catalog(), dayNumber(on)), catalog()).next;
}

function missedAt(on: string, at_ms: number) {
  return { on, at_ms, utc_offset_min: utcOffset_min(at_ms) };
}
