import { useState } from "preact/hooks";
import { HeldButton } from "./stepper";

type NumberFieldProps = {
  /** Whole, in the smallest unit; null while nothing has been entered. */
  value: number | null;
  /** Smallest units in one of what is read and typed: 100 for seconds kept in hundredths. */
  scale: number;
  step: number;
  max: number;
  /** Where the first tap on − or + begins. */
  start: number;
  label: string;
  unit: string;
  /** What stands before the tenths when it is shown; typed, a point and a comma mean the same. */
  decimalMark?: string;
  less: string;
  more: string;
  onChange: (value: number | null) => void;
};

/** A number to step or to type; empty until the first tap, so that nothing is entered that nobody said. */
export function NumberField({
  value,
  scale,
  step,
  max,
  start,
  label,
  unit,
  decimalMark = ".",
  less,
  more,
  onChange,
}: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const move = (by: number) => {
    setTyped(null);
    onChange(value === null ? start : Math.min(max, Math.max(0, value + by)));
  };
  const type = (text: string) => {
    setTyped(text);
    onChange(readNumber(text, scale, max));
  };
  return (
    <div class={value === null ? "stepper typed unset" : "stepper typed"}>
      <HeldButton label={less} onStep={() => move(-step)}>
        −
      </HeldButton>
      <label class="typed-value">
        <span class="aside">{label}</span>
        <input
          type="text"
          inputMode={scale > 1 ? "decimal" : "numeric"}
          autocomplete="off"
          enterkeyhint="done"
          placeholder="–"
          value={typed ?? (value === null ? "" : shownNumber(value, scale, decimalMark))}
          onInput={(event) => type(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => setTyped(null)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
          }}
        />
        <span class="typed-unit" aria-hidden="true">
          {unit}
        </span>
      </label>
      <HeldButton label={more} onStep={() => move(step)}>
        +
      </HeldButton>
    </div>
  );
}

export function shownNumber(value: number, scale: number, decimalMark: string): string {
  return String(value / scale).replace(".", decimalMark);
}

/** What was typed in smallest units, with a point or a comma; null where it is no number that can be. */
export function readNumber(text: string, scale: number, max: number): number | null {
  const plain = text.trim().replace(",", ".");
  if (!/^\d+(\.\d*)?$/.test(plain)) return null;
  const value = Math.round(Number(plain) * scale);
  return value <= max ? value : null;
}
