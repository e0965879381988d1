/** A text as a square code, for an SVG: dark squares as one path, one unit each. */

import { correction, generate } from "lean-qr/nano";

/** What the standard asks to be left free on each side. */
export const QUIET_ZONE = 4;

export function squareCode(text: string): { size: number; path: string } {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const runs: string[] = [];
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      const from = x;
      while (code.get(x, y)) x++;
      if (x > from) runs.push(`M${from} ${y}h${x - from}v1h${from - x}z`);
    }
  }
  return { size: code.size, path: runs.join("") };
}
