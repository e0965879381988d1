/** The devices that are signed in, and one more. */
export function DevicesSection() {
  return null;
}
