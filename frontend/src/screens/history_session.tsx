import { useLocation, useRoute } from "preact-iso";
import { catalog, type Item, view, writeAll } from "../store/live";
import type { Session } from "../training/fold";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { toast } from "../ui/toast";
import { dates, words } from "../words";
import { historyWords } from "../words/history";
import { templateName } from "./describe";
import { HistorySets } from "./history_sets";
import { NotFound } from "./not_found";
import { Page } from "./page";
import { pastLog, setsOf } from "./past_session";
import { SetLine } from "./set_line";
import { loadStep_g } from "./settings";
import { writeSet } from "./workout_log";
import "./history.css";

/** From then on a month alone could be this year's or last year's. */
const YEAR_SAID_FROM_DAYS = 300;

/** One session of the past: what was done, to look at, to complete and to correct. */
export default function HistorySession() {
  const { session: record } = useRoute().params;
  const seen = view.value;
  if (!seen || !record) return null;
  const { sessions, imported, choices } = seen.state;
  const own = sessions.find((one) => one.record === record);
  const session = own ?? imported.find((one) => one.record === record);
  if (!session) return <NotFound text={historyWords.gone} />;
  const made = choices.map((choice) => choice.body);
  return (
    <Page
      title={
        seen.on - session.day < YEAR_SAID_FROM_DAYS ? dates.full(session.day) : dates.withYear(session.day)
      }
      eyebrow={own ? templateName(catalog(), session.body.template) : historyWords.imported}
    >
      <a class="button bare back" href="/history">
        <Icon name="back" /> {historyWords.back}
      </a>
      {own ? (
        <>
          <a class="button wide" href={`/done/${record}`}>
            {historyWords.verdicts}
          </a>
          {session.finished?.note && (
            <p class="card own-words">
              <b>{historyWords.note}</b>
              <br />
              {session.finished.note}
            </p>
          )}
          <HistorySets
            log={pastLog(record, session.body, setsOf(session), made, loadStep_g())}
            onNew={(body) => void writeSet(body)}
          />
          <p class="small">{historyWords.rule}</p>
        </>
      ) : (
        <Imported session={session} />
      )}
      <RemoveButton session={session} />
    </Page>
  );
}

function Imported({ session }: { session: Session }) {
  return (
    <>
      <p class="quiet">{historyWords.importedText}</p>
      <section class="card">
        <div class="lines">
          {setsOf(session).map((set) => (
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

/** Takes back the session with all that belongs to it; undo writes it again. */
function RemoveButton({ session }: { session: Session }) {
  const { route } = useLocation();
  const remove = async () => {
    const all = recordsOf(session);
    await writeAll(all.map((item) => ({ ...item, body: null })));
    route("/history", true);
    toast(historyWords.removed, { label: words.undo, run: () => void writeAll(all) });
  };
  return (
    <Button look="bare wide danger" onClick={() => void remove()}>
      {historyWords.remove}
    </Button>
  );
}

function recordsOf(session: Session): Item[] {
  const { record, body } = session;
  const sets = setsOf(session).map(
    (set): Item => ({ kind: "set_logged", record: set.record, body: set.body }),
  );
  return [{ kind: "session_started", record, body }, ...sets];
}
