/** What apps write in a cell: numbers, weights, moments and durations, each in the ways that were seen. */

/** A moment as a clock on the wall showed it. */
export type LocalTime = {
  readonly on: string;
  readonly minutes: number;
  readonly seconds: number;
};

export type WeightUnit = "kg" | "lb";

const GRAMS_PER = { kg: 1000, lb: 453.59237 } as const;

/** Months as Hevy writes them in the language of the phone: the first letters are enough, accents aside. */
const MONTHS: readonly (readonly string[])[] = [
  ["jan", "ene", "gen", "janv"],
  ["feb", "fev", "fevr"],
  ["mar", "mrt", "marz", "maerz", "mae"],
  ["apr", "abr", "avr"],
  ["may", "mai", "mei", "maj", "mag"],
  ["jun", "giu", "juin"],
  ["jul", "lug", "juil"],
  ["aug", "ago", "aou"],
  ["sep", "set"],
  ["oct", "okt", "ott", "out"],
  ["nov"],
  ["dec", "dez", "dic"],
];

/** A number with a point or a comma; null for none, undefined for what is no number. */
export function numberIn(cell: string): number | null | undefined {
  const text = cell.trim();
  if (text === "" || text === "-") return null;
  return /^[+-]?\d{1,9}([.,]\d{1,9})?$/.test(text) ? Number(text.replace(",", ".")) : undefined;
}

/** A weight in whole grams. */
export function gramsOf(weight: number, unit: WeightUnit): number {
  return Math.round(weight * GRAMS_PER[unit]);
}

/** `2025-03-28 17:29:00`, `2025-03-28T17:29`, `2025-03-28`, `28 Mar 2025, 17:29`, `Mar 28, 2025, 5:29 PM`. */
export function momentIn(cell: string): LocalTime | null {
  const text = cell.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](.+))?$/.exec(text);
  if (iso) return moment(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4]);
  const dayFirst = /^(\d{1,2})\.? (?:de )?(\p{L}+)\.? (?:de )?(\d{4})(?:,? (?:at )?(.+))?$/u.exec(text);
  if (dayFirst) {
    return moment(Number(dayFirst[3]), monthOf(dayFirst[2] ?? ""), Number(dayFirst[1]), dayFirst[4]);
  }
  const monthFirst = /^(\p{L}+)\.? (\d{1,2}),? (\d{4})(?:,? (?:at )?(.+))?$/u.exec(text);
  if (!monthFirst) return null;
  return moment(Number(monthFirst[3]), monthOf(monthFirst[1] ?? ""), Number(monthFirst[2]), monthFirst[4]);
}

function monthOf(name: string): number {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const exact = MONTHS.findIndex((names) => names.includes(plain));
  return (exact < 0 ? MONTHS.findIndex((names) => names.some((one) => plain.startsWith(one))) : exact) + 1;
}

function moment(year: number, month: number, day: number, clock: string | undefined): LocalTime | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return null;
  const on = date.toISOString().slice(0, 10);
  // An app that knows no hour: the middle of the day is that day in nearly every zone.
  if (clock === undefined) return { on, minutes: 12 * 60, seconds: 0 };
  const parts =
    /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(?:\s?([ap])\.?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?$/iu.exec(clock);
  if (!parts) return null;
  const half = parts[4]?.toLowerCase();
  const [given, minute, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  if (half && (given < 1 || given > 12)) return null;
  const hour = half ? (given % 12) + (half === "p" ? 12 : 0) : given;
  if (hour > 23 || minute > 59 || seconds > 59) return null;
  return { on, minutes: hour * 60 + minute, seconds };
}

/** Whole seconds of `0:01:30`, `1:30`, `1h 5m`, `45m`, `90s` or plain seconds; null for anything else. */
export function secondsIn(cell: string): number | null {
  const text = cell.trim();
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/.exec(text);
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const words = /^(?:(\d{1,3}) ?h(?:r|ours?)?)? ?(?:(\d{1,4}) ?m(?:in)?)? ?(?:(\d{1,5}) ?s(?:ec)?)?$/.exec(
    text,
  );
  if (words && text !== "") {
    return Number(words[1] ?? 0) * 3600 + Number(words[2] ?? 0) * 60 + Number(words[3] ?? 0);
  }
  const plain = numberIn(text);
  return typeof plain === "number" && plain >= 0 ? Math.round(plain) : null;
}
