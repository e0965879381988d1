/** A code for joining a log, in whichever way it is typed. */

const GROUP_CHARS = 4;
const CODE_CHARS = 8;

/** As it is shown while it is typed: capitals, in two groups, what is easily misread put right. Takes a link as well. */
export function grouped(typed: string): string {
  const text = typed.slice(typed.lastIndexOf("#") + 1);
  const signs = text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1")
    .slice(0, CODE_CHARS);
  return signs.length > GROUP_CHARS ? `${signs.slice(0, GROUP_CHARS)}-${signs.slice(GROUP_CHARS)}` : signs;
}

/** Whether it has all its characters. */
export function isWhole(code: string): boolean {
  return grouped(code).length === CODE_CHARS + 1;
}

/** The link that the square code holds. What follows the # is never sent to a server. */
export function joinLink(origin: string, code: string): string {
  return `${origin}/join#${code}`;
}
