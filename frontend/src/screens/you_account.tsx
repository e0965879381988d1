import { useState } from "preact/hooks";
import { createAccount, signOut } from "../store/account";
import { backup } from "../store/live";
import { syncNow } from "../sync/loop";
import { Button } from "../ui/button";
import { TextField } from "../ui/text_field";
import { toast } from "../ui/toast";
import { moment } from "../words";
import { keyWords } from "../words/account_keys";
import { youWords } from "../words/you";
import { AskingTrouble, troubleOf, useAsking } from "./asking";
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
  const [invite, setInvite] = useState("");
  const [isAsked, ask] = useState(false);
  const asking = useAsking();
  const { trouble } = asking;
  const isRefused = trouble?.problem === "invite_needed";
  if (isRefused && !isAsked) ask(true);
  const create = (event: Event) => {
    event.preventDefault();
    const said = invite.trim() === "" ? null : invite.trim();
    return asking.run(async () => onCode((await createAccount(false, said)).recovery_code));
  };
  return (
    <form class="stack" onSubmit={(event) => void create(event)}>
      <p>{youWords.guestText}</p>
      {isAsked && (
        <TextField
          label={keyWords.invite.label}
          hint={keyWords.invite.hint}
          value={invite}
          onText={setInvite}
          error={trouble?.fields["/invite"]}
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
        />
      )}
      {!isRefused && <AskingTrouble asking={asking} />}
      <button type="submit" class="button primary" disabled={asking.isHeld || (isAsked && invite === "")}>
        {asking.busy ? youWords.creating : youWords.create}
      </button>
      <Button onClick={onSignIn}>{youWords.signIn}</Button>
    </form>
  );
}

/** How the copy on the server stands, in plain words. */
function SyncState() {
  const { account, pending, lastContactAt, signedOut, problem } = backup.value;
  const leave = () =>
    signOut().then(
      () => toast(youWords.signedOutToast),
      (error: unknown) => toast(troubleOf(error).text),
    );
  return (
    <>
      {pending > 0 && <p>{youWords.waiting(pending)}</p>}
      {pending === 0 && lastContactAt !== null && !signedOut && <p>{youWords.allThere}</p>}
      {signedOut && <p>{youWords.sessionEnded}</p>}
      {problem && <p>{youWords.problem[problem]}</p>}
      <p class="small">
        {account && youWords.account(account)}.{" "}
        {lastContactAt ? youWords.lastContact(moment(lastContactAt)) : youWords.neverContact}.
      </p>
      <div class="row">
        <Button onClick={() => void syncNow()}>{youWords.syncNow}</Button>
        <Button look="bare link" onClick={() => void leave()}>
          {youWords.signOut}
        </Button>
      </div>
    </>
  );
}
