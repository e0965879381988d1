import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { askAccount } from "../store/account";
import { backup } from "../store/live";
import { useAsking } from "./asking";

export type Passkey = { id: string; label: string; created_at: number };

/** What the server says of the account that is signed in; `GET /api/account` says more. */
export type AccountFacts = {
  account: string;
  name: string | null;
  has_password: boolean;
  passkeys: readonly Passkey[];
};

const heard = signal<AccountFacts | null>(null);
let underway: Promise<void> | null = null;

/** Asks anew; whoever asks meanwhile waits for the same answer. Throws AccountError. */
export function readAccount(): Promise<void> {
  underway ??= askAccount("GET", "/api/account")
    .then((answer) => {
      heard.value = answer as AccountFacts;
    })
    .finally(() => {
      underway = null;
    });
  return underway;
}

/** Read once when a section is first drawn, and whenever one of them has changed something. */
export function useAccountFacts() {
  const asking = useAsking();
  const { account } = backup.value;
  const read = () => asking.run(readAccount);
  useEffect(() => void read(), [account]);
  const facts = heard.value?.account === account ? heard.value : null;
  return { facts, asking, read };
}
