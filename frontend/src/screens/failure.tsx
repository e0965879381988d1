import { useState } from "preact/hooks";
import { exportLog, type Opening } from "../store/live";
import { Button } from "../ui/button";
import { words } from "../words";
import { useHeading } from "./page";
import { saveFile } from "./save_file";

type Why = Extract<Opening, { step: "failed" }>["why"];

/** The log cannot be opened: why, what helps, and a way to take along whatever this page still holds. */
export function Failure({ why }: { why: Why }) {
  const heading = useHeading(words.opening.failedTitle);
  const [said, say] = useState("");
  const rescue = () =>
    saveFile(exportLog).then(
      () => say(words.opening.rescued),
      () => say(words.opening.rescueFailed),
    );
  return (
    <main class="page">
      <h1 ref={heading} tabIndex={-1}>
        {words.opening.failedTitle}
      </h1>
      <p class="lead">{words.opening.why[why]}</p>
      <p>{words.opening.failed}</p>
      <section class="card">
        <h2>{words.opening.try}</h2>
        <ul class="bullets">
          {words.opening.tips.map((tip) => (
            <li key={tip}>{tip}</li>
          ))}
        </ul>
      </section>
      <Button look="primary big" onClick={() => location.reload()}>
        {words.opening.retry}
      </Button>
      <Button look="big" onClick={() => void rescue()}>
        {words.opening.rescue}
      </Button>
      <p class="small" role="status">
        {said || words.opening.rescueHint}
      </p>
    </main>
  );
}
