import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { canInstallByHand } from "../device/install";
import { catalog, newRecord, openWorkout, view, write } from "../store/live";
import { Button } from "../ui/button";
import { ChooseOne } from "../ui/choice";
import { Icon } from "../ui/icon";
import { words } from "../words";
import { dayToday } from "./day";
import { FirstWeek } from "./first_week";
import { InstallCard } from "./install_card";
import { useHeading } from "./page";
import { saveSetting, settings } from "./settings";
import { EquipmentField, RunWeekField, StrengthDaysField } from "./settings_fields";
import { startPlacement } from "./start_session";
import { AskFirst, Screening } from "./welcome_safety";
import "./welcome.css";
import { joinWords } from "../words/account_devices";
import { placementWords } from "../words/placement";
import { welcomeWords } from "../words/welcome";
import { youWords } from "../words/you";

const STEPS = ["intro", "safety", "experience", "runs", "strength", "equipment", "ready"] as const;
type Step = (typeof STEPS)[number];

/** From nothing to a plan in about a minute. Only the health questions cannot be skipped. */
export default function Welcome() {
  const { route } = useLocation();
  const seen = view.value;
  const [step, go] = useState<Step>("intro");
  const screening = seen?.state.screening ?? null;
  const running = seen?.state.plan != null && screening?.body.cleared === true;
  useEffect(() => {
    // A placement begun with the plan is open already.
    if (running) route(openWorkout.value ? "/workout" : "/", true);
  }, [running]);
  if (!seen || running) return null;

  const at = STEPS.indexOf(step);
  const forward = () => go(STEPS[Math.min(at + 1, STEPS.length - 1)] ?? "ready");
  const back = at > 0 ? () => go(STEPS[at - 1] ?? "intro") : null;
  if (screening && !screening.body.cleared)
    return <AskFirst screening={screening} onCleared={() => go("experience")} />;
  switch (step) {
    case "intro":
      return <Intro onNext={() => go(screening ? "experience" : "safety")} />;
    case "safety":
      return <Screening at={at} onBack={back} onDone={forward} />;
    case "ready":
      return <Ready at={at} onBack={back} />;
    default:
      return <Choices key={step} step={step} at={at} onBack={back} onNext={forward} />;
  }
}

function Intro({ onNext }: { onNext: () => void }) {
  const heading = useHeading(welcomeWords.introTitle);
  return (
    <main class="page full welcome intro">
      <div class="intro-mark" aria-hidden="true">
        <span>L</span>
        <span>R</span>
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {welcomeWords.introTitle}
      </h1>
      {welcomeWords.intro.map((line) => (
        <p class="lead" key={line}>
          {line}
        </p>
      ))}
      {/* Before the first answer: what is answered here stays here, and the icon begins with nothing. */}
      {canInstallByHand() && <InstallCard />}
      <div class="page-foot sticky">
        <p class="small">{welcomeWords.introTime}</p>
        <Button look="primary big" onClick={onNext}>
          {welcomeWords.begin}
        </Button>
        <a class="button bare wide" href="/join">
          {joinWords.link}
        </a>
        <a class="button bare wide" href="/you">
          {youWords.signIn}
        </a>
      </div>
    </main>
  );
}

type StepFrameProps = {
  title: string;
  at: number;
  onBack: (() => void) | null;
  children: preact.ComponentChildren;
  foot: preact.ComponentChildren;
};

/** One step: where you are, a question, and the way on at the thumb. */
export function StepFrame({ title, at, onBack, children, foot }: StepFrameProps) {
  const heading = useHeading(title);
  return (
    <main class="page full welcome">
      <div class="row">
        {onBack && (
          <button type="button" class="button bare back" aria-label={welcomeWords.back} onClick={onBack}>
            <Icon name="back" />
          </button>
        )}
        <progress
          class="welcome-progress"
          max={STEPS.length - 1}
          value={at}
          aria-label={welcomeWords.step(at, STEPS.length - 1)}
        />
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
      <div class="page-foot sticky">{foot}</div>
    </main>
  );
}

