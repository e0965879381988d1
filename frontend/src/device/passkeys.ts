/**
 * Passkeys, as this browser makes and uses them. What the server asks and hears is JSON with base64url for bytes. The
 * browser's own conversions are not used: Safari before 18.4 has none, and password managers get them wrong.
 */

export type PasskeyTrouble = "closed" | "already_here" | "wrong_address" | "cannot" | "failed";

/** Why there is no passkey now, or no signature of one. */
export class PasskeyError extends Error {
  readonly code: PasskeyTrouble;

  constructor(code: PasskeyTrouble, cause: unknown) {
    super(`the browser gave no passkey: ${code}`, { cause });
    this.code = code;
  }
}

/** As the server asks; it asks for no extensions. */
export type ToMake = Omit<PublicKeyCredentialCreationOptionsJSON, "extensions">;
export type ToSign = Omit<PublicKeyCredentialRequestOptionsJSON, "extensions">;

/** Whether this browser knows passkeys at all; whether one is there, only its own prompt finds out. */
export function hasPasskeys(): boolean {
  return globalThis.isSecureContext === true && typeof globalThis.PublicKeyCredential === "function";
}

/** Shows the browser's prompt for a new passkey. Throws PasskeyError. */
export async function makePasskey(asked: ToMake): Promise<object> {
  const publicKey = {
    ...asked,
    challenge: bytesOf(asked.challenge),
    user: { ...asked.user, id: bytesOf(asked.user.id) },
    excludeCredentials: (asked.excludeCredentials ?? []).map((one) => ({ ...one, id: bytesOf(one.id) })),
  } as PublicKeyCredentialCreationOptions;
  const made = await prompted(() => navigator.credentials.create({ publicKey }));
  const response = made.response as AuthenticatorAttestationResponse;
  return sent(made, {
    attestationObject: textOf(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  });
}

/** Shows the browser's prompt with the passkeys it has for this site. Throws PasskeyError. */
export async function signWithPasskey(asked: ToSign): Promise<object> {
  const publicKey = {
    ...asked,
    challenge: bytesOf(asked.challenge),
    allowCredentials: [],
  } as PublicKeyCredentialRequestOptions;
  const used = await prompted(() => navigator.credentials.get({ publicKey }));
  const response = used.response as AuthenticatorAssertionResponse;
  return sent(used, {
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
    userHandle: textOf(response.userHandle ?? new ArrayBuffer()),
  });
}

async function prompted(show: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const given = await show();
    if (given) return given as PublicKeyCredential;
  } catch (error) {
    throw new PasskeyError(troubleOf(error), error);
  }
  throw new PasskeyError("closed", null);
}

const NAMED: Readonly<Record<string, PasskeyTrouble>> = {
  // Closed, not allowed, timed out, no passkey for this site: browsers say one thing for all, so that none leaks.
  NotAllowedError: "closed",
  AbortError: "closed",
  InvalidStateError: "already_here",
  SecurityError: "wrong_address",
  NotSupportedError: "cannot",
  ConstraintError: "cannot",
};

function troubleOf(error: unknown): PasskeyTrouble {
  return (error instanceof Error && NAMED[error.name]) || "failed";
}

function sent({ id, rawId, type, response }: PublicKeyCredential, more: object): object {
  return {
    id,
    rawId: textOf(rawId),
    type,
    response: { clientDataJSON: textOf(response.clientDataJSON), ...more },
  };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
