/** A `localStorage` for tests, over a map that outlives the tab. */

/** As the browser has it: the names are the object's own. */
export function storageOf(slots: Map<string, string>): object {
  const doors: Record<string, unknown> = {
    getItem: (key: string) => slots.get(key) ?? null,
    setItem: (key: string, text: string) => slots.set(key, text),
    removeItem: (key: string) => slots.delete(key),
  };
  return new Proxy(doors, {
    ownKeys: () => [...slots.keys()],
    getOwnPropertyDescriptor: (_, key) => ({
      value: slots.get(String(key)),
      enumerable: true,
      configurable: true,
    }),
  });
}
