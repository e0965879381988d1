/** Who backs up where. Nothing here deletes an entry: each account has its own database, and guests have one too. */

import { noteSignedOut } from "./absorb";
import { type Answered, ask } from "./door";
import { currentHome, moveTo } from "./live";

export type AccountTrouble =
  | "offline"
  | "not_our_server"
  | "wrong_code"
  | "busy"
  | "closed"
  | "server_trouble";

export class AccountError extends Error {
  readonly code: AccountTrouble;

  constructor(code: AccountTrouble) {
    super(`the account could not be reached: ${code}`);
    this.code = code;
  }
}

/**
 * A new account with what guests logged on this phone. The recovery code is shown once. `withThisLog` also puts the
 * log that is open into it, for a runner whose account is gone from the server.
 */
export async function createAccount(
  withThisLog = false,
): Promise<{ account: string; recovery_code: string }> {
  const { status, json } = heard(await ask("POST", "/api/accounts", {}));
  const account = json?.account;
  const code = json?.recovery_code;
  if (status !== 201 || typeof account !== "string" || typeof code !== "string") throw trouble(status, json);
  // The code is shown once, so it is shown whatever happens here; the next start moves in where this one could not.
  await settleIn(account, withThisLog).catch(reportError);
  return { account, recovery_code: code };
}

/** Signs in with a recovery code. What guests logged goes along; another account's log never does. */
export async function signIn(code: string): Promise<void> {
  const { status, json } = heard(await ask("POST", "/api/session", { recovery_code: code.trim() }));
  if (status !== 200 || typeof json?.account !== "string") throw trouble(status, json);
  await settleIn(json.account, false);
}

/** Leaves this account's log on the phone, closed, and opens the guests'. */
export async function signOut(): Promise<void> {
  const { status, json } = heard(await ask("DELETE", "/api/session"));
  if (status >= 400 && status !== 401) throw trouble(status, json);
  await moveTo(null, false);
}

async function settleIn(account: string, withThisLog: boolean): Promise<void> {
  await moveTo(account, withThisLog);
  const home = currentHome();
  if (home) await noteSignedOut(home, false);
}

function heard(answered: Answered | null): Answered {
  if (!answered) throw new AccountError("offline");
  return answered;
}

function trouble(status: number, json: Answered["json"]): AccountError {
  if (status === 429 || status === 503) return new AccountError("busy");
  if (typeof json?.code !== "string")
    return new AccountError(status >= 500 ? "server_trouble" : "not_our_server");
  if (status === 401 || status === 422) return new AccountError("wrong_code");
  return new AccountError(status === 403 ? "closed" : "server_trouble");
}
