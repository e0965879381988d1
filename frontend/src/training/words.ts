/**
 * Reason codes → sentences, from the catalogue's `words` table: what was seen, what happens, one cue.
 *
 * Templates are looked up from the most exact key to the plainest: `CODE.why.one`, `CODE.why`, `CODE.one`,
 * `CODE`, where `one` or `both` says how many legs are named.
 */

import type { Leg } from "./answers";
import { type Catalog, type EntryNeed, type Exercise, known } from "./catalog";
import type { TrainingState } from "./fold";
import type { Ruling } from "./gate";
import {
  easedDose,
  isTimed,
  microstepMax,
  namedMicrosteps,
  type Position,
  rungAbove,
  setRange,
  target,
} from "./route";
import { floorDiv, halfUp } from "./units";

const OTHER: Readonly<Record<Leg, Leg>> = { left: "right", right: "left", both: "both" };
/** Facts of a reason that have words of their own, in the group of that name. */
const NAMED_FACTS: readonly string[] = ["weekday", "rule"];

const GRAMS_PER_TENTH_KG = 100;
/** Tenths of a pound in grams, as a fraction: 1 lb is 453.592 g. */
const LB_TENTHS = [10_000, 453_592] as const;

type Facts = Readonly<Record<string, string>>;

/** The first template of the group that exists among the keys, with `{name}` replaced by facts. */
export function say(catalog: Catalog, group: string, keys: readonly string[], facts: Facts): string {
  const template = templateOf(catalog, group, keys);
  if (template === undefined) throw new Error(`no words for ${group} ${keys.join(", ")}`);
  return Object.entries(facts).reduce((text, [name, value]) => text.split(`{${name}}`).join(value), template);
}

function templateOf(catalog: Catalog, group: string, keys: readonly string[]): string | undefined {
  const table = catalog.words[group] ?? {};
  const key = keys.find((one) => one in table);
  return key === undefined ? undefined : table[key];
}

/** The sentence of a verdict. */
export function reason(ruling: Ruling, state: TrainingState, catalog: Catalog): string {
  const { code, why } = ruling;
  const number = ruling.leg === "both" ? "both" : "one";
  const keys = [`${code}.${why}.${number}`, `${code}.${why}`, `${code}.${number}`, code];
  return say(catalog, "verdict", keys, factsOf(ruling, state, catalog));
}

export function redFlagReason(catalog: Catalog): string {
  return say(catalog, "verdict", ["STOP_RED_FLAG"], {});
}

/** What is new since last time on this ladder, or null. */
export function changed(ruling: Ruling | null, state: TrainingState, catalog: Catalog): string | null {
  if (!ruling) return null;
  const keys = [`${ruling.code}.${ruling.why}`, ruling.code];
  if (templateOf(catalog, "changed", keys) === undefined) return null;
  return say(catalog, "changed", keys, factsOf(ruling, state, catalog));
}

/** One thing to think of: for the item that slipped last time, else the exercise's first. */
export function cue(ruling: Ruling | null, exercise: Exercise, catalog: Catalog): string {
  return ruling?.item ? known(catalog.itemById, ruling.item).cue : (exercise.cues[0] ?? "");
}

/** One reason for a session's day or hour. */
export function whyToday(
  catalog: Catalog,
  code: string,
  facts: Readonly<Record<string, number | string>>,
): string {
  const named = Object.entries(facts).map(([name, value]) => [name, factOf(catalog, name, value)]);
  return say(catalog, "today", [code], Object.fromEntries(named));
}

function factOf(catalog: Catalog, name: string, value: number | string): string {
  return NAMED_FACTS.includes(name) ? say(catalog, name, [String(value)], {}) : String(value);
}

function factsOf(ruling: Ruling, state: TrainingState, catalog: Catalog): Facts {
  const { position: at, seen } = ruling;
  const exercise = known(catalog.exerciseById, at.exercise);
  const above = rungAbove(seen.exercise, seen.exercise.ladder, catalog);
  const moved = at.exercise !== seen.exercise.id || at.stage !== seen.stage;
  const { pain_max_plyo, pain_max_strength, load_extra_reps } = catalog.rules.advance;
  const side = ruling.leg ?? "both";
  const leg = say(catalog, "leg", [side], {});
  const facts = {
    leg,
    Leg: leg.charAt(0).toUpperCase() + leg.slice(1),
    other: say(catalog, "leg", [OTHER[side]], {}),
    item: ruling.item ? say(catalog, "item", [ruling.item], {}) : "",
    cue: cue(ruling, exercise, catalog).replace(/\.+$/, ""),
    exercise: exercise.name,
    stage: known(catalog.stageById, at.stage).name,
    target: targetWords(at, catalog),
    load: loadWords(at.load_g, state, catalog),
    pain: String(seen.pain),
    pain_max: String(seen.plyo ? pain_max_plyo : pain_max_strength),
    extra: String(seen.high + load_extra_reps),
    next: above?.name ?? "",
    needs: needsWords(above, catalog),
    gear: above ? gearWords(above) : "",
    eased: easedWords(at, state, catalog),
    days: String(state.on - seen.day),
  };
  return { ...facts, back: say(catalog, "back", [moved ? "moved" : "bottom"], facts) };
}

