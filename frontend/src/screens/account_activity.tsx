/** What happened to the keys of this account. */
export function ActivitySection() {
  return null;
}
