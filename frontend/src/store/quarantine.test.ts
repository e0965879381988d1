/** What the server refuses: kept, passed on by the runner, and offered again when the runner says so. */

import { beforeEach, expect, test, vi } from "vitest";
import type { SyncRequest } from "../sync/plan";
import { Browser, type Tab } from "../sync/testing/tab";
import { bare } from "./log";

let browser: Browser;
let tab: Tab;
let quarantine: typeof import("./quarantine");
let diagnosis: typeof import("./diagnosis");

const SECRET = "my left knee, told to nobody";

beforeEach(async () => {
  browser = new Browser();
  tab = await browser.openTab();
  quarantine = await import("./quarantine");
  diagnosis = await import("./diagnosis");
  await tab.createAccount();
  await tab.sync();
});

const run = (note: string) =>
  tab.write("session_finished", {
    session: tab.newRecord(),
    finished_at: Date.now(),
    rpe: null,
    ended: "complete",
    note,
  });

/** The server refuses what is of this record, and says what is in it, until the returned switch is set. */
function refusing(record: string): { isOver: boolean } {
  const lifted = { isOver: false };
  const server = browser.serverOf(tab.backup.value.account ?? "");
  const answer = server.answer.bind(server);
  vi.spyOn(server, "answer").mockImplementation((request: SyncRequest) => {
    const isBad = (entry: { record: string }) => entry.record === record && !lifted.isOver;
    const reply = answer({ ...request, entries: request.entries.filter((entry) => !isBad(entry)) });
    const said = JSON.parse(reply.text);
    const rest = [...said.results];
    const results = request.entries.map((entry) =>
      isBad(entry)
        ? { id: entry.id, status: "rejected", code: "malformed", detail: `note: ${SECRET}` }
        : rest.shift(),
    );
    return { ...reply, text: JSON.stringify({ ...said, results }) };
  });
  return lifted;
}

test("a refused entry stays, is flagged, and comes out as a log file of its own (SURVIVE 20)", async () => {
  const refused = await run(SECRET);
  const taken = await run("fine");
  refusing(refused.record);
  expect(await tab.sync()).toBeNull();
  expect(tab.backup.value.refused).toMatchObject([{ entry: { id: refused.id }, code: "malformed" }]);
  const file = JSON.parse(await (await quarantine.refusedFile()).text());
  expect(file).toMatchObject({ format: "evenstride-log", v: 1, account: tab.backup.value.account });
  expect(file.entries).toEqual([bare(refused as never)]);
  expect((await everywhere()).sort()).toEqual([refused.id, taken.id].sort());
});

test("“try again” offers it at once, and it is out of quarantine when it is taken (SURVIVE 20)", async () => {
  const refused = await run("a");
  const lifted = refusing(refused.record);
  await tab.sync();
  browser.asked = 0;
  await tab.sync();
  expect(tab.backup.value.refused.length).toBe(1);
  await quarantine.offerAgain();
  expect(tab.backup.value.refused.length).toBe(1);
  await tab.sync();
  expect(tab.backup.value.refused.length).toBe(1);
  lifted.isOver = true;
  await tab.sync();
  expect(tab.backup.value.pending).toBe(1);
  await quarantine.offerAgain();
  expect(await tab.sync()).toBeNull();
  expect(tab.backup.value).toMatchObject({ refused: [], pending: 0 });
});

test("a diagnosis names counts, places and refusals, and nothing that was logged", async () => {
  const refused = await run(SECRET);
  refusing(refused.record);
  await tab.write("setting_changed", { key: "birth_year", value: 1987 }, "setting:birth_year");
  await tab.sync();
  const told = await diagnosis.diagnose({ agent: "a browser" });
  expect(told).toMatchObject({
    device: expect.stringMatching(/^[0-9a-f]{16}$/),
    account: tab.backup.value.account?.slice(0, 8),
    log: {
      place: { cursor: 1 },
      confirmed: { setting_changed: 1 },
      waiting: { session_finished: 1 },
      refused: [{ id: refused.id, kind: "session_finished", code: "malformed" }],
    },
    browser: { agent: "a browser" },
  });
  const text = JSON.stringify(told);
  for (const secret of [SECRET, "1987", "birth_year", refused.record, tab.backup.value.account ?? ""]) {
    expect(text).not.toContain(secret);
  }
});

async function everywhere(): Promise<string[]> {
  return JSON.parse(await (await tab.exportLog()).text()).entries.map((entry: { id: string }) => entry.id);
}
