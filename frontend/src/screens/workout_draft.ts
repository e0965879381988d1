/** What the open workout remembers besides its entries. Losing it loses no set: only ticks and half-made marks. */

import { signal } from "@preact/signals";
import type { Lead, Side, Turn, Why } from "./workout_flow";
import type { Guide } from "./workout_guide";
import type { Marks } from "./workout_tap";

/** Marks made for one turn before it is logged. */
export type TurnDraft = {
  key: string;
  amount: number | null;
  marks: Marks;
  pain: number;
  where: string | null;
  load_g: number | null;
  note: string;
  /** When the running hold started, in ms; null when none runs. */
  hold_from_ms: number | null;
  /** The set in time that runs; null when none does. */
  guide: Guide | null;
};

export type Draft = {
  session: string;
  warmed: boolean;
  ticked: string[];
  skipped: Record<number, Why>;
  later: number[];
  /** Bouts with a lagging leg, by index, as the session's start found them. */
  lead: Record<number, Lead>;
  /** Bouts the runner goes on with after two rough sets, by index. */
  going_on: number[];
  /** Sets the runner added to a bout, by index: the leg of each. */
  more: Record<number, readonly Side[]>;
  /** Ladder → what is new since last time, as Today said it. */
  changed: Record<string, string>;
  /** Seconds the runner added to, or took from, the rest after a set, by that set's record. */
  rest: { after: string; extra_s: number } | null;
  /** Since when what counts stands still: a hold, a set in time or a rest. Null while time goes on. */
  paused_ms: number | null;
  turn: TurnDraft | null;
};

const KEY = "evenstride-workout";

export const draft = signal<Draft | null>(stored());

/** The draft of a workout; a blank one when it is another workout's. */
export function draftOf(session: string): Draft {
  const kept = draft.value;
  // An older version of the app may have kept less.
  return kept?.session === session ? { ...blank(session), ...kept } : blank(session);
}

export function blank(session: string): Draft {
  return {
    session,
    warmed: false,
    ticked: [],
    skipped: {},
    later: [],
    lead: {},
    going_on: [],
    more: {},
    changed: {},
    rest: null,
    paused_ms: null,
    turn: null,
  };
}

export function keepDraft(next: Draft): void {
  draft.value = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Storage may be full or forbidden; the draft then lives as long as the page.
  }
}

export function changeDraft(session: string, change: Partial<Draft>): void {
  keepDraft({ ...draftOf(session), ...change });
}

/** Tells one turn from every other of its workout. */
export function turnKey(turn: Turn): string {
  return `${turn.bout.index}:${turn.bout.place.exercise}:${turn.side}:${turn.set_no}`;
}

export function blankTurn(key: string): TurnDraft {
  return {
    key,
    amount: null,
    marks: {},
    pain: 0,
    where: null,
    load_g: null,
    note: "",
    hold_from_ms: null,
    guide: null,
  };
}

export function turnDraftOf(session: string, key: string): TurnDraft {
  const turn = draftOf(session).turn;
  return turn?.key === key ? { ...blankTurn(key), ...turn } : blankTurn(key);
}

export function changeTurn(session: string, key: string, change: Partial<TurnDraft>): void {
  changeDraft(session, { turn: { ...turnDraftOf(session, key), ...change } });
}

function stored(): Draft | null {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? null : (JSON.parse(text) as Draft);
  } catch {
    return null;
  }
}
