import { useState } from "preact/hooks";
import { catalog, type View } from "../store/live";
import type { Exercise } from "../training/catalog";
import { exerciseSeen } from "../training/needs";
import { Button } from "../ui/button";
import { testsWords } from "../words/tests";
import { VideoSheet } from "./today_sheets";
import "./films.css";

/** Films of the exercises that want one: what was seen, until when it counts, and a new one. */
export function Films({ seen }: { seen: View }) {
  const [open, setOpen] = useState<string | null>(null);
  const exercises = filmed(seen);
  if (exercises.length === 0) return null;
  return (
    <section class="card">
      <h2>{testsWords.films}</h2>
      <p class="quiet">{testsWords.filmsText}</p>
      <ul class="lines">
        {exercises.map((exercise) => (
          <li class="line film" key={exercise.id}>
            <span class="grow">
              <b>{exercise.name}</b>
              <small class="hint">{filmWords(exercise, seen)}</small>
            </span>
            <Button aria-label={testsWords.filmRate(exercise.name)} onClick={() => setOpen(exercise.id)}>
              {testsWords.filmOpen}
            </Button>
          </li>
        ))}
      </ul>
      {open && <VideoSheet exercise={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

/**
 * The exercises whose next rung waits for a film, those a seasoned runner shortens phase 1 with, and all that
 * were filmed while they still count.
 */
function filmed({ replayed, today, state, on }: View): Exercise[] {
  const { exerciseById, gates, rules } = catalog();
  const due = today.due.flatMap((one) => (one.kind === "video_check" && one.exercise ? [one.exercise] : []));
  const here = [...replayed.tracks.values()].map((track) => track.position.exercise);
  const hard = here.filter((id) => exerciseById.get(id)?.skill === "high");
  const shortens = state.plan?.experience === "seasoned" && !replayed.doors.opened_on.has("phase_2");
  const core = shortens
    ? here.filter((id) => gates.phase_2.ladders.includes(exerciseById.get(id)?.ladder ?? ""))
    : [];
  const recent = state.videos
    .filter((one) => on - one.day <= rules.advance.video_days)
    .map((one) => one.body.exercise);
  return [...new Set([...due, ...core, ...hard, ...recent])].flatMap((id) => exerciseById.get(id) ?? []);
}

function filmWords(exercise: Exercise, { state, on }: View): string {
  const days = catalog().rules.advance.video_days;
  const legs = exercise.sides === "per_leg" ? (["left", "right"] as const) : (["both"] as const);
  const looks = legs.map((leg) =>
    state.videos.findLast((one) => one.body.exercise === exercise.id && one.body.side === leg),
  );
  const seen = looks.filter((look) => look !== undefined).map((look) => look.day);
  const newest = Math.max(...seen);
  if (seen.length === 0) return testsWords.filmNever;
  if (exerciseSeen(exercise, state, on, catalog())) return testsWords.filmGood(Math.min(...seen) + days);
  if (seen.length < legs.length) return testsWords.filmPart(newest);
  return on - Math.min(...seen) > days ? testsWords.filmOld(Math.min(...seen)) : testsWords.filmNot(newest);
}
