import { useState } from "preact/hooks";
import { AccountError, createAccount, signIn, signOut } from "../store/account";
import { backup } from "../store/live";
import { syncNow } from "../sync/loop";
import { Bar } from "../ui/bar";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { moment, words } from "../words";

/** Backing up: make an account, come in with a code, or see how it stands. */
export function AccountSection() {
  const [code, setCode] = useState<string | null>(null);
  const [signing, setSigning] = useState(false);
  const { account } = backup.value;
  return (
    <section class="card">
      <h2>{words.you.backup}</h2>
      {account === null ? <Guest onCode={setCode} onSignIn={() => setSigning(true)} /> : <SyncState />}
      {backup.value.signedOut && (
        <Button look="primary" onClick={() => setSigning(true)}>
          {words.you.signInGo}
        </Button>
      )}
      <Refused />
      {code && <RecoveryCode code={code} onDone={() => setCode(null)} />}
      {signing && <SignIn onClose={() => setSigning(false)} />}
    </section>
  );
}

function whyNot(error: unknown): string {
  return words.you.trouble[error instanceof AccountError ? error.code : "server_trouble"];
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
      <p>{words.you.guestText}</p>
      {trouble && <Bar>{trouble}</Bar>}
      <Button look="primary" disabled={busy} onClick={() => void create()}>
        {busy ? words.you.creating : words.you.create}
      </Button>
      <Button onClick={onSignIn}>{words.you.signIn}</Button>
    </>
  );
}

/** The code, once. It closes only after the runner says it is kept. */
function RecoveryCode({ code, onDone }: { code: string; onDone: () => void }) {
  const [kept, setKept] = useState(false);
  const copy = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(code).then(
          () => toast(words.you.copied),
          () => toast(words.you.copyFailed),
        )
      : toast(words.you.copyFailed);
  const close = () => (kept ? onDone() : toast(words.you.codeFirst));
  return (
    <Sheet title={words.you.codeTitle} closeLabel={words.close} onClose={close}>
      <p>{words.you.codeText}</p>
      <p class="code">
        <code>{code}</code>
      </p>
      <Button onClick={() => void copy()}>{words.you.copy}</Button>
      <label class="switch">
        <input type="checkbox" checked={kept} onChange={() => setKept(!kept)} />
        <span>{words.you.keptCode}</span>
      </label>
      <Button look="primary big" disabled={!kept} onClick={onDone}>
        {words.you.codeDone}
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
      toast(words.you.signedIn);
      void syncNow();
      onClose();
    } catch (error) {
      setTrouble(whyNot(error));
      setBusy(false);
    }
  };
  return (
    <Sheet title={words.you.signInTitle} closeLabel={words.close} onClose={onClose}>
      <form class="stack wide" onSubmit={(event) => void go(event)}>
        <p>{words.you.signInText}</p>
        <label class="field">
          <span>{words.you.code}</span>
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
          {busy ? words.you.signingIn : words.you.signInGo}
        </button>
      </form>
    </Sheet>
  );
}

/** How the copy on the server stands, in plain words. */
function SyncState() {
  const { account, pending, lastContactAt, signedOut, problem } = backup.value;
  const leave = () =>
    signOut().then(
      () => toast(words.you.signedOutToast),
      (error: unknown) => toast(whyNot(error)),
    );
  return (
    <>
      <p>{pending === 0 ? words.you.allThere : words.you.waiting(pending)}</p>
      {signedOut && <p>{words.you.sessionEnded}</p>}
      {problem && <p>{words.you.problem[problem]}</p>}
      <p class="small">
        {account && words.you.account(account)}.{" "}
        {lastContactAt ? words.you.lastContact(moment(lastContactAt)) : words.you.neverContact}.
      </p>
      <div class="row">
        <Button onClick={() => void syncNow()}>{words.you.syncNow}</Button>
        <Button look="bare link" onClick={() => void leave()}>
          {words.you.signOut}
        </Button>
      </div>
    </>
  );
}

function Refused() {
  const { refused } = backup.value;
  if (refused.length === 0) return null;
  return (
    <details class="fold" open>
      <summary>{words.kept.refused(refused.length)}</summary>
      <p class="quiet">{words.you.refusedText}</p>
      <ul class="lines">
        {refused.map(({ entry, code, detail }) => (
          <li class="line asked" key={entry.id}>
            <b>{words.you.kinds[entry.kind] ?? entry.kind}</b>
            <span class="small">
              {words.you.refusedWhy[code] ?? code}
              {detail && ` (${detail})`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
