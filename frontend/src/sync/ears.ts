/** Hears from the server, while somebody looks at the app, that another device wrote. Never relied upon. */

/** Where the server's log ends. An event says no more than that. */
export interface Told {
  epoch: string;
  head: number;
}

/** After a refusal: an old server without this door, a hotel's login page, too many at once. */
const REST_MS = 60_000;
/** A server that restarts says no at first, and all its listeners should not come back in one moment. */
const RESTART_MS = 5_000;
/** `EventSource.CLOSED`: the browser itself will not try again. */
const GIVEN_UP = 2;

/** `EventSource.OPEN`. */
const OPEN = 1;

let source: EventSource | null = null;
/** The stream that has told something: some proxies keep back what they should pass on. */
let proven: EventSource | null = null;
let heardFor: string | null = null;
let resting: ReturnType<typeof setTimeout> | undefined;

/** What is done about what is heard. */
export interface Listener {
  onTold: (told: Told) => void;
  /** This device was signed out elsewhere, or the account is gone: asking says which. */
  onSignedOut: () => void;
}

/** Hears of this account's log from now on; of none with null. Asked for again, it changes nothing. */
export function listenFor(account: string | null, listener: Listener): void {
  if (account === heardFor) return;
  hush();
  heardFor = account;
  if (account !== null) open(listener);
}

/** Nothing is heard until `listenFor` is asked again. */
export function hush(): void {
  clearTimeout(resting);
  source?.close();
  source = null;
  heardFor = null;
}

/** Whether news would be heard. Where not, somebody has to ask. */
export function hears(): boolean {
  return source !== null && source === proven && source.readyState === OPEN;
}

function open(listener: Listener): void {
  if (!("EventSource" in globalThis)) return;
  const opened = new EventSource("/api/events");
  source = opened;
  opened.addEventListener("head", ({ data }) => {
    const told = read(data);
    if (!told) return;
    proven = opened;
    listener.onTold(told);
  });
  opened.addEventListener("end", ({ data }) => {
    opened.close();
    // After any other end this device waits to be looked at.
    if (why(data) === "restart") againIn(RESTART_MS * (1 + Math.random()), opened, listener);
    else if (why(data) === "signed_out") listener.onSignedOut();
  });
  opened.addEventListener("error", () => {
    if (opened.readyState === GIVEN_UP) againIn(REST_MS, opened, listener);
  });
}

function againIn(ms: number, opened: EventSource, listener: Listener): void {
  if (source !== opened) return;
  clearTimeout(resting);
  resting = setTimeout(() => {
    if (source === opened) open(listener);
  }, ms);
}

function read(data: string): Told | null {
  const said = parsed(data);
  const { epoch, head } = said;
  return typeof epoch === "string" && typeof head === "number" ? { epoch, head } : null;
}

function why(data: string): unknown {
  return parsed(data).why;
}

function parsed(data: string): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(data);
    return typeof said === "object" && said !== null ? { ...said } : {};
  } catch {
    return {};
  }
}