/** What an exercise takes, in words. */
export function gearWords({ equipment }: Exercise): string {
  return equipment.join(", ");
}

/** Why a lower rung stands in for one. */
export function insteadOf(exercise: Exercise, catalog: Catalog): string {
  return say(catalog, "changed", ["gear"], { exercise: exercise.name, gear: gearWords(exercise) });
}

/** What a running drill is, at today's length. */
export function drillCue(exercise: string, seconds: number, gradePct: number, catalog: Catalog): string {
  return say(catalog, "drill", [exercise], { seconds: String(seconds), grade: String(gradePct) });
}

/** The dose after pain beside the full one. */
function easedWords(at: Position, state: TrainingState, catalog: Catalog): string {
  const { loadG, amount } = easedDose(at, state, catalog);
  if (at.load_g > 0) {
    const facts = {
      load: loadWords(loadG, state, catalog),
      full: loadWords(at.load_g, state, catalog),
    };
    return say(catalog, "eased", [loadG > 0 ? "load" : "bare"], facts);
  }
  const exercise = known(catalog.exerciseById, at.exercise);
  const [low, high] = setRange(exercise);
  const full = target(exercise, at.stage, at.microstep, low, high, catalog);
  const facts = { amount: String(amount), full: amountWords(exercise, full, catalog) };
  return say(catalog, "eased", ["amount"], facts);
}

function amountWords(exercise: Exercise, amount: number, catalog: Catalog): string {
  return say(catalog, "unit", [isTimed(exercise) ? "seconds" : "reps"], { n: String(amount) });
}

/** What the next rung asks besides the rung below it. */
function needsWords(above: Exercise | null, catalog: Catalog): string {
  if (!above) return "";
  const asked = above.entry.filter((need) => need.need !== "passed" || isElsewhere(need, above, catalog));
  return asked.map((need) => needWords(need, catalog)).join(say(catalog, "need", ["and"], {}));
}

function isElsewhere(need: EntryNeed, above: Exercise, catalog: Catalog): boolean {
  return need.exercise !== null && known(catalog.exerciseById, need.exercise).ladder !== above.ladder;
}

function needWords(need: EntryNeed, catalog: Catalog): string {
  return say(catalog, "need", [need.need], {
    exercise: need.exercise ? known(catalog.exerciseById, need.exercise).name : "",
    test: need.test ? known(catalog.testById, need.test).name : "",
    n: String(need.seconds || need.at_least || need.weeks || need.below_pct || 0),
  });
}

/** The day's dose in words: the named micro-step, or a number with its unit. */
export function targetWords(at: Position, catalog: Catalog): string {
  const exercise = known(catalog.exerciseById, at.exercise);
  const [low, high] = setRange(exercise);
  const named = namedMicrosteps(exercise, at.stage);
  const name = named[Math.min(at.microstep, microstepMax(exercise, at.stage, low, high, catalog))];
  if (name !== undefined) return name.replaceAll("_", " ");
  const amount = target(exercise, at.stage, at.microstep, low, high, catalog);
  return amountWords(exercise, amount, catalog);
}

/** A weight with one decimal, in the runner's unit. */
export function loadWords(loadG: number, state: TrainingState, catalog: Catalog): string {
  const pounds = state.settings.units === "lb";
  const tenths = pounds ? halfUp(loadG * LB_TENTHS[0], LB_TENTHS[1]) : halfUp(loadG, GRAMS_PER_TENTH_KG);
  const whole = floorDiv(tenths, 10);
  const tenth = tenths % 10;
  const amount = tenth > 0 ? `${whole}${say(catalog, "unit", ["decimal"], {})}${tenth}` : String(whole);
  return say(catalog, "unit", [pounds ? "lb" : "kg"], { n: amount });
}
