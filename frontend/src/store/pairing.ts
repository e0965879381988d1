/** Adding a phone: one shows a code, the other sees what it would join, and joins. */

import { AccountError, askAccount, enter } from "./account";

/** What a code lets this phone join. */
export interface Joining {
  account: string;
  name: string | null;
  /** Of the device that made the code. */
  label: string;
  entries: number;
}

/** A code that lets one phone in. `untilMs` by this phone's own clock. */
export interface Pairing {
  id: string;
  code: string;
  untilMs: number;
}

/** Whose log it is. The code stays good. Throws AccountError, as all of these do. */
export async function lookAt(code: string): Promise<Joining> {
  const { account, name, label, entries } = await askAccount("POST", "/api/pairings/look", { code });
  if (typeof account !== "string") throw new AccountError("not_our_server");
  return {
    account,
    name: typeof name === "string" ? name : null,
    label: String(label),
    entries: Number(entries),
  };
}

/** Signs this phone in, once. What guests logged goes along; another account's log never does. */
export async function join(code: string): Promise<void> {
  await enter(await askAccount("POST", "/api/pairings/redeem", { code }));
}

export async function makePairing(): Promise<Pairing> {
  const { id, code, good_for_ms } = await askAccount("POST", "/api/pairings", {});
  if (typeof id !== "string" || typeof code !== "string") throw new AccountError("not_our_server");
  return { id, code, untilMs: Date.now() + Number(good_for_ms) };
}

/** Which device came in with it; null while none has. */
export async function joinedWith({ id }: Pairing): Promise<string | null> {
  const { joined } = await askAccount("GET", `/api/pairings/${id}`);
  return typeof joined === "string" ? joined : null;
}

/** The code lets nobody in any more. When the server does not hear it, that is so after ten minutes. */
export async function takeBack({ id }: Pairing): Promise<void> {
  await askAccount("DELETE", `/api/pairings/${id}`).catch(() => {});
}
