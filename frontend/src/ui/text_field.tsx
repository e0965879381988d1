import type { InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";

type Passed =
  | "autoComplete"
  | "autoCapitalize"
  | "spellcheck"
  | "inputMode"
  | "maxLength"
  | "disabled"
  | "name";

type TextFieldProps = Pick<InputHTMLAttributes<HTMLInputElement>, Passed> & {
  label: string;
  type?: "text" | "password";
  value: string;
  onText: (text: string) => void;
  hint?: string | undefined;
  /** What is wrong with it, shown beside it. */
  error?: string | undefined;
};

/** One line of text with its label, its hint, and what is wrong with it. */
export function TextField({ label, value, onText, hint, error, type = "text", ...rest }: TextFieldProps) {
  const id = useId();
  const said = error ?? hint;
  return (
    <label class="field">
      <span>{label}</span>
      <input
        {...rest}
        {...(type === "password" ? { type } : {})}
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={said ? id : undefined}
      />
      {said && (
        <span id={id} class={error ? "small wrong" : "small"} role={error ? "alert" : undefined}>
          {said}
        </span>
      )}
    </label>
  );
}
