// @vitest-environment happy-dom
/** What a finger on a button that acts at once does, and what it leaves to the browser. */

import { cleanup, createEvent, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { atOnce } from "./at_once";

const acts = vi.fn();

beforeEach(() => {
  acts.mockClear();
  render(
    <button type="button" {...atOnce(acts)}>
      Log
    </button>,
  );
});

afterEach(cleanup);

const finger = (x = 0, y = 0) => ({
  identifier: 1,
  target: document.body,
  clientX: 100 + x,
  clientY: 700 + y,
});

function starts(...fingers: object[]) {
  fireEvent.touchStart(screen.getByRole("button"), {
    touches: fingers,
    changedTouches: fingers,
    cancelable: true,
  });
}

/** Whether the browser is told to make no click of it. */
function lifts(changed: object, { others = [] as object[], cancelable = true, after_ms = 80 } = {}): boolean {
  const button = screen.getByRole("button");
  const lifted = createEvent.touchEnd(button, { touches: others, changedTouches: [changed], cancelable });
  Object.defineProperty(lifted, "timeStamp", { value: performance.now() + after_ms });
  fireEvent(button, lifted);
  return lifted.defaultPrevented;
}

function clicks(after_ms: number) {
  const button = screen.getByRole("button");
  const click = createEvent.click(button);
  Object.defineProperty(click, "timeStamp", { value: performance.now() + after_ms });
  fireEvent(button, click);
}

test("a tap acts as the finger is lifted, and no click follows it", () => {
  starts(finger());
  expect(acts).not.toHaveBeenCalled();
  expect(lifts(finger(3, -4))).toBe(true);
  expect(acts).toHaveBeenCalledTimes(1);
});

test("a mouse, a keyboard and a screen reader click", () => {
  clicks(10_000);
  expect(acts).toHaveBeenCalledTimes(1);
});

test.each([
  ["moved sideways", () => lifts(finger(11))],
  ["moved up or down", () => lifts(finger(0, 11))],
  ["scrolled", () => lifts(finger(), { cancelable: false })],
  ["left another one behind", () => lifts(finger(), { others: [finger(40)] })],
  ["rested", () => lifts(finger(), { after_ms: 600 })],
])("a finger that %s is left to the browser", (_, lifted) => {
  starts(finger());
  expect(lifted()).toBe(false);
  expect(acts).not.toHaveBeenCalled();
});

test("a finger that stops a page in mid-scroll presses nothing", () => {
  fireEvent.touchStart(screen.getByRole("button"), { touches: [finger()], cancelable: false });
  expect(lifts(finger())).toBe(false);
  expect(acts).not.toHaveBeenCalled();
});

test("a click that follows a tap all the same is none of its own", () => {
  starts(finger());
  lifts(finger());
  clicks(100);
  expect(acts).toHaveBeenCalledTimes(1);
});

test("two fingers press nothing", () => {
  starts(finger());
  starts(finger(), finger(40));
  expect(lifts(finger())).toBe(false);
  expect(acts).not.toHaveBeenCalled();
});

test("a finger that came down elsewhere presses nothing", () => {
  starts(finger());
  lifts(finger());
  expect(lifts(finger())).toBe(false);
  expect(acts).toHaveBeenCalledTimes(1);
});
