import { catalog } from "../store/live";
import { BackToBack } from "../ui/back_to_back";
import { symmetryWords } from "../words/symmetry";
import { bare, findingWords, shortUnitOf } from "../words/tests";
import { Leg } from "./leg";
import { type Finding, scaleOf, type TestView } from "./symmetry_view";
import "./measuring.css";

/** Findings whose legs are drawn in their own colours; everything unproven shares one calm colour. */
const NAMED: readonly Finding[] = ["watch", "lagging", "priority", "refer"];

/** Left and right of one test back to back, and what that says. */
export function Comparison({ one, on }: { one: TestView; on: number }) {
  const { kind, newest } = one;
  const sentence = findingSentence(one, on);
  return (
    <div class="comparison">
      <div class="sides">
        <span class="side-value">
          <Leg side="left" /> <b>{bare(kind, newest.left)}</b>
        </span>
        <span class="small">{shortUnitOf(kind, 0)}</span>
        <span class="side-value">
          <b>{bare(kind, newest.right)}</b> <Leg side="right" />
        </span>
      </div>
      <BackToBack
        left={newest.left}
        right={newest.right}
        scale={scaleOf(one)}
        noise={newest.noise}
        legs={NAMED.includes(one.finding)}
        label={symmetryWords.chart(bare(kind, newest.left), bare(kind, newest.right), sentence)}
      />
      <p>{sentence}</p>
    </div>
  );
}

/** One sentence of a comparison; a leg is in it only when it is confirmed. */
export function findingSentence(one: TestView, on: number): string {
  const { kind, newest, answer, finding, leg } = one;
  switch (finding) {
    case "level":
      return findingWords.level(kind, newest.left);
    case "once": {
      const from = newest.day + catalog().rules.asymmetry.confirm_days;
      return findingWords.once(kind, newest.left, newest.right, newest.noise, from, from <= on);
    }
    case "noise":
      return findingWords.noise(kind, newest.left, newest.right, newest.noise);
    case "spread":
      return findingWords.spread(kind, newest.left, newest.right);
    case "small":
      return findingWords.small(kind, newest.left, newest.right);
    default:
      return leg ? findingWords[finding](leg, answer.asymmetry_pct) : "";
  }
}
