import { useState } from "preact/hooks";
import { newRecord, view, write } from "../store/live";
import type { RunLogged } from "../training/entries";
import { dayNumber, localDate, weekday } from "../training/units";
import { Button } from "../ui/button";
import { ChooseOne } from "../ui/choice";
import { Icon } from "../ui/icon";
import { Sheet } from "../ui/sheet";
import { Stepper } from "../ui/stepper";
import { toast } from "../ui/toast";
import { dates, words } from "../words";
import { planWords } from "../words/plan";
import { DateField, TimeField } from "./plan_away";
import { versionsOf } from "./plan_records";
import { clockOf, type RunDraft, runBody } from "./plan_run";
import { settings } from "./settings";
import { RunWeekField } from "./settings_fields";

const SHOWN = 6;
const USUAL_MIN = 45;
const STEP_MIN = 5;
const LONGEST_MIN = 600;
const TYPES = (["easy", "hard", "long", "race"] as const).map((value) => ({
  value,
  label: words.runs[value] ?? value,
}));

type Editing = { readonly record: string | null; readonly body: RunLogged | null };
const NEW: Editing = { record: null, body: null };
/** The address of the manifest's shortcut. */
const LOG = "?run";

/** The runner's week of runs, and runs that are done. */
export function Runs() {
  const [editing, edit] = useState<Editing | null>(() => (location.search === LOG ? NEW : null));
  const logged = [...versionsOf("run_logged")].sort((a, b) => b.body.started_at - a.body.started_at);
  const week = settings().run_week ?? [];
  const now = week.map((run) => `${words.weekdayShort(run.weekday)} ${words.runs[run.type]}`).join(", ");
  return (
    <section class="card">
      <h2>{planWords.runs.title}</h2>
      <Button look="wide" onClick={() => edit(NEW)}>
        {planWords.runs.log}
      </Button>
      {logged.length === 0 && <p class="small">{planWords.runs.none}</p>}
      {logged.length > 0 && (
        <ul class="lines" aria-label={planWords.runs.recent}>
          {logged.slice(0, SHOWN).map(({ record, body }) => (
            <li key={record}>
              <button type="button" class="line" onClick={() => edit({ record, body })}>
                <span class="grow">
                  <b>{dates.short(dayNumber(body.performed_on))}</b>
                  <br />
                  <span class="small">
                    {planWords.runs.line(
                      words.runs[body.type] ?? body.type,
                      clockOf(body),
                      Math.round(body.duration_s / 60),
                    )}
                  </span>
                </span>
                <Icon name="next" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <details class="fold">
        <summary>
          {planWords.runs.week}
          <span class="small">{now}</span>
        </summary>
        <div class="stack">
          <p class="small">{planWords.runs.weekHint}</p>
          <RunWeekField />
        </div>
      </details>
      {editing && <RunSheet {...editing} onClose={() => edit(null)} />}
    </section>
  );
}

function draftOf(body: RunLogged | null, today: number): RunDraft {
  if (body) {
    return {
      on: body.performed_on,
      at: clockOf(body),
      type: body.type,
      minutes: Math.round(body.duration_s / 60),
    };
  }
  const planned = settings().run_week?.find((run) => run.weekday === weekday(today));
  const at = planned?.at ?? settings().run_week?.[0]?.at ?? "07:00";
  return { on: localDate(today), at, type: planned?.type ?? "easy", minutes: USUAL_MIN };
}

function RunSheet({ record, body, onClose }: Editing & { onClose: () => void }) {
  const today = view.value?.on ?? 0;
  const [draft, setDraft] = useState(() => draftOf(body, today));
  const [earlier, setEarlier] = useState(() => draft.on < localDate(today - 1));
  const set = (part: Partial<RunDraft>) => setDraft({ ...draft, ...part });
  const made = runBody(draft, body);
  const future = draft.on > localDate(today) || made.started_at > Date.now();
  const which = earlier ? "earlier" : draft.on === localDate(today) ? "today" : "yesterday";
  const choose = (when: "today" | "yesterday" | "earlier") => {
    setEarlier(when === "earlier");
    if (when !== "earlier") set({ on: localDate(when === "today" ? today : today - 1) });
  };
  const save = () => {
    onClose();
    const kept = record ?? newRecord();
    const said = body
      ? planWords.runs.changed
      : planWords.runs.saved(words.runs[made.type] ?? made.type, dates.weekday(dayNumber(made.performed_on)));
    void write("run_logged", made, kept).then(() =>
      toast(said, { label: words.undo, run: () => void write("run_logged", body, kept) }),
    );
  };
  const remove = () => {
    onClose();
    if (!record) return;
    void write("run_logged", null, record).then(() =>
      toast(planWords.runs.removed, {
        label: words.undo,
        run: () => void write("run_logged", body, record),
      }),
    );
  };
  return (
    <Sheet title={body ? planWords.runs.edit : planWords.runs.log} closeLabel={words.close} onClose={onClose}>
      <ChooseOne
        label={planWords.runs.type}
        look="four"
        options={TYPES}
        chosen={draft.type}
        onChoose={(type) => set({ type })}
      />
      <ChooseOne
        label={planWords.runs.when}
        look="three-ways"
        options={(["today", "yesterday", "earlier"] as const).map((value) => ({
          value,
          label: planWords.runs[value],
        }))}
        chosen={which}
        onChoose={choose}
      />
      {earlier && (
        <DateField
          label={planWords.runs.day}
          value={draft.on}
          max={localDate(today)}
          onChange={(on) => set({ on })}
        />
      )}
      <TimeField label={planWords.runs.at} value={draft.at} onChange={(at) => set({ at })} />
      <div class="stack">
        <b>{planWords.runs.duration}</b>
        <Stepper
          value={draft.minutes}
          min={STEP_MIN}
          max={LONGEST_MIN}
          step={STEP_MIN}
          reading={planWords.runs.length(draft.minutes)}
          less={planWords.runs.less}
          more={planWords.runs.more}
          onChange={(minutes) => set({ minutes })}
        >
          <b>{draft.minutes}</b>
          <span>min</span>
        </Stepper>
      </div>
      {future && <p class="bends">{planWords.runs.future}</p>}
      <Button look="primary big" disabled={future} onClick={save}>
        {body ? planWords.runs.saveEdit : planWords.runs.save}
      </Button>
      {record && (
        <Button look="danger wide" onClick={remove}>
          {planWords.runs.remove}
        </Button>
      )}
    </Sheet>
  );
}
