import { useState } from "preact/hooks";
import { AccountError, createAccount, signIn, signOut } from "../store/account";
import { backup } from "../store/live";
import { syncNow } from "../sync/loop";
import { Bar } from "../ui/bar";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { moment, words } from "../words";
import { youWords } from "../words/you";

const FIRST_LOOK_MS = 4000;

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
      {code && <RecoveryCode code={code} onDone={() => setCode(null)} />}
      {signing && <SignIn onClose={() => setSigning(false)} />}
    </section>
  );
}

function whyNot(error: unknown): string {
  return youWords.trouble[error instanceof AccountError ? error.code : "server_trouble"];
}

function Guest({ onCode, onSignIn }: { onCode: (code: string) => void; onSignIn: () => void }) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const create = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      onCode((await createAccount()).recovery_code);
    } catch (error) {
      setTrouble(whyNot(error));
    }
    setBusy(false);
  };
  return (
    <>
      <p>{youWords.guestText}</p>
      {trouble && <Bar>{trouble}</Bar>}
      <Button look="primary" disabled={busy} onClick={() => void create()}>
        {busy ? youWords.creating : youWords.create}
      </Button>
      <Button onClick={onSignIn}>{youWords.signIn}</Button>
    </>
  );
}

/** The code, once. It closes only after the runner says it is kept. */
function RecoveryCode({ code, onDone }: { code: string; onDone: () => void }) {
  const [kept, setKept] = useState(false);
  const copy = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(code).then(
          () => toast(youWords.copied),
          () => toast(youWords.copyFailed),
        )
      : toast(youWords.copyFailed);
  const close = () => (kept ? onDone() : toast(youWords.codeFirst));
  return (
    <Sheet title={youWords.codeTitle} closeLabel={words.close} onClose={close}>
      <p>{youWords.codeText}</p>
      <p class="code">
        <code>{code}</code>
      </p>
      <Button onClick={() => void copy()}>{youWords.copy}</Button>
      <label class="switch">
        <input type="checkbox" checked={kept} onChange={() => setKept(!kept)} />
        <span>{youWords.keptCode}</span>
      </label>
      <Button look="primary big" disabled={!kept} onClick={onDone}>
        {youWords.codeDone}
      </Button>
    </Sheet>
  );
}

function SignIn({ onClose }: { onClose: () => void }) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const go = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      await signIn(code);
      // The form closes on a phone that knows its runner, unless the network makes that long.
      await Promise.race([
        syncNow(),
        firstPage(),
        new Promise((resolve) => setTimeout(resolve, FIRST_LOOK_MS)),
      ]);
      toast(youWords.signedIn);
      onClose();
    } catch (error) {
      setTrouble(whyNot(error));
      setBusy(false);
    }
  };
  return (
    <Sheet title={youWords.signInTitle} closeLabel={words.close} onClose={onClose}>
      <form class="stack wide" onSubmit={(event) => void go(event)}>
        <p>{youWords.signInText}</p>
        <label class="field">
          <span>{youWords.code}</span>
          <input
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </label>
        {trouble && <Bar bad>{trouble}</Bar>}
        <button type="submit" class="button primary big" disabled={busy || code.trim() === ""}>
          {busy ? youWords.signingIn : youWords.signInGo}
        </button>
      </form>
    </Sheet>
  );
}

/** When a long log has begun to arrive: the rest comes while the app is used. */
function firstPage(): Promise<void> {
  return new Promise((resolve) => {
    const stop = backup.subscribe(({ underway }) => {
      if (underway) resolve();
    });
    setTimeout(stop, FIRST_LOOK_MS);
  });
}

/** How the copy on the server stands, in plain words. */
function SyncState() {
  const { account, pending, lastContactAt, signedOut, problem } = backup.value;
  const leave = () =>
    signOut().then(
      () => toast(youWords.signedOutToast),
      (error: unknown) => toast(whyNot(error)),
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
