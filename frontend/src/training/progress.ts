/** What the log has come to: where each ladder stands and every session with its verdicts. */

import type {
  GateProgress,
  LadderProgress,
  Progress,
  Session,
  SessionLadder,
  SessionSet,
  Verdict,
} from "./answers";
import { type Catalog, known } from "./catalog";
import { GATES, missing } from "./doors";
import { type Session as FoldedSession, IMPORTED, type LoggedSet, type TrainingState } from "./fold";
import { becauseOf, type Ruling, type Track } from "./gate";
import { planWeek } from "./phases";
import { setClass } from "./quality";
import type { Replayed } from "./replay";
import { localDate, order } from "./units";
import { reason, redFlagReason } from "./words";

/** Phase, doors and ladders on the day asked; empty lists before a plan is started. */
export function progress(replayed: Replayed, catalog: Catalog): Progress {
  const { state, tracks, phase } = replayed;
  if (!state.plan) return { phase, week: 0, gates: [], ladders: [] };
  return {
    phase,
    week: planWeek(state.plan, state.on),
    gates: gatesOf(replayed, catalog),
    ladders: [...tracks.values()].map((track) => ladderOf(track, state, catalog)),
  };
}

/** Every door in order; a closed one names what it still asks for. */
function gatesOf({ doors, state }: Replayed, catalog: Catalog): readonly GateProgress[] {
  return GATES.map((id) => {
    const open = doors.opened_on.has(id);
    return { id, open, failed: open ? [] : [...missing(id, doors, state, catalog, state.on)] };
  });
}

function ladderOf(track: Track, state: TrainingState, catalog: Catalog): LadderProgress {
  const { exercise, stage, microstep } = track.position;
  return {
    ladder: track.ladder,
    exercise,
    stage,
    microstep,
    phase_min: Math.max(
      known(catalog.exerciseById, exercise).phase_min,
      known(catalog.stageById, stage).phase_min,
    ),
    streak: track.streak,
    verdict: closedVerdict(track, state, catalog) ?? verdictOf(track.ruling, state, catalog),
  };
}

/** Ids of the entries that close the plan: open red flags, or a screening not cleared. */
export function closedBy(state: TrainingState): readonly string[] {
  const { red_flags, screening } = state;
  const closing = red_flags.map((flag) => flag.id);
  return screening && !screening.body.cleared ? [...closing, screening.id] : closing;
}

function closedVerdict(track: Track, state: TrainingState, catalog: Catalog): Verdict | null {
  const because = closedBy(state);
  if (because.length === 0) return null;
  return {
    decision: "stop",
    code: "STOP_RED_FLAG",
    leg: null,
    item: null,
    exercise: track.position.exercise,
    stage: track.position.stage,
    reason: redFlagReason(catalog),
    because,
  };
}

function verdictOf(
  ruling: Ruling | null | undefined,
  state: TrainingState,
  catalog: Catalog,
): Verdict | null {
  if (!ruling) return null;
  return {
    decision: ruling.decision,
    code: ruling.code,
    leg: ruling.leg,
    item: ruling.item,
    exercise: ruling.position.exercise,
    stage: ruling.position.stage,
    reason: reason(ruling, state, catalog),
    because: becauseOf(ruling),
  };
}

/** Sessions performed on the days first to last, in training order, those of other apps among them. */
export function sessions(
  replayed: Replayed,
  catalog: Catalog,
  first: number,
  last: number,
): readonly Session[] {
  return everyOne(replayed.state)
    .filter((one) => first <= one.day && one.day <= last)
    .map((one) => sessionOf(one, replayed, catalog));
}

/** One session by its record; null when the log has none. */
export function session(replayed: Replayed, catalog: Catalog, record: string): Session | null {
  const one = everyOne(replayed.state).find((candidate) => candidate.record === record);
  return one ? sessionOf(one, replayed, catalog) : null;
}

function everyOne({ sessions, imported }: TrainingState): readonly FoldedSession[] {
  if (imported.length === 0) return sessions;
  return [...sessions, ...imported].sort(
    (a, b) => a.day - b.day || a.body.started_at - b.body.started_at || order(a.record, b.record),
  );
}

function sessionOf(one: FoldedSession, replayed: Replayed, catalog: Catalog): Session {
  return {
    session: one.record,
    template: one.body.template,
    performed_on: localDate(one.day),
    started_at: one.body.started_at,
    finished_at: one.finished?.finished_at ?? null,
    ended: one.finished?.ended ?? null,
    deload: one.body.deload,
    pain_change: one.morning?.pain_change ?? null,
    ladders: catalog.ladders
      .filter((ladder) => one.sets.has(ladder.id))
      .map((ladder) => sessionLadder(one, ladder.id, replayed, catalog)),
  };
}

function sessionLadder(
  one: FoldedSession,
  ladder: string,
  replayed: Replayed,
  catalog: Catalog,
): SessionLadder {
  const ruling = replayed.rulings.get(one.record)?.get(ladder);
  return {
    ladder,
    sets: known(one.sets, ladder).map((logged) => setOf(logged, catalog, one.body.template === IMPORTED)),
    verdict: verdictOf(ruling, replayed.state, catalog),
  };
}

function setOf({ id, record, body }: LoggedSet, catalog: Catalog, isImported: boolean): SessionSet {
  const exercise = known(catalog.exerciseById, body.exercise);
  return {
    id,
    record,
    exercise: body.exercise,
    stage: body.stage,
    microstep: body.microstep,
    side: body.side,
    set_no: body.set_no,
    reps: body.reps,
    seconds: body.seconds,
    load_g: body.load_g ?? 0,
    // Extra fields a newer client wrote are not scores.
    checks: Object.fromEntries(
      Object.entries(body.checks).filter(([item]) => Object.hasOwn(exercise.checklist, item)),
    ),
    rir: body.rir,
    pain: body.pain,
    stopped: body.stopped,
    performed_at: body.performed_at,
    set_class: isImported ? null : setClass(exercise, body.checks, catalog.rules.quality),
  };
}
