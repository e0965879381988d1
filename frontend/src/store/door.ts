/** Our server's front door: one JSON question, one answer. */

export interface Answered {
  status: number;
  /** The parsed answer; null when it is not JSON, so not our server's. */
  json: Record<string, unknown> | null;
  /** Seconds that the server asks to wait; null when it asks nothing. */
  waitS: number | null;
}

const TIMEOUT_MS = 30_000;

/** Null when nothing came back: no network, or no answer in time. */
export async function ask(
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Answered | null> {
  try {
    const answer = await fetch(path, {
      method,
      cache: "no-store",
      credentials: "same-origin",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const waitS = Number(answer.headers.get("retry-after"));
    return { status: answer.status, json: parsed(await answer.text()), waitS: waitS > 0 ? waitS : null };
  } catch {
    // fetch does not say why it failed, and all its reasons mean the same here: try again later.
    return null;
  }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
