// Fails when the built page holds anything a strict content security policy would refuse.
import { readFileSync } from "node:fs";

const page = readFileSync(new URL("../../backend/evenstride/static/index.html", import.meta.url), "utf8");
const inline = [
  ...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g),
  ...page.matchAll(/<style[\s>]/g),
  ...page.matchAll(/<[^>]+\s(?:style|on[a-z]+)=/g),
].map((match) => match[0]);
if (inline.length > 0) {
  console.error(`index.html holds inline code the content security policy refuses: ${inline.join(" ")}`);
  process.exit(1);
}
