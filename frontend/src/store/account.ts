/** Who backs up where. Nothing here deletes an entry: each account has its own database, and guests have one too. */

import { noteGone, noteSignedOut } from "./absorb";
import { type Answered, ask } from "./door";
import { currentHome, leaveGone, moveTo } from "./live";

export type AccountTrouble =
  | "offline"
  | "not_our_server"
  | "wrong_code"
  | "signed_out"
  | "not_valid"
  | "busy"
  | "wait"
  | "closed"
  | "invite"
  | "server_trouble";

/** Why the server did not do what it was asked. */
export class AccountError extends Error {
  readonly code: AccountTrouble;
  /** The server's own word for it; null when nothing of ours answered. */
  readonly problem: string | null;
  /** What is wrong with which field, by JSON pointer into what was sent. */
  readonly fields: Readonly<Record<string, string>>;
  /** Seconds until it is worth trying again. */
  readonly waitS: number | null;

  constructor(
    code: AccountTrouble,
    problem: string | null = null,
    fields: Readonly<Record<string, string>> = {},
    waitS: number | null = null,
  ) {
    super(`the account could not be reached: ${code}`);
    this.code = code;
    this.problem = problem;
    this.fields = fields;
    this.waitS = waitS;
  }
}

/** Asks one of the account's routes and gives its answer, `{}` when it has none. Throws AccountError. */
export async function askAccount(
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const answered = heard(await ask(method, path, body));
  if (answered.status === 204) return {};
  if (answered.status >= 300 || !answered.json) throw trouble(answered);
  return answered.json;
}

/**
 * A new account with what guests logged on this phone. The recovery code is shown once. `withThisLog` also puts the
 * log that is open into it, for a runner whose account is gone from the server.
 */
export async function createAccount(
  withThisLog = false,
  invite: string | null = null,
): Promise<{ account: string; recovery_code: string }> {
  const asked = invite === null ? {} : { invite };
  const { account, recovery_code } = await askAccount("POST", "/api/accounts", asked);
  if (typeof account !== "string" || typeof recovery_code !== "string")
    throw new AccountError("not_our_server");
  // The code is shown once, so it is shown whatever happens here; the next start moves in where this one could not.
  await settleIn(account, withThisLog).catch(reportError);
  return { account, recovery_code };
}

/** Signs in with a recovery code. What guests logged goes along; another account's log never does. */
export async function signIn(code: string): Promise<void> {
  await enter(await askAccount("POST", "/api/session", { recovery_code: code.trim() }));
}

/** As `signIn`. */
export async function signInByName(name: string, password: string): Promise<void> {
  await enter(await askAccount("POST", "/api/session", { name: name.trim(), password }));
}

/** Opens the log of the account that the server has just let this phone into. Throws AccountError. */
export async function enter({ account }: Record<string, unknown>): Promise<void> {
  if (typeof account !== "string") throw new AccountError("not_our_server");
  await settleIn(account, false);
}

/** Leaves this account's log on the phone, closed, and opens the guests'. */
export async function signOut(): Promise<void> {
  await askAccount("DELETE", "/api/session").catch((error: unknown) => {
    // Whoever is signed out already may leave as well.
    if (!(error instanceof AccountError && error.code === "signed_out")) throw error;
  });
  await moveTo(null, false);
}

/** Deletes the account and all the server has of it. The log on this phone stays; so do those of other devices. */
export async function deleteAccount(): Promise<void> {
  await askAccount("DELETE", "/api/account");
  const home = currentHome();
  if (home) await noteGone(home);
}

/**
 * After the account is gone: keeps what it logged as a guest's, or removes it from this phone, as the runner chose.
 * Another device of it decides for itself.
 */
export async function leaveGoneAccount(keep: boolean): Promise<void> {
  await leaveGone(keep);
  // The cookie opens nothing any more. It goes when the server can be reached, or with the next sign-in.
  await askAccount("DELETE", "/api/session").catch(() => {});
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

function trouble({ status, json, waitS }: Answered): AccountError {
  const problem = typeof json?.code === "string" ? json.code : null;
  if (status === 429 && waitS !== null) return new AccountError("wait", problem, {}, waitS);
  if (status === 429 || status === 503) return new AccountError("busy", problem, {}, waitS);
  if (problem === null) return new AccountError(status >= 500 ? "server_trouble" : "not_our_server");
  if (problem === "not_signed_in") return new AccountError("signed_out", problem);
  if (status === 401) return new AccountError("wrong_code", problem);
  if (problem === "invite_needed") return new AccountError("invite", problem, fieldsOf(json));
  if (status === 422) return new AccountError("not_valid", problem, fieldsOf(json));
  // Another refusal, such as of an address the server does not know as its own, says nothing of new accounts.
  return new AccountError(
    problem === "registration_closed" ? "closed" : "server_trouble",
    problem,
    fieldsOf(json),
  );
}

function fieldsOf(json: Answered["json"]): Record<string, string> {
  const errors = Array.isArray(json?.errors)
    ? (json.errors as { pointer?: unknown; detail?: unknown }[])
    : [];
  return Object.fromEntries(
    errors.map(({ pointer, detail }) => [String(pointer), typeof detail === "string" ? detail : ""]),
  );
}
