import { useState } from "preact/hooks";
import { catalog, newRecord, write } from "../store/live";
import type { ScreeningAnswered } from "../training/entries";
import { Button } from "../ui/button";
import { ChooseOne } from "../ui/choice";
import { words } from "../words";
import { welcomeWords } from "../words/welcome";
import { dayToday } from "./day";
import { useHeading } from "./page";
import { StepFrame } from "./welcome";

const YES_NO = [
  { value: false, label: words.no },
  { value: true, label: words.yes },
];

type Answers = Record<string, boolean>;

/** The health questions. Each needs an answer; one yes asks for a doctor first. */
export function Screening({
  at,
  onBack,
  onDone,
}: {
  at: number;
  onBack: (() => void) | null;
  onDone: () => void;
}) {
  const { questions } = catalog().safety;
  const [answers, answer] = useState<Answers>({});
  const left = questions.filter((question) => !(question.id in answers)).length;
  const save = async (said: Answers) => {
    const cleared = !Object.values(said).includes(true);
    await write("screening_answered", { answered_on: dayToday(), answers: said, cleared }, newRecord());
    if (cleared) onDone();
  };
  const allNo = () => save(Object.fromEntries(questions.map((question) => [question.id, false])));
  return (
    <StepFrame
      title={welcomeWords.screeningTitle}
      at={at}
      onBack={onBack}
      foot={
        left === questions.length ? (
          <Button look="primary big" onClick={() => void allNo()}>
            {welcomeWords.allNo}
          </Button>
        ) : (
          <Button look="primary big" disabled={left > 0} onClick={() => void save(answers)}>
            {left > 0 ? welcomeWords.screeningLeft(left) : welcomeWords.next}
          </Button>
        )
      }
    >
      <p class="quiet">{welcomeWords.screeningText}</p>
      <div class="questions">
        {questions.map((question) => (
          <ChooseOne
            key={question.id}
            label={question.text}
            options={YES_NO}
            chosen={answers[question.id] ?? null}
            onChoose={(yes) => answer({ ...answers, [question.id]: yes })}
          />
        ))}
      </div>
    </StepFrame>
  );
}

type AskFirstProps = {
  screening: { record: string; body: ScreeningAnswered };
  onCleared: () => void;
};

/** A yes: calmly to somebody who can examine. A clearance is a new version of the same answers. */
export function AskFirst({ screening, onCleared }: AskFirstProps) {
  const heading = useHeading(welcomeWords.askTitle);
  const { body, record } = screening;
  const asked = catalog().safety.questions.filter((question) => body.answers[question.id]);
  const cleared = async () => {
    await write("screening_answered", { ...body, answered_on: dayToday(), cleared: true }, record);
    onCleared();
  };
  const again = () => write("screening_answered", null, record);
  return (
    <main class="page full welcome">
      <h1 ref={heading} tabIndex={-1}>
        {welcomeWords.askTitle}
      </h1>
      <p class="lead">{welcomeWords.askWhy}</p>
      <section class="card">
        <h2>{welcomeWords.askText}</h2>
        <ul class="lines">
          {asked.map((question) => (
            <li class="line asked" key={question.id}>
              {question.text}
              <span class="small">{question.if_yes}</span>
            </li>
          ))}
        </ul>
      </section>
      <p class="small">
        {welcomeWords.later} {welcomeWords.saved}
      </p>
      <div class="page-foot sticky">
        <Button look="primary big two-lines middle" onClick={() => void cleared()}>
          <span>{welcomeWords.cleared}</span>
          <small>{welcomeWords.clearedHint}</small>
        </Button>
        <Button look="bare wide" onClick={() => void again()}>
          {welcomeWords.askAgain}
        </Button>
      </div>
    </main>
  );
}
