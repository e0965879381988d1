import fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import { buzz, patternOf } from "./vibration";

afterEach(() => vi.unstubAllGlobals());

it.each([
  ["on a page nobody has tapped", { hasBeenActive: false }, 0],
  ["after a tap", { hasBeenActive: true }, 1],
  ["in a browser that does not tell", undefined, 1],
])("buzzes as often as the browser allows: %s", (_when, userActivation, times) => {
  const vibrate = vi.fn();
  vi.stubGlobal("navigator", { vibrate, userActivation });
  buzz();
  expect(vibrate).toHaveBeenCalledTimes(times);
});

it("buzzes at every instant that is still to come, as far as a browser's pattern reaches", () => {
  const gaps = fc.array(fc.integer({ min: 31, max: 9_000 }), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(gaps, fc.nat(20_000), (gaps, now) => {
      let at = 0;
      const all = gaps.map((gap) => {
        at += gap;
        return at;
      });
      const pattern = patternOf(all, now);
      let clock = now;
      const buzzed: number[] = [];
      for (const [index, ms] of pattern.entries()) {
        if (index % 2 === 0 && index > 0) buzzed.push(clock);
        clock += ms;
      }
      const due = all.filter((one) => one >= now);
      const near = (due[0] ?? 0) - now <= 10_000 ? due.slice(0, 49) : [];
      expect(buzzed).toEqual(near);
    }),
  );
});
