/** What a form says when the server refuses. */

import { expect, test, vi } from "vitest";
import { speak } from "../language";
import { AccountError, askAccount } from "../store/account";

test("a field is told of in the runner's language, and as the server said it where no words are known", async () => {
  speak(await import("../words/de/you"));
  const { troubleOf } = await import("./asking");
  const told = troubleOf(
    new AccountError("not_valid", "invalid", {
      "/password": "Use at least 10 signs. A few words are easy to remember.",
      "/name": "Of a newer server.",
    }),
  );
  expect(told.fields).toEqual({
    "/password": "Nimm mindestens 10 Zeichen. Ein paar Wörter merkt man sich leicht.",
    "/name": "Of a newer server.",
  });
});

test.each([
  ["registration_closed", "closed"],
  ["cross_site", "server_trouble"],
])("a 403 of the kind %s is told as %s", async (code, told) => {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ code }), { status: 403 }));
  await expect(askAccount("POST", "/api/tokens", {})).rejects.toMatchObject({ code: told });
  vi.unstubAllGlobals();
});
