import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { nameOf, sha1, utf8 } from "./names";

test("the digest is that of FIPS 180-4, at every length around a block", () => {
  for (let length = 0; length <= 200; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7 + length) & 255);
    expect(Buffer.from(sha1(bytes)).toString("hex")).toBe(createHash("sha1").update(bytes).digest("hex"));
  }
});

test("text becomes the bytes that decoders give it back from", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(Buffer.from(utf8(text))).toEqual(Buffer.from(text, "utf-8"));
    }),
  );
  expect(Buffer.from(utf8("a\ud800b")).toString()).toBe("a\ufffdb");
});

test("the same words are the same name, in every release", () => {
  // Had this ever another value, importing again would double what is here.
  expect(nameOf("hevy", "28 Mar 2025, 17:29", "set", "Bulgarian Split Squat", 1)).toBe(PINNED);
  expect(nameOf("a", "b")).not.toBe(nameOf("ab"));
  expect(nameOf("é")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

const PINNED = "b2286e08-a318-546b-a411-f1ecdae6b44f";
