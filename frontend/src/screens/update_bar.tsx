import { takeUpdate, updateReady } from "../device/update";
import { openWorkout } from "../store/live";
import { Bar } from "../ui/bar";
import { Button } from "../ui/button";
import { words } from "../words";

/** Offers a new version, quietly and never while a workout is open. */
export function UpdateBar() {
  if (!updateReady.value || openWorkout.value) return null;
  return (
    <Bar>
      <span>{words.update.offer}</span>
      <Button onClick={() => takeUpdate()}>{words.update.take}</Button>
    </Bar>
  );
}
