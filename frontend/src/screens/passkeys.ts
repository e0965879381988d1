import { makePasskey, PasskeyError, signWithPasskey, type ToMake, type ToSign } from "../device/passkeys";
import { AccountError, askAccount, enter } from "../store/account";
import { keyWords } from "../words/account_keys";

/** One more passkey for the account that is signed in. Throws PasskeyError and AccountError. */
export async function addPasskey(): Promise<void> {
  const asked: unknown = await askAccount("POST", "/api/passkeys/options", {});
  const credential = await makePasskey(asked as ToMake);
  await askAccount("POST", "/api/passkeys/register", { credential });
}

/** Opens the log of whoever the chosen passkey belongs to. Throws as `addPasskey` does. */
export async function signInWithPasskey(): Promise<void> {
  const asked: unknown = await askAccount("POST", "/api/passkeys/login-options", {});
  const credential = await signWithPasskey(asked as ToSign);
  await enter(await askAccount("POST", "/api/passkeys/login", { credential }));
}

/** What a runner reads about it; null for what other forms meet as well. */
export function passkeyTrouble(error: unknown): string | null {
  if (error instanceof PasskeyError) {
    if (error.code === "failed") reportError(error.cause);
    return keyWords.prompt[error.code];
  }
  const problem = error instanceof AccountError ? error.problem : null;
  return problem === null ? null : (keyWords.refused[problem] ?? null);
}
