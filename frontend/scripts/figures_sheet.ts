/** The contact sheet as one SVG picture, from the same poses and shapes as the app's. */

import catalog from "../src/generated/catalog.json";
import { drawn } from "../src/ui/figure/drawn";
import { faulty, type View } from "../src/ui/figure/motion";
import { floor, paperOf } from "../src/ui/figure/paper";
import { MOTIONS } from "../src/ui/figure/poses";
import type { Part, Shape } from "../src/ui/figure/shapes";
import type { Pose } from "../src/ui/figure/skeleton";

type Cell = { wide: number; high: number; gap: number; text: number };

const PAPER = "#fffdf8";
const INK = "#14181c";
const COLOURS: Record<Part, string> = {
  floor: "#b9b4a8",
  soft: "#e9e5db",
  prop: "#b9b4a8",
  far: "#9b9ea0",
  body: "#43464a",
  belt: PAPER,
  work: "#ffab3d",
  weight: INK,
  mark: "#9a1a10",
};
const BARE: readonly Part[] = ["floor", "soft", "prop", "belt", "mark"];
const PICTURES = 3;

export function contactSheet(columns: number, cell: Cell): string {
  const block = { wide: PICTURES * cell.wide + 2 * cell.gap, high: cell.high + cell.text + cell.gap };
  const rows = Math.ceil(catalog.exercises.length / columns);
  const wide = columns * block.wide + cell.gap;
  const high = rows * block.high + cell.gap;
  const blocks = catalog.exercises.map(({ id, name }, index) => {
    const x = cell.gap + (index % columns) * block.wide;
    const y = cell.gap + Math.floor(index / columns) * block.high;
    const title = `<text x="${x + 2}" y="${y + cell.high + 8}" font-size="7" font-family="DejaVu Sans, sans-serif" fill="${INK}">${escaped(name)}</text>`;
    return picturesOf(id, x, y, cell) + title;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}"><rect width="100%" height="100%" fill="#ece7dc"/>${blocks.join("")}</svg>`;
}

function picturesOf(id: string, x: number, y: number, cell: Cell): string {
  const motion = MOTIONS[id];
  if (!motion) throw new Error(`${id} is not drawn`);
  const { poses, fault } = motion;
  const end = motion.still ?? Math.min(1, poses.length - 1);
  const start = end === 0 && poses.length > 1 ? 1 : 0;
  const worst = fault.at[0] ?? 0;
  const shown: [Pose | undefined, View, boolean][] = [
    [poses[start], poses.length === 1 ? (motion.view === "side" ? "front" : "side") : motion.view, false],
    [poses[end], motion.view, false],
    [faulty(motion)[worst], fault.view, true],
  ];
  return shown
    .map(([pose, view, isFault], index) => {
      if (!pose) throw new Error(`${id} lacks a pose`);
      const { left, top, width, height } = paperOf(motion, view, "right");
      const shapes = [
        floor(motion, { left, top, width, height }),
        ...drawn(pose, motion, view, "right", isFault ? fault.marks : []),
      ];
      const at = `x="${x + index * cell.wide}" y="${y}" width="${cell.wide - 1}" height="${cell.high}"`;
      const sheet = `<rect ${at} fill="${PAPER}" stroke="${isFault ? COLOURS.mark : PAPER}" stroke-width=".6"/>`;
      return `${sheet}<svg ${at} viewBox="${left} ${top} ${width} ${height}">${shapes.map(strokes).join("")}</svg>`;
    })
    .join("");
}

function strokes({ part, points, width, closed }: Shape): string {
  const d = `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}${closed ? "Z" : ""}`;
  const line = (colour: string, pen: number, fill: string) =>
    `<path d="${d}" fill="${fill}" stroke="${colour}" stroke-width="${pen}" stroke-linecap="round" stroke-linejoin="round"/>`;
  const halo = BARE.includes(part) ? "" : line(part === "work" ? "#6a3300" : PAPER, width + 2.4, "none");
  return halo + line(COLOURS[part], width, closed ? COLOURS[part] : "none");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
