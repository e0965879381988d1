/** The mark on the app's icon. */

/** What some browsers have for an installed app; on an iPhone only where notifications are allowed. */
interface Badging {
  setAppBadge?(): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

/** Whether something waits in the app. Without a word where the phone has no such mark. */
export function badge(isDue: boolean): void {
  const { setAppBadge, clearAppBadge } = navigator as Badging;
  const mark = isDue ? setAppBadge : clearAppBadge;
  mark?.call(navigator).catch(() => {});
}
