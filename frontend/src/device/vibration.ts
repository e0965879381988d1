/** A short buzz in the hand, where the phone has one to give. iPhones do not. */

const SHORT_MS = 30;

export function buzz(pattern: number | number[] = SHORT_MS): void {
  try {
    (navigator as Partial<Navigator>).vibrate?.(pattern);
  } catch {
    // Some browsers refuse before the first tap; a missing buzz changes nothing.
  }
}
