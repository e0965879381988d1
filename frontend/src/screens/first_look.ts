import { backup } from "../store/live";
import { syncNow } from "../sync/loop";

const FIRST_LOOK_MS = 4000;

/** After coming in: until the log is here, or a long one has begun to arrive, unless the network makes that long. */
export async function firstLook(): Promise<void> {
  await Promise.race([syncNow(), firstPage(), new Promise((resolve) => setTimeout(resolve, FIRST_LOOK_MS))]);
}

/** When a long log has begun to arrive: the rest comes while the app is used. */
function firstPage(): Promise<void> {
  return new Promise((resolve) => {
    const stop = backup.subscribe(({ underway }) => {
      if (underway) resolve();
    });
    setTimeout(stop, FIRST_LOOK_MS);
  });
}