type ChoiceStep = "experience" | "runs" | "strength" | "equipment";

const EXPERIENCE = (["beginner", "seasoned"] as const).map((value) => ({
  value,
  ...welcomeWords.experience[value],
}));

const TITLES: Record<ChoiceStep, [title: string, text: string | null]> = {
  experience: [welcomeWords.experienceTitle, null],
  runs: [welcomeWords.runsTitle, welcomeWords.runsText],
  strength: [welcomeWords.strengthTitle, welcomeWords.strengthText],
  equipment: [welcomeWords.equipmentTitle, welcomeWords.equipmentText],
};

const SETTING = {
  experience: "experience",
  runs: "run_week",
  strength: "strength_weekdays",
  equipment: "equipment",
} as const;

type ChoicesProps = { step: ChoiceStep; at: number; onBack: (() => void) | null; onNext: () => void };

/** A question about the runner. What is said is stored at once; a skipped one leaves nothing behind. */
function Choices({ step, at, onBack, onNext }: ChoicesProps) {
  const [title, text] = TITLES[step];
  const said = settings()[SETTING[step]] !== undefined;
  return (
    <StepFrame
      title={title}
      at={at}
      onBack={onBack}
      foot={
        <Button look={said ? "primary big" : "big"} onClick={onNext}>
          {said ? welcomeWords.next : welcomeWords.skip}
        </Button>
      }
    >
      {text && <p class="quiet">{text}</p>}
      {step === "experience" && (
        <ChooseOne
          label={title}
          hideLabel
          look="tall"
          options={EXPERIENCE}
          chosen={settings().experience ?? null}
          onChoose={(value) => void saveSetting({ key: "experience", value })}
        />
      )}
      {step === "runs" && <RunWeekField />}
      {step === "strength" && <StrengthDaysField />}
      {step === "equipment" && <EquipmentField />}
      <FirstWeek />
    </StepFrame>
  );
}

/** What was said, and what follows where nothing was. */
function Summary({ experience }: { experience: "beginner" | "seasoned" }) {
  const { run_week = [], strength_weekdays = [] } = settings();
  const runs = run_week.map((run) => `${words.weekdayShort(run.weekday)} ${words.runs[run.type]}`);
  const days = strength_weekdays.map(words.weekdayShort);
  const lines = [
    [youWords.days, days.join(", ") || welcomeWords.usualDays],
    [youWords.runs, runs.join(", ") || youWords.notSaid],
    [
      welcomeWords.expectTitle,
      `${welcomeWords.expect[experience]} ${catalog().program.levels[experience].expect}`,
    ],
  ];
  return (
    <dl class="card lines">
      {lines.map(([name, said]) => (
        <div class="line asked" key={name}>
          <dt class="small">{name}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The last step: what this app is not, and go. */
function Ready({ at, onBack }: { at: number; onBack: (() => void) | null }) {
  const { route } = useLocation();
  const experience = settings().experience ?? "beginner";
  // The plan's start already leads away from here: the way on is decided before it is written.
  const begin = async (placing: boolean) => {
    const plan = newRecord();
    const { program } = catalog();
    if (placing) await startPlacement(plan);
    await write("plan_started", { program: program.id, started_on: dayToday(), experience }, plan);
    route(placing ? "/workout" : "/", true);
  };
  return (
    <StepFrame
      title={welcomeWords.disclaimerTitle}
      at={at}
      onBack={onBack}
      foot={
        <>
          <Button look="primary big" onClick={() => void begin(true)}>
            {placementWords.go}
          </Button>
          <Button look="wide two-lines middle" onClick={() => void begin(false)}>
            <span>{welcomeWords.finish}</span>
            <small>{placementWords.plainHint}</small>
          </Button>
        </>
      }
    >
      <FirstWeek />
      <Summary experience={experience} />
      <section class="stack">
        <h2>{placementWords.choiceTitle}</h2>
        <p>{placementWords.choiceText}</p>
      </section>
      <p class="quiet">{catalog().safety.disclaimer}</p>
    </StepFrame>
  );
}
