// @vitest-environment happy-dom
/** What the runner sees of the backup on every screen. */

import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Backup, backup } from "../store/live";
import { BackupLine } from "./backup_line";
import { UnsavedBar } from "./unsaved_bar";

const FRESH = backup.peek();
const IPHONE =
  "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

const ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36";

beforeEach(() => {
  isIn(ANDROID);
});

afterEach(() => {
  cleanup();
  backup.value = FRESH;
  vi.restoreAllMocks();
});

function isIn(agent: string): void {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue(agent);
}

function line(now: Partial<Backup>): string {
  backup.value = { ...FRESH, ...now };
  render(<BackupLine />);
  return screen.getByRole("link").textContent ?? "";
}

const signedIn = { account: "a", lastContactAt: 1 };

test.each<[string, Partial<Backup>]>([
  ["Nothing logged yet", {}],
  ["4 sets only on this phone", { pending: 6, setsOnlyHere: 4 }],
  ["No contact with the server yet", { account: "a" }],
  ["Backed up", signedIn],
  ["The account was deleted. Your log is on this phone only.", { ...signedIn, gone: true }],
  ["2 changes only on this phone", { ...signedIn, pending: 2 }],
  ["Signed out. Everything stays on this phone.", { ...signedIn, pending: 2, signedOut: true }],
  ["Signed out. Everything stays on this phone.", { ...signedIn, signedOut: true }],
  [
    "1 entry was not accepted",
    { ...signedIn, pending: 2, refused: [{ entry: {} as never, code: "", detail: "" }] },
  ],
  ["Fetching: 12,000 of 26,000", { ...signedIn, underway: { doing: "reading", done: 12_000, of: 26_000 } }],
  ["1 entry is not saved yet", { ...signedIn, pending: 2, unsaved: 1 }],
])("the line says “%s”, and leads to the page that says more", (text, now) => {
  expect(line(now)).toBe(text);
  expect(screen.getByRole("link").getAttribute("href")).toBe("/backup");
});

test("a guest in a Safari tab is warned as soon as there is something to lose (SURVIVE 37)", () => {
  isIn(IPHONE);
  expect(line({})).not.toContain("7 days");
  cleanup();
  expect(line({ pending: 1, setsOnlyHere: 1 })).toContain(
    "Safari may delete it after 7 days without a visit.",
  );
  cleanup();
  expect(line({ ...signedIn, pending: 1, setsOnlyHere: 1 })).not.toContain("7 days");
});

test("while something is unsaved a red bar says so on every screen (SURVIVE 34)", () => {
  const { container } = render(<UnsavedBar />);
  expect(container.textContent).toBe("");
  cleanup();
  backup.value = { ...FRESH, unsaved: 2 };
  render(<UnsavedBar />);
  expect(screen.getByRole("alert").textContent).toContain(
    "2 entries are not saved yet. Keep this page open.",
  );
});
