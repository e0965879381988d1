import { useRef, useState } from "preact/hooks";
import { type Damage, erasedBy, type LogFile, NAMES, type Past, type Reading, readFile } from "../imports";
import {
  accountHere,
  bringInDrafts,
  bringInEntries,
  type Compared,
  compare,
  entriesHere,
} from "../store/bring_in";
import { catalog } from "../store/live";
import { Bar } from "../ui/bar";
import { Button } from "../ui/button";
import { ChooseOne } from "../ui/choice";
import { dataWords } from "../words/account_data";
import { settings } from "./settings";

const FILE_MAX_BYTES = 64 * 1024 * 1024;
const SHOWN_LEFT = 40;

type Unit = "kg" | "lb";
type Step =
  | { is: "waiting" }
  | { is: "busy"; why: string }
  | { is: "trouble"; text: string }
  | { is: "preview"; text: string; unit: Unit; reading: Reading; compared: Compared; freshSets: number }
  | { is: "done"; text: string };

/** A file, what of it would come in, and then that in one go. Needs no connection and no account. */
export function ImportFile() {
  const [step, setStep] = useState<Step>({ is: "waiting" });
  const look = async (text: string, unit: Unit) => setStep(await looked(text, unit));
  const choose = async (file: File) => {
    if (file.size > FILE_MAX_BYTES) return setStep({ is: "trouble", text: dataWords.tooLarge });
    setStep({ is: "busy", why: dataWords.reading });
    try {
      await look(await file.text(), settings().units ?? "kg");
    } catch (error) {
      reportError(error);
      setStep({ is: "trouble", text: dataWords.unreadable });
    }
  };
  const bringIn = async (reading: Reading, done: string) => {
    setStep({ is: "busy", why: dataWords.importing });
    try {
      if (reading.is === "past") await bringInDrafts(reading.past.entries);
      if (reading.is === "log") await bringInEntries(reading.log.entries);
      setStep({ is: "done", text: done });
    } catch (error) {
      reportError(error);
      setStep({ is: "trouble", text: dataWords.notStored });
    }
  };
  const over = () => setStep({ is: "waiting" });
  return (
    <div class="stack wide">
      <h3>{dataWords.importTitle}</h3>
      <p>{dataWords.importText}</p>
      {step.is === "trouble" && <Bar bad>{step.text}</Bar>}
      {step.is === "busy" && <p role="status">{step.why}</p>}
      {step.is === "done" && (
        <>
          <Bar>{step.text}</Bar>
          <Button onClick={over}>{dataWords.close}</Button>
        </>
      )}
      {step.is === "preview" && (
        <Preview
          {...step}
          onUnit={(unit) => void look(step.text, unit)}
          onImport={() => void bringIn(step.reading, doneText(step))}
          onCancel={over}
        />
      )}
      {(step.is === "waiting" || step.is === "trouble") && (
        <FileButton onFile={(file) => void choose(file)} />
      )}
    </div>
  );
}

function FileButton({ onFile }: { onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <label class="button file-choice">
      {dataWords.choose}
      {/* No list of types: phones call a CSV file by many, and grey out what they do not find in it. */}
      <input
        class="aside"
        type="file"
        ref={input}
        onChange={() => {
          const file = input.current?.files?.[0];
          if (file) onFile(file);
        }}
      />
    </label>
  );
}

type Found = { unit: Unit; reading: Reading; compared: Compared; freshSets: number };

type PreviewProps = Found & {
  onUnit: (unit: Unit) => void;
  onImport: () => void;
  onCancel: () => void;
};

function Preview({ unit, reading, compared, freshSets, onUnit, onImport, onCancel }: PreviewProps) {
  const { fresh, changed, already } = compared;
  return (
    <div class="stack wide import-found">
      {reading.is === "past" && <PastPreview past={reading.past} unit={unit} onUnit={onUnit} />}
      {reading.is === "log" && <LogPreview log={reading.log} />}
      {already > 0 && <p>{dataWords.already(already, already + fresh)}</p>}
      {reading.is === "past" && changed > 0 && <p>{dataWords.changed(changed)}</p>}
      {fresh > 0 && (
        <Button look="primary" onClick={onImport}>
          {reading.is === "past" && freshSets > 0 ? dataWords.import(freshSets) : dataWords.importLog(fresh)}
        </Button>
      )}
      <Button onClick={onCancel}>{fresh > 0 ? dataWords.cancel : dataWords.close}</Button>
    </div>
  );
}

