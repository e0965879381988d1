/** Comma-separated text as RFC 4180 has it, with the liberties that apps take: semicolons, tabs, any line end, a BOM. */

/** A row, and the line of the file it begins in. */
export type Row = { readonly line: number; readonly cells: readonly string[] };

/** Why a file cannot be read, and the line where. */
export type Damage = { readonly line: number; readonly why: DamageCode };

export type DamageCode =
  | "empty"
  | "quote_never_ends"
  | "text_after_quote"
  | "too_few_cells"
  | "too_many_cells"
  | "not_json"
  | "not_text";

const DELIMITERS = [",", ";", "\t"] as const;

/** Every row that is not empty, the header first; all have as many cells as the header. */
export function readCsv(text: string): readonly Row[] | Damage {
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const rows = split(plain, delimiterOf(plain));
  if ("why" in rows) return rows;
  const width = rows[0]?.cells.length ?? 0;
  if (width === 0) return { line: 1, why: "empty" };
  for (const { line, cells } of rows) {
    if (cells.length < width) return { line, why: "too_few_cells" };
    if (cells.slice(width).some((cell) => cell !== "")) return { line, why: "too_many_cells" };
  }
  return rows;
}

/** The sign that the first line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const header = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? "").replace(/"(?:[^"]|"")*"/g, "");
  const counts = DELIMITERS.map((sign) => header.split(sign).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

function split(text: string, delimiter: string): Row[] | Damage {
  const rows: Row[] = [];
  let cells: string[] = [];
  let [line, begun, at] = [1, 1, 0];
  const endRow = () => {
    if (cells.length > 1 || cells[0] !== "") rows.push({ line: begun, cells });
    cells = [];
  };
  while (at < text.length) {
    if (cells.length === 0) begun = line;
    if (text[at] === '"') {
      const end = endOfQuote(text, at);
      if (end < 0) return { line, why: "quote_never_ends" };
      const quoted = text.slice(at + 1, end);
      cells.push(quoted.replaceAll('""', '"'));
      line += linesIn(quoted);
      at = end + 1;
      if (at < text.length && text[at] !== delimiter && text[at] !== "\r" && text[at] !== "\n") {
        return { line, why: "text_after_quote" };
      }
    } else {
      const start = at;
      while (at < text.length && text[at] !== delimiter && text[at] !== "\r" && text[at] !== "\n") at += 1;
      cells.push(text.slice(start, at));
    }
    if (text[at] === delimiter) {
      at += 1;
      // A delimiter at the very end has an empty cell behind it.
      if (at === text.length) cells.push("");
      else if (text[at] === "\r" || text[at] === "\n") cells.push("");
      else continue;
    }
    endRow();
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    if (at < text.length) line += 1;
    at += 1;
  }
  return rows;
}

/** Where the quote that begins at `at` ends; -1 when it does not. */
function endOfQuote(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  return end;
}

function linesIn(text: string): number {
  return text.split(/\r\n|\r|\n/).length - 1;
}
