import { useLocation } from "preact-iso";
import { glance, openWorkout } from "../store/live";
import { Button } from "../ui/button";
import { hopWords, placementWords } from "../words/placement";
import { startHops, startPlacement } from "./start_session";

/** The rungs should be found: before the first session, or after weeks away. */
export function PlacementCard() {
  const { route } = useLocation();
  if (openWorkout.value) return null;
  const isNew = glance.value?.isNew ?? true;
  return (
    <section class="card due">
      <h2>{placementWords.dueTitle}</h2>
      <p>{isNew ? placementWords.dueText : placementWords.dueAgain}</p>
      <Button look="wide" onClick={() => void startPlacement().then(() => route("/workout"))}>
        {placementWords.go}
      </Button>
      {isNew && <p class="small">{placementWords.later}</p>}
    </section>
  );
}

/** The hops are all that the jump door still waits for. */
export function HopsCard() {
  const { route } = useLocation();
  if (openWorkout.value) return null;
  return (
    <section class="card due">
      <h2>{hopWords.dueTitle}</h2>
      <p>{hopWords.dueText}</p>
      <p class="small">{hopWords.dueNext}</p>
      <Button look="wide" onClick={() => void startHops().then(() => route("/workout"))}>
        {hopWords.go}
      </Button>
    </section>
  );
}
