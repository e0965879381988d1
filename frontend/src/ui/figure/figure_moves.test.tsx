// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Figure } from "./figure";

const turn = { side: "See it from the side", front: "See it from the front" };
const squat = {
  exercise: "single_leg_squat",
  side: "left",
  tempo: "3010",
  label: "Drawn runner: squat",
  turn,
} as const;

/** What the browser does of its own: frames and what is on the screen, told by hand. */
let frames: FrameRequestCallback[] = [];
let seen: (isIntersecting: boolean) => void = () => undefined;
let clock_ms = 0;

beforeEach(() => {
  frames = [];
  clock_ms = 0;
  seen = () => undefined;
  vi.stubGlobal("requestAnimationFrame", (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal("cancelAnimationFrame", () => {
    frames = [];
  });
  vi.spyOn(performance, "now").mockImplementation(() => clock_ms);
  class Observer {
    constructor(report: (entries: { isIntersecting: boolean }[]) => void) {
      seen = (isIntersecting) => report([{ isIntersecting }]);
    }
    observe() {}
    disconnect() {}
  }
  vi.stubGlobal("IntersectionObserver", Observer);
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function pass(ms: number) {
  clock_ms += ms;
  const due = frames;
  frames = [];
  for (const frame of due) frame(clock_ms);
}

function picture(): string {
  return [...document.querySelectorAll("g path")].map((path) => path.getAttribute("d")).join(" ");
}

describe("the drawn runner", () => {
  it("has a name, and turns at a tap", () => {
    render(<Figure {...squat} />);
    expect(screen.getByRole("img", { name: "Drawn runner: squat" })).toBeTruthy();
    const before = picture();
    fireEvent.click(screen.getByRole("button", { name: turn.front }));
    expect(picture()).not.toBe(before);
    fireEvent.click(screen.getByRole("button", { name: turn.side }));
    expect(picture()).toBe(before);
  });

  it("moves only while it is seen and told to", () => {
    render(<Figure {...squat} playing />);
    expect(frames).toHaveLength(0);
    seen(true);
    const before = picture();
    pass(40);
    pass(400);
    const moved = picture();
    expect(moved).not.toBe(before);
    seen(false);
    expect(frames).toHaveLength(0);
    clock_ms += 60_000;
    seen(true);
    pass(40);
    pass(40);
    expect(frames).toHaveLength(1);
  });

  it("stops while the page is hidden", () => {
    render(<Figure {...squat} playing />);
    seen(true);
    expect(frames).toHaveLength(1);
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(frames).toHaveLength(0);
  });

  it("waits a moment while a finger is at work", () => {
    render(<Figure {...squat} playing />);
    seen(true);
    pass(40);
    const before = picture();
    fireEvent.pointerDown(document.body);
    pass(200);
    expect(picture()).toBe(before);
    pass(400);
    expect(picture()).not.toBe(before);
  });

  it("asks for no frame where nothing moves", () => {
    render(<Figure {...squat} />);
    render(<Figure {...squat} exercise="single_leg_stand" tempo="hold" playing />);
    seen(true);
    expect(frames).toHaveLength(0);
  });

  it("shows two still moments to who wants no motion", () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    render(<Figure {...squat} playing />);
    seen(true);
    expect(frames).toHaveLength(0);
    expect(document.querySelectorAll(".figure > svg")).toHaveLength(2);
    expect(screen.getAllByRole("img")).toHaveLength(1);
  });

  it("colours the leg at work, and both where both work", () => {
    const { container, rerender } = render(<Figure {...squat} view="front" />);
    const strokes = () => container.querySelectorAll("path.work:not(.halo)").length;
    expect(strokes()).toBe(4);
    rerender(<Figure {...squat} view="front" side="both" />);
    expect(strokes()).toBe(8);
  });

  it("draws nothing for what it does not know", () => {
    const { container } = render(<Figure {...squat} exercise="handstand" />);
    expect(container.innerHTML).toBe("");
  });
});
