/** Trusted Types: with them a browser takes no mere text for a script. One address of ours is one. */

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (path: string) => string },
  ): { createScriptURL: (path: string) => string };
}

export const WORKER = "/sw.js";

/** The service worker's address, in the form in which the browser takes it. To be asked for once. */
export function workerAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  if (!trustedTypes) return WORKER;
  // The server's policy allows this name and no other.
  const policy = trustedTypes.createPolicy("evenstride", {
    createScriptURL: (path) => {
      if (path !== WORKER) throw new TypeError("not a script of ours");
      return path;
    },
  });
  return policy.createScriptURL(WORKER);
}
