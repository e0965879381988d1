import { useLocation } from "preact-iso";
import { openWorkout, view } from "../store/live";
import { Button } from "../ui/button";
import { placementWords } from "../words/placement";
import { startPlacement } from "./start_session";

/** Finding the rungs at any other time. */
export function FindAgain() {
  const { route } = useLocation();
  const seen = view.value;
  const closed = seen?.today.due.some((one) => one.kind === "red_flag" || one.kind === "screening");
  if (!seen?.state.plan || closed || openWorkout.value) return null;
  return (
    <section class="card">
      <p>{placementWords.againText}</p>
      <Button look="wide" onClick={() => void startPlacement().then(() => route("/workout"))}>
        {seen.state.sessions.length > 0 ? placementWords.again : placementWords.go}
      </Button>
    </section>
  );
}
