/** What a tempo says: seconds to lower, to pause, to lift, to pause. Pure. */

export type Tempo = readonly [lower: number, below: number, lift: number, above: number];

/** As fast as can be. */
const FAST_S = 0.5;

/** The seconds of "3010" or "31X1"; null for a tempo in words. */
export function secondsOf(tempo: string): Tempo | null {
  if (!/^[\dX]{4}$/.test(tempo)) return null;
  const [lower, below, lift, above] = [...tempo].map((one) => (one === "X" ? FAST_S : Number(one))) as [
    number,
    number,
    number,
    number,
  ];
  return [lower || FAST_S, below, lift || FAST_S, above];
}
