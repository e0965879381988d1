import type { ComponentChildren } from "preact";
import { preferences } from "../device/preferences";
import { ChooseOne } from "../ui/choice";
import { words } from "../words";
import { alongWords } from "../words/along";
import { youWords } from "../words/you";
import { AboutYou } from "./about_you";
import { LanguageField, languageSaid } from "./language_field";
import { loadStep_g, saveSetting, settings, weightWords } from "./settings";
import { EquipmentField, RunWeekField, StrengthDaysField } from "./settings_fields";
import { SoundSettings } from "./sound_settings";

const UNITS = [
  { value: "kg", label: "kg" },
  { value: "lb", label: "lb" },
] as const;

const STEPS_G = { kg: [1_000, 2_000, 2_500, 5_000, 10_000], lb: [1_134, 2_268, 4_536, 9_072] } as const;

/** What the runner has said; every tap is stored. */
export function SettingsSection() {
  const units = settings().units ?? "kg";
  const steps = STEPS_G[units].map((value) => ({ value, label: weightWords(value) }));
  const days = settings().strength_weekdays ?? [];
  const runs = settings().run_week ?? [];
  return (
    <section class="card">
      <h2>{youWords.settings}</h2>
      <Part title={youWords.days} now={days.map(words.weekdayShort).join(", ")}>
        <StrengthDaysField />
      </Part>
      <Part
        title={youWords.runs}
        now={runs.map((run) => `${words.weekdayShort(run.weekday)} ${words.runs[run.type]}`).join(", ")}
      >
        <RunWeekField />
      </Part>
      <Part title={youWords.equipment} now={equipmentSaid()}>
        <EquipmentField />
      </Part>
      <Part title={youWords.units} now={units}>
        <ChooseOne
          label={youWords.units}
          hideLabel
          options={UNITS}
          chosen={settings().units ?? null}
          onChoose={(value) => void saveSetting({ key: "units", value })}
        />
      </Part>
      <Part title={youWords.language} now={languageSaid()}>
        <LanguageField />
      </Part>
      <Part title={youWords.aboutYou} now={aboutSaid()}>
        <AboutYou />
      </Part>
      <Part title={alongWords.settings} now={soundSaid()}>
        <SoundSettings />
      </Part>
      <Part title={youWords.loadStep} now={weightWords(loadStep_g())}>
        <ChooseOne
          label={youWords.loadStep}
          hideLabel
          options={steps}
          chosen={settings().smallest_load_step_g ?? null}
          onChoose={(value) => void saveSetting({ key: "smallest_load_step_g", value })}
        />
      </Part>
    </section>
  );
}

function soundSaid(): string {
  return preferences.value.sounds ? alongWords.on : alongWords.off;
}

function aboutSaid(): string {
  const { birth_year } = settings();
  return birth_year === undefined ? "" : String(birth_year);
}

function equipmentSaid(): string {
  const has = settings().equipment;
  return has === undefined ? "" : youWords.things(has.length);
}

function Part({ title, now, children }: { title: string; now: string; children: ComponentChildren }) {
  return (
    <details class="fold">
      <summary>
        {title}
        <span class="small">{now || youWords.notSaid}</span>
      </summary>
      {children}
    </details>
  );
}
