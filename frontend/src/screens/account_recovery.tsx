/** The recovery code: a new one, shown once. */
export function RecoverySection() {
  return null;
}
