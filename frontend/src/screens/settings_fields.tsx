import { catalog } from "../store/live";
import type { RunOfWeek } from "../training/entries";
import { ChooseAny } from "../ui/choice";
import { words } from "../words";
import { welcomeWords } from "../words/welcome";
import { youWords } from "../words/you";
import { saveSetting, settings } from "./settings";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const DAY_OPTIONS = WEEKDAYS.map((value) => ({ value, label: words.weekdayShort(value) }));

/** Which days suit strength. Saved with every tap. */
export function StrengthDaysField() {
  return (
    <ChooseAny
      label={youWords.days}
      hideLabel
      look="days"
      options={DAY_OPTIONS}
      chosen={settings().strength_weekdays ?? []}
      onChange={(days) =>
        void saveSetting({ key: "strength_weekdays", value: [...days].sort((a, b) => a - b) })
      }
    />
  );
}

/** When most people run, until the runner says another time. */
const USUAL_START = "07:00";
const TYPES = [null, "easy", "hard", "long"] as const;

/** The runner's week: each tap on a day goes on to the next kind of run. */
export function RunWeekField() {
  const week = settings().run_week ?? [];
  const save = (value: readonly RunOfWeek[]) =>
    void saveSetting({ key: "run_week", value: [...value].sort((a, b) => a.weekday - b.weekday) });
  const at = week[0]?.at ?? USUAL_START;
  const turn = (weekday: number) => {
    const now = week.find((run) => run.weekday === weekday);
    const type = TYPES[(TYPES.indexOf(now?.type ?? null) + 1) % TYPES.length] ?? null;
    const others = week.filter((run) => run.weekday !== weekday);
    save(type ? [...others, { weekday, type, at: now?.at ?? at }] : others);
  };
  return (
    <>
      <div class="run-days">
        {WEEKDAYS.map((weekday) => {
          const run = week.find((one) => one.weekday === weekday);
          const said = run ? words.runs[run.type] : welcomeWords.noRun;
          return (
            <button
              key={weekday}
              type="button"
              class={`run-day ${run?.type ?? "none"}`}
              onClick={() => turn(weekday)}
            >
              <span class="run-day-name">{words.weekdayShort(weekday)} </span>
              <b>{said}</b>
            </button>
          );
        })}
      </div>
      {week.length > 0 && (
        <label class="field inline">
          <span>{welcomeWords.runTime}</span>
          <input
            type="time"
            value={at}
            onChange={(event) => {
              const time = event.currentTarget.value;
              if (time) save(week.map((run) => ({ ...run, at: time })));
            }}
          />
        </label>
      )}
    </>
  );
}

/** What there is to train with. */
export function EquipmentField() {
  const options = catalog().equipment.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <ChooseAny
      label={youWords.equipment}
      hideLabel
      options={options}
      chosen={settings().equipment ?? []}
      onChange={(equipment) => void saveSetting({ key: "equipment", value: equipment })}
    />
  );
}
