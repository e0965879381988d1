/** Tokens for scripts. */
export function TokensSection() {
  return null;
}
