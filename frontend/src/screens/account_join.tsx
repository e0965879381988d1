/** Coming in with a code that a signed-in device shows. */
export function JoinSheet(_: { onClose: () => void }) {
  return null;
}
