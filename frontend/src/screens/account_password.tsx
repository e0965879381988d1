import { useState } from "preact/hooks";
import { askAccount } from "../store/account";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { TextField } from "../ui/text_field";
import { toast } from "../ui/toast";
import { words } from "../words";
import { keyWords } from "../words/account_keys";
import { type AccountFacts, useAccountFacts } from "./account_facts";
import { Unread } from "./account_passkeys";
import type { Trouble } from "./asking";
import { useConfirmed } from "./confirmed";

const said = keyWords.password;

/** A name and a password, for whoever wants them. */
export function PasswordSection() {
  const { facts, asking, read } = useAccountFacts();
  const [open, setOpen] = useState<"change" | "remove" | null>(null);
  const close = () => setOpen(null);
  const done = (heard: string) => {
    close();
    toast(heard);
    void read();
  };
  return (
    <section class="card" id="password">
      <h2>{said.title}</h2>
      {!facts && <Unread failed={asking.trouble !== null} onAgain={() => void read()} />}
      {facts && (
        <>
          <p class="own-words">{stateOf(facts)}</p>
          <Button onClick={() => setOpen("change")}>{facts.has_password ? said.change : said.set}</Button>
          {facts.has_password && (
            <Button look="bare link" onClick={() => setOpen("remove")}>
              {said.remove}
            </Button>
          )}
        </>
      )}
      {open === "change" && facts && (
        <Change facts={facts} onClose={close} onDone={() => done(keyWords.saved)} />
      )}
      {open === "remove" && facts && (
        <Remove facts={facts} onClose={close} onDone={() => done(said.removed)} />
      )}
    </section>
  );
}

function stateOf({ name, has_password }: AccountFacts): string {
  if (name === null) return said.text;
  return has_password ? said.named(name) : said.nameOnly(name);
}

type SheetProps = { facts: AccountFacts; onClose: () => void; onDone: () => void };

function Change({ facts, onClose, onDone }: SheetProps) {
  const [name, setName] = useState(facts.name ?? "");
  const [password, setPassword] = useState("");
  const [isShown, show] = useState(false);
  const confirmed = useConfirmed();
  const { trouble } = confirmed;
  const changed = {
    ...(name.trim() !== facts.name ? { name: name.trim() } : {}),
    ...(password === "" ? {} : { password }),
  };
  const isWhole = name.trim() !== "" && (facts.has_password || password !== "");
  const save = async (event: Event) => {
    event.preventDefault();
    if (await confirmed.run(() => askAccount("PATCH", "/api/account", changed))) onDone();
  };
  return (
    <Sheet title={said.changeTitle} closeLabel={words.close} onClose={onClose}>
      <form class="stack wide" onSubmit={(event) => void save(event)}>
        <TextField
          label={said.name}
          value={name}
          onText={setName}
          hint={said.nameHint}
          error={nameError(trouble)}
          autoComplete="username"
          autoCapitalize="none"
          spellcheck={false}
          maxLength={64}
        />
        <TextField
          label={facts.has_password ? said.newPassword : said.password}
          type={isShown ? "text" : "password"}
          value={password}
          onText={setPassword}
          hint={facts.has_password ? said.newPasswordHint : said.passwordHint}
          error={trouble?.fields["/password"]}
          autoComplete="new-password"
          autoCapitalize="none"
          spellcheck={false}
        />
        <label class="switch">
          <input type="checkbox" checked={isShown} onChange={() => show(!isShown)} />
          <span>{said.show}</span>
        </label>
        {confirmed.field}
        {confirmed.shown}
        <button
          type="submit"
          class="button primary big"
          disabled={confirmed.isHeld || !isWhole || Object.keys(changed).length === 0}
        >
          {confirmed.busy ? keyWords.saving : keyWords.save}
        </button>
      </form>
    </Sheet>
  );
}

function nameError(trouble: Trouble | null): string | undefined {
  return trouble?.problem === "name_taken" ? said.nameTaken : trouble?.fields["/name"];
}

function Remove({ facts, onClose, onDone }: SheetProps) {
  const confirmed = useConfirmed();
  const remove = async (event: Event) => {
    event.preventDefault();
    const gone = { name: null, password: null };
    if (await confirmed.run(() => askAccount("PATCH", "/api/account", gone))) onDone();
  };
  return (
    <Sheet title={said.removeTitle} closeLabel={words.close} onClose={onClose}>
      <form class="stack wide" onSubmit={(event) => void remove(event)}>
        <p>{said.removeText(facts.passkeys.length)}</p>
        {confirmed.field}
        {confirmed.shown}
        <button type="submit" class="button danger big" disabled={confirmed.isHeld}>
          {confirmed.busy ? keyWords.saving : said.remove}
        </button>
        <Button look="bare wide" onClick={onClose}>
          {keyWords.cancel}
        </Button>
      </form>
    </Sheet>
  );
}
