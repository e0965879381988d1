/** The end of the account. */
export function DeleteSection() {
  return null;
}
