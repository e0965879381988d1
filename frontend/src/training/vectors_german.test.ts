/** German says of a verdict what `tests/vectors/german.json` says, and a translation changes words alone. */

import { expect, test } from "vitest";
import { type Catalog, known } from "./catalog";
import { fold } from "./index";
import { builtCatalog, germanCatalog } from "./testing/catalog";
import { GIVEN, rulingOf, type Told } from "./testing/told_rulings";
import { DAY_0, logOf } from "./testing/vector_log";
import { vectorCases } from "./testing/vectors";
import { translated } from "./translate";
import { changed, reason } from "./words";

const english = builtCatalog();
const german = germanCatalog();

type Given = { readonly told: Told; readonly units: string };
type Said = { readonly reason: string; readonly changed: string | null };

test.each(vectorCases<Given, Said>("german"))("$name", ({ given, expect: expected }) => {
  const log = logOf({ ...GIVEN, settings: { units: given.units } }, german);
  const replayed = fold(log, german, DAY_0 + GIVEN.on);
  const ruling = rulingOf(given.told, replayed, german);
  expect(reason(ruling, replayed.state, german)).toBe(expected.reason);
  expect(changed(ruling, replayed.state, german)).toBe(expected.changed);
});

test("a translation leaves the catalogue it was made from as it was", () => {
  expect(english).toEqual(builtCatalog());
  expect(known(english.exerciseById, "single_leg_stand").name).toBe("Single-leg stand");
});

test("a translated catalogue is looked up by id like any other", () => {
  expect(known(german.exerciseById, "single_leg_stand").name).toBe("Einbeinstand");
  expect(known(german.stageById, "eyes").name).toBe("Augen zu");
  expect(known(german.testById, "knee_to_wall").norms?.text).toBe("12,5 cm oder mehr sind üblich.");
  expect(known(german.itemById, "quiet_landing").scores[2]).toBe("Leise gelandet, still gestanden.");
  expect(german.rules.gaps[0]?.text).toBe("Weiter wie bisher.");
  expect(german.program.weeks[0]?.days[6]?.text).toBe("Langer Lauf");
});

test("what a translation leaves out stays as it was", () => {
  expect(translated(english, {})).toEqual({ ...english, original: english });
  const partly = translated(english, { exercises: { step_up: { name: "Aufsteigen" } } });
  expect(known(partly.exerciseById, "step_up").name).toBe("Aufsteigen");
  expect({ ...known(partly.exerciseById, "step_up"), name: "Step-up" }).toEqual(
    known(english.exerciseById, "step_up"),
  );
});

test("ids, doses, thresholds and sources are the same in every language", () => {
  expect(bare(german)).toEqual(bare(english));
});

/** What no language changes. */
function bare({ exercises, rules, dose_sources, ladders, tests }: Catalog) {
  return {
    dose_sources,
    doses: exercises.map(({ id, ladder, rung, dose, stages, entry, requires, source }) => ({
      ...{ id, ladder, rung, dose, stages, entry, requires, source },
    })),
    advance: rules.advance,
    plyo: rules.plyo,
    rungs: ladders.map((one) => one.rungs),
    noise: tests.map((one) => [one.id, one.noise_tenths, one.noise_pct, one.unit]),
  };
}
