/** Short sounds at a given moment. Phones allow them only after a tap, so the first tap anywhere unlocks them. */

/** Tones one after another: hertz, and how long each sounds. */
interface Chime {
  tonesHz: readonly number[];
  eachMs: number;
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
} satisfies Record<string, Chime>;
export type ChimeName = keyof typeof CHIMES;

interface Planned {
  atMs: number;
  name: ChimeName;
  tones: OscillatorNode[];
}

const LOUDNESS = 0.35;
const FADE_S = 0.02;

let audio: AudioContext | null = null;
const planned = new Set<Planned>();

/** Makes sounds possible from the first tap on; call once when the app starts. */
export function unlockSoundOnTap(): void {
  for (const kind of ["pointerup", "keydown"]) addEventListener(kind, unlock, { passive: true });
  document.addEventListener("visibilitychange", wake);
}

/** Sounds a chime at an instant of the wall clock, also when the page is hidden if the phone allows it. */
export function chimeAt(atMs: number, name: ChimeName): () => void {
  const chime: Planned = { atMs, name, tones: [] };
  planned.add(chime);
  schedule(chime);
  return () => {
    planned.delete(chime);
    silence(chime);
  };
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
    if (context.state === "running") for (const chime of planned) schedule(chime);
  });
  return context;
}

/** On an iPhone, plays over the runner's music instead of stopping it. */
function mixWithMusic(): void {
  const session = (navigator as { audioSession?: { type: string } }).audioSession;
  if (session) session.type = "transient";
}

function schedule(chime: Planned): void {
  silence(chime);
  const inS = (chime.atMs - Date.now()) / 1000;
  if (audio?.state !== "running") return;
  if (inS < 0) {
    planned.delete(chime);
    return;
  }
  const { tonesHz, eachMs } = CHIMES[chime.name];
  const startS = audio.currentTime + inS;
  chime.tones = tonesHz.map((hz, index) =>
    tone(audio as AudioContext, hz, startS + (index * eachMs) / 1000, eachMs),
  );
  const lastTone = chime.tones.at(-1);
  if (lastTone) lastTone.onended = () => planned.delete(chime);
}

function tone(context: AudioContext, hz: number, startS: number, lengthMs: number): OscillatorNode {
  const endS = startS + lengthMs / 1000;
  const oscillator = new OscillatorNode(context, { frequency: hz });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(LOUDNESS, startS + FADE_S);
  gain.gain.setValueAtTime(LOUDNESS, endS - FADE_S);
  gain.gain.linearRampToValueAtTime(0, endS);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(startS);
  oscillator.stop(endS);
  return oscillator;
}

function silence(chime: Planned): void {
  for (const oscillator of chime.tones) {
    oscillator.onended = null;
    oscillator.stop();
    oscillator.disconnect();
  }
  chime.tones = [];
}