function PastPreview({ past, unit, onUnit }: { past: Past; unit: Unit; onUnit: (unit: Unit) => void }) {
  const { app, sessions, sets, firstOn, lastOn, left, unitIsGuessed } = past;
  const leftSets = left.reduce((sum, one) => sum + one.sets, 0);
  return (
    <>
      <h4>{NAMES[app]}</h4>
      {firstOn === null || lastOn === null ? (
        <p role="status">{dataWords.nothingFits}</p>
      ) : (
        <>
          <p role="status">
            <b>{dataWords.fits(sessions, sets)}</b>
            <br />
            {dataWords.span(firstOn, lastOn)}
          </p>
          <p class="quiet">{dataWords.past}</p>
        </>
      )}
      {unitIsGuessed && (
        <ChooseOne
          label={dataWords.unit}
          options={[
            { value: "kg", label: dataWords.units.kg },
            { value: "lb", label: dataWords.units.lb },
          ]}
          chosen={unit}
          onChoose={onUnit}
        />
      )}
      {leftSets > 0 && (
        <details class="fold">
          <summary>{dataWords.leftTitle(leftSets)}</summary>
          <ul class="lines">
            {left.slice(0, SHOWN_LEFT).map(({ why, exercise, sets, line }) => (
              <li class="line past-session" key={`${why} ${exercise}`}>
                <b>{exercise}</b>
                <span class="small">{dataWords.leftLine(sets, dataWords.left[why], line)}</span>
              </li>
            ))}
          </ul>
          {left.length > SHOWN_LEFT && <p class="small">{dataWords.leftMore(left.length - SHOWN_LEFT)}</p>}
        </details>
      )}
    </>
  );
}

function LogPreview({ log }: { log: LogFile }) {
  const { account, entries, refused, erasures } = log;
  const refusedEntries = refused.reduce((sum, one) => sum + one.entries, 0);
  return (
    <>
      <p role="status">
        <b>{dataWords.log(entries.length)}</b>
      </p>
      {account === null && <p class="quiet">{dataWords.guestFile}</p>}
      {account !== null && account !== accountHere() && <Bar bad>{dataWords.otherAccount}</Bar>}
      {erasures > 0 && <p class="quiet">{dataWords.erasures(erasures)}</p>}
      {refusedEntries > 0 && (
        <details class="fold">
          <summary>{dataWords.refusedTitle(refusedEntries)}</summary>
          <ul class="lines">
            {refused.map(({ why, entries, first, detail }) => (
              <li class="line small" key={why}>
                {dataWords.refusedLine(entries, dataWords.refused[why], first)}
                {detail && ` ${detail}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** What a file is, once the whole log is here to compare it with. */
async function looked(text: string, unit: Unit): Promise<Step> {
  const asked = { unit, nowMs: Date.now(), offsetMin };
  const reading = readFile(text, catalog(), asked, erasedBy(entriesHere()));
  switch (reading.is) {
    case "damaged":
      return { is: "trouble", text: damageText(reading.damage) };
    case "unknown":
      return { is: "trouble", text: dataWords.unknown(reading.columns.slice(0, 8).join(", ").slice(0, 200)) };
    case "no_log":
      return { is: "trouble", text: dataWords.noLog[reading.noLog] };
    default: {
      const entries = reading.is === "past" ? reading.past.entries : reading.log.entries;
      const sets = entries.filter(({ kind }) => kind === "set_logged");
      const [compared, { fresh: freshSets }] = [compare(entries), compare(sets)];
      return { is: "preview", text, unit, reading, compared, freshSets };
    }
  }
}

function damageText({ line, why }: Damage): string {
  return dataWords.damaged(line, dataWords.damage[why]);
}

function doneText({ reading, compared, freshSets }: Found): string {
  const isSets = reading.is === "past" && freshSets > 0;
  return isSets ? dataWords.done(freshSets) : dataWords.doneLog(compared.fresh);
}

/** How far ahead of UTC this phone's clock was then: summer time included. */
function offsetMin({ on, minutes }: { on: string; minutes: number }): number {
  const [year = 0, month = 1, day = 1] = on.split("-").map(Number);
  return -new Date(year, month - 1, day, 0, minutes).getTimezoneOffset();
}
