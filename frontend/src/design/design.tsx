import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { BackToBack, Drift } from "../ui/back_to_back";
import { Bar } from "../ui/bar";
import { Button } from "../ui/button";
import { CheckRow } from "../ui/check_row";
import { ChooseAny, ChooseOne } from "../ui/choice";
import { Dots } from "../ui/dots";
import { Figure } from "../ui/figure/figure";
import { Icon } from "../ui/icon";
import { LadderDrawing } from "../ui/ladder";
import { LegMark, Legs } from "../ui/leg";
import { NumberField } from "../ui/number_field";
import { Ring } from "../ui/ring";
import { Sheet } from "../ui/sheet";
import { Stepper } from "../ui/stepper";
import { TextField } from "../ui/text_field";
import { Messages, toast } from "../ui/toast";
import { tokenNames } from "./themes";

/** Every piece of the design system, in both themes side by side. Its words are only for whoever builds. */
export function Design() {
  return (
    <>
      <main class="design">
        <Theme name="light" />
        <Theme name="dark" />
      </main>
      <Messages place="bottom" />
    </>
  );
}

function Theme({ name }: { name: "light" | "dark" }) {
  return (
    <div class={`theme ${name}`}>
      <h1>{name}</h1>
      <Tokens />
      <Type />
      <Buttons />
      <Chips />
      <Fields />
      <Said />
      <Drawn />
      <InWorkout />
      <Sheets />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

const isColour = (name: string) => CSS.supports("color", tokenValue(name));
const tokenValue = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name);

function Tokens() {
  const names = tokenNames();
  return (
    <Part title="Tokens">
      <div class="swatches">
        {names.filter(isColour).map((name) => (
          <span class="swatch" key={name}>
            <i ref={(one) => one?.style.setProperty("background", `var(${name})`)} />
            {name}
          </span>
        ))}
      </div>
      <dl class="small">
        {names
          .filter((name) => !isColour(name))
          .map((name) => (
            <div key={name}>
              {name}: {tokenValue(name)}
            </div>
          ))}
      </dl>
    </Part>
  );
}

function Type() {
  return (
    <Part title="Type">
      <h1>Display, h1</h1>
      <h2>Lead, h2</h2>
      <h3>Body, h3</h3>
      <p class="lead">Lead: the sentence that counts.</p>
      <p>Body: 0123456789 in figures of one width.</p>
      <p class="quiet">Quiet: what goes with it.</p>
      <p class="small">Small: 14 px, never less.</p>
    </Part>
  );
}

function Buttons() {
  return (
    <Part title="Buttons">
      <Button look="primary big">
        <Icon name="play" /> Primary, big
      </Button>
      <Button look="wide two-lines">
        <span>Wide</span>
        <small>with a second line</small>
      </Button>
      <div class="row">
        <Button>Plain</Button>
        <Button look="danger">Danger</Button>
        <Button disabled>Disabled</Button>
        <Button look="bare link">Bare link</Button>
        <Button look="bare" aria-label="Close">
          <Icon name="close" />
        </Button>
      </div>
    </Part>
  );
}

const DAYS = ["Mon", "Tue", "Wed"].map((value) => ({ value, label: value }));
const WAYS = [
  { value: 0, label: "New to it", hint: "Less than six months" },
  { value: 1, label: "Used to it", hint: "Six months or more" },
];
const LEVELS = Array.from({ length: 11 }, (_, value) => ({ value, label: String(value) }));

function Chips() {
  const [way, choose] = useState<number | null>(0);
  const [days, change] = useState<string[]>(["Tue"]);
  return (
    <Part title="Chips">
      <ChooseOne label="One, tall" look="tall" options={WAYS} chosen={way} onChoose={choose} />
      <ChooseAny label="Any" options={DAYS} chosen={days} onChange={change} />
      <ChooseOne label="A scale" look="grid" options={LEVELS} chosen={way} onChoose={choose} />
      <div class="row">
        <span class="pill">building</span>
        <span class="pill up">one rung up</span>
        <span class="pill back">one step back</span>
        <span class="pill stop">stop</span>
      </div>
    </Part>
  );
}

function Fields() {
  const [value, change] = useState(8);
  const [typed, type] = useState<number | null>(null);
  const [text, write] = useState("");
  return (
    <Part title="Stepper and fields">
      <Stepper
        value={value}
        min={0}
        max={20}
        reading={`${value} reps`}
        less="One rep less"
        more="One rep more"
        onChange={change}
      >
        <b>{value}</b>
        reps
      </Stepper>
      <NumberField
        value={typed}
        scale={10}
        step={5}
        max={1_000}
        start={300}
        label="A result"
        unit="s"
        decimalMark="."
        less="Less"
        more="More"
        onChange={type}
      />
      <TextField label="A name" hint="What goes in here." value={text} onText={write} />
      <TextField label="A name" error="Another account has this name." value="ada" onText={write} />
    </Part>
  );
}

function Said() {
  return (
    <Part title="Bars and messages">
      <Bar>
        <span>A new version is ready.</span>
        <Button>Update now</Button>
      </Bar>
      <Bar bad>
        <span>2 sets are not saved yet. Keep this page open.</span>
      </Bar>
      <div class="card">A card</div>
      <div class="card warn">A card that warns</div>
      <div class="card bad">A card that stops</div>
      <Button onClick={() => toast("Set taken back: left leg", { label: "Undo", run: () => {} })}>
        Show a toast
      </Button>
    </Part>
  );
}

function Drawn() {
  return (
    <Part title="Legs, dots, ladder, bars">
      <div class="row">
        <LegMark side="left" letter="L" label="left leg" />
        <LegMark side="right" letter="R" label="right leg" />
        <LegMark side="both" letter="LR" label="both legs" />
        <Dots scores={[2, 1, 0, null]} label="clean, wobbly, lost, not rated" />
        <LadderDrawing rungs={6} at={2} from={1} stage={1} stages={3} label="Rung 3 of 6" />
      </div>
      <BackToBack left={41} right={45} scale={50} noise={6} legs label="Left 41, right 45" />
      <Drift at={-4} noise={6} scale={20} real={false} />
    </Part>
  );
}

function InWorkout() {
  const [score, rate] = useState<0 | 1 | 2 | null>(null);
  return (
    <Part title="Workout">
      <div class="stage">
        <div class="row">
          <Ring left={0.7}>
            <b class="ring-number">0:42</b>
            <span>Rest</span>
          </Ring>
          <Legs side="left" />
        </div>
      </div>
      <Figure
        exercise="lateral_step_down"
        side="left"
        label="Step-down"
        turn={{ front: "See it from the front", side: "See it from the side" }}
        playing
      />
      <div class="workout left">
        <CheckRow
          label="Knee"
          hint="Over the second toe"
          words={["lost", "wobbly", "clean"]}
          score={score}
          onScore={rate}
        />
        <button type="button" class="go">
          All clean · log
        </button>
      </div>
    </Part>
  );
}

function Sheets() {
  const [shown, show] = useState(false);
  return (
    <Part title="Sheet">
      <Button onClick={() => show(true)}>Open a sheet</Button>
      {shown && (
        <Sheet title="A sheet" closeLabel="Close" onClose={() => show(false)}>
          <p>The focus stays in here and goes back to what opened it.</p>
          <Button look="primary big" onClick={() => show(false)}>
            Keep it
          </Button>
        </Sheet>
      )}
    </Part>
  );
}
