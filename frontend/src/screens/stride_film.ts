/** The stride film by the clock: what is run and filmed when. Pure; instants are ms after the start. */

import type { VideoProtocol } from "../training/catalog";

/** Where the phone stands, in this order. */
export const VIEWS = ["behind", "beside"] as const;
export type FilmView = (typeof VIEWS)[number];

/** Legs that ran a moment ago need only find their stride again. Design choice. */
const SETTLE_S = 30;
/** A belt takes its time from easy to fast. Design choice. */
const FASTER_S = 15;
const COUNT_IN = 3;

/** `warm` runs easy, `film_easy` is filmed; then the belt goes `faster`, and `film_fast` is filmed. */
export type FilmStep = {
  name: "warm" | "film_easy" | "faster" | "film_fast";
  from_ms: number;
  until_ms: number;
};

/** What follows what in one view: the easy minutes come before the first only. */
export function filmSteps(video: VideoProtocol, view: FilmView): FilmStep[] {
  const lengths: readonly (readonly [FilmStep["name"], number])[] = [
    ["warm", view === VIEWS[0] ? video.minutes * 60 : SETTLE_S],
    ["film_easy", video.clip_s],
    ["faster", FASTER_S],
    ["film_fast", video.clip_s],
  ];
  let at_ms = 0;
  return lengths.map(([name, length_s]) => {
    const from_ms = at_ms;
    at_ms += length_s * 1_000;
    return { name, from_ms, until_ms: at_ms };
  });
}

/** Which step it is, -1 when all are over. */
export function stepNow(steps: readonly FilmStep[], gone_ms: number): number {
  return steps.findIndex((step) => gone_ms < step.until_ms);
}

/** Nobody on a treadmill looks back at a phone: three beats lead to each clip, and each says its end. */
export function filmChimes(
  steps: readonly FilmStep[],
): { at_ms: number; name: "beat" | "go" | "switch" | "rest" }[] {
  return steps
    .filter(({ name }) => name === "film_easy" || name === "film_fast")
    .flatMap(({ name, from_ms, until_ms }) => [
      ...Array.from({ length: COUNT_IN }, (_, beat) => ({
        at_ms: from_ms - (COUNT_IN - beat) * 1_000,
        name: "beat" as const,
      })),
      { at_ms: from_ms, name: "go" },
      { at_ms: until_ms, name: name === "film_easy" ? "switch" : "rest" },
    ]);
}
