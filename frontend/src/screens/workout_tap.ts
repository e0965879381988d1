/** What a tap in the workout means: the words on the button, and the set it writes. Pure. */

import type { Catalog, Exercise, Item } from "../training/catalog";
import type { Checks, SetLogged } from "../training/entries";
import { isTimed } from "../training/route";
import type { Score, Turn, WorkoutSet } from "./workout_flow";

export type Marks = Partial<Record<Item, Score>>;

/** The items an exercise is rated on. */
export function itemsOf(exercise: Exercise): Item[] {
  return Object.keys(exercise.checklist) as Item[];
}

/** What logging says about the items nobody marked: all clean, the rest clean, or nothing since all are marked. */
export function meaning(items: readonly Item[], marks: Marks): "all_clean" | "rest_clean" | "as_marked" {
  const faults = items.some((item) => marks[item] !== undefined && marks[item] < 2);
  if (!faults) return "all_clean";
  return items.every((item) => marks[item] !== undefined) ? "as_marked" : "rest_clean";
}

/** Every item rated: the marked ones as marked, the others clean, because the tap said so. */
export function completed(items: readonly Item[], marks: Marks): Checks {
  return Object.fromEntries(items.map((item) => [item, marks[item] ?? 2]));
}

/**
 * Whether the button asks for reps in reserve: the last set of a leg, where reps are counted and it is no jump.
 *
 * A leg with sets of its own is asked after the last one it shares too: the rest may be left out.
 */
export function asksReserve({ bout, set_no, sets }: Turn): boolean {
  const { exercise } = bout;
  if (bout.trial || isTimed(exercise) || exercise.category === "plyometric") return false;
  return set_no === sets || set_no === bout.shared;
}

export type PainAdvice = "fine" | "ease" | "end_jumps" | "stop";

/** What a pain of 0 to 10 in this exercise asks for, now. */
export function painAdvice(pain: number, exercise: Exercise, catalog: Catalog): PainAdvice {
  const rules = catalog.rules.pain;
  if (pain >= rules.stop) return "stop";
  if (exercise.category === "plyometric") return pain >= rules.settle_plyo ? "end_jumps" : "fine";
  return pain >= rules.settle_strength ? "ease" : "fine";
}

/** What ended a set that is changed afterwards: a pain that ends an exercise does, whatever else it was before. */
export function stoppedBy(
  { pain, stopped }: Pick<SetLogged, "pain" | "stopped">,
  exercise: Exercise,
  catalog: Catalog,
): SetLogged["stopped"] {
  if (["stop", "end_jumps"].includes(painAdvice(pain, exercise, catalog))) return "pain";
  return stopped === "pain" ? "done" : stopped;
}

/** How many reps or seconds to show first: the second leg copies the first, else the day's target. */
export function amountFor(turn: Turn): number {
  const twin = twinOf(turn);
  return twin ? amountOf(twin.body) : turn.bout.target;
}

/** The set of the other leg that this one goes with. */
function twinOf({ bout, set_no, side }: Turn): WorkoutSet | null {
  const twin = bout.slots.find((slot) => slot.set_no === set_no && slot.side !== side && slot.set);
  return twin?.set ?? null;
}

export type Most = { amount: number; load_g: number };

/** What the leg that follows a lagging one must not go beyond; null where nothing leads. */
export function mostFor(turn: Turn): Most | null {
  const { lead } = turn.bout;
  const twin = lead && lead.side !== turn.side ? twinOf(turn) : null;
  return twin && { amount: amountOf(twin.body), load_g: twin.body.load_g ?? 0 };
}

export function amountOf(set: SetLogged): number {
  return set.reps ?? set.seconds ?? 0;
}

/** The set before of this leg in this exercise, for "same as last set". */
export function lastOfLeg(turn: Turn): WorkoutSet | null {
  const own = turn.bout.sets.filter(
    (set) => set.body.side === turn.side && set.body.exercise === turn.bout.exercise.id,
  );
  return own.at(-1) ?? null;
}

export type Logged = {
  amount: number;
  marks: Marks;
  pain: number;
  rir: number | null;
  load_g: number;
  note: string;
};

/** The body of the set the runner just did. */
export function setBody(
  session: string,
  turn: Turn,
  logged: Logged,
  at_ms: number,
  catalog: Catalog,
): SetLogged {
  const { bout } = turn;
  const timed = isTimed(bout.exercise);
  return {
    session,
    ladder: bout.ladder,
    exercise: bout.exercise.id,
    stage: bout.place.stage,
    microstep: bout.place.microstep,
    side: turn.side,
    set_no: turn.set_no,
    reps: timed ? null : logged.amount,
    seconds: timed ? logged.amount : null,
    load_g: logged.load_g,
    tempo: bout.tempo,
    checks: completed(itemsOf(bout.exercise), logged.marks),
    rir: logged.rir,
    pain: logged.pain,
    stopped: stoppedBy({ pain: logged.pain, stopped: "done" }, bout.exercise, catalog),
    performed_at: at_ms,
    note: logged.note || null,
  };
}
