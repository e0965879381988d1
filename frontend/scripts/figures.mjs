// Draws the contact sheet of all exercises for the docs: how each begins, how it ends, and its main fault.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import { runnerImport } from "vite";

const MAX_BYTES = 400_000;
const COLUMNS = 4;
const WIDTH_PX = 1560;
const CELL = { wide: 62, high: 84, gap: 6, text: 12 };

/** @type {{ module: typeof import("./figures_sheet.ts") }} */
const { module } = await runnerImport(fileURLToPath(new URL("figures_sheet.ts", import.meta.url)), {
  configFile: false,
  logLevel: "error",
});

const svg = module.contactSheet(COLUMNS, CELL);
const image = new Resvg(svg, { fitTo: { mode: "width", value: WIDTH_PX }, font: { loadSystemFonts: true } });
const png = indexed(image.render());
if (png.length > MAX_BYTES) throw new Error(`the contact sheet weighs ${png.length} bytes`);
writeFileSync(new URL("../../docs/pictures/exercises.png", import.meta.url), png);
console.log(`docs/pictures/exercises.png ${(png.length / 1000).toFixed(0)} kB`);

/**
 * A picture of few colours as a PNG with a palette: a third of the bytes.
 * @param {{ width: number, height: number, pixels: Uint8Array }} picture
 */
function indexed({ width, height, pixels }) {
  /** @type {Map<number, number>} */
  const palette = new Map();
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
      const colour = (round(red) << 16) | (round(green) << 8) | round(blue);
      const index = palette.get(colour) ?? palette.size;
      palette.set(colour, index);
      rows[y * (width + 1) + 1 + x] = index;
    }
  }
  if (palette.size > 256) throw new Error(`${palette.size} colours are too many for a palette`);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from([...palette.keys()].flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** @param {number} channel */
function round(channel) {
  return Math.round(channel / 17) * 17;
}

/** @param {string} name @param {Buffer} data */
function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(checksum(body), body.length + 4);
  return framed;
}

/** @param {Buffer} data */
function checksum(data) {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
