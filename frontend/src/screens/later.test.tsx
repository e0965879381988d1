// @vitest-environment happy-dom
/** Code that is fetched when it is needed, and does not always come. */

import { cleanup, fireEvent, render, screen as seen } from "@testing-library/preact";
import { type AnyComponent, h } from "preact";
import { LocationProvider, Route, Router } from "preact-iso";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { words } from "../words";
import { later, screen } from "./later";

const Panel = ({ name }: { name: string }) => <p>Panel of {name}</p>;
const Screen = () => <h1>Progress</h1>;
const gone = () => Promise.reject(new TypeError("Failed to fetch dynamically imported module"));

let reload: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  reload = vi.spyOn(location, "reload").mockImplementation(() => {});
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const aMoment = () => vi.advanceTimersByTimeAsync(3000);
const tapAgain = async () => {
  fireEvent.click(seen.getByText(words.missing.again));
  await aMoment();
};

/** Fails so often, then brings the component. */
function failing<C>(times: number, component: C) {
  const fetch = vi.fn(async () => component);
  for (let at = 0; at < times; at++) fetch.mockImplementationOnce(gone);
  return fetch;
}

function renderAt(component: AnyComponent<unknown>) {
  const routes = h(Router, null, h(Route, { default: true, component }));
  render(h(LocationProvider, null, routes));
}

test("code that does not come at once is asked for once more, and nobody notices", async () => {
  const Later = later(failing(1, Panel));
  render(<Later name="pain" />);
  await aMoment();
  expect(seen.getByText("Panel of pain")).toBeTruthy();
  expect(seen.queryByText(words.missing.text)).toBeNull();
});

test("code that does not come is said to be missing, with a way to have it, and nothing reloads by itself", async () => {
  const fetch = failing(2, Panel);
  const Later = later(fetch);
  render(<Later name="pain" />);
  await aMoment();
  expect(seen.getByText(words.missing.text)).toBeTruthy();
  expect(fetch).toHaveBeenCalledTimes(2);
  expect(reload).not.toHaveBeenCalled();
  await tapAgain();
  expect(seen.getByText("Panel of pain")).toBeTruthy();
  expect(reload).not.toHaveBeenCalled();
});

test("what can do without its code shows something else until it comes, and for good if it never does", async () => {
  const Instead = ({ name }: { name: string }) => <p>Instead of {name}</p>;
  const Late = later(failing(1, Panel), undefined, Instead);
  render(<Late name="pain" />);
  expect(seen.getByText("Instead of pain")).toBeTruthy();
  await aMoment();
  expect(seen.getByText("Panel of pain")).toBeTruthy();
  cleanup();
  const Never = later(failing(2, Panel), undefined, Instead);
  render(<Never name="pain" />);
  await aMoment();
  expect(seen.getByText("Instead of pain")).toBeTruthy();
  expect(seen.queryByText(words.missing.text)).toBeNull();
});

test("code that failed to come ahead of time is asked for anew when it is drawn", async () => {
  const Later = later(failing(2, Panel));
  Later.load();
  await aMoment();
  render(<Later name="pain" />);
  await aMoment();
  expect(seen.getByText("Panel of pain")).toBeTruthy();
});

test("where the code is gone for good, as after another tab's update, the runner's tap takes the new version", async () => {
  const Later = later<object>(vi.fn(gone));
  render(<Later />);
  await aMoment();
  await tapAgain();
  expect(reload).toHaveBeenCalledTimes(1);
});

test("without network and without a copy on the phone, a tap does not throw the open page away", async () => {
  vi.stubGlobal("navigator", { onLine: false, serviceWorker: { controller: null } });
  const Later = later<object>(vi.fn(gone));
  render(<Later />);
  await aMoment();
  await tapAgain();
  expect(reload).not.toHaveBeenCalled();
  expect(seen.getByText(words.missing.text)).toBeTruthy();
});

test("a screen whose code does not come says so, between its tabs, and comes at the next tap", async () => {
  const Progress = screen(failing(2, { default: Screen }), Promise.resolve());
  renderAt(Progress);
  await aMoment();
  expect(seen.getByRole("heading").textContent).toBe(words.missing.title);
  expect(seen.getByText(words.tabs.today)).toBeTruthy();
  await tapAgain();
  expect(seen.getByRole("heading").textContent).toBe("Progress");
});

test("a screen whose code comes is there without any sign of that", async () => {
  const Progress = screen(failing(0, { default: Screen }), Promise.resolve());
  renderAt(Progress);
  await aMoment();
  expect(seen.getByRole("heading").textContent).toBe("Progress");
});

test("a screen waits for the log as well as for its code", async () => {
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  renderAt(screen(failing(0, { default: Screen }), ready));
  await aMoment();
  expect(seen.queryByRole("heading")).toBeNull();
  isReady();
  await aMoment();
  expect(seen.getByRole("heading").textContent).toBe("Progress");
});
