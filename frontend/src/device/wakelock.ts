/** Keeps the screen on while a workout is shown, where the phone allows it. */

let lock: WakeLockSentinel | null = null;
let holders = 0;

/** Until the returned function is called. Phones drop the lock when the app is hidden, so it is taken again after. */
export function keepAwake(): () => void {
  holders++;
  if (holders === 1) document.addEventListener("visibilitychange", take);
  void take();
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    holders--;
    if (holders > 0) return;
    document.removeEventListener("visibilitychange", take);
    void drop();
  };
}

async function take(): Promise<void> {
  if (document.visibilityState !== "visible" || (lock && !lock.released)) return;
  try {
    // Absent in some browsers, whatever the types say.
    lock = (await (navigator as Partial<Navigator>).wakeLock?.request("screen")) ?? null;
  } catch {
    // Refused: low battery, or the browser does not want to. The workout goes on with a screen that dims.
    lock = null;
  }
  if (holders === 0) await drop();
}

async function drop(): Promise<void> {
  const held = lock;
  lock = null;
  await held?.release().catch(() => {});
}
