import { useEffect } from "preact/hooks";
import { persisted, readPersisted } from "../device/storage";
import { entriesHere } from "../store/bring_in";
import { catalog, exportLog, view } from "../store/live";
import type { Session } from "../training/fold";
import { csvLine, SETS, TESTS, tableOfSets, tableOfTests } from "../training/spreadsheet";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { dataWords } from "../words/account_data";
import { youWords } from "../words/you";
import { ImportFile } from "./account_import";
import { saveFile } from "./save_file";
import "./account_data.css";

const SHOWN_SESSIONS = 30;

/** Everything out, and earlier logs in. */
export function DataSection() {
  useEffect(() => void readPersisted(), []);
  return (
    <section class="card" id="data">
      <h2>{dataWords.title}</h2>
      <p>{dataWords.text}</p>
      {persisted.value !== null && (
        <p class="small">{persisted.value ? youWords.persisted : youWords.notPersisted}</p>
      )}
      <div class="stack">
        <Button onClick={() => void save(exportLog)}>{dataWords.all}</Button>
        <p class="small">{dataWords.allHint}</p>
      </div>
      <div class="stack">
        <Button onClick={() => void save(async () => setsFile(), "sets.csv")}>{dataWords.sets}</Button>
        <Button onClick={() => void save(async () => testsFile(), "tests.csv")}>{dataWords.tests}</Button>
        <p class="small">{dataWords.tableHint}</p>
      </div>
      <ImportFile />
      <PastSessions sessions={view.value?.state.imported ?? []} />
    </section>
  );
}

function save(read: () => Promise<Blob>, ending?: string): Promise<void> {
  return saveFile(read, ending).catch((error: unknown) => {
    reportError(error);
    toast(dataWords.failed);
  });
}

function setsFile(): Blob {
  return csvFile([SETS, ...tableOfSets(entriesHere())]);
}

function testsFile(): Blob {
  return csvFile([TESTS, ...tableOfTests(entriesHere(), catalog())]);
}

function csvFile(rows: Parameters<typeof csvLine>[0][]): Blob {
  return new Blob([rows.map(csvLine).join("")], { type: "text/csv" });
}

/** What other apps logged, newest first: it shows nowhere else, as nothing follows from it. */
function PastSessions({ sessions }: { sessions: readonly Session[] }) {
  if (sessions.length === 0) return null;
  const newest = [...sessions].reverse();
  return (
    <details class="fold">
      <summary>{dataWords.pastTitle(sessions.length)}</summary>
      <ul class="lines">
        {newest.slice(0, SHOWN_SESSIONS).map((session) => (
          <li class="line past-session" key={session.record}>
            <b>{dataWords.day(session.body.performed_on)}</b>
            <span class="small">{exercisesOf(session)}</span>
          </li>
        ))}
      </ul>
      {sessions.length > SHOWN_SESSIONS && (
        <p class="small">{dataWords.pastMore(sessions.length - SHOWN_SESSIONS)}</p>
      )}
    </details>
  );
}

function exercisesOf({ sets }: Session): string {
  const counts = new Map<string, number>();
  for (const { body } of [...sets.values()].flat()) {
    counts.set(body.exercise, (counts.get(body.exercise) ?? 0) + 1);
  }
  return [...counts]
    .map(([id, n]) => dataWords.pastSets(catalog().exerciseById.get(id)?.name ?? id, n))
    .join(" · ");
}
