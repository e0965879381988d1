// @vitest-environment happy-dom
/** A number that is stepped by a hand, and read by a voice. */

import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Stepper } from "./stepper";

let heard: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  heard = [];
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const passes = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

/** Every text that a region which speaks has held. */
async function listens() {
  const observer = new MutationObserver(() => {
    for (const live of document.querySelectorAll("[role=status], output:not([aria-live=off])")) {
      const text = live.getAttribute("aria-label") ?? live.textContent ?? "";
      if (text && text !== heard.at(-1)) heard.push(text);
    }
  });
  observer.observe(document.body, { attributes: true, characterData: true, childList: true, subtree: true });
  await passes(0);
}

function Reps({ reps, onChange }: { reps: number; onChange: (reps: number) => void }) {
  return (
    <Stepper
      value={reps}
      min={0}
      max={30}
      reading={`${reps} reps`}
      less="fewer"
      more="more"
      onChange={onChange}
    >
      <b>{reps}</b>
    </Stepper>
  );
}

function Counted() {
  const [reps, count] = useState(8);
  return <Reps reps={reps} onChange={count} />;
}

test("a button that is held is read once, when the number has come to rest", async () => {
  render(<Counted />);
  await listens();
  const more = screen.getByRole("button", { name: "more" });
  fireEvent.pointerDown(more);
  for (let step = 0; step < 12; step++) await passes(100);
  fireEvent.pointerUp(more);
  fireEvent.click(more);
  expect(heard).toEqual([]);
  const reached = document.querySelector("output b")?.textContent;
  expect(Number(reached)).toBeGreaterThan(12);
  await passes(2000);
  expect(heard).toEqual([`${reached} reps`]);
});

test("taps one after the other are read once, and a later one again", async () => {
  render(<Counted />);
  await listens();
  const less = screen.getByRole("button", { name: "fewer" });
  for (let tap = 0; tap < 3; tap++) {
    fireEvent.click(less);
    await passes(200);
  }
  await passes(2000);
  fireEvent.click(less);
  await passes(2000);
  expect(heard).toEqual(["5 reps", "4 reps"]);
});

test("a number that nobody stepped is not read", async () => {
  const { rerender } = render(<Reps reps={8} onChange={() => {}} />);
  await listens();
  rerender(<Reps reps={9} onChange={() => {}} />);
  await passes(2000);
  expect(heard).toEqual([]);
});
