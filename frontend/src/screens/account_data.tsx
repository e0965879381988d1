/** Everything out, and earlier logs in. */
export function DataSection() {
  return null;
}
