import { catalog, view } from "../store/live";
import type { View } from "../store/now";
import type { PlanDay } from "../training/answers";
import type { Catalog } from "../training/catalog";
import { plan } from "../training/schedule";
import { localDate } from "../training/units";
import { minutes } from "../words";
import { welcomeWords } from "../words/welcome";
import { settings } from "./settings";
import { WeekStrip } from "./today_week";

const DAYS = 7;

/** What the answers so far make of the coming week: it changes with every tap. */
export function FirstWeek() {
  const seen = view.value;
  if (!seen) return null;
  const days = firstWeek(seen, catalog());
  const sessions = days.flatMap((day) => day.sessions);
  const longest = Math.max(0, ...sessions.map((session) => session.minutes));
  return (
    <section class="first-week stack" aria-live="polite">
      <header class="row apart">
        <h2>{welcomeWords.firstWeek}</h2>
        <span class="small">{welcomeWords.firstWeekSessions(sessions.length, minutes(longest))}</span>
      </header>
      <WeekStrip days={days} on={seen.on} />
    </section>
  );
}

/** The plan of the first seven days, were it started now. */
export function firstWeek(seen: View, catalog: Catalog): readonly PlanDay[] {
  const { replayed, on } = seen;
  const experience = settings().experience ?? "beginner";
  const started = { program: catalog.program.id, started_on: localDate(on), experience };
  const state = { ...replayed.state, plan: started };
  return plan({ ...replayed, state }, catalog, on, on + DAYS - 1).days;
}
