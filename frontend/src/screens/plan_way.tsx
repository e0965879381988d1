import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { catalog, view } from "../store/live";
import type { GateId } from "../training/answers";
import { type Criterion, criteria, type DoorReport } from "../training/criteria";
import { dayNumber } from "../training/units";
import { Icon } from "../ui/icon";
import { Sheet } from "../ui/sheet";
import { dates, words } from "../words";
import { planWords } from "../words/plan";
import { Leg } from "./leg";
import { addressOf, factsOf, isLegs, measureWords } from "./plan_criteria";
import { settings } from "./settings";

/** Phases as stops, doors between them, and what the next door still needs. */
export function Way() {
  const seen = view.value;
  const [opened, open] = useState<GateId | null>(null);
  if (!seen) return null;
  const doors = criteria(seen.replayed, catalog());
  const next = doors.find((door) => door.open_since === null);
  const shown = doors.find((door) => door.id === opened);
  const { phases } = catalog().program;
  const phase = phases.find((one) => one.id === seen.plan.phase);
  return (
    <section class="card way">
      <h2 class="aside">{planWords.way.title}</h2>
      <ol class="way-track">
        {phases.map(({ id, name }, place) => {
          const door = doors[place];
          return (
            <Fragment key={id}>
              <Stop id={id} name={name} now={seen.plan.phase} />
              {door && (
                <li class="way-door">
                  <button type="button" aria-label={doorSaid(door)} onClick={() => open(door.id)}>
                    <DoorDrawing open={door.open_since !== null} />
                  </button>
                </li>
              )}
            </Fragment>
          );
        })}
      </ol>
      {phase && (
        <p class="way-phase">
          <b>{phase.name}</b> <span class="quiet">{phase.focus}</span>
        </p>
      )}
      {next ? <NextDoor door={next} /> : <p class="quiet">{planWords.way.allOpen}</p>}
      {shown && (
        <Sheet title={nameOf(shown.id)} closeLabel={words.close} onClose={() => open(null)}>
          {shown.open_since === null ? <Needs door={shown} /> : <Since on={shown.open_since} />}
        </Sheet>
      )}
    </section>
  );
}

function Stop({ id, name, now }: { id: number; name: string; now: number }) {
  const where = id < now ? "done" : id === now ? "here" : "ahead";
  return (
    <li class={`way-stop ${where}`} aria-current={where === "here" ? "step" : undefined}>
      <span class="way-dot" aria-hidden="true">
        {where === "done" ? <Icon name="check" /> : id}
      </span>
      <span class="aside">
        {planWords.way.phase(id)}, {name}: {planWords.way[where]}
      </span>
    </li>
  );
}

/** A door in its frame: shut, or ajar. */
function DoorDrawing({ open }: { open: boolean }) {
  return (
    <svg class={open ? "door-picture open" : "door-picture"} viewBox="0 0 28 36" aria-hidden="true">
      <path class="frame" d="M3 35V3h22v32" />
      {open ? (
        <path class="leaf" d="M3 3l9 4v28l-9 0z" />
      ) : (
        <>
          <path class="leaf" d="M6 6h16v29H6z" />
          <circle class="knob" cx="18.5" cy="21" r="1.6" />
        </>
      )}
    </svg>
  );
}

function NextDoor({ door }: { door: DoorReport }) {
  const missing = door.criteria.filter((one) => !one.met).length;
  return (
    <div class="next-door">
      <header class="row apart">
        <h3>{planWords.way.door(nameOf(door.id))}</h3>
        <span class="small">{planWords.way.doorMissing(missing, door.criteria.length)}</span>
      </header>
      <Needs door={door} />
    </div>
  );
}

/** What a closed door still asks for, then what is there already. */
function Needs({ door }: { door: DoorReport }) {
  const missing = door.criteria.filter((one) => !one.met);
  const met = door.criteria.filter((one) => one.met);
  return (
    <>
      <ul class="criteria">
        {missing.map((one) => (
          <Missing key={one.id} gate={door.id} criterion={one} />
        ))}
      </ul>
      {met.length > 0 && (
        <ul class="criteria met" aria-label={planWords.way.has}>
          {met.map((one) => (
            <li key={one.id}>
              <Icon name="check" />
              <span class="row apart grow">
                {planWords.criteria[door.id]?.[one.id]?.name ?? one.id}
                <Value criterion={one} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class="small">{planWords.way.both}</p>
    </>
  );
}

function Missing({ gate, criterion }: { gate: GateId; criterion: Criterion }) {
  const said = planWords.criteria[gate]?.[criterion.id];
  if (!said) return null;
  const address = addressOf(criterion.id);
  const seen = criterion.lacking.flatMap((one) => said.lacking?.[one] ?? []);
  const ladders = criterion.id === "ladders" ? criterion.lacking : [];
  const flags = criterion.id === "safety" ? safetyWords(criterion.lacking) : [];
  const guessed = criterion.id === "calf" && !(settings().birth_year && settings().sex);
  return (
    <li>
      <span class="criterion-mark" aria-hidden="true" />
      <div class="stack grow">
        <p class="row apart">
          <b>{said.name}</b>
          <Value criterion={criterion} />
        </p>
        <p class="small">
          {[...seen, ...flags, said.change(factsOf(criterion, catalog()))].join(" ")}
          {guessed && ` ${planWords.personalCalf}`}
        </p>
        {ladders.length > 0 && (
          <p class="row">
            {ladders.map((one) => (
              <a key={one} class="button small-button" href={`/progress/${one}`}>
                {catalog().ladderById.get(one)?.name ?? one}
              </a>
            ))}
          </p>
        )}
        {address && said.link && (
          <a class="button small-button" href={address}>
            {said.link}
          </a>
        )}
      </div>
    </li>
  );
}

/** The numbers of a criterion; legs by letter and shape. */
function Value({ criterion }: { criterion: Criterion }) {
  if (criterion.id === "hop_asymmetry" && criterion.measures.length === 0) {
    return <span class="value">{planWords.noise}</span>;
  }
  if (!isLegs(criterion)) return <span class="value">{measureWords(criterion)}</span>;
  const [first] = criterion.measures;
  return (
    <span class="value by-leg">
      {criterion.measures.map(({ of, value }) => (
        <span key={of} class="row">
          <Leg side={of === "left" ? "left" : "right"} />
          {value === null ? "–" : (planWords.legs[criterion.id]?.(value) ?? value)}
        </span>
      ))}
      <span class="quiet">{first && planWords.legTarget[criterion.id]?.(first.target)}</span>
    </span>
  );
}

function Since({ on }: { on: string }) {
  return (
    <>
      <p>{planWords.way.openSince(dates.full(dayNumber(on)))}</p>
      <p class="small">{planWords.way.stays}</p>
    </>
  );
}

function nameOf(gate: GateId): string {
  return catalog().gates[gate].name;
}

function doorSaid(door: DoorReport): string {
  const missing = door.criteria.filter((one) => !one.met).length;
  const state =
    door.open_since === null
      ? planWords.way.doorMissing(missing, door.criteria.length)
      : planWords.way.doorOpen;
  return `${planWords.way.door(nameOf(door.id))}, ${state}`;
}

function safetyWords(lacking: readonly string[]): string[] {
  const { red_flags, questions } = catalog().safety;
  return lacking.flatMap((id) => {
    const known = red_flags.find((one) => one.id === id) ?? questions.find((one) => one.id === id);
    return known ? [known.text.replace(/[.?]?$/, ".")] : [];
  });
}
