/** Carries a sync request to the server and its answer back. */

import type { Reply, SyncRequest } from "./plan";

const TIMEOUT_MS = 30_000;
/** Whatever a proxy asks for: a timer that is set for longer than a month goes off at once. */
const RETRY_AFTER_MAX_S = 60 * 60;
/** Below this a request is no smaller compressed. */
const GZIP_FROM_BYTES = 2048;

/** The answer as it came; null when none did in time, for whatever reason. */
export async function send(request: SyncRequest, leaving: AbortSignal): Promise<Reply | null> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  const late = setTimeout(abort, TIMEOUT_MS);
  leaving.addEventListener("abort", abort);
  if (leaving.aborted) abort();
  // A fetch of a page that was frozen may ignore its signal.
  const givenUp = new Promise<null>((resolve) => {
    stop.signal.addEventListener("abort", () => resolve(null));
  });
  try {
    return await Promise.race([exchange(request, stop.signal), givenUp]);
  } catch {
    // fetch does not tell apart no network, no server and no answer in time. All of them mean: try again later.
    return null;
  } finally {
    clearTimeout(late);
    leaving.removeEventListener("abort", abort);
  }
}

async function exchange(request: SyncRequest, signal: AbortSignal): Promise<Reply> {
  const sentMs = Date.now();
  const answer = await fetch("/api/sync", {
    method: "POST",
    cache: "no-store",
    credentials: "same-origin",
    signal,
    ...(await packed(JSON.stringify(request))),
  });
  const text = await answer.text();
  const atMs = midpoint(sentMs, Date.now());
  return { status: answer.status, text, retryAfterS: seconds(answer.headers.get("retry-after")), atMs };
}

async function packed(text: string): Promise<{ headers: Record<string, string>; body: BodyInit }> {
  const headers = { "content-type": "application/json" };
  if (text.length < GZIP_FROM_BYTES || !("CompressionStream" in globalThis)) return { headers, body: text };
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return {
    headers: { ...headers, "content-encoding": "gzip" },
    body: await new Response(stream).arrayBuffer(),
  };
}

/** When the server read its clock, as far as we can tell; a phone clock set meanwhile is believed as it is now. */
function midpoint(sentMs: number, receivedMs: number): number {
  const tookMs = receivedMs - sentMs;
  return tookMs < 0 || tookMs > TIMEOUT_MS ? receivedMs : Math.round(sentMs + tookMs / 2);
}

/** `Retry-After` in seconds, an hour at most; it may also be a date. */
function seconds(header: string | null): number | null {
  if (header === null) return null;
  const value = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isFinite(value) && value > 0 ? Math.min(value, RETRY_AFTER_MAX_S) : null;
}
