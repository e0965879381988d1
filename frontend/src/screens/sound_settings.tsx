import { useState } from "preact/hooks";
import { isApple } from "../device/install";
import { askForNotices, noticeState } from "../device/notice";
import { type Preferences, prefer, preferences } from "../device/preferences";
import { canSpeak, say } from "../device/speech";
import { buzz, canVibrate } from "../device/vibration";
import { alongWords } from "../words/along";

/** What this device does to be heard, felt or noticed; every tap counts at once. */
export function SoundSettings() {
  const { sounds, speech, guide, vibration } = preferences.value;
  return (
    <div class="ticks">
      <Switch name="sounds" on={sounds} label={alongWords.sounds} hint={alongWords.soundsHint} />
      <Switch name="guide" on={guide} label={alongWords.guide} hint={alongWords.guideHint} />
      {canSpeak() && sounds && (
        <Switch
          name="speech"
          on={speech}
          label={alongWords.speech}
          hint={alongWords.speechHint}
          // Said within the tap, so that an iPhone lets it speak from then on.
          after={(on) => on && say(alongWords.spoken.on)}
        />
      )}
      {canVibrate() && (
        <Switch name="vibration" on={vibration} label={alongWords.vibration} after={(on) => on && buzz()} />
      )}
      <NoticeSwitch />
      <p class="small">{alongWords.limits[isApple() ? "ios" : "other"]}</p>
      {"mediaSession" in navigator && <p class="small">{alongWords.headset}</p>}
    </div>
  );
}

/** The only place that ever asks the system whether it may show a notice. */
function NoticeSwitch() {
  const [state, setState] = useState(noticeState);
  if (state === "none") return null;
  const on = preferences.value.notice && state === "granted";
  const ask = async () => {
    const granted = state === "granted" || (await askForNotices());
    setState(noticeState());
    prefer({ notice: granted });
  };
  return (
    <Toggle
      label={alongWords.notice}
      hint={state === "refused" ? alongWords.refused : alongWords.noticeHint}
      on={on}
      disabled={state === "refused"}
      onFlip={(next) => (next ? void ask() : prefer({ notice: false }))}
    />
  );
}

type SwitchProps = {
  name: keyof Preferences;
  on: boolean;
  label: string;
  hint?: string;
  after?: (on: boolean) => void;
};

function Switch({ name, on, label, hint = "", after = () => {} }: SwitchProps) {
  const flip = (next: boolean) => {
    prefer({ [name]: next });
    after(next);
  };
  return <Toggle label={label} hint={hint} on={on} onFlip={flip} />;
}

type ToggleProps = {
  label: string;
  hint: string;
  on: boolean;
  disabled?: boolean;
  onFlip: (on: boolean) => void;
};

function Toggle({ label, hint, on, disabled = false, onFlip }: ToggleProps) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={on}
        disabled={disabled}
        onChange={(event) => onFlip(event.currentTarget.checked)}
      />
      <span class="tick-box" aria-hidden="true" />
      <span class="grow">
        <b>{label}</b>
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}
