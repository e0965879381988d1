// @vitest-environment happy-dom
/** A landing that has to be held, counted from a tap. */

import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { chimeAt } from "../device/sound";
import { testWords } from "../words/tests";
import { LandingHold } from "./test_landing";

const HOLD_S = 2;

vi.mock(import("../device/sound"), () => ({ chimeAt: vi.fn(() => () => {}) }));

beforeEach(() => {
  vi.useFakeTimers();
  render(<LandingHold hold_s={HOLD_S} />);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const taps = () => fireEvent.click(screen.getByRole("button"));
const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const said = () => screen.getByRole("status").textContent;

test("a landing that was held for as long as is asked counts", async () => {
  const landed_ms = Date.now();
  taps();
  await after(1_900);
  expect(chimeAt).toHaveBeenLastCalledWith(landed_ms + HOLD_S * 1_000, "rest");
  expect(screen.getByRole("button").textContent).toBe(testWords.landingSlips(1));
  expect(said()).toBe(testWords.landingHint);
  await after(200);
  expect(said()).toBe(testWords.landingHeld(HOLD_S));
});

test("a second tap while it counts says that it slipped, and it never counts then", async () => {
  taps();
  await after(1_000);
  taps();
  await after(5_000);
  expect(said()).toBe(testWords.landingLost);
});

test("a tap after the count begins the next landing", async () => {
  taps();
  await after(2_100);
  taps();
  await after(100);
  expect(screen.getByRole("button").textContent).toBe(testWords.landingSlips(2));
  expect(said()).toBe(testWords.landingHint);
});

test("after a slip the next landing needs no waiting", async () => {
  taps();
  await after(500);
  taps();
  await after(500);
  taps();
  await after(1_900);
  expect(screen.getByRole("button").textContent).toBe(testWords.landingSlips(1));
  await after(200);
  expect(said()).toBe(testWords.landingHeld(HOLD_S));
});
