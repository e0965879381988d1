import { backup } from "../store/live";
import { Bar } from "../ui/bar";
import { words } from "../words";

/** Red, on every screen, for as long as something is neither in the phone's database nor on the server. */
export function UnsavedBar() {
  const { unsaved } = backup.value;
  if (unsaved === 0) return null;
  return (
    <Bar bad>
      <span>{words.kept.unsavedTitle(unsaved)}</span>
      <a class="button" href="/backup">
        {words.kept.unsavedWhy}
      </a>
    </Bar>
  );
}
