// @vitest-environment happy-dom
/** What one tap changes is drawn in one go, also when the disk takes its time. */

import { signal } from "@preact/signals";
import { options, render } from "preact";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { drawOnce, drawWhenDue, isBehind } from "./drawing";

const sets = signal(0);
const turn = signal("left");
let drawings: string[] = [];

function Screen() {
  const picture = `${turn.value} ${sets.value}`;
  drawings.push(picture);
  return <p>{picture}</p>;
}

const root = document.createElement("main");
const before = options.debounceRendering;
drawWhenDue();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  sets.value = 0;
  turn.value = "left";
  render(<Screen />, root);
  drawings = [];
});

afterEach(() => {
  render(null, root);
  vi.useRealTimers();
});

afterAll(() => {
  options.debounceRendering = before as typeof options.debounceRendering & {};
});

const soon = () => vi.advanceTimersByTimeAsync(0);

function aDisk() {
  let done = () => {};
  let failed = (_error: Error) => {};
  const written = new Promise<void>((resolve, reject) => {
    done = resolve;
    failed = reject;
  });
  return { written, done, failed };
}

test("a change alone is drawn at once", async () => {
  turn.value = "right";
  await soon();
  expect(drawings).toEqual(["right 0"]);
});

test("what a tap changes before and after the disk has it is drawn once, at the end", async () => {
  const { written, done } = aDisk();
  const tapped = drawOnce(async () => {
    turn.value = "right";
    await written;
    sets.value = 1;
    return "stored";
  }, 30);
  await soon();
  expect(drawings).toEqual([]);
  expect(isBehind()).toBe(true);
  done();
  expect(await tapped).toBe("stored");
  await soon();
  expect(drawings).toEqual(["right 1"]);
  expect(isBehind()).toBe(false);
});

test("a slow disk is not waited for", async () => {
  const { written, done } = aDisk();
  const tapped = drawOnce(async () => {
    turn.value = "right";
    await written;
    sets.value = 1;
  }, 30);
  await vi.advanceTimersByTimeAsync(30);
  expect(drawings).toEqual(["right 0"]);
  expect(isBehind()).toBe(false);
  done();
  await tapped;
  await soon();
  expect(drawings).toEqual(["right 0", "right 1"]);
});

test("a write that fails is drawn and told", async () => {
  const { written, failed } = aDisk();
  const tapped = drawOnce(async () => {
    turn.value = "right";
    await written;
  }, 30);
  failed(new Error("full"));
  await expect(tapped).rejects.toThrow("full");
  await soon();
  expect(drawings).toEqual(["right 0"]);
});

test("the end of one tap does not draw the middle of the next", async () => {
  const [first, second] = [aDisk(), aDisk()];
  const tap = (disk: typeof first, amount: number) =>
    drawOnce(async () => {
      sets.value = amount;
      await disk.written;
    }, 30);
  const tapped = tap(first, 1);
  const again = tap(second, 2);
  first.done();
  await tapped;
  await soon();
  expect(isBehind()).toBe(true);
  expect(drawings).toEqual([]);
  second.done();
  await again;
  await soon();
  expect(drawings).toEqual(["left 2"]);
});
