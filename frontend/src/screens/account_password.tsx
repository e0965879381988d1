/** A name and a password, for whoever wants them. */
export function PasswordSection() {
  return null;
}
