import { backup } from "../store/live";
import { accountWords } from "../words/account";
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

/** The keys of this account, the devices that hold them, and its data. Guests see only their data. */
export default function Account() {
  const { account, signedOut, gone } = backup.value;
  const isSignedIn = account !== null && !signedOut && !gone;
  return (
    <Page title={accountWords.title}>
      <GoneAccount />
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
