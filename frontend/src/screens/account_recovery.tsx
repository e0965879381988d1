import { useState } from "preact/hooks";
import { askAccount } from "../store/account";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { words } from "../words";
import { keyWords } from "../words/account_keys";
import { useConfirmed } from "./confirmed";
import { RecoveryCode } from "./recovery_code";

const said = keyWords.recovery;

/** The recovery code: a new one, shown once. */
export function RecoverySection() {
  const [asks, setAsks] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  return (
    <section class="card" id="recovery">
      <h2>{said.title}</h2>
      <p>{said.text}</p>
      <Button onClick={() => setAsks(true)}>{said.renew}</Button>
      {asks && (
        <Renew
          onClose={() => setAsks(false)}
          onCode={(made) => {
            setAsks(false);
            setCode(made);
          }}
        />
      )}
      {code && <RecoveryCode code={code} onDone={() => setCode(null)} />}
    </section>
  );
}

function Renew({ onClose, onCode }: { onClose: () => void; onCode: (code: string) => void }) {
  const confirmed = useConfirmed();
  const renew = async (event: Event) => {
    event.preventDefault();
    await confirmed.run(async () => {
      const { recovery_code } = await askAccount("PATCH", "/api/account", { renew_recovery_code: true });
      onCode(String(recovery_code));
    });
  };
  return (
    <Sheet title={said.renewTitle} closeLabel={words.close} onClose={onClose}>
      <form class="stack wide" onSubmit={(event) => void renew(event)}>
        <p>{said.renewText}</p>
        {confirmed.field}
        {confirmed.shown}
        <button type="submit" class="button primary big" disabled={confirmed.isHeld}>
          {confirmed.busy ? said.renewing : said.renew}
        </button>
        <Button look="bare wide" onClick={onClose}>
          {keyWords.cancel}
        </Button>
      </form>
    </Sheet>
  );
}
