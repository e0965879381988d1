/** The passkeys that open this account: add one, name it, take one away. */
export function PasskeysSection() {
  return null;
}
