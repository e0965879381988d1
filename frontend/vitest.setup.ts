import "fake-indexeddb/auto";
import { vi } from "vitest";

const PATIENCE_MS = 30_000;
const { waitFor } = vi;
// A busy machine is no finding: whatever is waited for may take as long as a whole test.
vi.waitFor = (happens, options) =>
  waitFor(happens, typeof options === "number" ? options : { timeout: PATIENCE_MS, ...options });
