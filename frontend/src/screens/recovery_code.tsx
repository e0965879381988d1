import { useEffect, useState } from "preact/hooks";
import { hasPasskeys } from "../device/passkeys";
import { backup } from "../store/live";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { words } from "../words";
import { keyWords } from "../words/account_keys";
import { youWords } from "../words/you";
import { AddPasskey } from "./account_passkeys";
import "./account_keys.css";

const said = keyWords.recovery;

type RecoveryCodeProps = {
  code: string;
  onDone: () => void;
  /** For a new account, which has no other key yet. */
  isOnlyKey?: boolean;
};

/** The code, once. It closes only after the runner says it is kept. */
export function RecoveryCode({ code, onDone, isOnlyKey = false }: RecoveryCodeProps) {
  const [kept, setKept] = useState(false);
  const [hasPasskey, add] = useState(false);
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
      <p>{isOnlyKey && !hasPasskey ? said.only : said.one}</p>
      <p class="code">
        <code>{code}</code>
      </p>
      <div class="row">
        <Button onClick={() => void copy()}>{youWords.copy}</Button>
        <Button onClick={() => print()}>{said.print}</Button>
      </div>
      {isOnlyKey && hasPasskeys() && (
        <section class="card">
          <h3>{said.passkeyTitle}</h3>
          {hasPasskey ? (
            <p role="status">{keyWords.passkeys.added}</p>
          ) : (
            <>
              <p>{said.passkeyText}</p>
              <AddPasskey first onAdded={() => add(true)} />
            </>
          )}
        </section>
      )}
      <label class="switch">
        <input type="checkbox" checked={kept} onChange={() => setKept(!kept)} />
        <span>{youWords.keptCode}</span>
      </label>
      <Button look="primary big" disabled={!kept} onClick={onDone}>
        {youWords.codeDone}
      </Button>
      <Paper code={code} />
    </Sheet>
  );
}

/** What comes out of the printer, and nothing else does while it is there. */
function Paper({ code }: { code: string }) {
  const { account } = backup.value;
  useEffect(() => {
    const { classList } = document.documentElement;
    classList.add("prints-paper");
    return () => classList.remove("prints-paper");
  }, []);
  return (
    <div class="paper">
      <h1>{said.paper.title}</h1>
      <p>
        <code>{code}</code>
      </p>
      <p>
        {account && `${said.paper.account(account)}. `}
        {said.paper.on(Date.now())}.
      </p>
      <p>{said.paper.use(location.host)}</p>
      <p>{said.paper.care}</p>
    </div>
  );
}
