import { catalog } from "../store/live";
import { dates } from "../words";
import { planWords } from "../words/plan";
import type { Change } from "./plan_preview";

/** More lines than this say nothing more. */
const LINES = 6;

/** What another plan would change, day by day. */
export function Changes({
  changes,
  title,
  none,
}: {
  changes: readonly Change[];
  title: string;
  none: string;
}) {
  if (changes.length === 0) return <p class="small">{none}</p>;
  const left = changes.length - LINES;
  return (
    <section class="stack changes" aria-live="polite">
      <h3>{title}</h3>
      <ul class="bullets">
        {changes.slice(0, LINES).map((one) => (
          <li key={`${one.day} ${one.type} ${one.how}`}>
            <b>{dates.short(one.day)}</b>: {changeSaid(one)}
          </li>
        ))}
        {left > 0 && <li>{planWords.move.more(left)}</li>}
      </ul>
    </section>
  );
}

function changeSaid({ type, how, minutes }: Change): string {
  return planWords.move.also[how](planWords.type[type], minutes);
}

/** All of it in one line, for a row of a list. */
export function changesLine(changes: readonly Change[]): string {
  const shown = changes.slice(0, LINES);
  const said = shown.map((one) => planWords.move.alsoOn(dates.short(one.day), changeSaid(one)));
  const left = changes.length - LINES;
  return planWords.move.alsoLine([...said, ...(left > 0 ? [planWords.move.more(left)] : [])].join(", "));
}

/** The bent rules as one sentence, with the hours of the rules in force. */
export function rulesSaid(rules: readonly string[]): string {
  const { schedule } = catalog().rules;
  const hours: Readonly<Record<string, number>> = {
    H1: schedule.before_key_run_h,
    H2: schedule.after_hard_run_h,
    H3: schedule.between_unilateral_h,
    H4: schedule.before_race_h,
    H5: schedule.after_long_run_h,
  };
  return `${rules.map((rule) => planWords.rules[rule]?.(hours[rule] ?? 0) ?? rule).join("; ")}.`;
}
