/** New versions, as browsers offer them. */

import { beforeEach, expect, test, vi } from "vitest";

let update: typeof import("./update");
let workers: EventTarget & { controller: object | null; register: ReturnType<typeof vi.fn> };

beforeEach(async () => {
  vi.resetModules();
  vi.stubEnv("PROD", true);
  workers = Object.assign(new EventTarget(), { controller: {}, register: vi.fn() });
  vi.stubGlobal("navigator", { serviceWorker: workers });
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  update = await import("./update");
});

function registered(over: object = {}) {
  const worker = { active: {}, waiting: null, installing: null, update: async () => {} };
  return Object.assign(new EventTarget(), worker, over);
}

test.each([
  ["refuses the service worker", () => Promise.reject(new DOMException("no", "SecurityError"))],
  ["takes it and gives nothing back", async () => undefined],
])("a browser that %s runs the app all the same", async (_, register) => {
  workers.register.mockImplementation(register);
  await update.watchUpdates(() => false);
  await update.checkForUpdate();
  expect(update.updateReady.value).toBe(false);
});

test("a version that waits is offered", async () => {
  workers.register.mockResolvedValue(registered({ waiting: {} }));
  await update.watchUpdates(() => false);
  expect(update.updateReady.value).toBe(true);
});

test("a version that another tab has taken is offered", async () => {
  workers.register.mockResolvedValue(registered());
  await update.watchUpdates(() => false);
  expect(update.updateReady.value).toBe(false);
  workers.dispatchEvent(new Event("controllerchange"));
  expect(update.updateReady.value).toBe(true);
});

test("no version is started while a workout is open (SURVIVE 36)", async () => {
  const waiting = { postMessage: vi.fn() };
  let isBusy = true;
  workers.register.mockResolvedValue(registered({ waiting }));
  await update.watchUpdates(() => isBusy);
  update.takeUpdate();
  expect(waiting.postMessage).not.toHaveBeenCalled();
  isBusy = false;
  update.takeUpdate();
  expect(waiting.postMessage).toHaveBeenCalledWith({ type: "skip_waiting" });
});
