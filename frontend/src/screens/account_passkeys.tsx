import { useState } from "preact/hooks";
import { hasPasskeys } from "../device/passkeys";
import { askAccount } from "../store/account";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { TextField } from "../ui/text_field";
import { toast } from "../ui/toast";
import { words } from "../words";
import { keyWords } from "../words/account_keys";
import { type AccountFacts, type Passkey, useAccountFacts } from "./account_facts";
import { AskingTrouble, useAsking } from "./asking";
import { useConfirmed } from "./confirmed";
import { addPasskey, passkeyTrouble } from "./passkeys";
import "./account_keys.css";

const said = keyWords.passkeys;

type Open = { what: "rename" | "remove"; passkey: Passkey };

/** The passkeys that open this account: add one, name it, take one away. */
export function PasskeysSection() {
  const { facts, asking, read } = useAccountFacts();
  const [open, setOpen] = useState<Open | null>(null);
  const done = () => {
    setOpen(null);
    void read();
  };
  return (
    <section class="card" id="passkeys">
      <h2>{said.title}</h2>
      <p>{said.text}</p>
      <AskingTrouble asking={asking} />
      {!facts && <Unread failed={asking.trouble !== null} onAgain={() => void read()} />}
      {facts && (
        <>
          {facts.passkeys.length === 0 && <p class="quiet">{said.none}</p>}
          <ul class="lines">
            {facts.passkeys.map((passkey) => (
              <PasskeyLine key={passkey.id} passkey={passkey} onOpen={(what) => setOpen({ what, passkey })} />
            ))}
          </ul>
          <AddPasskey
            first={facts.passkeys.length === 0}
            onAdded={() => {
              toast(said.added);
              void read();
            }}
          />
        </>
      )}
      {open?.what === "rename" && (
        <Rename passkey={open.passkey} onClose={() => setOpen(null)} onDone={done} />
      )}
      {open?.what === "remove" && facts && (
        <Remove passkey={open.passkey} facts={facts} onClose={() => setOpen(null)} onDone={done} />
      )}
    </section>
  );
}

/** The server's answer is not there yet, or did not come. */
export function Unread({ failed, onAgain }: { failed: boolean; onAgain: () => void }) {
  if (!failed) return <p class="quiet">{keyWords.reading}</p>;
  return <Button onClick={onAgain}>{keyWords.again}</Button>;
}

function PasskeyLine({ passkey, onOpen }: { passkey: Passkey; onOpen: (what: Open["what"]) => void }) {
  const { label, created_at } = passkey;
  return (
    <li class="line">
      <span class="passkey-name stack close">
        <b class="own-words">{label}</b>
        <span class="small">{said.since(created_at)}</span>
      </span>
      <span class="row passkey-actions">
        <Button look="bare link" aria-label={said.renameOf(label)} onClick={() => onOpen("rename")}>
          {said.rename}
        </Button>
        <Button look="bare link" aria-label={said.removeOf(label)} onClick={() => onOpen("remove")}>
          {said.remove}
        </Button>
      </span>
    </li>
  );
}

/** The button that makes one on this device. */
export function AddPasskey({ first, onAdded }: { first: boolean; onAdded: () => void }) {
  const asking = useConfirmed(passkeyTrouble);
  if (!hasPasskeys()) return <p class="small">{keyWords.unsupported}</p>;
  const add = async () => {
    if (await asking.run(addPasskey)) onAdded();
  };
  return (
    <>
      {asking.field}
      {asking.shown}
      <Button look={first ? "primary" : ""} disabled={asking.isHeld} onClick={() => void add()}>
        {asking.busy ? said.adding : first ? said.add : said.addAnother}
      </Button>
    </>
  );
}

type SheetProps = { passkey: Passkey; onClose: () => void; onDone: () => void };

function Rename({ passkey, onClose, onDone }: SheetProps) {
  const [label, setLabel] = useState(passkey.label);
  const asking = useAsking();
  const save = async (event: Event) => {
    event.preventDefault();
    if (await asking.run(() => askAccount("PATCH", `/api/passkeys/${passkey.id}`, { label }))) onDone();
  };
  return (
    <Sheet title={said.renameTitle} closeLabel={words.close} onClose={onClose}>
      <form class="stack wide" onSubmit={(event) => void save(event)}>
        <TextField
          label={said.name}
          value={label}
          onText={setLabel}
          hint={said.nameHint}
          error={asking.trouble?.fields["/label"]}
          maxLength={64}
          autoComplete="off"
        />
        <AskingTrouble asking={asking} />
        <button type="submit" class="button primary big" disabled={asking.isHeld || label.trim() === ""}>
          {asking.busy ? keyWords.saving : keyWords.save}
        </button>
      </form>
    </Sheet>
  );
}

function Remove({ passkey, facts, onClose, onDone }: SheetProps & { facts: AccountFacts }) {
  const [keepsCode, setKeepsCode] = useState(false);
  const asking = useConfirmed();
  // Another device may have taken the others away since: then the server says it.
  const isLast =
    asking.trouble?.problem === "last_key" || (facts.passkeys.length === 1 && !facts.has_password);
  const remove = async () => {
    const kept = isLast && keepsCode ? "?keep_recovery_code=true" : "";
    if (!(await asking.run(() => askAccount("DELETE", `/api/passkeys/${passkey.id}${kept}`)))) return;
    toast(said.removed);
    onDone();
  };
  return (
    <Sheet title={said.removeTitle} closeLabel={words.close} onClose={onClose}>
      <p class="own-words">{said.removeText(passkey.label)}</p>
      {isLast && (
        <>
          <p>
            <b>{said.lastText}</b>
          </p>
          <label class="switch">
            <input type="checkbox" checked={keepsCode} onChange={() => setKeepsCode(!keepsCode)} />
            <span>{said.keepsCode}</span>
          </label>
        </>
      )}
      {asking.field}
      {asking.trouble?.problem !== "last_key" && asking.shown}
      <Button
        look="danger big"
        disabled={asking.isHeld || (isLast && !keepsCode)}
        onClick={() => void remove()}
      >
        {asking.busy ? said.removing : said.removeGo}
      </Button>
      <Button look="bare wide" onClick={onClose}>
        {keyWords.cancel}
      </Button>
    </Sheet>
  );
}
