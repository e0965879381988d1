import { catalog, type Glance } from "../store/live";
import { testWords } from "../words/tests";
import { utcOffset_min } from "./day";
import { ranHard } from "./measuring";

/** A word of caution while a hard run is still in the legs; nothing otherwise. */
export function HardRun({ state }: { state: Glance["recent"] }) {
  const hours = catalog().test_day.after_hard_run_h;
  const now_min = Math.floor(Date.now() / 60_000) + utcOffset_min();
  if (!ranHard(state, now_min, utcOffset_min(), hours)) return null;
  return <p class="note">{testWords.recent(hours)}</p>;
}
