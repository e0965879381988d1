import { useState } from "preact/hooks";
import { createAccount, signOut } from "../store/account";
import { backup } from "../store/live";
import { syncNow } from "../sync/loop";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { moment } from "../words";
import { youWords } from "../words/you";
import { AskingTrouble, troubleOf, useAsking } from "./asking";
import { InvitationField, useInvitation } from "./invitation";
import { RecoveryCode } from "./recovery_code";
import { SignIn } from "./sign_in";

/** Backing up: make an account, come in with a code, or see how it stands. */
export function AccountSection() {
  const [code, setCode] = useState<string | null>(null);
  const [signing, setSigning] = useState(false);
  const { account } = backup.value;
  return (
    <section class="card">
      <h2>{youWords.backup}</h2>
      {account === null ? <Guest onCode={setCode} onSignIn={() => setSigning(true)} /> : <SyncState />}
      {backup.value.signedOut && (
        <Button look="primary" onClick={() => setSigning(true)}>
          {youWords.signInGo}
        </Button>
      )}
      <a class="button wide" href="/backup">
        {youWords.backupPage}
      </a>
      <a class="button wide" href="/account">
        {youWords.accountPage}
      </a>
      {code && <RecoveryCode code={code} isOnlyKey onDone={() => setCode(null)} />}
      {signing && <SignIn onClose={() => setSigning(false)} />}
    </section>
  );
}

function Guest({ onCode, onSignIn }: { onCode: (code: string) => void; onSignIn: () => void }) {
  const asking = useAsking();
  const invitation = useInvitation(asking.trouble);
  const create = () =>
    asking.run(async () => onCode((await createAccount(false, invitation.code)).recovery_code));
  return (
    <>
      <p>{youWords.guestText}</p>
      <InvitationField invitation={invitation} />
      <AskingTrouble asking={asking} />
      <Button look="primary" disabled={asking.isHeld} onClick={() => void create()}>
        {asking.busy ? youWords.creating : youWords.create}
      </Button>
      <Button onClick={onSignIn}>{youWords.signIn}</Button>
    </>
  );
}

/** How the copy on the server stands, in plain words. */
function SyncState() {
  const { account, pending, lastContactAt, signedOut, gone, problem } = backup.value;
  const leave = () =>
    signOut().then(
      () => toast(youWords.signedOutToast),
      (error: unknown) => toast(troubleOf(error).text),
    );
  return (
    <>
      {pending > 0 && <p>{signedOut || gone ? youWords.onlyHere(pending) : youWords.waiting(pending)}</p>}
      {pending === 0 && lastContactAt !== null && !signedOut && !gone && <p>{youWords.allThere}</p>}
      {signedOut && <p>{youWords.sessionEnded}</p>}
      {problem && <p>{youWords.problem[problem]}</p>}
      <p class="small">
        {account && youWords.account(account)}.{" "}
        {lastContactAt ? youWords.lastContact(moment(lastContactAt)) : youWords.neverContact}.
      </p>
      <div class="row">
        {!signedOut && <Button onClick={() => void syncNow()}>{youWords.syncNow}</Button>}
        <Button look="bare link" onClick={() => void leave()}>
          {youWords.signOut}
        </Button>
      </div>
    </>
  );
}
