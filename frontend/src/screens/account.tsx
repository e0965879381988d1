import { useEffect } from "preact/hooks";
import { backup } from "../store/live";
import { accountWords } from "../words/account";
import { activityWords } from "../words/account_activity";
import { dataWords } from "../words/account_data";
import { deleteWords, deviceWords, tokenWords } from "../words/account_devices";
import { keyWords } from "../words/account_keys";
import { ActivitySection } from "./account_activity";
import { DataSection } from "./account_data";
import { DeleteSection } from "./account_delete";
import { DevicesSection } from "./account_devices";
import { GoneAccount } from "./account_gone";
import { PasskeysSection } from "./account_passkeys";
import { PasswordSection } from "./account_password";
import { RecoverySection } from "./account_recovery";
import { TokensSection } from "./account_tokens";
import { Page } from "./page";

/** In the order they stand in. */
const SECTIONS = [
  ["passkeys", keyWords.passkeys.title],
  ["password", keyWords.password.title],
  ["recovery", keyWords.recovery.title],
  ["devices", deviceWords.title],
  ["data", dataWords.title],
  ["tokens", tokenWords.title],
  ["activity", activityWords.title],
  ["delete", deleteWords.title],
] as const;

/** The keys of this account, the devices that hold them, and its data. Guests see only their data. */
export default function Account() {
  const { account, signedOut, gone } = backup.value;
  const isSignedIn = account !== null && !signedOut && !gone;
  useEffect(() => {
    // A link from another screen names a section that was not there yet when the browser looked for it.
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <Page title={accountWords.title}>
      <GoneAccount />
      {isSignedIn && <Index />}
      {isSignedIn && (
        <>
          <PasskeysSection />
          <PasswordSection />
          <RecoverySection />
          <DevicesSection />
        </>
      )}
      <DataSection />
      {isSignedIn && (
        <>
          <TokensSection />
          <ActivitySection />
          <DeleteSection />
        </>
      )}
    </Page>
  );
}

/** Nobody goes to a section to find it shut. */
function unfold(id: string) {
  document.querySelector(`#${id} > details`)?.setAttribute("open", "");
}

/** The page is long; whoever comes for one thing goes straight to it. */
function Index() {
  return (
    <nav class="index" aria-label={accountWords.sections}>
      <ul>
        {SECTIONS.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`} onClick={() => unfold(id)}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
