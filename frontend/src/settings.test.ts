/** What the runner says about themselves, said faster than it can be stored. */

import { expect, test } from "vitest";
import { Browser } from "./sync/testing/tab";

test("two days tapped before the first is stored are both kept", async () => {
  const tab = await new Browser().openTab();
  const { saveSetting, settings } = await import("./screens/settings");
  const days = () => settings().strength_weekdays ?? [];

  const first = saveSetting({ key: "strength_weekdays", value: [...days(), 2] });
  const second = saveSetting({ key: "strength_weekdays", value: [...days(), 5] });

  expect(days()).toEqual([2, 5]);
  await Promise.all([first, second]);
  expect(days()).toEqual([2, 5]);
  expect(tab.view.value?.state.settings.strength_weekdays).toEqual([2, 5]);
});
