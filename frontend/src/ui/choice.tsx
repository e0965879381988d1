import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export type Option<Value> = { value: Value; label: string; hint?: string };

type ChoiceProps<Value> = {
  options: readonly Option<Value>[];
  label: ComponentChildren;
  hideLabel?: boolean;
  look?: string;
};

/** Exactly one of a few, or none yet. Real radio buttons under the chips, so arrows and screen readers work. */
export function ChooseOne<Value extends string | number | boolean>({
  options,
  label,
  hideLabel = false,
  look = "",
  chosen,
  onChoose,
}: ChoiceProps<Value> & { chosen: Value | null; onChoose: (value: Value) => void }) {
  const name = useId();
  return (
    <fieldset class="stack">
      <legend class={hideLabel ? "aside" : "legend"}>{label}</legend>
      <div class={`choices ${look}`}>
        {options.map((option) => (
          <label class="choice" key={String(option.value)}>
            <input
              type="radio"
              name={name}
              checked={option.value === chosen}
              onChange={() => onChoose(option.value)}
            />
            <ChoiceFace option={option} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Any number of a few. */
export function ChooseAny<Value extends string | number>({
  options,
  label,
  hideLabel = false,
  look = "",
  chosen,
  onChange,
}: ChoiceProps<Value> & { chosen: readonly Value[]; onChange: (values: Value[]) => void }) {
  const flip = (value: Value) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <fieldset class="stack">
      <legend class={hideLabel ? "aside" : "legend"}>{label}</legend>
      <div class={`choices ${look}`}>
        {options.map((option) => (
          <label class="choice" key={String(option.value)}>
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              onChange={() => flip(option.value)}
            />
            <ChoiceFace option={option} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ChoiceFace<Value>({ option }: { option: Option<Value> }) {
  return (
    <span class="choice-face">
      {option.label}
      {option.hint && <small>{option.hint}</small>}
    </span>
  );
}
