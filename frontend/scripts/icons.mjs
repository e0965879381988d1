// Draws every icon the phone asks for out of the one drawing in public/icons/mark.svg.
import { readFileSync, writeFileSync } from "node:fs";
import { Resvg } from "@resvg/resvg-js";

const folder = new URL("../public/icons/", import.meta.url);
const rounded = readFileSync(new URL("mark.svg", folder), "utf8");
// Phones cut their own shape out of these: the paper runs to the edge, and the mark stays inside a circle of 80 %.
const fullBleed = rounded.replace(/ rx="\d+"/, "").replace(/scale\([.\d]+\)/, "scale(.76)");

draw("any-192.png", rounded, 192);
draw("any-512.png", rounded, 512);
draw("maskable-192.png", fullBleed, 192);
draw("maskable-512.png", fullBleed, 512);
draw("apple-touch-180.png", fullBleed, 180);

/** @param {string} name @param {string} svg @param {number} width_px */
function draw(name, svg, width_px) {
  const image = new Resvg(svg, { fitTo: { mode: "width", value: width_px } }).render();
  writeFileSync(new URL(name, folder), image.asPng());
}
