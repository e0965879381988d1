/** What a browser makes of the server's JSON, and what its refusals mean. */

import { afterEach, expect, test, vi } from "vitest";
import { hasPasskeys, makePasskey, PasskeyError, signWithPasskey, type ToMake } from "./passkeys";

afterEach(() => vi.unstubAllGlobals());

const BYTES = [0xfb, 0xff, 0xfe, 0x00, 0x3e];
const TEXT = "-__-AD4";
const buffer = () => Uint8Array.from(BYTES).buffer;

const MAKE = {
  rp: { name: "Evenstride", id: "localhost" },
  user: { id: TEXT, name: "Ada", displayName: "Ada" },
  challenge: TEXT,
  pubKeyCredParams: [{ type: "public-key", alg: -7 }],
  excludeCredentials: [{ type: "public-key", id: TEXT, transports: ["usb"] }],
} as const;

function browserThat(does: Partial<Record<"create" | "get", (asked: never) => Promise<unknown>>>) {
  vi.stubGlobal("navigator", { credentials: does });
}

test("bytes travel as base64url, without padding, both ways", async () => {
  const asked: unknown[] = [];
  browserThat({
    create: async ({ publicKey }: { publicKey: PublicKeyCredentialCreationOptions }) => {
      asked.push(publicKey);
      return {
        id: TEXT,
        rawId: buffer(),
        type: "public-key",
        response: { clientDataJSON: buffer(), attestationObject: buffer(), getTransports: () => ["usb"] },
      };
    },
  });
  const made = await makePasskey(MAKE as unknown as ToMake);
  expect(asked[0]).toMatchObject({
    challenge: Uint8Array.from(BYTES),
    user: { id: Uint8Array.from(BYTES), name: "Ada" },
    excludeCredentials: [{ id: Uint8Array.from(BYTES), transports: ["usb"] }],
  });
  expect(made).toEqual({
    id: TEXT,
    rawId: TEXT,
    type: "public-key",
    response: { clientDataJSON: TEXT, attestationObject: TEXT, transports: ["usb"] },
  });
});

test.each([
  ["NotAllowedError", "closed"],
  ["AbortError", "closed"],
  ["InvalidStateError", "already_here"],
  ["SecurityError", "wrong_address"],
  ["NotSupportedError", "cannot"],
  ["ConstraintError", "cannot"],
  ["UnknownError", "failed"],
])("%s is told as %s", async (name, code) => {
  const refuse = () => Promise.reject(new DOMException("no", name));
  browserThat({ create: refuse, get: refuse });
  const made = makePasskey(MAKE as unknown as ToMake);
  const signed = signWithPasskey({ challenge: TEXT });
  for (const asked of [made, signed]) {
    const error = await asked.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(PasskeyError);
    expect(error).toMatchObject({ code });
  }
});

test("a browser that gives nothing has closed its prompt", async () => {
  browserThat({ get: async () => null });
  await expect(signWithPasskey({ challenge: TEXT })).rejects.toMatchObject({ code: "closed" });
});

test("there are passkeys only where the browser knows them and the address is safe", () => {
  vi.stubGlobal("PublicKeyCredential", function known() {});
  vi.stubGlobal("isSecureContext", true);
  expect(hasPasskeys()).toBe(true);
  vi.stubGlobal("isSecureContext", false);
  expect(hasPasskeys()).toBe(false);
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("PublicKeyCredential", undefined);
  expect(hasPasskeys()).toBe(false);
});
