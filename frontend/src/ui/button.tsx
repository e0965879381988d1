import type { ButtonHTMLAttributes, ComponentChildren } from "preact";

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "class" | "children"> & {
  look?: string;
  children: ComponentChildren;
};

/** A button that never submits by accident. `look` is a list of the class names of parts.css. */
export function Button({ look = "", children, ...rest }: ButtonProps) {
  return (
    <button type="button" class={`button ${look}`} {...rest}>
      {children}
    </button>
  );
}
