import { ChooseOne } from "../ui/choice";
import { aboutWords, normWords } from "../words/tests";
import { saveSetting, settings } from "./settings";

const SEXES = (["f", "m", "unspecified"] as const).map((value) => ({
  value,
  label: aboutWords.sexes[value],
}));
const YEARS = { low: 1900, high: 2200 };
const HEIGHTS = { low: 50, high: 280 };

/** What norms depend on; each is kept as soon as it is said. */
export function AboutYou({ height = true }: { height?: boolean }) {
  const { birth_year, sex, height_cm } = settings();
  return (
    <div class="stack wide">
      <p class="small">{normWords.askText}</p>
      <WholeField
        label={aboutWords.birthYear}
        value={birth_year}
        range={YEARS}
        onSay={(value) => void saveSetting({ key: "birth_year", value })}
      />
      <ChooseOne
        label={aboutWords.sex}
        options={SEXES}
        chosen={sex ?? null}
        onChoose={(value) => void saveSetting({ key: "sex", value })}
      />
      {height && (
        <WholeField
          label={aboutWords.height}
          value={height_cm}
          range={HEIGHTS}
          onSay={(value) => void saveSetting({ key: "height_cm", value })}
        />
      )}
    </div>
  );
}

type WholeFieldProps = {
  label: string;
  value: number | undefined;
  range: { low: number; high: number };
  onSay: (value: number) => void;
};

function WholeField({ label, value, range, onSay }: WholeFieldProps) {
  const say = (text: string) => {
    const said = Number(text);
    if (/^\d+$/.test(text) && said >= range.low && said <= range.high && said !== value) onSay(said);
  };
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        inputMode="numeric"
        autocomplete="off"
        value={value === undefined ? "" : String(value)}
        onChange={(event) => say(event.currentTarget.value.trim())}
      />
    </label>
  );
}
