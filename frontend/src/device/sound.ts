/** Short sounds at given moments. Phones allow them only after a tap, so the first tap anywhere unlocks them. */

import { effect } from "@preact/signals";
import { preferences } from "./preferences";

/** Tones one after another: hertz, and how long each sounds. */
interface Tones {
  tonesHz: readonly number[];
  eachMs: number;
  /** Of the usual loudness, where it is less. */
  soft?: number;
}

const CHIMES = {
  /** Rest is over. */
  rest: { tonesHz: [659, 784, 988], eachMs: 180 },
  /** Start holding now. */
  go: { tonesHz: [880], eachMs: 260 },
  /** Change the side. */
  switch: { tonesHz: [784, 659], eachMs: 160 },
  /** One beat of a count. */
  beat: { tonesHz: [660], eachMs: 60 },
  /** The phases of a repetition: deep is down, high is up. */
  lower: { tonesHz: [392], eachMs: 150 },
  pause: { tonesHz: [523], eachMs: 90 },
  lift: { tonesHz: [784], eachMs: 150 },
  /** A second within a longer phase. */
  tick: { tonesHz: [523], eachMs: 45, soft: 0.3 },
} satisfies Record<string, Tones>;
export type ChimeName = keyof typeof CHIMES;

/** A sound at an instant of the wall clock. */
export interface Chime {
  atMs: number;
  name: ChimeName;
}

interface Planned {
  /** In the order of time. */
  chimes: readonly Chime[];
  /** How many of them have been given to the audio clock. */
  given: number;
  /** What to add to an instant of the wall, in seconds, to have it on the audio clock. One for the whole row: read
   *  anew for each sound it would shake by as much as the phone hands out sound at a time. */
  anchorS: number | null;
  tones: Set<OscillatorNode>;
}

const LOUDNESS = 0.35;
const FADE_S = 0.02;
/** So much is given to the audio clock ahead, and looked after so often: a hidden page runs its timers rarely. */
const AHEAD_MS = 100_000;
const LOOK_MS = 20_000;
/** The first of a row may be due with the tap that asks for it. */
const LATE_MS = 150;

let audio: AudioContext | null = null;
let looking: ReturnType<typeof setInterval> | undefined;
const planned = new Set<Planned>();

/** Makes sounds possible from the first tap on; call once when the app starts. */
export function unlockSoundOnTap(): void {
  for (const kind of ["pointerup", "keydown"]) addEventListener(kind, unlock, { passive: true });
  document.addEventListener("visibilitychange", wake);
  effect(() => {
    const { sounds } = preferences.value;
    for (const row of planned) sounds ? anew(row) : silence(row);
  });
}

/** Sounds a chime at an instant of the wall clock, also when the page is hidden if the phone allows it. */
export function chimeAt(atMs: number, name: ChimeName): () => void {
  return chimesAt([{ atMs, name }]);
}

/** Sounds a row of chimes, in the order of time, each exactly as long after the first as it is told. */
export function chimesAt(chimes: readonly Chime[]): () => void {
  const row: Planned = { chimes, given: 0, anchorS: null, tones: new Set() };
  planned.add(row);
  looking ??= setInterval(() => planned.forEach(giveOn), LOOK_MS);
  anew(row);
  return () => {
    forget(row);
    silence(row);
  };
}

function forget(row: Planned): void {
  planned.delete(row);
  if (planned.size > 0) return;
  clearInterval(looking);
  looking = undefined;
}

function unlock(): void {
  try {
    audio ??= newContext();
    wake();
  } catch {
    // No sound on this phone; the ring on the screen says the same.
    audio = null;
  }
}

/** Phones put sound to sleep in the background. */
function wake(): void {
  if (audio && audio.state !== "running") audio.resume().catch(() => {});
}

function newContext(): AudioContext | null {
  if (!("AudioContext" in globalThis)) return null;
  mixWithMusic();
  const context = new AudioContext();
  // The audio clock stands still while it is suspended, so what was planned on it has to be planned anew.
  context.addEventListener("statechange", () => {
    if (context.state === "running") planned.forEach(anew);
  });
  return context;
}

/** On an iPhone, plays over the runner's music instead of stopping it. */
function mixWithMusic(): void {
  const session = (navigator as { audioSession?: { type: string } }).audioSession;
  if (session) session.type = "transient";
}

/** Gives what is still to come to the audio clock as it stands now. */
function anew(row: Planned): void {
  silence(row);
  giveOn(row);
}

function giveOn(row: Planned): void {
  if (audio?.state !== "running" || !preferences.peek().sounds) return;
  const nowMs = Date.now();
  row.anchorS ??= audio.currentTime - nowMs / 1000;
  while (row.given < row.chimes.length) {
    const chime = row.chimes[row.given] as Chime;
    if (chime.atMs - nowMs > AHEAD_MS) return;
    row.given++;
    if (chime.atMs >= nowMs - LATE_MS)
      sound(row, audio, chime, Math.max(audio.currentTime, row.anchorS + chime.atMs / 1000));
  }
  if (row.tones.size === 0) forget(row);
}

function sound(row: Planned, context: AudioContext, { name }: Chime, atS: number): void {
  const { tonesHz, eachMs, soft = 1 }: Tones = CHIMES[name];
  for (const [index, hz] of tonesHz.entries()) {
    const oscillator = tone(context, hz, atS + (index * eachMs) / 1000, eachMs, LOUDNESS * soft);
    row.tones.add(oscillator);
    oscillator.onended = () => {
      row.tones.delete(oscillator);
      if (row.tones.size === 0 && row.given === row.chimes.length) forget(row);
    };
  }
}

function tone(
  context: AudioContext,
  hz: number,
  startS: number,
  lengthMs: number,
  loud: number,
): OscillatorNode {
  const endS = startS + lengthMs / 1000;
  const oscillator = new OscillatorNode(context, { frequency: hz });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(loud, startS + FADE_S);
  gain.gain.setValueAtTime(loud, endS - FADE_S);
  gain.gain.linearRampToValueAtTime(0, endS);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(startS);
  oscillator.stop(endS);
  return oscillator;
}

function silence(row: Planned): void {
  for (const oscillator of row.tones) {
    oscillator.onended = null;
    oscillator.stop();
    oscillator.disconnect();
  }
  row.tones.clear();
  row.given = 0;
  row.anchorS = null;
}
