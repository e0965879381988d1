/**
 * Puts all that the first screen needs into one chunk. Left to itself the bundler cuts a chunk wherever a later screen
 * shares something, and each cut costs: names that must stay, code that cannot go, text that compresses apart.
 */
export function firstChunk() {
  /** @type {Map<string, readonly string[]>} */
  const importers = new Map();

  /** @param {string} id @param {Set<string>} seen @returns {boolean} whether the page imports the module at once */
  function isFirst(id, seen = new Set()) {
    if (id.endsWith("/index.html")) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return (importers.get(id) ?? []).some((importer) => isFirst(importer, seen));
  }

  /** @type {import("vite").Plugin} */
  const plugin = {
    name: "first-chunk",
    buildEnd() {
      for (const id of this.getModuleIds()) importers.set(id, this.getModuleInfo(id)?.importers ?? []);
    },
  };
  return { plugin, group: { name: "first", test: (/** @type {string} */ id) => isFirst(id) } };
}
