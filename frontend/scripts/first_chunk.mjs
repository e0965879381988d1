/** What settles the language before the app's own chunk is evaluated, and what another language's words lean on. */
const ENTRY = ["/src/main.ts", "/src/language.ts", "/src/tongues.ts", "/src/formats.ts"];
const START = "start";
const APP = "first";

/**
 * Puts all that the first screen needs into one chunk, and all that folding a log needs beside it into another. The
 * entry is a third, so that no language's words can lean on the app: they come before it. Left to itself the bundler cuts a chunk wherever a later screen
 * shares something, and each cut costs: names that must stay, code that cannot go, text that compresses apart.
 */
export function firstChunk() {
  /** @type {Map<string, readonly string[]>} */
  const importers = new Map();

  /**
   * @param {string} id
   * @param {string} root
   * @param {Set<string>} seen
   * @returns {boolean} whether the root imports the module at once
   */
  function isOf(id, root, seen = new Set()) {
    if (id.endsWith(root)) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return (importers.get(id) ?? []).some((importer) => isOf(importer, root, seen));
  }

  /** @param {string} name @param {string} root @param {number} priority */
  const group = (name, root, priority) => {
    return { name, priority, test: (/** @type {string} */ id) => isOf(id, root) };
  };

  /** @type {import("vite").Plugin} */
  const plugin = {
    name: "first-chunk",
    buildEnd() {
      for (const id of this.getModuleIds()) importers.set(id, this.getModuleInfo(id)?.importers ?? []);
    },
  };
  const groups = [
    { name: START, priority: 3, test: (/** @type {string} */ id) => ENTRY.some((one) => id.endsWith(one)) },
    group(APP, "/src/begin.tsx", 2),
    group("rules", "/src/store/verdicts.ts", 1),
  ];
  return { plugin, groups, start: START, app: APP };
}
